"""What comes after a stay: proposed at the departure, agreed on, followed for two years."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect, unforced

revision = "0047_aftercare"
down_revision = "0046_plans"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE aftercares (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  placement_id uuid NOT NULL,
  asker_id uuid,
  number text NOT NULL,
  reference text NOT NULL,
  state text NOT NULL CONSTRAINT ck_aftercares_state
    CHECK (state IN ('proposed', 'agreed', 'declined', 'ended')),
  left_on date NOT NULL,
  proposed_on date NOT NULL,
  decided_on date,
  begins date,
  planned_end date,
  ended_on date,
  rhythm text CONSTRAINT ck_aftercares_rhythm
    CHECK (rhythm IN ('weekly', 'fortnightly', 'monthly')),
  reason text NOT NULL,
  responsible_id uuid,
  deputy_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_aftercares PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_aftercares_id UNIQUE (id),
  CONSTRAINT uq_aftercares_tenant_id_placement_id UNIQUE (tenant_id, placement_id),
  CONSTRAINT ck_aftercares_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT ck_aftercares_days CHECK (planned_end > begins),
  CONSTRAINT ck_aftercares_decided CHECK ((state = 'proposed') = (decided_on IS NULL)),
  CONSTRAINT ck_aftercares_begun CHECK ((state IN ('agreed', 'ended'))
    = (begins IS NOT NULL AND rhythm IS NOT NULL)),
  CONSTRAINT ck_aftercares_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL)),
  CONSTRAINT ck_aftercares_reason CHECK (CASE state
    WHEN 'declined' THEN reason IN ('young_person_refuses', 'parents_refuse',
      'returns_to_other_home', 'other_support', 'moved_away', 'not_needed')
    WHEN 'ended' THEN reason IN ('as_planned', 'young_person_stops', 'parents_stop',
      'conditions_not_kept', 'contact_lost', 'placed_again', 'support_elsewhere',
      'lives_far_away')
    ELSE reason = '' END),
  CONSTRAINT fk_aftercares_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id),
  CONSTRAINT fk_aftercares_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_aftercares_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_aftercares_tenant_id_state ON aftercares (tenant_id, state, id);
CREATE INDEX ix_aftercares_tenant_id_left_on ON aftercares (tenant_id, left_on);
CREATE INDEX ix_aftercares_asker_id ON aftercares (asker_id, state, id);

CREATE TABLE aftercare_steps (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  aftercare_id uuid NOT NULL,
  asker_id uuid,
  at timestamptz NOT NULL,
  move text NOT NULL,
  on_day date,
  reason text NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_aftercare_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_aftercare_steps_tenant_id_aftercare_id FOREIGN KEY (tenant_id, aftercare_id)
    REFERENCES aftercares (tenant_id, id));
CREATE INDEX ix_aftercare_steps_tenant_id_aftercare_id
  ON aftercare_steps (tenant_id, aftercare_id);
CREATE INDEX ix_aftercare_steps_asker_id ON aftercare_steps (asker_id, aftercare_id);

CREATE TABLE aftercare_agreements (
  tenant_id uuid NOT NULL,
  aftercare_id uuid NOT NULL,
  house_on date NOT NULL,
  young_person_on date,
  parent_on date,
  other_parent_on date,
  words bytea,
  created_at timestamptz NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_aftercare_agreements PRIMARY KEY (tenant_id, aftercare_id),
  CONSTRAINT ck_aftercare_agreements_signed CHECK (num_nonnulls(young_person_on, parent_on) > 0),
  CONSTRAINT fk_aftercare_agreements_tenant_id_aftercare_id FOREIGN KEY (tenant_id, aftercare_id)
    REFERENCES aftercares (tenant_id, id));

CREATE TABLE aftercare_contacts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  aftercare_id uuid NOT NULL,
  on_day date NOT NULL,
  way text NOT NULL CONSTRAINT ck_aftercare_contacts_way
    CHECK (way IN ('visit', 'phone', 'online', 'message', 'missed')),
  minutes integer CONSTRAINT ck_aftercare_contacts_minutes CHECK (minutes BETWEEN 1 AND 1440),
  going integer CONSTRAINT ck_aftercare_contacts_going CHECK (going BETWEEN 1 AND 5),
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_aftercare_contacts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_aftercare_contacts_id UNIQUE (id),
  CONSTRAINT fk_aftercare_contacts_tenant_id_aftercare_id FOREIGN KEY (tenant_id, aftercare_id)
    REFERENCES aftercares (tenant_id, id));
CREATE INDEX ix_aftercare_contacts_aftercare ON aftercare_contacts (tenant_id, aftercare_id, id);

CREATE TABLE aftercare_evaluations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  aftercare_id uuid NOT NULL,
  stage text NOT NULL CONSTRAINT ck_aftercare_evaluations_stage
    CHECK (stage IN ('half_year', 'year', 'two_years')),
  on_day date NOT NULL,
  reached boolean NOT NULL,
  lives_with text NOT NULL CONSTRAINT ck_aftercare_evaluations_lives_with
    CHECK (lives_with IN ('family', 'independent', 'youth_flat', 'other_home', 'foster', 'crisis',
      'unknown')),
  occupied text NOT NULL CONSTRAINT ck_aftercare_evaluations_occupied
    CHECK (occupied IN ('school', 'work', 'school_and_work', 'seeking', 'neither', 'unknown')),
  placed_again text NOT NULL CONSTRAINT ck_aftercare_evaluations_placed_again
    CHECK (placed_again IN ('no', 'yes', 'unknown')),
  going integer CONSTRAINT ck_aftercare_evaluations_going CHECK (going BETWEEN 1 AND 5),
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_aftercare_evaluations PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_aftercare_evaluations_id UNIQUE (id),
  CONSTRAINT uq_aftercare_evaluations_tenant_id_aftercare_id_stage
    UNIQUE (tenant_id, aftercare_id, stage),
  CONSTRAINT fk_aftercare_evaluations_tenant_id_aftercare_id FOREIGN KEY (tenant_id, aftercare_id)
    REFERENCES aftercares (tenant_id, id));
"""

