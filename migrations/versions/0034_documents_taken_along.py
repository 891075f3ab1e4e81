"""Documents go along with a case that another centre takes, and into a home's own file."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect

revision = "0034_documents_taken_along"
down_revision = "0034_documents_travel"
branch_labels = None
depends_on = None

KINDS = (
    "'social_anamnesis', 'psychological_report', 'psychiatric_report', 'school_report',"
    " 'guidance_decision', 'court_decision', 'consent', 'earlier_home_report', 'health_report',"
    " 'individual_plan', 'other'"
)
# What a document of a kind tells of (network.documents.kinds.ABOUT), as in 0030.
ABOUT = """CASE kind WHEN 'social_anamnesis' THEN 'family' WHEN 'psychological_report' THEN 'health'
  WHEN 'psychiatric_report' THEN 'health' WHEN 'school_report' THEN 'school'
  WHEN 'guidance_decision' THEN 'school' WHEN 'court_decision' THEN 'court'
  WHEN 'consent' THEN 'family' WHEN 'earlier_home_report' THEN 'history'
  WHEN 'health_report' THEN 'health' WHEN 'individual_plan' THEN 'needs'
  WHEN 'other' THEN 'documents' END"""
TABLES = f"""
CREATE TABLE transfer_documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  person_id uuid NOT NULL,
  document_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_transfer_documents_kind CHECK (kind IN ({KINDS})),
  category text NOT NULL,
  purpose text NOT NULL CONSTRAINT ck_transfer_documents_purpose CHECK (purpose = 'care'),
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_transfer_documents PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_transfer_documents_id UNIQUE (id),
  CONSTRAINT uq_transfer_documents_once UNIQUE (tenant_id, transfer_id, document_id),
  CONSTRAINT ck_transfer_documents_about CHECK (category = {ABOUT}),
  CONSTRAINT fk_transfer_documents_tenant_id_document_id FOREIGN KEY (tenant_id, document_id)
    REFERENCES stored_documents (tenant_id, id),
  CONSTRAINT fk_transfer_documents_recipient_id_transfer_id FOREIGN KEY (recipient_id, transfer_id)
    REFERENCES case_transfers (tenant_id, id));
CREATE INDEX ix_transfer_documents_recipient_id_transfer_id
  ON transfer_documents (recipient_id, transfer_id);

CREATE TABLE arriving_documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  origin text NOT NULL
    CONSTRAINT ck_arriving_documents_origin CHECK (origin IN ('transfer', 'ask')),
  origin_id uuid NOT NULL,
  source_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_arriving_documents_kind CHECK (kind IN ({KINDS})),
  member_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_arriving_documents_state
    CHECK (state IN ('waiting', 'kept', 'lost')),
  document_id uuid,
  settled_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_arriving_documents PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_arriving_documents_id UNIQUE (id),
  CONSTRAINT uq_arriving_documents_once UNIQUE (tenant_id, person_id, source_id),
  CONSTRAINT ck_arriving_documents_settled CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CONSTRAINT ck_arriving_documents_kept CHECK ((state = 'kept') = (document_id IS NOT NULL)),
  CONSTRAINT fk_arriving_documents_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_arriving_documents_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_arriving_documents_tenant_id_document_id FOREIGN KEY (tenant_id, document_id)
    REFERENCES stored_documents (tenant_id, id));
CREATE INDEX ix_arriving_documents_tenant_id_person_id
  ON arriving_documents (tenant_id, person_id, id);
