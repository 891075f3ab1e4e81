"""Programs plan sessions, say who came, and book rooms, under the same rules as the pages."""

from datetime import timedelta
from uuid import uuid4

from tenants import clock
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow
from tests.programmes.test_attending import AWAY, mark


def when(**more: object) -> dict[str, object]:
    return {"on": tomorrow().isoformat(), "begins": "17:00", "minutes": 90} | more


def test_a_program_plans_and_another_time_is_refused(cast: Cast, home: Program) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = str(told(home.post("/rooms", {"name": "Modra soba"}), 201)["id"])
    path = f"/cohorts/{cohort_id}/sessions"

    made = told(home.post(path, when(room_ids=[room_id], topic="Kuhanje")), 201)
    taken = problem(home.post(path, when(begins="18:00", room_ids=[room_id])), 409)

    assert (made["rooms"], made["state"], made["marked"]) == (["Modra soba"], "planned", 0)
    assert taken["type"].endswith("room_taken")
    assert told(home.get(f"/sessions/{made['id']}"))["topic"] == "Kuhanje"
    [booked] = told(home.get(f"/rooms/{room_id}/bookings"))["items"]
    assert booked["session_id"] == made["id"]
    problem(home.put(f"/room-bookings/{booked['id']}/release"), 409)
    problem(home.put(f"/rooms/{room_id}/retirement"), 409)


def test_a_series_is_planned_moved_in_part_and_cancelled(cast: Cast, home: Program) -> None:
    _, cohort_id = programmes.published(cast.institution)
    until = (tomorrow() + timedelta(weeks=3)).isoformat()
    path = f"/cohorts/{cohort_id}/session-series"

    series = told(home.post(path, when(until=until, skips_holidays=False)), 201)
    first, second, *_ = series["session_ids"]
    moved = told(home.put(f"/sessions/{first}/change", when(begins="9:30", place="Park")))
    rest = told(home.put(f"/sessions/{second}/rest-cancellation", {"reason": "weather"}))

    assert len(series["session_ids"]) == 4
    assert (moved["place"], rest["state"]) == ("Park", "cancelled")
    days = {"since": tomorrow().isoformat(), "until": until}
    found = told(home.get(f"/sessions?since={days['since']}&until={days['until']}"))["items"]
    assert [each["state"] for each in found] == ["planned", *["cancelled"] * 3]


def test_who_came_is_said_corrected_and_counted(cast: Cast, home: Program) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one, two = (held.takes_part(cast.institution, cohort_id, name) for name in ("A", "B"))
    session_id = held.begun(cast.institution, cohort_id)
    path = f"/sessions/{session_id}"
    waiting = told(home.get("/sessions?unmarked=true"))["items"]
    assert [each["id"] for each in waiting] == [str(session_id)]

    said = {"marks": {str(one): "unexcused"}, "others": "came"}
    assert told(home.put(f"{path}/attendance", said))["marked"] == 2
    told(home.put(f"{path}/attendance", {"marks": {str(two): "late"}}))
    problem(home.put(f"{path}/attendance", {"marks": {str(uuid4()): "came"}}), 422)
    told(home.post(f"{path}/notes", {"category": "progress", "body": "Mirno."}), 201)

    assert [each["mark"] for each in told(home.get(f"{path}/attendance"))["items"]] == [
        "unexcused",
        "late",
    ]
    assert [each["body"] for each in told(home.get(f"{path}/notes"))["items"]] == ["Mirno."]
    counted = told(home.get(f"/cohorts/{cohort_id}/attendance"))
    assert (counted["late"], counted["unexcused"], counted["came"]) == (1, 1, 0)
    of_one = told(home.get(f"/enrolments/{one}/attendance"))
    assert [each["session_id"] for each in of_one["items"]] == [str(session_id)]
    assert of_one["totals"]["unexcused"] == 1


def test_an_absence_is_followed_up(cast: Cast, home: Program) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    path = f"/enrolments/{one}/follow-ups"
    problem(home.post(path, {"done": "called"}), 409)
    mark(cast.institution, held.begun(cast.institution, cohort_id), {one: AWAY})

    told(home.post(path, {"done": "called", "words": "Pride drugič."}), 201)

    assert [each["words"] for each in told(home.get(path))["items"]] == ["Pride drugič."]


def test_whoever_asked_is_not_told_who_came(cast: Cast, centre: Program, home: Program) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)
    with clock.frozen(clock.now() - timedelta(days=5)):
        enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)
    session_id = held.begun(cast.institution, cohort_id)
    mark(cast.institution, session_id, {enrolment_id: AWAY})

    assert told(home.get(f"/enrolments/{enrolment_id}/attendance"))["totals"]["unexcused"] == 1
    for path in ("attendance", "follow-ups"):
        problem(centre.get(f"/enrolments/{enrolment_id}/{path}"), 404)
    problem(centre.get(f"/sessions/{session_id}"), 404)
    problem(centre.get(f"/cohorts/{cohort_id}/attendance"), 404)
