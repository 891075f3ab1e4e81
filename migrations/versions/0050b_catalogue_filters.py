"""A filter of the catalogue of programmes can be kept, too."""

from alembic import op

revision = "0050b_catalogue_filters"
down_revision = "0050_rooms_lent"
branch_labels = None
depends_on = None

GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_saved_filters_list');
BEGIN
  ALTER TABLE saved_filters DROP CONSTRAINT ck_saved_filters_list;
  EXECUTE 'ALTER TABLE saved_filters ADD CONSTRAINT ck_saved_filters_list '
    || replace(was, {before}, {after});
END $do$;
"""
FEWER, MORE = "'ARRAY['", "'ARRAY[''programmes''::text, '"


def upgrade() -> None:
    op.execute(GROW.format(before=FEWER, after=MORE))


def downgrade() -> None:
    op.execute("ALTER TABLE saved_filters NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM saved_filters WHERE list = 'programmes'")
    op.execute("ALTER TABLE saved_filters FORCE ROW LEVEL SECURITY")
    op.execute(GROW.format(before="'''programmes''::text, '", after="''"))
