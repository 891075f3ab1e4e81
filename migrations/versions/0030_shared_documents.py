"""Documents across the border: which go along with a share, and the papers of messages."""

from alembic import op

from migrations.policies import TENANT, protect

revision = "0030_shared_documents"
down_revision = "0029_data_protection"
branch_labels = None
depends_on = None

# What a document of a kind tells of (network.documents.kinds.ABOUT).
ABOUT = """CASE kind WHEN 'social_anamnesis' THEN 'family' WHEN 'psychological_report' THEN 'health'
  WHEN 'psychiatric_report' THEN 'health' WHEN 'school_report' THEN 'school'
  WHEN 'guidance_decision' THEN 'school' WHEN 'court_decision' THEN 'court'
  WHEN 'consent' THEN 'family' WHEN 'earlier_home_report' THEN 'history'
  WHEN 'health_report' THEN 'health' WHEN 'individual_plan' THEN 'needs'
  WHEN 'other' THEN 'documents' END"""
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
TABLES = f"""
CREATE TABLE shared_documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  part_id uuid NOT NULL,
  document_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_shared_documents_kind CHECK (kind IN ({KINDS})),
  category text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_shared_documents PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_shared_documents_id UNIQUE (id),
  CONSTRAINT uq_shared_documents_tenant_id_part_id_document_id
    UNIQUE (tenant_id, part_id, document_id),
  CONSTRAINT ck_shared_documents_about CHECK (category = {ABOUT}),
  CONSTRAINT fk_shared_documents_tenant_id_part_id FOREIGN KEY (tenant_id, part_id)
    REFERENCES shared_parts (tenant_id, id),
  CONSTRAINT fk_shared_documents_tenant_id_document_id FOREIGN KEY (tenant_id, document_id)
    REFERENCES stored_documents (tenant_id, id));

CREATE TABLE document_openings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  shared_id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  kind text NOT NULL,
  opened_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_document_openings PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_document_openings_id UNIQUE (id),
  CONSTRAINT fk_document_openings_tenant_id_shared_id FOREIGN KEY (tenant_id, shared_id)
    REFERENCES shared_documents (tenant_id, id));
CREATE INDEX ix_document_openings_tenant_id_ask_id
  ON document_openings (tenant_id, ask_id, created_at);
CREATE INDEX ix_document_openings_recipient_id_ask_id ON document_openings (recipient_id, ask_id);

CREATE TABLE message_papers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  ask_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  message_id uuid NOT NULL,
  by_tenant_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_message_papers_kind CHECK (kind IN ({KINDS})),
  media_type text NOT NULL CONSTRAINT ck_message_papers_media_type CHECK (media_type IN ({MEDIA})),
  size integer NOT NULL CONSTRAINT ck_message_papers_size CHECK (size > 0),
  scan text NOT NULL CONSTRAINT ck_message_papers_scan CHECK (scan IN ('clean', 'not_scanned')),
  digest bytea NOT NULL,
  content_id uuid NOT NULL,
  content_key bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_message_papers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_message_papers_id UNIQUE (id),
  CONSTRAINT uq_message_papers_by_tenant_id_content_id UNIQUE (by_tenant_id, content_id),
  CONSTRAINT ck_message_papers_sides CHECK (by_tenant_id IN (tenant_id, recipient_id)),
  CONSTRAINT fk_message_papers_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_message_papers_tenant_id_ask_id_recipient_id
    FOREIGN KEY (tenant_id, ask_id, recipient_id) REFERENCES asks (tenant_id, id, recipient_id),
  CONSTRAINT fk_message_papers_tenant_id_message_id FOREIGN KEY (tenant_id, message_id)
    REFERENCES messages (tenant_id, id),
  CONSTRAINT fk_message_papers_by_tenant_id_content_id FOREIGN KEY (by_tenant_id, content_id)
    REFERENCES document_contents (tenant_id, id));
CREATE INDEX ix_message_papers_tenant_id_ask_id ON message_papers (tenant_id, ask_id);
CREATE INDEX ix_message_papers_recipient_id_ask_id ON message_papers (recipient_id, ask_id);

ALTER TABLE legal_bases ADD COLUMN proof_id uuid,
  ADD CONSTRAINT ck_legal_bases_proof CHECK (proof_id IS NULL OR kind = 'consent'),
  ADD CONSTRAINT fk_legal_bases_tenant_id_proof_id FOREIGN KEY (tenant_id, proof_id)
    REFERENCES stored_documents (tenant_id, id);
"""

