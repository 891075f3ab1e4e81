"""The page of a young person, or of a parent: a visitor acts for no house and sees one file."""

from alembic import op

from migrations.policies import TENANT, TOKEN, protect, unforced

revision = "0027_own_pages"
down_revision = "0026_closed_deadlines"
branch_labels = None
depends_on = None

SETTING = """
CREATE FUNCTION app_page() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.page_id', true), '')::uuid $$;
"""
# What a page may ever show; risks, documents, history and the lives of others are not among it.
SHOWN = "'identity', 'contact', 'family', 'school', 'needs', 'health', 'court', 'own_words'"
TABLES = f"""
CREATE TABLE own_pages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  reader text NOT NULL CONSTRAINT ck_own_pages_reader
    CHECK (reader IN ('young_person', 'mother', 'father', 'guardian')),
  categories text[] NOT NULL CONSTRAINT ck_own_pages_categories
    CHECK (categories <@ ARRAY[{SHOWN}]),
  names_homes boolean NOT NULL,
  reach text NOT NULL,
  link_hash text NOT NULL,
  code_hash text,
  fresh_at timestamptz NOT NULL,
  word_hash text,
  failures integer NOT NULL,
  locked_at timestamptz,
  by_name text NOT NULL,
  seen_at timestamptz,
  closed_at timestamptz,
  closed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_own_pages PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_own_pages_id UNIQUE (id),
  CONSTRAINT uq_own_pages_link_hash UNIQUE (link_hash),
  CONSTRAINT ck_own_pages_words CHECK (reader = 'young_person' OR 'own_words' <> ALL (categories)),
  CONSTRAINT fk_own_pages_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_own_pages_tenant_id_person_id ON own_pages (tenant_id, person_id);
CREATE UNIQUE INDEX uq_own_pages_open ON own_pages (tenant_id, person_id, reader)
  WHERE closed_at IS NULL;

CREATE TABLE page_sessions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  page_id uuid NOT NULL,
  token_hash text NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_page_sessions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_page_sessions_id UNIQUE (id),
  CONSTRAINT uq_page_sessions_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_page_sessions_tenant_id_page_id FOREIGN KEY (tenant_id, page_id)
    REFERENCES own_pages (tenant_id, id));
CREATE INDEX ix_page_sessions_tenant_id_page_id ON page_sessions (tenant_id, page_id);

CREATE TABLE page_voices (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  page_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number text NOT NULL,
  reader text NOT NULL,
  topic text NOT NULL CONSTRAINT ck_page_voices_topic
    CHECK (topic IN ('disagree', 'talk', 'mistake', 'question')),
  sealed bytea NOT NULL,
  answer bytea,
  answered_at timestamptz,
  answered_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_page_voices PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_page_voices_id UNIQUE (id),
  CONSTRAINT ck_page_voices_answered CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT fk_page_voices_tenant_id_page_id FOREIGN KEY (tenant_id, page_id)
    REFERENCES own_pages (tenant_id, id),
  CONSTRAINT fk_page_voices_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_page_voices_tenant_id_person_id ON page_voices (tenant_id, person_id);
CREATE INDEX ix_page_voices_tenant_id_page_id ON page_voices (tenant_id, page_id);
"""

# Whoever holds the link spends codes and chooses a word, and changes nothing else of the page. A
# page that was closed stays closed; what was said stays said, and is answered once.
KEEP = """
CREATE FUNCTION own_pages_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bearers text[] := ARRAY['code_hash', 'word_hash', 'fresh_at', 'failures', 'locked_at',
    'seen_at'];
  theirs text[] := bearers || ARRAY['version', 'names_homes', 'closed_at', 'closed_by'];
BEGIN
  IF app_tenant() IS NULL THEN
    theirs := bearers;
  END IF;
  IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs
     OR (app_tenant() IS NULL AND NEW.code_hash IS DISTINCT FROM OLD.code_hash
         AND NEW.code_hash IS NOT NULL) THEN
    RAISE EXCEPTION 'a page stays what it was, until it is closed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_pages_keep BEFORE UPDATE ON own_pages
  FOR EACH ROW EXECUTE FUNCTION own_pages_keep();
CREATE FUNCTION page_voices_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'answer', 'answered_at', 'answered_by'];
BEGIN
  IF OLD.answered_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'what was said is answered once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER page_voices_keep BEFORE UPDATE ON page_voices
  FOR EACH ROW EXECUTE FUNCTION page_voices_keep();
"""

