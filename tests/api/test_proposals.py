"""Programs pass proposals on, read them, and take them up."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Category
from tests.actors import Cast
from tests.api.client import Program, problem, program, told
from tests.programmes.proposing import agreed, passed, proposed

C = Category


def test_a_program_passes_it_on_and_another_takes_it_up(
    cast: Cast, owner: Engine, centre: Program, stranger: Program
) -> None:
    made = proposed(owner, cast)
    agreed(made.school, made.person_id, C.IDENTITY, C.CONTACT)
    school, case = program(made.school), f"/enrolments/{made.enrolment_id}/case"

    [choice] = told(school.get(f"{case}/centres"))["items"]
    said = {"centre_id": choice["id"], "categories": ["contact"]}
    one = told(school.post(f"{case}/proposals", said), 201)
    path = f"/proposals/{one['id']}"
    read = told(centre.get(f"{path}/content"))
    taken = told(centre.put(f"{path}/taking"))
    [listed] = told(centre.get("/proposals"))["items"]

    assert (one["ours"], one["standing"], one["other"]) == (True, "passed", "centre")
    assert [part["category"] for part in read["parts"]] == ["identity", "contact"]
    assert read["parts"][0]["values"]["birth_date"] == "2012-02-29"
    assert read["profile"]["sex"] == "female"
    assert told(centre.get(f"/requests/drafts/{taken['draft_id']}"))["content"]["age"] == 15
    assert (listed["standing"], listed["ours"]) == ("taken_up", False)
    assert told(school.get(path))["draft_id"] is None
    problem(school.get(f"{path}/content"), 404)
    problem(stranger.get(path), 404)


def test_refusals_have_codes(cast: Cast, owner: Engine, centre: Program) -> None:
    made, proposal_id = passed(owner, cast)
    school, path = program(made.school), f"/proposals/{proposal_id}"
    case = f"/enrolments/{made.enrolment_id}/case/proposals"
    said = {"centre_id": str(cast.centre.tenant_id)}

    assert problem(school.post(case, said), 409)["code"] == "passed_already"
    assert problem(school.post(case, {"centre_id": str(uuid4())}), 422)["code"] == "invalid"
    assert told(centre.put(f"{path}/refusal", {"because": "not_needed"}))["because"] == "not_needed"
    problem(centre.put(f"{path}/taking"), 409)
    problem(school.put(f"{path}/withdrawal"), 409)


@pytest.mark.parametrize("verb", ["taking", "refusal"])
def test_who_passed_it_on_does_not_answer(cast: Cast, owner: Engine, verb: str) -> None:
    made, proposal_id = passed(owner, cast)
    said = {"because": "not_needed"} if verb == "refusal" else None

    problem(program(made.school).put(f"/proposals/{proposal_id}/{verb}", said), 404)
