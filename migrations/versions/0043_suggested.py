"""A programme is suggested by the house, and wished for on somebody's own page."""

from alembic import op

revision = "0043_suggested"
down_revision = "0042_down_the_list"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE consent_questions
  ADD COLUMN programme_id uuid,
  ADD COLUMN programme_name text NOT NULL DEFAULT '',
  ADD CONSTRAINT ck_consent_questions_programme CHECK (
    (programme_id IS NULL) = (programme_name = '')
    AND (programme_id IS NULL OR purpose = 'programme'));
ALTER TABLE consent_questions ALTER COLUMN programme_name DROP DEFAULT;
ALTER TABLE page_voices
  DROP CONSTRAINT ck_page_voices_topic,
  ADD COLUMN programme_id uuid,
  ADD CONSTRAINT ck_page_voices_topic
    CHECK (topic IN ('disagree', 'talk', 'mistake', 'question', 'programme')),
  ADD CONSTRAINT ck_page_voices_programme
    CHECK ((topic = 'programme') = (programme_id IS NOT NULL));
"""
# What was wished for stays said, as a question.
DOWN = """
ALTER TABLE page_voices DISABLE TRIGGER page_voices_keep;
ALTER TABLE page_voices NO FORCE ROW LEVEL SECURITY;
ALTER TABLE page_voices
  DROP CONSTRAINT ck_page_voices_topic, DROP CONSTRAINT ck_page_voices_programme;
UPDATE page_voices SET topic = 'question' WHERE topic = 'programme';
ALTER TABLE page_voices
  DROP COLUMN programme_id,
  ADD CONSTRAINT ck_page_voices_topic
    CHECK (topic IN ('disagree', 'talk', 'mistake', 'question'));
ALTER TABLE page_voices FORCE ROW LEVEL SECURITY;
ALTER TABLE page_voices ENABLE TRIGGER page_voices_keep;
ALTER TABLE consent_questions DROP COLUMN programme_name, DROP COLUMN programme_id;
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    op.execute(DOWN)
