"""Documents of young people's files: sealed contents elsewhere, open to whoever opens the file."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect

revision = "0022_documents"
down_revision = "0021_second_factor"
branch_labels = None
depends_on = None

KINDS = (
    "'social_anamnesis', 'psychological_report', 'psychiatric_report', 'school_report',"
    " 'guidance_decision', 'court_decision', 'consent', 'earlier_home_report', 'health_report',"
    " 'individual_plan', 'other'"
)
MEDIA = (
    "'application/pdf', 'image/jpeg', 'image/png',"
    " 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',"
    " 'application/vnd.oasis.opendocument.text'"
)
REMOVALS = "'wrong_file', 'duplicate', 'outdated', 'no_basis', 'own_wish', 'other'"
TABLES = f"""
CREATE TABLE document_contents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_document_contents PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_document_contents_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));

CREATE TABLE stored_documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_stored_documents_kind CHECK (kind IN ({KINDS})),
  title bytea,
  media_type text NOT NULL
    CONSTRAINT ck_stored_documents_media_type CHECK (media_type IN ({MEDIA})),
  size integer NOT NULL CONSTRAINT ck_stored_documents_size CHECK (size > 0),
  digest bytea NOT NULL,
  content_id uuid,
  content_key bytea,
  scan text NOT NULL
    CONSTRAINT ck_stored_documents_scan CHECK (scan IN ('clean', 'not_scanned')),
  by_name text NOT NULL,
  removed_at timestamptz,
  removed_by text,
  removal text CONSTRAINT ck_stored_documents_removal CHECK (removal IN ({REMOVALS})),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_stored_documents PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_stored_documents_id UNIQUE (id),
  CONSTRAINT uq_stored_documents_tenant_id_content_id UNIQUE (tenant_id, content_id),
  CONSTRAINT ck_stored_documents_removed CHECK (
    num_nonnulls(content_id, content_key) = CASE WHEN removed_at IS NULL THEN 2 ELSE 0 END
    AND (removed_at IS NULL) = (removal IS NULL)),
  CONSTRAINT fk_stored_documents_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_stored_documents_tenant_id_content_id FOREIGN KEY (tenant_id, content_id)
    REFERENCES document_contents (tenant_id, id));
CREATE INDEX ix_stored_documents_tenant_id_person_id_id
  ON stored_documents (tenant_id, person_id, id);
"""

# A document is removed and nothing else about it ever changes.
GRANTS = """
GRANT SELECT, INSERT, DELETE ON document_contents TO pristan_app;
GRANT SELECT, INSERT ON stored_documents TO pristan_app;
GRANT UPDATE (content_id, content_key, removed_at, removed_by, removal) ON stored_documents
  TO pristan_app;
"""
OWN = f"tenant_id = {TENANT}"
KEY = "tenant_id = stored_documents.tenant_id AND {}person_id = stored_documents.person_id"
# Whoever opens the file, as migration 0020 says it of the file's parts.
OPENS = (
    f"{OWN}"
    f" AND NOT EXISTS (SELECT FROM file_exclusions x WHERE x.{KEY.format('x.')}"
    f" AND x.member_id = {MEMBER})"
    f" AND (EXISTS (SELECT FROM case_team t WHERE t.{KEY.format('t.')}"
    f" AND t.member_id = {MEMBER} AND t.until IS NULL)"
    " OR ((SELECT app_has_role('head')) AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = stored_documents.tenant_id AND y.id = stored_documents.person_id"
    " AND y.sensitivity <> 'sealed')))"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect("document_contents", own=f"TO pristan_app USING ({OWN}) WITH CHECK ({OWN})")
    protect(
        "stored_documents",
        opened=f"FOR SELECT TO pristan_app USING ({OPENS})",
        kept=f"FOR INSERT TO pristan_app WITH CHECK ({OPENS})",
        removed=f"FOR UPDATE TO pristan_app USING ({OPENS}) WITH CHECK ({OPENS})",
    )


def downgrade() -> None:
    op.execute("DROP TABLE stored_documents")
    op.execute("DROP TABLE document_contents")
