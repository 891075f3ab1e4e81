"""Individual plans with goals and reviews, and school and work after a programme."""

from alembic import op

from migrations.policies import TENANT, protect, unforced

revision = "0046_plans"
down_revision = "0045_least"
branch_labels = None
depends_on = None

AREAS = (
    "'school', 'family', 'behaviour', 'emotions', 'friends', 'health', 'independence', 'work',"
    " 'leisure'"
)
# Scores are whole numbers from 0 to 10; what people wrote is sealed under the enrolment's key.
TABLES = f"""
CREATE TABLE plans (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_plans_state CHECK (state IN ('active', 'finished')),
  review_every integer NOT NULL
    CONSTRAINT ck_plans_review_every CHECK (review_every BETWEEN 2 AND 26),
  next_review_on date,
  begun_on date NOT NULL,
  begun_by text NOT NULL,
  report bytea,
  finished_on date,
  finished_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_plans PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_plans_id UNIQUE (id),
  CONSTRAINT uq_plans_tenant_id_enrolment_id UNIQUE (tenant_id, enrolment_id),
  CONSTRAINT ck_plans_finished CHECK ((state = 'finished') = (finished_on IS NOT NULL)
    AND (state <> 'finished' OR (report IS NOT NULL AND next_review_on IS NULL))),
  CONSTRAINT fk_plans_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id));

CREATE TABLE plan_goals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT ck_plan_goals_number CHECK (number BETWEEN 1 AND 99),
  area text NOT NULL CONSTRAINT ck_plan_goals_area CHECK (area IN ({AREAS})),
  goal bytea NOT NULL,
  hoped bytea,
  state text NOT NULL CONSTRAINT ck_plan_goals_state
    CHECK (state IN ('open', 'achieved', 'partly', 'not_achieved')),
  score smallint CONSTRAINT ck_plan_goals_score CHECK (score BETWEEN 0 AND 10),
  own_score smallint CONSTRAINT ck_plan_goals_own_score CHECK (own_score BETWEEN 0 AND 10),
  closed_on date,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_plan_goals PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_plan_goals_id UNIQUE (id),
  CONSTRAINT uq_plan_goals_tenant_id_plan_id_number UNIQUE (tenant_id, plan_id, number),
  CONSTRAINT uq_plan_goals_tenant_id_plan_id_id UNIQUE (tenant_id, plan_id, id),
  CONSTRAINT ck_plan_goals_closed CHECK ((state = 'open') = (closed_on IS NULL)
    AND (state <> 'open' OR (score IS NULL AND own_score IS NULL))),
  CONSTRAINT fk_plan_goals_tenant_id_plan_id FOREIGN KEY (tenant_id, plan_id)
    REFERENCES plans (tenant_id, id));

CREATE TABLE plan_reviews (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT ck_plan_reviews_number CHECK (number > 0),
  held_on date NOT NULL,
  asked text NOT NULL
    CONSTRAINT ck_plan_reviews_asked CHECK (asked IN ('together', 'apart', 'not_asked')),
  agreed bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_plan_reviews PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_plan_reviews_id UNIQUE (id),
  CONSTRAINT uq_plan_reviews_tenant_id_plan_id_number UNIQUE (tenant_id, plan_id, number),
  CONSTRAINT uq_plan_reviews_tenant_id_plan_id_held_on UNIQUE (tenant_id, plan_id, held_on),
  CONSTRAINT uq_plan_reviews_tenant_id_plan_id_id UNIQUE (tenant_id, plan_id, id),
  CONSTRAINT fk_plan_reviews_tenant_id_plan_id FOREIGN KEY (tenant_id, plan_id)
    REFERENCES plans (tenant_id, id));

CREATE TABLE review_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  review_id uuid NOT NULL,
  question text NOT NULL CONSTRAINT ck_review_answers_question CHECK (question IN ('school',
    'home', 'feelings', 'calm', 'friends', 'body', 'alone', 'heard', 'goal')),
  goal_id uuid,
  party text NOT NULL
    CONSTRAINT ck_review_answers_party CHECK (party IN ('worker', 'young_person')),
  score smallint NOT NULL CONSTRAINT ck_review_answers_score CHECK (score BETWEEN 0 AND 10),
  said bytea,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_review_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_review_answers_id UNIQUE (id),
  CONSTRAINT ck_review_answers_goal CHECK ((question = 'goal') = (goal_id IS NOT NULL)),
  CONSTRAINT fk_review_answers_tenant_id_plan_id_review_id
    FOREIGN KEY (tenant_id, plan_id, review_id) REFERENCES plan_reviews (tenant_id, plan_id, id),
  CONSTRAINT fk_review_answers_tenant_id_plan_id_goal_id
    FOREIGN KEY (tenant_id, plan_id, goal_id) REFERENCES plan_goals (tenant_id, plan_id, id));
CREATE UNIQUE INDEX uq_review_answers_question
  ON review_answers (tenant_id, review_id, question, party) WHERE goal_id IS NULL;
CREATE UNIQUE INDEX uq_review_answers_goal
  ON review_answers (tenant_id, review_id, goal_id, party) WHERE goal_id IS NOT NULL;
CREATE INDEX ix_review_answers_tenant_id_plan_id ON review_answers (tenant_id, plan_id, review_id);

CREATE TABLE own_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_own_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_own_answers_id UNIQUE (id),
  CONSTRAINT fk_own_answers_tenant_id_plan_id FOREIGN KEY (tenant_id, plan_id)
    REFERENCES plans (tenant_id, id));
CREATE INDEX ix_own_answers_tenant_id_plan_id ON own_answers (tenant_id, plan_id, created_at);

CREATE TABLE enrolment_outcomes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  stage text NOT NULL CONSTRAINT ck_enrolment_outcomes_stage
    CHECK (stage IN ('exit', 'weeks_4', 'months_6', 'months_12', 'months_24')),
  reached text NOT NULL CONSTRAINT ck_enrolment_outcomes_reached
    CHECK (reached IN ('reached', 'contact_lost', 'declined')),
  asked_on date NOT NULL,
  in_education text NOT NULL
    CONSTRAINT ck_enrolment_outcomes_in_education CHECK (in_education IN ('yes', 'no', 'unknown')),
  education text CONSTRAINT ck_enrolment_outcomes_education CHECK (education IN ('primary',
    'short_vocational', 'vocational', 'technical', 'general', 'adult', 'special', 'higher',
    'course')),
  qualification text NOT NULL CONSTRAINT ck_enrolment_outcomes_qualification CHECK (qualification
    IN ('none', 'primary', 'short_vocational', 'vocational', 'secondary', 'national', 'course',
    'higher', 'unknown')),
  employment text NOT NULL CONSTRAINT ck_enrolment_outcomes_employment CHECK (employment IN
    ('employed', 'self_employed', 'looking', 'unable', 'caring', 'not_working', 'unknown')),
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_enrolment_outcomes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_enrolment_outcomes_id UNIQUE (id),
  CONSTRAINT uq_enrolment_outcomes_tenant_id_enrolment_id_stage
    UNIQUE (tenant_id, enrolment_id, stage),
  CONSTRAINT ck_enrolment_outcomes_education_kind
    CHECK (education IS NULL OR in_education = 'yes'),
  CONSTRAINT ck_enrolment_outcomes_unknown CHECK (reached = 'reached'
    OR (in_education = 'unknown' AND qualification = 'unknown' AND employment = 'unknown')),
  CONSTRAINT fk_enrolment_outcomes_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id));
"""

