"""Sessions of programmes, the rooms they are held in, who came, and calendars to follow."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0044_sessions"
down_revision = "0043_suggested"
branch_labels = None
depends_on = None

# A room is booked by a session or for something else, and never twice: the database says so.
ROOMS = """
CREATE TABLE rooms (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_rooms_kind CHECK (kind IN ('room', 'equipment')),
  capacity integer,
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_rooms PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_rooms_id UNIQUE (id),
  CONSTRAINT uq_rooms_tenant_id_name UNIQUE (tenant_id, name),
  CONSTRAINT ck_rooms_capacity CHECK (capacity > 0));

CREATE TABLE room_bookings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  room_id uuid NOT NULL,
  session_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  purpose text NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  released_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_room_bookings PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_room_bookings_id UNIQUE (id),
  CONSTRAINT ck_room_bookings_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_room_bookings_purpose CHECK ((session_id IS NULL) = (purpose <> '')),
  CONSTRAINT fk_room_bookings_tenant_id_room_id FOREIGN KEY (tenant_id, room_id)
    REFERENCES rooms (tenant_id, id),
  CONSTRAINT fk_room_bookings_tenant_id_session_id FOREIGN KEY (tenant_id, session_id)
    REFERENCES programme_sessions (tenant_id, id),
  CONSTRAINT fk_room_bookings_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT ex_room_bookings_one_at_a_time EXCLUDE USING gist
    (tenant_id WITH =, room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (released_at IS NULL));
CREATE INDEX ix_room_bookings_live ON room_bookings (tenant_id, starts_at)
  WHERE released_at IS NULL;
CREATE INDEX ix_room_bookings_tenant_id_session_id ON room_bookings (tenant_id, session_id);
"""

# A series keeps the wall time it is meant at; its sessions are moments.
SESSIONS = """
CREATE TABLE session_series (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  weekdays smallint[] NOT NULL,
  begins time NOT NULL,
  minutes integer NOT NULL,
  every integer NOT NULL,
  starts date NOT NULL,
  until date NOT NULL,
  skips_holidays boolean NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_session_series PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_session_series_id UNIQUE (id),
  CONSTRAINT ck_session_series_weekdays CHECK (cardinality(weekdays) > 0
    AND weekdays <@ '{0,1,2,3,4,5,6}'::smallint[]),
  CONSTRAINT ck_session_series_days CHECK (until >= starts AND until <= starts + 366),
  CONSTRAINT ck_session_series_minutes CHECK (minutes BETWEEN 5 AND 1440),
  CONSTRAINT ck_session_series_every CHECK (every BETWEEN 1 AND 8),
  CONSTRAINT fk_session_series_tenant_id_programme_id_cohort_id
    FOREIGN KEY (tenant_id, programme_id, cohort_id)
    REFERENCES cohorts (tenant_id, programme_id, id));

CREATE TABLE programme_sessions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  series_id uuid,
  kind text NOT NULL CONSTRAINT ck_programme_sessions_kind CHECK (kind IN ('group', 'individual')),
  enrolment_id uuid,
  topic text NOT NULL,
  place text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  state text NOT NULL
    CONSTRAINT ck_programme_sessions_state CHECK (state IN ('planned', 'held', 'cancelled')),
  reason text NOT NULL,
  responsible_id uuid,
  deputy_id uuid,
  sequence integer NOT NULL,
  changed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_programme_sessions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_programme_sessions_id UNIQUE (id),
  CONSTRAINT ck_programme_sessions_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_programme_sessions_for_one
    CHECK ((kind = 'individual') = (enrolment_id IS NOT NULL)),
  CONSTRAINT ck_programme_sessions_reason CHECK ((state = 'cancelled') = (reason <> '')),
  CONSTRAINT ck_programme_sessions_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT fk_programme_sessions_tenant_id_programme_id_cohort_id
    FOREIGN KEY (tenant_id, programme_id, cohort_id)
    REFERENCES cohorts (tenant_id, programme_id, id),
  CONSTRAINT fk_programme_sessions_tenant_id_series_id FOREIGN KEY (tenant_id, series_id)
    REFERENCES session_series (tenant_id, id),
  CONSTRAINT fk_programme_sessions_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id),
  CONSTRAINT fk_programme_sessions_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_programme_sessions_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_programme_sessions_tenant_id_starts_at
  ON programme_sessions (tenant_id, starts_at);
