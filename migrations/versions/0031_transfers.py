"""A young person's case goes to another centre: asked for by it, handed over by whose it is."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect

revision = "0031_transfers"
down_revision = "0030_shared_documents"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words'"
)
TABLES = f"""
CREATE TABLE case_transfers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  owner_id uuid NOT NULL,
  file_number text NOT NULL
    CONSTRAINT ck_case_transfers_file_number CHECK (length(file_number) BETWEEN 1 AND 20),
  reason text NOT NULL CONSTRAINT ck_case_transfers_reason
    CHECK (reason IN ('moved', 'guardianship', 'court', 'other')),
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  answer text NOT NULL
    CONSTRAINT ck_case_transfers_answer CHECK (answer IN ('', 'approved', 'declined')),
  declined_because text NOT NULL CONSTRAINT ck_case_transfers_declined_because CHECK
    (declined_because IN ('', 'unknown', 'stays_with_us', 'not_ready', 'call_us')),
  answered_at timestamptz,
  answered_by text NOT NULL,
  withdrawn_at timestamptz,
  taken_at timestamptz,
  taken_by text NOT NULL,
  person_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_case_transfers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_case_transfers_id UNIQUE (id),
  CONSTRAINT ck_case_transfers_two_houses CHECK (owner_id <> tenant_id),
  CONSTRAINT ck_case_transfers_answered CHECK ((answer = '') = (answered_at IS NULL)),
  CONSTRAINT ck_case_transfers_because CHECK ((answer = 'declined') = (declined_because <> '')),
  CONSTRAINT ck_case_transfers_taken CHECK (taken_at IS NULL OR answer = 'approved'),
  CONSTRAINT fk_case_transfers_owner_id FOREIGN KEY (owner_id) REFERENCES tenants (id),
  CONSTRAINT fk_case_transfers_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_case_transfers_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_case_transfers_owner_id ON case_transfers (owner_id, id);
CREATE INDEX ix_case_transfers_tenant_id_member_id ON case_transfers (tenant_id, member_id);
CREATE INDEX ix_case_transfers_tenant_id_person_id ON case_transfers (tenant_id, person_id);

CREATE TABLE transfer_parts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  person_id uuid NOT NULL,
  category text NOT NULL CONSTRAINT ck_transfer_parts_category CHECK (category IN ({CATEGORIES})),
  purpose text NOT NULL CONSTRAINT ck_transfer_parts_purpose CHECK (purpose = 'care'),
  basis_id uuid NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_transfer_parts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_transfer_parts_id UNIQUE (id),
  CONSTRAINT uq_transfer_parts_once UNIQUE (tenant_id, transfer_id, category),
  CONSTRAINT fk_transfer_parts_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_transfer_parts_recipient_id_transfer_id FOREIGN KEY (recipient_id, transfer_id)
    REFERENCES case_transfers (tenant_id, id),
  CONSTRAINT fk_transfer_parts_tenant_id_basis_id FOREIGN KEY (tenant_id, basis_id)
    REFERENCES legal_bases (tenant_id, id));
CREATE INDEX ix_transfer_parts_tenant_id_person_id ON transfer_parts (tenant_id, person_id);
CREATE INDEX ix_transfer_parts_recipient_id_transfer_id
  ON transfer_parts (recipient_id, transfer_id);
"""

# Each side changes what is its own, once: who is asked answers, who asked withdraws or takes over.
KEEP = """
CREATE FUNCTION case_transfers_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := ARRAY['version'] || CASE
    WHEN app_tenant() = OLD.owner_id AND OLD.answer = '' AND OLD.withdrawn_at IS NULL
      THEN ARRAY['answer', 'declined_because', 'answered_at', 'answered_by']
    WHEN app_tenant() = OLD.tenant_id AND OLD.withdrawn_at IS NULL AND OLD.taken_at IS NULL
      THEN CASE OLD.answer WHEN '' THEN ARRAY['withdrawn_at']
        WHEN 'approved' THEN ARRAY['taken_at', 'taken_by', 'person_id'] ELSE ARRAY[]::text[] END
    ELSE ARRAY[]::text[] END;
