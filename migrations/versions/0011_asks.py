"""Asks in full: questions, visits, waiting lists, declines in depth, reviews and appeals."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect, unforced

revision = "0011_asks"
down_revision = "0010_placements"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE asks DROP CONSTRAINT ck_asks_state, DROP CONSTRAINT ck_asks_ended;
ALTER TABLE asks
  ADD CONSTRAINT ck_asks_state CHECK (state IN ('sent', 'opened', 'interested', 'visit_arranged',
    'visited', 'waitlisted', 'offered', 'accepted', 'arrived', 'departed', 'not_arrived',
    'cancelled', 'declined', 'no_answer', 'refused', 'withdrawn', 'released')),
  ADD CONSTRAINT ck_asks_ended CHECK ((ended_at IS NOT NULL) = (state IN ('departed',
    'not_arrived', 'cancelled', 'declined', 'no_answer', 'refused', 'withdrawn', 'released'))),
  ADD COLUMN question_since timestamptz,
  ADD COLUMN waitlisted_at timestamptz,
  ADD COLUMN visit_at timestamptz,
  ADD COLUMN also_because text[] NOT NULL DEFAULT '{}',
  ADD COLUMN ask_again text
    CONSTRAINT ck_asks_ask_again CHECK (ask_again IN ('on_date', 'place_free', 'document')),
  ADD COLUMN ask_again_on date,
  ADD COLUMN search_ended_at timestamptz,
  ADD CONSTRAINT ck_asks_ask_again_on CHECK ((ask_again = 'on_date') = (ask_again_on IS NOT NULL)),
  ADD CONSTRAINT ck_asks_also_because CHECK (cardinality(also_because) <= 2),
  ADD CONSTRAINT ck_asks_waitlisted CHECK (state <> 'waitlisted' OR waitlisted_at IS NOT NULL);
ALTER TABLE asks ALTER COLUMN also_because DROP DEFAULT;
CREATE INDEX ix_asks_waiting ON asks (recipient_id, group_id, waitlisted_at)
  WHERE state = 'waitlisted';
ALTER TABLE requests
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN pause text NOT NULL DEFAULT '',
  ADD COLUMN unmet text CONSTRAINT ck_requests_unmet
    CHECK (unmet IN ('no_place', 'not_eligible', 'refused', 'lost_contact', 'placed_outside')),
  ADD COLUMN order_final_on date,
  ADD CONSTRAINT ck_requests_paused CHECK ((paused_at IS NULL) = (pause = ''));
ALTER TABLE requests ALTER COLUMN pause DROP DEFAULT;
"""

