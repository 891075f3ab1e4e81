"""A programme is asked for as a place is; whoever takes part in one is enrolled."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect, unforced

revision = "0039_enrolments"
down_revision = "0038_programmes"
branch_labels = None
depends_on = None

# An ask is put to one group or to one programme. Two answers more, for programmes alone: suitable
# but not ready, and on hold until it is looked at again.
COLUMNS = """
ALTER TABLE requests
  ADD COLUMN kind text NOT NULL DEFAULT 'place'
    CONSTRAINT ck_requests_kind CHECK (kind IN ('place', 'programme')),
  ADD COLUMN requested_by text CONSTRAINT ck_requests_requested_by CHECK (requested_by IN ('csd',
    'institution', 'crisis_centre', 'school', 'health', 'parent', 'young_person')),
  ADD COLUMN help_given bytea;
ALTER TABLE requests ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE asks
  ALTER COLUMN group_id DROP NOT NULL,
  ADD COLUMN programme_id uuid,
  ADD COLUMN review_on date,
  ADD CONSTRAINT ck_asks_one_thing CHECK (num_nonnulls(group_id, programme_id) = 1),
  ADD CONSTRAINT ck_asks_review_on CHECK (state <> 'on_hold' OR review_on IS NOT NULL),
  ADD CONSTRAINT ck_asks_of_programmes
    CHECK (state NOT IN ('not_ready', 'on_hold') OR programme_id IS NOT NULL),
  ADD CONSTRAINT fk_asks_recipient_id_programme_id FOREIGN KEY (recipient_id, programme_id)
    REFERENCES programmes (tenant_id, id);
CREATE UNIQUE INDEX uq_asks_one_live_per_programme ON asks (tenant_id, request_id, programme_id)
  WHERE ended_at IS NULL AND programme_id IS NOT NULL;
CREATE INDEX ix_asks_recipient_id_programme_id ON asks (recipient_id, programme_id, sent_at)
  WHERE programme_id IS NOT NULL;
CREATE INDEX ix_asks_waiting_for_programme ON asks (recipient_id, programme_id, waitlisted_at)
  WHERE state = 'waitlisted' AND programme_id IS NOT NULL;
"""
# Fails while anybody has asked for a programme: there is no way back for those asks.
LESS = """
DROP INDEX uq_asks_one_live_per_programme;
ALTER TABLE asks
  DROP CONSTRAINT fk_asks_recipient_id_programme_id, DROP CONSTRAINT ck_asks_of_programmes,
  DROP CONSTRAINT ck_asks_review_on, DROP CONSTRAINT ck_asks_one_thing, DROP COLUMN review_on,
  DROP COLUMN programme_id, ALTER COLUMN group_id SET NOT NULL;
ALTER TABLE requests DROP COLUMN help_given, DROP COLUMN requested_by, DROP COLUMN kind;
"""
STATES = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_asks_state');
BEGIN
  ALTER TABLE asks DROP CONSTRAINT ck_asks_state;
  EXECUTE 'ALTER TABLE asks ADD CONSTRAINT ck_asks_state ' || replace(was, {before}, {after});
END $do$;
"""
FEWER, MORE = (
    "'''waitlisted''::text'",
    "'''waitlisted''::text, ''not_ready''::text, ''on_hold''::text'",
)

# The same rows as network/requests/lifecycle.py; a promise test compares them.
LOOKING = ("sent", "opened", "interested", "visit_arranged", "visited", "waitlisted")
NEW = ("not_ready", "on_hold")
MOVES = [
    *((state, "not_ready", "recipient", "not_ready") for state in (*LOOKING, "on_hold")),
    *((state, "put_on_hold", "recipient", "on_hold") for state in (*LOOKING, *NEW)),
    *(
        (state, made, party, after)
        for state in NEW
        for made, party, after in (
            ("waitlist", "recipient", "waitlisted"),
            ("offer", "recipient", "offered"),
            ("decline", "recipient", "declined"),
            ("step_back", "recipient", "opened"),
            ("withdraw", "sender", "withdrawn"),
            ("release", "sender", "released"),
        )
    ),
]