# Begun by the home with a stay of its own that has ended, for the same other side; what it is about
# never changes, and what has ended stays ended.
TRIGGERS = """
CREATE FUNCTION aftercares_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND (NEW.state <> 'proposed' OR NOT EXISTS (
      SELECT FROM placements p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.placement_id
        AND p.state = 'departed' AND p.left_on = NEW.left_on
        AND p.asker_id IS NOT DISTINCT FROM NEW.asker_id)) THEN
    RAISE EXCEPTION 'aftercare is proposed when a stay has ended'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aftercares_begin BEFORE INSERT ON aftercares
  FOR EACH ROW EXECUTE FUNCTION aftercares_begin();

CREATE FUNCTION aftercares_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.placement_id, NEW.asker_id, NEW.number, NEW.left_on,
      NEW.proposed_on, NEW.created_at) IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.placement_id, OLD.asker_id, OLD.number, OLD.left_on,
      OLD.proposed_on, OLD.created_at) THEN
    RAISE EXCEPTION 'what aftercare is about never changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('proposed', 'agreed'),
      ('proposed', 'declined'), ('declined', 'agreed'), ('agreed', 'ended')) THEN
    RAISE EXCEPTION 'aftercare cannot go that way' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aftercares_keep BEFORE UPDATE ON aftercares
  FOR EACH ROW EXECUTE FUNCTION aftercares_keep();

CREATE FUNCTION aftercare_steps_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NOT EXISTS (SELECT FROM aftercares a
      WHERE a.tenant_id = NEW.tenant_id AND a.id = NEW.aftercare_id
        AND a.asker_id IS NOT DISTINCT FROM NEW.asker_id) THEN
    RAISE EXCEPTION 'a step is told to whom the aftercare is told'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aftercare_steps_begin BEFORE INSERT ON aftercare_steps
  FOR EACH ROW EXECUTE FUNCTION aftercare_steps_begin();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON aftercares TO pristan_app;
GRANT SELECT, INSERT ON aftercare_steps, aftercare_agreements, aftercare_contacts,
  aftercare_evaluations TO pristan_app;
GRANT SELECT (tenant_id, id, placement_id, number, state, decided_on, ended_on) ON aftercares
  TO pristan_share;
GRANT SELECT (tenant_id, aftercare_id, created_at) ON aftercare_contacts, aftercare_evaluations
  TO pristan_share;
"""

