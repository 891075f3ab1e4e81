"""Leaves, moves, transfers, extensions, interruptions and legal states of a stay."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0010_placements"
down_revision = "0009_availability"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE placements
  ADD COLUMN overstay_until date,
  ADD COLUMN overstay_reason text,
  ADD COLUMN transfer text
    CONSTRAINT ck_placements_transfer CHECK (transfer IN ('planned', 'emergency')),
  ADD COLUMN transfer_reason text,
  ADD COLUMN destination_id uuid,
  ADD COLUMN outside text,
  ADD COLUMN outside_country text,
  ADD CONSTRAINT ck_placements_overstay
    CHECK ((overstay_until IS NULL) = (overstay_reason IS NULL)),
  ADD CONSTRAINT ck_placements_transferred
    CHECK ((transfer IS NULL) = (transfer_reason IS NULL)),
  ADD CONSTRAINT ck_placements_inside_or_outside
    CHECK (outside IS NULL OR destination_id IS NULL),
  ADD CONSTRAINT ck_placements_outside_country
    CHECK (outside_country IS NULL
           OR (outside IS NOT NULL AND outside_country ~ '^[A-Z]{2}$')),
  ADD CONSTRAINT fk_placements_destination_id FOREIGN KEY (destination_id)
    REFERENCES tenants (id);
CREATE INDEX ix_placements_destination_id ON placements (destination_id)
  WHERE destination_id IS NOT NULL;
ALTER TABLE placement_steps ADD COLUMN detail text NOT NULL DEFAULT '';
ALTER TABLE placement_steps ALTER COLUMN detail DROP DEFAULT;

CREATE TABLE legal_states (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  placement_id uuid NOT NULL,
  asker_id uuid,
  kind text NOT NULL CONSTRAINT ck_legal_states_kind CHECK (kind IN ('emergency_removal',
    'interim_order', 'lasting_measure', 'extended', 'ended', 'voluntary', 'criminal_measure',
    'young_adult_agreement')),
  starts date NOT NULL,
  ends date,
  removed_at timestamptz,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_legal_states PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_legal_states_id UNIQUE (id),
  CONSTRAINT ck_legal_states_days CHECK (ends > starts),
  CONSTRAINT ck_legal_states_removed
    CHECK ((kind = 'emergency_removal') = (removed_at IS NOT NULL)),
  CONSTRAINT ck_legal_states_lasts CHECK (kind NOT IN ('lasting_measure', 'extended',
    'criminal_measure') OR (ends IS NOT NULL AND ends <= starts + interval '3 years')),
  CONSTRAINT fk_legal_states_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id));
CREATE INDEX ix_legal_states_tenant_id_placement_id ON legal_states (tenant_id, placement_id);
CREATE INDEX ix_legal_states_asker_id_placement_id ON legal_states (asker_id, placement_id);

CREATE TABLE absences (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  placement_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_absences_kind CHECK (kind IN ('weekend_leave',
    'holiday_leave', 'absconded', 'hospital', 'family_matter', 'other')),
  begins_at timestamptz NOT NULL,
  until_at timestamptz,
  reported_to text[] NOT NULL,
  reported_at timestamptz,
  ended_at timestamptz,
  outcome text CONSTRAINT ck_absences_outcome CHECK (outcome IN ('returned', 'cancelled',
    'not_returned', 'departed')),
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_absences PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_absences_id UNIQUE (id),
  CONSTRAINT ck_absences_times CHECK (until_at > begins_at),
  CONSTRAINT ck_absences_leave_ends
    CHECK (kind NOT IN ('weekend_leave', 'holiday_leave') OR until_at IS NOT NULL),
  CONSTRAINT ck_absences_ended CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT fk_absences_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id));
CREATE INDEX ix_absences_tenant_id_placement_id ON absences (tenant_id, placement_id);
CREATE UNIQUE INDEX uq_absences_one_open ON absences (tenant_id, placement_id)
  WHERE ended_at IS NULL;

CREATE TABLE leaving_hints (
  tenant_id uuid NOT NULL,
  placement_id uuid NOT NULL,
  majority_on date,
  school_until date,
  CONSTRAINT pk_leaving_hints PRIMARY KEY (tenant_id, placement_id),
  CONSTRAINT fk_leaving_hints_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id));
"""

# As it was, but that the home may now move somebody to another of its own groups.
KEYS = "tenant_id, id, {group}ask_id, asker_id, number"
KEEP_PLACEMENTS = """
CREATE OR REPLACE FUNCTION placements_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free_to_change text[] := ARRAY['version', 'state', 'reason'];
BEGIN
  IF ({new}) IS DISTINCT FROM ({old}) THEN
    RAISE EXCEPTION 'the keys of a placement never change'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state IN ('departed', 'not_arrived', 'cancelled') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'an ended placement stays ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() IS DISTINCT FROM OLD.tenant_id THEN
    IF to_jsonb(NEW) - free_to_change <> to_jsonb(OLD) - free_to_change
       OR OLD.state <> 'expected' OR NEW.state <> 'cancelled' THEN
      RAISE EXCEPTION 'only the home changes this placement'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.state = 'cancelled' AND OLD.state <> 'cancelled' AND OLD.ask_id IS NOT NULL THEN
    RAISE EXCEPTION 'only the asking centre cancels' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

GRANTS = """
GRANT SELECT, INSERT ON legal_states TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON absences, leaving_hints TO pristan_app;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"
# The centre that asked tells on what the stay rests; the home does where nobody asked. The row
# names the other side as the placement does, and nobody else.
TOLD = (
    f"by_tenant_id = {TENANT} AND coalesce(asker_id, tenant_id) = {TENANT}"
    " AND EXISTS (SELECT FROM placements p WHERE p.tenant_id = legal_states.tenant_id"
    " AND p.id = legal_states.placement_id"
    " AND p.asker_id IS NOT DISTINCT FROM legal_states.asker_id)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(_keep(group=""))
    op.execute(GRANTS)
    protect(
        "legal_states",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        told=f"FOR INSERT TO pristan_app WITH CHECK ({TOLD})",
    )
    protect("absences", own=OWN)
    protect("leaving_hints", own=OWN)


def downgrade() -> None:
    for table in ("leaving_hints", "absences", "legal_states"):
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE placement_steps DROP COLUMN detail")
    op.execute(_keep(group="group_id, "))
    op.execute(
        "ALTER TABLE placements DROP COLUMN overstay_until, DROP COLUMN overstay_reason,"
        " DROP COLUMN transfer, DROP COLUMN transfer_reason, DROP COLUMN destination_id,"
        " DROP COLUMN outside, DROP COLUMN outside_country"
    )


def _keep(group: str) -> str:
    """The trigger's function, in which `group` is among the keys or not."""
    keys = KEYS.format(group=group).split(", ")
    new, old = (", ".join(f"{side}.{key}" for key in keys) for side in ("NEW", "OLD"))
    return KEEP_PLACEMENTS.replace("{new}", new).replace("{old}", old)
