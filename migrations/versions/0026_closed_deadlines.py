"""What is due on a file is shown to whoever opens it, and so is what is due on its legal bases."""

from alembic import op

from migrations.policies import TENANT

revision = "0026_closed_deadlines"
down_revision = "0025_emergencies"
branch_labels = None
depends_on = None

# Both tables are shown to whoever opens the file, and to the jobs that have to tell them.
OPENED = f"""CASE subject
  WHEN 'file' THEN EXISTS (SELECT FROM young_persons y
    WHERE y.tenant_id = {TENANT} AND y.id = clocks.subject_id)
  WHEN 'legal_basis' THEN EXISTS (SELECT FROM legal_bases b
    WHERE b.tenant_id = {TENANT} AND b.id = clocks.subject_id)
  ELSE true END"""


def upgrade() -> None:
    op.execute(
        "CREATE POLICY of_opened_files ON clocks AS RESTRICTIVE FOR SELECT TO pristan_app"
        f" USING ({OPENED})"
    )


def downgrade() -> None:
    op.execute("DROP POLICY of_opened_files ON clocks")
