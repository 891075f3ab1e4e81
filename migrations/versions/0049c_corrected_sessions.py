"""Marks and notes of sessions are corrected as files are; whose file is restricted is seen where
somebody works with them, without saying whose it is."""

from alembic import op

revision = "0049c_corrected_sessions"
down_revision = "0049b_let_go_by_night"
branch_labels = None
depends_on = None

# A note is written anew only together with the row that keeps what stood there before.
NOTES = """
ALTER TABLE rectifications ADD COLUMN subject_id uuid;
CREATE FUNCTION session_notes_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'body' <> to_jsonb(OLD) - 'body' OR NOT EXISTS (
      SELECT FROM rectifications r WHERE r.tenant_id = NEW.tenant_id AND r.subject_id = NEW.id
      AND r.category = 'session_notes' AND r.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'a note is corrected only as somebody asked for it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_notes_keep BEFORE UPDATE ON session_notes
  FOR EACH ROW EXECUTE FUNCTION session_notes_keep();
GRANT UPDATE (body) ON session_notes TO pristan_app;
"""
# Enrolments, stays and sessions with one whose file is restricted now, in the own house alone.
RESTRICTED = """
CREATE VIEW restricted_subjects WITH (security_barrier) AS
SELECT s.tenant_id, s.subject_id, x.created_at AS since FROM (
  SELECT f.tenant_id, f.person_id, f.enrolment_id AS subject_id FROM enrolment_files f
  UNION ALL
  SELECT f.tenant_id, f.person_id, f.placement_id FROM placement_files f
  UNION ALL
  SELECT f.tenant_id, f.person_id, m.id FROM enrolment_files f
  JOIN programme_sessions m ON m.tenant_id = f.tenant_id AND m.enrolment_id = f.enrolment_id
) s
JOIN file_restrictions x ON x.tenant_id = s.tenant_id AND x.person_id = s.person_id
  AND x.lifted_at IS NULL
WHERE s.tenant_id = (SELECT app_tenant());
GRANT SELECT (created_at) ON file_restrictions TO pristan_share;
ALTER VIEW restricted_subjects OWNER TO pristan_share;
GRANT SELECT ON restricted_subjects TO pristan_app;
"""


def upgrade() -> None:
    op.execute(NOTES)
    op.execute(RESTRICTED)


def downgrade() -> None:
    op.execute("DROP VIEW restricted_subjects")
    op.execute("REVOKE SELECT (created_at) ON file_restrictions FROM pristan_share")
    op.execute("REVOKE UPDATE (body) ON session_notes FROM pristan_app")
    op.execute("DROP TRIGGER session_notes_keep ON session_notes")
    op.execute("DROP FUNCTION session_notes_keep")
    op.execute("ALTER TABLE rectifications DROP COLUMN subject_id")
