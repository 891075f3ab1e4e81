"""Rights of the person: what was asked and decided, restriction, erasure, and how long is kept.

A key is destroyed by the database itself, when two people agree and nothing stands against it.
"""

import re

import sqlalchemy as sa
from alembic import op

from migrations.policies import MEMBER, TENANT, protect, unforced

revision = "0028_rights"
down_revision = "0027_own_pages"
branch_labels = None
depends_on = None

FILE = "REFERENCES young_persons (tenant_id, id)"
TABLES = f"""
CREATE TABLE rights_requests (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  person_id uuid NOT NULL,
  file_number text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_rights_requests_kind CHECK
    (kind IN ('access', 'rectification', 'restriction', 'erasure', 'objection')),
  asked_by text NOT NULL CONSTRAINT ck_rights_requests_asked_by CHECK
    (asked_by IN ('young_person', 'parent', 'guardian', 'representative')),
  proof text NOT NULL CONSTRAINT ck_rights_requests_proof CHECK
    (proof IN ('identity_document', 'known_in_person', 'electronic_signature', 'authorisation')),
  received_on date NOT NULL,
  due_on date NOT NULL,
  asked bytea,
  extended_at timestamptz,
  extension bytea,
  decision text NOT NULL CONSTRAINT ck_rights_requests_decision CHECK
    (decision IN ('', 'granted', 'partly', 'refused', 'withdrawn')),
  answer bytea,
  decided_at timestamptz,
  decided_by_id uuid,
  decided_by text NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_rights_requests PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_rights_requests_id UNIQUE (id),
  CONSTRAINT uq_rights_requests_tenant_id_number UNIQUE (tenant_id, number),
  CONSTRAINT ck_rights_requests_decided CHECK ((decision = '') = (decided_at IS NULL)),
  CONSTRAINT fk_rights_requests_tenant_id_person_id
    FOREIGN KEY (tenant_id, person_id) {FILE});
CREATE INDEX ix_rights_requests_tenant_id_person_id ON rights_requests (tenant_id, person_id);

CREATE TABLE rights_steps (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  rights_request_id uuid NOT NULL,
  step text NOT NULL CONSTRAINT ck_rights_steps_step CHECK (step IN ('received', 'extended',
    'granted', 'partly', 'refused', 'withdrawn', 'report_finished', 'handed_over', 'rectified',
    'restricted', 'lifted', 'erasure_asked', 'erased')),
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_rights_steps PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_rights_steps_id UNIQUE (id),
  CONSTRAINT fk_rights_steps_tenant_id_rights_request_id FOREIGN KEY (tenant_id, rights_request_id)
    REFERENCES rights_requests (tenant_id, id));
CREATE INDEX ix_rights_steps_tenant_id_rights_request_id
  ON rights_steps (tenant_id, rights_request_id);

CREATE TABLE erasures (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  person_id uuid NOT NULL,
  file_number text NOT NULL,
  rights_request_id uuid,
  ground text NOT NULL CONSTRAINT ck_erasures_ground CHECK (ground IN ('asked_for', 'retention')),
  asked_by_id uuid,
  asked_by text NOT NULL,
  dropped_at timestamptz,
  dropped_by text NOT NULL,
  confirmed_at timestamptz,
  confirmed_by_id uuid,
  confirmed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_erasures PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_erasures_id UNIQUE (id),
  CONSTRAINT uq_erasures_tenant_id_number UNIQUE (tenant_id, number),
  CONSTRAINT ck_erasures_ended CHECK (num_nonnulls(dropped_at, confirmed_at) <= 1),
  CONSTRAINT ck_erasures_two_people CHECK (confirmed_by_id <> asked_by_id),
  CONSTRAINT fk_erasures_tenant_id_person_id FOREIGN KEY (tenant_id, person_id) {FILE},
  CONSTRAINT fk_erasures_tenant_id_rights_request_id FOREIGN KEY (tenant_id, rights_request_id)
    REFERENCES rights_requests (tenant_id, id));
CREATE UNIQUE INDEX uq_erasures_open ON erasures (tenant_id, person_id) WHERE dropped_at IS NULL;
CREATE INDEX ix_erasures_tenant_id_rights_request_id ON erasures (tenant_id, rights_request_id);

CREATE TABLE retention_rules (
  tenant_id uuid NOT NULL,
  record_class text NOT NULL CONSTRAINT ck_retention_rules_record_class CHECK
    (record_class IN ('file')),
  years integer NOT NULL CONSTRAINT ck_retention_rules_years CHECK (years BETWEEN 1 AND 100),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT pk_retention_rules PRIMARY KEY (tenant_id, record_class),
  CONSTRAINT fk_retention_rules_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));

CREATE TABLE file_restrictions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  rights_request_id uuid,
  ground text NOT NULL CONSTRAINT ck_file_restrictions_ground CHECK
    (ground IN ('accuracy', 'unlawful', 'legal_claims', 'objection')),
  by_name text NOT NULL,
  lifted_at timestamptz,
  lifted_by text NOT NULL,
  lifted text NOT NULL CONSTRAINT ck_file_restrictions_lifted CHECK
    (lifted IN ('', 'corrected', 'accurate', 'claims_ended', 'interests_weighed', 'own_wish')),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_file_restrictions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_file_restrictions_id UNIQUE (id),
  CONSTRAINT ck_file_restrictions_lifted_because CHECK ((lifted_at IS NULL) = (lifted = '')),
  CONSTRAINT fk_file_restrictions_tenant_id_person_id
    FOREIGN KEY (tenant_id, person_id) {FILE},
  CONSTRAINT fk_file_restrictions_tenant_id_rights_request_id
    FOREIGN KEY (tenant_id, rights_request_id) REFERENCES rights_requests (tenant_id, id));
CREATE UNIQUE INDEX uq_file_restrictions_in_force ON file_restrictions (tenant_id, person_id)
  WHERE lifted_at IS NULL;
CREATE INDEX ix_file_restrictions_tenant_id_person_id ON file_restrictions (tenant_id, person_id);
CREATE INDEX ix_file_restrictions_tenant_id_rights_request_id
  ON file_restrictions (tenant_id, rights_request_id);

CREATE TABLE access_reports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  rights_request_id uuid NOT NULL,
  person_id uuid NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  finished_at timestamptz,
  finished_by text NOT NULL,
  digest bytea,
  handed_over_at timestamptz,
  handed_over_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_access_reports PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_access_reports_id UNIQUE (id),
  CONSTRAINT uq_access_reports_tenant_id_rights_request_id UNIQUE (tenant_id, rights_request_id),
  CONSTRAINT ck_access_reports_finished CHECK ((finished_at IS NULL) = (digest IS NULL)),
  CONSTRAINT ck_access_reports_handed_over
    CHECK (handed_over_at IS NULL OR finished_at IS NOT NULL),
  CONSTRAINT fk_access_reports_tenant_id_person_id FOREIGN KEY (tenant_id, person_id) {FILE},
  CONSTRAINT fk_access_reports_tenant_id_rights_request_id
    FOREIGN KEY (tenant_id, rights_request_id) REFERENCES rights_requests (tenant_id, id));
CREATE INDEX ix_access_reports_tenant_id_person_id ON access_reports (tenant_id, person_id);

CREATE TABLE rectifications (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  rights_request_id uuid NOT NULL,
  person_id uuid NOT NULL,
  category text NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_rectifications PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_rectifications_id UNIQUE (id),
  CONSTRAINT fk_rectifications_tenant_id_person_id FOREIGN KEY (tenant_id, person_id) {FILE},
  CONSTRAINT fk_rectifications_tenant_id_rights_request_id
    FOREIGN KEY (tenant_id, rights_request_id) REFERENCES rights_requests (tenant_id, id));
CREATE INDEX ix_rectifications_tenant_id_person_id ON rectifications (tenant_id, person_id);
CREATE INDEX ix_rectifications_tenant_id_rights_request_id
  ON rectifications (tenant_id, rights_request_id);
"""

