"""What is due, who is told of it, and the queue of jobs that see to both."""

from alembic import op
from procrastinate.schema import SchemaManager

from migrations.policies import NETWORKS, TENANT, protect

revision = "0007_clocks"
down_revision = "0006_two_parties"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE holidays (
  day date NOT NULL,
  name text NOT NULL,
  CONSTRAINT pk_holidays PRIMARY KEY (day));
CREATE TABLE working_hours (
  tenant_id uuid NOT NULL,
  weekday integer NOT NULL CONSTRAINT ck_working_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
  opens time NOT NULL,
  closes time NOT NULL,
  CONSTRAINT pk_working_hours PRIMARY KEY (tenant_id, weekday),
  CONSTRAINT ck_working_hours_order CHECK (closes > opens),
  CONSTRAINT fk_working_hours_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
CREATE TABLE clocks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  set_by_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_clocks_kind CHECK (kind IN ('reply', 'question', 'offer',
    'visit', 'decline_review', 'keep_alive', 'full_review', 'ask_again', 'arrival', 'overstay',
    'plan', 'plan_review', 'measure_end', 'court_file', 'court_decide', 'absence')),
  subject text NOT NULL
    CONSTRAINT ck_clocks_subject CHECK (subject IN ('request', 'ask', 'placement', 'group')),
  subject_id uuid NOT NULL,
  number text NOT NULL,
  urgent boolean NOT NULL,
  timing text NOT NULL CONSTRAINT ck_clocks_timing CHECK (timing IN ('wall', 'working')),
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  paused_at timestamptz,
  left_when_paused double precision,
  met_at timestamptz,
  stopped_at timestamptz,
  excused_at timestamptz,
  excuse text NOT NULL,
  excused_by text NOT NULL,
  steps_taken integer NOT NULL CONSTRAINT ck_clocks_steps_taken CHECK (steps_taken >= 0),
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_clocks PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_clocks_id UNIQUE (id),
  CONSTRAINT ck_clocks_paused CHECK ((paused_at IS NULL) = (left_when_paused IS NULL)),
  CONSTRAINT ck_clocks_one_end CHECK (num_nonnulls(met_at, stopped_at, excused_at) <= 1),
  CONSTRAINT ck_clocks_excused CHECK ((excused_at IS NULL) = (excuse = '')),
  CONSTRAINT fk_clocks_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_clocks_set_by_id FOREIGN KEY (set_by_id) REFERENCES tenants (id));
CREATE INDEX ix_clocks_running ON clocks (tenant_id, due_at)
  WHERE met_at IS NULL AND stopped_at IS NULL AND excused_at IS NULL;
CREATE INDEX ix_clocks_tenant_id_subject_id ON clocks (tenant_id, subject_id);
CREATE INDEX ix_clocks_set_by_id_subject_id ON clocks (set_by_id, subject_id);
CREATE UNIQUE INDEX uq_clocks_one_running ON clocks (tenant_id, subject_id, kind)
  WHERE met_at IS NULL AND stopped_at IS NULL AND excused_at IS NULL;