# On what a basis was given may be named later, as long as it was not withdrawn.
PROVEN = """
DO $do$
DECLARE was text := pg_get_functiondef('legal_bases_keep()'::regprocedure);
BEGIN
  EXECUTE replace(was, {before}, {after});
END $do$;
"""
KEPT = "'''version'', ''givers'','"
KEPT_WITH_PROOF = "'''version'', ''proof_id'', ''givers'','"

# The rule of migration 0024 once more, for any category beside the part's own: what a document
# tells of has to be covered like documents themselves.
REACHES = """{b}.tenant_id = p.tenant_id AND {b}.person_id = p.person_id AND {b}.effective
   AND {b}.withdrawn_at IS NULL AND {b}.starts <= app_today()
   AND ({b}.ends IS NULL OR {b}.ends >= app_today()) AND {b}.purpose = p.purpose
   AND ({b}.recipients = '{{}}' OR p.recipient_id = ANY ({b}.recipients))
   AND {category} = ANY ({b}.categories)"""
FIRMNESS = "ARRAY['court_order', 'statutory_task', 'duty_to_report', 'vital_interest', 'consent']"


def covers(category: str) -> str:
    """The firmest basis for showing that category of a part's young person; none without one."""
    held, refused = (REACHES.format(b=b, category=category) for b in ("b", "n"))
    return f"""(SELECT b.kind FROM legal_bases b WHERE {held} AND NOT b.dissent
   AND (b.kind <> 'consent' OR NOT EXISTS (SELECT FROM legal_bases n
     WHERE {refused} AND n.dissent))
   ORDER BY array_position({FIRMNESS}, b.kind) LIMIT 1)"""


TALKS = """a.recipient_id = (SELECT app_tenant()) AND a.ended_at IS NULL AND a.level >= 2
  AND k.wrapped IS NOT NULL"""
VIEWS = f"""
CREATE VIEW received_documents WITH (security_barrier) AS
SELECT x.tenant_id, x.id, x.document_id, x.part_id, p.person_id, p.ask_id, p.recipient_id, x.kind,
       x.category, x.sealed, p.created_at, p.by_name, d.media_type, d.size, d.scan, d.content_id,
       d.content_key, c.kind AS basis, f.kind AS basis_about, k.wrapped AS person_key,
       t.wrapped AS tenant_key, t.master_number
FROM shared_documents x
JOIN shared_parts p ON p.tenant_id = x.tenant_id AND p.id = x.part_id
JOIN asks a ON a.tenant_id = p.tenant_id AND a.id = p.ask_id
JOIN stored_documents d ON d.tenant_id = x.tenant_id AND d.id = x.document_id
  AND d.person_id = p.person_id AND d.kind = x.kind
JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
JOIN tenant_keys t ON t.tenant_id = p.tenant_id
CROSS JOIN LATERAL {covers("p.category")} c
CROSS JOIN LATERAL {covers("x.category")} f
WHERE p.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND p.category = 'documents' AND a.ended_at IS NULL AND p.level <= a.level
  AND p.closed_at IS NULL AND (a.reopened_at IS NULL OR p.created_at > a.reopened_at)
  AND d.removed_at IS NULL AND k.wrapped IS NOT NULL;
CREATE VIEW paper_keys WITH (security_barrier) AS
SELECT a.tenant_id, a.id AS ask_id, a.recipient_id, r.person_id, k.wrapped AS person_key,
       t.wrapped AS tenant_key, t.master_number
FROM asks a
JOIN requests r ON r.tenant_id = a.tenant_id AND r.id = a.request_id
JOIN person_keys k ON k.tenant_id = r.tenant_id AND k.person_id = r.person_id
JOIN tenant_keys t ON t.tenant_id = r.tenant_id
WHERE {TALKS};
CREATE VIEW received_papers WITH (security_barrier) AS
SELECT m.tenant_id, m.id, m.person_id, m.ask_id, m.recipient_id, m.message_id, m.by_tenant_id,
       m.kind, m.media_type, m.size, m.scan, m.digest, m.content_id, m.content_key, m.by_name,
       m.created_at, k.wrapped AS person_key, t.wrapped AS tenant_key, t.master_number
FROM message_papers m
JOIN asks a ON a.tenant_id = m.tenant_id AND a.id = m.ask_id
JOIN person_keys k ON k.tenant_id = m.tenant_id AND k.person_id = m.person_id
JOIN tenant_keys t ON t.tenant_id = m.tenant_id
WHERE m.recipient_id = (SELECT app_tenant()) AND {TALKS}
  AND (a.reopened_at IS NULL OR m.created_at > a.reopened_at);
ALTER VIEW received_documents OWNER TO pristan_share;
ALTER VIEW paper_keys OWNER TO pristan_share;
ALTER VIEW received_papers OWNER TO pristan_share;
"""

