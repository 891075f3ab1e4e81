"""What was written about nobody's file goes too, when a house has kept it long enough.

Words of a request that belongs to no file, and a house's own notes on an ask or a stay without one,
are erased as files are: proposed, confirmed by somebody, done by the database.
"""

from alembic import op

from migrations.policies import MEMBER, TENANT, unforced

revision = "0037_outlived_words"
down_revision = "0036_based_profiles"
branch_labels = None
depends_on = None

SUBJECTS = "'file', 'request', 'ask', 'placement'"
COLUMNS = f"""
ALTER TABLE erasures RENAME COLUMN file_number TO subject_number;
ALTER TABLE erasures ALTER COLUMN person_id DROP NOT NULL, ADD COLUMN subject_id uuid,
  ADD COLUMN subject text NOT NULL DEFAULT 'file'
    CONSTRAINT ck_erasures_subject CHECK (subject IN ({SUBJECTS}));
ALTER TABLE erasures ALTER COLUMN subject DROP DEFAULT;
"""
WHOLE = """
ALTER TABLE erasures ALTER COLUMN subject_id SET NOT NULL,
  ADD CONSTRAINT ck_erasures_of_file CHECK (CASE WHEN subject = 'file'
    THEN person_id IS NOT DISTINCT FROM subject_id ELSE person_id IS NULL END);
DROP INDEX uq_erasures_open;
CREATE UNIQUE INDEX uq_erasures_open ON erasures (tenant_id, subject_id) WHERE dropped_at IS NULL;
CREATE INDEX ix_erasures_tenant_id_person_id ON erasures (tenant_id, person_id);
"""
LESS = """
DROP INDEX ix_erasures_tenant_id_person_id;
DROP INDEX uq_erasures_open;
CREATE UNIQUE INDEX uq_erasures_open ON erasures (tenant_id, person_id) WHERE dropped_at IS NULL;
ALTER TABLE erasures DROP COLUMN subject, DROP COLUMN subject_id,
  ALTER COLUMN person_id SET NOT NULL;
ALTER TABLE erasures RENAME COLUMN subject_number TO file_number;
"""
CLASSES = (
    "ALTER TABLE retention_rules DROP CONSTRAINT ck_retention_rules_record_class,"
    " ADD CONSTRAINT ck_retention_rules_record_class CHECK (record_class IN ({}))"
)

# What somebody wrote on and nobody does any more, that belongs to no file: a request whose asks
# have all ended, with everything said about it; and of the house that was asked, its own notes on
# an ask or on a stay that is over. For those who judge it, and for jobs; as in 0028.
WATCH = f"({MEMBER} IS NULL OR (SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))"
VIEW = f"""
CREATE VIEW outlived_words WITH (security_barrier) AS
SELECT w.tenant_id, w.subject, w.subject_id, w.number, w.kept,
       (w.last AT TIME ZONE 'Europe/Ljubljana')::date AS since
FROM (
  SELECT r.tenant_id, 'request' AS subject, r.id AS subject_id, r.number,
         CASE WHEN r.closed_at IS NULL AND NOT EXISTS (SELECT FROM asks d
           WHERE d.tenant_id = r.tenant_id AND d.id = r.accepted_ask_id AND d.state = 'departed')
         THEN 'request' ELSE '' END AS kept,
         greatest(r.created_at, r.closed_at,
           (SELECT max(a.ended_at) FROM asks a
            WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id),
           (SELECT max(m.created_at) FROM asks a
            JOIN messages m ON m.tenant_id = a.tenant_id AND m.ask_id = a.id
            WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id),
           (SELECT max(p.left_on)::timestamptz FROM asks a
            JOIN placements p ON p.asker_id = a.tenant_id AND p.ask_id = a.id
            WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id)) AS last
  FROM requests r
  WHERE r.person_id IS NULL AND NOT EXISTS (SELECT FROM asks a
    WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id AND a.ended_at IS NULL)
  UNION ALL
  SELECT a.recipient_id, 'ask', a.id, a.number, '', a.ended_at
  FROM asks a
  WHERE a.ended_at IS NOT NULL AND a.recipient_id <> a.tenant_id AND NOT EXISTS (
    SELECT FROM placements p
    JOIN placement_files f ON f.tenant_id = p.tenant_id AND f.placement_id = p.id
    WHERE p.tenant_id = a.recipient_id AND p.asker_id = a.tenant_id AND p.ask_id = a.id)
  UNION ALL
  SELECT p.tenant_id, 'placement', p.id, p.number, '',
         greatest(p.left_on, p.arrived_on, p.expected_on)::timestamptz
  FROM placements p
  WHERE p.state NOT IN ('expected', 'resident') AND NOT EXISTS (SELECT FROM placement_files f
    WHERE f.tenant_id = p.tenant_id AND f.placement_id = p.id)
) w
JOIN word_keys k ON k.tenant_id = w.tenant_id AND k.subject_id = w.subject_id
  AND k.wrapped IS NOT NULL
WHERE w.tenant_id = (SELECT app_tenant()) AND {WATCH};
ALTER VIEW outlived_words OWNER TO pristan_share;
GRANT SELECT ON outlived_words TO pristan_app;
"""

