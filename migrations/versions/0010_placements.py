"""Leaves, moves, transfers, extensions, interruptions and legal states of a stay."""

revision = "0010_placements"
down_revision = "0009_availability"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
