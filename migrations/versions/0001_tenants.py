"""Networks, tenants, accounts and members, and the functions by which policies learn who asks."""

from alembic import op

from migrations.policies import ACCOUNT, NETWORKS, TENANT, TOKEN, protect

revision = "0001_tenants"
down_revision = None
branch_labels = None
depends_on = None

FUNCTIONS = """
CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;
CREATE FUNCTION app_networks() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('app.network_ids', true), '')::uuid[], '{}') $$;
CREATE FUNCTION app_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.member_id', true), '')::uuid $$;
CREATE FUNCTION app_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.account_id', true), '')::uuid $$;
CREATE FUNCTION app_token() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.token', true), '') $$;
CREATE FUNCTION app_has_role(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT role = ANY (string_to_array(current_setting('app.roles', true), ',')) $$;
"""

# The only place in the database that reads the clock: a set time counts only where the
# database was made as a demo or a test, never in production.
CLOCK = """
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN nullif(current_setting('app.now', true), '') IS NOT NULL
                   AND EXISTS (SELECT 1 FROM deployment WHERE kind IN ('demo', 'test'))
              THEN current_setting('app.now', true)::timestamptz
              ELSE now() END $$;
CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (app_now() AT TIME ZONE 'Europe/Ljubljana')::date $$;
"""

TABLES = """
CREATE TABLE deployment (
  kind text NOT NULL CHECK (kind IN ('production', 'demo', 'test')),
  single boolean NOT NULL DEFAULT true CHECK (single),
  CONSTRAINT pk_deployment PRIMARY KEY (single));
CREATE TABLE networks (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_networks PRIMARY KEY (id),
  CONSTRAINT uq_networks_slug UNIQUE (slug));
CREATE TABLE tenants (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_tenants_kind CHECK (kind IN ('institution', 'csd',
    'crisis_centre', 'coordination', 'school', 'health', 'ngo', 'employer')),
  town text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_tenants PRIMARY KEY (id),
  CONSTRAINT uq_tenants_slug UNIQUE (slug));
CREATE TABLE network_tenants (
  network_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  joined_at timestamptz NOT NULL,
  CONSTRAINT pk_network_tenants PRIMARY KEY (network_id, tenant_id),
  CONSTRAINT fk_network_tenants_network_id FOREIGN KEY (network_id) REFERENCES networks (id),
  CONSTRAINT fk_network_tenants_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
CREATE INDEX ix_network_tenants_tenant_id ON network_tenants (tenant_id);
CREATE TABLE accounts (
  id uuid NOT NULL,
  email text NOT NULL,
  login_key text NOT NULL,
  password_hash text,
  password_set_at timestamptz,
  language text CONSTRAINT ck_accounts_language CHECK (language IN ('sl', 'en')),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_accounts PRIMARY KEY (id),
  CONSTRAINT uq_accounts_login_key UNIQUE (login_key));
CREATE TABLE members (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  until timestamptz,
  paused_at timestamptz,
  deactivated_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_members PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_members_id UNIQUE (id),
  CONSTRAINT uq_members_tenant_id_account_id UNIQUE (tenant_id, account_id),
  CONSTRAINT uq_members_tenant_id_id_account_id UNIQUE (tenant_id, id, account_id),
  CONSTRAINT fk_members_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_members_account_id FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT ck_members_roles CHECK (roles <@ ARRAY['administrator', 'case_worker', 'counsellor',
    'educator', 'crisis_worker', 'head', 'coordinator', 'dpo', 'inspector',
    'network_administrator'] AND cardinality(roles) > 0));
CREATE INDEX ix_members_account_id ON members (account_id);
"""

# A member's row belongs to its tenant. The one thing its own account may do from elsewhere is
# pause it: a password reset by one tenant's administrator must not open the doors of another.
KEEP_MEMBERS = """
CREATE FUNCTION members_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.account_id) IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.account_id) THEN
    RAISE EXCEPTION 'the keys of a member never change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF app_tenant() IS DISTINCT FROM OLD.tenant_id
     AND (to_jsonb(NEW) - 'paused_at' <> to_jsonb(OLD) - 'paused_at'
          OR OLD.paused_at IS NOT NULL OR NEW.paused_at IS NULL) THEN
    RAISE EXCEPTION 'from outside its tenant a membership can only be paused'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER members_keep BEFORE UPDATE ON members
  FOR EACH ROW EXECUTE FUNCTION members_keep();
"""

