"""Rooms that a house lends to others of its network; days that a series leaves out."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect, unforced

revision = "0050_rooms_lent"
down_revision = "0049c_corrected_sessions"
branch_labels = None
depends_on = None

# Whoever books is the asker: the house itself, or another one for a session of its programme.
COLUMNS = """
ALTER TABLE rooms
  ADD COLUMN lent boolean NOT NULL DEFAULT false,
  ADD COLUMN lent_note text NOT NULL DEFAULT '';
ALTER TABLE rooms ALTER COLUMN lent DROP DEFAULT, ALTER COLUMN lent_note DROP DEFAULT;
ALTER TABLE room_bookings
  ADD COLUMN asker_id uuid,
  ADD COLUMN programme text NOT NULL DEFAULT '',
  ADD COLUMN refusal text NOT NULL DEFAULT '' CONSTRAINT ck_room_bookings_refusal
    CHECK (refusal IN ('', 'needed', 'repairs', 'closed', 'programme', 'other'));
"""
# Who at the other house booked is nobody's business here, neither by name nor by id.
RULES = """
ALTER TABLE room_bookings
  ALTER COLUMN programme DROP DEFAULT,
  ALTER COLUMN refusal DROP DEFAULT,
  ALTER COLUMN asker_id SET NOT NULL,
  ALTER COLUMN by_member_id DROP NOT NULL,
  DROP CONSTRAINT fk_room_bookings_tenant_id_session_id,
  DROP CONSTRAINT fk_room_bookings_tenant_id_by_member_id,
  ADD CONSTRAINT fk_room_bookings_asker_id FOREIGN KEY (asker_id) REFERENCES tenants (id),
  ADD CONSTRAINT fk_room_bookings_asker_id_session_id FOREIGN KEY (asker_id, session_id)
    REFERENCES programme_sessions (tenant_id, id),
  ADD CONSTRAINT fk_room_bookings_asker_id_by_member_id FOREIGN KEY (asker_id, by_member_id)
    REFERENCES members (tenant_id, id),
  ADD CONSTRAINT ck_room_bookings_lent CHECK (CASE WHEN asker_id = tenant_id
    THEN by_member_id IS NOT NULL AND programme = '' AND refusal = ''
    ELSE by_member_id IS NULL AND by_name = '' AND programme <> '' AND session_id IS NOT NULL END),
  ADD CONSTRAINT ck_room_bookings_refused CHECK (refusal = '' OR released_at IS NOT NULL);
DROP INDEX ix_room_bookings_tenant_id_session_id;
CREATE INDEX ix_room_bookings_asker_id_session_id ON room_bookings (asker_id, session_id);
"""
# What was booked stays as it was booked; given back it stays given back. The house that lends
# takes it away by a reason only, and whoever borrows never says one.
KEEP = """
CREATE FUNCTION room_bookings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lends boolean := NEW.asker_id <> NEW.tenant_id AND app_tenant() = NEW.tenant_id;
BEGIN
  -- What it was for goes by the rule of the house, long after (0049b); nothing else does with it.
  IF NEW.purpose IS NULL AND OLD.ends_at < app_now()
     AND to_jsonb(NEW) - 'purpose' = to_jsonb(OLD) - 'purpose' THEN
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - 'released_at' - 'refusal') IS DISTINCT FROM
     (to_jsonb(OLD) - 'released_at' - 'refusal') THEN
    RAISE EXCEPTION 'what was booked never changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.released_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'what was given back stays so' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = 'pristan_app' AND NEW IS DISTINCT FROM OLD AND lends <> (NEW.refusal <> '')
  THEN
    RAISE EXCEPTION 'who lends a room refuses with a reason, and nobody else'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER room_bookings_keep BEFORE UPDATE ON room_bookings
  FOR EACH ROW EXECUTE FUNCTION room_bookings_keep();
"""
# Another house of the network sees what is lent, and when it is taken; never for what, nor by whom.
# What it has borrowed keeps its name.
VIEWS = f"""
GRANT SELECT (tenant_id, id, name, kind, capacity, retired_at, lent, lent_note)
  ON rooms TO pristan_share;
GRANT SELECT (tenant_id, room_id, asker_id, starts_at, ends_at, released_at)
  ON room_bookings TO pristan_share;
CREATE VIEW lent_rooms WITH (security_barrier) AS
SELECT r.tenant_id, t.name AS tenant_name, r.id, r.name, r.kind, r.capacity, r.lent_note, r.open
FROM (SELECT o.*, o.lent AND o.retired_at IS NULL AND EXISTS (SELECT FROM network_tenants n
        WHERE n.tenant_id = o.tenant_id AND n.network_id = ANY ({NETWORKS}::uuid[])) AS open
      FROM (SELECT tenant_id, id, name, kind, capacity, lent_note, lent, retired_at
            FROM rooms) o) r