TABLES = """
CREATE TABLE ask_questions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  topic text NOT NULL CONSTRAINT ck_ask_questions_topic CHECK (topic IN ('needs', 'school',
    'health', 'family', 'legal', 'documents', 'timing', 'other')),
  body text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  answer text,
  answered_at timestamptz,
  answered_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_ask_questions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_ask_questions_id UNIQUE (id),
  CONSTRAINT ck_ask_questions_answered CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT fk_ask_questions_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_ask_questions_tenant_id_ask_id ON ask_questions (tenant_id, ask_id, created_at);
CREATE INDEX ix_ask_questions_recipient_id_ask_id
  ON ask_questions (recipient_id, ask_id, created_at);
CREATE TABLE visits (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  at timestamptz NOT NULL,
  minutes integer NOT NULL CONSTRAINT ck_visits_minutes CHECK (minutes BETWEEN 15 AND 600),
  participants text[] NOT NULL,
  state text NOT NULL CONSTRAINT ck_visits_state CHECK (state IN ('arranged', 'held', 'cancelled')),
  sequence integer NOT NULL,
  wish text CONSTRAINT ck_visits_wish CHECK (wish IN ('agrees', 'unsure', 'disagrees')),
  wish_words text NOT NULL,
  wish_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_visits PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_visits_id UNIQUE (id),
  CONSTRAINT ck_visits_participants CHECK (participants <@ ARRAY['young_person', 'parent',
    'guardian', 'csd', 'home', 'school', 'advocate'] AND cardinality(participants) > 0),
  CONSTRAINT fk_visits_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_visits_tenant_id_ask_id ON visits (tenant_id, ask_id);
CREATE INDEX ix_visits_recipient_id_at ON visits (recipient_id, at);
CREATE UNIQUE INDEX uq_visits_one_arranged ON visits (tenant_id, ask_id) WHERE state = 'arranged';
CREATE TABLE decline_reviews (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  home_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  ask_id uuid NOT NULL,
  number text NOT NULL,
  home_name text NOT NULL,
  group_name text NOT NULL,
  reason text NOT NULL,
  also_because text[] NOT NULL,
  due_at timestamptz NOT NULL,
  decision text CONSTRAINT ck_decline_reviews_decision
    CHECK (decision IN ('confirmed', 'sent_back', 'lapsed')),
  decided_at timestamptz,
  decided_by text NOT NULL,
  remark text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_decline_reviews PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_decline_reviews_id UNIQUE (id),
  CONSTRAINT ck_decline_reviews_decided CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CONSTRAINT fk_decline_reviews_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_decline_reviews_asker_id_ask_id_home_id FOREIGN KEY (asker_id, ask_id, home_id)
    REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_decline_reviews_open ON decline_reviews (tenant_id, due_at)
  WHERE decision IS NULL;
CREATE INDEX ix_decline_reviews_home_id_ask_id ON decline_reviews (home_id, ask_id);
CREATE INDEX ix_decline_reviews_asker_id_ask_id ON decline_reviews (asker_id, ask_id);
CREATE TABLE appeals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ask_id uuid,
  called_for text NOT NULL,
  meets_on date,
  participants text[] NOT NULL,
  outcome text CONSTRAINT ck_appeals_outcome CHECK (outcome IN ('home_reconsiders',
    'other_home', 'other_measure', 'decline_stands', 'withdrawn')),
  conclusion text NOT NULL,
  held_on date,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_appeals PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_appeals_id UNIQUE (id),
  CONSTRAINT ck_appeals_held
    CHECK (outcome IS NULL OR outcome = 'withdrawn' OR held_on IS NOT NULL),
  CONSTRAINT ck_appeals_participants CHECK (participants <@ ARRAY['csd', 'home', 'other_home',
    'school', 'health', 'court', 'police', 'coordination', 'parent', 'young_person', 'advocate']),
  CONSTRAINT fk_appeals_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id),
  CONSTRAINT fk_appeals_tenant_id_ask_id FOREIGN KEY (tenant_id, ask_id)
    REFERENCES asks (tenant_id, id));
CREATE INDEX ix_appeals_tenant_id_request_id ON appeals (tenant_id, request_id);
CREATE INDEX ix_appeals_tenant_id_ask_id ON appeals (tenant_id, ask_id);
CREATE TABLE decline_reasons (
  code text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_decline_reasons_kind CHECK (kind IN ('no_suitable_place',
    'needs_not_met', 'group_impact', 'outside_mandate', 'information', 'disagreement',
    'procedure')),
  fault text NOT NULL
    CONSTRAINT ck_decline_reasons_fault CHECK (fault IN ('youth', 'home', 'system', 'request')),
  reviewable boolean NOT NULL,
  again text CONSTRAINT ck_decline_reasons_again
    CHECK (again IN ('on_date', 'place_free', 'document')),
  contradicts text CONSTRAINT ck_decline_reasons_contradicts
    CHECK (contradicts IN ('age', 'sex', 'need', 'school', 'legal_group')),
  in_slovenian text NOT NULL,
  in_english text NOT NULL,
  position integer NOT NULL,
  retired_on date,
  CONSTRAINT pk_decline_reasons PRIMARY KEY (code));
"""

