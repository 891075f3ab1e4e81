"""What was written in programmes goes with the file it belongs to, or by the rule for words without
one; who takes part in a programme stands against an erasure."""

from contextlib import ExitStack

from alembic import op

from migrations.policies import MEMBER, TENANT, unforced

revision = "0049_rights_of_programmes"
down_revision = "0048_schools"
branch_labels = None
depends_on = None

# The one list of everything under whose keys a house has written about somebody. A home writes on
# the ask it received before there is a stay or an enrolment; they belong to the same person.
OF_FILE = """
CREATE FUNCTION words_of_file(house uuid, person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT each FROM (
    SELECT r.id AS each FROM requests r WHERE r.tenant_id = house AND r.person_id = person
    UNION SELECT a.id FROM requests r
    JOIN asks a ON a.tenant_id = r.tenant_id AND a.request_id = r.id
    WHERE r.tenant_id = house AND r.person_id = person
    UNION SELECT unnest(ARRAY[p.id, p.ask_id]) FROM placement_files f
    JOIN placements p ON p.tenant_id = f.tenant_id AND p.id = f.placement_id
    WHERE f.tenant_id = house AND f.person_id = person
    UNION SELECT unnest(ARRAY[e.id, e.ask_id, c.id]) FROM enrolment_files f
    JOIN enrolments e ON e.tenant_id = f.tenant_id AND e.id = f.enrolment_id
    LEFT JOIN mobile_cases c ON c.tenant_id = e.tenant_id AND c.enrolment_id = e.id
    WHERE f.tenant_id = house AND f.person_id = person) w
  WHERE each IS NOT NULL
$$;
"""
FORGET = """
DO $do$
DECLARE was text := pg_get_functiondef('rights_forget()'::regprocedure);
BEGIN
  IF position({before} IN was) = 0 THEN RAISE EXCEPTION 'rights_forget is not what it was'; END IF;
  EXECUTE replace(was, {before}, {after});
END $do$;
"""
LISTED = "$q$subject_id = ANY (asked_for || asked || stays)$q$"
ALL_OF_FILE = "$q$subject_id IN (SELECT words_of_file(NEW.tenant_id, NEW.person_id))$q$"
OF_GONE = (
    f"tenant_id = {TENANT} AND (EXISTS (SELECT FROM enrolment_files f JOIN person_keys k"
    " ON k.tenant_id = f.tenant_id AND k.person_id = f.person_id AND k.wrapped IS NULL"
    " JOIN enrolments e ON e.tenant_id = f.tenant_id AND e.id = f.enrolment_id"
    " LEFT JOIN mobile_cases c ON c.tenant_id = e.tenant_id AND c.enrolment_id = e.id"
    " WHERE f.tenant_id = word_keys.tenant_id AND word_keys.subject_id IN (e.ask_id, c.id))"
    " OR EXISTS (SELECT FROM placement_files f JOIN person_keys k"
    " ON k.tenant_id = f.tenant_id AND k.person_id = f.person_id AND k.wrapped IS NULL"
    " JOIN placements p ON p.tenant_id = f.tenant_id AND p.id = f.placement_id"
    " WHERE f.tenant_id = word_keys.tenant_id AND p.ask_id = word_keys.subject_id))"
)
POLICY = (
    f"CREATE POLICY of_programme ON word_keys FOR UPDATE TO pristan_app USING ({OF_GONE})"
    f" WITH CHECK (tenant_id = {TENANT} AND wrapped IS NULL)"
)

# What the views look at besides, without a word of it.
SHARED = {
    "programme_sessions": "tenant_id, id, kind, enrolment_id, starts_at, ends_at, state",
    "session_notes": "tenant_id, session_id, created_at",
    "no_show_follow_ups": "tenant_id, enrolment_id, created_at",
    "plans": "tenant_id, enrolment_id, changed_at",
    "enrolment_outcomes": "tenant_id, enrolment_id, created_at",
    "case_visits": "tenant_id, case_id, created_at",
}
HERE = "AT TIME ZONE 'Europe/Ljubljana'"
WATCH = f"({MEMBER} IS NULL OR (SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))"
LAST_OF_ENROLMENT = f"""greatest(
         (SELECT max(n.created_at {HERE})::date FROM programme_sessions s
          JOIN session_notes n ON n.tenant_id = s.tenant_id AND n.session_id = s.id
          WHERE s.tenant_id = {{e}}.tenant_id AND s.enrolment_id = {{e}}.id),
         (SELECT max(u.created_at {HERE})::date FROM no_show_follow_ups u
          WHERE u.tenant_id = {{e}}.tenant_id AND u.enrolment_id = {{e}}.id),
         (SELECT max(p.changed_at {HERE})::date FROM plans p
          WHERE p.tenant_id = {{e}}.tenant_id AND p.enrolment_id = {{e}}.id),
         (SELECT max(o.created_at {HERE})::date FROM enrolment_outcomes o
          WHERE o.tenant_id = {{e}}.tenant_id AND o.enrolment_id = {{e}}.id))"""