CREATE INDEX ix_programme_sessions_tenant_id_cohort_id
  ON programme_sessions (tenant_id, cohort_id, starts_at);
CREATE INDEX ix_programme_sessions_to_mark ON programme_sessions (tenant_id, ends_at)
  WHERE state = 'planned';
CREATE INDEX ix_programme_sessions_of_one ON programme_sessions (tenant_id, enrolment_id)
  WHERE enrolment_id IS NOT NULL;
CREATE INDEX ix_programme_sessions_of_series ON programme_sessions (tenant_id, series_id)
  WHERE series_id IS NOT NULL;
"""

ATTENDANCE = """
CREATE TABLE attendances (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  mark text NOT NULL CONSTRAINT ck_attendances_mark
    CHECK (mark IN ('came', 'late', 'excused', 'unexcused', 'logistics')),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_attendances PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_attendances_id UNIQUE (id),
  CONSTRAINT uq_attendances_tenant_id_session_id_enrolment_id
    UNIQUE (tenant_id, session_id, enrolment_id),
  CONSTRAINT fk_attendances_tenant_id_session_id FOREIGN KEY (tenant_id, session_id)
    REFERENCES programme_sessions (tenant_id, id),
  CONSTRAINT fk_attendances_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id));
CREATE INDEX ix_attendances_tenant_id_enrolment_id ON attendances (tenant_id, enrolment_id);

CREATE TABLE attendance_changes (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  session_id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  before text NOT NULL,
  mark text NOT NULL CONSTRAINT ck_attendance_changes_mark
    CHECK (mark IN ('came', 'late', 'excused', 'unexcused', 'logistics')),
  at timestamptz NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_attendance_changes PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_attendance_changes_tenant_id_session_id_enrolment_id
    FOREIGN KEY (tenant_id, session_id, enrolment_id)
    REFERENCES attendances (tenant_id, session_id, enrolment_id));
CREATE INDEX ix_attendance_changes_tenant_id_session_id
  ON attendance_changes (tenant_id, session_id);

CREATE TABLE session_notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  category text NOT NULL CONSTRAINT ck_session_notes_category
    CHECK (category IN ('progress', 'agreement', 'observation', 'organisation')),
  body bytea NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_session_notes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_session_notes_id UNIQUE (id),
  CONSTRAINT fk_session_notes_tenant_id_session_id FOREIGN KEY (tenant_id, session_id)
    REFERENCES programme_sessions (tenant_id, id),
  CONSTRAINT fk_session_notes_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_session_notes_tenant_id_session_id
  ON session_notes (tenant_id, session_id, created_at);

CREATE TABLE no_show_follow_ups (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  done text NOT NULL CONSTRAINT ck_no_show_follow_ups_done CHECK (done IN ('called',
    'talked_with_parents', 'visit', 'informed_asker', 'none_needed')),
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_no_show_follow_ups PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_no_show_follow_ups_id UNIQUE (id),
  CONSTRAINT fk_no_show_follow_ups_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
    REFERENCES enrolments (tenant_id, id),
  CONSTRAINT fk_no_show_follow_ups_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_no_show_follow_ups_tenant_id_enrolment_id
  ON no_show_follow_ups (tenant_id, enrolment_id, created_at);
"""

# What was held stays held, and whose mark it is never changes.
KEEP = """
CREATE FUNCTION programme_sessions_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.programme_id, NEW.cohort_id, NEW.kind, NEW.enrolment_id,
      NEW.series_id) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.programme_id, OLD.cohort_id,
      OLD.kind, OLD.enrolment_id, OLD.series_id) THEN
    RAISE EXCEPTION 'the keys of a session never change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state <> 'planned' AND (NEW.state, NEW.starts_at, NEW.ends_at)
     IS DISTINCT FROM (OLD.state, OLD.starts_at, OLD.ends_at) THEN
    RAISE EXCEPTION 'what was held or cancelled stays so'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_sessions_keep BEFORE UPDATE ON programme_sessions
  FOR EACH ROW EXECUTE FUNCTION programme_sessions_keep();

