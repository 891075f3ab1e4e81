"""Why a place is asked for although there are milder programmes; cases of mobile teams."""

from alembic import op

from migrations.policies import TENANT, protect, unforced

revision = "0045_least"
down_revision = "0044_sessions"
branch_labels = None
depends_on = None

ANSWERS = """
CREATE TABLE least_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  code text NOT NULL CONSTRAINT ck_least_answers_code CHECK (code IN ('tried_before', 'no_fit',
    'none_free', 'too_far', 'safety', 'court_order', 'parents_refuse', 'young_person_refuses',
    'asked_beside', 'urgent_crisis')),
  shown uuid[] NOT NULL CONSTRAINT ck_least_answers_shown CHECK (cardinality(shown) <= 5),
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_least_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_least_answers_id UNIQUE (id),
  CONSTRAINT fk_least_answers_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id),
  CONSTRAINT fk_least_answers_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_least_answers_tenant_id_request_id ON least_answers (tenant_id, request_id);
GRANT SELECT, INSERT ON least_answers TO pristan_app;
GRANT SELECT (tenant_id, request_id, code, created_at) ON least_answers TO pristan_share;
"""
# The first ask for a place says why; what was asked before anybody was asked for a reason goes on.
FIRST = """
CREATE FUNCTION asks_answer_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app'
     AND NOT EXISTS (SELECT FROM least_answers l
       WHERE l.tenant_id = NEW.tenant_id AND l.request_id = NEW.request_id)
     AND NOT EXISTS (SELECT FROM asks a WHERE a.tenant_id = NEW.tenant_id
       AND a.request_id = NEW.request_id AND a.group_id IS NOT NULL) THEN
    RAISE EXCEPTION 'nobody has said why no programme will do'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asks_answer_first BEFORE INSERT ON asks FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION asks_answer_first();
"""
# How often each reason was given, each request counted once by what was answered last.
FIGURE = """
CREATE VIEW network_why_not WITH (security_barrier) AS
SELECT DISTINCT ON (l.tenant_id, l.request_id) r.network_id, r.region, l.code,
       date_trunc('month', l.created_at AT TIME ZONE 'Europe/Ljubljana')::date AS month
FROM least_answers l
JOIN requests r ON r.tenant_id = l.tenant_id AND r.id = l.request_id
WHERE r.network_id = ANY ((SELECT app_networks())::uuid[])
  AND (SELECT kind FROM tenants WHERE id = (SELECT app_tenant())) = 'coordination'
ORDER BY l.tenant_id, l.request_id, l.created_at DESC;
ALTER VIEW network_why_not OWNER TO pristan_share;
GRANT SELECT ON network_why_not TO pristan_app;
"""