GRANTS = """
GRANT SELECT, INSERT ON shared_documents, document_openings, message_papers TO pristan_app;
GRANT UPDATE (proof_id) ON legal_bases TO pristan_app;
GRANT SELECT ON shared_documents, stored_documents, message_papers TO pristan_share;
GRANT SELECT ON received_documents, paper_keys, received_papers TO pristan_app;
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
OF_MINE = f"tenant_id = {TENANT}"
# A document goes along with a part of the same file, by somebody who opens that.
ADDED = (
    f"{OF_MINE} AND EXISTS (SELECT FROM stored_documents d"
    " JOIN shared_parts p ON p.tenant_id = d.tenant_id AND p.person_id = d.person_id"
    " WHERE d.tenant_id = shared_documents.tenant_id AND d.id = shared_documents.document_id"
    " AND d.kind = shared_documents.kind AND d.removed_at IS NULL"
    " AND p.id = shared_documents.part_id AND p.category = 'documents' AND p.closed_at IS NULL)"
)
OPENS = (
    f"recipient_id = {TENANT} AND EXISTS (SELECT FROM received_documents r"
    " WHERE r.tenant_id = document_openings.tenant_id AND r.id = document_openings.shared_id"
    " AND r.ask_id = document_openings.ask_id AND r.kind = document_openings.kind)"
)
# For the centre: whoever opens the file, while the ask lives and tells who it is about.
TALKED = (
    f"{OF_MINE} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = message_papers.tenant_id AND y.id = message_papers.person_id)"
    " AND EXISTS (SELECT FROM asks a WHERE a.tenant_id = message_papers.tenant_id"
    " AND a.id = message_papers.ask_id AND a.ended_at IS NULL AND a.level >= 2"
    " AND (a.reopened_at IS NULL OR message_papers.created_at > a.reopened_at))"
)
SENT = (
    f"by_tenant_id = {TENANT} AND CASE WHEN {OF_MINE} THEN {TALKED}"
    f" ELSE recipient_id = {TENANT} AND EXISTS (SELECT FROM paper_keys k"
    " WHERE k.tenant_id = message_papers.tenant_id AND k.ask_id = message_papers.ask_id"
    " AND k.person_id = message_papers.person_id) END"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(PROVEN.format(before=KEPT, after=KEPT_WITH_PROOF))
    op.execute(VIEWS)
    op.execute(GRANTS)
    protect(
        "shared_documents",
        own=f"FOR SELECT TO pristan_app USING ({OF_MINE})",
        added=f"FOR INSERT TO pristan_app WITH CHECK ({ADDED})",
        shared=SHARE,
    )
    protect(
        "document_openings",
        parties=f"FOR SELECT TO pristan_app USING (CASE WHEN {OF_MINE} THEN true"
        f" ELSE recipient_id = {TENANT} END)",
        opened=f"FOR INSERT TO pristan_app WITH CHECK ({OPENS})",
    )
    protect(
        "message_papers",
        own=f"FOR SELECT TO pristan_app USING ({TALKED})",
        sent=f"FOR INSERT TO pristan_app WITH CHECK ({SENT})",
        shared=SHARE,
    )


def downgrade() -> None:
    op.execute("DROP POLICY opened ON document_openings")
    op.execute("DROP POLICY sent ON message_papers")
    for view in ("received_papers", "paper_keys", "received_documents"):
        op.execute(f"DROP VIEW {view}")
    for table in ("message_papers", "document_openings", "shared_documents"):
        op.execute(f"DROP TABLE {table}")
    op.execute("REVOKE ALL ON stored_documents FROM pristan_share")
    op.execute(  # as 0029 has granted it
        "GRANT SELECT (tenant_id, person_id, removed_at, scan) ON stored_documents TO pristan_share"
    )
    op.execute(PROVEN.format(before=KEPT_WITH_PROOF, after=KEPT))
    op.execute("ALTER TABLE legal_bases DROP COLUMN proof_id")
