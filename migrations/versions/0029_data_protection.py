"""The desk of the data-protection officer: breaches, inspections, files by name, and a trail that
is pruned without losing its proof."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect, unforced

revision = "0029_data_protection"
down_revision = "0028_rights"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE breaches (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  noticed_at timestamptz NOT NULL,
  persons integer CONSTRAINT ck_breaches_persons CHECK (persons >= 0),
  sealed bytea NOT NULL,
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  risk text NOT NULL CONSTRAINT ck_breaches_risk CHECK (risk IN ('', 'none', 'risk', 'high')),
  commissioner_at timestamptz,
  persons_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_breaches PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_breaches_id UNIQUE (id),
  CONSTRAINT ck_breaches_judged CHECK (closed_at IS NULL OR risk <> ''),
  CONSTRAINT fk_breaches_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_breaches_tenant_id_member_id ON breaches (tenant_id, member_id);
CREATE INDEX ix_breaches_open ON breaches (tenant_id, id) WHERE closed_at IS NULL;

CREATE TABLE breach_steps (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  breach_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_breach_steps_kind CHECK (kind IN ('reported', 'judged_none',
    'judged_risk', 'judged_high', 'commissioner_told', 'persons_told', 'closed')),
  done_at timestamptz NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_breach_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_breach_steps_id UNIQUE (id),
  CONSTRAINT fk_breach_steps_tenant_id_breach_id FOREIGN KEY (tenant_id, breach_id)
    REFERENCES breaches (tenant_id, id));
CREATE INDEX ix_breach_steps_tenant_id_breach_id ON breach_steps (tenant_id, breach_id, id);

CREATE TABLE inspections (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  authority text NOT NULL CONSTRAINT ck_inspections_authority CHECK (authority <> ''),
  ground text NOT NULL CONSTRAINT ck_inspections_ground CHECK (ground <> ''),
  name text NOT NULL,
  email text NOT NULL,
  trail boolean NOT NULL,
  registers boolean NOT NULL,
  starts timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  closed_at timestamptz,
  closed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_inspections PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_inspections_id UNIQUE (id),
  -- Thirty days of the calendar; the autumn's last Sunday has an hour more.
  CONSTRAINT ck_inspections_ends CHECK (ends > starts AND ends - starts <= interval '721 hours'),
  CONSTRAINT fk_inspections_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_inspections_tenant_id_member_id ON inspections (tenant_id, member_id);
CREATE INDEX ix_inspections_tenant_id_email ON inspections (tenant_id, email);

CREATE TABLE inspection_files (
  tenant_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number text NOT NULL,
  CONSTRAINT pk_inspection_files PRIMARY KEY (tenant_id, inspection_id, person_id),
  CONSTRAINT fk_inspection_files_tenant_id_inspection_id FOREIGN KEY (tenant_id, inspection_id)
    REFERENCES inspections (tenant_id, id),
  CONSTRAINT fk_inspection_files_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_inspection_files_tenant_id_person_id ON inspection_files (tenant_id, person_id);

CREATE TABLE file_digests (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  digest bytea NOT NULL CONSTRAINT ck_file_digests_digest CHECK (length(digest) = 32),
  CONSTRAINT pk_file_digests PRIMARY KEY (tenant_id, person_id, digest),
  CONSTRAINT fk_file_digests_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_file_digests_tenant_id_digest ON file_digests (tenant_id, digest);

CREATE TABLE trail_keeping (
  tenant_id uuid NOT NULL,
  years integer NOT NULL CONSTRAINT ck_trail_keeping_years CHECK (years BETWEEN 2 AND 30),
  CONSTRAINT pk_trail_keeping PRIMARY KEY (tenant_id),
  CONSTRAINT fk_trail_keeping_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));

CREATE TABLE trail_checkpoints (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL CONSTRAINT ck_trail_checkpoints_seq CHECK (seq > 0),
  seal bytea NOT NULL,
  upto timestamptz NOT NULL,
  key_number integer NOT NULL,
  mac bytea NOT NULL CONSTRAINT ck_trail_checkpoints_mac CHECK (length(mac) = 32),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_trail_checkpoints PRIMARY KEY (tenant_id),
  CONSTRAINT fk_trail_checkpoints_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));

CREATE TABLE trail_states (
  tenant_id uuid NOT NULL,
  verified_at timestamptz,
  broken_seq bigint,
  broken_how text,
  anchored_at timestamptz,
  anchored_seq bigint,
  CONSTRAINT pk_trail_states PRIMARY KEY (tenant_id),
  CONSTRAINT fk_trail_states_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
"""