# Whose side a reason belongs to, whether the coordination looks at it, what would change it, and
# which part of a group's profile it speaks against. Codes are retired, never deleted.
DECLINE_REASONS = """
INSERT INTO decline_reasons (code, kind, fault, reviewable, again, contradicts, in_slovenian,
  in_english, position, retired_on) VALUES
  ('no_place', 'no_suitable_place', 'home', false, 'place_free', NULL,
   'prostega mesta vendarle ni',
   'there is no free place after all', 10, NULL),
  ('sex_or_age', 'no_suitable_place', 'home', false, NULL, 'age',
   'prosto mesto je za drug spol ali starost',
   'the free place is for another sex or age', 20, NULL),
  ('only_double_room', 'no_suitable_place', 'home', false, 'place_free', NULL,
   'prosta je le skupna soba',
   'only a shared room is free', 30, NULL),
  ('staff_shortage', 'no_suitable_place', 'home', false, 'on_date', NULL,
   'premalo osebja',
   'there is not enough staff', 40, NULL),
  ('temporary_closure', 'no_suitable_place', 'home', false, 'on_date', NULL,
   'skupina je začasno zaprta',
   'the group is closed for a while', 50, NULL),
  ('health', 'needs_not_met', 'home', false, NULL, 'need',
   'zdravstvene potrebe, ki jim nismo kos',
   'health needs we cannot meet', 60, NULL),
  ('disability', 'needs_not_met', 'home', false, NULL, 'need',
   'stavba ni prilagojena oviranosti',
   'the building does not suit a disability', 70, NULL),
  ('addiction', 'needs_not_met', 'home', true, NULL, 'need',
   'odvisnost, ki jo je treba najprej zdraviti',
   'addiction that needs treatment first', 80, NULL),
  ('night_supervision', 'needs_not_met', 'home', true, NULL, 'need',
   'nočni nadzor, ki ga nimamo',
   'supervision at night we do not have', 90, NULL),
  ('schooling', 'needs_not_met', 'home', false, NULL, 'school',
   'šolanje, ki ga ne moremo urediti',
   'schooling we cannot arrange', 100, NULL),
  ('risk_to_others', 'group_impact', 'home', true, NULL, NULL,
   'tveganje za druge v skupini',
   'risk to others in the group', 110, NULL),
  ('known_conflict', 'group_impact', 'home', true, NULL, NULL,
   'znan spor z nekom v skupini',
   'a known conflict with somebody in the group', 120, NULL),
  ('age_spread', 'group_impact', 'home', true, NULL, NULL,
   'prevelika razlika v starosti do skupine',
   'too great a difference in age to the group', 130, NULL),
  ('too_many_high_need', 'group_impact', 'home', true, 'place_free', NULL,
   'v skupini je že preveč mladostnikov z večjimi potrebami',
   'too many with high needs in the group already', 140, NULL),
  ('legal_group', 'outside_mandate', 'home', true, NULL, 'legal_group',
   'pravna podlaga, ki je ne sprejemamo',
   'a legal group we do not take', 150, NULL),
  ('region', 'outside_mandate', 'home', true, NULL, NULL,
   'regija, ki je ne pokrivamo',
   'a region we do not cover', 160, NULL),
  ('information_missing', 'information', 'request', false, 'document', NULL,
   'podatki manjkajo',
   'information is missing', 170, NULL),
  ('information_outdated', 'information', 'request', false, 'document', NULL,
   'podatki so zastareli',
   'information is out of date', 180, NULL),
  ('goal_unclear', 'information', 'request', false, NULL, NULL,
   'cilj namestitve ni jasen',
   'the goal of the placement is not clear', 190, NULL),
  ('legal_basis_missing', 'information', 'request', false, 'document', NULL,
   'manjka pravna podlaga',
   'the legal basis is missing', 200, NULL),
  ('youth_disagrees', 'disagreement', 'youth', false, NULL, NULL,
   'mladostnik se ne strinja',
   'the young person does not agree', 210, NULL),
  ('parents_disagree', 'disagreement', 'youth', false, NULL, NULL,
   'starši se ne strinjajo',
   'the parents do not agree', 220, NULL),
  ('sent_in_error', 'procedure', 'system', false, NULL, NULL,
   'poslano pomotoma',
   'it was sent in error', 230, NULL),
  ('duplicate', 'procedure', 'system', false, NULL, NULL,
   'ista poizvedba je prišla dvakrat',
   'the same ask came twice', 240, NULL),
  ('too_early', 'procedure', 'system', false, 'on_date', NULL,
   'za odločitev je prezgodaj',
   'it is too early to decide', 250, NULL),
  ('other', 'procedure', 'system', true, NULL, NULL,
   'drug razlog',
   'another reason', 260, NULL);
"""

