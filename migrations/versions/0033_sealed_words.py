"""What people wrote of requests, asks and stays is sealed, and their notes with it.

Every plain text is sealed here under a key of its thing (word_keys), within its tenant's, within
the deployment's master key, as the application does it since; going down opens all of it again.
The few lines that seal stand in migrations/sealing.py once more.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.policies import TENANT, protect, unforced
from migrations.sealing import Deployed, Words, place, seal, unseal

revision = "0033_sealed_words"
down_revision = "0032_opened_files"
branch_labels = None
depends_on = None

BATCH = 1000
TABLES = """
CREATE TABLE word_keys (
  tenant_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  wrapped bytea,
  destroyed_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_word_keys PRIMARY KEY (tenant_id, subject_id),
  CONSTRAINT ck_word_keys_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
  CONSTRAINT fk_word_keys_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));
GRANT SELECT, INSERT, UPDATE (wrapped, destroyed_at) ON word_keys TO pristan_app;
GRANT SELECT ON word_keys TO pristan_share;
"""
KEEP = """
CREATE FUNCTION word_keys_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.wrapped IS NULL OR NEW.wrapped IS NOT NULL THEN
    RAISE EXCEPTION 'a key of words is only ever destroyed, and for ever'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER word_keys_keep BEFORE UPDATE ON word_keys
  FOR EACH ROW EXECUTE FUNCTION word_keys_keep();
"""

OF_ASK = "JOIN asks a ON a.tenant_id = s.tenant_id AND a.id = s.ask_id"
OF_STAY = (
    "JOIN placements p ON p.tenant_id = s.tenant_id AND p.id = s.placement_id"
    " LEFT JOIN asks a ON a.tenant_id = p.asker_id AND a.id = p.ask_id"
)
OWN, ID = "s.tenant_id", "s.id"
MICROSECONDS = "(extract(epoch FROM s.at) * 1000000)::bigint"
# By table and column: how a row leads to its thing, whose and which key that is, and what of the
# row is bound to the seal. A step has no id before it is written.
SEALED = (
    ("requests", "risks", "", (OWN, "s.id"), (ID,)),
    ("requests", "own_words", "", (OWN, "s.id"), (ID,)),
    ("messages", "body", OF_ASK, (OWN, "a.request_id"), (ID,)),
    ("ask_questions", "body", OF_ASK, (OWN, "a.request_id"), (ID,)),
    ("ask_questions", "answer", OF_ASK, (OWN, "a.request_id"), (ID,)),
    ("visits", "wish_words", OF_ASK, (OWN, "a.request_id"), (ID,)),
    ("ask_steps", "note", OF_ASK, (OWN, "a.request_id"), ("s.ask_id", "s.move", MICROSECONDS)),
    ("request_steps", "words", "", (OWN, "s.request_id"), ("s.request_id", "s.move", MICROSECONDS)),
    ("appeals", "called_for", "", (OWN, "s.request_id"), (ID,)),
    ("appeals", "conclusion", "", (OWN, "s.request_id"), (ID,)),
    (
        "placement_outcomes",
        "words",
        OF_STAY,
        ("coalesce(a.tenant_id, s.tenant_id)", "coalesce(a.request_id, s.placement_id)"),
        (ID,),
    ),
    ("notes", "body", "", (OWN, "s.subject_id"), (ID,)),
)
# Fields of a JSON object, which are sealed together beside it.
WITHIN = (
    ("disclosures", "json", ("risks", "own_words", "why"), OF_ASK, "a.request_id"),
    ("request_drafts", "jsonb", ("risks", "own_words"), "", "NULL::uuid"),
)
OPTIONAL = (("ask_questions", "answer"),)
TABLES_CHANGED = tuple(dict.fromkeys([*(one[0] for one in SEALED), *(one[0] for one in WITHIN)]))
LOOKED_AT = ("asks", "placements", "tenant_keys", "word_keys", "person_keys", "key_marks")
IN_WORDS = "('review', 'reopen')"  # of a request: whose reason is written in words, not in codes
# Every request has a key, so that a home can write to its centre; what else is written about, too.
SUBJECTS = (
    "SELECT tenant_id, id FROM requests",
    "SELECT DISTINCT tenant_id, subject_id FROM notes",
    "SELECT DISTINCT s.tenant_id, s.placement_id FROM placement_outcomes s"
    " JOIN placements p ON p.tenant_id = s.tenant_id AND p.id = s.placement_id"
    " WHERE p.ask_id IS NULL",
)

VIEWS = ("received_messages", "received_questions", "received_disclosures")
MESSAGES = """
CREATE VIEW received_messages WITH (security_barrier) AS
SELECT m.tenant_id, m.id, m.ask_id, m.recipient_id, m.body, m.by_tenant_id, m.by_member_id,
       m.by_name, m.created_at