BEGIN
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'each side of a transfer changes what is its own, once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_transfers_keep BEFORE UPDATE ON case_transfers
  FOR EACH ROW EXECUTE FUNCTION case_transfers_keep();
"""

# The rule of `network.consent.decision.covered`, as in 0024: judged again at every look.
REACHES = """{b}.tenant_id = p.tenant_id AND {b}.person_id = p.person_id AND {b}.effective
   AND {b}.withdrawn_at IS NULL AND {b}.starts <= app_today()
   AND ({b}.ends IS NULL OR {b}.ends >= app_today()) AND {b}.purpose = p.purpose
   AND ({b}.recipients = '{{}}' OR p.recipient_id = ANY ({b}.recipients))
   AND p.category = ANY ({b}.categories)"""
FIRMNESS = "ARRAY['court_order', 'statutory_task', 'duty_to_report', 'vital_interest', 'consent']"
COVERS = f"""(SELECT b.kind FROM legal_bases b WHERE {REACHES.format(b="b")} AND NOT b.dissent
   AND (b.kind <> 'consent' OR NOT EXISTS (SELECT FROM legal_bases n
     WHERE {REACHES.format(b="n")} AND n.dissent))
   ORDER BY array_position({FIRMNESS}, b.kind) LIMIT 1)"""
LIVES = """t.answer = 'approved' AND t.taken_at IS NULL AND t.withdrawn_at IS NULL
  AND app_now() < t.answered_at + interval '14 days'"""
VIEWS = f"""
CREATE VIEW transferred_parts WITH (security_barrier) AS
SELECT p.tenant_id, p.id, p.person_id, p.transfer_id, p.recipient_id, p.category, p.sealed,
       c.kind AS basis, k.wrapped AS person_key, h.wrapped AS tenant_key, h.master_number
FROM transfer_parts p
JOIN case_transfers t ON t.tenant_id = p.recipient_id AND t.id = p.transfer_id
  AND t.owner_id = p.tenant_id
JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
JOIN tenant_keys h ON h.tenant_id = p.tenant_id
CROSS JOIN LATERAL {COVERS} c
WHERE p.recipient_id = (SELECT app_tenant()) AND t.tenant_id = (SELECT app_tenant())
  AND {LIVES} AND k.wrapped IS NOT NULL;
ALTER VIEW transferred_parts OWNER TO pristan_share;
"""
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON case_transfers TO pristan_app;
GRANT SELECT, INSERT ON transfer_parts TO pristan_app;
GRANT SELECT ON case_transfers, transfer_parts TO pristan_share;
GRANT SELECT ON transferred_parts TO pristan_app;
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
OF_MINE = f"tenant_id = {TENANT}"
BOTH = f"CASE WHEN {OF_MINE} THEN true ELSE owner_id = {TENANT} END"
FELLOW = (
    "EXISTS (SELECT FROM network_tenants n JOIN tenants c ON c.id = n.tenant_id"
    " WHERE n.tenant_id = case_transfers.owner_id AND c.kind = 'csd'"
    f" AND n.network_id = ANY ({NETWORKS}::uuid[]))"
)
OPENED = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = transfer_parts.tenant_id AND y.id = transfer_parts.person_id)"
)
ASKED = (
    "EXISTS (SELECT FROM case_transfers t WHERE t.id = transfer_parts.transfer_id"
    f" AND t.tenant_id = transfer_parts.recipient_id AND t.owner_id = {TENANT}"
    " AND t.answer = '' AND t.withdrawn_at IS NULL)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(VIEWS)
    op.execute(GRANTS)
    protect(
        "case_transfers",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        asked=f"FOR INSERT TO pristan_app WITH CHECK ({OF_MINE} AND answer = '' AND {FELLOW})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )
    protect(
        "transfer_parts",
        own=f"FOR SELECT TO pristan_app USING ({OPENED})",
        handed_over=f"FOR INSERT TO pristan_app WITH CHECK ({OPENED} AND {ASKED})",
        shared=SHARE,
    )


def downgrade() -> None:
    op.execute("DROP VIEW transferred_parts")
    op.execute("DROP TABLE transfer_parts")
    op.execute("DROP TABLE case_transfers")
    op.execute("DROP FUNCTION case_transfers_keep")
