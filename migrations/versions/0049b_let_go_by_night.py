"""Names that were typed, words of emergencies, and what sessions and bookings were called go by
night when they are old enough; numbers, days and codes stay."""

from alembic import op

from migrations.policies import MEMBER, TENANT, unforced

revision = "0049b_let_go_by_night"
down_revision = "0049_rights_of_programmes"
branch_labels = None
depends_on = None

CLASSES = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conname = 'ck_retention_rules_record_class');
BEGIN
  ALTER TABLE retention_rules DROP CONSTRAINT ck_retention_rules_record_class;
  EXECUTE 'ALTER TABLE retention_rules ADD CONSTRAINT ck_retention_rules_record_class '
          || replace(was, {before}, {after});
END $do$;
"""
NEW = "ARRAY[''sessions''::text, ''elsewhere''::text, "
SEALED = ("elsewhere_questions", "emergencies", "emergency_reviews")
# Five years, unless the house has set another number, as network/rights/retention.py has it.
KEPT = """
CREATE FUNCTION elsewhere_outlived(house uuid, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT since < app_now() - make_interval(years => coalesce((SELECT u.years
    FROM retention_rules u WHERE u.tenant_id = house AND u.record_class = 'elsewhere'), 5))
$$;
CREATE FUNCTION elsewhere_words_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'sealed' <> to_jsonb(OLD) - 'sealed' OR NEW.sealed IS NOT NULL
     OR app_member() IS NOT NULL OR NOT elsewhere_outlived(OLD.tenant_id, OLD.created_at) THEN
    RAISE EXCEPTION 'words of a search or an emergency only go, and only when they are old enough'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elsewhere_words_keep BEFORE UPDATE ON elsewhere_questions
  FOR EACH ROW EXECUTE FUNCTION elsewhere_words_keep();
CREATE TRIGGER elsewhere_words_keep BEFORE UPDATE ON emergencies
  FOR EACH ROW EXECUTE FUNCTION elsewhere_words_keep();
GRANT UPDATE (sealed) ON elsewhere_questions, emergencies TO pristan_app;
GRANT DELETE ON asked_digests TO pristan_app;
"""
REVIEWS = """
CREATE OR REPLACE FUNCTION emergency_reviews_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs text[] := ARRAY['version', 'verdict', 'remark', 'judged_at', 'judged_by'];
BEGIN
{gone}  IF OLD.verdict <> '' OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs THEN
    RAISE EXCEPTION 'an emergency is judged once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""
# What nobody has judged yet keeps its words, however old it is.
GONE = """  IF to_jsonb(NEW) - ARRAY['sealed', 'remark'] = to_jsonb(OLD) - ARRAY['sealed', 'remark']
     AND num_nonnulls(NEW.sealed, NEW.remark) = 0 AND OLD.verdict <> '' AND app_member() IS NULL
     AND elsewhere_outlived(OLD.tenant_id, OLD.opened_at) THEN
    RETURN NEW;
  END IF;
"""
JOB = f"tenant_id = {TENANT} AND {MEMBER} IS NULL"
POLICIES = {
    "elsewhere_questions": f"FOR UPDATE TO pristan_app USING ({JOB})"
    f" WITH CHECK ({JOB} AND sealed IS NULL)",
    "emergencies": f"FOR UPDATE TO pristan_app USING ({JOB}) WITH CHECK ({JOB} AND sealed IS NULL)",
    "emergency_reviews": f"FOR UPDATE TO pristan_app USING ({JOB} AND verdict <> '')"
    f" WITH CHECK ({JOB} AND sealed IS NULL)",
    "asked_digests": f"FOR DELETE TO pristan_app USING ({JOB} AND EXISTS (SELECT"
    " FROM elsewhere_questions q WHERE q.tenant_id = asked_digests.tenant_id"
    " AND q.id = asked_digests.question_id AND elsewhere_outlived(q.tenant_id, q.created_at)))",
}
# Of a booking for no session NULL says that what it was for is not kept any more.
PURPOSE = """
ALTER TABLE room_bookings ALTER COLUMN purpose DROP NOT NULL,
  DROP CONSTRAINT ck_room_bookings_purpose, ADD CONSTRAINT ck_room_bookings_purpose
    CHECK ((session_id IS NULL) = (purpose IS DISTINCT FROM ''));
"""
AS_BEFORE = """
ALTER TABLE room_bookings ALTER COLUMN purpose SET NOT NULL,
  DROP CONSTRAINT ck_room_bookings_purpose, ADD CONSTRAINT ck_room_bookings_purpose
    CHECK ((session_id IS NULL) = (purpose <> ''));
"""


def upgrade() -> None:
    op.execute(CLASSES.format(before="'ARRAY['", after=f"'{NEW}'"))
    for table in SEALED:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN sealed DROP NOT NULL")
    op.execute(KEPT)
    op.execute(REVIEWS.format(gone=GONE))
    for table, rule in POLICIES.items():
        op.execute(f"CREATE POLICY outlived ON {table} {rule}")
    op.execute(PURPOSE)


def downgrade() -> None:
    with unforced("room_bookings"):
        op.execute("UPDATE room_bookings SET purpose = '-' WHERE purpose IS NULL")
    op.execute(AS_BEFORE)
    for table in POLICIES:
        op.execute(f"DROP POLICY outlived ON {table}")
    op.execute(REVIEWS.format(gone=""))
    op.execute("REVOKE UPDATE (sealed) ON elsewhere_questions, emergencies FROM pristan_app")
    op.execute("REVOKE DELETE ON asked_digests FROM pristan_app")
    for table in ("elsewhere_questions", "emergencies"):
        op.execute(f"DROP TRIGGER elsewhere_words_keep ON {table}")
    op.execute("DROP FUNCTION elsewhere_words_keep")
    op.execute("DROP FUNCTION elsewhere_outlived(uuid, timestamptz)")
    for table in SEALED:
        with unforced(table):
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            op.execute(f"UPDATE {table} SET sealed = '' WHERE sealed IS NULL")
            op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN sealed SET NOT NULL")
    with unforced("retention_rules"):
        op.execute("DELETE FROM retention_rules WHERE record_class IN ('sessions', 'elsewhere')")
    op.execute(CLASSES.format(before=f"'{NEW}'", after="'ARRAY['"))