# The same rows as network/requests/lifecycle.py; a promise test compares them.
ASK_MOVES = """
DELETE FROM ask_moves;
INSERT INTO ask_moves (before, move, party, after) VALUES
  ('sent', 'open', 'recipient', 'opened'),
  ('sent', 'interest', 'recipient', 'interested'),
  ('opened', 'interest', 'recipient', 'interested'),
  ('sent', 'arrange_visit', 'recipient', 'visit_arranged'),
  ('opened', 'arrange_visit', 'recipient', 'visit_arranged'),
  ('interested', 'arrange_visit', 'recipient', 'visit_arranged'),
  ('visit_arranged', 'arrange_visit', 'recipient', 'visit_arranged'),
  ('waitlisted', 'arrange_visit', 'recipient', 'visit_arranged'),
  ('visit_arranged', 'visit', 'recipient', 'visited'),
  ('sent', 'waitlist', 'recipient', 'waitlisted'),
  ('opened', 'waitlist', 'recipient', 'waitlisted'),
  ('interested', 'waitlist', 'recipient', 'waitlisted'),
  ('visit_arranged', 'waitlist', 'recipient', 'waitlisted'),
  ('visited', 'waitlist', 'recipient', 'waitlisted'),
  ('sent', 'offer', 'recipient', 'offered'),
  ('opened', 'offer', 'recipient', 'offered'),
  ('interested', 'offer', 'recipient', 'offered'),
  ('visit_arranged', 'offer', 'recipient', 'offered'),
  ('visited', 'offer', 'recipient', 'offered'),
  ('waitlisted', 'offer', 'recipient', 'offered'),
  ('lapsed', 'offer', 'recipient', 'offered'),
  ('offered', 'extend', 'recipient', 'offered'),
  ('sent', 'decline', 'recipient', 'declined'),
  ('opened', 'decline', 'recipient', 'declined'),
  ('interested', 'decline', 'recipient', 'declined'),
  ('visit_arranged', 'decline', 'recipient', 'declined'),
  ('visited', 'decline', 'recipient', 'declined'),
  ('waitlisted', 'decline', 'recipient', 'declined'),
  ('offered', 'decline', 'recipient', 'declined'),
  ('lapsed', 'decline', 'recipient', 'declined'),
  ('interested', 'step_back', 'recipient', 'opened'),
  ('visit_arranged', 'step_back', 'recipient', 'opened'),
  ('waitlisted', 'step_back', 'recipient', 'opened'),
  ('offered', 'step_back', 'recipient', 'opened'),
  ('lapsed', 'step_back', 'recipient', 'opened'),
  ('visited', 'step_back', 'recipient', 'visit_arranged'),
  ('declined', 'reopen', 'recipient', 'opened'),
  ('offered', 'accept', 'sender', 'accepted'),
  ('offered', 'refuse', 'sender', 'refused'),
  ('sent', 'give_up', 'sender', 'no_answer'),
  ('opened', 'give_up', 'sender', 'no_answer'),
  ('sent', 'withdraw', 'sender', 'withdrawn'),
  ('opened', 'withdraw', 'sender', 'withdrawn'),
  ('interested', 'withdraw', 'sender', 'withdrawn'),
  ('visit_arranged', 'withdraw', 'sender', 'withdrawn'),
  ('visited', 'withdraw', 'sender', 'withdrawn'),
  ('waitlisted', 'withdraw', 'sender', 'withdrawn'),
  ('offered', 'withdraw', 'sender', 'withdrawn'),
  ('lapsed', 'withdraw', 'sender', 'withdrawn'),
  ('sent', 'release', 'sender', 'released'),
  ('opened', 'release', 'sender', 'released'),
  ('interested', 'release', 'sender', 'released'),
  ('visit_arranged', 'release', 'sender', 'released'),
  ('visited', 'release', 'sender', 'released'),
  ('waitlisted', 'release', 'sender', 'released'),
  ('offered', 'release', 'sender', 'released'),
  ('lapsed', 'release', 'sender', 'released'),
  ('accepted', 'arrive', 'recipient', 'arrived'),
  ('accepted', 'not_arrive', 'recipient', 'not_arrived'),
  ('accepted', 'cancel', 'sender', 'cancelled'),
  ('arrived', 'depart', 'recipient', 'departed');
"""

