"""What is due, working hours, and what lies ahead of a group, for programs."""

from uuid import UUID

from network.clocks import actions
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.requests.actions import declining
from network.requests.reasons import Decline
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.standing import ask_of


def test_what_is_due_is_told_soonest_first_and_a_head_lets_it_go(
    cast: Cast, centre: Program, home: Program
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))

    [due] = told(home.get("/deadlines"))["items"]
    gone = told(home.put(f"/deadlines/{due['id']}/excuse", {"reason": "The house is ill."}))

    assert (due["kind"], due["state"], due["subject_id"]) == ("reply", "running", str(ask_id))
    assert (gone["state"], gone["excuse"]) == ("excused", "The house is ill.")
    assert told(home.get("/deadlines"))["items"] == []
    again = home.put(f"/deadlines/{due['id']}/excuse", {"reason": "Once more."})
    assert problem(again, 409)["code"] == "clock_ended"
    assert centre.put(f"/deadlines/{due['id']}/excuse", {"reason": "x"}).status_code == 404


def test_many_are_told_some_at_a_time(cast: Cast, home: Program) -> None:
    for number in range(27):
        group_id = factories.group(cast.institution, name=f"Group {number}")
        with cast.institution.acting() as scope, transaction():
            subject = Subject(SubjectKind.GROUP, group_id, "Jadro")
            actions.start(scope, ClockKind.FULL_REVIEW, subject)

    first = told(home.get("/deadlines"))
    rest = told(home.get(f"/deadlines?after={first['next']}"))

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (25, 2, None)
    assert home.get("/deadlines?after=WzEsMl0=").status_code == 422


def test_working_hours_are_told_and_set(home: Program) -> None:
    usual = told(home.get("/working-hours"))
    monday = {"weekday": 0, "opens": "07:00", "closes": "15:00"}

    own = told(home.put("/working-hours", {"days": [monday]}))
    twice = home.put("/working-hours", {"days": [monday, monday]})
    back = told(home.put("/working-hours", {"days": []}))

    assert usual["usual"]
    assert len(usual["days"]) == 5
    assert own == {"usual": False, "days": [monday]}
    assert problem(twice, 422)
    assert back == usual


def test_ninety_days_of_a_group_are_told_in_counts(cast: Cast, centre: Program) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    factories.arrived(cast.centre, cast.institution, group_id, "J7", days=10)

    days = told(centre.get(f"/board/{group_id}/outlook"))["items"]

    assert len(days) == 90
    assert (days[0]["on"], days[0]["places"], days[0]["free"]) == (f"{clock.today()}", 2, 1)
    assert (days[10]["free"], days[10]["leaving"]) == (2, 1)


def test_a_home_is_told_which_of_its_declines_speak_against_its_profile(
    cast: Cast, home: Program, centre: Program
) -> None:
    group_id = factories.group(cast.institution, needs_taken=["substance_use"])
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.ADDICTION)

    [found] = told(home.get(f"/groups/{group_id}/contradictions"))["items"]

    assert (found["reason"], found["need"]) == ("addiction", "substance_use")
    assert centre.get(f"/groups/{group_id}/contradictions").status_code == 404


def test_meetings_on_a_request_are_told_to_its_centre(
    cast: Cast, centre: Program, home: Program
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    request_id: UUID = ask_of(cast.centre, ask_id).request_id
    called = {"called_for": "Nobody takes her.", "participants": ["csd", "court"]}
    told(centre.put(f"/requests/{request_id}/meeting", called))

    [meeting] = told(centre.get(f"/requests/{request_id}/appeals"))["items"]

    assert (meeting["called_for"], meeting["outcome"]) == ("Nobody takes her.", None)
    assert home.get(f"/requests/{request_id}/appeals").status_code == 404