# What stands against an erasure, and since when nothing was written of a file or done for it. For
# those who judge it, who need not open the file, and for jobs.
WATCH = f"({MEMBER} IS NULL OR (SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))"
VIEWS = f"""
CREATE VIEW files_at_rest WITH (security_barrier) AS
SELECT y.tenant_id, y.id AS person_id, y.number,
       (greatest(y.created_at,
         (SELECT max(p.changed_at) FROM file_parts p
          WHERE p.tenant_id = y.tenant_id AND p.person_id = y.id),
         (SELECT max(r.closed_at) FROM requests r
          WHERE r.tenant_id = y.tenant_id AND r.person_id = y.id),
         (SELECT max(s.left_on)::timestamptz FROM placement_files f
          JOIN placements s ON s.tenant_id = f.tenant_id AND s.id = f.placement_id
          WHERE f.tenant_id = y.tenant_id AND f.person_id = y.id)
        ) AT TIME ZONE 'Europe/Ljubljana')::date AS since
FROM young_persons y
JOIN person_keys k ON k.tenant_id = y.tenant_id AND k.person_id = y.id AND k.wrapped IS NOT NULL
WHERE y.tenant_id = (SELECT app_tenant()) AND {WATCH};

CREATE VIEW kept_because WITH (security_barrier) AS
SELECT w.tenant_id, w.person_id, w.reason, w.number, w.until FROM (
  SELECT r.tenant_id, r.person_id, 'request' AS reason, r.number, NULL::date AS until
  FROM requests r
  LEFT JOIN asks a ON a.tenant_id = r.tenant_id AND a.id = r.accepted_ask_id
  WHERE r.person_id IS NOT NULL AND r.closed_at IS NULL AND coalesce(a.state, '') <> 'departed'
  UNION ALL
  SELECT f.tenant_id, f.person_id, 'placement', s.number, NULL
  FROM placement_files f
  JOIN placements s ON s.tenant_id = f.tenant_id AND s.id = f.placement_id
  WHERE s.state IN ('expected', 'resident')
  UNION ALL
  SELECT b.tenant_id, b.person_id, 'court_order', '', b.ends
  FROM legal_bases b
  WHERE b.kind = 'court_order' AND b.withdrawn_at IS NULL
    AND (b.ends IS NULL OR b.ends >= app_today())
  UNION ALL
  SELECT t.tenant_id, t.person_id, 'retention', '',
         (t.since + make_interval(years => u.years))::date
  FROM files_at_rest t
  JOIN retention_rules u ON u.tenant_id = t.tenant_id AND u.record_class = 'file'
  WHERE (t.since + make_interval(years => u.years))::date > app_today()
) w WHERE w.tenant_id = (SELECT app_tenant()) AND {WATCH};
"""

