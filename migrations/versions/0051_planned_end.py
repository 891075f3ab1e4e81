"""Something is due on the planned end of aftercare: it is ended, or prolonged for a reason."""

from alembic import op

from migrations.policies import unforced

revision = "0051_planned_end"
down_revision = "0050b_catalogue_filters"
branch_labels = None
depends_on = None

KIND = "aftercare_end"
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conname = 'ck_clocks_kind');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind;
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT ck_clocks_kind ' || replace(was, {before}, {after});
END $do$;
"""
# What was agreed on before is due as well. Whoever opens what is due sees it; those who are told
# on the way there are told from the next clock on.
BACKFILL = f"""
INSERT INTO clocks (tenant_id, id, set_by_id, kind, subject, subject_id, number, urgent, timing,
  started_at, due_at, excuse, excused_by, steps_taken, created_at, version)
SELECT tenant_id, gen_random_uuid(), tenant_id, '{KIND}', 'aftercare', id, number, false, 'wall',
  now(), (planned_end + 1)::timestamp AT TIME ZONE 'Europe/Ljubljana', '', '', 0, now(), 1
FROM aftercares WHERE state = 'agreed' AND planned_end IS NOT NULL
"""


def upgrade() -> None:
    op.execute(GROW.format(before="'ARRAY['", after=f"'ARRAY[''{KIND}''::text, '"))
    with unforced("clocks"), unforced("aftercares"):
        op.execute(BACKFILL)


def downgrade() -> None:
    with unforced("clocks"):
        op.execute(f"DELETE FROM clocks WHERE kind = '{KIND}'")
    op.execute(GROW.format(before=f"'''{KIND}''::text, '", after="''"))
