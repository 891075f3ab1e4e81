"""Requests, asks, disclosures, messages, and every move as a row."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0004_requests"
down_revision = "0003_availability"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE number_series (
  tenant_id uuid NOT NULL,
  series text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT pk_number_series PRIMARY KEY (tenant_id, series, year),
  CONSTRAINT fk_number_series_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
CREATE TABLE requests (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  network_id uuid NOT NULL,
  number text NOT NULL,
  file_reference text NOT NULL,
  age integer NOT NULL CONSTRAINT ck_requests_age CHECK (age BETWEEN 0 AND 26),
  sex text NOT NULL CONSTRAINT ck_requests_sex CHECK (sex IN ('female', 'male')),
  region text NOT NULL,
  home_town text NOT NULL,
  school_level text NOT NULL,
  needs text[] NOT NULL,
  legal_group text NOT NULL,
  urgency text NOT NULL
    CONSTRAINT ck_requests_urgency CHECK (urgency IN ('crisis', 'urgent', 'planned')),
  forms text[] NOT NULL,
  wanted_from date NOT NULL,
  risks text NOT NULL,
  own_words text NOT NULL,
  responsible_id uuid NOT NULL,
  deputy_id uuid,
  accepted_ask_id uuid,
  closed_at timestamptz,
  closing text,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_requests PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_requests_id UNIQUE (id),
  CONSTRAINT uq_requests_tenant_id_number UNIQUE (tenant_id, number),
  CONSTRAINT ck_requests_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT ck_requests_closed_with_reason CHECK ((closed_at IS NULL) = (closing IS NULL)),
  CONSTRAINT fk_requests_network_id_tenant_id FOREIGN KEY (network_id, tenant_id)
    REFERENCES network_tenants (network_id, tenant_id),
  CONSTRAINT fk_requests_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_requests_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_requests_open ON requests (tenant_id, created_at) WHERE closed_at IS NULL;
CREATE INDEX ix_requests_tenant_id_created_at ON requests (tenant_id, created_at);
CREATE INDEX ix_requests_network_id_created_at ON requests (network_id, created_at);
CREATE INDEX ix_requests_tenant_id_file_reference ON requests (tenant_id, file_reference);
CREATE TABLE request_steps (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL,
  at timestamptz NOT NULL,
  move text NOT NULL,
  reason text NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_request_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_request_steps_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id));
CREATE INDEX ix_request_steps_tenant_id_request_id ON request_steps (tenant_id, request_id);
CREATE TABLE ask_moves (
  before text NOT NULL,
  move text NOT NULL,
  party text NOT NULL CHECK (party IN ('sender', 'recipient')),
  after text NOT NULL,
  CONSTRAINT pk_ask_moves PRIMARY KEY (before, move));
CREATE TABLE asks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  network_id uuid NOT NULL,
  request_id uuid NOT NULL,
  number text NOT NULL,
  sender_name text NOT NULL,
  recipient_id uuid NOT NULL,
  recipient_name text NOT NULL,
  group_id uuid NOT NULL,
  group_name text NOT NULL,
  state text NOT NULL CONSTRAINT ck_asks_state CHECK (state IN ('sent', 'opened', 'offered',
    'accepted', 'arrived', 'departed', 'not_arrived', 'cancelled', 'declined', 'refused',
    'withdrawn', 'released')),
  level integer NOT NULL CONSTRAINT ck_asks_level CHECK (level IN (0, 1)),
  wanted_from date NOT NULL,
  sent_at timestamptz NOT NULL,
  opened_at timestamptz,
  opened_by text NOT NULL,
  hold_until timestamptz,
  offered_from date,
  offered_until date,
  ended_at timestamptz,
  end_reason text NOT NULL,
  recipient_responsible_id uuid,
  recipient_deputy_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_asks PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_asks_id UNIQUE (id),
  CONSTRAINT uq_asks_tenant_id_id_recipient_id UNIQUE (tenant_id, id, recipient_id),
  CONSTRAINT ck_asks_two_parties CHECK (tenant_id <> recipient_id),
  CONSTRAINT ck_asks_offer_has_hold CHECK (state <> 'offered' OR hold_until IS NOT NULL),
  CONSTRAINT ck_asks_ended CHECK ((ended_at IS NOT NULL) = (state IN ('departed', 'not_arrived',
    'cancelled', 'declined', 'refused', 'withdrawn', 'released'))),
  CONSTRAINT fk_asks_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id),
  CONSTRAINT fk_asks_recipient_id_group_id FOREIGN KEY (recipient_id, group_id)
    REFERENCES groups (tenant_id, id),
  CONSTRAINT fk_asks_recipient_id_recipient_responsible_id
    FOREIGN KEY (recipient_id, recipient_responsible_id) REFERENCES members (tenant_id, id),
  CONSTRAINT fk_asks_recipient_id_recipient_deputy_id
    FOREIGN KEY (recipient_id, recipient_deputy_id) REFERENCES members (tenant_id, id));
CREATE INDEX ix_asks_tenant_id_request_id ON asks (tenant_id, request_id);
CREATE INDEX ix_asks_recipient_id_sent_at ON asks (recipient_id, sent_at);
CREATE INDEX ix_asks_received_live ON asks (recipient_id, sent_at) WHERE ended_at IS NULL;
CREATE INDEX ix_asks_sent_live ON asks (tenant_id, sent_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX uq_asks_one_live_per_group ON asks (tenant_id, request_id, group_id)
  WHERE ended_at IS NULL;
CREATE TABLE ask_steps (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  at timestamptz NOT NULL,
  move text NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  reason text NOT NULL,
  note text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_ask_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_ask_steps_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_ask_steps_tenant_id_ask_id ON ask_steps (tenant_id, ask_id);
CREATE INDEX ix_ask_steps_recipient_id_ask_id ON ask_steps (recipient_id, ask_id);
CREATE TABLE disclosures (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  level integer NOT NULL,
  content json NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  CONSTRAINT pk_disclosures PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_disclosures_id UNIQUE (id),
  CONSTRAINT uq_disclosures_tenant_id_ask_id_level UNIQUE (tenant_id, ask_id, level),
  CONSTRAINT fk_disclosures_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_disclosures_recipient_id_ask_id ON disclosures (recipient_id, ask_id);
CREATE TABLE messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  body text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_messages PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_messages_id UNIQUE (id),
  CONSTRAINT fk_messages_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id));
CREATE INDEX ix_messages_tenant_id_ask_id ON messages (tenant_id, ask_id, created_at);
CREATE INDEX ix_messages_recipient_id_ask_id ON messages (recipient_id, ask_id, created_at);
"""

