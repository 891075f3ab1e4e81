"""Second factors of accounts: passkeys, one-time codes, recovery codes, and the way in between."""

from alembic import op

from migrations.policies import ACCOUNT, TENANT, TOKEN, protect

revision = "0021_second_factor"
down_revision = "0020_files"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE passkeys (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  credential_key text NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  name text NOT NULL,
  last_used_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_passkeys PRIMARY KEY (account_id, id),
  CONSTRAINT uq_passkeys_id UNIQUE (id),
  CONSTRAINT uq_passkeys_credential_key UNIQUE (credential_key),
  CONSTRAINT fk_passkeys_account_id FOREIGN KEY (account_id) REFERENCES accounts (id));

CREATE TABLE one_time_codes (
  account_id uuid NOT NULL,
  sealed bytea NOT NULL,
  confirmed_at timestamptz,
  last_step bigint,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_one_time_codes PRIMARY KEY (account_id),
  CONSTRAINT fk_one_time_codes_account_id FOREIGN KEY (account_id) REFERENCES accounts (id));

CREATE TABLE recovery_codes (
  account_id uuid NOT NULL,
  code_hash text NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_recovery_codes PRIMARY KEY (account_id, code_hash),
  CONSTRAINT fk_recovery_codes_account_id FOREIGN KEY (account_id) REFERENCES accounts (id));

CREATE TABLE challenges (
  key text NOT NULL,
  challenge bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT pk_challenges PRIMARY KEY (key));

CREATE TABLE half_sign_ins (
  key text NOT NULL,
  account_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT pk_half_sign_ins PRIMARY KEY (key),
  CONSTRAINT fk_half_sign_ins_tenant_id_member_id_account_id
    FOREIGN KEY (tenant_id, member_id, account_id) REFERENCES members (tenant_id, id, account_id));
CREATE INDEX ix_half_sign_ins_tenant_id_member_id ON half_sign_ins (tenant_id, member_id);

ALTER TABLE sessions ADD COLUMN proved_at timestamptz;
"""

# The share role learns whether an account has a factor, and nothing of the factor itself.
GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE
  ON passkeys, one_time_codes, recovery_codes, challenges, half_sign_ins TO pristan_app;
GRANT SELECT (account_id) ON passkeys TO pristan_share;
GRANT SELECT (account_id, confirmed_at) ON one_time_codes TO pristan_share;
"""

IN_FORCE = """o.account_id = s.account_id
         AND o.deactivated_at IS NULL AND o.paused_at IS NULL
         AND (o.until IS NULL OR o.until > app_now())"""
FACTORS = f""",
       s.proved_at,
       EXISTS (SELECT FROM passkeys p WHERE p.account_id = s.account_id)
         OR EXISTS (SELECT FROM one_time_codes c WHERE c.account_id = s.account_id
                    AND c.confirmed_at IS NOT NULL) AS has_factor,
       EXISTS (SELECT FROM members o WHERE {IN_FORCE}
         AND o.roles && ARRAY['administrator', 'coordinator', 'dpo', 'network_administrator'])
         AS needs_factor"""
SESSIONS = """
CREATE VIEW recognised_sessions WITH (security_barrier) AS
SELECT s.id AS session_id, s.token_hash, s.created_at, s.last_seen_at, s.ended_at, s.account_id,
       a.language, m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.slug AS tenant_slug, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids,
       (SELECT count(*) FROM members o WHERE {in_force}) AS memberships,
       a.shortcuts{more}
FROM sessions s
JOIN accounts a ON a.id = s.account_id
JOIN members m ON m.tenant_id = s.tenant_id AND m.id = s.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE s.token_hash = (SELECT app_token()) AND s.ended_at IS NULL
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
ALTER VIEW recognised_sessions OWNER TO pristan_share;
GRANT SELECT ON recognised_sessions TO pristan_app;
"""

SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"TO pristan_app USING (account_id = {ACCOUNT}) WITH CHECK (account_id = {ACCOUNT})"
# Whoever runs the deployment, for the daily round; inside a tenant nobody is that.
STEWARD = f"{TENANT} IS NULL AND (SELECT app_has_role('network_administrator'))"
SWEPT = f"FOR DELETE TO pristan_app USING ({STEWARD} AND expires_at < app_now())"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    # With a passkey alone somebody signs in whose account is not known before it is found.
    found = f"FOR SELECT TO pristan_app USING (credential_key = {TOKEN})"
    protect("passkeys", own=OWN, found=found, shared=SHARE)
    protect("one_time_codes", own=OWN, shared=SHARE)
    protect("recovery_codes", own=OWN)
    protect(
        "challenges",
        bearer=f"TO pristan_app USING (key = {TOKEN}) WITH CHECK (key = {TOKEN})",
        swept=SWEPT,
    )
    protect(
        "half_sign_ins",
        bearer=f"TO pristan_app USING (key = {TOKEN})"
        f" WITH CHECK (key = {TOKEN} AND account_id = {ACCOUNT})",
        swept=SWEPT,
    )
    _sessions(FACTORS)


def downgrade() -> None:
    _sessions("")
    op.execute("ALTER TABLE sessions DROP COLUMN proved_at")
    for table in (
        "half_sign_ins",
        "challenges",
        "recovery_codes",
        "one_time_codes",
        "passkeys",
    ):
        op.execute(f"DROP TABLE {table}")


def _sessions(more: str) -> None:
    op.execute("DROP VIEW recognised_sessions")
    op.execute(SESSIONS.format(in_force=IN_FORCE, more=more))