KEEP_ASKS = """
CREATE OR REPLACE FUNCTION asks_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who text := CASE app_tenant() WHEN OLD.tenant_id THEN 'sender'
                                WHEN OLD.recipient_id THEN 'recipient' END;
  was text := CASE WHEN OLD.state = 'offered' AND OLD.hold_until <= app_now()
                   THEN 'lapsed' ELSE OLD.state END;
  theirs text[] := CASE who
    WHEN 'sender' THEN ARRAY['version', 'level', 'search_ended_at']
    WHEN 'recipient' THEN ARRAY['version', 'recipient_responsible_id', 'recipient_deputy_id']
  END;
BEGIN
  IF who IS NULL THEN
    RAISE EXCEPTION 'this ask is between two others' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state <> OLD.state AND OLD.search_ended_at IS NOT NULL AND NEW.ended_at IS NULL
     AND OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'a search that is over is not answered anew'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state <> OLD.state OR NEW.hold_until IS DISTINCT FROM OLD.hold_until
     OR NEW.visit_at IS DISTINCT FROM OLD.visit_at THEN
    IF NOT EXISTS (SELECT 1 FROM ask_moves m
                   WHERE m.before = was AND m.after = NEW.state AND m.party = who) THEN
      RAISE EXCEPTION 'an ask that is % does not become % by the %', was, NEW.state, who
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    theirs := theirs || ARRAY['state', 'ended_at', 'end_reason', 'question_since'];
    IF who = 'recipient' THEN
      theirs := theirs || ARRAY['opened_at', 'opened_by', 'hold_until', 'offered_from',
        'offered_until', 'waitlisted_at', 'visit_at', 'also_because', 'ask_again',
        'ask_again_on'];
    END IF;
  END IF;
  -- A question is the home's to ask, once at a time, and the centre's to answer, while the home
  -- still looks.
  IF NEW.question_since IS DISTINCT FROM OLD.question_since THEN
    IF who = 'recipient' OR NEW.question_since IS NULL THEN
      theirs := theirs || ARRAY['question_since'];
    END IF;
    IF NEW.question_since IS NOT NULL AND NEW.state NOT IN ('sent', 'opened', 'interested',
       'visit_arranged', 'visited', 'waitlisted') THEN
      RAISE EXCEPTION 'an ask that is % is not asked about', NEW.state
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'the % may not change that of an ask', who
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.level < OLD.level OR (NEW.level > OLD.level AND OLD.ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'disclosure of an ask only rises, and only while it lives'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

# A visit is the home's to arrange; what the young person says of it is the centre's to write down.
KEEP_VISITS = """
CREATE FUNCTION visits_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := CASE app_tenant()
    WHEN OLD.recipient_id THEN ARRAY['at', 'minutes', 'participants', 'state', 'sequence']
    WHEN OLD.tenant_id THEN ARRAY['state', 'sequence', 'wish', 'wish_words', 'wish_at'] END;
BEGIN
  IF theirs IS NULL THEN
    RAISE EXCEPTION 'this visit is between two others' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() = OLD.tenant_id AND NEW.state NOT IN (OLD.state, 'cancelled') THEN
    RAISE EXCEPTION 'only the home says that a visit took place'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'this side may not change that of a visit'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER visits_keep BEFORE UPDATE ON visits FOR EACH ROW EXECUTE FUNCTION visits_keep();

CREATE FUNCTION decline_reviews_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := ARRAY['version', 'decision', 'decided_at', 'decided_by', 'remark'];
BEGIN
  IF OLD.decision IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'a review is decided once, and nothing else of it changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decline_reviews_keep BEFORE UPDATE ON decline_reviews
  FOR EACH ROW EXECUTE FUNCTION decline_reviews_keep();
"""

GRANTS = """
GRANT SELECT, INSERT ON ask_questions, visits, decline_reviews, appeals TO pristan_app;
GRANT UPDATE (answer, answered_at, answered_by) ON ask_questions TO pristan_app;
GRANT UPDATE ON visits, decline_reviews, appeals TO pristan_app;
GRANT SELECT ON decline_reasons TO pristan_app;
GRANT SELECT ON ask_questions TO pristan_share;
"""

# What the home may read of its questions: only while the ask lives. Where an ask stands on
# a group's waiting list, each side learns of its own asks only.
PUBLISHED = """
CREATE VIEW received_questions WITH (security_barrier) AS
SELECT q.tenant_id, q.id, q.ask_id, q.recipient_id, q.topic, q.body, q.by_name, q.created_at,
       q.answer, q.answered_at, q.answered_by