# The work of mobile teams. Whoever asked sees the case, which says nothing in words; all the rest
# is its house's own.
CASES = """
CREATE TABLE mobile_cases (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  asker_id uuid,
  kind text NOT NULL CONSTRAINT ck_mobile_cases_kind
    CHECK (kind IN ('advice', 'expert_opinion', 'team')),
  state text NOT NULL CONSTRAINT ck_mobile_cases_state CHECK (state IN ('open', 'closed')),
  opened_on date NOT NULL,
  closed_on date,
  next_step text CONSTRAINT ck_mobile_cases_next_step CHECK (next_step IN ('close',
    'day_treatment', 'guidance_procedure', 'placement_request')),
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_mobile_cases PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_mobile_cases_id UNIQUE (id),
  CONSTRAINT uq_mobile_cases_tenant_id_enrolment_id UNIQUE (tenant_id, enrolment_id),
  CONSTRAINT ck_mobile_cases_days CHECK (closed_on >= opened_on),
  CONSTRAINT ck_mobile_cases_closed
    CHECK ((state = 'closed') = (num_nonnulls(closed_on, next_step) = 2)),
  CONSTRAINT fk_mobile_cases_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id));
CREATE INDEX ix_mobile_cases_asker_id_enrolment_id ON mobile_cases (asker_id, enrolment_id);

CREATE TABLE case_members (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  member_id uuid NOT NULL,
  profession text NOT NULL CONSTRAINT ck_case_members_profession CHECK (profession IN (
    'psychologist', 'special_pedagogue', 'social_pedagogue', 'social_worker', 'teacher', 'doctor',
    'other')),
  left_on date,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_case_members PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_case_members_id UNIQUE (id),
  CONSTRAINT fk_case_members_tenant_id_case_id FOREIGN KEY (tenant_id, case_id)
    REFERENCES mobile_cases (tenant_id, id),
  CONSTRAINT fk_case_members_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_case_members_tenant_id_case_id ON case_members (tenant_id, case_id);
CREATE UNIQUE INDEX uq_case_members_now ON case_members (tenant_id, case_id, member_id)
  WHERE left_on IS NULL;

CREATE TABLE case_goals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  words bytea,
  school_on date,
  parents_on date,
  young_person_on date,
  reached text CONSTRAINT ck_case_goals_reached CHECK (reached IN ('achieved', 'partly', 'not')),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_case_goals PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_case_goals_id UNIQUE (id),
  CONSTRAINT fk_case_goals_tenant_id_case_id FOREIGN KEY (tenant_id, case_id)
    REFERENCES mobile_cases (tenant_id, id));
CREATE INDEX ix_case_goals_tenant_id_case_id ON case_goals (tenant_id, case_id);

CREATE TABLE case_visits (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  day date NOT NULL,
  place text NOT NULL CONSTRAINT ck_case_visits_place
    CHECK (place IN ('school', 'home', 'house', 'online')),
  minutes integer NOT NULL CONSTRAINT ck_case_visits_minutes CHECK (minutes BETWEEN 1 AND 720),
  present text[] NOT NULL CONSTRAINT ck_case_visits_present CHECK (present <@ ARRAY['young_person',
    'parents', 'teacher', 'school_counsellor', 'social_worker', 'other']),
  notes bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_case_visits PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_case_visits_id UNIQUE (id),
  CONSTRAINT fk_case_visits_tenant_id_case_id FOREIGN KEY (tenant_id, case_id)
    REFERENCES mobile_cases (tenant_id, id));
CREATE INDEX ix_case_visits_tenant_id_case_id ON case_visits (tenant_id, case_id);

CREATE TABLE case_reports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_case_reports PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_case_reports_id UNIQUE (id),
  CONSTRAINT uq_case_reports_tenant_id_case_id UNIQUE (tenant_id, case_id),
  CONSTRAINT fk_case_reports_tenant_id_case_id FOREIGN KEY (tenant_id, case_id)
    REFERENCES mobile_cases (tenant_id, id));

GRANT SELECT, INSERT, UPDATE ON mobile_cases TO pristan_app;
GRANT SELECT, INSERT ON case_members, case_goals, case_visits, case_reports TO pristan_app;
GRANT UPDATE (left_on) ON case_members TO pristan_app;
GRANT UPDATE (school_on, parents_on, young_person_on, reached) ON case_goals TO pristan_app;
"""
KEEP = """
CREATE FUNCTION mobile_cases_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free_to_change text[] := ARRAY['version', 'state', 'closed_on', 'next_step'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user = 'pristan_app' AND (NEW.state <> 'open' OR NOT EXISTS (
        SELECT FROM enrolments e WHERE e.tenant_id = NEW.tenant_id AND e.id = NEW.enrolment_id
        AND e.asker_id IS NOT DISTINCT FROM NEW.asker_id AND e.state IN ('enrolled', 'on_hold')))
    THEN
      RAISE EXCEPTION 'a case begins with somebody who takes part'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF OLD.state = 'closed'
        OR to_jsonb(NEW) - free_to_change <> to_jsonb(OLD) - free_to_change THEN
    RAISE EXCEPTION 'of a case nothing changes but that it is closed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mobile_cases_keep BEFORE INSERT OR UPDATE ON mobile_cases
  FOR EACH ROW EXECUTE FUNCTION mobile_cases_keep();

-- What belongs to a case is written while it is open.
CREATE FUNCTION case_parts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NOT EXISTS (SELECT FROM mobile_cases c
       WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.case_id AND c.state = 'open') THEN
    RAISE EXCEPTION 'this case is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""
PARTS = ("case_members", "case_goals", "case_visits", "case_reports")
PART = """
CREATE TRIGGER case_parts_keep BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW EXECUTE FUNCTION case_parts_keep();
"""
# What is written on a case that is over, and on nobody's file, goes as other words do (0037).
SHARED = {
    "mobile_cases": "tenant_id, id, enrolment_id, state, closed_on",
    "enrolments": "tenant_id, id, number, ended_on",
    "enrolment_files": "tenant_id, enrolment_id",
}
SUBJECT = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_erasures_subject');
BEGIN
  ALTER TABLE erasures DROP CONSTRAINT ck_erasures_subject;
  EXECUTE 'ALTER TABLE erasures ADD CONSTRAINT ck_erasures_subject '
          || replace(was, {before}, {after});
END $do$;
"""
WITHOUT, WITH = "'ARRAY['", "'ARRAY[''case''::text, '"
OUTLIVED = """
DO $do$
DECLARE
  was text := pg_get_viewdef('outlived_words'::regclass);
  now text := regexp_replace(was, {before}, {after});
BEGIN
  IF now = was THEN RAISE EXCEPTION 'outlived_words is not what it was'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW outlived_words WITH (security_barrier) AS ' || now;
END $do$;
"""
END = "$r$\\)\\s+w\\s$r$"
AND_CASES = """$r$ UNION ALL
  SELECT mc.tenant_id, 'case', mc.id, e.number, '',
         greatest(mc.closed_on, e.ended_on)::timestamptz
  FROM mobile_cases mc
  JOIN enrolments e ON e.tenant_id = mc.tenant_id AND e.id = mc.enrolment_id
  WHERE (mc.state = 'closed' OR e.ended_on IS NOT NULL) AND NOT EXISTS (
    SELECT FROM enrolment_files f
    WHERE f.tenant_id = mc.tenant_id AND f.enrolment_id = mc.enrolment_id)) w $r$"""
