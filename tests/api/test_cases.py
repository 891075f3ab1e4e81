"""Programs do what the pages of advice and mobile teams do."""

from tenants import clock
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.programmes.working import REPORT, enrolled


def test_a_program_keeps_a_case_and_whoever_asked_reads_the_proposal(
    cast: Cast, home: Program, centre: Program, stranger: Program
) -> None:
    today = clock.today().isoformat()
    path = f"/enrolments/{enrolled(cast.centre, cast.institution)}/case"

    problem(home.get(path), 404)
    begun = told(home.put(f"{path}/opening", {"kind": "advice"}))
    told(home.put(f"{path}/goals", {"words": "Hodi v šolo."}))
    [goal] = told(home.get(path))["goals"]
    told(
        home.put(
            f"{path}/agreements",
            {"goal_id": goal["id"], "parents_on": today, "reached": "achieved"},
        )
    )
    met = {"day": today, "place": "online", "minutes": 30, "notes": "Klic."}
    told(home.put(f"{path}/meetings", met))
    problem(home.get(f"{path}/report"), 404)
    told(home.put(f"{path}/closing", REPORT | {"next_step": "day_treatment"}))
    late = problem(home.put(f"{path}/meetings", met), 409)
    [visit] = told(home.get(f"{path}/visits"))["items"]
    seen = told(centre.get(path))

    assert (begun["state"], begun["members"]) == ("open", [])
    assert (visit["notes"], visit["minutes"]) == ("Klic.", 30)
    assert told(home.get(path))["goals"][0]["reached"] == "achieved"
    assert told(home.get(f"{path}/report"))["proposal"] == REPORT["proposal"]
    assert late["code"] == "wrong_state"
    assert (seen["state"], seen["next_step"], seen["goals"]) == ("closed", "day_treatment", [])
    for hidden in ("/visits", "/report"):
        problem(centre.get(f"{path}{hidden}"), 404)
    problem(stranger.get(path), 404)


def test_a_team_of_one_is_refused(cast: Cast, home: Program) -> None:
    path = f"/enrolments/{enrolled(cast.centre, cast.institution)}/case"
    told(home.put(f"{path}/opening", {"kind": "team"}))
    said = {"member_id": str(cast.institution.scope.member_id), "profession": "doctor"}
    told(home.put(f"{path}/members", said))

    refused = problem(
        home.put(f"{path}/closing", REPORT | {"next_step": "close"}),
        409,
    )
    left = told(home.put(f"{path}/departures", {"member_id": said["member_id"]}))

    assert (refused["code"], left["members"]) == ("team_too_small", [])
