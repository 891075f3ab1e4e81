"""Drafts of requests, and brothers and sisters who look for a place together."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0012_drafts"
down_revision = "0011_asks"
branch_labels = None
depends_on = None

DRAFTS = """
CREATE TABLE request_drafts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  content jsonb NOT NULL CONSTRAINT ck_request_drafts_content
    CHECK (jsonb_typeof(content) = 'object'),
  step integer NOT NULL CONSTRAINT ck_request_drafts_step CHECK (step BETWEEN 1 AND 5),
  family_id uuid,
  renewed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_request_drafts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_request_drafts_id UNIQUE (id),
  CONSTRAINT fk_request_drafts_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_request_drafts_tenant_id_member_id ON request_drafts (tenant_id, member_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON request_drafts TO pristan_app;
"""

# Which draft a request was: sent twice, by a double click or by two at once, it is sent once.
# Brothers and sisters carry the same family_id, within one centre.
REQUESTS = """
ALTER TABLE requests ADD COLUMN draft_id uuid, ADD COLUMN family_id uuid;
CREATE UNIQUE INDEX uq_requests_tenant_id_draft_id ON requests (tenant_id, draft_id);
CREATE INDEX ix_requests_family ON requests (tenant_id, family_id) WHERE family_id IS NOT NULL;
"""


def upgrade() -> None:
    op.execute(DRAFTS)
    protect(
        "request_drafts",
        own=f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})",
    )
    op.execute(REQUESTS)


def downgrade() -> None:
    op.execute("ALTER TABLE requests DROP COLUMN draft_id, DROP COLUMN family_id")
    op.execute("DROP TABLE request_drafts")
