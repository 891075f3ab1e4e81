"""What people try to write of proposals that is not theirs to write."""

PASSED = "UPDATE passed_proposals SET"
TAKEN = "answer = 'taken_up', answered_at = app_now(), draft_id = gen_random_uuid()"
PROPOSED = (
    "INSERT INTO passed_proposals (tenant_id, id, number, recipient_id, enrolment_id, request_id,"
    " house_name, programme_name, closed_on, member_id, by_name, opened_by, answer, because,"
    " answered_by, created_at, version) SELECT {side}, gen_random_uuid(), 'x', {to},"
    " {enrolment}, {request}, 'x', 'x', closed_on, {member}, 'x', '', '', '', '', app_now(), 1"
    " FROM passed_proposals WHERE id = :id"
)
ALONG = (
    "INSERT INTO proposal_parts (tenant_id, id, proposal_id, recipient_id, person_id, category,"
    " purpose, basis_id, sealed, by_name, created_at) SELECT {side}, gen_random_uuid(), t.id,"
    " {to}, y.id, 'health', 'placement', b.id, 'x', 'x', app_now()"
    " FROM passed_proposals t JOIN young_persons y ON true"
    " JOIN legal_bases b ON b.tenant_id = y.tenant_id AND b.person_id = y.id WHERE t.id = :id"
)
# A case that proposed something milder, and the request with which one asked for it.
MILDER = "mobile_cases c WHERE c.asker_id = app_tenant() AND c.next_step = 'day_treatment'"
THEIR = (
    "(SELECT a.request_id FROM asks a JOIN enrolments e ON e.asker_id = a.tenant_id"
    f" AND e.ask_id = a.id WHERE e.id = (SELECT c.enrolment_id FROM {MILDER}))"
)
OF = "proposal_id"
OWN = {"side": "tenant_id", "member": "member_id", "request": "request_id"}

FORGED_PROPOSALS = (
    ("centre", f"{PASSED} number = 'x' WHERE id = :id", OF),
    ("centre", f"{PASSED} withdrawn_at = app_now() WHERE id = :id", OF),
    ("centre", f"{PASSED} because = 'not_needed', answer = 'put_aside' WHERE id = :id", OF),
    ("centre", f"{PASSED} request_id = enrolment_id WHERE id = :id", OF),
    ("centre", "DELETE FROM passed_proposals WHERE id = :id", OF),
    ("centre", "UPDATE proposal_parts SET sealed = 'x' WHERE proposal_id = :id", OF),
    ("school", f"{PASSED} draft_id = gen_random_uuid() WHERE id = :id", OF),
    ("school", f"{PASSED} {TAKEN} WHERE answer = '' AND :id IS NOT NULL", OF),
    ("school", f"{PASSED} opened_at = NULL WHERE id = :id", OF),
    ("school", f"{PASSED} recipient_id = recipient_id, by_name = 'x' WHERE id = :id", OF),
    ("school", "UPDATE proposal_parts SET sealed = 'x' WHERE proposal_id = :id", OF),
    ("school", "DELETE FROM proposal_parts WHERE proposal_id = :id", OF),
    ("stranger", f"{PASSED} by_name = 'x' WHERE id = :id", OF),
    ("bystander", f"{PASSED} by_name = 'x' WHERE id = :id", OF),
    # What nobody has proposed, what was proposed to somebody else, and in somebody's name.
    ("school", PROPOSED.format(to="recipient_id", enrolment="gen_random_uuid()", **OWN), OF),
    ("centre", PROPOSED.format(to="recipient_id", enrolment="enrolment_id", **OWN), OF),
    (
        "school",
        PROPOSED.format(
            to="recipient_id",
            enrolment=f"(SELECT c.enrolment_id FROM {MILDER})",
            **OWN | {"request": THEIR},
        ),
        OF,
    ),
    ("centre", ALONG.format(side="app_tenant()", to="t.recipient_id"), OF),
    ("school", ALONG.format(side="t.tenant_id", to="t.recipient_id"), OF),
)
