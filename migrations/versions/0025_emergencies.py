"""Whether another house may know a young person, and breaking the glass where life is at stake.

Who asks learns yes or no. Which house it is shows itself only when that house has said so, or when
the glass was broken, which no trail can miss.
"""

from alembic import op

from migrations.policies import MEMBER, NETWORKS, TENANT, protect, unforced

revision = "0025_emergencies"
down_revision = "0024_shares"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE networks ADD COLUMN elsewhere boolean NOT NULL DEFAULT false;

CREATE TABLE match_keys (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  network_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_match_keys_kind CHECK (kind IN ('person', 'emso')),
  digest bytea NOT NULL CONSTRAINT ck_match_keys_digest CHECK (length(digest) = 32),
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_match_keys PRIMARY KEY (tenant_id, person_id, network_id, kind),
  CONSTRAINT fk_match_keys_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_match_keys_network_id FOREIGN KEY (network_id) REFERENCES networks (id));
CREATE INDEX ix_match_keys_network_id_digest ON match_keys (network_id, digest);

CREATE TABLE emergency_summaries (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  sealed bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT pk_emergency_summaries PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT fk_emergency_summaries_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));

CREATE TABLE elsewhere_questions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  person_id uuid,
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_elsewhere_questions PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_elsewhere_questions_id UNIQUE (id),
  CONSTRAINT fk_elsewhere_questions_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_elsewhere_questions_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_elsewhere_questions_tenant_id_person_id
  ON elsewhere_questions (tenant_id, person_id);
CREATE INDEX ix_elsewhere_questions_asker ON elsewhere_questions (tenant_id, member_id, created_at);

CREATE TABLE asked_digests (
  tenant_id uuid NOT NULL,
  question_id uuid NOT NULL,
  network_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_asked_digests_kind CHECK (kind IN ('person', 'emso')),
  digest bytea NOT NULL CONSTRAINT ck_asked_digests_digest CHECK (length(digest) = 32),
  CONSTRAINT pk_asked_digests PRIMARY KEY (tenant_id, question_id, network_id, kind),
  CONSTRAINT fk_asked_digests_tenant_id_question_id FOREIGN KEY (tenant_id, question_id)
    REFERENCES elsewhere_questions (tenant_id, id),
  CONSTRAINT fk_asked_digests_network_id FOREIGN KEY (network_id) REFERENCES networks (id));
CREATE INDEX ix_asked_digests_network_id_digest ON asked_digests (network_id, digest);

CREATE TABLE elsewhere_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  question_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  person_id uuid NOT NULL,
  by_name text NOT NULL,
  asked_at timestamptz NOT NULL,
  answer text NOT NULL
    CONSTRAINT ck_elsewhere_answers_answer CHECK (answer IN ('', 'call_us', 'declined')),
  answered_at timestamptz,
  answered_by_id uuid,
  answered_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_elsewhere_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_elsewhere_answers_id UNIQUE (id),
  CONSTRAINT uq_elsewhere_answers_tenant_id_question_id_person_id
    UNIQUE (tenant_id, question_id, person_id),
  CONSTRAINT ck_elsewhere_answers_answered CHECK ((answer = '') = (answered_at IS NULL)),
  CONSTRAINT fk_elsewhere_answers_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_elsewhere_answers_asker_id_question_id FOREIGN KEY (asker_id, question_id)
    REFERENCES elsewhere_questions (tenant_id, id));
CREATE INDEX ix_elsewhere_answers_tenant_id_person_id ON elsewhere_answers (tenant_id, person_id);
CREATE INDEX ix_elsewhere_answers_asker_id_question_id
  ON elsewhere_answers (asker_id, question_id);

CREATE TABLE emergencies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  question_id uuid NOT NULL,
  reason text NOT NULL CONSTRAINT ck_emergencies_reason
    CHECK (reason IN ('life', 'absconded_found', 'acute_medical', 'other')),
  sealed bytea NOT NULL,
  member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_emergencies PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_emergencies_id UNIQUE (id),
  CONSTRAINT fk_emergencies_tenant_id_question_id FOREIGN KEY (tenant_id, question_id)
    REFERENCES elsewhere_questions (tenant_id, id),
  CONSTRAINT fk_emergencies_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_emergencies_tenant_id_question_id ON emergencies (tenant_id, question_id);
CREATE INDEX ix_emergencies_tenant_id_member_id ON emergencies (tenant_id, member_id);

