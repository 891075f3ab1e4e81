"""An ask that is opened again begins anew: what the centre had added for the home stays closed."""

from alembic import op

from migrations.policies import TENANT, unforced

revision = "0014_reopening"
down_revision = "0013_day"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE asks ADD COLUMN reopened_at timestamptz;
ALTER TABLE disclosures DROP CONSTRAINT uq_disclosures_tenant_id_ask_id_level;
CREATE UNIQUE INDEX uq_disclosures_once ON disclosures (tenant_id, ask_id, level, created_at);
ALTER TABLE decline_reviews DROP CONSTRAINT ck_decline_reviews_decision,
  ADD CONSTRAINT ck_decline_reviews_decision
    CHECK (decision IN ('confirmed', 'sent_back', 'lapsed', 'reopened'));
"""

# What was opened again before this rule begins anew as well.
OPENED_BEFORE = """
ALTER TABLE asks DISABLE TRIGGER USER;
UPDATE asks a SET level = 0, reopened_at = s.at
FROM (SELECT tenant_id, ask_id, max(at) AS at FROM ask_steps WHERE move = 'reopen'
      GROUP BY tenant_id, ask_id) s
WHERE s.tenant_id = a.tenant_id AND s.ask_id = a.id;
ALTER TABLE asks ENABLE TRIGGER USER;
"""

COLUMNS_GONE = """
DELETE FROM disclosures d USING disclosures later
WHERE later.tenant_id = d.tenant_id AND later.ask_id = d.ask_id AND later.level = d.level
  AND later.created_at > d.created_at;
ALTER TABLE decline_reviews DISABLE TRIGGER USER;
UPDATE decline_reviews SET decision = 'lapsed' WHERE decision = 'reopened';
ALTER TABLE decline_reviews ENABLE TRIGGER USER;
ALTER TABLE decline_reviews DROP CONSTRAINT ck_decline_reviews_decision,
  ADD CONSTRAINT ck_decline_reviews_decision
    CHECK (decision IN ('confirmed', 'sent_back', 'lapsed'));
DROP INDEX uq_disclosures_once;
ALTER TABLE disclosures
  ADD CONSTRAINT uq_disclosures_tenant_id_ask_id_level UNIQUE (tenant_id, ask_id, level);