# The same rows as network/requests/lifecycle.py; a promise test compares them.
ASK_MOVES = """
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

# Who may move an ask, and which columns are whose. The policies let both sides update the row;
# this holds what an update may be.
KEEP_ASKS = """
CREATE FUNCTION asks_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER asks_keep BEFORE UPDATE ON asks FOR EACH ROW EXECUTE FUNCTION asks_keep();

CREATE FUNCTION asks_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND (NEW.state <> 'sent' OR NEW.level <> 0
     OR NEW.opened_at IS NOT NULL OR NEW.hold_until IS NOT NULL
     OR NEW.recipient_responsible_id IS NOT NULL OR NEW.recipient_deputy_id IS NOT NULL) THEN
    RAISE EXCEPTION 'an ask begins as sent, at level 0' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM published_groups g WHERE g.tenant_id = NEW.recipient_id
                 AND g.id = NEW.group_id AND g.network_id = NEW.network_id)
     AND current_user = 'pristan_app' THEN
    RAISE EXCEPTION 'that group is not on the board of this network'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asks_begin BEFORE INSERT ON asks FOR EACH ROW EXECUTE FUNCTION asks_begin();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON number_series, requests, asks, disclosures TO pristan_app;
GRANT SELECT, INSERT ON request_steps, ask_steps, messages TO pristan_app;
GRANT SELECT ON ask_moves TO pristan_app;
GRANT SELECT ON requests, asks, disclosures, messages TO pristan_share;
"""

# What the asked home may read of the content of an ask: only while the ask lives.
# What the coordination of a network may read of its requests: states, times and counts.
PUBLISHED = """
CREATE VIEW received_disclosures WITH (security_barrier) AS
SELECT d.tenant_id, d.recipient_id, d.ask_id, d.level, d.content, d.created_at
FROM disclosures d JOIN asks a ON a.tenant_id = d.tenant_id AND a.id = d.ask_id
WHERE d.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND d.closed_at IS NULL AND a.ended_at IS NULL;
CREATE VIEW received_messages WITH (security_barrier) AS
SELECT m.tenant_id, m.id, m.ask_id, m.recipient_id, m.body, m.by_tenant_id, m.by_member_id,
       m.by_name, m.created_at
