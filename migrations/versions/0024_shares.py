"""What of a file one home sees, step by step, under a legal basis that the database judges."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0024_shares"
down_revision = "0023_legal_bases"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words', 'documents'"
)
TABLES = f"""
ALTER TABLE requests ADD COLUMN person_id uuid,
  ADD CONSTRAINT fk_requests_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id);
CREATE INDEX ix_requests_tenant_id_person_id ON requests (tenant_id, person_id)
  WHERE person_id IS NOT NULL;
ALTER TABLE asks DROP CONSTRAINT ck_asks_level,
  ADD CONSTRAINT ck_asks_level CHECK (level IN (0, 1, 2, 3));

CREATE TABLE shared_parts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  level integer NOT NULL CONSTRAINT ck_shared_parts_level CHECK (level IN (2, 3)),
  category text NOT NULL CONSTRAINT ck_shared_parts_category CHECK (category IN ({CATEGORIES})),
  purpose text NOT NULL,
  basis_id uuid NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  closed_at timestamptz,
  closed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_shared_parts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_shared_parts_id UNIQUE (id),
  CONSTRAINT fk_shared_parts_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_shared_parts_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id),
  CONSTRAINT fk_shared_parts_tenant_id_basis_id FOREIGN KEY (tenant_id, basis_id)
    REFERENCES legal_bases (tenant_id, id));
CREATE INDEX ix_shared_parts_tenant_id_ask_id ON shared_parts (tenant_id, ask_id);
CREATE INDEX ix_shared_parts_tenant_id_person_id ON shared_parts (tenant_id, person_id);
CREATE INDEX ix_shared_parts_recipient_id_ask_id ON shared_parts (recipient_id, ask_id);
CREATE UNIQUE INDEX uq_shared_parts_open ON shared_parts (tenant_id, ask_id, category)
  WHERE closed_at IS NULL;

CREATE TABLE placement_files (
  tenant_id uuid NOT NULL,
  placement_id uuid NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT pk_placement_files PRIMARY KEY (tenant_id, placement_id),
  CONSTRAINT fk_placement_files_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id),
  CONSTRAINT fk_placement_files_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_placement_files_tenant_id_person_id ON placement_files (tenant_id, person_id);
CREATE INDEX ix_trail_entries_owner_id_subject_id ON trail_entries (owner_id, subject_id)
  WHERE owner_id IS NOT NULL;

CREATE TABLE part_sightings (
  tenant_id uuid NOT NULL,
  part_id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  category text NOT NULL,
  seen_at timestamptz NOT NULL,
  seen_by text NOT NULL,
  stopped_at timestamptz,
  stopped_by text NOT NULL,
  CONSTRAINT pk_part_sightings PRIMARY KEY (tenant_id, part_id),
  CONSTRAINT fk_part_sightings_tenant_id_part_id FOREIGN KEY (tenant_id, part_id)
    REFERENCES shared_parts (tenant_id, id));
CREATE INDEX ix_part_sightings_tenant_id_ask_id ON part_sightings (tenant_id, ask_id);
CREATE INDEX ix_part_sightings_recipient_id_ask_id ON part_sightings (recipient_id, ask_id);
"""

# A share stays what it was; it is closed, once. Who has seen something says later that they stopped
# using it, and nothing else.
KEEP = """
CREATE FUNCTION shared_parts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['closed_at', 'closed_by'];
BEGIN
  IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'what was shown stays what it was, until it is closed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shared_parts_keep BEFORE UPDATE ON shared_parts
  FOR EACH ROW EXECUTE FUNCTION shared_parts_keep();
CREATE FUNCTION part_sightings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['stopped_at', 'stopped_by'];
BEGIN
  IF OLD.stopped_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'what was seen was seen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER part_sightings_keep BEFORE UPDATE ON part_sightings
  FOR EACH ROW EXECUTE FUNCTION part_sightings_keep();
"""

# The level of an ask falls by the act of whoever raised it, too.
FALLS = """
DO $do$
DECLARE was text := pg_get_functiondef('asks_keep()'::regprocedure);
BEGIN
  EXECUTE replace(was, {before}, {after});
END $do$;
"""
RISES_ONLY = "'NEW.level < OLD.level OR (NEW.level > OLD.level AND OLD.ended_at IS NOT NULL)'"
RISES_LIVING = "'(NEW.level > OLD.level AND OLD.ended_at IS NOT NULL)'"

# The rule of `network.consent.decision.covered`, for one part: some basis of this young person
# that holds today reaches this recipient, this purpose and this category, and nobody has said no
# to it where it rests on consent.
REACHES = """{b}.tenant_id = p.tenant_id AND {b}.person_id = p.person_id AND {b}.effective
   AND {b}.withdrawn_at IS NULL AND {b}.starts <= app_today()
   AND ({b}.ends IS NULL OR {b}.ends >= app_today()) AND {b}.purpose = p.purpose
   AND ({b}.recipients = '{{}}' OR p.recipient_id = ANY ({b}.recipients))
   AND p.category = ANY ({b}.categories)"""
FIRMNESS = "ARRAY['court_order', 'statutory_task', 'duty_to_report', 'vital_interest', 'consent']"
# The firmest of them; none, and nothing is shown.
COVERS = f"""(SELECT b.kind FROM legal_bases b WHERE {REACHES.format(b="b")} AND NOT b.dissent
   AND (b.kind <> 'consent' OR NOT EXISTS (SELECT FROM legal_bases n
     WHERE {REACHES.format(b="n")} AND n.dissent))
   ORDER BY array_position({FIRMNESS}, b.kind) LIMIT 1)"""
LIVES = """a.ended_at IS NULL AND p.level <= a.level AND p.closed_at IS NULL
   AND (a.reopened_at IS NULL OR p.created_at > a.reopened_at)"""
MINE = "p.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())"

VIEWS = f"""
CREATE VIEW received_parts WITH (security_barrier) AS
SELECT p.tenant_id, p.id, p.person_id, p.ask_id, p.recipient_id, p.level, p.category, p.sealed,
       p.created_at, p.by_name, c.kind AS basis, k.wrapped AS person_key,
       t.wrapped AS tenant_key, t.master_number, s.seen_at