KEEP = """
CREATE FUNCTION rights_requests_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['version', 'due_on', 'extended_at', 'extension', 'decision', 'answer',
                        'decided_at', 'decided_by_id', 'decided_by'];
  words text[] := ARRAY['asked', 'extension', 'answer'];
BEGIN
  IF to_jsonb(NEW) - words = to_jsonb(OLD) - words
     AND num_nonnulls(NEW.asked, NEW.extension, NEW.answer) = 0
     AND EXISTS (SELECT FROM person_keys k WHERE k.tenant_id = NEW.tenant_id
                 AND k.person_id = NEW.person_id AND k.wrapped IS NULL) THEN
    RETURN NEW;  -- the file is erased, and with it the words about it
  END IF;
  IF OLD.decision <> '' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
     OR (OLD.extended_at IS NOT NULL AND NEW.due_on <> OLD.due_on)
     OR NEW.due_on > (OLD.received_on + interval '3 months')::date THEN
    RAISE EXCEPTION 'what was asked stays, and is decided once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rights_requests_keep BEFORE UPDATE ON rights_requests
  FOR EACH ROW EXECUTE FUNCTION rights_requests_keep();

CREATE FUNCTION erasures_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['version', 'dropped_at', 'dropped_by', 'confirmed_at', 'confirmed_by_id',
                        'confirmed_by'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.created_at := app_now();
    IF num_nonnulls(NEW.dropped_at, NEW.confirmed_at, NEW.confirmed_by_id) > 0 THEN
      RAISE EXCEPTION 'an erasure begins unconfirmed' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF num_nonnulls(OLD.dropped_at, OLD.confirmed_at) > 0
     OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
     OR (NEW.confirmed_at IS NOT NULL AND (app_member() IS NULL OR
         NEW.confirmed_by_id IS DISTINCT FROM app_member())) THEN
    RAISE EXCEPTION 'an erasure is confirmed once, by somebody else'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasures_keep BEFORE INSERT OR UPDATE ON erasures
  FOR EACH ROW EXECUTE FUNCTION erasures_keep();

-- With the rights of whoever confirms, who need not open the file: once it is confirmed, policies
-- show them the key and what else has to go.
CREATE FUNCTION erasures_destroy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kept_because w
             WHERE w.tenant_id = NEW.tenant_id AND w.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'something stands against this erasure'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id AND wrapped IS NOT NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER erasures_destroy AFTER UPDATE ON erasures FOR EACH ROW
  WHEN (OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL)
  EXECUTE FUNCTION erasures_destroy();

CREATE FUNCTION person_keys_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.wrapped IS NULL OR (NEW.wrapped IS NULL AND current_user = 'pristan_app'
      AND NOT EXISTS (SELECT FROM erasures e WHERE e.tenant_id = NEW.tenant_id
                      AND e.person_id = NEW.person_id AND e.confirmed_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'a key is destroyed by an erasure, and for ever'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_keys_keep BEFORE UPDATE ON person_keys
  FOR EACH ROW WHEN (NEW.wrapped IS DISTINCT FROM OLD.wrapped) EXECUTE FUNCTION person_keys_keep();

-- What stands in the clear beside the file, or under another key, goes with the key of the file;
-- also where a backup from before is brought back and the erasure is done again.
CREATE FUNCTION rights_forget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  contents uuid[];
  asked_for uuid[] := ARRAY(SELECT id FROM requests
    WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id);
  asked uuid[] := ARRAY(SELECT id FROM asks
    WHERE tenant_id = NEW.tenant_id AND request_id = ANY (asked_for));
  stays uuid[] := ARRAY(SELECT placement_id FROM placement_files
    WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id);
BEGIN
  UPDATE rights_requests SET asked = NULL, extension = NULL, answer = NULL
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id;
  UPDATE requests SET risks = '', own_words = '', home_town = '', file_reference = ''
  WHERE tenant_id = NEW.tenant_id AND id = ANY (asked_for);
  UPDATE disclosures SET content = (content::jsonb || '{"risks": "", "own_words": ""}')::json
  WHERE tenant_id = NEW.tenant_id AND ask_id = ANY (asked);
  UPDATE messages SET body = '' WHERE tenant_id = NEW.tenant_id AND ask_id = ANY (asked);
  DELETE FROM notes
  WHERE tenant_id = NEW.tenant_id AND subject_id = ANY (asked_for || asked || stays);
  contents := ARRAY(SELECT content_id FROM stored_documents WHERE tenant_id = NEW.tenant_id
    AND person_id = NEW.person_id AND content_id IS NOT NULL);
  UPDATE stored_documents SET content_id = NULL, content_key = NULL, removed_at = app_now(),
    removed_by = '', removal = 'other', title = NULL
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id AND removed_at IS NULL;
  DELETE FROM document_contents WHERE tenant_id = NEW.tenant_id AND id = ANY (contents);
  RETURN NEW;
END $$;
CREATE TRIGGER rights_forget AFTER UPDATE ON person_keys
  FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION rights_forget();

-- GDPR article 18: while a file is restricted, nothing of it is shown to anybody else.
CREATE FUNCTION shared_parts_unrestricted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM file_restrictions x WHERE x.tenant_id = NEW.tenant_id
             AND x.person_id = NEW.person_id AND x.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'the file is restricted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shared_parts_unrestricted BEFORE INSERT ON shared_parts
  FOR EACH ROW EXECUTE FUNCTION shared_parts_unrestricted();
CREATE FUNCTION file_restrictions_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := ARRAY['lifted_at', 'lifted_by', 'lifted'];
BEGIN
  IF OLD.lifted_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
    RAISE EXCEPTION 'a restriction is lifted once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER file_restrictions_keep BEFORE UPDATE ON file_restrictions
  FOR EACH ROW EXECUTE FUNCTION file_restrictions_keep();

CREATE FUNCTION access_reports_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['version', 'handed_over_at', 'handed_over_by'];
  before text[] := ARRAY['version', 'sealed', 'finished_at', 'finished_by', 'digest'];
BEGIN
  IF to_jsonb(NEW) - (CASE WHEN OLD.finished_at IS NULL THEN before ELSE later END)
     <> to_jsonb(OLD) - (CASE WHEN OLD.finished_at IS NULL THEN before ELSE later END)
     OR OLD.handed_over_at IS NOT NULL THEN
    RAISE EXCEPTION 'a finished report stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_reports_keep BEFORE UPDATE ON access_reports
  FOR EACH ROW EXECUTE FUNCTION access_reports_keep();
"""
FUNCTIONS = {
    "rights_requests_keep": "rights_requests",
    "erasures_keep": "erasures",
    "erasures_destroy": "erasures",
    "person_keys_keep": "person_keys",
    "rights_forget": "person_keys",
    "shared_parts_unrestricted": "shared_parts",
    "file_restrictions_keep": "file_restrictions",
    "access_reports_keep": "access_reports",
}

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON rights_requests, erasures, retention_rules, file_restrictions,
  access_reports TO pristan_app;