FROM messages m JOIN asks a ON a.tenant_id = m.tenant_id AND a.id = m.ask_id
WHERE m.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL AND (a.reopened_at IS NULL OR m.created_at > a.reopened_at);
"""
QUESTIONS = """
CREATE VIEW received_questions WITH (security_barrier) AS
SELECT q.tenant_id, q.id, q.ask_id, q.recipient_id, q.topic, q.body, q.by_name, q.created_at,
       q.answer, q.answered_at, q.answered_by
FROM ask_questions q JOIN asks a ON a.tenant_id = q.tenant_id AND a.id = q.ask_id
WHERE q.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND a.ended_at IS NULL AND (a.reopened_at IS NULL OR q.created_at > a.reopened_at);
"""
ANSWERED = """
ALTER TABLE ask_questions ADD CONSTRAINT ck_ask_questions_answered
  CHECK ((answer IS NULL) = (answered_at IS NULL));
GRANT UPDATE (answer) ON ask_questions TO pristan_app;
"""
DISCLOSURES = """
CREATE VIEW received_disclosures WITH (security_barrier) AS
SELECT d.tenant_id, d.recipient_id, d.ask_id, d.level, d.content, d.created_at{more}
FROM disclosures d JOIN asks a ON a.tenant_id = d.tenant_id AND a.id = d.ask_id
WHERE d.recipient_id = (SELECT app_tenant()) AND a.recipient_id = (SELECT app_tenant())
  AND d.closed_at IS NULL AND a.ended_at IS NULL AND d.level <= a.level
  AND (d.level = 0 OR a.reopened_at IS NULL OR d.created_at > a.reopened_at);
"""
# The key alone opens nothing: what may be read is said by the views and policies of each table,
# and of an ask that has ended the home still sees its steps.
LENT = """
CREATE VIEW lent_words WITH (security_barrier) AS
SELECT a.tenant_id, a.id AS ask_id, a.recipient_id, w.subject_id, w.wrapped AS word_key,
       t.wrapped AS tenant_key, t.master_number
FROM asks a
JOIN word_keys w ON w.tenant_id = a.tenant_id AND w.subject_id = a.request_id
JOIN tenant_keys t ON t.tenant_id = a.tenant_id
WHERE a.recipient_id = (SELECT app_tenant());
ALTER VIEW lent_words OWNER TO pristan_share;
GRANT SELECT ON lent_words TO pristan_app;
"""

# What stands in the clear, or is gone: what is written under another key than the file's goes with
# its own key. Also where a backup from before is brought back and the erasure is done again.
FORGET = """
CREATE OR REPLACE FUNCTION rights_forget() RETURNS trigger LANGUAGE plpgsql AS $$
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
{words}  DELETE FROM notes
  WHERE tenant_id = NEW.tenant_id AND subject_id = ANY (asked_for || asked || stays);
  contents := ARRAY(SELECT content_id FROM stored_documents WHERE tenant_id = NEW.tenant_id
    AND person_id = NEW.person_id AND content_id IS NOT NULL);
  UPDATE stored_documents SET content_id = NULL, content_key = NULL, removed_at = app_now(),
    removed_by = '', removal = 'other', title = NULL
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id AND removed_at IS NULL;
  DELETE FROM document_contents WHERE tenant_id = NEW.tenant_id AND id = ANY (contents);
  RETURN NEW;
END $$;
"""
BY_KEYS = """  UPDATE requests SET home_town = '', file_reference = ''
  WHERE tenant_id = NEW.tenant_id AND id = ANY (asked_for);
  UPDATE word_keys SET wrapped = NULL, destroyed_at = app_now()
  WHERE tenant_id = NEW.tenant_id AND subject_id = ANY (asked_for || asked || stays)
    AND wrapped IS NOT NULL;
"""
BY_BLANKS = """  UPDATE requests SET risks = '', own_words = '', home_town = '', file_reference = ''
  WHERE tenant_id = NEW.tenant_id AND id = ANY (asked_for);
  UPDATE disclosures SET content = (content::jsonb || '{"risks": "", "own_words": ""}')::json
  WHERE tenant_id = NEW.tenant_id AND ask_id = ANY (asked);
  UPDATE messages SET body = '' WHERE tenant_id = NEW.tenant_id AND ask_id = ANY (asked);