CREATE TABLE emergency_reviews (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  emergency_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number text NOT NULL,
  reason text NOT NULL,
  by_name text NOT NULL,
  sealed bytea NOT NULL,
  opened_at timestamptz NOT NULL,
  verdict text NOT NULL CONSTRAINT ck_emergency_reviews_verdict
    CHECK (verdict IN ('', 'justified', 'not_justified')),
  remark bytea,
  judged_at timestamptz,
  judged_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_emergency_reviews PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_emergency_reviews_id UNIQUE (id),
  CONSTRAINT uq_emergency_reviews_tenant_id_emergency_id_person_id
    UNIQUE (tenant_id, emergency_id, person_id),
  CONSTRAINT ck_emergency_reviews_judged CHECK ((verdict = '') = (judged_at IS NULL)),
  CONSTRAINT fk_emergency_reviews_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_emergency_reviews_asker_id_emergency_id FOREIGN KEY (asker_id, emergency_id)
    REFERENCES emergencies (tenant_id, id));
CREATE INDEX ix_emergency_reviews_tenant_id_person_id ON emergency_reviews (tenant_id, person_id);
CREATE INDEX ix_emergency_reviews_asker_id_emergency_id
  ON emergency_reviews (asker_id, emergency_id);
CREATE INDEX ix_emergency_reviews_open ON emergency_reviews (tenant_id, verdict, id);
"""

# Whatever is erased or sealed is known to nobody any more, by whichever way it was done. A question
# and an emergency begin now and at no other moment; twenty questions an hour are enough for work.
KEEP = """
CREATE FUNCTION elsewhere_forget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  DELETE FROM match_keys WHERE tenant_id = NEW.tenant_id AND person_id = person;
  DELETE FROM emergency_summaries WHERE tenant_id = NEW.tenant_id AND person_id = person;
  RETURN NEW;
END $$;
CREATE TRIGGER elsewhere_forget_erased AFTER UPDATE ON person_keys
  FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION elsewhere_forget('person_id');
CREATE TRIGGER elsewhere_forget_sealed AFTER UPDATE ON young_persons
  FOR EACH ROW WHEN (NEW.sensitivity = 'sealed') EXECUTE FUNCTION elsewhere_forget('id');

CREATE FUNCTION elsewhere_questions_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.member_id::text, 25));
  NEW.created_at := app_now();
  IF (SELECT count(*) FROM elsewhere_questions q WHERE q.tenant_id = NEW.tenant_id
      AND q.member_id = NEW.member_id AND q.created_at > app_now() - interval '1 hour') >= 20 THEN
    RAISE EXCEPTION 'twenty questions an hour are enough' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elsewhere_questions_begin BEFORE INSERT ON elsewhere_questions
  FOR EACH ROW EXECUTE FUNCTION elsewhere_questions_begin();

CREATE FUNCTION emergencies_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := app_now();
  RETURN NEW;
END $$;
CREATE TRIGGER emergencies_begin BEFORE INSERT ON emergencies
  FOR EACH ROW EXECUTE FUNCTION emergencies_begin();

CREATE FUNCTION elsewhere_answers_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'answer', 'answered_at', 'answered_by_id', 'answered_by'];
BEGIN
  IF OLD.answer <> '' OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'a question is answered once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elsewhere_answers_keep BEFORE UPDATE ON elsewhere_answers
  FOR EACH ROW EXECUTE FUNCTION elsewhere_answers_keep();

CREATE FUNCTION emergency_reviews_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'verdict', 'remark', 'judged_at', 'judged_by'];
BEGIN
  IF OLD.verdict <> '' OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'an emergency is judged once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER emergency_reviews_keep BEFORE UPDATE ON emergency_reviews
  FOR EACH ROW EXECUTE FUNCTION emergency_reviews_keep();
"""

# A file of another house of the same network that is asked for by exactly these digests, was known
# when the question was put, and is neither sealed nor erased; where the network allows it.
MATCHES = """elsewhere_questions q
JOIN asked_digests d ON d.tenant_id = q.tenant_id AND d.question_id = q.id
JOIN match_keys m ON m.network_id = d.network_id AND m.digest = d.digest AND m.kind = d.kind
  AND m.tenant_id <> q.tenant_id AND m.created_at <= q.created_at
JOIN networks n ON n.id = d.network_id AND n.elsewhere
JOIN network_tenants asks ON asks.network_id = d.network_id AND asks.tenant_id = q.tenant_id
JOIN network_tenants knows ON knows.network_id = d.network_id AND knows.tenant_id = m.tenant_id
JOIN young_persons y ON y.tenant_id = m.tenant_id AND y.id = m.person_id
  AND y.sensitivity <> 'sealed'