GRANT SELECT, INSERT ON rights_steps, rectifications TO pristan_app;
GRANT UPDATE (body) ON messages TO pristan_app;
GRANT UPDATE (title) ON stored_documents TO pristan_app;
GRANT DELETE ON notes TO pristan_app;
GRANT SELECT ON retention_rules, placement_files TO pristan_share;
GRANT SELECT (number) ON placements TO pristan_share;
GRANT SELECT (tenant_id, person_id, changed_at) ON file_parts TO pristan_share;
GRANT SELECT (number, created_at) ON young_persons TO pristan_share;
"""
REVOKES = """
REVOKE UPDATE (body) ON messages FROM pristan_app;
REVOKE UPDATE (title) ON stored_documents FROM pristan_app;
REVOKE DELETE ON notes FROM pristan_app;
REVOKE ALL ON placement_files FROM pristan_share;
REVOKE SELECT (number) ON placements FROM pristan_share;
REVOKE SELECT (tenant_id, person_id, changed_at) ON file_parts FROM pristan_share;
REVOKE SELECT (number, created_at) ON young_persons FROM pristan_share;
"""
OWN = f"tenant_id = {TENANT}"
JOB = f"{MEMBER} IS NULL"
WATCHES = "((SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))"


def opened(table: str) -> str:
    """Whoever acts opens the file that a row is about."""
    return (
        f"EXISTS (SELECT FROM young_persons y WHERE y.tenant_id = {table}.tenant_id"
        f" AND y.id = {table}.person_id)"
    )


def judges(table: str) -> str:
    """The data-protection officer and the head, but for a file they are kept away from."""
    return (
        f"{WATCHES} AND NOT EXISTS (SELECT FROM file_exclusions x"
        f" WHERE x.tenant_id = {table}.tenant_id AND x.person_id = {table}.person_id"
        f" AND x.member_id = {MEMBER})"
    )


def seen(table: str) -> str:
    """The request that a row belongs to."""
    return (
        f"EXISTS (SELECT FROM rights_requests p WHERE p.tenant_id = {table}.tenant_id"
        f" AND p.id = {table}.rights_request_id)"
    )


def erased(table: str, person: str = "person_id") -> str:
    """The key of the file that a row is about was destroyed."""
    return (
        f"EXISTS (SELECT FROM person_keys k WHERE k.tenant_id = {table}.tenant_id"
        f" AND k.person_id = {table}.{person} AND k.wrapped IS NULL)"
    )


def of_erased_ask(table: str) -> str:
    """The same for what belongs to an ask."""
    return (
        "EXISTS (SELECT FROM asks a JOIN requests r ON r.tenant_id = a.tenant_id"
        " AND r.id = a.request_id JOIN person_keys k ON k.tenant_id = r.tenant_id"
        f" AND k.person_id = r.person_id AND k.wrapped IS NULL"
        f" WHERE a.tenant_id = {table}.tenant_id"
        f" AND a.id = {table}.ask_id)"
    )


SHARE = "FOR SELECT TO pristan_share USING (true)"
CONFIRMED = (
    "EXISTS (SELECT FROM erasures e WHERE e.tenant_id = person_keys.tenant_id"
    " AND e.person_id = person_keys.person_id AND e.confirmed_at IS NOT NULL)"
)
# A note on a request, an ask or a stay of somebody whose file was erased.
OF_ERASED = (
    "EXISTS (SELECT FROM person_keys k WHERE k.tenant_id = notes.tenant_id AND k.wrapped IS NULL"
    " AND (EXISTS (SELECT FROM requests r LEFT JOIN asks a ON a.tenant_id = r.tenant_id"
    " AND a.request_id = r.id WHERE r.tenant_id = k.tenant_id AND r.person_id = k.person_id"
    " AND notes.subject_id IN (r.id, a.id)) OR EXISTS (SELECT FROM placement_files f"
    " WHERE f.tenant_id = k.tenant_id AND f.person_id = k.person_id"
    " AND f.placement_id = notes.subject_id)))"
)


def going(table: str, condition: str, command: str = "UPDATE") -> str:
    """What anybody of the house may do to a row, and only where the key is gone already."""
    rule = f"tenant_id = {TENANT} AND {condition}"
    check = f" WITH CHECK ({rule})" if command == "UPDATE" else ""
    return f"CREATE POLICY forgotten_{command.lower()} ON {table} FOR {command} TO pristan_app" + (
        f" USING ({rule}){check}"
    )


# Whoever confirms an erasure need not open the file. What has to go is shown to them from then on.
FORGETS = (
    f"CREATE POLICY forgotten_update ON person_keys FOR UPDATE TO pristan_app"
    f" USING (tenant_id = {TENANT} AND {CONFIRMED})"
    f" WITH CHECK (tenant_id = {TENANT} AND wrapped IS NULL)",
    going("person_keys", CONFIRMED, "SELECT"),
    going("messages", of_erased_ask("messages")),
    going("stored_documents", erased("stored_documents"), "SELECT"),
    going("stored_documents", erased("stored_documents")),
    going("placement_files", erased("placement_files"), "SELECT"),
    going("notes", OF_ERASED, "DELETE"),
)
SHARED = ("placement_files",)
PARTS = "file_parts"


def told_also(table: str, constraint: str, word: str) -> None:
    """Let a constraint that lists words know one more, whatever else it lists by now."""
    _relist(table, constraint, lambda words: [*words, word] if word not in words else words)


def told_no_more(table: str, constraint: str, word: str) -> None:
    """Take the word out of the constraint again."""
    _relist(table, constraint, lambda words: [each for each in words if each != word])


def _relist(table, constraint, change) -> None:  # type: ignore[no-untyped-def]
    found = op.get_bind().scalar(
        sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name"),
        {"name": constraint},
    )
    column = constraint.removeprefix(f"ck_{table}_")
    listed = ", ".join(f"'{word}'" for word in change(re.findall(r"'(\w+)'", str(found))))
    op.execute(
        f"ALTER TABLE {table} DROP CONSTRAINT {constraint},"
        f" ADD CONSTRAINT {constraint} CHECK ({column} IN ({listed}))"
    )


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    op.execute(VIEWS)
    op.execute(KEEP)
    for view in ("files_at_rest", "kept_because"):
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
    told_also("clocks", "ck_clocks_kind", "rights_answer")
    told_also("clocks", "ck_clocks_subject", "rights_request")
    register()
    for policy in FORGETS:
        op.execute(policy)
    for table in (*SHARED, PARTS):
        op.execute(f"CREATE POLICY kept_because ON {table} {SHARE}")


def register() -> None:
    """Who looks at what was asked, who decides it, and who erases."""
    watched = f"{OWN} AND ({JOB} OR ({judges('rights_requests')}) OR {opened('rights_requests')})"
    decides = f"{OWN} AND ({judges('rights_requests')})"
    protect(
        "rights_requests",
        seen=f"FOR SELECT TO pristan_app USING ({watched})",
        received=f"FOR INSERT TO pristan_app WITH CHECK ({OWN} AND {opened('rights_requests')}"
        " AND decision = '')",
        decided=f"FOR UPDATE TO pristan_app USING ({decides}) WITH CHECK ({decides})",
    )
    for table, mine in (
        ("rights_steps", f"{OWN} AND {seen('rights_steps')}"),
        ("rectifications", f"{OWN} AND {opened('rectifications')}"),
    ):
        protect(
            table,
            seen=f"FOR SELECT TO pristan_app USING ({mine})",
            taken=f"FOR INSERT TO pristan_app WITH CHECK ({mine})",
        )
    erases = f"{OWN} AND ({judges('erasures')})"
    protect(
        "erasures",
        seen=f"FOR SELECT TO pristan_app USING ({OWN} AND ({JOB} OR ({judges('erasures')})"
        f" OR {opened('erasures')}))",
        asked=f"FOR INSERT TO pristan_app WITH CHECK ({OWN} AND (({JOB} AND asked_by_id IS NULL)"
        f" OR (({judges('erasures')}) AND asked_by_id = {MEMBER})))",
        ended=f"FOR UPDATE TO pristan_app USING ({erases}) WITH CHECK ({erases})",
    )
    sets = f"{OWN} AND {WATCHES}"
    protect(
        "retention_rules",
        seen=f"FOR SELECT TO pristan_app USING ({OWN})",
        first=f"FOR INSERT TO pristan_app WITH CHECK ({sets})",
        changed=f"FOR UPDATE TO pristan_app USING ({sets}) WITH CHECK ({sets})",
        shared=SHARE,
    )
    restricts = f"{OWN} AND (({judges('file_restrictions')}) OR {opened('file_restrictions')})"
    protect(
        "file_restrictions",
        seen=f"FOR SELECT TO pristan_app USING ({restricts})",
        begun=f"FOR INSERT TO pristan_app WITH CHECK ({restricts})",
        lifted=f"FOR UPDATE TO pristan_app USING ({restricts}) WITH CHECK ({restricts})",
    )
    reports = f"{OWN} AND {opened('access_reports')}"
    protect(
        "access_reports",
        seen=f"FOR SELECT TO pristan_app USING ({reports})",
        begun=f"FOR INSERT TO pristan_app WITH CHECK ({reports} AND finished_at IS NULL)",
        changed=f"FOR UPDATE TO pristan_app USING ({reports}) WITH CHECK ({reports})",
    )


def downgrade() -> None:
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE subject = 'rights_request'")
    told_no_more("clocks", "ck_clocks_subject", "rights_request")
    told_no_more("clocks", "ck_clocks_kind", "rights_answer")
    for function, table in FUNCTIONS.items():
        op.execute(f"DROP TRIGGER {function} ON {table}")
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP VIEW kept_because, files_at_rest")
    for policy in FORGETS:
        name, table = policy.split()[2], policy.split()[4]
        op.execute(f"DROP POLICY {name} ON {table}")
    for table in (*SHARED, PARTS):
        op.execute(f"DROP POLICY kept_because ON {table}")
    for table in (
        "rectifications",
        "access_reports",
        "file_restrictions",
        "retention_rules",
        "erasures",
        "rights_steps",
        "rights_requests",
    ):
        op.execute(f"DROP TABLE {table}")
    op.execute(REVOKES)
