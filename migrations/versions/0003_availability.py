"""Groups, places, occupancies and confirmations; what of them every member of the network sees."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0003_availability"
down_revision = "0002_sign_in"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE towns (
  key text NOT NULL,
  name text NOT NULL,
  municipality text NOT NULL,
  region text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  population integer NOT NULL,
  CONSTRAINT pk_towns PRIMARY KEY (key));
CREATE TABLE groups (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  network_id uuid NOT NULL,
  name text NOT NULL,
  form text NOT NULL CONSTRAINT ck_groups_form CHECK (form IN ('day_group', 'youth_flat',
    'housing_group', 'crisis_ward', 'residential_group', 'intensive_group')),
  restriction_level integer NOT NULL
    CONSTRAINT ck_groups_restriction_level CHECK (restriction_level BETWEEN 1 AND 4),
  age_from integer NOT NULL,
  age_to integer NOT NULL,
  sex text NOT NULL CONSTRAINT ck_groups_sex CHECK (sex IN ('mixed', 'girls', 'boys')),
  school_levels text[] NOT NULL,
  legal_groups text[] NOT NULL,
  needs_taken text[] NOT NULL,
  needs_asked text[] NOT NULL,
  needs_not_taken text[] NOT NULL,
  town text NOT NULL,
  latitude double precision,
  longitude double precision,
  duty_phone text NOT NULL,
  note text NOT NULL,
  responsible_id uuid,
  deputy_id uuid,
  confirmed_at timestamptz,
  confirmed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  closed_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_groups PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_groups_id UNIQUE (id),
  CONSTRAINT uq_groups_tenant_id_name UNIQUE (tenant_id, name),
  CONSTRAINT ck_groups_ages CHECK (age_from BETWEEN 3 AND 26 AND age_to BETWEEN age_from AND 26),
  CONSTRAINT ck_groups_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT fk_groups_network_id_tenant_id FOREIGN KEY (network_id, tenant_id)
    REFERENCES network_tenants (network_id, tenant_id),
  CONSTRAINT fk_groups_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_groups_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_groups_network_id_tenant_id ON groups (network_id, tenant_id);
CREATE TABLE places (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT ck_places_number CHECK (number > 0),
  retired_on date,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_places PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_places_id UNIQUE (id),
  CONSTRAINT uq_places_tenant_id_group_id_number UNIQUE (tenant_id, group_id, number),
  CONSTRAINT uq_places_tenant_id_group_id_id UNIQUE (tenant_id, group_id, id),
  CONSTRAINT fk_places_tenant_id_group_id FOREIGN KEY (tenant_id, group_id)
    REFERENCES groups (tenant_id, id));
CREATE TABLE occupancies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  place_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_occupancies_kind
    CHECK (kind IN ('stay', 'hold', 'reservation', 'closure')),
  starts date NOT NULL,
  ends date,
  during daterange NOT NULL GENERATED ALWAYS AS (daterange(starts, ends, '[)')) STORED,
  expires_at timestamptz,
  left_on date,
  released_at timestamptz,
  reason text NOT NULL,
  ask_id uuid,
  asker_id uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_occupancies PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_occupancies_id UNIQUE (id),
  CONSTRAINT ck_occupancies_days CHECK (ends >= starts),
  CONSTRAINT ck_occupancies_hold_expires CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
  CONSTRAINT ck_occupancies_asked_for CHECK ((ask_id IS NULL) = (asker_id IS NULL)),
  CONSTRAINT fk_occupancies_tenant_id_group_id_place_id
    FOREIGN KEY (tenant_id, group_id, place_id) REFERENCES places (tenant_id, group_id, id),
  CONSTRAINT one_at_a_time EXCLUDE USING gist (place_id WITH =, during WITH &&)
    WHERE (released_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE);
CREATE INDEX ix_occupancies_live ON occupancies (tenant_id, group_id, ends)
  WHERE released_at IS NULL;
CREATE INDEX ix_occupancies_asker_id_ask_id ON occupancies (asker_id, ask_id);
CREATE TABLE confirmations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  member_id uuid NOT NULL,
  member_name text NOT NULL,
  free_places integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_confirmations PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_confirmations_id UNIQUE (id),
  CONSTRAINT fk_confirmations_tenant_id_group_id FOREIGN KEY (tenant_id, group_id)
    REFERENCES groups (tenant_id, id));
CREATE INDEX ix_confirmations_tenant_id_group_id ON confirmations (tenant_id, group_id, created_at);
"""

