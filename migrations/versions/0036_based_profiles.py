"""What a home is shown of a request says on which legal basis it is shown (product, promise 2)."""

from alembic import op

from migrations.policies import unforced

revision = "0036_based_profiles"
down_revision = "0035_persons"
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

RECEIVED = """
CREATE VIEW received_disclosures WITH (security_barrier) AS
SELECT d.tenant_id, d.recipient_id, d.ask_id, d.level, d.content, d.created_at, d.id, d.words{more}
FROM disclosures d JOIN asks a ON a.tenant_id = d.tenant_id AND a.id = d.ask_id
WHERE d.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND d.closed_at IS NULL AND a.ended_at IS NULL AND d.level <= a.level
  AND (d.level = 0 OR a.reopened_at IS NULL OR d.created_at > a.reopened_at);
ALTER VIEW received_disclosures OWNER TO pristan_share;
GRANT SELECT ON received_disclosures TO pristan_app;
"""


def upgrade() -> None:
    op.execute("ALTER TABLE disclosures ADD COLUMN basis text")
    with unforced("disclosures"), unforced("asks"), unforced("requests"):
        op.execute(BACKFILL)
    op.execute(
        "ALTER TABLE disclosures ALTER COLUMN basis SET NOT NULL,"
        " ADD CONSTRAINT ck_disclosures_basis CHECK (basis IN ('court_order', 'statutory_task'))"
    )
    _publish(", d.basis")


def downgrade() -> None:
    _publish("")
    op.execute("ALTER TABLE disclosures DROP COLUMN basis")


def _publish(more: str) -> None:
    op.execute("DROP VIEW received_disclosures")
    op.execute(RECEIVED.replace("{more}", more))
