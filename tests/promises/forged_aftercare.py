"""What people try to write of aftercare that is not theirs to write."""

CARED = "UPDATE aftercares SET"
WALKED = (
    "INSERT INTO aftercare_steps (tenant_id, aftercare_id, asker_id, at, move, reason,"
    " by_member_id, by_name) SELECT {side}, id, {told}, app_now(), 'end', '', id, 'x'"
    " FROM aftercares WHERE id = :id"
)
PROPOSED = (
    "INSERT INTO aftercares (tenant_id, id, placement_id, asker_id, number, reference, state,"
    " left_on, proposed_on, reason, created_at, version) SELECT {side}, gen_random_uuid(), id,"
    " {told}, number, '', 'proposed', current_date, current_date, '', app_now(), 1"
    " FROM placements WHERE id = :id"
)
NOTED = (
    "INSERT INTO aftercare_contacts (tenant_id, id, aftercare_id, on_day, way, by_member_id,"
    " by_name, created_at) SELECT {side}, gen_random_uuid(), id, left_on, 'phone', id, 'x',"
    " app_now() FROM aftercares WHERE id = :id"
)
WISHED = (
    "INSERT INTO aftercare_wishes (tenant_id, id, aftercare_id, kind, settled_by, created_at,"
    " version) SELECT {side}, gen_random_uuid(), id, 'call', '', app_now(), 1"
    " FROM aftercares WHERE id = :id"
)
OF = "aftercare_id"

FORGED_AFTERCARE = (
    ("centre", f"{CARED} reference = 'x' WHERE id = :id", OF),
    ("centre", f"{CARED} state = 'ended', ended_on = left_on, reason = 'as_planned'", OF),
    ("stranger", f"{CARED} reference = 'x' WHERE id = :id", OF),
    ("institution", f"{CARED} asker_id = tenant_id WHERE id = :id", OF),
    ("institution", f"{CARED} asker_id = NULL WHERE id = :id", OF),
    ("institution", f"{CARED} left_on = left_on - 1 WHERE id = :id", OF),
    ("institution", f"{CARED} state = 'proposed', decided_on = NULL WHERE id = :id", OF),
    ("institution", "DELETE FROM aftercares WHERE id = :id", OF),
    ("institution", "UPDATE aftercare_contacts SET words = NULL WHERE aftercare_id = :id", OF),
    ("institution", "UPDATE aftercare_agreements SET words = NULL WHERE aftercare_id = :id", OF),
    ("institution", "DELETE FROM aftercare_evaluations WHERE aftercare_id = :id", OF),
    ("institution", WALKED.format(side="tenant_id", told="NULL"), OF),
    ("centre", WALKED.format(side="tenant_id", told="asker_id"), OF),
    ("centre", NOTED.format(side="tenant_id"), OF),
    ("centre", NOTED.format(side="app_tenant()"), OF),
    ("centre", WISHED.format(side="tenant_id"), OF),
    ("centre", WISHED.format(side="app_tenant()"), OF),
    ("institution", "UPDATE aftercare_wishes SET words = NULL WHERE aftercare_id = :id", OF),
    ("institution", "UPDATE aftercare_wishes SET kind = 'call' WHERE aftercare_id = :id", OF),
    ("institution", "DELETE FROM aftercare_wishes WHERE aftercare_id = :id", OF),
    ("institution", "DELETE FROM aftercare_answers WHERE aftercare_id = :id", OF),
    ("institution", "UPDATE aftercare_answers SET stage = 'year' WHERE aftercare_id = :id", OF),
    # Somebody lives there; and of an own stay, told to somebody else.
    ("institution", PROPOSED.format(side="tenant_id", told="asker_id"), "placement_id"),
    ("centre", PROPOSED.format(side="tenant_id", told="asker_id"), "placement_id"),
    ("stranger", PROPOSED.format(side="app_tenant()", told="app_tenant()"), "placement_id"),
)