OWN = f"tenant_id = {TENANT}"
JOB = f"{MEMBER} IS NULL"
SHARE = "FOR SELECT TO pristan_share USING (true)"


def role(*names: str) -> str:
    return " OR ".join(f"(SELECT app_has_role('{name}'))" for name in names)


# What a data-protection officer, who opens no file, may know of them: a number and who answers for
# it. The head, who opens what is not sealed, likewise; neither of a file they are kept away from.
VIEWS = f"""
CREATE VIEW overseen_files WITH (security_barrier) AS
SELECT y.tenant_id, y.id, y.number, coalesce(m.name, '') AS responsible
FROM young_persons y
LEFT JOIN members m ON m.tenant_id = y.tenant_id AND m.id = y.responsible_id
WHERE y.tenant_id = (SELECT app_tenant())
  AND ({role("dpo")} OR ({role("head")} AND y.sensitivity <> 'sealed'))
  AND NOT EXISTS (SELECT FROM file_exclusions x WHERE x.tenant_id = y.tenant_id
                  AND x.person_id = y.id AND x.member_id = (SELECT app_member()));

CREATE VIEW overseen_bases WITH (security_barrier) AS
SELECT b.tenant_id, b.id, o.number, o.responsible, b.kind, b.ends
FROM legal_bases b JOIN overseen_files o ON o.tenant_id = b.tenant_id AND o.id = b.person_id
WHERE b.withdrawn_at IS NULL AND b.effective AND NOT b.dissent
  AND b.ends BETWEEN app_today() AND app_today() + 30;

CREATE VIEW overseen_documents WITH (security_barrier) AS
SELECT o.tenant_id, o.id, o.number, o.responsible, count(*) AS documents
FROM stored_documents d JOIN overseen_files o ON o.tenant_id = d.tenant_id AND o.id = d.person_id
WHERE d.removed_at IS NULL AND d.scan = 'not_scanned'
GROUP BY o.tenant_id, o.id, o.number, o.responsible;

CREATE VIEW open_inspections WITH (security_barrier) AS
SELECT i.tenant_id, i.id, i.number, i.authority, i.ground, i.trail, i.registers, i.starts, i.ends
FROM inspections i
JOIN members m ON m.tenant_id = i.tenant_id AND m.id = (SELECT app_member()) AND m.email = i.email
WHERE i.tenant_id = (SELECT app_tenant()) AND {role("inspector")}
  AND i.closed_at IS NULL AND i.starts <= app_now() AND app_now() < i.ends;

CREATE VIEW opened_to_inspect WITH (security_barrier) AS
SELECT f.tenant_id, f.inspection_id, f.person_id, f.number
FROM inspection_files f
JOIN open_inspections i ON i.tenant_id = f.tenant_id AND i.id = f.inspection_id;
"""
VIEW_NAMES = (
    "knocked_at",
    "opened_to_inspect",
    "open_inspections",
    "overseen_documents",
    "overseen_bases",
    "overseen_files",
)

# A report is never rewritten, what was judged and told is told once, and what is closed stays so.
KEEP = """
CREATE FUNCTION breaches_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] :=
  ARRAY['version', 'risk', 'commissioner_at', 'persons_at', 'closed_at'];
BEGIN
  IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs
     OR (OLD.risk <> '' AND NEW.risk = '')
     OR NEW.commissioner_at IS DISTINCT FROM coalesce(OLD.commissioner_at, NEW.commissioner_at)
     OR NEW.persons_at IS DISTINCT FROM coalesce(OLD.persons_at, NEW.persons_at) THEN
    RAISE EXCEPTION 'what is written of a breach stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER breaches_keep BEFORE UPDATE ON breaches
  FOR EACH ROW EXECUTE FUNCTION breaches_keep();

CREATE FUNCTION inspections_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'closed_at', 'closed_by'];
BEGIN
  IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'an inspection is only ever closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspections_keep BEFORE UPDATE ON inspections
  FOR EACH ROW EXECUTE FUNCTION inspections_keep();

CREATE FUNCTION file_digests_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM file_digests WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id;
  RETURN NEW;
END $$;
CREATE TRIGGER file_digests_forget AFTER UPDATE ON person_keys
  FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION file_digests_forget();
"""

