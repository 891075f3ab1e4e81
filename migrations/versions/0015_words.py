"""Notes of one's own, what somebody has read of them, when they looked, what can be taken back."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect

revision = "0015_words"
down_revision = "0014_reopening"
branch_labels = None
depends_on = None

# A request, an ask or a placement is named by its id alone, as in clocks: to an ask and to a
# placement there are two sides, and the notes of each are its own.
TABLES = """
CREATE TABLE notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject text NOT NULL
    CONSTRAINT ck_notes_subject CHECK (subject IN ('request', 'ask', 'placement')),
  subject_id uuid NOT NULL,
  number text NOT NULL,
  body text NOT NULL CONSTRAINT ck_notes_body CHECK (length(body) BETWEEN 1 AND 4000),
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  told_id uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_notes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_notes_id UNIQUE (id),
  CONSTRAINT ck_notes_somebody_else CHECK (told_id <> by_member_id),
  CONSTRAINT fk_notes_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_notes_tenant_id_told_id FOREIGN KEY (tenant_id, told_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_notes_subject ON notes (tenant_id, subject_id, created_at);
CREATE INDEX ix_notes_tenant_id_created_at ON notes (tenant_id, created_at);
CREATE INDEX ix_notes_told ON notes (tenant_id, told_id, created_at) WHERE told_id IS NOT NULL;

CREATE TABLE read_marks (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  read_until timestamptz NOT NULL,
  CONSTRAINT pk_read_marks PRIMARY KEY (tenant_id, member_id, subject_id),
  CONSTRAINT fk_read_marks_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));

CREATE TABLE day_looks (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  looked_at timestamptz[] NOT NULL,
  CONSTRAINT pk_day_looks PRIMARY KEY (tenant_id, member_id),
  CONSTRAINT fk_day_looks_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));

CREATE TABLE recent_acts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  act text NOT NULL,
  subject_id uuid NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  undone_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_recent_acts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_recent_acts_id UNIQUE (id),
  CONSTRAINT fk_recent_acts_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_recent_acts_tenant_id_member_id ON recent_acts (tenant_id, member_id, created_at);
"""

GRANTS = """
GRANT SELECT, INSERT ON notes TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON read_marks, day_looks TO pristan_app;
GRANT SELECT, INSERT, UPDATE (undone_at), DELETE ON recent_acts TO pristan_app;
"""

OURS = f"tenant_id = {TENANT}"
MINE = f"{OURS} AND member_id = {MEMBER}"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect(
        "notes",
        ours=f"FOR SELECT TO pristan_app USING ({OURS})",
        written=f"FOR INSERT TO pristan_app WITH CHECK ({OURS} AND by_member_id = {MEMBER})",
    )
    for table in ("read_marks", "day_looks", "recent_acts"):
        protect(table, mine=f"TO pristan_app USING ({MINE}) WITH CHECK ({MINE})")


def downgrade() -> None:
    op.execute("DROP TABLE recent_acts, day_looks, read_marks, notes")
