"""Asks in full: questions, visits, waiting lists, declines in depth, reviews and appeals."""

revision = "0011_asks"
down_revision = "0010_placements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