"""
# As 0028 has it for notes: what was written on a request, an ask or a stay of an erased file.
OF_ERASED = (
    "EXISTS (SELECT FROM person_keys k WHERE k.tenant_id = word_keys.tenant_id"
    " AND k.wrapped IS NULL AND (EXISTS (SELECT FROM requests r LEFT JOIN asks a"
    " ON a.tenant_id = r.tenant_id AND a.request_id = r.id WHERE r.tenant_id = k.tenant_id"
    " AND r.person_id = k.person_id AND word_keys.subject_id IN (r.id, a.id))"
    " OR EXISTS (SELECT FROM placement_files f WHERE f.tenant_id = k.tenant_id"
    " AND f.person_id = k.person_id AND f.placement_id = word_keys.subject_id)))"
)
# As 0028 has it.
BLANKED = (
    "EXISTS (SELECT FROM asks a JOIN requests r ON r.tenant_id = a.tenant_id"
    " AND r.id = a.request_id JOIN person_keys k ON k.tenant_id = r.tenant_id"
    " AND k.person_id = r.person_id AND k.wrapped IS NULL"
    " WHERE a.tenant_id = messages.tenant_id AND a.id = messages.ask_id)"
)
AS_BEFORE = f"""
ALTER TABLE notes ADD CONSTRAINT ck_notes_body CHECK (length(body) BETWEEN 1 AND 4000);
GRANT UPDATE (body) ON messages TO pristan_app;
CREATE POLICY forgotten_update ON messages FOR UPDATE TO pristan_app
  USING (tenant_id = {TENANT} AND {BLANKED}) WITH CHECK (tenant_id = {TENANT} AND {BLANKED});
