"""Sessions on the pages of their house: planned, marked on one form, noted, cancelled."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.programmes.sessions import queries, totals
from network.programmes.sessions.kinds import AttendanceMark
from tenants import clock
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow
from tests.programmes.test_attending import AWAY, CAME, mark
from tests.statements import asked

FORM_ID = "0199b6f0-0000-7000-8000-000000000002"


def form(cohort_id: UUID, **more: str) -> dict[str, str]:
    day = tomorrow()
    dull = {"cohort_id": str(cohort_id), "kind": "group", "begins": "17.00", "minutes": "90"}
    return dull | {"on": f"{day.day}. {day.month}. {day.year}"} | more


def test_a_session_is_planned_once_however_often_one_clicks(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    house = cast.institution.browser()
    typed = form(cohort_id, form_id=FORM_ID, room_ids=str(room_id), topic="Kako rečem ne")

    assert "Modra soba" in house.get("/sessions/new").text
    first, second = house.post("/sessions", typed), house.post("/sessions", typed)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    page = house.get(first.headers["Location"]).text
    assert "Kako rečem ne" in page
    assert "Modra soba" in page
    taken = house.post("/sessions", form(cohort_id, begins="18.00", room_ids=str(room_id)))
    assert taken.status_code == 409
    assert "Modra soba" in taken.text
    assert "17:00" in taken.text


def test_a_series_is_planned_in_one(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    last = tomorrow() + timedelta(weeks=3)
    typed = form(cohort_id, until=last.isoformat(), every="1", skips_holidays="no")

    sent = cast.institution.browser().post("/sessions", typed)

    assert sent.status_code == 303
    with cast.institution.acting() as scope:
        assert len(queries.of_cohort(scope, cohort_id).rows) == 4


def test_a_form_that_says_too_little_comes_back_with_what_was_typed(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    house = cast.institution.browser()

    back = house.post("/sessions", form(cohort_id, begins="petih", topic="Kuhanje"))

    assert back.status_code == 422
    assert "Kuhanje" in back.text
    assert "petih" in back.text


def test_a_group_is_marked_on_one_form_and_corrected(cast: Cast, owner: Engine) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=12)
    people = [held.takes_part(cast.institution, cohort_id, f"P{at:02}") for at in range(12)]
    session_id = held.begun(cast.institution, cohort_id)
    educator = colleague(owner, cast.institution, "ana", Role.EDUCATOR).browser()
    address = f"/sessions/{session_id}"
    assert educator.get(address).text.count("<fieldset>") == 12

    said = {f"marks.{people[0]}": "unexcused", f"marks.{people[5]}": "late", "others": "came"}
    saved = educator.post(f"{address}/attendance", said)
    corrected = educator.post(f"{address}/attendance", {f"marks.{people[0]}": "excused"})

    assert (saved.status_code, corrected.status_code) == (303, 303)
    page = educator.get(address).text
    assert page.count("checked") == 12
    with cast.institution.acting() as scope:
        counted = totals.of_cohort(scope, cohort_id)
        assert (counted.came, counted.of(AttendanceMark.EXCUSED)) == (11, 1)
    assert educator.get(f"/sessions/cohorts/{cohort_id}?past=yes").status_code == 200


def test_nobody_marked_or_somebody_else_is_refused(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    held.takes_part(cast.institution, cohort_id, "A")
    session_id = held.begun(cast.institution, cohort_id)
    house = cast.institution.browser()

    for said in ({}, {f"marks.{session_id}": "came"}, {"marks.x": "came"}, {"others": "maybe"}):
        assert house.post(f"/sessions/{session_id}/attendance", said).status_code == 422


def test_a_session_is_moved_noted_and_cancelled(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    session_id = held.planned(cast.institution, cohort_id)
    house, address = cast.institution.browser(), f"/sessions/{session_id}"

    moved = {"on": tomorrow().isoformat(), "begins": "9.30", "minutes": "45", "place": "Park"}
    assert house.post(f"{address}/change", moved).status_code == 303
    note = {"category": "agreement", "body": "Prinesejo copate."}
    assert house.post(f"{address}/notes", note).status_code == 303
    assert house.post(f"{address}/notes", note | {"body": " "}).status_code == 422
    page = house.get(address).text
    assert "9.30" in page
    assert "Prinesejo copate." in page
    assert house.post(f"{address}/cancellation", {}).status_code == 422
    assert house.post(f"{address}/cancellation", {"reason": "weather"}).status_code == 303
    assert "vreme" in house.get(address).text
    assert house.post(f"{address}/cancellation", {"reason": "weather"}).status_code == 409


def test_the_week_shows_what_is_on_and_what_waits_to_be_marked(cast: Cast, owner: Engine) -> None:
    _, cohort_id = programmes.published(cast.institution)
    session_id = held.begun(cast.institution, cohort_id)
    other = colleague(owner, cast.institution, "ana", Role.EDUCATOR)
    on = (clock.today() - timedelta(days=1)).isoformat()

    for address, there in (
        (f"/sessions?on={on}", True),
        ("/sessions?show=unmarked", True),
        (f"/sessions?show=house&on={on}", True),
        ("/sessions?on=2020-01-01", False),
        ("/sessions?on=nikoli&show=vse", None),
    ):
        page = cast.institution.browser().get(address)
        assert page.status_code == 200
        assert there in (None, f"/sessions/{session_id}" in page.text)
    assert f"/sessions/{session_id}" not in other.browser().get(f"/sessions?on={on}").text
    assert "Nič ne čaka" in other.browser().get("/sessions?show=unmarked").text
    whole = other.browser().get("/sessions?show=unmarked&whose=house").text
    assert f"/sessions/{session_id}" in whole


def test_an_absence_is_followed_up_on_the_page_of_the_enrolment(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    house, address = cast.institution.browser(), f"/enrolments/{one}"
    assert house.post(f"{address}/follow-up", {"done": "called"}).status_code == 409
    for days in (9, 2):
        session_id = held.begun(cast.institution, cohort_id, days_ago=days)
        mark(cast.institution, session_id, {one: AWAY})

    assert "follow-up" in house.get(address).text
    said = {"done": "called", "words": "Zbolel je."}
    assert house.post(f"{address}/follow-up", said).status_code == 303
    assert "Zbolel je." in house.get(address).text


def test_rooms_are_kept_and_booked(cast: Cast) -> None:
    house = cast.institution.browser()
    room = {"name": "Telovadnica", "kind": "room", "capacity": "20"}

    assert house.post("/rooms", room).status_code == 303
    assert house.post("/rooms", room).status_code == 409
    page = house.get("/rooms").text
    assert "Telovadnica" in page
    [address] = re.findall(r'href="/rooms/([0-9a-f-]{36})"', page)
    when = {"on": tomorrow().isoformat(), "begins": "10.00", "minutes": "60", "purpose": "Sestanek"}
    assert house.post(f"/rooms/{address}/bookings", when).status_code == 303
    assert house.post(f"/rooms/{address}/bookings", when).status_code == 409
    week = house.get(f"/rooms/{address}?on={tomorrow()}").text
    assert "Sestanek" in week
    booking = week.split("/rooms/bookings/", 1)[1].split("/", 1)[0]
    assert house.post(f"/rooms/{address}/retirement").status_code == 409
    assert house.post(f"/rooms/bookings/{booking}/release").status_code == 303
    assert house.post(f"/rooms/{address}/retirement").status_code == 303
    assert "Telovadnica" not in house.get("/rooms").text


def test_the_stranger_finds_nothing_and_coordination_does_not_mark(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    session_id = held.begun(cast.institution, cohort_id)
    room_id = held.room(cast.institution)

    stranger = cast.stranger.browser()
    for address in (
        f"/sessions/{session_id}",
        f"/sessions/cohorts/{cohort_id}",
        f"/rooms/{room_id}",
    ):
        assert stranger.get(address).status_code == 404
    marked = stranger.post(f"/sessions/{session_id}/attendance", {"others": "came"})
    assert marked.status_code == 404
    assert cast.coordination.browser().get("/sessions").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/sessions?on={day}", "/sessions?show=unmarked", "/sessions/cohorts/{cohort}?past=yes"],
)
def test_a_list_of_three_takes_as_many_queries_as_one_of_one(cast: Cast, address: str) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    browser = cast.institution.browser()
    day = clock.today() - timedelta(days=1)
    path = address.format(cohort=cohort_id, day=day)
    held.begun(cast.institution, cohort_id, room_ids=[room_id])
    browser.get(path)
    with asked(cast.centre.app) as one:
        browser.get(path)
    for _ in range(2):
        held.begun(cast.institution, cohort_id)
    with asked(cast.centre.app) as three:
        browser.get(path)

    assert len(three) == len(one)


def test_rooms_and_marks_take_as_many_queries_however_many(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=4)
    people = [held.takes_part(cast.institution, cohort_id, "A")]
    session_id = held.begun(cast.institution, cohort_id, room_ids=[held.room(cast.institution)])
    mark(cast.institution, session_id, {people[0]: AWAY})
    browser = cast.institution.browser()
    pages = (
        f"/sessions/{session_id}",
        f"/rooms?on={clock.today() - timedelta(days=1)}",
        f"/enrolments/{people[0]}",
    )
    counts = []
    for more in (0, 1):
        for at in range(2 * more):
            held.takes_part(cast.institution, cohort_id, f"B{at}")
            room = held.room(cast.institution, f"R{at}")
            again = held.begun(cast.institution, cohort_id, days_ago=1 + at, room_ids=[room])
            mark(cast.institution, again, {people[0]: CAME})
        mark(cast.institution, session_id, {}, CAME) if more else None
        for each in pages:
            browser.get(each)
            with asked(cast.centre.app) as found:
                browser.get(each)
            counts.append(len(found))

    assert counts[:3] == counts[3:]


@pytest.mark.parametrize("role", [Role.HEAD, Role.EDUCATOR])
def test_sessions_stand_in_the_navigation_of_houses_that_have_programmes(
    cast: Cast, owner: Engine, role: Role
) -> None:
    somebody = colleague(owner, cast.institution, "ana", role).browser()
    line = 'href="/sessions"'
    with asked(cast.institution.app) as before:
        assert line not in somebody.get("/account").text

    programmes.drafted(cast.institution)

    with asked(cast.institution.app) as after:
        assert line in somebody.get("/account").text
    assert len(before) == len(after)
    assert line not in cast.stranger.browser().get("/account").text
