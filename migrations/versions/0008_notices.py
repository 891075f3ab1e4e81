"""Mail about notices, links that act with one tap, passwords reset by mail, and sweeping up."""

from alembic import op

from migrations.policies import ACCOUNT, TENANT, protect, unforced

revision = "0008_notices"
down_revision = "0007_clocks"
branch_labels = None
depends_on = None

# refused: the mail server did not take it. withheld: a test system mails nobody who is not listed.
NOTICES = """
ALTER TABLE notices ADD COLUMN subject_id uuid, ADD COLUMN mail_answer text NOT NULL DEFAULT '';
ALTER TABLE notices DROP CONSTRAINT ck_notices_mail;
ALTER TABLE notices ADD CONSTRAINT ck_notices_mail
  CHECK (mail IN ('waiting', 'sent', 'none', 'refused', 'withheld'));
"""
NOTICES_BEFORE = """
ALTER TABLE notices DROP CONSTRAINT ck_notices_mail;
ALTER TABLE notices ADD CONSTRAINT ck_notices_mail CHECK (mail IN ('waiting', 'sent', 'none'));
ALTER TABLE notices DROP COLUMN subject_id, DROP COLUMN mail_answer;
"""

LINKS = """
CREATE TABLE one_tap_links (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  group_id uuid NOT NULL,
  purpose text NOT NULL
    CONSTRAINT ck_one_tap_links_purpose CHECK (purpose IN ('still_true', 'no_place')),
  token_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_one_tap_links PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_one_tap_links_id UNIQUE (id),
  CONSTRAINT uq_one_tap_links_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_one_tap_links_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_one_tap_links_tenant_id_group_id FOREIGN KEY (tenant_id, group_id)
    REFERENCES groups (tenant_id, id));
CREATE INDEX ix_one_tap_links_tenant_id_member_id ON one_tap_links (tenant_id, member_id);
CREATE INDEX ix_one_tap_links_tenant_id_group_id ON one_tap_links (tenant_id, group_id);
ALTER TABLE password_links ADD COLUMN by_mail boolean NOT NULL DEFAULT false;
"""

# Who holds this link and what it is for: one row, for whoever presents it while it is good.
RECOGNISED = """
CREATE VIEW recognised_one_taps WITH (security_barrier) AS
SELECT l.id AS link_id, l.token_hash, l.group_id, l.purpose, m.account_id,
       m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids
FROM one_tap_links l
JOIN members m ON m.tenant_id = l.tenant_id AND m.id = l.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE l.token_hash = (SELECT app_token()) AND l.used_at IS NULL AND l.expires_at > app_now()
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
ALTER VIEW recognised_one_taps OWNER TO pristan_share;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON one_tap_links TO pristan_app;
GRANT SELECT ON one_tap_links TO pristan_share;
GRANT SELECT ON recognised_one_taps TO pristan_app;
GRANT DELETE ON notices, sessions TO pristan_app;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
# Whoever runs the deployment, for the daily round; inside a tenant nobody is that.
STEWARD = f"{TENANT} IS NULL AND (SELECT app_has_role('network_administrator'))"
# Only in the name of the account itself: no administrator makes such a link for somebody else.
BY_THE_PERSON = f"(NOT by_mail OR account_id = {ACCOUNT})"
SWEPT = {
    "throttles": "window_started_at < app_now() - interval '1 day'"
    " AND (blocked_until IS NULL OR blocked_until < app_now())",
    "sessions": "coalesce(ended_at, last_seen_at) < app_now() - interval '30 days'",
}


def upgrade() -> None:
    op.execute(NOTICES)
    op.execute(LINKS)
    protect("one_tap_links", own=OWN, shared="FOR SELECT TO pristan_share USING (true)")
    op.execute(RECOGNISED)
    op.execute(GRANTS)
    op.execute(
        "CREATE POLICY by_the_person_made ON password_links AS RESTRICTIVE FOR INSERT"
        f" TO pristan_app WITH CHECK {BY_THE_PERSON}"
    )
    op.execute(
        "CREATE POLICY by_the_person_used ON password_links AS RESTRICTIVE FOR UPDATE"
        f" TO pristan_app USING (true) WITH CHECK {BY_THE_PERSON}"
    )
    for table, old in SWEPT.items():
        op.execute(
            f"CREATE POLICY swept ON {table} FOR DELETE TO pristan_app USING ({STEWARD} AND {old})"
        )


def downgrade() -> None:
    for table in SWEPT:
        op.execute(f"DROP POLICY swept ON {table}")
    op.execute("REVOKE DELETE ON notices, sessions FROM pristan_app")
    for policy in ("by_the_person_made", "by_the_person_used"):
        op.execute(f"DROP POLICY {policy} ON password_links")
    op.execute("ALTER TABLE password_links DROP COLUMN by_mail")
    op.execute("DROP VIEW recognised_one_taps")
    op.execute("DROP TABLE one_tap_links")
    with unforced("notices"):
        op.execute("UPDATE notices SET mail = 'none' WHERE mail IN ('refused', 'withheld')")
    op.execute(NOTICES_BEFORE)