FROM messages m JOIN asks a ON a.tenant_id = m.tenant_id AND a.id = m.ask_id
WHERE m.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL;
CREATE VIEW network_requests WITH (security_barrier) AS
SELECT r.network_id, r.tenant_id, t.name AS tenant_name, r.id, r.number, r.sex, r.region, r.needs,
       CASE WHEN r.age <= 5 THEN '0-5' WHEN r.age <= 9 THEN '6-9' WHEN r.age <= 12 THEN '10-12'
            WHEN r.age <= 15 THEN '13-15' WHEN r.age <= 18 THEN '16-18'
            WHEN r.age <= 21 THEN '19-21' ELSE '22+' END AS age_band,
       r.urgency, r.wanted_from, r.created_at, r.closed_at, r.closing,
       CASE WHEN r.closed_at IS NOT NULL OR k.state = 'departed' THEN 'closed'
            WHEN k.state = 'accepted' THEN 'awaiting'
            WHEN k.state = 'arrived' THEN 'placed' ELSE 'open' END AS state,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id)
         AS asks_sent,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
         AND a.ended_at IS NULL) AS asks_live,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
         AND a.state = 'declined') AS asks_declined,
       (SELECT max(a.sent_at) FROM asks a WHERE a.tenant_id = r.tenant_id
         AND a.request_id = r.id) AS last_asked_at
FROM requests r
JOIN tenants t ON t.id = r.tenant_id
LEFT JOIN asks k ON k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id
WHERE r.network_id = ANY ((SELECT app_networks())::uuid[])
  AND (SELECT kind FROM tenants WHERE id = (SELECT app_tenant())) = 'coordination';
ALTER VIEW received_disclosures OWNER TO pristan_share;
ALTER VIEW received_messages OWNER TO pristan_share;
ALTER VIEW network_requests OWNER TO pristan_share;
GRANT SELECT ON received_disclosures, received_messages, network_requests TO pristan_app;
"""

SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"{TENANT} = ANY (ARRAY[tenant_id, recipient_id])"
SENDER = f"tenant_id = {TENANT}"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(ASK_MOVES)
    op.execute(KEEP_ASKS)
    op.execute(GRANTS)
    protect("number_series", own=OWN)
    protect("requests", own=OWN, shared=SHARE)
    protect("request_steps", own=OWN)
    protect("ask_moves", known="FOR SELECT USING (true)")
    protect(
        "asks",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        sent=f"FOR INSERT TO pristan_app WITH CHECK ({SENDER})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )
    protect(
        "ask_steps",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        taken=f"FOR INSERT TO pristan_app WITH CHECK (by_tenant_id = {TENANT} AND {BOTH})",
    )
    protect("disclosures", own=OWN, shared=SHARE)
    protect(
        "messages",
        own=f"FOR SELECT TO pristan_app USING ({SENDER})",
        written=f"FOR INSERT TO pristan_app WITH CHECK (by_tenant_id = {TENANT} AND {BOTH})",
        shared=SHARE,
    )
    op.execute(PUBLISHED)


def downgrade() -> None:
    for view in ("network_requests", "received_messages", "received_disclosures"):
        op.execute(f"DROP VIEW {view}")
    for table in (
        "messages",
        "disclosures",
        "ask_steps",
        "asks",
        "ask_moves",
        "request_steps",
        "requests",
        "number_series",
    ):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION asks_begin")
    op.execute("DROP FUNCTION asks_keep")
