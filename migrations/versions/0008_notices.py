"""Links that act with one tap, and what notices need beyond clocks."""

revision = "0008_notices"
down_revision = "0007_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
