"""Over-occupancy, capacity status, admission windows, and what a board needs to be live."""

from alembic import op

revision = "0009_availability"
down_revision = "0008_notices"
branch_labels = None
depends_on = None

# An extra place stands over the capacity from `extra_from` up to, not including, `retired_on`,
# because a head took it upon themselves.
EXTRA = """
ALTER TABLE places
  ADD COLUMN extra_from date,
  ADD COLUMN extra_reason text CONSTRAINT ck_places_extra_reason CHECK (extra_reason IN
    ('court_order', 'crisis', 'sibling', 'return', 'overlap', 'other')),
  ADD COLUMN extra_note text NOT NULL DEFAULT '',
  ADD COLUMN authorised_by text NOT NULL DEFAULT '',
  ADD COLUMN authorised_by_id uuid,
  ADD COLUMN end_note text NOT NULL DEFAULT '',
  ADD CONSTRAINT ck_places_extra CHECK (
    (extra_from IS NULL) = (extra_reason IS NULL)
    AND (extra_from IS NULL) = (authorised_by_id IS NULL)
    AND (extra_from IS NULL OR (retired_on IS NOT NULL AND retired_on >= extra_from))),
  ADD CONSTRAINT fk_places_tenant_id_authorised_by_id FOREIGN KEY (tenant_id, authorised_by_id)
    REFERENCES members (tenant_id, id);
ALTER TABLE places ALTER COLUMN extra_note DROP DEFAULT, ALTER COLUMN authorised_by DROP DEFAULT,
  ALTER COLUMN end_note DROP DEFAULT;
CREATE INDEX ix_places_tenant_id_authorised_by_id ON places (tenant_id, authorised_by_id)
  WHERE authorised_by_id IS NOT NULL;
"""
# What was an extra place stays, with the day on which it goes.
NO_EXTRA = """
ALTER TABLE places DROP CONSTRAINT ck_places_extra, DROP COLUMN extra_from,
  DROP COLUMN extra_reason, DROP COLUMN extra_note, DROP COLUMN authorised_by,
  DROP COLUMN authorised_by_id, DROP COLUMN end_note;
"""

# What a home says of its intake beside the number of its free places, and in which part of the
# year it takes somebody in: month and day, such as 08-25 to 06-15.
INTAKE = """
ALTER TABLE groups
  ADD COLUMN intake text NOT NULL DEFAULT 'open' CONSTRAINT ck_groups_intake CHECK (intake IN
    ('open', 'assess_first', 'emergency_only', 'waiting_list', 'closed')),
  ADD COLUMN intake_until date,
  ADD COLUMN intake_reason text NOT NULL DEFAULT '',
  ADD COLUMN intake_by text NOT NULL DEFAULT '',
  ADD COLUMN intake_set_at timestamptz,
  ADD COLUMN admits_from text NOT NULL DEFAULT '',
  ADD COLUMN admits_until text NOT NULL DEFAULT '',
  ADD CONSTRAINT ck_groups_intake_reason CHECK ((intake = 'closed') = (intake_reason <> '')),
  ADD CONSTRAINT ck_groups_admits CHECK ((admits_from = '') = (admits_until = '')
    AND admits_from ~ '^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$'
    AND admits_until ~ '^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$');
ALTER TABLE groups ALTER COLUMN intake DROP DEFAULT, ALTER COLUMN intake_reason DROP DEFAULT,
  ALTER COLUMN intake_by DROP DEFAULT, ALTER COLUMN admits_from DROP DEFAULT,
  ALTER COLUMN admits_until DROP DEFAULT;
"""
NO_INTAKE = """
ALTER TABLE groups DROP CONSTRAINT ck_groups_intake_reason, DROP CONSTRAINT ck_groups_admits,
  DROP COLUMN intake, DROP COLUMN intake_until, DROP COLUMN intake_reason, DROP COLUMN intake_by,
  DROP COLUMN intake_set_at, DROP COLUMN admits_from, DROP COLUMN admits_until;
"""