JOIN person_keys k ON k.tenant_id = m.tenant_id AND k.person_id = m.person_id
  AND k.wrapped IS NOT NULL"""
LIVES = "q.created_at > app_now() - interval '7 days'"
OPEN = (
    "e.tenant_id = (SELECT app_tenant()) AND e.member_id = (SELECT app_member())"
    " AND e.created_at <= app_now() AND app_now() < e.created_at + interval '60 minutes'"
)
PHONES = """ARRAY(SELECT DISTINCT g.duty_phone FROM groups g
             WHERE g.tenant_id = {t}.tenant_id AND g.duty_phone <> '' ORDER BY g.duty_phone)"""
WRITTEN = """EXISTS (SELECT FROM trail_entries w WHERE w.tenant_id = {t}.tenant_id
               AND w.subject_id = r.id AND w.detail = 'emergency_opened')"""

VIEWS = f"""
CREATE VIEW known_elsewhere WITH (security_barrier) AS
SELECT DISTINCT q.tenant_id, q.id AS question_id FROM {MATCHES}
WHERE q.tenant_id = (SELECT app_tenant()) AND {LIVES};

CREATE VIEW asked_of_us WITH (security_barrier) AS
SELECT DISTINCT m.tenant_id, m.person_id, q.id AS question_id, q.tenant_id AS asker_id, q.by_name,
       q.created_at AS asked_at
FROM {MATCHES}
WHERE m.tenant_id = (SELECT app_tenant()) AND (SELECT app_member()) IS NULL AND {LIVES};

CREATE VIEW answers_elsewhere WITH (security_barrier) AS
SELECT a.asker_id, a.question_id, a.answer, a.answered_at,
       CASE a.answer WHEN 'call_us' THEN t.name ELSE '' END AS house,
       CASE a.answer WHEN 'call_us' THEN a.answered_by ELSE '' END AS answered_by,
       CASE a.answer WHEN 'call_us' THEN coalesce(p.email, '') ELSE '' END AS email,
       CASE a.answer WHEN 'call_us' THEN {PHONES.format(t="a")} ELSE '{{}}' END AS phones
FROM elsewhere_answers a
JOIN tenants t ON t.id = a.tenant_id
LEFT JOIN members p ON p.tenant_id = a.tenant_id AND p.id = a.answered_by_id
WHERE a.asker_id = (SELECT app_tenant()) AND a.answer <> '';

CREATE VIEW emergency_houses WITH (security_barrier) AS
SELECT DISTINCT m.tenant_id, m.person_id, e.id AS emergency_id, e.tenant_id AS asker_id, e.number,
       e.reason, e.by_name, e.created_at AS opened_at, t.wrapped AS tenant_key, t.master_number
FROM {MATCHES}
JOIN emergencies e ON e.tenant_id = q.tenant_id AND e.question_id = q.id
JOIN tenant_keys t ON t.tenant_id = m.tenant_id
WHERE {OPEN} AND {LIVES};

CREATE VIEW emergency_reads WITH (security_barrier) AS
SELECT r.tenant_id, r.id, r.emergency_id, r.person_id, r.number, o.name AS house, o.town,
       coalesce(p.name, '') AS responsible, coalesce(p.email, '') AS email,
       {PHONES.format(t="r")} AS phones, s.sealed, s.changed_at, k.wrapped AS person_key,
       t.wrapped AS tenant_key, t.master_number
FROM emergency_reviews r
JOIN emergencies e ON e.tenant_id = r.asker_id AND e.id = r.emergency_id
JOIN tenants o ON o.id = r.tenant_id
JOIN young_persons y ON y.tenant_id = r.tenant_id AND y.id = r.person_id
JOIN person_keys k ON k.tenant_id = r.tenant_id AND k.person_id = r.person_id
JOIN tenant_keys t ON t.tenant_id = r.tenant_id
LEFT JOIN emergency_summaries s ON s.tenant_id = r.tenant_id AND s.person_id = r.person_id
LEFT JOIN members p ON p.tenant_id = y.tenant_id AND p.id = y.responsible_id
WHERE {OPEN} AND y.sensitivity <> 'sealed' AND k.wrapped IS NOT NULL
  AND {WRITTEN.format(t="e")} AND {WRITTEN.format(t="r")};
