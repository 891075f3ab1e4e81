"""The planned end of an enrolment is due; school and work are told on entry, too."""

from alembic import op

from migrations.policies import unforced

revision = "0052_enrolment_ends"
down_revision = "0051a_own_aftercare"
branch_labels = None
depends_on = None

GROW = """
DO $do$
DECLARE was text := (
  SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_clocks_kind');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind;
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT ck_clocks_kind ' || replace(was, {before}, {after});
END $do$;
"""

# Whoever takes part already is on the list of what is due from now on. Nobody is called for what
# was due before there was a clock: the list says it.
TAKE_PART = """
INSERT INTO clocks (tenant_id, id, set_by_id, kind, subject, subject_id, number, urgent, timing,
                    started_at, due_at, steps_taken, excuse, excused_by, created_at, version)
SELECT tenant_id, gen_random_uuid(), tenant_id, 'enrolment_end', 'enrolment', id,
       CASE WHEN number <> '' THEN number ELSE reference END, false, 'wall', now(),
       planned_end::timestamp AT TIME ZONE 'Europe/Ljubljana', 0, '', '', now(), 1
FROM enrolments WHERE state IN ('enrolled', 'on_hold') AND planned_end IS NOT NULL
"""


STAGES = "CHECK (stage IN ({}'exit', 'weeks_4', 'months_6', 'months_12', 'months_24'))"
TOLD_AT = """
ALTER TABLE enrolment_outcomes DROP CONSTRAINT ck_enrolment_outcomes_stage,
  ADD CONSTRAINT ck_enrolment_outcomes_stage {}
"""


def upgrade() -> None:
    op.execute(TOLD_AT.format(STAGES.format("'entry', ")))
    op.execute(GROW.format(before="'ARRAY['", after="'ARRAY[''enrolment_end''::text, '"))
    with unforced("clocks"), unforced("enrolments"):
        op.execute(TAKE_PART)


def downgrade() -> None:
    with unforced("enrolment_outcomes"):
        op.execute("DELETE FROM enrolment_outcomes WHERE stage = 'entry'")
    op.execute(TOLD_AT.format(STAGES.format("")))
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE kind = 'enrolment_end'")
    op.execute(GROW.format(before="'''enrolment_end''::text, '", after="''"))
