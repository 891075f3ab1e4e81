"""What people try to write of plans and of school and work afterwards that is not theirs."""

PLAN = "UPDATE plans SET"
OF_PLAN = "WHERE plan_id IN (SELECT id FROM plans WHERE enrolment_id = :id)"
BEGUN_FOR = (
    "INSERT INTO plans (tenant_id, id, enrolment_id, state, review_every, begun_on, begun_by,"
    " finished_by, changed_at, created_at, version) SELECT {tenant}, gen_random_uuid(), id,"
    " 'active', 6, app_today(), 'x', '', app_now(), app_now(), 1 FROM enrolments WHERE id = :id"
)
TOLD_FOR = (
    "INSERT INTO enrolment_outcomes (tenant_id, id, enrolment_id, stage, reached, asked_on,"
    " in_education, qualification, employment, by_member_id, by_name, created_at, version)"
    " SELECT {tenant}, gen_random_uuid(), id, 'exit', 'declined', app_today(), 'unknown',"
    " 'unknown', 'unknown', id, 'x', app_now(), 1 FROM enrolments WHERE id = :id"
)
FINISHED = "state = 'finished', finished_on = app_today(), next_review_on = NULL, report = 'x'"

FORGED_PLANS = (
    *(
        (who, statement.format(tenant=tenant), "enrolment_id")
        for who in ("centre", "stranger")
        for statement in (BEGUN_FOR, TOLD_FOR)
        for tenant in ("tenant_id", "app_tenant()")
    ),
    *(
        (who, f"{statement}", "enrolment_id")
        for who in ("centre", "stranger")
        for statement in (
            f"{PLAN} review_every = 9 WHERE enrolment_id = :id",
            f"UPDATE plan_goals SET state = 'partly', closed_on = app_today() {OF_PLAN}",
        )
    ),
    ("institution", f"{PLAN} begun_on = begun_on - 1 WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", f"{PLAN} {FINISHED} WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", "DELETE FROM plans WHERE enrolment_id = :id", "enrolment_id"),
    ("institution", f"UPDATE plan_goals SET number = 9 {OF_PLAN}", "enrolment_id"),
    ("institution", f"UPDATE plan_reviews SET asked = 'apart' {OF_PLAN}", "enrolment_id"),
    ("institution", f"UPDATE review_answers SET score = 9 {OF_PLAN}", "enrolment_id"),
    ("institution", f"DELETE FROM review_answers {OF_PLAN}", "enrolment_id"),
    ("institution", "DELETE FROM enrolment_files WHERE enrolment_id = :id", "enrolment_id"),
    (
        "institution",
        "UPDATE enrolment_files SET person_id = gen_random_uuid() WHERE enrolment_id = :id",
        "enrolment_id",
    ),
)
