"""What else a person may expect: a consent is put to them, what they said before stays readable, a
restriction closes what was shown already, and registers are opened to inspectors one by one."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0035_persons"
down_revision = "0034_documents_taken_along"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words', 'documents'"
)
READERS = "'young_person', 'mother', 'father', 'guardian'"
TABLES = f"""
CREATE TABLE consent_questions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  readers text[] NOT NULL CONSTRAINT ck_consent_questions_readers
    CHECK (cardinality(readers) > 0 AND readers <@ ARRAY[{READERS}]),
  purpose text NOT NULL CONSTRAINT ck_consent_questions_purpose
    CHECK (purpose IN ('placement', 'programme', 'care')),
  categories text[] NOT NULL CONSTRAINT ck_consent_questions_categories
    CHECK (cardinality(categories) > 0 AND categories <@ ARRAY[{CATEGORIES}]),
  recipients uuid[] NOT NULL,
  starts date NOT NULL,
  ends date NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  closed_at timestamptz,
  closed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_consent_questions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_consent_questions_id UNIQUE (id),
  CONSTRAINT ck_consent_questions_days CHECK (ends >= starts),
  CONSTRAINT fk_consent_questions_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_consent_questions_tenant_id_person_id ON consent_questions (tenant_id, person_id);

CREATE TABLE consent_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  question_id uuid NOT NULL,
  person_id uuid NOT NULL,
  page_id uuid NOT NULL,
  reader text NOT NULL CONSTRAINT ck_consent_answers_reader CHECK (reader IN ({READERS})),
  agreed text[] NOT NULL CONSTRAINT ck_consent_answers_agreed
    CHECK (agreed <@ ARRAY[{CATEGORIES}]),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_consent_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_consent_answers_id UNIQUE (id),
  CONSTRAINT uq_consent_answers_tenant_id_question_id_reader
    UNIQUE (tenant_id, question_id, reader),
  CONSTRAINT fk_consent_answers_tenant_id_question_id FOREIGN KEY (tenant_id, question_id)
    REFERENCES consent_questions (tenant_id, id),
  CONSTRAINT fk_consent_answers_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_consent_answers_tenant_id_page_id FOREIGN KEY (tenant_id, page_id)
    REFERENCES own_pages (tenant_id, id));
CREATE INDEX ix_consent_answers_tenant_id_person_id ON consent_answers (tenant_id, person_id);
CREATE INDEX ix_consent_answers_tenant_id_page_id ON consent_answers (tenant_id, page_id);