CREATE FUNCTION attendances_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM programme_sessions s JOIN enrolments e
      ON e.tenant_id = s.tenant_id AND e.cohort_id = s.cohort_id
      WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.session_id AND s.state = 'held'
        AND e.id = NEW.enrolment_id AND coalesce(s.enrolment_id = e.id, true)) THEN
    RAISE EXCEPTION 'who takes part in a session that was held is marked, nobody else'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.session_id, NEW.enrolment_id)
     IS DISTINCT FROM (OLD.session_id, OLD.enrolment_id) THEN
    RAISE EXCEPTION 'a mark stays that of whom it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attendances_keep BEFORE INSERT OR UPDATE ON attendances
  FOR EACH ROW EXECUTE FUNCTION attendances_keep();
"""

# A link to a calendar acts for the member who made it, as long as they belong to the house.
FEEDS = """
CREATE TABLE calendar_feeds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  cohort_id uuid,
  token_hash text NOT NULL,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_calendar_feeds PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_calendar_feeds_id UNIQUE (id),
  CONSTRAINT uq_calendar_feeds_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_calendar_feeds_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_calendar_feeds_tenant_id_cohort_id FOREIGN KEY (tenant_id, cohort_id)
    REFERENCES cohorts (tenant_id, id));
CREATE INDEX ix_calendar_feeds_tenant_id_member_id ON calendar_feeds (tenant_id, member_id);
CREATE UNIQUE INDEX uq_calendar_feeds_own ON calendar_feeds (tenant_id, member_id)
  WHERE revoked_at IS NULL AND cohort_id IS NULL;
CREATE UNIQUE INDEX uq_calendar_feeds_of_cohort ON calendar_feeds (tenant_id, member_id, cohort_id)
  WHERE revoked_at IS NULL AND cohort_id IS NOT NULL;

CREATE VIEW recognised_feeds WITH (security_barrier) AS
SELECT f.id AS feed_id, f.token_hash, f.cohort_id, m.account_id,
       m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids
FROM calendar_feeds f
JOIN members m ON m.tenant_id = f.tenant_id AND m.id = f.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE f.token_hash = (SELECT app_token()) AND f.revoked_at IS NULL
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
ALTER VIEW recognised_feeds OWNER TO pristan_share;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON rooms, room_bookings, programme_sessions, attendances,
  calendar_feeds TO pristan_app;
GRANT SELECT, INSERT ON session_series, attendance_changes, session_notes, no_show_follow_ups
  TO pristan_app;
GRANT SELECT ON calendar_feeds TO pristan_share;
GRANT SELECT ON recognised_feeds TO pristan_app;
"""
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_clocks_kind');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind;
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT ck_clocks_kind ' || replace(was, {before}, {after});
END $do$;
"""
FEWER, MORE = "'ARRAY['", "'ARRAY[''no_show''::text, '"

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
TABLES = (
    "calendar_feeds",
    "no_show_follow_ups",
    "session_notes",
    "attendance_changes",
    "attendances",
    "room_bookings",
    "rooms",
    "programme_sessions",
    "session_series",
)


def upgrade() -> None:
    for made in (SESSIONS, ROOMS, ATTENDANCE, KEEP, FEEDS, GRANTS):
        op.execute(made)
    op.execute(GROW.format(before=FEWER, after=MORE))
    for table in TABLES:
        if table != "calendar_feeds":
            protect(table, own=OWN)
    protect("calendar_feeds", own=OWN, shared="FOR SELECT TO pristan_share USING (true)")


def downgrade() -> None:
    op.execute("DROP VIEW recognised_feeds")
    for table in TABLES:
        op.execute(f"DROP TABLE {table}")
    for function in ("attendances_keep", "programme_sessions_keep"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute(GROW.format(before="'''no_show''::text, '", after="''"))