CASES_LAST, NO_CASES = "$r$\\s+UNION ALL\\s+SELECT mc\\.tenant_id.*\\)\\s+w\\s$r$", "$r$) w $r$"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"
HOUSE = f"tenant_id = {TENANT}"

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"


def upgrade() -> None:
    op.execute(ANSWERS)
    protect("least_answers", own=OWN, shared="FOR SELECT TO pristan_share USING (true)")
    op.execute(FIRST)
    op.execute(FIGURE)
    op.execute(CASES)
    op.execute(KEEP)
    protect(
        "mobile_cases",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made=f"FOR INSERT TO pristan_app WITH CHECK ({HOUSE})",
        moved=f"FOR UPDATE TO pristan_app USING ({HOUSE}) WITH CHECK ({HOUSE})",
    )
    for table in PARTS:
        op.execute(PART.format(table=table))
        protect(table, own=OWN)
    for table, columns in SHARED.items():
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO pristan_share")
        op.execute(
            f"CREATE POLICY shared_with_cases ON {table} FOR SELECT TO pristan_share USING (true)"
        )
    op.execute(SUBJECT.format(before=WITHOUT, after=WITH))
    op.execute(OUTLIVED.format(before=END, after=AND_CASES))


def downgrade() -> None:
    op.execute(OUTLIVED.format(before=CASES_LAST, after=NO_CASES))
    with unforced("erasures"):
        op.execute("DELETE FROM erasures WHERE subject = 'case'")
    op.execute(SUBJECT.format(before="'''case''::text, '", after="''"))
    for table, columns in SHARED.items():
        op.execute(f"DROP POLICY shared_with_cases ON {table}")
        op.execute(f"REVOKE SELECT ({columns}) ON {table} FROM pristan_share")
    for table in (*reversed(PARTS), "mobile_cases"):
        op.execute(f"DROP TABLE {table}")
    for function in ("case_parts_keep", "mobile_cases_keep"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP VIEW network_why_not")
    op.execute("DROP TRIGGER asks_answer_first ON asks")
    op.execute("DROP FUNCTION asks_answer_first")
    op.execute("DROP TABLE least_answers")
