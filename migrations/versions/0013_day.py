"""What leaves as a file is written down."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0013_day"
down_revision = "0012_drafts"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE exports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  list text NOT NULL,
  format text NOT NULL CONSTRAINT ck_exports_format CHECK (format IN ('csv', 'xlsx')),
  filters text[] NOT NULL,
  rows integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_exports PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_exports_id UNIQUE (id),
  CONSTRAINT fk_exports_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_exports_tenant_id_member_id ON exports (tenant_id, member_id);
"""

GRANTS = "GRANT SELECT, INSERT ON exports TO pristan_app"
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect("exports", own=OWN)


def downgrade() -> None:
    op.execute("DROP TABLE exports")