JOIN tenants t ON t.id = r.tenant_id
WHERE r.tenant_id <> {TENANT} AND (r.open OR EXISTS (SELECT FROM room_bookings b
  WHERE b.tenant_id = r.tenant_id AND b.room_id = r.id AND b.asker_id = {TENANT}));
CREATE VIEW lent_room_times WITH (security_barrier) AS
SELECT b.tenant_id, b.room_id, b.starts_at, b.ends_at
FROM room_bookings b JOIN rooms r ON r.tenant_id = b.tenant_id AND r.id = b.room_id
WHERE b.released_at IS NULL AND r.lent AND r.retired_at IS NULL AND r.tenant_id <> {TENANT}
  AND EXISTS (SELECT FROM network_tenants n
    WHERE n.tenant_id = r.tenant_id AND n.network_id = ANY ({NETWORKS}::uuid[]));
ALTER VIEW lent_rooms OWNER TO pristan_share;
ALTER VIEW lent_room_times OWNER TO pristan_share;
GRANT SELECT ON lent_rooms, lent_room_times TO pristan_app;
"""
LEFT_OUT = """
ALTER TABLE session_series ADD COLUMN left_out date[] NOT NULL DEFAULT '{}';
ALTER TABLE session_series ALTER COLUMN left_out DROP DEFAULT;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"
SHARE = "FOR SELECT TO pristan_share USING (true)"
MADE = f"""FOR INSERT TO pristan_app WITH CHECK (asker_id = {TENANT} AND released_at IS NULL
  AND (tenant_id = {TENANT} OR EXISTS (SELECT FROM lent_rooms l
    WHERE l.tenant_id = room_bookings.tenant_id AND l.id = room_bookings.room_id AND l.open)))"""


def upgrade() -> None:
    op.execute(COLUMNS)
    with unforced("room_bookings"):
        op.execute("UPDATE room_bookings SET asker_id = tenant_id")
    for made in (RULES, KEEP, VIEWS, LEFT_OUT):
        op.execute(made)
    op.execute("CREATE POLICY shared ON rooms " + SHARE)
    op.execute("DROP POLICY own ON room_bookings")
    protect(
        "room_bookings",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made=MADE,
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )


DOWN = """
DROP TRIGGER room_bookings_keep ON room_bookings;
DROP FUNCTION room_bookings_keep();
ALTER TABLE room_bookings
  DROP CONSTRAINT ck_room_bookings_lent,
  DROP CONSTRAINT ck_room_bookings_refused,
  DROP CONSTRAINT fk_room_bookings_asker_id,
  DROP CONSTRAINT fk_room_bookings_asker_id_session_id,
  DROP CONSTRAINT fk_room_bookings_asker_id_by_member_id,
  ALTER COLUMN by_member_id SET NOT NULL,
  DROP COLUMN programme, DROP COLUMN refusal, DROP COLUMN asker_id,
  ADD CONSTRAINT fk_room_bookings_tenant_id_session_id FOREIGN KEY (tenant_id, session_id)
    REFERENCES programme_sessions (tenant_id, id),
  ADD CONSTRAINT fk_room_bookings_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id);
CREATE INDEX ix_room_bookings_tenant_id_session_id ON room_bookings (tenant_id, session_id);
REVOKE SELECT (tenant_id, room_id, starts_at, ends_at, released_at)
  ON room_bookings FROM pristan_share;
REVOKE SELECT (tenant_id, id, name, kind, capacity, retired_at, lent, lent_note)
  ON rooms FROM pristan_share;
ALTER TABLE rooms DROP COLUMN lent, DROP COLUMN lent_note;
ALTER TABLE session_series DROP COLUMN left_out;
"""


def downgrade() -> None:
    """What was borrowed is known no more: before, a house booked its own rooms only."""
    op.execute("DROP VIEW lent_room_times")
    for policy in ("parties", "made", "moved", "shared"):
        op.execute(f"DROP POLICY {policy} ON room_bookings")
    op.execute("DROP VIEW lent_rooms")
    op.execute("DROP POLICY shared ON rooms")
    with unforced("room_bookings"):
        op.execute("DELETE FROM room_bookings WHERE asker_id <> tenant_id")
    op.execute(DOWN)
    op.execute(f"CREATE POLICY own ON room_bookings {OWN}")
