"""Drafts of requests, and brothers and sisters who look for a place together."""

revision = "0012_drafts"
down_revision = "0011_asks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
