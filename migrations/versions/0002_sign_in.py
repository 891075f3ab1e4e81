"""Sessions, invitations, password links, API tokens, throttling and idempotency.

All of them are looked up before any scope exists, by the digest of what the caller presents.
"""

from alembic import op

from migrations.policies import ACCOUNT, TENANT, TOKEN, protect

revision = "0002_sign_in"
down_revision = "0001_tenants"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE sessions (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  account_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  device text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT pk_sessions PRIMARY KEY (id),
  CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_sessions_account_id FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT fk_sessions_tenant_id_member_id_account_id
    FOREIGN KEY (tenant_id, member_id, account_id) REFERENCES members (tenant_id, id, account_id));
CREATE INDEX ix_sessions_account_id ON sessions (account_id);
CREATE INDEX ix_sessions_tenant_id_member_id ON sessions (tenant_id, member_id);
CREATE TABLE invitations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  until timestamptz,
  token_hash text NOT NULL,
  invited_by_id uuid,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_invitations PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_invitations_id UNIQUE (id),
  CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_invitations_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
CREATE TABLE password_links (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash text NOT NULL,
  made_by_id uuid,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_password_links PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_password_links_id UNIQUE (id),
  CONSTRAINT uq_password_links_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_password_links_tenant_id_member_id_account_id
    FOREIGN KEY (tenant_id, member_id, account_id) REFERENCES members (tenant_id, id, account_id));
CREATE INDEX ix_password_links_tenant_id_member_id ON password_links (tenant_id, member_id);
CREATE TABLE api_tokens (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  token_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  CONSTRAINT pk_api_tokens PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_api_tokens_id UNIQUE (id),
  CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_api_tokens_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_api_tokens_tenant_id_member_id ON api_tokens (tenant_id, member_id);
CREATE TABLE throttles (
  key text NOT NULL,
  failures integer NOT NULL,
  window_started_at timestamptz NOT NULL,
  blocked_until timestamptz,
  CONSTRAINT pk_throttles PRIMARY KEY (key));
CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer,
  resource text,
  resource_id uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_idempotency_keys PRIMARY KEY (tenant_id, member_id, key));
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON sessions, invitations, password_links, api_tokens TO pristan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON throttles, idempotency_keys TO pristan_app;
GRANT SELECT ON sessions, api_tokens, invitations TO pristan_share;
"""

# Who presents this session cookie or API token, in one query: the look-up of every request.
# Each view shows exactly the row whose digest was told, and nothing without one.
RECOGNISED = """
CREATE VIEW recognised_sessions WITH (security_barrier) AS
SELECT s.id AS session_id, s.token_hash, s.created_at, s.last_seen_at, s.ended_at, s.account_id,
       a.language, m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.slug AS tenant_slug, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids,
       (SELECT count(*) FROM members o WHERE o.account_id = s.account_id
         AND o.deactivated_at IS NULL AND o.paused_at IS NULL
         AND (o.until IS NULL OR o.until > app_now())) AS memberships
FROM sessions s
JOIN accounts a ON a.id = s.account_id
JOIN members m ON m.tenant_id = s.tenant_id AND m.id = s.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE s.token_hash = (SELECT app_token()) AND s.ended_at IS NULL
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
CREATE VIEW recognised_tokens WITH (security_barrier) AS
SELECT k.id AS api_token_id, k.token_hash, k.scopes, k.last_used_at, m.account_id,
       m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.slug AS tenant_slug, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids
FROM api_tokens k
JOIN members m ON m.tenant_id = k.tenant_id AND m.id = k.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE k.token_hash = (SELECT app_token()) AND k.revoked_at IS NULL
  AND (k.expires_at IS NULL OR k.expires_at > app_now())
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
CREATE VIEW recognised_invitations WITH (security_barrier) AS
SELECT i.tenant_id, i.id, i.email, i.name, i.roles, i.until, i.token_hash, i.expires_at,
       i.accepted_at, i.revoked_at, t.name AS tenant_name, t.kind AS tenant_kind
FROM invitations i JOIN tenants t ON t.id = i.tenant_id
WHERE i.token_hash = (SELECT app_token());
ALTER VIEW recognised_sessions OWNER TO pristan_share;
ALTER VIEW recognised_tokens OWNER TO pristan_share;
ALTER VIEW recognised_invitations OWNER TO pristan_share;
GRANT SELECT ON recognised_sessions, recognised_tokens, recognised_invitations TO pristan_app;
"""

SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect(
        "sessions",
        own=f"TO pristan_app USING (account_id = {ACCOUNT} OR token_hash = {TOKEN})"
        f" WITH CHECK (account_id = {ACCOUNT} OR token_hash = {TOKEN})",
        # A deactivated member's sessions end with the membership.
        ended=f"FOR UPDATE TO pristan_app USING (tenant_id = {TENANT}"
        " AND (SELECT app_has_role('administrator')))"
        f" WITH CHECK (tenant_id = {TENANT} AND ended_at IS NOT NULL)",
        seen=f"FOR SELECT TO pristan_app USING (tenant_id = {TENANT}"
        " AND (SELECT app_has_role('administrator')))",
        shared=SHARE,
    )
    protect("invitations", own=OWN, shared=SHARE)
    protect(
        "password_links",
        own=OWN,
        bearer=f"FOR SELECT TO pristan_app USING (token_hash = {TOKEN})",
        used=f"FOR UPDATE TO pristan_app USING (token_hash = {TOKEN})"
        f" WITH CHECK (token_hash = {TOKEN})",
    )
    protect("api_tokens", own=OWN, shared=SHARE)
    protect(
        "throttles",
        knocking=f"TO pristan_app USING (key = {TOKEN}) WITH CHECK (key = {TOKEN})",
    )
    protect("idempotency_keys", own=OWN)
    op.execute(RECOGNISED)


def downgrade() -> None:
    for view in ("recognised_invitations", "recognised_tokens", "recognised_sessions"):
        op.execute(f"DROP VIEW {view}")
    for table in (
        "idempotency_keys",
        "throttles",
        "api_tokens",
        "password_links",
        "invitations",
        "sessions",
    ):
        op.execute(f"DROP TABLE {table}")
