"""What a home is shown of a request says on which legal basis it is shown (product, promise 2)."""

from alembic import op

from migrations.policies import unforced

revision = "0036_based_profiles"
down_revision = "0032_opened_files"
branch_labels = None
depends_on = None

# What was shown before rested on the same: the order of a court where one was final by then.
BACKFILL = """
UPDATE disclosures d SET basis = CASE WHEN EXISTS (
  SELECT FROM asks a JOIN requests r ON r.tenant_id = a.tenant_id AND r.id = a.request_id
  WHERE a.tenant_id = d.tenant_id AND a.id = d.ask_id
    AND r.order_final_on <= (d.created_at AT TIME ZONE 'Europe/Ljubljana')::date
) THEN 'court_order' ELSE 'statutory_task' END
"""


def upgrade() -> None:
    op.execute("ALTER TABLE disclosures ADD COLUMN basis text")
    with unforced("disclosures"), unforced("asks"), unforced("requests"):
        op.execute(BACKFILL)
    op.execute(
        "ALTER TABLE disclosures ALTER COLUMN basis SET NOT NULL,"
        " ADD CONSTRAINT ck_disclosures_basis CHECK (basis IN ('court_order', 'statutory_task'))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE disclosures DROP COLUMN basis")
