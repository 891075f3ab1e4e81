"""Over-occupancy, capacity status, admission windows, and what a board needs to be live."""

revision = "0009_availability"
down_revision = "0008_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