"""
# A file that is erased already takes the words about it along, whose texts are blank by now.
GONE_ALREADY = """
UPDATE word_keys w SET wrapped = NULL, destroyed_at = k.destroyed_at
FROM requests r JOIN person_keys k ON k.tenant_id = r.tenant_id AND k.person_id = r.person_id
WHERE w.tenant_id = r.tenant_id AND w.subject_id = r.id AND k.wrapped IS NULL
"""


def upgrade() -> None:
    op.execute(TABLES)
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")
    op.execute("DROP POLICY forgotten_update ON messages")
    op.execute("REVOKE UPDATE (body) ON messages FROM pristan_app")
    op.execute("ALTER TABLE request_steps ADD COLUMN words text")
    for table, column, *_ in SEALED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}_now bytea")
    for table, *_ in WITHIN:
        op.execute(f"ALTER TABLE {table} ADD COLUMN words bytea")
    with _everything_seen() as words:
        op.execute(f"UPDATE request_steps SET words = reason WHERE move IN {IN_WORDS}")
        op.execute(f"UPDATE request_steps SET reason = '' WHERE move IN {IN_WORDS}")
        for subjects in SUBJECTS:
            words.begin(subjects)
        for one in SEALED:
            _turn(words, _sealed, one)
        for inner in WITHIN:
            _take_out(words, inner)
        op.execute(GONE_ALREADY)
    _replace()
    op.execute(ANSWERED)
    _publish(", d.id, d.words")
    op.execute(LENT)
    op.execute(KEEP)
    op.execute(FORGET.replace("{words}", BY_KEYS))
    _close()


def _close() -> None:
    own = f"tenant_id = {TENANT}"
    protect(
        "word_keys",
        own=f"FOR SELECT TO pristan_app USING ({own})",
        begun=f"FOR INSERT TO pristan_app WITH CHECK ({own})",
        forgotten=f"FOR UPDATE TO pristan_app USING ({own} AND {OF_ERASED})"
        f" WITH CHECK ({own} AND wrapped IS NULL)",
        shared="FOR SELECT TO pristan_share USING (true)",
    )


def downgrade() -> None:
    for view in ("lent_words", *VIEWS):
        op.execute(f"DROP VIEW {view}")
    for table, column, *_ in SEALED:
        never_null = "" if (table, column) in OPTIONAL else " NOT NULL DEFAULT ''"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}_now text{never_null}")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column}_now DROP DEFAULT")
    with _everything_seen() as words:
        for one in SEALED:
            _turn(words, _opened, one)
        for inner in WITHIN:
            _put_back(words, inner)
        op.execute(f"UPDATE request_steps SET reason = words_now WHERE move IN {IN_WORDS}")
    _replace()
    for table in ("request_steps", *(inner[0] for inner in WITHIN)):
        op.execute(f"ALTER TABLE {table} DROP COLUMN words")
    op.execute(ANSWERED)
    op.execute(AS_BEFORE)
    _publish("")
    op.execute(FORGET.replace("{words}", BY_BLANKS))
    op.execute("DROP TABLE word_keys")
    op.execute("DROP FUNCTION word_keys_keep")


@contextmanager
def _everything_seen() -> Iterator[Words]:
    """Every row, and no trigger that asks who acts: nothing is done here, only kept otherwise."""
    with ExitStack() as open_:
        for table in {*TABLES_CHANGED, *LOOKED_AT}:
            open_.enter_context(unforced(table))
        for table in TABLES_CHANGED:
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield Words(op.get_bind(), Deployed.of(op.get_context()))
        for table in TABLES_CHANGED:
            op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


Column = tuple[str, str, str, tuple[str, str], Sequence[str]]
Within = tuple[str, str, Sequence[str], str, str]
Turn = Callable[[bytes, Any, bytes], Any]


def _sealed(key: bytes, plain: str, where: bytes) -> bytes:
    return seal(key, plain.encode(), where)


def _opened(key: bytes, kept: bytes, where: bytes) -> str:
    return unseal(key, kept, where).decode()


def _turn(words: Words, turn: Turn, text: Column) -> None:
    """Every text of a column, sealed or opened, into the one that will take its place."""
    table, column, join, owner, row = text
    has = f"s.{column} <> ''" if turn is _sealed else f"s.{column} IS NOT NULL"
    change = sa.text(
        f"UPDATE {table} SET {column}_now = :value WHERE tenant_id = :tenant_id AND id = :id"
    )
    for batch in _batches(table, f"s.{column}", join, owner, row, has):
        changed = [
            {"tenant_id": one[0], "id": one[1], "value": turn(key, one[2], where)}
            for one in batch
            if (key := words.key(*one[3:6])) is not None
            and (where := place(table, column, one[3], *one[6:]))
        ]
        _write(words, change, changed)


def _take_out(words: Words, inner: Within) -> None:
    """What a JSON object says in words, sealed beside it."""
    table, kind, fields, join, subject = inner
    named = ", ".join(f"'{name}'" for name in fields)
    has = f"s.content::jsonb ?| ARRAY[{named}]"
    change = sa.text(
        f"UPDATE {table} SET words = :value, content = (content::jsonb - ARRAY[{named}])::{kind}"
        " WHERE tenant_id = :tenant_id AND id = :id"
    )
    for batch in _batches(table, "s.content", join, (OWN, subject), (ID,), has):
        changed = []
        for one in batch:
            said = {name: one[2][name] for name in fields if one[2].get(name)}
            key, where = words.key(*one[3:6]), place(table, "words", one[3], one[1])
            plain = json.dumps(said, ensure_ascii=False, sort_keys=True)
            value = _sealed(key, plain, where) if said and key else None
            changed.append({"tenant_id": one[0], "id": one[1], "value": value})
        _write(words, change, changed)


def _put_back(words: Words, inner: Within) -> None:
    table, kind, _, join, subject = inner
    change = sa.text(
        f"UPDATE {table} SET content = (content::jsonb || CAST(:value AS jsonb))::{kind}"
        " WHERE tenant_id = :tenant_id AND id = :id"
    )
    for batch in _batches(table, "s.words", join, (OWN, subject), (ID,), "s.words IS NOT NULL"):
        changed = [
            {"tenant_id": one[0], "id": one[1], "value": _opened(key, one[2], where)}
            for one in batch
            if (key := words.key(*one[3:6])) is not None
            and (where := place(table, "words", one[3], one[1]))
        ]
        _write(words, change, changed)


def _batches(
    table: str, value: str, join: str, owner: tuple[str, str], row: Sequence[str], has: str
) -> Iterator[Sequence[sa.Row[Any]]]:
    """Tenant, id and value of each row that has one; whose and which key that is, and the key;
    then what of the row is bound to the seal. In the order of the primary key."""
    tenant, subject = owner
    query = sa.text(
        f"SELECT s.tenant_id, s.id, {value}, {tenant}, {subject}, w.wrapped, {', '.join(row)}"
        f" FROM {table} s {join} LEFT JOIN word_keys w ON w.tenant_id = {tenant}"
        f" AND w.subject_id = {subject} WHERE {has} ORDER BY s.tenant_id, s.id"
    )
    found = op.get_bind().execute(query, execution_options={"yield_per": BATCH})
    yield from found.partitions()


def _write(words: Words, change: sa.TextClause, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        words.connection.execute(change, rows)


def _replace() -> None:
    """The new columns stand where the old ones stood."""
    for table, column, *_ in SEALED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column}_now TO {column}")


def _publish(more: str) -> None:
    op.execute(MESSAGES)
    op.execute(QUESTIONS)
    op.execute(DISCLOSURES.replace("{more}", more))
    for view in VIEWS:
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