# The words of aftercare lie under the key of the stay: they go with its file, or with the words of
# a stay that belongs to no file; not while somebody is followed. What the views said before goes on
# under another name, and comes back under its own with the downgrade.
WATCH = f"({MEMBER} IS NULL OR (SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))"
VIEWS = f"""
ALTER VIEW outlived_words RENAME TO outlived_words_of_stays;
CREATE VIEW outlived_words WITH (security_barrier) AS
SELECT w.tenant_id, w.subject, w.subject_id, w.number,
       CASE WHEN w.kept = '' AND a.state IN ('proposed', 'agreed') THEN 'aftercare' ELSE w.kept END
         AS kept,
       greatest(w.since, a.decided_on, a.ended_on,
         (SELECT max(c.created_at AT TIME ZONE 'Europe/Ljubljana')::date FROM aftercare_contacts c
          WHERE c.tenant_id = a.tenant_id AND c.aftercare_id = a.id),
         (SELECT max(e.created_at AT TIME ZONE 'Europe/Ljubljana')::date
          FROM aftercare_evaluations e
          WHERE e.tenant_id = a.tenant_id AND e.aftercare_id = a.id)) AS since
FROM outlived_words_of_stays w
LEFT JOIN aftercares a ON a.tenant_id = w.tenant_id AND a.placement_id = w.subject_id
  AND w.subject = 'placement'
WHERE w.tenant_id = (SELECT app_tenant());
ALTER VIEW outlived_words OWNER TO pristan_share;
GRANT SELECT ON outlived_words TO pristan_app;

ALTER VIEW kept_because RENAME TO kept_because_of_stays;
CREATE VIEW kept_because WITH (security_barrier) AS
SELECT w.tenant_id, w.person_id, w.reason, w.number, w.until FROM kept_because_of_stays w
UNION ALL
SELECT f.tenant_id, f.person_id, 'aftercare', a.number, NULL::date
FROM placement_files f
JOIN aftercares a ON a.tenant_id = f.tenant_id AND a.placement_id = f.placement_id
WHERE a.state IN ('proposed', 'agreed') AND f.tenant_id = (SELECT app_tenant()) AND {WATCH};
ALTER VIEW kept_because OWNER TO pristan_share;
GRANT SELECT ON kept_because TO pristan_app;
"""

WORDS = (
    *(
        ("ck_clocks_kind", kind)
        for kind in (
            "aftercare_decide",
            "aftercare_contact",
            "aftercare_half_year",
            "aftercare_year",
            "aftercare_two_years",
        )
    ),
    ("ck_clocks_subject", "aftercare"),
)
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT {name};
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT {name} ' || replace(was, {before}, {after});
END $do$;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"
SHARE = "FOR SELECT TO pristan_share USING (true)"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(TRIGGERS)
    op.execute(GRANTS)
    for name, word in WORDS:
        op.execute(GROW.format(name=name, before="'ARRAY['", after=f"'ARRAY[''{word}''::text, '"))
    protect(
        "aftercares",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        proposed=f"FOR INSERT TO pristan_app WITH CHECK (tenant_id = {TENANT})",
        moved=f"FOR UPDATE TO pristan_app USING (tenant_id = {TENANT})"
        f" WITH CHECK (tenant_id = {TENANT})",
        shared=SHARE,
    )
    protect(
        "aftercare_steps",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        taken=f"FOR INSERT TO pristan_app WITH CHECK (tenant_id = {TENANT})",
    )
    protect("aftercare_agreements", own=OWN)
    protect("aftercare_contacts", own=OWN, shared=SHARE)
    protect("aftercare_evaluations", own=OWN, shared=SHARE)
    op.execute(VIEWS)


def downgrade() -> None:
    for view in ("kept_because", "outlived_words"):
        op.execute(f"DROP VIEW {view}")
        op.execute(f"ALTER VIEW {view}_of_stays RENAME TO {view}")
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE subject = 'aftercare'")
    for name, word in WORDS:
        op.execute(GROW.format(name=name, before=f"'''{word}''::text, '", after="''"))
    for table in ("evaluations", "contacts", "agreements", "steps"):
        op.execute(f"DROP TABLE aftercare_{table}")
    op.execute("DROP TABLE aftercares")
    for function in ("aftercare_steps_begin", "aftercares_keep", "aftercares_begin"):
        op.execute(f"DROP FUNCTION {function}")