# As in 0024: the firmest basis that covers a part that is shown, today.
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
LIVES = """a.ended_at IS NULL AND p.level <= a.level AND p.closed_at IS NULL
   AND (a.reopened_at IS NULL OR p.created_at > a.reopened_at)"""

# The page that is looked at, as long as it is open: every other view and policy goes by it.
PAGE = """
CREATE VIEW visited_page WITH (security_barrier) AS
SELECT p.tenant_id, p.id, p.person_id, p.reader, p.categories, p.names_homes
FROM own_pages p WHERE p.id = (SELECT app_page()) AND p.closed_at IS NULL;
"""
HOME = "CASE WHEN v.names_homes THEN {} ELSE '' END"
VIEWS = f"""
CREATE VIEW recognised_pages WITH (security_barrier) AS
SELECT s.token_hash, s.id AS session_id, s.created_at, s.seen_at, p.tenant_id, p.id AS page_id,
       p.person_id, p.link_hash, p.reader, p.names_homes, p.reach,
       p.word_hash IS NOT NULL AS has_word, t.name AS tenant_name, t.kind AS tenant_kind,
       y.number, coalesce(m.name, '') AS responsible
FROM page_sessions s
JOIN own_pages p ON p.tenant_id = s.tenant_id AND p.id = s.page_id
JOIN tenants t ON t.id = p.tenant_id
JOIN young_persons y ON y.tenant_id = p.tenant_id AND y.id = p.person_id
LEFT JOIN members m ON m.tenant_id = y.tenant_id AND m.id = y.responsible_id
WHERE s.token_hash = (SELECT app_token()) AND s.ended_at IS NULL AND s.created_at >= p.fresh_at
  AND p.closed_at IS NULL;

CREATE VIEW page_requests WITH (security_barrier) AS
SELECT r.tenant_id, r.id AS request_id, r.created_at, r.closed_at, r.paused_at, a.id AS ask_id,
       a.state, a.hold_until, a.ended_at, a.offered_from, r.accepted_ask_id = a.id AS accepted,
       {HOME.format("a.recipient_name")} AS home, {HOME.format("a.group_name")} AS place,
       s.state AS stay, s.expected_on, s.arrived_on, s.left_on
FROM own_pages v
JOIN requests r ON r.tenant_id = v.tenant_id AND r.person_id = v.person_id
LEFT JOIN asks a ON a.tenant_id = r.tenant_id AND a.request_id = r.id
LEFT JOIN placements s ON s.asker_id = a.tenant_id AND s.ask_id = a.id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL;

CREATE VIEW page_stays WITH (security_barrier) AS
SELECT s.tenant_id, s.id, s.state AS stay, s.expected_on, s.arrived_on, s.left_on,
       {HOME.format("t.name")} AS home, {HOME.format("g.name")} AS place
FROM own_pages v
JOIN placement_files f ON f.tenant_id = v.tenant_id AND f.person_id = v.person_id
JOIN placements s ON s.tenant_id = f.tenant_id AND s.id = f.placement_id
JOIN groups g ON g.tenant_id = s.tenant_id AND g.id = s.group_id
JOIN tenants t ON t.id = s.tenant_id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL;

CREATE VIEW page_shares WITH (security_barrier) AS
SELECT p.tenant_id, p.id, p.category, a.recipient_name AS home, c.kind AS basis, i.seen_at
FROM own_pages v
JOIN shared_parts p ON p.tenant_id = v.tenant_id AND p.person_id = v.person_id
JOIN asks a ON a.tenant_id = p.tenant_id AND a.id = p.ask_id
LEFT JOIN part_sightings i ON i.tenant_id = p.tenant_id AND i.part_id = p.id
CROSS JOIN LATERAL {COVERS} c
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL AND v.names_homes AND {LIVES};

CREATE VIEW page_looks WITH (security_barrier) AS
SELECT v.tenant_id, e.id, e.at, e.kind, e.member_name, e.basis, e.categories, t.name AS house
FROM own_pages v
JOIN trail_entries e ON v.tenant_id IN (e.tenant_id, e.owner_id)
  AND e.kind IN ('read', 'disclose')
  AND (e.subject_id = v.person_id OR e.subject_id IN (SELECT a.id FROM asks a
    JOIN requests r ON r.tenant_id = a.tenant_id AND r.id = a.request_id
    WHERE r.tenant_id = v.tenant_id AND r.person_id = v.person_id))
JOIN tenants t ON t.id = e.tenant_id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL AND v.names_homes
  AND e.purpose <> 'own_page';

CREATE VIEW page_bases WITH (security_barrier) AS
SELECT b.tenant_id, b.id, b.kind, b.purpose, b.categories, b.starts, b.ends, b.givers, b.dissent,
       b.effective, b.withdrawn_at, b.created_at,
       CASE WHEN v.names_homes THEN ARRAY(SELECT t.name FROM tenants t
         WHERE t.id = ANY (b.recipients) ORDER BY t.name) ELSE '{{}}' END AS recipients
FROM own_pages v
JOIN legal_bases b ON b.tenant_id = v.tenant_id AND b.person_id = v.person_id
WHERE v.id = (SELECT app_page()) AND v.closed_at IS NULL;
"""
VIEW_NAMES = (
    "visited_page",
    "recognised_pages",
    "page_requests",
    "page_stays",
    "page_shares",
    "page_looks",
    "page_bases",
)