FROM ask_questions q JOIN asks a ON a.tenant_id = q.tenant_id AND a.id = q.ask_id
WHERE q.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL;
CREATE VIEW waiting_positions WITH (security_barrier) AS
SELECT a.tenant_id, a.recipient_id, a.id AS ask_id,
       (SELECT count(*) FROM asks o WHERE o.recipient_id = a.recipient_id
         AND o.group_id = a.group_id AND o.state = 'waitlisted'
         AND (o.waitlisted_at, o.id) <= (a.waitlisted_at, a.id)) AS position,
       (SELECT count(*) FROM asks o WHERE o.recipient_id = a.recipient_id
         AND o.group_id = a.group_id AND o.state = 'waitlisted') AS waiting
FROM asks a
WHERE (SELECT app_tenant()) = ANY (ARRAY[a.tenant_id, a.recipient_id])
  AND a.state = 'waitlisted';
ALTER VIEW received_questions OWNER TO pristan_share;
ALTER VIEW waiting_positions OWNER TO pristan_share;
GRANT SELECT ON received_questions, waiting_positions TO pristan_app;
"""

COLUMNS_GONE = """
ALTER TABLE requests DROP CONSTRAINT ck_requests_paused, DROP COLUMN order_final_on,
  DROP COLUMN unmet, DROP COLUMN pause, DROP COLUMN paused_at;
DROP INDEX ix_asks_waiting;
ALTER TABLE asks DROP CONSTRAINT ck_asks_waitlisted, DROP CONSTRAINT ck_asks_also_because,
  DROP CONSTRAINT ck_asks_ask_again_on, DROP COLUMN ask_again_on, DROP COLUMN ask_again,
  DROP COLUMN search_ended_at, DROP COLUMN also_because, DROP COLUMN visit_at,
  DROP COLUMN waitlisted_at,
  DROP COLUMN question_since, DROP CONSTRAINT ck_asks_state, DROP CONSTRAINT ck_asks_ended;
ALTER TABLE asks
  ADD CONSTRAINT ck_asks_state CHECK (state IN ('sent', 'opened', 'offered', 'accepted',
    'arrived', 'departed', 'not_arrived', 'cancelled', 'declined', 'refused', 'withdrawn',
    'released')),
  ADD CONSTRAINT ck_asks_ended CHECK ((ended_at IS NOT NULL) = (state IN ('departed',
    'not_arrived', 'cancelled', 'declined', 'refused', 'withdrawn', 'released')));
"""

MOVES_BEFORE = """
DELETE FROM ask_moves;
INSERT INTO ask_moves (before, move, party, after) VALUES
  ('sent', 'open', 'recipient', 'opened'),
  ('sent', 'offer', 'recipient', 'offered'),
  ('sent', 'decline', 'recipient', 'declined'),
  ('sent', 'withdraw', 'sender', 'withdrawn'),
  ('sent', 'release', 'sender', 'released'),
  ('opened', 'offer', 'recipient', 'offered'),
  ('opened', 'decline', 'recipient', 'declined'),
  ('opened', 'withdraw', 'sender', 'withdrawn'),
  ('opened', 'release', 'sender', 'released'),
  ('offered', 'accept', 'sender', 'accepted'),
  ('offered', 'refuse', 'sender', 'refused'),
  ('offered', 'decline', 'recipient', 'declined'),
  ('offered', 'withdraw', 'sender', 'withdrawn'),
  ('offered', 'release', 'sender', 'released'),
  ('lapsed', 'offer', 'recipient', 'offered'),
  ('lapsed', 'decline', 'recipient', 'declined'),
  ('lapsed', 'withdraw', 'sender', 'withdrawn'),
  ('lapsed', 'release', 'sender', 'released'),
  ('accepted', 'arrive', 'recipient', 'arrived'),
  ('accepted', 'not_arrive', 'recipient', 'not_arrived'),
  ('accepted', 'cancel', 'sender', 'cancelled'),
  ('arrived', 'depart', 'recipient', 'departed');