KEEP = """
CREATE FUNCTION plans_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.enrolment_id, NEW.begun_on)
     IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.enrolment_id, OLD.begun_on) THEN
    RAISE EXCEPTION 'the keys of a plan never change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'finished' THEN
    RAISE EXCEPTION 'a finished plan stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state = 'finished' AND EXISTS (SELECT FROM plan_goals g WHERE g.tenant_id = NEW.tenant_id
      AND g.plan_id = NEW.id AND g.state = 'open') THEN
    RAISE EXCEPTION 'a plan with an open goal is not finished'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plans_keep BEFORE UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION plans_keep();

CREATE FUNCTION plan_parts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.id, NEW.plan_id, NEW.number)
     IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.plan_id, OLD.number) THEN
    RAISE EXCEPTION 'the keys of a goal never change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM plans p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.plan_id
      AND p.state = 'finished') THEN
    RAISE EXCEPTION 'a finished plan stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plan_goals_keep BEFORE INSERT OR UPDATE ON plan_goals
  FOR EACH ROW EXECUTE FUNCTION plan_parts_keep();
CREATE TRIGGER plan_reviews_keep BEFORE INSERT ON plan_reviews
  FOR EACH ROW EXECUTE FUNCTION plan_parts_keep();

CREATE FUNCTION enrolment_outcomes_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.enrolment_id, NEW.stage)
     IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.enrolment_id, OLD.stage) THEN
    RAISE EXCEPTION 'the keys of an outcome never change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrolment_outcomes_keep BEFORE UPDATE ON enrolment_outcomes
  FOR EACH ROW EXECUTE FUNCTION enrolment_outcomes_keep();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON plans, plan_goals, enrolment_outcomes TO pristan_app;
GRANT SELECT, INSERT ON plan_reviews, review_answers, own_answers TO pristan_app;
GRANT SELECT ON enrolment_files, enrolments TO pristan_share;
"""
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
OWNED = (
    *("plans", "plan_goals", "plan_reviews", "review_answers", "own_answers"),
    "enrolment_outcomes",
)