"""

# The rule of 0024 and 0030, for care: a basis for documents, and one for what this one tells of.
REACHES = """{b}.tenant_id = x.tenant_id AND {b}.person_id = x.person_id AND {b}.effective
   AND {b}.withdrawn_at IS NULL AND {b}.starts <= app_today()
   AND ({b}.ends IS NULL OR {b}.ends >= app_today()) AND {b}.purpose = x.purpose
   AND ({b}.recipients = '{{}}' OR x.recipient_id = ANY ({b}.recipients))
   AND {category} = ANY ({b}.categories)"""
FIRMNESS = "ARRAY['court_order', 'statutory_task', 'duty_to_report', 'vital_interest', 'consent']"


def covers(category: str) -> str:
    """The firmest basis for handing over that category; none without one."""
    held, refused = (REACHES.format(b=b, category=category) for b in ("b", "n"))
    return f"""(SELECT b.kind FROM legal_bases b WHERE {held} AND NOT b.dissent
   AND (b.kind <> 'consent' OR NOT EXISTS (SELECT FROM legal_bases n
     WHERE {refused} AND n.dissent))
   ORDER BY array_position({FIRMNESS}, b.kind) LIMIT 1)"""


# Until it is taken, and while it is on its way into the file that was begun.
LIVES = """t.answer = 'approved' AND t.withdrawn_at IS NULL
  AND app_now() < t.answered_at + interval '14 days' AND (t.taken_at IS NULL OR EXISTS (
    SELECT FROM arriving_documents w WHERE w.tenant_id = x.recipient_id AND w.source_id = x.id
    AND w.person_id = t.person_id AND w.state = 'waiting'))"""
VIEW = f"""
CREATE VIEW transferred_documents WITH (security_barrier) AS
SELECT x.tenant_id, x.id, x.document_id, x.person_id, x.transfer_id, x.recipient_id, x.kind,
       x.category, x.sealed, d.media_type, d.size, d.scan, d.content_id, d.content_key,
       c.kind AS basis, f.kind AS basis_about, k.wrapped AS person_key, h.wrapped AS tenant_key,
       h.master_number
FROM transfer_documents x
JOIN case_transfers t ON t.tenant_id = x.recipient_id AND t.id = x.transfer_id
  AND t.owner_id = x.tenant_id
JOIN stored_documents d ON d.tenant_id = x.tenant_id AND d.id = x.document_id
  AND d.person_id = x.person_id AND d.kind = x.kind
JOIN person_keys k ON k.tenant_id = x.tenant_id AND k.person_id = x.person_id
JOIN tenant_keys h ON h.tenant_id = x.tenant_id
CROSS JOIN LATERAL {covers("'documents'")} c
CROSS JOIN LATERAL {covers("x.category")} f
WHERE x.recipient_id = (SELECT app_tenant()) AND t.tenant_id = (SELECT app_tenant())
  AND {LIVES} AND k.wrapped IS NOT NULL;
ALTER VIEW transferred_documents OWNER TO pristan_share;
"""
GRANTS = """
GRANT SELECT, INSERT ON transfer_documents, arriving_documents TO pristan_app;
GRANT UPDATE (state, document_id, settled_at) ON arriving_documents TO pristan_app;
GRANT SELECT ON transfer_documents, arriving_documents TO pristan_share;
GRANT SELECT ON transferred_documents TO pristan_app;
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"


def opened(table: str) -> str:
    """Whoever opens the file, as 0032 has it."""
    return (
        f"tenant_id = {TENANT} AND {MEMBER} IS NOT NULL AND EXISTS (SELECT FROM opened_files o"
        f" WHERE o.tenant_id = {table}.tenant_id AND o.id = {table}.person_id)"
    )


# A document of that very file, for a centre that waits for its answer.
ASKED = (
    "EXISTS (SELECT FROM case_transfers t WHERE t.id = transfer_documents.transfer_id"
    f" AND t.tenant_id = transfer_documents.recipient_id AND t.owner_id = {TENANT}"
    " AND t.answer = '' AND t.withdrawn_at IS NULL)"
    " AND EXISTS (SELECT FROM stored_documents d WHERE d.tenant_id = transfer_documents.tenant_id"
    " AND d.id = transfer_documents.document_id AND d.person_id = transfer_documents.person_id"
    " AND d.kind = transfer_documents.kind AND d.removed_at IS NULL)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(VIEW)
    op.execute(GRANTS)
    protect(
        "transfer_documents",
        own=f"FOR SELECT TO pristan_app USING ({opened('transfer_documents')})",
        handed_over="FOR INSERT TO pristan_app WITH CHECK"
        f" ({opened('transfer_documents')} AND {ASKED})",
        shared=SHARE,
    )
    arriving = opened("arriving_documents")
    protect(
        "arriving_documents",
        opened=f"FOR SELECT TO pristan_app USING ({arriving})",
        begun="FOR INSERT TO pristan_app WITH CHECK"
        f" ({arriving} AND member_id = {MEMBER} AND state = 'waiting')",
        settled=f"FOR UPDATE TO pristan_app USING ({arriving} AND state = 'waiting')"
        f" WITH CHECK ({arriving} AND state <> 'waiting')",
        shared=SHARE,
    )


def downgrade() -> None:
    op.execute("DROP VIEW transferred_documents")
    op.execute("DROP TABLE arriving_documents")
    op.execute("DROP TABLE transfer_documents")