# As 0047 has it: what the view said before goes on under another name. Notes on an ask belong to
# the file of the enrolment that came of it; work that is still open stands against its own words;
# what was noted of a session with a group belongs to nobody's file and is over with the session.
OUTLIVED = f"""
ALTER VIEW outlived_words RENAME TO outlived_words_of_aftercare;
CREATE VIEW outlived_words WITH (security_barrier) AS
SELECT w.tenant_id, w.subject, w.subject_id, w.number,
       CASE WHEN w.kept = '' AND c.state = 'open' THEN 'case' ELSE w.kept END AS kept,
       greatest(w.since, {LAST_OF_ENROLMENT.format(e="e")},
         (SELECT max(v.created_at {HERE})::date FROM case_visits v
          WHERE v.tenant_id = c.tenant_id AND v.case_id = c.id)) AS since
FROM outlived_words_of_aftercare w
LEFT JOIN mobile_cases c ON c.tenant_id = w.tenant_id AND c.id = w.subject_id
  AND w.subject = 'case'
LEFT JOIN enrolments e ON e.tenant_id = w.tenant_id AND e.id = w.subject_id
  AND w.subject = 'enrolment'
WHERE w.tenant_id = (SELECT app_tenant()) AND NOT (w.subject = 'ask' AND EXISTS (
  SELECT FROM enrolments x
  JOIN enrolment_files f ON f.tenant_id = x.tenant_id AND f.enrolment_id = x.id
  WHERE x.tenant_id = w.tenant_id AND x.ask_id = w.subject_id))
UNION ALL
SELECT s.tenant_id, 'session'::text, s.id,
       to_char(s.starts_at {HERE}, 'FMDD. FMMM. YYYY HH24:MI'), ''::text,
       greatest((s.ends_at {HERE})::date,
         (SELECT max(n.created_at {HERE})::date FROM session_notes n
          WHERE n.tenant_id = s.tenant_id AND n.session_id = s.id))
FROM programme_sessions s
JOIN word_keys k ON k.tenant_id = s.tenant_id AND k.subject_id = s.id AND k.wrapped IS NOT NULL
WHERE s.tenant_id = (SELECT app_tenant()) AND {WATCH}
  AND (s.state <> 'planned' OR s.ends_at < app_now());
ALTER VIEW outlived_words OWNER TO pristan_share;
GRANT SELECT ON outlived_words TO pristan_app;
"""
# Whoever takes part in a programme, at the house that runs it and at the one that asked; and work
# of advisers that is not finished. A plan stands with its enrolment.
KEPT = f"""
ALTER VIEW kept_because RENAME TO kept_because_of_aftercare;
CREATE VIEW kept_because WITH (security_barrier) AS
SELECT w.tenant_id, w.person_id, w.reason, w.number, w.until FROM kept_because_of_aftercare w
UNION ALL
SELECT f.tenant_id, f.person_id, 'enrolment', coalesce(nullif(e.number, ''), e.reference),
       NULL::date
FROM enrolment_files f
JOIN enrolments e ON e.tenant_id = f.tenant_id AND e.id = f.enrolment_id
WHERE e.state IN ('expected', 'enrolled', 'on_hold')
  AND f.tenant_id = (SELECT app_tenant()) AND {WATCH}
UNION ALL
SELECT r.tenant_id, r.person_id, 'enrolment', a.number, NULL::date
FROM requests r
JOIN asks a ON a.tenant_id = r.tenant_id AND a.request_id = r.id
WHERE r.person_id IS NOT NULL AND a.programme_id IS NOT NULL AND a.ended_at IS NULL
  AND (r.closed_at IS NOT NULL OR a.state IN ('accepted', 'arrived'))
  AND r.tenant_id = (SELECT app_tenant()) AND {WATCH}
UNION ALL
SELECT f.tenant_id, f.person_id, 'case', coalesce(nullif(e.number, ''), e.reference), NULL::date
FROM enrolment_files f
JOIN enrolments e ON e.tenant_id = f.tenant_id AND e.id = f.enrolment_id
JOIN mobile_cases c ON c.tenant_id = e.tenant_id AND c.enrolment_id = e.id AND c.state = 'open'
WHERE f.tenant_id = (SELECT app_tenant()) AND {WATCH};
ALTER VIEW kept_because OWNER TO pristan_share;
GRANT SELECT ON kept_because TO pristan_app;
"""
# A file is at rest since the last that was written of it: in programmes and after a stay, too.
REST = """
DO $do$
DECLARE
  was text := pg_get_viewdef('files_at_rest'::regclass);
  now text := replace(was, {before}, {after});
BEGIN
  IF now = was THEN RAISE EXCEPTION 'files_at_rest is not what it was'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW files_at_rest WITH (security_barrier) AS ' || now;
END $do$;
"""
BEFORE = "$q$GREATEST(y.created_at, $q$"
AFTER = """$q$GREATEST(y.created_at, {late}, $q$"""
LATE = f"""(SELECT max(greatest(e.began_on, e.ended_on, mc.closed_on,
       {LAST_OF_ENROLMENT.format(e="e")})::timestamptz)
  FROM enrolment_files ef
  JOIN enrolments e ON e.tenant_id = ef.tenant_id AND e.id = ef.enrolment_id
  LEFT JOIN mobile_cases mc ON mc.tenant_id = e.tenant_id AND mc.enrolment_id = e.id
  WHERE ef.tenant_id = y.tenant_id AND ef.person_id = y.id),
  (SELECT max(greatest(ac.decided_on, ac.ended_on,
       (SELECT max(co.created_at {HERE})::date FROM aftercare_contacts co
        WHERE co.tenant_id = ac.tenant_id AND co.aftercare_id = ac.id),
       (SELECT max(ev.created_at {HERE})::date FROM aftercare_evaluations ev
        WHERE ev.tenant_id = ac.tenant_id AND ev.aftercare_id = ac.id))::timestamptz)
  FROM placement_files pf
  JOIN aftercares ac ON ac.tenant_id = pf.tenant_id AND ac.placement_id = pf.placement_id
  WHERE pf.tenant_id = y.tenant_id AND pf.person_id = y.id)"""