GRANTS = """
GRANT SELECT ON deployment TO pristan_app, pristan_share;
GRANT SELECT, INSERT ON networks, tenants, network_tenants TO pristan_app;
GRANT UPDATE (name, town) ON tenants TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON accounts, members TO pristan_app;
GRANT SELECT ON networks, tenants, network_tenants, accounts, members TO pristan_share;
"""

# A person's own memberships, for the switch between tenants.
MEMBERSHIPS = """
CREATE VIEW own_memberships WITH (security_barrier) AS
SELECT m.account_id, m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.slug AS tenant_slug, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids
FROM members m JOIN tenants t ON t.id = m.tenant_id
WHERE m.account_id = (SELECT app_account())
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
ALTER VIEW own_memberships OWNER TO pristan_share;
GRANT SELECT ON own_memberships TO pristan_app;
"""

SHARE = "FOR SELECT TO pristan_share USING (true)"
STEWARD = "(SELECT app_has_role('network_administrator'))"


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.execute(TABLES)
    op.execute(CLOCK)
    op.execute(KEEP_MEMBERS)
    op.execute(GRANTS)
    protect("deployment", known="FOR SELECT USING (true)")
    protect(
        "networks",
        joined=f"FOR SELECT TO pristan_app USING (id = ANY ({NETWORKS}::uuid[]) OR {STEWARD})",
        founded=f"FOR INSERT TO pristan_app WITH CHECK ({STEWARD})",
        shared=SHARE,
    )
    protect(
        "network_tenants",
        joined="FOR SELECT TO pristan_app USING"
        f" (tenant_id = {TENANT} OR network_id = ANY ({NETWORKS}::uuid[]))",
        admitted="FOR INSERT TO pristan_app"
        f" WITH CHECK ({STEWARD} AND network_id = ANY ({NETWORKS}::uuid[]))",
        shared=SHARE,
    )
    protect(
        "tenants",
        own=f"FOR SELECT TO pristan_app USING (id = {TENANT})",
        fellows="FOR SELECT TO pristan_app USING"
        f" (id IN (SELECT tenant_id FROM network_tenants) OR {STEWARD})",
        admitted=f"FOR INSERT TO pristan_app WITH CHECK ({STEWARD})",
        renamed="FOR UPDATE TO pristan_app USING"
        f" (id = {TENANT} AND (SELECT app_has_role('administrator')))"
        f" WITH CHECK (id = {TENANT})",
        shared=SHARE,
    )
    protect(
        "accounts",
        own=f"TO pristan_app USING (id = {ACCOUNT} OR login_key = {TOKEN})"
        f" WITH CHECK (id = {ACCOUNT} OR login_key = {TOKEN})",
        shared=SHARE,
    )
    protect(
        "members",
        own=f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})",
        # Only while signing in, before a tenant is chosen: inside one, the own row elsewhere
        # would otherwise stand among the members listed there.
        mine=f"FOR SELECT TO pristan_app USING (account_id = {ACCOUNT} AND {TENANT} IS NULL)",
        paused="FOR UPDATE TO pristan_app"
        f" USING (account_id = {ACCOUNT} AND {TENANT} IS NULL)"
        f" WITH CHECK (account_id = {ACCOUNT})",
        shared=SHARE,
    )
    op.execute(MEMBERSHIPS)


def downgrade() -> None:
    op.execute("DROP VIEW own_memberships")
    op.execute("DROP POLICY fellows ON tenants")  # it looks at network_tenants
    for table in ("members", "accounts", "network_tenants", "tenants", "networks"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION members_keep")
    op.execute("DROP FUNCTION app_today")
    op.execute("DROP FUNCTION app_now")
    op.execute("DROP TABLE deployment")
    for function in ("tenant", "networks", "member", "account", "token"):
        op.execute(f"DROP FUNCTION app_{function}()")
    op.execute("DROP FUNCTION app_has_role(text)")