"""

KEEP_ASKS_BEFORE = """
CREATE OR REPLACE FUNCTION asks_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who text := CASE app_tenant() WHEN OLD.tenant_id THEN 'sender'
                                WHEN OLD.recipient_id THEN 'recipient' END;
  was text := CASE WHEN OLD.state = 'offered' AND OLD.hold_until <= app_now()
                   THEN 'lapsed' ELSE OLD.state END;
  theirs text[] := CASE who
    WHEN 'sender' THEN ARRAY['version', 'level']
    WHEN 'recipient' THEN ARRAY['version', 'recipient_responsible_id', 'recipient_deputy_id']
  END;
BEGIN
  IF who IS NULL THEN
    RAISE EXCEPTION 'this ask is between two others' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state <> OLD.state OR (was = 'lapsed' AND NEW.hold_until <> OLD.hold_until) THEN
    IF NOT EXISTS (SELECT 1 FROM ask_moves m
                   WHERE m.before = was AND m.after = NEW.state AND m.party = who) THEN
      RAISE EXCEPTION 'an ask that is % does not become % by the %', was, NEW.state, who
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    theirs := theirs || ARRAY['state', 'ended_at', 'end_reason'];
    IF who = 'recipient' THEN
      theirs := theirs || ARRAY['opened_at', 'opened_by', 'hold_until', 'offered_from',
                                'offered_until'];
    END IF;
  END IF;
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'the % may not change that of an ask', who
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.level < OLD.level OR (NEW.level > OLD.level AND OLD.ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'disclosure of an ask only rises, and only while it lives'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE recipient_id = {TENANT} END"
SENDER = f"tenant_id = {TENANT}"
REVIEWER = (
    "tenant_id IN (SELECT t.id FROM tenants t JOIN network_tenants n ON n.tenant_id = t.id"
    f" WHERE t.kind = 'coordination' AND n.network_id = ANY ({NETWORKS}::uuid[]))"
)


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(TABLES)
    with unforced("ask_moves"):
        op.execute(ASK_MOVES)
    op.execute(DECLINE_REASONS)
    op.execute(KEEP_ASKS)
    op.execute(KEEP_VISITS)
    op.execute(GRANTS)
    protect("decline_reasons", known="FOR SELECT USING (true)")
    protect(
        "ask_questions",
        own=f"FOR SELECT TO pristan_app USING ({SENDER})",
        asked="FOR INSERT TO pristan_app"
        f" WITH CHECK (by_tenant_id = {TENANT} AND recipient_id = {TENANT})",
        answered=f"FOR UPDATE TO pristan_app USING ({SENDER}) WITH CHECK ({SENDER})",
        shared=SHARE,
    )
    protect(
        "visits",
        # The home's sight of it ends with the ask.
        parties=f"FOR SELECT TO pristan_app USING (CASE WHEN {SENDER} THEN true"
        f" ELSE recipient_id = {TENANT} AND EXISTS (SELECT FROM asks a"
        " WHERE a.tenant_id = visits.tenant_id AND a.id = visits.ask_id AND a.ended_at IS NULL)"
        " END)",
        arranged=f"FOR INSERT TO pristan_app WITH CHECK (recipient_id = {TENANT})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
    )
    protect(
        "decline_reviews",
        parties="FOR SELECT TO pristan_app"
        f" USING ({TENANT} = ANY (ARRAY[tenant_id, home_id, asker_id]))",
        asked=f"FOR INSERT TO pristan_app WITH CHECK (home_id = {TENANT} AND {REVIEWER})",
        decided=f"FOR UPDATE TO pristan_app USING ({SENDER}) WITH CHECK ({SENDER})",
    )
    protect("appeals", own=OWN)
    op.execute(PUBLISHED)


def downgrade() -> None:
    for view in ("waiting_positions", "received_questions"):
        op.execute(f"DROP VIEW {view}")
    for table in ("decline_reasons", "appeals", "decline_reviews", "visits", "ask_questions"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION decline_reviews_keep")
    op.execute("DROP FUNCTION visits_keep")
    op.execute(COLUMNS_GONE)
    with unforced("ask_moves"):
        op.execute(MOVES_BEFORE)
    op.execute(KEEP_ASKS_BEFORE)