AS_BEFORE = """
CREATE OR REPLACE VIEW files_at_rest WITH (security_barrier) AS
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
WHERE y.tenant_id = (SELECT app_tenant()) AND {watch};
"""
SUBJECT = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_erasures_subject');
BEGIN
  ALTER TABLE erasures DROP CONSTRAINT ck_erasures_subject;
  EXECUTE 'ALTER TABLE erasures ADD CONSTRAINT ck_erasures_subject '
          || replace(was, {before}, {after});
END $do$;
"""
SESSION = "'''session''::text, '"
# A file that was erased before this takes along what it left behind.
GONE_ALREADY = """
UPDATE word_keys w SET wrapped = NULL, destroyed_at = k.destroyed_at
FROM person_keys k
WHERE k.tenant_id = w.tenant_id AND k.wrapped IS NULL AND w.wrapped IS NOT NULL
  AND w.subject_id IN (SELECT words_of_file(k.tenant_id, k.person_id))
"""
LOOKED_AT = (
    *("word_keys", "person_keys", "notes", "requests", "asks", "placement_files", "placements"),
    *("enrolment_files", "enrolments", "mobile_cases"),
)


def upgrade() -> None:
    op.execute(OF_FILE)
    op.execute(FORGET.format(before=LISTED, after=ALL_OF_FILE))
    op.execute(POLICY)
    for table, columns in SHARED.items():
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO pristan_share")
        op.execute(
            f"CREATE POLICY shared_words ON {table} FOR SELECT TO pristan_share USING (true)"
        )
    op.execute(SUBJECT.format(before="'ARRAY['", after="'ARRAY[''session''::text, '"))
    op.execute(OUTLIVED)
    op.execute(KEPT)
    op.execute(REST.format(before=BEFORE, after=AFTER.format(late=LATE)))
    with ExitStack() as open_:
        for table in LOOKED_AT:
            open_.enter_context(unforced(table))
        op.execute(GONE_ALREADY)


def downgrade() -> None:
    op.execute(AS_BEFORE.format(watch=WATCH))
    for view in ("kept_because", "outlived_words"):
        op.execute(f"DROP VIEW {view}")
        op.execute(f"ALTER VIEW {view}_of_aftercare RENAME TO {view}")
    with unforced("erasures"):
        op.execute("DELETE FROM erasures WHERE subject = 'session'")
    op.execute(SUBJECT.format(before=SESSION, after="''"))
    for table, columns in SHARED.items():
        op.execute(f"DROP POLICY shared_words ON {table}")
        op.execute(f"REVOKE SELECT ({columns}) ON {table} FROM pristan_share")
    op.execute("DROP POLICY of_programme ON word_keys")
    op.execute(FORGET.format(before=ALL_OF_FILE, after=LISTED))
    op.execute("DROP FUNCTION words_of_file(uuid, uuid)")