FROM shared_parts p
JOIN asks a ON a.tenant_id = p.tenant_id AND a.id = p.ask_id
JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
JOIN tenant_keys t ON t.tenant_id = p.tenant_id
LEFT JOIN part_sightings s ON s.tenant_id = p.tenant_id AND s.part_id = p.id
CROSS JOIN LATERAL {COVERS} c
WHERE {MINE} AND {LIVES} AND k.wrapped IS NOT NULL;
CREATE VIEW stopped_parts WITH (security_barrier) AS
SELECT s.tenant_id, s.part_id, s.ask_id, s.recipient_id, s.category, s.seen_at, s.seen_by
FROM part_sightings s
JOIN shared_parts p ON p.tenant_id = s.tenant_id AND p.id = s.part_id
JOIN asks a ON a.tenant_id = p.tenant_id AND a.id = p.ask_id
WHERE {MINE} AND s.stopped_at IS NULL AND NOT ({LIVES} AND {COVERS} IS NOT NULL);
ALTER VIEW received_parts OWNER TO pristan_share;
ALTER VIEW stopped_parts OWNER TO pristan_share;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON shared_parts, part_sightings TO pristan_app;
GRANT SELECT, INSERT ON placement_files TO pristan_app;
GRANT SELECT ON shared_parts, part_sightings, legal_bases, person_keys, tenant_keys
  TO pristan_share;
GRANT SELECT ON received_parts, stopped_parts TO pristan_app;
CREATE POLICY shared ON legal_bases FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON person_keys FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON tenant_keys FOR SELECT TO pristan_share USING (true);
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
OPENED = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = shared_parts.tenant_id AND y.id = shared_parts.person_id)"
)
OPENED_STAY = OPENED.replace("shared_parts", "placement_files")
OF_MINE = f"tenant_id = {TENANT}"
SEES = (
    f"recipient_id = {TENANT} AND EXISTS (SELECT FROM received_parts r"
    " WHERE r.tenant_id = part_sightings.tenant_id AND r.id = part_sightings.part_id"
    " AND r.ask_id = part_sightings.ask_id AND r.category = part_sightings.category)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(FALLS.format(before=RISES_ONLY, after=RISES_LIVING))
    op.execute(VIEWS)
    op.execute(GRANTS)
    # Who of the centre does not open the file still sees that something of it is shown, to whom
    # and since when; what it is stays sealed.
    protect(
        "shared_parts",
        own=f"FOR SELECT TO pristan_app USING ({OF_MINE})",
        shown=f"FOR INSERT TO pristan_app WITH CHECK ({OPENED})",
        closed=f"FOR UPDATE TO pristan_app USING ({OF_MINE}) WITH CHECK ({OF_MINE})",
        shared=SHARE,
    )
    protect(
        "placement_files",
        opened=f"FOR SELECT TO pristan_app USING ({OPENED_STAY})",
        begun=f"FOR INSERT TO pristan_app WITH CHECK ({OPENED_STAY})",
    )
    protect(
        "part_sightings",
        parties=f"FOR SELECT TO pristan_app USING (CASE WHEN {OF_MINE} THEN true"
        f" ELSE recipient_id = {TENANT} END)",
        seen=f"FOR INSERT TO pristan_app WITH CHECK ({SEES})",
        stopped=f"FOR UPDATE TO pristan_app USING (recipient_id = {TENANT})"
        f" WITH CHECK (recipient_id = {TENANT})",
        shared=SHARE,
    )


def downgrade() -> None:
    op.execute("DROP VIEW stopped_parts")
    op.execute("DROP POLICY seen ON part_sightings")
    op.execute("DROP VIEW received_parts")
    op.execute("DROP TABLE part_sightings")
    op.execute("DROP TABLE placement_files")
    op.execute("DROP INDEX ix_trail_entries_owner_id_subject_id")
    op.execute("DROP TABLE shared_parts")
    op.execute("DROP FUNCTION shared_parts_keep")
    op.execute("DROP FUNCTION part_sightings_keep")
    for table in ("legal_bases", "person_keys", "tenant_keys"):
        op.execute(f"DROP POLICY shared ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM pristan_share")
    op.execute(FALLS.format(before=RISES_LIVING, after=RISES_ONLY))
    op.execute(
        "ALTER TABLE asks DROP CONSTRAINT ck_asks_level,"
        " ADD CONSTRAINT ck_asks_level CHECK (level IN (0, 1))"
    )
    op.execute("ALTER TABLE requests DROP COLUMN person_id")