# Entries go by the hand of a job of the house alone, never before the years are over (ZVOP-2
# article 22), and only up to the checkpoint that stands for them. A member is refused in words: a
# policy alone would let them delete nothing, and say so to nobody.
PRUNE = """
CREATE FUNCTION app_trail_bound() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT make_timestamptz(extract(year FROM app_today())::integer - coalesce(
    (SELECT k.years FROM trail_keeping k WHERE k.tenant_id = app_tenant()), 2),
    1, 1, 0, 0, 0, 'Europe/Ljubljana') $$;
CREATE FUNCTION trail_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app_tenant() IS NOT NULL AND app_member() IS NOT NULL THEN
    RAISE EXCEPTION 'nobody takes anything out of a trail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER trail_entries_stay BEFORE DELETE ON trail_entries
  FOR EACH STATEMENT EXECUTE FUNCTION trail_entries_stay();
"""

# What was refused is named in the trail if there is such a thing in the own house, and only then:
# the view shows the one thing whose id somebody has already knocked with.
REFUSED = """
CREATE VIEW knocked_at WITH (security_barrier) AS
SELECT 'young_person' AS kind, y.id, y.number FROM young_persons y
WHERE y.tenant_id = (SELECT app_tenant()) AND y.id::text = (SELECT app_token())
UNION ALL
SELECT 'ask', a.id, a.number FROM asks a
WHERE (SELECT app_tenant()) IN (a.tenant_id, a.recipient_id) AND a.id::text = (SELECT app_token())
UNION ALL
SELECT 'emergency', e.id, e.number FROM emergencies e
WHERE e.tenant_id = (SELECT app_tenant()) AND e.id::text = (SELECT app_token())
UNION ALL
SELECT 'emergency', r.id, r.number FROM emergency_reviews r
WHERE r.tenant_id = (SELECT app_tenant()) AND r.id::text = (SELECT app_token());
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON breaches TO pristan_app;
GRANT SELECT, INSERT ON breach_steps, inspections, inspection_files TO pristan_app;
GRANT UPDATE (closed_at, closed_by, version) ON inspections TO pristan_app;
GRANT SELECT, INSERT, DELETE ON file_digests TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON trail_keeping, trail_states TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON trail_checkpoints TO pristan_app;
GRANT DELETE ON trail_entries TO pristan_app;
GRANT SELECT ON inspections, inspection_files TO pristan_share;
GRANT SELECT (number) ON young_persons TO pristan_share;
GRANT SELECT (tenant_id, person_id, member_id) ON file_exclusions TO pristan_share;
GRANT SELECT (tenant_id, person_id, removed_at, scan) ON stored_documents TO pristan_share;
CREATE POLICY shared ON file_exclusions FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON stored_documents FOR SELECT TO pristan_share USING (true);
"""
# A list of allowed words grows by one; whichever migration came before may have added others.
GROW = """
DO $$ DECLARE said text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'clocks'::regclass AND conname = '{name}');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT {name};
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT {name} ' || replace(said, {before}, {after});
END $$"""
WORD = "'''breach''::text, '"
KINDS = ("ck_clocks_kind", "ck_clocks_subject")

# An inspector needs a second step for signing in, too. Whatever else the view has come to show
# since stays as it is.
FACTOR = """
DO $$ BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW recognised_sessions WITH (security_barrier) AS '
    || replace(pg_get_viewdef('recognised_sessions'::regclass), '{before}', '{after}');
END $$"""
FOUR, FIVE = "''dpo''::text,", "''dpo''::text, ''inspector''::text,"

