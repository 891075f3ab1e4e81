"""What is due on a file is shown to whoever opens it, and so is what is due on its legal bases; a
member's files become a colleague's, whether whoever sees to it opens them or not."""

from alembic import op

from migrations.policies import MEMBER, TENANT

revision = "0026_closed_deadlines"
down_revision = "0025_emergencies"
branch_labels = None
depends_on = None

# Both tables are shown to whoever opens the file, and to the jobs that have to tell them.
OPENED = f"""CASE subject
  WHEN 'file' THEN EXISTS (SELECT FROM young_persons y
    WHERE y.tenant_id = {TENANT} AND y.id = clocks.subject_id)
  WHEN 'legal_basis' THEN EXISTS (SELECT FROM legal_bases b
    WHERE b.tenant_id = {TENANT} AND b.id = clocks.subject_id)
  ELSE true END"""


# Who answers for a file is changed by a job as well: it acts as no member of the house, and changes
# nothing else.
HOUSE = f"tenant_id = {TENANT} AND {MEMBER} IS NULL"
KEEP = """
CREATE FUNCTION young_persons_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'responsible_id', 'deputy_id'];
BEGIN
  IF current_user = 'pristan_app' AND app_member() IS NULL
     AND to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'of a file the house itself changes only who answers for it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER young_persons_keep BEFORE UPDATE ON young_persons
  FOR EACH ROW EXECUTE FUNCTION young_persons_keep();
"""


def upgrade() -> None:
    op.execute(KEEP)
    op.execute(
        "CREATE POLICY handed_over ON young_persons FOR UPDATE TO pristan_app"
        f" USING ({HOUSE}) WITH CHECK ({HOUSE})"
    )
    op.execute(
        "CREATE POLICY of_opened_files ON clocks AS RESTRICTIVE FOR SELECT TO pristan_app"
        f" USING ({OPENED})"
    )


def downgrade() -> None:
    op.execute("DROP POLICY handed_over ON young_persons")
    op.execute("DROP TRIGGER young_persons_keep ON young_persons")
    op.execute("DROP FUNCTION young_persons_keep")
    op.execute("DROP POLICY of_opened_files ON clocks")
