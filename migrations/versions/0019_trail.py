"""The trail: what was seen, shown and decided, chained entry by entry."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0019_trail"
down_revision = "0018_stages"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE key_marks (
  use text NOT NULL,
  number integer NOT NULL,
  mark bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_key_marks PRIMARY KEY (use, number));

CREATE TABLE trail_entries (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL CONSTRAINT ck_trail_entries_seq CHECK (seq > 0),
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  member_id uuid,
  member_name text NOT NULL,
  roles text[] NOT NULL,
  owner_id uuid,
  basis text NOT NULL,
  categories text[] NOT NULL,
  subject text NOT NULL,
  subject_id uuid,
  number text NOT NULL,
  detail text NOT NULL,
  request_id text NOT NULL,
  key_number integer NOT NULL,
  seal bytea NOT NULL CONSTRAINT ck_trail_entries_seal CHECK (length(seal) = 32),
  CONSTRAINT pk_trail_entries PRIMARY KEY (tenant_id, seq),
  CONSTRAINT uq_trail_entries_id UNIQUE (id),
  CONSTRAINT fk_trail_entries_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_trail_entries_owner_id FOREIGN KEY (owner_id) REFERENCES tenants (id));
CREATE INDEX ix_trail_entries_owner_id ON trail_entries (owner_id, id)
  WHERE owner_id IS NOT NULL;
CREATE INDEX ix_trail_entries_tenant_id_id ON trail_entries (tenant_id, id);
CREATE INDEX ix_trail_entries_tenant_id_kind ON trail_entries (tenant_id, kind, id);
CREATE INDEX ix_trail_entries_tenant_id_subject_id ON trail_entries (tenant_id, subject_id);

CREATE TABLE trail_heads (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  seal bytea NOT NULL,
  CONSTRAINT pk_trail_heads PRIMARY KEY (tenant_id),
  CONSTRAINT fk_trail_heads_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
"""

GRANTS = """
GRANT SELECT, INSERT ON key_marks, trail_entries TO pristan_app;
GRANT SELECT, INSERT, UPDATE (seq, seal) ON trail_heads TO pristan_app;
"""
OWN = f"tenant_id = {TENANT}"
BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE owner_id = {TENANT} END"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect(
        "key_marks",
        known="FOR SELECT TO pristan_app USING (true)",
        used="FOR INSERT TO pristan_app WITH CHECK (true)",
    )
    protect(
        "trail_entries",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        written=f"FOR INSERT TO pristan_app WITH CHECK ({OWN})",
    )
    protect("trail_heads", own=f"TO pristan_app USING ({OWN}) WITH CHECK ({OWN})")


def downgrade() -> None:
    for table in ("trail_heads", "trail_entries", "key_marks"):
        op.execute(f"DROP TABLE {table}")