WATCHES = f"{OWN} AND ({role('dpo', 'head')})"
REGISTERS = "EXISTS (SELECT FROM open_inspections i WHERE i.registers)"
READS = (
    f"{OWN} AND ({JOB} OR member_id = {MEMBER} OR {role('dpo', 'head')}"
    f" OR ({role('inspector')} AND {REGISTERS}))"
)
STEP = (
    f"{OWN} AND EXISTS (SELECT FROM breaches b"
    " WHERE b.tenant_id = breach_steps.tenant_id AND b.id = breach_steps.breach_id)"
)
MINE = f"{OWN} AND member_id = {MEMBER}"
OPENS = f"{WATCHES} AND member_id = {MEMBER}"
CHOSEN = (
    f"{WATCHES} AND EXISTS (SELECT FROM overseen_files o WHERE o.tenant_id ="
    " inspection_files.tenant_id AND o.id = inspection_files.person_id"
    " AND o.number = inspection_files.number)"
)
OPENED = (
    "EXISTS (SELECT FROM young_persons y WHERE y.tenant_id = file_digests.tenant_id"
    " AND y.id = file_digests.person_id)"
)
OVERSEEN = "EXISTS (SELECT FROM overseen_files o WHERE o.id = file_digests.person_id)"
KEEPS = f"{OWN} AND ({role('administrator', 'dpo', 'head')})"
# The last entry that goes is the one that the checkpoint says, and none before it is young.
PRUNES = (
    f"{OWN} AND {JOB} AND upto <= (SELECT app_trail_bound())"
    " AND EXISTS (SELECT FROM trail_entries e WHERE e.tenant_id = trail_checkpoints.tenant_id"
    " AND e.seq = trail_checkpoints.seq AND e.seal = trail_checkpoints.seal)"
    " AND NOT EXISTS (SELECT FROM trail_entries e WHERE e.tenant_id = trail_checkpoints.tenant_id"
    " AND e.seq <= trail_checkpoints.seq AND e.at >= trail_checkpoints.upto)"
)
GOES = (
    f"{OWN} AND {JOB} AND at < (SELECT app_trail_bound())"
    " AND EXISTS (SELECT FROM trail_checkpoints c WHERE c.tenant_id = trail_entries.tenant_id"
    " AND c.seq >= trail_entries.seq)"
)
INSPECTED = ("young_persons", "id"), ("person_keys", "person_id"), ("file_parts", "person_id")


