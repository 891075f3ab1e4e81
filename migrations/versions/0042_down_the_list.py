"""A seat of a programme that comes free goes down its waiting list."""

from alembic import op

from migrations.policies import unforced

revision = "0042_down_the_list"
down_revision = "0041_figures_of_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE programmes ADD COLUMN list_hours smallint"
        " CONSTRAINT ck_programmes_list_hours CHECK (list_hours BETWEEN 1 AND 336)"
    )
    # The same row as in network/requests/lifecycle.py; a promise test compares them.
    with unforced("ask_moves"):
        op.execute(
            "INSERT INTO ask_moves (before, move, party, after)"
            " VALUES ('lapsed', 'waitlist', 'recipient', 'waitlisted')"
        )


def downgrade() -> None:
    with unforced("ask_moves"):
        op.execute("DELETE FROM ask_moves WHERE before = 'lapsed' AND move = 'waitlist'")
    op.execute("ALTER TABLE programmes DROP COLUMN list_hours")