# What is due on an enrolment; that it begins is set by whoever asked, for the house.
WORDS = (
    ("ck_clocks_kind", "start"),
    ("ck_clocks_kind", "review"),
    ("ck_clocks_subject", "enrolment"),
)
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT {name};
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT {name} ' || replace(was, {before}, {after});
END $do$;
"""
SET_FOR_OTHERS = "'reply', 'question', 'offer', 'visit', 'decline_review', 'arrival'"
FELLOW = (
    "tenant_id IN (SELECT tenant_id FROM network_tenants"
    f" WHERE network_id = ANY ({NETWORKS}::uuid[]))"
)
STARTED = f"set_by_id = {TENANT} AND (tenant_id = {TENANT} OR (kind IN ({{kinds}}) AND {FELLOW}))"

FUNCTION = """
DO $do$
DECLARE was text := pg_get_functiondef('{name}()'::regprocedure);
BEGIN
  IF position({before} IN was) = 0 THEN RAISE EXCEPTION '{name} is not what it was'; END IF;
  EXECUTE replace(was, {before}, {after});
END $do$;
"""
CHANGES = (
    (
        "asks_keep",
        "$q$OR NEW.visit_at IS DISTINCT FROM OLD.visit_at THEN$q$",
        "$q$OR NEW.visit_at IS DISTINCT FROM OLD.visit_at"
        " OR NEW.review_on IS DISTINCT FROM OLD.review_on THEN$q$",
    ),
    ("asks_keep", "$q$'visit_at', 'also$q$", "$q$'visit_at', 'review_on', 'also$q$"),
    (
        "asks_keep",
        "$q$'visited', 'waitlisted') THEN$q$",
        "$q$'visited', 'waitlisted', 'not_ready', 'on_hold') THEN$q$",
    ),
    (
        "asks_begin",
        "$q$IF NOT EXISTS (SELECT 1 FROM published_groups$q$",
        "$q$IF NEW.programme_id IS NULL AND NOT EXISTS (SELECT 1 FROM published_groups$q$",
    ),
)

# A seat goes back by itself when its ask leaves the offer, whoever makes it leave: those who end
# asks need not know what was asked for.
TRIGGERS = """
CREATE FUNCTION asks_begin_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NOT EXISTS (SELECT FROM published_programmes p
       WHERE p.tenant_id = NEW.recipient_id AND p.id = NEW.programme_id
         AND p.network_id = NEW.network_id AND p.state = 'published') THEN
    RAISE EXCEPTION 'that programme is not in the catalogue of this network'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asks_begin_programme BEFORE INSERT ON asks FOR EACH ROW
  WHEN (NEW.programme_id IS NOT NULL) EXECUTE FUNCTION asks_begin_programme();

CREATE FUNCTION asks_give_seats_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE seat_claims SET released_at = app_now()
  WHERE asker_id = NEW.tenant_id AND ask_id = NEW.id AND released_at IS NULL
    AND kind IN ('hold', 'reservation');
  RETURN NULL;
END $$;
CREATE TRIGGER asks_give_seats_back AFTER UPDATE OF state ON asks FOR EACH ROW
  WHEN (NEW.programme_id IS NOT NULL AND OLD.state IN ('offered', 'accepted')
        AND NEW.state NOT IN ('offered', 'accepted', 'arrived'))
  EXECUTE FUNCTION asks_give_seats_back();