# The board as before, with the days of extra places and who authorised them, and with what the
# home says of its intake. Still counts and dates, never who and never why somebody lives there.
PUBLISHED = """
CREATE VIEW published_groups WITH (security_barrier) AS
SELECT g.network_id, g.tenant_id, t.name AS tenant_name, t.kind AS tenant_kind, g.id, g.name,
       g.form, g.restriction_level, g.age_from, g.age_to, g.sex, g.school_levels, g.legal_groups,
       g.needs_taken, g.needs_asked, g.needs_not_taken, g.town, g.latitude, g.longitude,
       g.duty_phone, g.note, g.confirmed_at, g.confirmed_by, g.changed_at, g.version{intake},
       coalesce((SELECT json_agg({slot} ORDER BY p.number)
        FROM places p
        WHERE p.tenant_id = g.tenant_id AND p.group_id = g.id
          AND (p.retired_on IS NULL OR p.retired_on > (SELECT app_today()))), '[]') AS places,
       coalesce((SELECT json_agg(json_build_array(p.number, o.kind, o.starts, o.ends,
                                                  o.kind = 'stay' AND o.left_on IS NULL)
                                 ORDER BY p.number, o.starts)
        FROM occupancies o
        JOIN places p ON p.tenant_id = o.tenant_id AND p.id = o.place_id
        WHERE o.tenant_id = g.tenant_id AND o.group_id = g.id AND o.released_at IS NULL
          AND (o.ends IS NULL OR o.ends > (SELECT app_today())
               OR (o.kind = 'stay' AND o.left_on IS NULL))
          AND NOT (o.kind = 'hold' AND o.expires_at <= (SELECT app_now()))), '[]') AS occupied
FROM groups g JOIN tenants t ON t.id = g.tenant_id
WHERE g.closed_at IS NULL AND g.network_id = ANY ((SELECT app_networks())::uuid[]);
ALTER VIEW published_groups OWNER TO pristan_share;
GRANT SELECT ON published_groups TO pristan_app;
"""
PLAIN_SLOT = "json_build_array(p.number, p.retired_on)"
SLOT = (
    f"CASE WHEN p.extra_from IS NULL THEN {PLAIN_SLOT}"
    " ELSE json_build_array(p.number, p.retired_on, p.extra_from, p.authorised_by) END"
)
SAID = (
    ", g.intake, g.intake_until, g.intake_reason, g.intake_by, g.intake_set_at, g.admits_from,"
    " g.admits_until"
)

# Whatever changes a number on the board says so: network and group, nothing else. Who hears it
# reads anew under their own rights. The view finds the network for the asking side as well.
CHANGES = """
CREATE VIEW group_networks WITH (security_barrier) AS
SELECT g.id, g.network_id FROM groups g
WHERE g.closed_at IS NULL AND g.network_id = ANY ((SELECT app_networks())::uuid[]);
ALTER VIEW group_networks OWNER TO pristan_share;
GRANT SELECT ON group_networks TO pristan_app;
CREATE FUNCTION board_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  network uuid;
BEGIN
  SELECT n.network_id INTO network FROM group_networks n WHERE n.id = NEW.group_id;
  IF network IS NOT NULL THEN
    PERFORM pg_notify('pristan_board', network || ' ' || NEW.group_id);
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION group_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pristan_board', NEW.network_id || ' ' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER board_changed AFTER INSERT OR UPDATE ON occupancies
  FOR EACH ROW EXECUTE FUNCTION board_changed();
CREATE TRIGGER board_changed AFTER INSERT OR UPDATE ON places
  FOR EACH ROW EXECUTE FUNCTION board_changed();
CREATE TRIGGER group_changed AFTER INSERT OR UPDATE ON groups
  FOR EACH ROW EXECUTE FUNCTION group_changed();
"""
SILENT = """
DROP TRIGGER board_changed ON occupancies;
DROP TRIGGER board_changed ON places;
DROP TRIGGER group_changed ON groups;
DROP FUNCTION board_changed;
DROP FUNCTION group_changed;
DROP VIEW group_networks;
"""


def upgrade() -> None:
    op.execute(EXTRA)
    op.execute(INTAKE)
    _publish(SAID, SLOT)
    op.execute(CHANGES)


def downgrade() -> None:
    op.execute(SILENT)
    op.execute("DROP VIEW published_groups")
    op.execute(NO_EXTRA)
    op.execute(NO_INTAKE)
    op.execute(PUBLISHED.format(intake="", slot=PLAIN_SLOT))


def _publish(intake: str, slot: str) -> None:
    op.execute("DROP VIEW published_groups")
    op.execute(PUBLISHED.format(intake=intake, slot=slot))