"""
VIEW_NAMES = (
    "known_elsewhere",
    "asked_of_us",
    "answers_elsewhere",
    "emergency_houses",
    "emergency_reads",
)

SUBJECTS = "'request', 'ask', 'placement', 'group', 'file', 'legal_basis'"
KINDS = (
    "'reply', 'question', 'offer', 'visit', 'decline_review', 'keep_alive', 'full_review',"
    " 'ask_again', 'arrival', 'overstay', 'plan', 'plan_review', 'measure_end', 'court_file',"
    " 'court_decide', 'absence', 'outcome', 'basis_ends', 'own_consent', 'of_age'"
)
CLOCKS = """
ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind, DROP CONSTRAINT ck_clocks_subject,
  ADD CONSTRAINT ck_clocks_kind CHECK (kind IN ({kinds})),
  ADD CONSTRAINT ck_clocks_subject CHECK (subject IN ({subjects}))
"""

GRANTS = """
GRANT UPDATE (elsewhere) ON networks TO pristan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON match_keys, emergency_summaries TO pristan_app;
GRANT SELECT, INSERT ON elsewhere_questions, asked_digests, emergencies TO pristan_app;
GRANT SELECT, INSERT, UPDATE ON elsewhere_answers, emergency_reviews TO pristan_app;
GRANT SELECT ON match_keys, emergency_summaries, elsewhere_questions, asked_digests,
  elsewhere_answers, emergencies, emergency_reviews TO pristan_share;