"""

TABLES = """
CREATE TABLE enrolments (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  ask_id uuid,
  asker_id uuid,
  number text NOT NULL,
  reference text NOT NULL,
  state text NOT NULL CONSTRAINT ck_enrolments_state CHECK (state IN ('expected', 'enrolled',
    'on_hold', 'completed', 'ended_early', 'deselected', 'withdrawn', 'not_started', 'cancelled')),
  expected_on date,
  began_on date,
  planned_end date,
  ended_on date,
  reason text NOT NULL,
  review_on date,
  responsible_id uuid,
  deputy_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_enrolments PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_enrolments_id UNIQUE (id),
  CONSTRAINT ck_enrolments_asked_for CHECK ((ask_id IS NULL) = (asker_id IS NULL)),
  CONSTRAINT ck_enrolments_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT ck_enrolments_days CHECK (ended_on >= began_on),
  CONSTRAINT ck_enrolments_review_on CHECK ((state = 'on_hold') = (review_on IS NOT NULL)),
  CONSTRAINT ck_enrolments_ended CHECK ((state IN ('completed', 'ended_early', 'deselected',
    'withdrawn')) = (ended_on IS NOT NULL)),
  CONSTRAINT fk_enrolments_tenant_id_programme_id_cohort_id
    FOREIGN KEY (tenant_id, programme_id, cohort_id)
    REFERENCES cohorts (tenant_id, programme_id, id),
  CONSTRAINT fk_enrolments_tenant_id_claim_id FOREIGN KEY (tenant_id, claim_id)
    REFERENCES seat_claims (tenant_id, id),
  CONSTRAINT fk_enrolments_asker_id_ask_id_tenant_id FOREIGN KEY (asker_id, ask_id, tenant_id)
    REFERENCES asks (tenant_id, id, recipient_id),
  CONSTRAINT fk_enrolments_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_enrolments_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_enrolments_live ON enrolments (tenant_id, cohort_id)
  WHERE state IN ('expected', 'enrolled', 'on_hold');
CREATE INDEX ix_enrolments_tenant_id_programme_id
  ON enrolments (tenant_id, programme_id, created_at);
CREATE INDEX ix_enrolments_tenant_id_created_at ON enrolments (tenant_id, created_at);
CREATE INDEX ix_enrolments_asker_id_ask_id ON enrolments (asker_id, ask_id);
CREATE UNIQUE INDEX uq_enrolments_one_per_ask ON enrolments (ask_id) WHERE ask_id IS NOT NULL;
CREATE UNIQUE INDEX uq_enrolments_reference ON enrolments (tenant_id, cohort_id, reference)
  WHERE reference <> '' AND state IN ('expected', 'enrolled', 'on_hold');

CREATE TABLE enrolment_steps (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  enrolment_id uuid NOT NULL,
  asker_id uuid,
  at timestamptz NOT NULL,
  move text NOT NULL,
  on_day date,
  reason text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_enrolment_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_enrolment_steps_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id));
CREATE INDEX ix_enrolment_steps_tenant_id_enrolment_id ON enrolment_steps (tenant_id, enrolment_id);
CREATE INDEX ix_enrolment_steps_asker_id ON enrolment_steps (asker_id, enrolment_id);

CREATE TABLE enrolment_files (
  tenant_id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT pk_enrolment_files PRIMARY KEY (tenant_id, enrolment_id),
  CONSTRAINT fk_enrolment_files_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id),
  CONSTRAINT fk_enrolment_files_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_enrolment_files_tenant_id_person_id ON enrolment_files (tenant_id, person_id);
"""

KEEP = """
CREATE FUNCTION enrolments_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free_to_change text[] := ARRAY['version', 'state', 'reason'];
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.programme_id, NEW.ask_id, NEW.asker_id, NEW.number)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.programme_id, OLD.ask_id, OLD.asker_id, OLD.number) THEN
    RAISE EXCEPTION 'the keys of an enrolment never change'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state NOT IN ('expected', 'enrolled', 'on_hold') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'an ended enrolment stays ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() IS DISTINCT FROM OLD.tenant_id THEN
    IF to_jsonb(NEW) - free_to_change <> to_jsonb(OLD) - free_to_change
       OR OLD.state <> 'expected' OR NEW.state <> 'cancelled' THEN
      RAISE EXCEPTION 'only the house of the programme changes this enrolment'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.state = 'cancelled' AND OLD.state <> 'cancelled' AND OLD.ask_id IS NOT NULL THEN
    RAISE EXCEPTION 'only whoever asked cancels' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrolments_keep BEFORE UPDATE ON enrolments
  FOR EACH ROW EXECUTE FUNCTION enrolments_keep();