def upgrade() -> None:
    op.execute(TABLES)
    for name in KINDS:
        grown = {"before": "'ARRAY['", "after": f"'ARRAY[' || {WORD}"}
        op.execute(GROW.format(name=name, **grown))
    op.execute(FACTOR.format(before=FOUR, after=FIVE))
    op.execute(GRANTS)
    op.execute(VIEWS)
    op.execute(REFUSED)
    for view in reversed(VIEW_NAMES):
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
    op.execute(KEEP)
    op.execute(PRUNE)
    protect(
        "breaches",
        read=f"FOR SELECT TO pristan_app USING ({READS})",
        reported=f"FOR INSERT TO pristan_app WITH CHECK ({MINE} AND risk = ''"
        " AND num_nonnulls(commissioner_at, persons_at, closed_at) = 0)",
        judged=f"FOR UPDATE TO pristan_app USING ({WATCHES}) WITH CHECK ({WATCHES})",
    )
    protect(
        "breach_steps",
        read=f"FOR SELECT TO pristan_app USING ({STEP})",
        done=f"FOR INSERT TO pristan_app"
        f" WITH CHECK ({STEP} AND (kind = 'reported' OR {role('dpo', 'head')}))",
    )
    protect(
        "inspections",
        read=f"FOR SELECT TO pristan_app USING ({WATCHES})",
        opened=f"FOR INSERT TO pristan_app WITH CHECK ({OPENS} AND closed_at IS NULL)",
        closed=f"FOR UPDATE TO pristan_app USING ({WATCHES}) WITH CHECK ({WATCHES})",
        shared=SHARE,
    )
    protect(
        "inspection_files",
        read=f"FOR SELECT TO pristan_app USING ({WATCHES})",
        opened=f"FOR INSERT TO pristan_app WITH CHECK ({CHOSEN})",
        shared=SHARE,
    )
    protect(
        "file_digests",
        looked=f"FOR SELECT TO pristan_app USING ({OWN} AND ({JOB} OR {OPENED} OR {OVERSEEN}))",
        written=f"FOR INSERT TO pristan_app WITH CHECK ({OWN} AND {OPENED})",
        forgotten=f"FOR DELETE TO pristan_app USING ({OWN})",
    )
    protect(
        "trail_keeping",
        read=f"FOR SELECT TO pristan_app USING ({OWN})",
        said=f"FOR INSERT TO pristan_app WITH CHECK ({KEEPS})",
        changed=f"FOR UPDATE TO pristan_app USING ({KEEPS}) WITH CHECK ({KEEPS})",
    )
    protect(
        "trail_checkpoints",
        read=f"FOR SELECT TO pristan_app USING ({OWN})",
        pruned=f"FOR INSERT TO pristan_app WITH CHECK ({PRUNES})",
        pruned_again=f"FOR UPDATE TO pristan_app USING ({OWN} AND {JOB}) WITH CHECK ({PRUNES})",
    )
    protect(
        "trail_states",
        read=f"FOR SELECT TO pristan_app USING ({OWN})",
        said=f"FOR INSERT TO pristan_app WITH CHECK ({OWN} AND {JOB})",
        changed=f"FOR UPDATE TO pristan_app USING ({OWN} AND {JOB}) WITH CHECK ({OWN} AND {JOB})",
    )
    op.execute(f"CREATE POLICY pruned ON trail_entries FOR DELETE TO pristan_app USING ({GOES})")
    for table, person in INSPECTED:
        op.execute(
            f"CREATE POLICY inspected ON {table} FOR SELECT TO pristan_app USING ({OWN}"
            f" AND {role('inspector')} AND EXISTS (SELECT FROM opened_to_inspect f"
            f" WHERE f.tenant_id = {table}.tenant_id AND f.person_id = {table}.{person}))"
        )
    op.execute(
        "CREATE POLICY inspected ON trail_entries AS RESTRICTIVE FOR SELECT TO pristan_app"
        f" USING (NOT {role('inspector')}"
        " OR EXISTS (SELECT FROM open_inspections i WHERE i.trail))"
    )


def downgrade() -> None:
    op.execute(FACTOR.format(before=FIVE, after=FOUR))
    for table in ("trail_entries", *(each for each, _ in INSPECTED)):
        op.execute(f"DROP POLICY inspected ON {table}")
    op.execute("DROP TRIGGER file_digests_forget ON person_keys")
    op.execute("DROP TRIGGER trail_entries_stay ON trail_entries")
    op.execute("DROP POLICY pruned ON trail_entries")
    op.execute(f"DROP VIEW {', '.join(VIEW_NAMES)} CASCADE")  # with the policies that ask them
    for table in (
        "trail_states",
        "trail_checkpoints",
        "trail_keeping",
        "file_digests",
        "inspection_files",
        "inspections",
        "breach_steps",
        "breaches",
    ):
        op.execute(f"DROP TABLE {table}")
    for function in (
        "breaches_keep",
        "inspections_keep",
        "file_digests_forget",
        "trail_entries_stay",
        "app_trail_bound",
    ):
        op.execute(f"DROP FUNCTION {function}")
    for table in ("file_exclusions", "stored_documents"):
        op.execute(f"DROP POLICY shared ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM pristan_share")
    op.execute(
        "REVOKE SELECT (tenant_id, person_id, member_id) ON file_exclusions FROM pristan_share;"
        "REVOKE SELECT (tenant_id, person_id, removed_at, scan) ON stored_documents"
        " FROM pristan_share;"
        "REVOKE SELECT (number) ON young_persons FROM pristan_share;"
        "REVOKE DELETE ON trail_entries FROM pristan_app"
    )
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE subject = 'breach'")
    for name in KINDS:
        op.execute(GROW.format(name=name, before=WORD, after="''"))