CREATE TABLE earlier_words (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  sealed bytea NOT NULL,
  said_at timestamptz NOT NULL,
  said_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_earlier_words PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_earlier_words_id UNIQUE (id),
  CONSTRAINT fk_earlier_words_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_earlier_words_tenant_id_person_id ON earlier_words (tenant_id, person_id);

ALTER TABLE inspections ADD COLUMN rights boolean NOT NULL DEFAULT false,
  ADD COLUMN bases boolean NOT NULL DEFAULT false;
"""
TABLE_NAMES = ("consent_answers", "consent_questions", "earlier_words")
# A question is only ever taken back; an answer and what was said before stay what they are.
GRANTS = """
GRANT SELECT, INSERT ON consent_questions, consent_answers, earlier_words TO pristan_app;
GRANT UPDATE (closed_at, closed_by, version) ON consent_questions TO pristan_app;
GRANT SELECT ON consent_questions TO pristan_share;
GRANT SELECT (tenant_id, person_id, lifted_at) ON file_restrictions TO pristan_share;
GRANT SELECT (id, number, kind, asked_by, received_on, due_on, extended_at, decision, decided_at,
  tenant_id) ON rights_requests TO pristan_share;
CREATE POLICY shared ON file_restrictions FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON rights_requests FOR SELECT TO pristan_share USING (true);
"""
# In every view that shows something of a file across a border, beside the ask that has to live:
# while the file is restricted nothing is shown (GDPR article 18), and what was seen is stopped.
CROSSING = ("received_parts", "received_documents", "stopped_parts", "page_shares")
LIVES = "(a.ended_at IS NULL)"
UNRESTRICTED = f"""{LIVES} AND (NOT (EXISTS ( SELECT FROM file_restrictions held
  WHERE ((held.tenant_id = p.tenant_id) AND (held.person_id = p.person_id)
    AND (held.lifted_at IS NULL)))))"""
RESTRICT = """
DO $do$
DECLARE
  was text := pg_get_viewdef('{view}'::regclass);
  made text := replace(was, $a${before}$a$, $b${after}$b$);
BEGIN
  IF made = was THEN RAISE EXCEPTION '{view} does not say what was expected'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW {view} WITH (security_barrier) AS ' || made;
END $do$;
"""
# The same text, as PostgreSQL has written it down since.
WAS_RESTRICTED = r"""
DO $do$
DECLARE
  was text := pg_get_viewdef('{view}'::regclass);
  made text := regexp_replace(was, 'AND \(NOT \(EXISTS \( SELECT\s+FROM file_restrictions held\s+'
    || 'WHERE \(\(held\.tenant_id = p\.tenant_id\) AND \(held\.person_id = p\.person_id\) AND '
    || '\(held\.lifted_at IS NULL\)\)\)\)\)', '');
BEGIN
  IF made = was THEN RAISE EXCEPTION '{view} does not say what was expected'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW {view} WITH (security_barrier) AS ' || made;
END $do$;
"""
# Whose request it was, and what stands in a file, is in none of the registers.
REGISTERS = """
CREATE VIEW opened_registers WITH (security_barrier) AS
SELECT i.tenant_id, i.id, i.rights, i.bases FROM inspections i
JOIN open_inspections o ON o.tenant_id = i.tenant_id AND o.id = i.id;
CREATE VIEW inspected_rights WITH (security_barrier) AS
SELECT r.tenant_id, r.id, r.number, r.kind, r.asked_by, r.received_on, r.due_on, r.extended_at,
       r.decision, r.decided_at
FROM rights_requests r
WHERE r.tenant_id = (SELECT app_tenant())
  AND EXISTS (SELECT FROM opened_registers i WHERE i.rights);
CREATE VIEW inspected_bases WITH (security_barrier) AS
SELECT b.tenant_id, b.id, y.number, b.kind, b.purpose, b.categories, b.starts, b.ends, b.dissent,
       b.effective, b.withdrawn_at, ARRAY(SELECT t.name FROM tenants t
         WHERE t.id = ANY (b.recipients) ORDER BY t.name) AS recipients
FROM legal_bases b JOIN young_persons y ON y.tenant_id = b.tenant_id AND y.id = b.person_id
WHERE b.tenant_id = (SELECT app_tenant())
  AND EXISTS (SELECT FROM opened_registers i WHERE i.bases);
"""
# To whom somebody would be shown, and which homes are asked: for a page that may name homes.
PAGES = """
CREATE VIEW page_questions WITH (security_barrier) AS
SELECT q.tenant_id, q.id, ARRAY(SELECT t.name FROM tenants t
  WHERE t.id = ANY (q.recipients) ORDER BY t.name) AS recipients
FROM own_pages v
JOIN consent_questions q ON q.tenant_id = v.tenant_id AND q.person_id = v.person_id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL AND v.names_homes
  AND v.reader = ANY (q.readers);
CREATE VIEW page_homes WITH (security_barrier) AS
SELECT DISTINCT r.tenant_id, a.recipient_id AS id, a.recipient_name AS home
FROM own_pages v
JOIN requests r ON r.tenant_id = v.tenant_id AND r.person_id = v.person_id
JOIN asks a ON a.tenant_id = r.tenant_id AND a.request_id = r.id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL AND v.names_homes;
"""
PAGE_NAMES = ("page_homes", "page_questions")
REGISTER_NAMES = ("inspected_rights", "inspected_bases", "opened_registers")
ITS_HOUSE = "tenant_id = (SELECT v.tenant_id FROM visited_page v)"
ITS_FILE = f"{ITS_HOUSE} AND person_id = (SELECT v.person_id FROM visited_page v)"
READER = "(SELECT v.reader FROM visited_page v)"
YOUNG = f"{ITS_FILE} AND {READER} = 'young_person'"
# A page answers a question that is put to its reader, once, within what was asked.
ANSWERED = (
    f"{ITS_FILE} AND reader = {READER} AND page_id = (SELECT v.id FROM visited_page v)"
    " AND EXISTS (SELECT FROM consent_questions q WHERE q.tenant_id = consent_answers.tenant_id"
    " AND q.id = consent_answers.question_id AND q.closed_at IS NULL"
    " AND consent_answers.reader = ANY (q.readers) AND consent_answers.agreed <@ q.categories)"
)


def opened(table: str) -> str:
    """Whoever acts for the house opens the file that a row is about."""
    return (
        f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
        f" WHERE y.tenant_id = {table}.tenant_id AND y.id = {table}.person_id)"
    )


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    asked = opened("consent_questions")
    protect(
        "consent_questions",
        opened=f"FOR SELECT TO pristan_app USING ({asked})",
        put=f"FOR INSERT TO pristan_app WITH CHECK ({asked} AND closed_at IS NULL)",
        taken_back=f"FOR UPDATE TO pristan_app USING ({asked})"
        f" WITH CHECK ({asked} AND closed_at IS NOT NULL)",
        visited=f"FOR SELECT TO pristan_app USING ({ITS_FILE} AND {READER} = ANY (readers))",
        shared="FOR SELECT TO pristan_share USING (true)",
    )
    protect(
        "consent_answers",
        opened=f"FOR SELECT TO pristan_app USING ({opened('consent_answers')})",
        own=f"FOR SELECT TO pristan_app USING ({ITS_FILE} AND reader = {READER})",
        answered=f"FOR INSERT TO pristan_app WITH CHECK ({ANSWERED})",
    )
    words = opened("earlier_words")
    protect(
        "earlier_words",
        opened=f"FOR SELECT TO pristan_app USING ({words})",
        kept=f"FOR INSERT TO pristan_app WITH CHECK ({words})",
        own=f"FOR SELECT TO pristan_app USING ({YOUNG})",
        own_kept=f"FOR INSERT TO pristan_app WITH CHECK ({YOUNG})",
    )
    for view in CROSSING:
        op.execute(RESTRICT.format(view=view, before=LIVES, after=UNRESTRICTED))
    op.execute(REGISTERS)
    op.execute(PAGES)
    for view in (*PAGE_NAMES, *reversed(REGISTER_NAMES)):
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")


def downgrade() -> None:
    op.execute(f"DROP VIEW {', '.join((*PAGE_NAMES, *REGISTER_NAMES))}")
    for view in CROSSING:
        op.execute(WAS_RESTRICTED.format(view=view))
    for table in TABLE_NAMES:
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE inspections DROP COLUMN rights, DROP COLUMN bases")
    for table in ("file_restrictions", "rights_requests"):
        op.execute(f"DROP POLICY shared ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM pristan_share")
