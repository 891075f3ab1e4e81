"""Placements: the stay that follows an accepted ask, or that was there before Pristan."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0005_placements"
down_revision = "0004_requests"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE placements (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  occupancy_id uuid NOT NULL,
  ask_id uuid,
  asker_id uuid,
  number text NOT NULL,
  reference text NOT NULL,
  state text NOT NULL CONSTRAINT ck_placements_state
    CHECK (state IN ('expected', 'resident', 'departed', 'not_arrived', 'cancelled')),
  expected_on date,
  arrived_on date,
  planned_end date,
  left_on date,
  destination text,
  reason text NOT NULL,
  responsible_id uuid,
  deputy_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_placements PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_placements_id UNIQUE (id),
  CONSTRAINT ck_placements_asked_for CHECK ((ask_id IS NULL) = (asker_id IS NULL)),
  CONSTRAINT ck_placements_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT ck_placements_left CHECK (left_on >= arrived_on),
  CONSTRAINT fk_placements_tenant_id_group_id FOREIGN KEY (tenant_id, group_id)
    REFERENCES groups (tenant_id, id),
  CONSTRAINT fk_placements_tenant_id_occupancy_id FOREIGN KEY (tenant_id, occupancy_id)
    REFERENCES occupancies (tenant_id, id),
  CONSTRAINT fk_placements_asker_id_ask_id_tenant_id FOREIGN KEY (asker_id, ask_id, tenant_id)
    REFERENCES asks (tenant_id, id, recipient_id),
  CONSTRAINT fk_placements_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_placements_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_placements_live ON placements (tenant_id, group_id)
  WHERE state IN ('expected', 'resident');
CREATE INDEX ix_placements_tenant_id_created_at ON placements (tenant_id, created_at);
CREATE INDEX ix_placements_asker_id_ask_id ON placements (asker_id, ask_id);
CREATE UNIQUE INDEX uq_placements_reference ON placements (tenant_id, reference)
  WHERE reference <> '' AND state IN ('expected', 'resident');
CREATE UNIQUE INDEX uq_placements_one_per_ask ON placements (ask_id) WHERE ask_id IS NOT NULL;
CREATE TABLE placement_steps (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  placement_id uuid NOT NULL,
  asker_id uuid,
  at timestamptz NOT NULL,
  move text NOT NULL,
  on_day date,
  reason text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT pk_placement_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_placement_steps_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id));
CREATE INDEX ix_placement_steps_tenant_id_placement_id
  ON placement_steps (tenant_id, placement_id);
CREATE INDEX ix_placement_steps_asker_id ON placement_steps (asker_id, placement_id);
"""

# The asking centre makes the placement with its acceptance and may cancel it before the arrival.
# Whether somebody came, stays and left is the home's to say.
KEEP_PLACEMENTS = """
CREATE FUNCTION placements_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free_to_change text[] := ARRAY['version', 'state', 'reason'];
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.group_id, NEW.ask_id, NEW.asker_id, NEW.number) IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.group_id, OLD.ask_id, OLD.asker_id, OLD.number) THEN
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
CREATE TRIGGER placements_keep BEFORE UPDATE ON placements
  FOR EACH ROW EXECUTE FUNCTION placements_keep();

CREATE FUNCTION placements_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NEW.ask_id IS NOT NULL
     AND (NEW.state <> 'expected' OR NEW.reference <> '' OR NEW.responsible_id IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM asks a WHERE a.tenant_id = NEW.asker_id
                         AND a.id = NEW.ask_id AND a.state = 'accepted')
          OR NOT EXISTS (SELECT 1 FROM occupancies o WHERE o.tenant_id = NEW.tenant_id
                         AND o.id = NEW.occupancy_id AND o.ask_id = NEW.ask_id
                         AND o.kind = 'reservation' AND o.released_at IS NULL)) THEN
    RAISE EXCEPTION 'a placement begins with an accepted ask and its reserved place'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER placements_begin BEFORE INSERT ON placements
  FOR EACH ROW EXECUTE FUNCTION placements_begin();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON placements TO pristan_app;
GRANT SELECT, INSERT ON placement_steps TO pristan_app;
"""

BOTH = f"{TENANT} = ANY (ARRAY[tenant_id, asker_id])"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP_PLACEMENTS)
    op.execute(GRANTS)
    protect(
        "placements",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made="FOR INSERT TO pristan_app WITH CHECK"
        f" ((tenant_id = {TENANT} AND asker_id IS NULL) OR asker_id = {TENANT})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
    )
    protect(
        "placement_steps",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        taken=f"FOR INSERT TO pristan_app WITH CHECK (by_tenant_id = {TENANT} AND {BOTH})",
    )


def downgrade() -> None:
    op.execute("DROP TABLE placement_steps")
    op.execute("DROP TABLE placements")
    op.execute("DROP FUNCTION placements_begin")
    op.execute("DROP FUNCTION placements_keep")