# What the asking side may do to a place that is held for its own ask: turn the hold into a
# reservation while it lasts, or give it back. Everything else is the home's.
KEEP_OCCUPANCIES = """
CREATE FUNCTION occupancies_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- `during` is generated after this trigger has run, from columns that are compared here.
  free_to_change text[] := ARRAY['kind', 'expires_at', 'released_at', 'during'];
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.group_id, NEW.ask_id, NEW.asker_id) IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.group_id, OLD.ask_id, OLD.asker_id) THEN
    RAISE EXCEPTION 'the keys of an occupancy never change'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() IS DISTINCT FROM OLD.tenant_id THEN
    IF to_jsonb(NEW) - free_to_change <> to_jsonb(OLD) - free_to_change
       OR OLD.released_at IS NOT NULL
       OR OLD.kind NOT IN ('hold', 'reservation') THEN
      RAISE EXCEPTION 'only the home changes this occupancy'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.kind <> OLD.kind AND NOT (OLD.kind = 'hold' AND NEW.kind = 'reservation'
                                     AND OLD.expires_at > app_now()) THEN
      RAISE EXCEPTION 'only a hold that still lasts becomes a reservation'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.kind = 'hold' AND NEW.expires_at IS DISTINCT FROM OLD.expires_at THEN
      RAISE EXCEPTION 'only the home moves the end of a hold'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER occupancies_keep BEFORE UPDATE ON occupancies
  FOR EACH ROW EXECUTE FUNCTION occupancies_keep();
"""

GRANTS = """
GRANT SELECT ON towns TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON groups, places, occupancies TO pristan_app;
GRANT SELECT, INSERT ON confirmations TO pristan_app;
GRANT SELECT ON groups, places, occupancies TO pristan_share;
"""

# The board: the profile of every open group of the reader's networks, the numbers of its places
# and, per live occupancy, which place is filled from when to when by what kind of thing. Counts
# and dates, never who and never why. A hold that ran out is not there, sweeper or not. The clock is
# a subselect, asked once a query: for each occupancy it would take more than half of the time.
PUBLISHED = """
CREATE VIEW published_groups WITH (security_barrier) AS
SELECT g.network_id, g.tenant_id, t.name AS tenant_name, t.kind AS tenant_kind, g.id, g.name,
       g.form, g.restriction_level, g.age_from, g.age_to, g.sex, g.school_levels, g.legal_groups,
       g.needs_taken, g.needs_asked, g.needs_not_taken, g.town, g.latitude, g.longitude,
       g.duty_phone, g.note, g.confirmed_at, g.confirmed_by, g.changed_at, g.version,
       coalesce((SELECT json_agg(json_build_array(p.number, p.retired_on) ORDER BY p.number)
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

SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
BOTH = f"{TENANT} = ANY (ARRAY[tenant_id, asker_id])"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP_OCCUPANCIES)
    op.execute(GRANTS)
    protect("towns", known="FOR SELECT USING (true)")
    protect("groups", own=OWN, shared=SHARE)
    protect("places", own=OWN, shared=SHARE)
    protect(
        "occupancies",
        seen=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made=f"FOR INSERT TO pristan_app WITH CHECK (tenant_id = {TENANT})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )
    protect("confirmations", own=OWN)
    op.execute(PUBLISHED)


def downgrade() -> None:
    op.execute("DROP VIEW published_groups")
    for table in ("confirmations", "occupancies", "places", "groups", "towns"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION occupancies_keep")
