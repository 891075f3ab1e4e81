"""Programmes: what there is, for whom, and how many may take part at a time."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect

revision = "0038_programmes"
down_revision = "0037_outlived_words"
branch_labels = None
depends_on = None

KINDS = (
    "'school_prevention', 'advice', 'family_counselling', 'family_therapy', 'mobile_team',"
    " 'individual_treatment', 'group_treatment', 'day_treatment', 'beside_placement',"
    " 'preparing_return', 'aftercare', 'youth_flat', 'independence', 'vocational_training',"
    " 'employment'"
)
TABLES = f"""
CREATE TABLE programmes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  network_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_programmes_kind CHECK (kind IN ({KINDS})),
  state text NOT NULL CONSTRAINT ck_programmes_state
    CHECK (state IN ('draft', 'published', 'paused', 'closed')),
  summary text NOT NULL,
  description text NOT NULL,
  audience text[] NOT NULL CONSTRAINT ck_programmes_audience CHECK (cardinality(audience) > 0
    AND audience <@ ARRAY['young_person', 'parents', 'family', 'school']),
  age_from integer NOT NULL,
  age_to integer NOT NULL,
  regions text[] NOT NULL,
  town text NOT NULL,
  venues text[] NOT NULL CONSTRAINT ck_programmes_venues CHECK (cardinality(venues) > 0
    AND venues <@ ARRAY['at_home', 'at_school', 'on_site', 'in_nature', 'online']),
  languages text[] NOT NULL CONSTRAINT ck_programmes_languages CHECK (cardinality(languages) > 0),
  needs text[] NOT NULL,
  referrers text[] NOT NULL CONSTRAINT ck_programmes_referrers CHECK (cardinality(referrers) > 0
    AND referrers <@ ARRAY['csd', 'institution', 'crisis_centre', 'school', 'health', 'parent',
      'young_person']),
  partners text[] NOT NULL,
  collaborators text[] NOT NULL,
  schedule text NOT NULL,
  weeks integer CONSTRAINT ck_programmes_weeks CHECK (weeks BETWEEN 1 AND 260),
  price_cents integer CONSTRAINT ck_programmes_price_cents CHECK (price_cents > 0),
  price_note text NOT NULL,
  waiting_list boolean NOT NULL,
  open_from date,
  paused_until date,
  responsible_id uuid,
  deputy_id uuid,
  changed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_programmes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_programmes_id UNIQUE (id),
  CONSTRAINT uq_programmes_tenant_id_name UNIQUE (tenant_id, name),
  CONSTRAINT ck_programmes_ages CHECK (0 <= age_from AND age_from <= age_to AND age_to <= 26),
  CONSTRAINT ck_programmes_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT fk_programmes_network_id_tenant_id FOREIGN KEY (network_id, tenant_id)
    REFERENCES network_tenants (network_id, tenant_id),
  CONSTRAINT fk_programmes_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_programmes_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_programmes_network_id_kind ON programmes (network_id, kind)
  WHERE state IN ('published', 'paused');

CREATE TABLE cohorts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  name text NOT NULL,
  starts date NOT NULL,
  ends date,
  enrol_until date,
  closed_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_cohorts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_cohorts_id UNIQUE (id),
  CONSTRAINT uq_cohorts_tenant_id_programme_id_name UNIQUE (tenant_id, programme_id, name),
  CONSTRAINT uq_cohorts_tenant_id_programme_id_id UNIQUE (tenant_id, programme_id, id),
  CONSTRAINT ck_cohorts_days CHECK (ends > starts),
  CONSTRAINT fk_cohorts_tenant_id_programme_id FOREIGN KEY (tenant_id, programme_id)
    REFERENCES programmes (tenant_id, id));

CREATE TABLE seats (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT ck_seats_number CHECK (number BETWEEN 1 AND 200),
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_seats PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_seats_id UNIQUE (id),
  CONSTRAINT uq_seats_tenant_id_cohort_id_number UNIQUE (tenant_id, cohort_id, number),
  CONSTRAINT uq_seats_tenant_id_cohort_id_id UNIQUE (tenant_id, cohort_id, id),
  CONSTRAINT fk_seats_tenant_id_cohort_id FOREIGN KEY (tenant_id, cohort_id)
    REFERENCES cohorts (tenant_id, id));

CREATE TABLE seat_claims (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cohort_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_seat_claims_kind
    CHECK (kind IN ('hold', 'reservation', 'enrolment')),
  ask_id uuid,
  asker_id uuid,
  expires_at timestamptz,
  released_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_seat_claims PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_seat_claims_id UNIQUE (id),
  CONSTRAINT ck_seat_claims_asked_for CHECK ((ask_id IS NULL) = (asker_id IS NULL)),
  CONSTRAINT ck_seat_claims_expires CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
  CONSTRAINT fk_seat_claims_tenant_id_cohort_id_seat_id FOREIGN KEY (tenant_id, cohort_id, seat_id)
    REFERENCES seats (tenant_id, cohort_id, id),
  CONSTRAINT fk_seat_claims_asker_id_ask_id_tenant_id FOREIGN KEY (asker_id, ask_id, tenant_id)
    REFERENCES asks (tenant_id, id, recipient_id));