# Other migrations may have added kinds of their own: what is there is kept.
ADD_TO_LIST = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}');
BEGIN
  EXECUTE 'ALTER TABLE clocks DROP CONSTRAINT {name}';
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT {name} ' || replace(was, {before}, {after});
END $do$;
"""
END, LONGER = "'])))'", "', ''voice''::text])))'"
LISTS = ("ck_clocks_kind", "ck_clocks_subject")

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON own_pages, page_sessions, page_voices TO pristan_app;
GRANT DELETE ON page_sessions TO pristan_app;
GRANT SELECT ON own_pages, page_sessions TO pristan_share;
GRANT SELECT ON placement_files TO pristan_share;
GRANT SELECT (number) ON young_persons TO pristan_share;
GRANT SELECT (id, at, kind, purpose, member_name, owner_id, basis, categories) ON trail_entries
  TO pristan_share;
GRANT SELECT (asker_id, expected_on) ON placements TO pristan_share;
CREATE POLICY shared ON placement_files FOR SELECT TO pristan_share USING (true);
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
# Whoever runs the deployment, for the nightly round; none lasts longer than two hours.
STEWARD = f"{TENANT} IS NULL AND (SELECT app_has_role('network_administrator'))"
LONG_OVER = "created_at < app_now() - interval '1 day'"
# Asked once a query: the house and the file of the page, and which parts it shows. Whoever visits
# acts for no house, so none of the other policies opens anything.
ITS_HOUSE = "tenant_id = (SELECT v.tenant_id FROM visited_page v)"
ITS_FILE = f"{ITS_HOUSE} AND {{}} = (SELECT v.person_id FROM visited_page v)"
# Who has to agree is judged by three parts, whatever of them is shown; the door picks the fields.
ITS_PARTS = (
    f"{ITS_FILE.format('person_id')} AND (category IN ('identity', 'contact', 'family')"
    " OR category = ANY ((SELECT v.categories FROM visited_page v)::text[]))"
)
ITS_WORDS = (
    f"{ITS_FILE.format('person_id')} AND category = 'own_words'"
    " AND (SELECT v.reader FROM visited_page v) = 'young_person'"
)
VISITED = {
    "young_persons": {"visited": f"FOR SELECT TO pristan_app USING ({ITS_FILE.format('id')})"},
    "person_keys": {"visited": f"FOR SELECT TO pristan_app USING ({ITS_FILE.format('person_id')})"},
    "tenant_keys": {"visited": f"FOR SELECT TO pristan_app USING ({ITS_HOUSE})"},
    "file_parts": {
        "visited": f"FOR SELECT TO pristan_app USING ({ITS_PARTS})",
        "own_words_begun": f"FOR INSERT TO pristan_app WITH CHECK ({ITS_WORDS})",
        "own_words_changed": f"FOR UPDATE TO pristan_app USING ({ITS_WORDS})"
        f" WITH CHECK ({ITS_WORDS})",
    },
}

# What is due on what somebody said is shown to whoever reads it, as with what is due on a file.
DUE = f"""CASE subject WHEN 'voice' THEN EXISTS (SELECT FROM page_voices v
  WHERE v.tenant_id = {TENANT} AND v.id = clocks.subject_id) ELSE true END"""


def opened(table: str) -> str:
    """Whoever acts for the house opens the file that a row is about."""
    return (
        f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
        f" WHERE y.tenant_id = {table}.tenant_id AND y.id = {table}.person_id)"
    )


def upgrade() -> None:
    op.execute(SETTING)
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(PAGE)
    op.execute(VIEWS)
    for view in VIEW_NAMES:
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
    op.execute(GRANTS)
    for name in LISTS:
        op.execute(ADD_TO_LIST.format(name=name, before=END, after=LONGER))
    ours, bearer = opened("own_pages"), f"link_hash = {TOKEN}"
    protect(
        "own_pages",
        opened=f"FOR SELECT TO pristan_app USING ({ours})",
        begun=f"FOR INSERT TO pristan_app WITH CHECK ({ours})",
        kept=f"FOR UPDATE TO pristan_app USING ({ours}) WITH CHECK ({ours})",
        bearer=f"FOR SELECT TO pristan_app USING ({bearer})",
        tried=f"FOR UPDATE TO pristan_app USING ({bearer} AND closed_at IS NULL)"
        f" WITH CHECK ({bearer})",
        shared=SHARE,
    )
    key = f"token_hash = {TOKEN}"
    protect(
        "page_sessions",
        own=f"TO pristan_app USING ({key}) WITH CHECK ({key})",
        swept=f"FOR DELETE TO pristan_app USING ({STEWARD} AND {LONG_OVER})",
        shared=SHARE,
    )
    voices = opened("page_voices")
    own = f"{ITS_FILE.format('person_id')} AND reader = (SELECT v.reader FROM visited_page v)"
    said = f"{own} AND page_id = (SELECT v.id FROM visited_page v) AND answer IS NULL"
    protect(
        "page_voices",
        opened=f"FOR SELECT TO pristan_app USING ({voices})",
        answered=f"FOR UPDATE TO pristan_app USING ({voices}) WITH CHECK ({voices})",
        own=f"FOR SELECT TO pristan_app USING ({own})",
        said=f"FOR INSERT TO pristan_app WITH CHECK ({said})",
    )
    op.execute(
        "CREATE POLICY of_opened_voices ON clocks AS RESTRICTIVE FOR SELECT TO pristan_app"
        f" USING ({DUE})"
    )
    for table, policies in VISITED.items():
        for name, rule in policies.items():
            op.execute(f"CREATE POLICY {name} ON {table} {rule}")


def downgrade() -> None:
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE kind = 'voice' OR subject = 'voice'")
    op.execute("DROP POLICY of_opened_voices ON clocks")
    for name in LISTS:
        op.execute(ADD_TO_LIST.format(name=name, before=LONGER, after=END))
    op.execute(f"DROP VIEW {', '.join(VIEW_NAMES)} CASCADE")  # with the policies that ask them
    for table in ("page_voices", "page_sessions", "own_pages"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION own_pages_keep")
    op.execute("DROP FUNCTION page_voices_keep")
    op.execute("DROP FUNCTION app_page")
    op.execute("DROP POLICY shared ON placement_files")
    op.execute("REVOKE ALL ON placement_files FROM pristan_share")
    op.execute("REVOKE SELECT (number) ON young_persons FROM pristan_share")
    op.execute("REVOKE SELECT (asker_id, expected_on) ON placements FROM pristan_share")
    op.execute(
        "REVOKE SELECT (id, at, kind, purpose, member_name, owner_id, basis, categories)"
        " ON trail_entries FROM pristan_share"
    )