ALTER TABLE asks DROP COLUMN reopened_at;
"""

# The home opens again, so it is the database that lets the disclosure fall and notes the time:
# neither is the home's to choose. Named to run after asks_keep, which judges the move.
OPENED_AGAIN = """
CREATE FUNCTION asks_opened_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reopened_at IS DISTINCT FROM OLD.reopened_at THEN
    RAISE EXCEPTION 'when an ask was opened again is not for anybody to say'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.request_id::text, 14));
    IF EXISTS (SELECT FROM full_searches f
               WHERE f.tenant_id = NEW.tenant_id AND f.ask_id = NEW.id) THEN
      RAISE EXCEPTION 'five other asks of this search live'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'asks_at_most_five';
    END IF;
    NEW.level := 0;
    NEW.reopened_at := greatest(app_now(), OLD.ended_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asks_opened_again BEFORE UPDATE ON asks
  FOR EACH ROW EXECUTE FUNCTION asks_opened_again();
"""

# What the home may read: of the profile what was raised to it since, of words what was written
# since. Which of its declined asks belong to a search that has five others, without their number.
PUBLISHED = """
CREATE OR REPLACE VIEW received_disclosures WITH (security_barrier) AS
SELECT d.tenant_id, d.recipient_id, d.ask_id, d.level, d.content, d.created_at
FROM disclosures d JOIN asks a ON a.tenant_id = d.tenant_id AND a.id = d.ask_id
WHERE d.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND d.closed_at IS NULL AND a.ended_at IS NULL AND d.level <= a.level
  AND (d.level = 0 OR a.reopened_at IS NULL OR d.created_at > a.reopened_at);
CREATE OR REPLACE VIEW received_messages WITH (security_barrier) AS
SELECT m.tenant_id, m.id, m.ask_id, m.recipient_id, m.body, m.by_tenant_id, m.by_member_id,
       m.by_name, m.created_at
FROM messages m JOIN asks a ON a.tenant_id = m.tenant_id AND a.id = m.ask_id
WHERE m.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL AND (a.reopened_at IS NULL OR m.created_at > a.reopened_at);
CREATE OR REPLACE VIEW received_questions WITH (security_barrier) AS
SELECT q.tenant_id, q.id, q.ask_id, q.recipient_id, q.topic, q.body, q.by_name, q.created_at,
       q.answer, q.answered_at, q.answered_by
FROM ask_questions q JOIN asks a ON a.tenant_id = q.tenant_id AND a.id = q.ask_id
WHERE q.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL AND (a.reopened_at IS NULL OR q.created_at > a.reopened_at);
CREATE VIEW full_searches WITH (security_barrier) AS
SELECT a.tenant_id, a.id AS ask_id
FROM asks a
WHERE a.recipient_id = (SELECT app_tenant()) AND a.state = 'declined'
  AND (SELECT count(*) FROM asks o WHERE o.tenant_id = a.tenant_id
       AND o.request_id = a.request_id AND o.state IN ('sent', 'opened', 'interested',
         'visit_arranged', 'visited', 'waitlisted', 'offered')) >= 5;
ALTER VIEW full_searches OWNER TO pristan_share;
GRANT SELECT ON full_searches TO pristan_app;
"""

PUBLISHED_BEFORE = """
DROP VIEW full_searches;
CREATE OR REPLACE VIEW received_disclosures WITH (security_barrier) AS
SELECT d.tenant_id, d.recipient_id, d.ask_id, d.level, d.content, d.created_at
FROM disclosures d JOIN asks a ON a.tenant_id = d.tenant_id AND a.id = d.ask_id
WHERE d.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND d.closed_at IS NULL AND a.ended_at IS NULL;
CREATE OR REPLACE VIEW received_messages WITH (security_barrier) AS
SELECT m.tenant_id, m.id, m.ask_id, m.recipient_id, m.body, m.by_tenant_id, m.by_member_id,
       m.by_name, m.created_at
FROM messages m JOIN asks a ON a.tenant_id = m.tenant_id AND a.id = m.ask_id
WHERE m.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL;
CREATE OR REPLACE VIEW received_questions WITH (security_barrier) AS
SELECT q.tenant_id, q.id, q.ask_id, q.recipient_id, q.topic, q.body, q.by_name, q.created_at,
       q.answer, q.answered_at, q.answered_by
FROM ask_questions q JOIN asks a ON a.tenant_id = q.tenant_id AND a.id = q.ask_id
WHERE q.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL;
"""

# A home that opens its decline again settles the review of it; nothing else of it is the home's.
KEEP_REVIEWS = """
CREATE OR REPLACE FUNCTION decline_reviews_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := ARRAY['version', 'decision', 'decided_at', 'decided_by', 'remark'];
BEGIN
  IF OLD.decision IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'a review is decided once, and nothing else of it changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.decision IS NOT NULL AND
     (app_tenant() = OLD.home_id) <> (NEW.decision = 'reopened') THEN
    RAISE EXCEPTION 'a home only says that it opened its decline again, and only a home does'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() = OLD.home_id AND EXISTS (SELECT FROM asks a
       WHERE a.tenant_id = OLD.asker_id AND a.id = OLD.ask_id AND a.state = 'declined') THEN
    RAISE EXCEPTION 'this decline stands' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

KEEP_REVIEWS_BEFORE = """
CREATE OR REPLACE FUNCTION decline_reviews_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := ARRAY['version', 'decision', 'decided_at', 'decided_by', 'remark'];
BEGIN
  IF OLD.decision IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'a review is decided once, and nothing else of it changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

VISITS = """
ALTER POLICY parties ON visits USING (CASE WHEN tenant_id = {tenant} THEN true
  ELSE recipient_id = {tenant} AND EXISTS (SELECT FROM asks a
    WHERE a.tenant_id = visits.tenant_id AND a.id = visits.ask_id AND a.ended_at IS NULL {since})
  END);
"""
SINCE = "AND (a.reopened_at IS NULL OR visits.created_at > a.reopened_at)"
DECIDED = "ALTER POLICY decided ON decline_reviews USING ({who}) WITH CHECK ({who})"


def upgrade() -> None:
    op.execute(COLUMNS)
    with unforced("asks"), unforced("ask_steps"):
        op.execute(OPENED_BEFORE)
    op.execute(PUBLISHED)
    op.execute(OPENED_AGAIN)
    op.execute(KEEP_REVIEWS)
    op.execute(VISITS.format(tenant=TENANT, since=SINCE))
    op.execute(DECIDED.format(who=f"{TENANT} = ANY (ARRAY[tenant_id, home_id])"))


def downgrade() -> None:
    op.execute(DECIDED.format(who=f"tenant_id = {TENANT}"))
    op.execute(VISITS.format(tenant=TENANT, since=""))
    op.execute(KEEP_REVIEWS_BEFORE)
    op.execute("DROP TRIGGER asks_opened_again ON asks")
    op.execute("DROP FUNCTION asks_opened_again")
    op.execute(PUBLISHED_BEFORE)
    with unforced("disclosures"), unforced("decline_reviews"):
        op.execute(COLUMNS_GONE)
