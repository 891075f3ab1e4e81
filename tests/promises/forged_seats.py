"""What people try to write of programmes, seats and enrolments that is not theirs to write."""

CLAIM = "UPDATE seat_claims SET"
ENROLLED = "UPDATE enrolments SET"
# A step of an enrolment in another's name.
WALKS = (
    "INSERT INTO enrolment_steps (tenant_id, enrolment_id, asker_id, at, move, reason,"
    " by_tenant_id, by_member_id, by_name) SELECT {side}, id, asker_id, app_now(), 'begin', '',"
    " tenant_id, id, 'x' FROM enrolments WHERE id = :id"
)
SEATED = (
    "INSERT INTO seat_claims (tenant_id, id, cohort_id, seat_id, kind, created_at)"
    " SELECT {tenant}, gen_random_uuid(), cohort_id, gen_random_uuid(), 'enrolment', app_now()"
    " FROM seat_claims WHERE ask_id = :id"
)
CASE, ENDS = "UPDATE mobile_cases SET", "state = 'closed', closed_on = app_today()"
OF_CASE = "case_id = (SELECT c.id FROM mobile_cases c WHERE c.enrolment_id = :id)"
# A goal on a case of somebody else's, and why a place was sought in another's name.
NOTED = (
    "INSERT INTO case_goals (tenant_id, id, case_id, created_at)"
    " SELECT {tenant}, gen_random_uuid(), id, app_now() FROM mobile_cases WHERE enrolment_id = :id"
)
ANSWERED = (
    "INSERT INTO least_answers (tenant_id, id, request_id, code, shown, by_member_id, by_name,"
    " created_at) SELECT app_tenant(), gen_random_uuid(), :id, 'safety', '{}', app_member(), 'x',"
    " app_now()"
)
# A place asked for although nobody has said why no programme will do.
UNANSWERED = (
    "INSERT INTO asks SELECT (jsonb_populate_record(a, jsonb_build_object('id',"
    " gen_random_uuid(), 'request_id', r.id, 'state', 'sent', 'level', 0, 'opened_at', NULL,"
    " 'hold_until', NULL, 'recipient_responsible_id', NULL, 'recipient_deputy_id', NULL))).*"
    " FROM asks a, requests r WHERE a.id = :id AND r.tenant_id = a.tenant_id AND NOT EXISTS"
    " (SELECT FROM least_answers l WHERE l.request_id = r.id) AND NOT EXISTS"
    " (SELECT FROM asks o WHERE o.request_id = r.id AND o.group_id IS NOT NULL) LIMIT 1"
)

FORGED_SEATS = (
    ("centre", UNANSWERED, "live_ask"),
    ("centre", SEATED.format(tenant="tenant_id"), "live_ask"),
    ("centre", SEATED.format(tenant="app_tenant()"), "live_ask"),
    ("centre", f"{CLAIM} kind = 'enrolment', expires_at = NULL WHERE ask_id = :id", "live_ask"),
    (
        "centre",
        f"{CLAIM} expires_at = expires_at + interval '1 day' WHERE ask_id = :id",
        "live_ask",
    ),
    ("centre", f"{CLAIM} seat_id = gen_random_uuid() WHERE ask_id = :id", "live_ask"),
    ("institution", "DELETE FROM seat_claims WHERE ask_id = :id", "live_ask"),
    ("stranger", f"{CLAIM} released_at = app_now() WHERE ask_id = :id", "live_ask"),
    ("stranger", "UPDATE programmes SET summary = 'x' WHERE id = :id", "programme_id"),
    ("institution", "DELETE FROM programmes WHERE id = :id", "programme_id"),
    ("centre", f"{ENROLLED} reference = 'x' WHERE id = :id", "enrolment_id"),
    ("centre", f"{ENROLLED} state = 'cancelled' WHERE id = :id", "enrolment_id"),
    ("institution", f"{ENROLLED} asker_id = tenant_id WHERE id = :id", "enrolment_id"),
    ("institution", "DELETE FROM enrolments WHERE id = :id", "enrolment_id"),
    ("stranger", f"{ENROLLED} reference = 'x' WHERE id = :id", "enrolment_id"),
    (
        "institution",
        "UPDATE enrolment_steps SET reason = 'x' WHERE enrolment_id = :id",
        "enrolment_id",
    ),
    ("centre", WALKS.format(side="tenant_id"), "enrolment_id"),
    ("stranger", WALKS.format(side="app_tenant()"), "enrolment_id"),
    ("centre", f"{CASE} next_step = 'close', {ENDS} WHERE enrolment_id = :id", "enrolment_id"),
    ("stranger", f"{CASE} next_step = 'close', {ENDS} WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", f"{CASE} asker_id = tenant_id WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", f"{CASE} kind = 'team' WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", "DELETE FROM mobile_cases WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", f"UPDATE case_visits SET minutes = 1 WHERE {OF_CASE}", "enrolment_id"),
    ("institution", f"UPDATE case_goals SET words = NULL WHERE {OF_CASE}", "enrolment_id"),
    ("institution", f"UPDATE case_reports SET by_name = 'x' WHERE {OF_CASE}", "enrolment_id"),
    ("centre", f"UPDATE case_members SET left_on = app_today() WHERE {OF_CASE}", "enrolment_id"),
    ("centre", NOTED.format(tenant="tenant_id"), "enrolment_id"),
    ("centre", NOTED.format(tenant="app_tenant()"), "enrolment_id"),
    ("centre", "UPDATE least_answers SET code = 'safety' WHERE request_id = :id", "request_id"),
    ("centre", "DELETE FROM least_answers WHERE request_id = :id", "request_id"),
    ("stranger", ANSWERED, "request_id"),
    ("coordination", ANSWERED, "request_id"),
)