# Whose enrolment it is, is known to whoever opens that file, as it is of a stay (0024, 0028).
OPENED = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = enrolment_files.tenant_id AND y.id = enrolment_files.person_id)"
)
GONE = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM person_keys k"
    " WHERE k.tenant_id = enrolment_files.tenant_id AND k.person_id = enrolment_files.person_id"
    " AND k.wrapped IS NULL)"
)
# The words on an enrolment go with the file it belongs to.
OF_GONE = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM enrolment_files f JOIN person_keys k"
    " ON k.tenant_id = f.tenant_id AND k.person_id = f.person_id AND k.wrapped IS NULL"
    " WHERE f.tenant_id = word_keys.tenant_id AND f.enrolment_id = word_keys.subject_id)"
)
FILES = (
    "DROP POLICY own ON enrolment_files",
    f"CREATE POLICY opened ON enrolment_files FOR SELECT TO pristan_app USING ({OPENED})",
    f"CREATE POLICY begun ON enrolment_files FOR INSERT TO pristan_app WITH CHECK ({OPENED})",
    f"CREATE POLICY forgotten_select ON enrolment_files FOR SELECT TO pristan_app USING ({GONE})",
    "CREATE POLICY shared ON enrolment_files FOR SELECT TO pristan_share USING (true)",
    "CREATE POLICY shared_words ON enrolments FOR SELECT TO pristan_share USING (true)",
    f"CREATE POLICY of_enrolment ON word_keys FOR UPDATE TO pristan_app USING ({OF_GONE})"
    f" WITH CHECK (tenant_id = {TENANT} AND wrapped IS NULL)",
)
NO_FILES = (
    "DROP POLICY of_enrolment ON word_keys",
    "DROP POLICY shared_words ON enrolments",
    *(
        f"DROP POLICY {name} ON enrolment_files"
        for name in ("shared", "forgotten_select", "begun", "opened")
    ),
    "REVOKE ALL ON enrolment_files, enrolments FROM pristan_share",
    f"CREATE POLICY own ON enrolment_files {OWN}",
)
FUNCTION = """
DO $do$
DECLARE was text := pg_get_functiondef('rights_forget()'::regprocedure);
BEGIN
  IF position({before} IN was) = 0 THEN RAISE EXCEPTION 'rights_forget is not what it was'; END IF;
  EXECUTE replace(was, {before}, {after});
END $do$;
"""
STAYS = "$q$ARRAY(SELECT placement_id FROM placement_files$q$"
STAYS_TOO = (
    "$q$ARRAY(SELECT enrolment_id FROM enrolment_files\n"
    "    WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id\n"
    "    UNION ALL SELECT placement_id FROM placement_files$q$"
)