CREATE FUNCTION enrolments_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NEW.ask_id IS NOT NULL
     AND (NEW.state <> 'expected' OR NEW.reference <> '' OR NEW.responsible_id IS NOT NULL
          OR NOT EXISTS (SELECT FROM asks a WHERE a.tenant_id = NEW.asker_id
                         AND a.id = NEW.ask_id AND a.state = 'accepted')
          OR NOT EXISTS (SELECT FROM seat_claims c WHERE c.tenant_id = NEW.tenant_id
                         AND c.id = NEW.claim_id AND c.ask_id = NEW.ask_id
                         AND c.kind = 'reservation' AND c.released_at IS NULL)) THEN
    RAISE EXCEPTION 'an enrolment begins with an accepted ask and its reserved seat'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrolments_begin BEFORE INSERT ON enrolments
  FOR EACH ROW EXECUTE FUNCTION enrolments_begin();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON enrolments TO pristan_app;
GRANT SELECT, INSERT ON enrolment_steps, enrolment_files TO pristan_app;
"""

# Where an ask stands on a list, now also on a programme's.
WAITING = """
CREATE OR REPLACE VIEW waiting_positions WITH (security_barrier) AS
SELECT a.tenant_id, a.recipient_id, a.id AS ask_id,
       (SELECT count(*) FROM asks o WHERE o.recipient_id = a.recipient_id
         AND {same} AND o.state = 'waitlisted'
         AND (o.waitlisted_at, o.id) <= (a.waitlisted_at, a.id)) AS position,
       (SELECT count(*) FROM asks o WHERE o.recipient_id = a.recipient_id
         AND {same} AND o.state = 'waitlisted') AS waiting
FROM asks a
WHERE (SELECT app_tenant()) = ANY (ARRAY[a.tenant_id, a.recipient_id])
  AND a.state = 'waitlisted';
"""
SAME_GROUP = "o.group_id = a.group_id"
SAME = f"({SAME_GROUP} OR o.programme_id = a.programme_id)"

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(STATES.format(before=FEWER, after=MORE))
    with unforced("ask_moves"):
        rows = ", ".join(str(move) for move in MOVES)
        op.execute(f"INSERT INTO ask_moves (before, move, party, after) VALUES {rows}")
    for name, before, after in CHANGES:
        op.execute(FUNCTION.format(name=name, before=before, after=after))
    op.execute(WAITING.format(same=SAME))
    for name, word in WORDS:
        op.execute(GROW.format(name=name, before="'ARRAY['", after=f"'ARRAY[''{word}''::text, '"))
    _started(SET_FOR_OTHERS + ", 'start'")
    op.execute(TRIGGERS)
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(GRANTS)
    protect(
        "enrolments",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made="FOR INSERT TO pristan_app WITH CHECK"
        f" (CASE WHEN asker_id IS NULL THEN tenant_id = {TENANT} ELSE asker_id = {TENANT} END)",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
    )
    protect(
        "enrolment_steps",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        taken=f"FOR INSERT TO pristan_app WITH CHECK (by_tenant_id = {TENANT} AND {BOTH})",
    )
    protect("enrolment_files", own=OWN)


def downgrade() -> None:
    for table in ("enrolment_files", "enrolment_steps", "enrolments"):
        op.execute(f"DROP TABLE {table}")
    for function in ("enrolments_begin", "enrolments_keep"):
        op.execute(f"DROP FUNCTION {function}")
    for trigger in ("asks_give_seats_back", "asks_begin_programme"):
        op.execute(f"DROP TRIGGER {trigger} ON asks")
        op.execute(f"DROP FUNCTION {trigger}")
    op.execute(WAITING.format(same=SAME_GROUP))
    _started(SET_FOR_OTHERS)
    for name, word in WORDS:
        op.execute(GROW.format(name=name, before=f"'''{word}''::text, '", after="''"))
    for name, after, before in reversed(CHANGES):
        op.execute(FUNCTION.format(name=name, before=before, after=after))
    with unforced("ask_moves"):
        op.execute(
            "DELETE FROM ask_moves WHERE 'not_ready' IN (before, after)"
            " OR 'on_hold' IN (before, after)"
        )
    op.execute(LESS)
    op.execute(STATES.format(before=MORE, after=FEWER))


def _started(kinds: str) -> None:
    op.execute(f"ALTER POLICY started ON clocks WITH CHECK ({STARTED.format(kinds=kinds)})")
