"""What advisers propose is passed on to a centre for social work, by whoever asked them."""

from alembic import op

from migrations.policies import NETWORKS, TENANT, protect

revision = "0048_schools"
down_revision = "0047_aftercare"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words'"
)
TABLES = f"""
CREATE TABLE passed_proposals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  recipient_id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  request_id uuid NOT NULL,
  house_name text NOT NULL,
  programme_name text NOT NULL,
  closed_on date NOT NULL,
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  opened_at timestamptz,
  opened_by text NOT NULL,
  answer text NOT NULL CONSTRAINT ck_passed_proposals_answer
    CHECK (answer IN ('', 'taken_up', 'put_aside')),
  because text NOT NULL CONSTRAINT ck_passed_proposals_because CHECK (because IN ('',
    'seeking_already', 'another_centre', 'other_help', 'family_declines', 'not_needed')),
  answered_at timestamptz,
  answered_by text NOT NULL,
  draft_id uuid,
  withdrawn_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_passed_proposals PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_passed_proposals_id UNIQUE (id),
  CONSTRAINT uq_passed_proposals_tenant_id_number UNIQUE (tenant_id, number),
  CONSTRAINT ck_passed_proposals_two_houses CHECK (recipient_id <> tenant_id),
  CONSTRAINT ck_passed_proposals_answered CHECK ((answer = '') = (answered_at IS NULL)),
  CONSTRAINT ck_passed_proposals_why CHECK ((answer = 'put_aside') = (because <> '')),
  CONSTRAINT ck_passed_proposals_drafted CHECK ((answer = 'taken_up') = (draft_id IS NOT NULL)),
  CONSTRAINT fk_passed_proposals_recipient_id FOREIGN KEY (recipient_id) REFERENCES tenants (id),
  CONSTRAINT fk_passed_proposals_tenant_id_request_id FOREIGN KEY (tenant_id, request_id)
    REFERENCES requests (tenant_id, id),
  CONSTRAINT fk_passed_proposals_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_passed_proposals_recipient_id ON passed_proposals (recipient_id, id);
CREATE INDEX ix_passed_proposals_tenant_id_request_id
  ON passed_proposals (tenant_id, request_id);
CREATE INDEX ix_passed_proposals_tenant_id_member_id ON passed_proposals (tenant_id, member_id);
CREATE UNIQUE INDEX uq_passed_proposals_in_hand ON passed_proposals (tenant_id, enrolment_id)
  WHERE answer <> 'put_aside' AND withdrawn_at IS NULL;

CREATE TABLE proposal_parts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  person_id uuid NOT NULL,
  category text NOT NULL CONSTRAINT ck_proposal_parts_category CHECK (category IN ({CATEGORIES})),
  purpose text NOT NULL CONSTRAINT ck_proposal_parts_purpose CHECK (purpose = 'placement'),
  basis_id uuid NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_proposal_parts PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_proposal_parts_id UNIQUE (id),
  CONSTRAINT uq_proposal_parts_once UNIQUE (tenant_id, proposal_id, category),
  CONSTRAINT fk_proposal_parts_tenant_id_proposal_id FOREIGN KEY (tenant_id, proposal_id)
    REFERENCES passed_proposals (tenant_id, id),
  CONSTRAINT fk_proposal_parts_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_proposal_parts_tenant_id_basis_id FOREIGN KEY (tenant_id, basis_id)
    REFERENCES legal_bases (tenant_id, id));
CREATE INDEX ix_proposal_parts_tenant_id_person_id ON proposal_parts (tenant_id, person_id);
"""

# What is passed on is what advisers proposed to whoever passes it on, under the request with which
# they were asked. Then each side changes what is its own, once.
TRIGGERS = """
CREATE FUNCTION passed_proposals_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'pristan_app' AND NOT EXISTS (
      SELECT FROM mobile_cases c
      JOIN enrolments e ON e.tenant_id = c.tenant_id AND e.id = c.enrolment_id
      JOIN asks a ON a.tenant_id = e.asker_id AND a.id = e.ask_id
      WHERE c.asker_id = NEW.tenant_id AND c.enrolment_id = NEW.enrolment_id
        AND c.state = 'closed' AND c.next_step = 'placement_request'
        AND c.closed_on = NEW.closed_on
        AND a.tenant_id = NEW.tenant_id AND a.request_id = NEW.request_id) THEN
    RAISE EXCEPTION 'nobody has proposed that' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passed_proposals_begin BEFORE INSERT ON passed_proposals
  FOR EACH ROW EXECUTE FUNCTION passed_proposals_begin();

CREATE FUNCTION passed_proposals_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  looked text[] := CASE WHEN OLD.opened_at IS NULL THEN ARRAY['opened_at', 'opened_by']
    ELSE ARRAY[]::text[] END;
  theirs text[] := ARRAY['version'] || CASE
    WHEN OLD.withdrawn_at IS NOT NULL OR OLD.answer = 'put_aside' THEN ARRAY[]::text[]
    WHEN app_tenant() = OLD.recipient_id THEN looked || CASE OLD.answer WHEN ''
      THEN ARRAY['answer', 'because', 'answered_at', 'answered_by', 'draft_id']
      ELSE ARRAY['draft_id'] END
    WHEN app_tenant() = OLD.tenant_id THEN ARRAY['withdrawn_at']
    ELSE ARRAY[]::text[] END;
BEGIN
  IF to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'each side of a proposal changes what is its own, once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passed_proposals_keep BEFORE UPDATE ON passed_proposals
  FOR EACH ROW EXECUTE FUNCTION passed_proposals_keep();
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
LIVES = """t.withdrawn_at IS NULL AND (
    (t.answer = '' AND app_now() < t.created_at + interval '30 days')
    OR (t.answer = 'taken_up' AND app_now() < t.answered_at + interval '30 days'))"""
UNRESTRICTED = """NOT EXISTS (SELECT FROM file_restrictions held WHERE held.tenant_id = p.tenant_id
    AND held.person_id = p.person_id AND held.lifted_at IS NULL)"""
VIEWS = f"""
CREATE VIEW proposed_parts WITH (security_barrier) AS
SELECT p.tenant_id, p.id, p.person_id, p.proposal_id, p.recipient_id, p.category, p.sealed,
       p.created_at, p.by_name, c.kind AS basis, k.wrapped AS person_key, h.wrapped AS tenant_key,
       h.master_number