# Words on an enrolment that is over and belongs to no file go by the rule of the house (0037).
VIEW = """
DO $do$
DECLARE was text := rtrim(pg_get_viewdef('outlived_words'::regclass), E'; \\n');
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW outlived_words WITH (security_barrier) AS ' || was || {more};
END $do$;
"""
WATCHED = "(app_member() IS NULL OR app_has_role('dpo') OR app_has_role('head'))"
MORE = f"""$q$ UNION ALL
SELECT e.tenant_id, 'enrolment'::text, e.id, e.number, ''::text,
       greatest(e.ended_on, e.began_on, (e.created_at AT TIME ZONE 'Europe/Ljubljana')::date)
FROM enrolments e
JOIN word_keys w ON w.tenant_id = e.tenant_id AND w.subject_id = e.id AND w.wrapped IS NOT NULL
WHERE e.tenant_id = (SELECT app_tenant()) AND (SELECT {WATCHED})
  AND e.state NOT IN ('expected', 'enrolled', 'on_hold') AND NOT EXISTS (SELECT
    FROM enrolment_files f WHERE f.tenant_id = e.tenant_id AND f.enrolment_id = e.id)$q$"""
LESS = """
DO $do$
DECLARE was text := pg_get_viewdef('outlived_words'::regclass);
  found text[] := regexp_match(was, '^(.*)\\mUNION ALL\\M[^;]*''enrolment''.*$');
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW outlived_words WITH (security_barrier) AS ' || found[1];
END $do$;
"""

WORDS = (
    ("clocks", "ck_clocks_kind", "afterwards"),
    ("erasures", "ck_erasures_subject", "enrolment"),
)
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}');
BEGIN
  ALTER TABLE {table} DROP CONSTRAINT {name};
  EXECUTE 'ALTER TABLE {table} ADD CONSTRAINT {name} ' || replace(was, {before}, {after});
END $do$;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(GRANTS)
    for table in OWNED:
        protect(table, own=OWN)
    for rule in FILES:
        op.execute(rule)
    op.execute(FUNCTION.format(before=STAYS, after=STAYS_TOO))
    op.execute(VIEW.format(more=MORE))
    for table, name, word in WORDS:
        after = f"'ARRAY[''{word}''::text, '"
        op.execute(GROW.format(table=table, name=name, before="'ARRAY['", after=after))


def downgrade() -> None:
    with unforced("clocks"):
        op.execute(
            "DELETE FROM clocks WHERE subject = 'enrolment'"
            " AND kind IN ('afterwards', 'plan_review')"
        )
    with unforced("erasures"):
        op.execute("DELETE FROM erasures WHERE subject = 'enrolment'")
    for table, name, word in WORDS:
        before = f"'''{word}''::text, '"
        op.execute(GROW.format(table=table, name=name, before=before, after="''"))
    op.execute(LESS)
    op.execute(FUNCTION.format(before=STAYS_TOO, after=STAYS))
    for rule in NO_FILES:
        op.execute(rule)
    for table in reversed(OWNED):
        op.execute(f"DROP TABLE {table}")
    for function in ("enrolment_outcomes_keep", "plan_parts_keep", "plans_keep"):
        op.execute(f"DROP FUNCTION {function}")