GRANT SELECT (tenant_id, id, sensitivity, responsible_id) ON young_persons TO pristan_share;
GRANT SELECT (tenant_id, subject_id, detail) ON trail_entries TO pristan_share;
CREATE POLICY shared ON young_persons FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON trail_entries FOR SELECT TO pristan_share USING (true);
"""
SHARE = "FOR SELECT TO pristan_share USING (true)"
OWN = f"tenant_id = {TENANT}"
JOB = f"{MEMBER} IS NULL"
ADMINISTERS = f"id = ANY ({NETWORKS}::uuid[]) AND (SELECT app_has_role('network_administrator'))"


def role(*names: str) -> str:
    return " OR ".join(f"(SELECT app_has_role('{name}'))" for name in names)


def opened(table: str) -> str:
    """Whoever acts opens the file that a row is about."""
    return (
        f"EXISTS (SELECT FROM young_persons y WHERE y.tenant_id = {table}.tenant_id"
        f" AND y.id = {table}.person_id)"
    )


def seen(table: str, column: str, parent: str, owner: str = "tenant_id") -> str:
    """Whoever acts sees what a row belongs to."""
    return (
        f"EXISTS (SELECT FROM {parent} p WHERE p.tenant_id = {table}.{owner}"
        f" AND p.id = {table}.{column})"
    )


ASKS = f"{OWN} AND member_id = {MEMBER} AND (person_id IS NULL OR {opened('elsewhere_questions')})"
# A name that was typed is for whoever typed it and the head; a file's question for who opens it.
LOOKS = (
    f"{JOB} OR (person_id IS NULL AND (member_id = {MEMBER} OR {role('head')}))"
    f" OR {opened('elsewhere_questions')}"
)
IS_ASKED = (
    f"{OWN} AND {JOB} AND EXISTS (SELECT FROM asked_of_us u"
    " WHERE u.tenant_id = elsewhere_answers.tenant_id AND u.asker_id = elsewhere_answers.asker_id"
    " AND u.question_id = elsewhere_answers.question_id"
    " AND u.person_id = elsewhere_answers.person_id)"
)
BREAKS = (
    f"{OWN} AND member_id = {MEMBER}"
    f" AND ({role('crisis_worker', 'counsellor', 'head', 'case_worker')})"
    f" AND {seen('emergencies', 'question_id', 'elsewhere_questions')}"
    " AND EXISTS (SELECT FROM known_elsewhere e WHERE e.question_id = emergencies.question_id)"
)
BROKEN = (
    f"asker_id = {TENANT} AND verdict = '' AND EXISTS (SELECT FROM emergency_houses h"
    " WHERE h.emergency_id = emergency_reviews.emergency_id"
    " AND h.tenant_id = emergency_reviews.tenant_id"
    " AND h.person_id = emergency_reviews.person_id AND h.number = emergency_reviews.number"
    " AND h.reason = emergency_reviews.reason AND h.by_name = emergency_reviews.by_name"
    " AND h.opened_at = emergency_reviews.opened_at)"
)
# Nobody judges, or reads of, a file they are kept away from.
APART = (
    "NOT EXISTS (SELECT FROM file_exclusions x WHERE x.tenant_id = emergency_reviews.tenant_id"
    f" AND x.person_id = emergency_reviews.person_id AND x.member_id = {MEMBER})"
)
JUDGES = f"{OWN} AND ({role('dpo', 'head')}) AND {APART}"
REVIEWED = (
    f"CASE WHEN {OWN} THEN {JOB} OR (({role('dpo', 'head')}) AND {APART})"
    f" OR {opened('emergency_reviews')}"
    f" ELSE asker_id = {TENANT}"
    f" AND {seen('emergency_reviews', 'emergency_id', 'emergencies', 'asker_id')} END"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(
        CLOCKS.format(kinds=f"{KINDS}, 'emergency_review'", subjects=f"{SUBJECTS}, 'emergency'")
    )
    op.execute(VIEWS)
    for view in VIEW_NAMES:
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
    op.execute(GRANTS)
    op.execute(
        f"CREATE POLICY switched ON networks FOR UPDATE TO pristan_app"
        f" USING ({ADMINISTERS}) WITH CHECK ({ADMINISTERS})"
    )
    # What lies there says nothing by itself; who may write it opens the file, and what is erased or
    # sealed is taken away by whoever does that.
    for table in ("match_keys", "emergency_summaries"):
        own = f"TO pristan_app USING ({OWN}) WITH CHECK ({OWN} AND {opened(table)})"
        protect(table, own=own, shared=SHARE)
    protect(
        "elsewhere_questions",
        looked=f"FOR SELECT TO pristan_app USING ({OWN} AND ({LOOKS}))",
        put=f"FOR INSERT TO pristan_app WITH CHECK ({ASKS})",
        shared=SHARE,
    )
    mine = f"{OWN} AND {seen('asked_digests', 'question_id', 'elsewhere_questions')}"
    protect(
        "asked_digests",
        looked=f"FOR SELECT TO pristan_app USING ({mine})",
        put=f"FOR INSERT TO pristan_app WITH CHECK ({mine}"
        f" AND network_id = ANY ({NETWORKS}::uuid[]))",
        shared=SHARE,
    )
    ours = f"{OWN} AND {opened('elsewhere_answers')}"
    protect(
        "elsewhere_answers",
        opened=f"FOR SELECT TO pristan_app USING ({ours})",
        told=f"FOR INSERT TO pristan_app WITH CHECK ({IS_ASKED} AND answer = '')",
        answered=f"FOR UPDATE TO pristan_app USING ({ours}) WITH CHECK ({ours})",
        shared=SHARE,
    )
    own = f"{OWN} AND ({JOB} OR member_id = {MEMBER} OR {role('head', 'dpo')})"
    protect(
        "emergencies",
        looked=f"FOR SELECT TO pristan_app USING ({own})",
        broken=f"FOR INSERT TO pristan_app WITH CHECK ({BREAKS})",
        shared=SHARE,
    )
    protect(
        "emergency_reviews",
        parties=f"FOR SELECT TO pristan_app USING ({REVIEWED})",
        broken=f"FOR INSERT TO pristan_app WITH CHECK ({BROKEN})",
        judged=f"FOR UPDATE TO pristan_app USING ({JUDGES}) WITH CHECK ({JUDGES})",
        shared=SHARE,
    )


def downgrade() -> None:
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE subject = 'emergency'")
    op.execute(CLOCKS.format(kinds=KINDS, subjects=SUBJECTS))
    for trigger, table in (
        ("elsewhere_forget_erased", "person_keys"),
        ("elsewhere_forget_sealed", "young_persons"),
    ):
        op.execute(f"DROP TRIGGER {trigger} ON {table}")
    op.execute(f"DROP VIEW {', '.join(VIEW_NAMES)} CASCADE")  # with the policies that ask them
    for table in (
        "emergency_reviews",
        "emergencies",
        "elsewhere_answers",
        "asked_digests",
        "elsewhere_questions",
        "emergency_summaries",
        "match_keys",
    ):
        op.execute(f"DROP TABLE {table} CASCADE")
    for function in (
        "elsewhere_forget",
        "elsewhere_questions_begin",
        "emergencies_begin",
        "elsewhere_answers_keep",
        "emergency_reviews_keep",
    ):
        op.execute(f"DROP FUNCTION {function}")
    for table in ("young_persons", "trail_entries"):
        op.execute(f"DROP POLICY shared ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM pristan_share")
    op.execute(
        "REVOKE SELECT (tenant_id, id, sensitivity, responsible_id) ON young_persons"
        " FROM pristan_share"
    )
    op.execute("REVOKE SELECT (tenant_id, subject_id, detail) ON trail_entries FROM pristan_share")
    op.execute("DROP POLICY switched ON networks")
    op.execute("ALTER TABLE networks DROP COLUMN elsewhere")
