"""One document of a share is closed alone, and one of the file goes with a message."""

from alembic import op

from migrations.policies import TENANT

revision = "0034_documents_travel"
down_revision = "0033_sealed_words"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE shared_documents ADD COLUMN closed_at timestamptz,
  ADD COLUMN closed_by text NOT NULL DEFAULT '', ADD COLUMN message_id uuid,
  ADD CONSTRAINT fk_shared_documents_tenant_id_message_id FOREIGN KEY (tenant_id, message_id)
    REFERENCES messages (tenant_id, id),
  DROP CONSTRAINT uq_shared_documents_tenant_id_part_id_document_id;
ALTER TABLE shared_documents ALTER COLUMN closed_by DROP DEFAULT;
CREATE UNIQUE INDEX uq_shared_documents_open
  ON shared_documents (tenant_id, part_id, document_id) WHERE closed_at IS NULL;
ALTER TABLE document_openings ADD COLUMN stopped_at timestamptz,
  ADD COLUMN stopped_by text NOT NULL DEFAULT '';
ALTER TABLE document_openings ALTER COLUMN stopped_by DROP DEFAULT;
"""
LESS = """
DROP INDEX uq_shared_documents_open;
ALTER TABLE shared_documents DROP COLUMN closed_at, DROP COLUMN closed_by,
  DROP COLUMN message_id,
  ADD CONSTRAINT uq_shared_documents_tenant_id_part_id_document_id
    UNIQUE (tenant_id, part_id, document_id);
ALTER TABLE document_openings DROP COLUMN stopped_at, DROP COLUMN stopped_by;
"""

# What was given stays what it was; it is closed, once. Who has opened it says later that they use
# it no more, and nothing else.
KEEP = """
CREATE FUNCTION shared_documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['closed_at', 'closed_by'];
BEGIN
  IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'a document that was given stays what it was, until it is closed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shared_documents_keep BEFORE UPDATE ON shared_documents
  FOR EACH ROW EXECUTE FUNCTION shared_documents_keep();
CREATE FUNCTION document_openings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['stopped_at', 'stopped_by'];
BEGIN
  IF OLD.stopped_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'what was opened was opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_openings_keep BEFORE UPDATE ON document_openings
  FOR EACH ROW EXECUTE FUNCTION document_openings_keep();
"""

# The view of 0030 judges one thing more and says with which message a document came. What depends
# on it is made anew with it.
OPENED = (
    f"recipient_id = {TENANT} AND EXISTS (SELECT FROM received_documents r"
    " WHERE r.tenant_id = document_openings.tenant_id AND r.id = document_openings.shared_id"
    " AND r.ask_id = document_openings.ask_id AND r.kind = document_openings.kind)"
)
AGAIN = """
DO $do$
DECLARE was text := pg_get_viewdef('received_documents'::regclass);
BEGIN
  DROP POLICY opened ON document_openings;
  DROP VIEW received_documents;
  EXECUTE 'CREATE VIEW received_documents WITH (security_barrier) AS '
    || replace(regexp_replace(was, {columns}), {rule});
END $do$;
ALTER VIEW received_documents OWNER TO pristan_share;
GRANT SELECT ON received_documents TO pristan_app;
"""
WITH_MESSAGE = (r"'t\.master_number'", "'t.master_number, x.message_id'")
WITHOUT = (r"'t\.master_number,\s*x\.message_id'", "'t.master_number'")
RULE = ("'(d.removed_at IS NULL)'", "'(d.removed_at IS NULL) AND (x.closed_at IS NULL)'")

STOPPED = """
CREATE VIEW stopped_documents WITH (security_barrier) AS
SELECT o.tenant_id, o.id, o.shared_id, o.ask_id, o.recipient_id, o.kind
FROM document_openings o
JOIN shared_documents x ON x.tenant_id = o.tenant_id AND x.id = o.shared_id
WHERE o.recipient_id = (SELECT app_tenant()) AND o.stopped_at IS NULL
  AND x.closed_at IS NOT NULL;
ALTER VIEW stopped_documents OWNER TO pristan_share;
GRANT SELECT ON stopped_documents TO pristan_app;
GRANT SELECT ON document_openings TO pristan_share;
GRANT UPDATE (closed_at, closed_by) ON shared_documents TO pristan_app;
GRANT UPDATE (stopped_at, stopped_by) ON document_openings TO pristan_app;
"""

OF_MINE = f"tenant_id = {TENANT}"
HOMES = f"recipient_id = {TENANT}"
ADDED = (
    f"{OF_MINE} AND EXISTS (SELECT FROM stored_documents d"
    " JOIN shared_parts p ON p.tenant_id = d.tenant_id AND p.person_id = d.person_id"
    " WHERE d.tenant_id = shared_documents.tenant_id AND d.id = shared_documents.document_id"
    " AND d.kind = shared_documents.kind AND d.removed_at IS NULL"
    " AND p.id = shared_documents.part_id AND p.category = 'documents' AND p.closed_at IS NULL{})"
)
# With a message of that very ask, or without one.
SAID = (
    " AND (shared_documents.message_id IS NULL OR EXISTS (SELECT FROM messages m"
    " WHERE m.tenant_id = p.tenant_id AND m.ask_id = p.ask_id"
    " AND m.id = shared_documents.message_id))"
)


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(KEEP)
    _view(WITH_MESSAGE, RULE)
    op.execute(STOPPED)
    op.execute("CREATE POLICY shared ON document_openings FOR SELECT TO pristan_share USING (true)")
    op.execute(
        "CREATE POLICY closed ON shared_documents FOR UPDATE TO pristan_app"
        f" USING ({OF_MINE}) WITH CHECK ({OF_MINE})"
    )
    op.execute(
        "CREATE POLICY stopped ON document_openings FOR UPDATE TO pristan_app"
        f" USING ({HOMES}) WITH CHECK ({HOMES})"
    )
    op.execute(f"ALTER POLICY added ON shared_documents WITH CHECK ({ADDED.format(SAID)})")


def downgrade() -> None:
    op.execute(f"ALTER POLICY added ON shared_documents WITH CHECK ({ADDED.format('')})")
    op.execute("DROP POLICY stopped ON document_openings")
    op.execute("DROP POLICY closed ON shared_documents")
    op.execute("DROP VIEW stopped_documents")
    op.execute("DROP POLICY shared ON document_openings")
    op.execute("REVOKE ALL ON document_openings FROM pristan_share")
    op.execute("REVOKE UPDATE (closed_at, closed_by) ON shared_documents FROM pristan_app")
    op.execute("REVOKE UPDATE (stopped_at, stopped_by) ON document_openings FROM pristan_app")
    _view(WITHOUT, RULE[::-1])
    for table in ("shared_documents", "document_openings"):
        op.execute(f"DROP TRIGGER {table}_keep ON {table}")
        op.execute(f"DROP FUNCTION {table}_keep")
    op.execute(LESS)


def _view(column: tuple[str, str], rule: tuple[str, str]) -> None:
    op.execute(AGAIN.format(columns=", ".join(column), rule=", ".join(rule)))
    op.execute(
        f"CREATE POLICY opened ON document_openings FOR INSERT TO pristan_app WITH CHECK ({OPENED})"
    )
