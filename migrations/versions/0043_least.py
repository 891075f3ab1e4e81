"""Why a place is asked for although there are milder programmes; cases of mobile teams."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0043_least"
down_revision = "0040_directory"
branch_labels = None
depends_on = None

ANSWERS = """
CREATE TABLE least_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  code text NOT NULL CONSTRAINT ck_least_answers_code CHECK (code IN ('tried_before', 'no_fit',
    'none_free', 'too_far', 'safety', 'court_order', 'parents_refuse', 'young_person_refuses',
    'asked_beside', 'urgent_crisis')),
  shown uuid[] NOT NULL CONSTRAINT ck_least_answers_shown CHECK (cardinality(shown) <= 5),
  words bytea,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_least_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_least_answers_id UNIQUE (id),
  CONSTRAINT fk_least_answers_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id),
  CONSTRAINT fk_least_answers_tenant_id_by_member_id FOREIGN KEY (tenant_id, by_member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_least_answers_tenant_id_request_id ON least_answers (tenant_id, request_id);
GRANT SELECT, INSERT ON least_answers TO pristan_app;
GRANT SELECT (tenant_id, request_id, code, created_at) ON least_answers TO pristan_share;
"""
# The first ask for a place says why; what was asked before anybody was asked for a reason goes on.
FIRST = """
CREATE FUNCTION asks_answer_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app'
     AND NOT EXISTS (SELECT FROM least_answers l
       WHERE l.tenant_id = NEW.tenant_id AND l.request_id = NEW.request_id)
     AND NOT EXISTS (SELECT FROM asks a WHERE a.tenant_id = NEW.tenant_id
       AND a.request_id = NEW.request_id AND a.group_id IS NOT NULL) THEN
    RAISE EXCEPTION 'nobody has said why no programme will do'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asks_answer_first BEFORE INSERT ON asks FOR EACH ROW
  WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION asks_answer_first();
"""
# How often each reason was given, each request counted once by what was answered last.
FIGURE = """
CREATE VIEW network_why_not WITH (security_barrier) AS
SELECT DISTINCT ON (l.tenant_id, l.request_id) r.network_id, r.region, l.code,
       date_trunc('month', l.created_at AT TIME ZONE 'Europe/Ljubljana')::date AS month
FROM least_answers l
JOIN requests r ON r.tenant_id = l.tenant_id AND r.id = l.request_id
WHERE r.network_id = ANY ((SELECT app_networks())::uuid[])
  AND (SELECT kind FROM tenants WHERE id = (SELECT app_tenant())) = 'coordination'
ORDER BY l.tenant_id, l.request_id, l.created_at DESC;
ALTER VIEW network_why_not OWNER TO pristan_share;
GRANT SELECT ON network_why_not TO pristan_app;
"""

OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"


def upgrade() -> None:
    op.execute(ANSWERS)
    protect("least_answers", own=OWN, shared="FOR SELECT TO pristan_share USING (true)")
    op.execute(FIRST)
    op.execute(FIGURE)


def downgrade() -> None:
    op.execute("DROP VIEW network_why_not")
    op.execute("DROP TRIGGER asks_answer_first ON asks")
    op.execute("DROP FUNCTION asks_answer_first")
    op.execute("DROP TABLE least_answers")