FROM proposal_parts p
JOIN passed_proposals t ON t.tenant_id = p.tenant_id AND t.id = p.proposal_id
  AND t.recipient_id = p.recipient_id
JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
JOIN tenant_keys h ON h.tenant_id = p.tenant_id
CROSS JOIN LATERAL {COVERS} c
WHERE t.recipient_id = (SELECT app_tenant()) AND {LIVES} AND {UNRESTRICTED}
  AND k.wrapped IS NOT NULL;
ALTER VIEW proposed_parts OWNER TO pristan_share;

CREATE VIEW proposed_profiles WITH (security_barrier) AS
SELECT t.tenant_id, t.id AS proposal_id, t.recipient_id, r.age, r.sex, r.region, r.home_town,
       r.school_level, r.needs
FROM passed_proposals t
JOIN requests r ON r.tenant_id = t.tenant_id AND r.id = t.request_id
WHERE t.recipient_id = (SELECT app_tenant()) AND {LIVES}
  AND EXISTS (SELECT FROM proposed_parts v
    WHERE v.tenant_id = t.tenant_id AND v.proposal_id = t.id AND v.category = 'identity');
ALTER VIEW proposed_profiles OWNER TO pristan_share;

CREATE VIEW proposal_requests WITH (security_barrier) AS
SELECT t.tenant_id, t.id AS proposal_id, t.recipient_id,
       (r.created_at AT TIME ZONE 'Europe/Ljubljana')::date AS requested_on,
       CASE WHEN t.recipient_id = (SELECT app_tenant()) THEN r.id END AS request_id
FROM passed_proposals t
JOIN requests r ON r.tenant_id = t.recipient_id AND r.draft_id = t.draft_id
WHERE (SELECT app_tenant()) IN (t.tenant_id, t.recipient_id);
ALTER VIEW proposal_requests OWNER TO pristan_share;
"""
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON passed_proposals TO pristan_app;
GRANT SELECT, INSERT ON proposal_parts TO pristan_app;
GRANT SELECT ON passed_proposals, proposal_parts TO pristan_share;
GRANT SELECT ON proposed_parts, proposed_profiles, proposal_requests TO pristan_app;
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
OF_MINE = f"tenant_id = {TENANT}"
BOTH = f"CASE WHEN {OF_MINE} THEN true ELSE recipient_id = {TENANT} END"
FELLOW = (
    "EXISTS (SELECT FROM network_tenants n JOIN tenants c ON c.id = n.tenant_id"
    " WHERE n.tenant_id = passed_proposals.recipient_id AND c.kind = 'csd'"
    f" AND n.network_id = ANY ({NETWORKS}::uuid[]))"
)
OPENED = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = proposal_parts.tenant_id AND y.id = proposal_parts.person_id)"
)
OF_REQUEST = (
    "EXISTS (SELECT FROM passed_proposals t JOIN requests r ON r.tenant_id = t.tenant_id"
    " AND r.id = t.request_id WHERE t.tenant_id = proposal_parts.tenant_id"
    " AND t.id = proposal_parts.proposal_id AND t.recipient_id = proposal_parts.recipient_id"
    " AND t.answer = '' AND t.withdrawn_at IS NULL AND r.person_id = proposal_parts.person_id)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(TRIGGERS)
    op.execute(VIEWS)
    op.execute(GRANTS)
    protect(
        "passed_proposals",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        passed=f"FOR INSERT TO pristan_app WITH CHECK ({OF_MINE} AND answer = '' AND {FELLOW})",
        moved=f"FOR UPDATE TO pristan_app USING ({BOTH}) WITH CHECK ({BOTH})",
        shared=SHARE,
    )
    protect(
        "proposal_parts",
        own=f"FOR SELECT TO pristan_app USING ({OPENED})",
        passed=f"FOR INSERT TO pristan_app WITH CHECK ({OPENED} AND {OF_REQUEST})",
        shared=SHARE,
    )


def downgrade() -> None:
    for view in ("proposal_requests", "proposed_profiles", "proposed_parts"):
        op.execute(f"DROP VIEW {view}")
    op.execute("DROP TABLE proposal_parts")
    op.execute("DROP TABLE passed_proposals")
    for function in ("passed_proposals_keep", "passed_proposals_begin"):
        op.execute(f"DROP FUNCTION {function}")