# As 0028 has it for files; words go only while they are outlived, by the rule of the house.
DESTROY = """
CREATE OR REPLACE FUNCTION erasures_destroy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kept_because w
             WHERE w.tenant_id = NEW.tenant_id AND w.person_id = NEW.person_id){or_used} THEN
    RAISE EXCEPTION 'something stands against this erasure'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id AND wrapped IS NOT NULL;
{words}  RETURN NEW;
END $$;
"""
OR_USED = """
     OR (NEW.subject <> 'file' AND NOT EXISTS (SELECT FROM outlived_words w
       LEFT JOIN retention_rules u ON u.tenant_id = w.tenant_id AND u.record_class = 'words'
       WHERE w.tenant_id = NEW.tenant_id AND w.subject_id = NEW.subject_id AND w.kept = ''
       AND (u.years IS NULL
            OR (w.since + make_interval(years => u.years))::date <= app_today())))"""
WORDS = """  UPDATE word_keys SET wrapped = NULL, destroyed_at = app_now()
  WHERE tenant_id = NEW.tenant_id AND subject_id = NEW.subject_id AND wrapped IS NOT NULL;
"""

# With the key of words goes what hangs on the same thing: the house's own notes on a request, its
# asks and the stay, and what stands of the request in the clear. Also where a backup from before is
# brought back and the erasure is done again.
FORGET = """
CREATE FUNCTION words_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE requests SET home_town = '', file_reference = ''
  WHERE tenant_id = NEW.tenant_id AND id = NEW.subject_id;
  DELETE FROM notes WHERE tenant_id = NEW.tenant_id AND subject_id = NEW.subject_id;
  UPDATE word_keys SET wrapped = NULL, destroyed_at = NEW.destroyed_at
  WHERE tenant_id = NEW.tenant_id AND wrapped IS NOT NULL AND subject_id IN (
    SELECT unnest(ARRAY[a.id, p.id]) FROM asks a
    LEFT JOIN placements p ON p.asker_id = a.tenant_id AND p.ask_id = a.id
    WHERE a.tenant_id = NEW.tenant_id AND a.request_id = NEW.subject_id);
  RETURN NEW;
END $$;
CREATE TRIGGER words_forget AFTER UPDATE ON word_keys
  FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION words_forget();
"""
# Whoever confirms need not open what goes; it is shown to them from then on.
CONFIRMED = (
    "EXISTS (SELECT FROM erasures e WHERE e.tenant_id = word_keys.tenant_id"
    " AND e.subject <> 'file' AND e.confirmed_at IS NOT NULL"
    " AND (e.subject_id = word_keys.subject_id OR EXISTS (SELECT FROM asks a"
    " LEFT JOIN placements p ON p.asker_id = a.tenant_id AND p.ask_id = a.id"
    " WHERE a.tenant_id = e.tenant_id AND a.request_id = e.subject_id"
    " AND word_keys.subject_id IN (a.id, p.id))))"
)
POLICIES = (
    f"CREATE POLICY outlived ON word_keys FOR UPDATE TO pristan_app"
    f" USING (tenant_id = {TENANT} AND {CONFIRMED})"
    f" WITH CHECK (tenant_id = {TENANT} AND wrapped IS NULL)",
    f"CREATE POLICY outlived ON notes FOR DELETE TO pristan_app USING (tenant_id = {TENANT}"
    " AND EXISTS (SELECT FROM word_keys k WHERE k.tenant_id = notes.tenant_id"
    " AND k.subject_id = notes.subject_id AND k.wrapped IS NULL))",
    # What waits is tried again by a job where whoever began is there no more.
    f"CREATE POLICY waits ON arriving_documents FOR SELECT TO pristan_app"
    f" USING (tenant_id = {TENANT} AND {MEMBER} IS NULL AND state = 'waiting')",
)


def upgrade() -> None:
    op.execute(COLUMNS)
    with unforced("erasures"):
        op.execute("ALTER TABLE erasures DISABLE TRIGGER USER")
        op.execute("UPDATE erasures SET subject_id = person_id")
        op.execute("ALTER TABLE erasures ENABLE TRIGGER USER")
    op.execute(WHOLE)
    op.execute(CLASSES.format("'file', 'words', 'notices'"))
    op.execute(VIEW)
    op.execute(DESTROY.replace("{or_used}", OR_USED).replace("{words}", WORDS))
    op.execute(FORGET)
    for policy in POLICIES:
        op.execute(policy)


def downgrade() -> None:
    op.execute("DROP POLICY waits ON arriving_documents")
    for table in ("notes", "word_keys"):
        op.execute(f"DROP POLICY outlived ON {table}")
    op.execute("DROP TRIGGER words_forget ON word_keys")
    op.execute("DROP FUNCTION words_forget")
    op.execute(DESTROY.replace("{or_used}", "").replace("{words}", ""))
    op.execute("DROP VIEW outlived_words")
    with unforced("retention_rules"), unforced("erasures"):
        op.execute("DELETE FROM retention_rules WHERE record_class <> 'file'")
        op.execute("DELETE FROM erasures WHERE subject <> 'file'")
    op.execute(CLASSES.format("'file'"))
    op.execute(LESS)