-- A seat is never given twice: the database says so.
CREATE UNIQUE INDEX uq_seat_claims_one_at_a_time ON seat_claims (tenant_id, seat_id)
  WHERE released_at IS NULL;
CREATE INDEX ix_seat_claims_live ON seat_claims (tenant_id, cohort_id) WHERE released_at IS NULL;
CREATE INDEX ix_seat_claims_asker_id_ask_id ON seat_claims (asker_id, ask_id);
"""

# The asking side takes the seat that is held for its ask, or gives it back, and nothing else.
KEEP = """
CREATE FUNCTION seat_claims_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.cohort_id, NEW.seat_id, NEW.ask_id, NEW.asker_id)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.cohort_id, OLD.seat_id, OLD.ask_id, OLD.asker_id) THEN
    RAISE EXCEPTION 'a claim stays on its seat' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'a seat that was given back stays given back'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() IS DISTINCT FROM OLD.tenant_id AND NOT (
     (OLD.kind = 'hold' AND OLD.expires_at > app_now() AND NEW.kind = 'reservation'
      AND NEW.released_at IS NULL)
     OR (NEW.kind = OLD.kind AND OLD.kind IN ('hold', 'reservation')
         AND NEW.expires_at IS NOT DISTINCT FROM OLD.expires_at
         AND NEW.released_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'only the house of the programme changes this seat'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_claims_keep BEFORE UPDATE ON seat_claims
  FOR EACH ROW EXECUTE FUNCTION seat_claims_keep();
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON programmes, cohorts, seats, seat_claims TO pristan_app;
GRANT SELECT ON programmes, cohorts, seats, seat_claims TO pristan_share;
"""

# What a network shows its members of its programmes, and the public of those that are open: never
# who takes part.
COLUMNS = """
SELECT p.network_id, p.tenant_id, t.name AS tenant_name, t.kind AS tenant_kind, p.id, p.name,
       p.kind, p.state, p.summary, p.description, p.audience, p.age_from, p.age_to, p.regions,
       p.town, p.venues, p.languages, p.needs, p.referrers, p.partners, p.collaborators,
       p.schedule, p.weeks, p.price_cents, p.price_note, p.waiting_list, p.open_from,
       p.paused_until, p.changed_at,
       coalesce((SELECT jsonb_agg(jsonb_build_array(c.id, c.name, c.starts, c.ends, c.enrol_until,
          (SELECT count(*) FROM seats s WHERE s.tenant_id = c.tenant_id AND s.cohort_id = c.id
             AND s.retired_at IS NULL),
          (SELECT count(*) FROM seats s WHERE s.tenant_id = c.tenant_id AND s.cohort_id = c.id
             AND s.retired_at IS NULL AND NOT EXISTS (SELECT FROM seat_claims k
               WHERE k.tenant_id = s.tenant_id AND k.seat_id = s.id AND k.released_at IS NULL
                 AND (k.expires_at IS NULL OR k.expires_at > app_now()))))
          ORDER BY c.starts, c.name) FROM cohorts c
        WHERE c.tenant_id = p.tenant_id AND c.programme_id = p.id AND c.closed_at IS NULL
          AND (c.ends IS NULL OR c.ends > app_today())), '[]') AS cohorts
FROM programmes p JOIN tenants t ON t.id = p.tenant_id
WHERE p.state IN ('published', 'paused')"""
VIEWS = f"""
CREATE VIEW published_programmes WITH (security_barrier) AS {COLUMNS}
  AND p.network_id = ANY ({NETWORKS}::uuid[]);
CREATE VIEW public_programmes WITH (security_barrier) AS {COLUMNS};
ALTER VIEW published_programmes OWNER TO pristan_share;
ALTER VIEW public_programmes OWNER TO pristan_share;
GRANT SELECT ON published_programmes, public_programmes TO pristan_app;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
SHARE = "FOR SELECT TO pristan_share USING (true)"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(GRANTS)
    for table in ("programmes", "cohorts", "seats"):
        protect(table, own=OWN, shared=SHARE)
    protect(
        "seat_claims",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        made=f"FOR INSERT TO pristan_app WITH CHECK (tenant_id = {TENANT})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )
    op.execute(VIEWS)


def downgrade() -> None:
    op.execute("DROP VIEW public_programmes")
    op.execute("DROP VIEW published_programmes")
    for table in ("seat_claims", "seats", "cohorts", "programmes"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION seat_claims_keep")