CREATE TABLE notices (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  path text NOT NULL,
  urgent boolean NOT NULL,
  once text NOT NULL,
  read_at timestamptz,
  mail text NOT NULL CONSTRAINT ck_notices_mail CHECK (mail IN ('waiting', 'sent', 'none')),
  mailed_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_notices PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_notices_id UNIQUE (id),
  CONSTRAINT uq_notices_once UNIQUE (tenant_id, member_id, once),
  CONSTRAINT fk_notices_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_notices_tenant_id_member_id ON notices (tenant_id, member_id, created_at);
CREATE INDEX ix_notices_unread ON notices (tenant_id, member_id) WHERE read_at IS NULL;
CREATE INDEX ix_notices_mail_waiting ON notices (tenant_id, member_id) WHERE mail = 'waiting';
CREATE TABLE notice_settings (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  mail text NOT NULL CONSTRAINT ck_notice_settings_mail CHECK (mail IN ('digest', 'at_once',
    'urgent', 'never')),
  quiet_from time NOT NULL,
  quiet_until time NOT NULL,
  digest_at time NOT NULL,
  absent_from date,
  absent_until date,
  CONSTRAINT pk_notice_settings PRIMARY KEY (tenant_id, member_id),
  CONSTRAINT ck_notice_settings_absent CHECK (absent_until >= absent_from),
  CONSTRAINT fk_notice_settings_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
"""

# A clock is its doer's; whoever set it for the other side may pause it, let it run on or stop it,
# never meet it, excuse it or move its end otherwise. What has ended stays as it is.
KEEP_CLOCKS = """
CREATE FUNCTION clocks_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  running text[] := ARRAY['version', 'due_at', 'paused_at', 'left_when_paused', 'stopped_at'];
  theirs text[] := CASE app_tenant()
    WHEN OLD.tenant_id THEN running || ARRAY['met_at', 'excused_at', 'excuse', 'excused_by',
                                             'steps_taken']
    ELSE running END;
BEGIN
  IF app_tenant() IS NULL OR app_tenant() NOT IN (OLD.tenant_id, OLD.set_by_id) THEN
    RAISE EXCEPTION 'this clock is between two others' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF num_nonnulls(OLD.met_at, OLD.stopped_at, OLD.excused_at) > 0 THEN
    RAISE EXCEPTION 'a clock that has ended stays as it is'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'that of a clock does not change, or not by this side'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.due_at <> OLD.due_at AND OLD.paused_at IS NULL AND OLD.kind <> 'offer' THEN
    RAISE EXCEPTION 'the end of a clock moves only when a pause ends, or with a hold'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clocks_keep BEFORE UPDATE ON clocks FOR EACH ROW EXECUTE FUNCTION clocks_keep();
"""

GRANTS = """
GRANT SELECT ON holidays TO pristan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON working_hours TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON clocks, notices, notice_settings TO pristan_app;
"""

# The library's own tables and functions. They know no tenant: a job carries ids only, and whoever
# does it acts within one tenant's scope.
QUEUE_RIGHTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,
  procrastinate_periodic_defers, procrastinate_workers TO pristan_app;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq,
  procrastinate_periodic_defers_id_seq TO pristan_app;
"""
QUEUE_GONE = """
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
  procrastinate_workers CASCADE;
DO $$ DECLARE found record;
BEGIN
  FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
               WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'procrastinate_%'
  LOOP EXECUTE 'DROP FUNCTION ' || found.name || ' CASCADE'; END LOOP;
  FOR found IN SELECT typname AS name FROM pg_type
               WHERE typnamespace = 'public'::regnamespace AND typname LIKE 'procrastinate_%'
                 AND typtype IN ('c', 'e') ORDER BY typtype
  LOOP EXECUTE 'DROP TYPE ' || found.name || ' CASCADE'; END LOOP;
END $$;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"{TENANT} = ANY (ARRAY[tenant_id, set_by_id])"
FELLOW = (
    "tenant_id IN (SELECT tenant_id FROM network_tenants"
    f" WHERE network_id = ANY ({NETWORKS}::uuid[]))"
)
SET_FOR_OTHERS = "'reply', 'question', 'offer', 'visit', 'decline_review', 'arrival'"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP_CLOCKS)
    op.execute(GRANTS)
    protect("holidays", known="FOR SELECT USING (true)")
    protect(
        "working_hours",
        own=OWN,
        # Whoever sets a clock for another house counts in that house's hours.
        fellows=f"FOR SELECT TO pristan_app USING ({FELLOW})",
    )
    protect(
        "clocks",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        started=f"FOR INSERT TO pristan_app WITH CHECK (set_by_id = {TENANT}"
        f" AND (tenant_id = {TENANT} OR (kind IN ({SET_FOR_OTHERS}) AND {FELLOW})))",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
    )
    protect("notices", own=OWN)
    protect("notice_settings", own=OWN)
    _as_it_stands(SchemaManager.get_schema())
    op.execute(QUEUE_RIGHTS)


def downgrade() -> None:
    _as_it_stands(QUEUE_GONE)
    for table in ("notice_settings", "notices", "clocks", "working_hours", "holidays"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION clocks_keep")


def _as_it_stands(script: str) -> None:
    """Several statements at once, in which a per cent sign is one: past SQLAlchemy, which would
    take it for a place to fill."""
    driver = op.get_bind().connection.driver_connection
    if driver is not None:
        driver.execute(script)
