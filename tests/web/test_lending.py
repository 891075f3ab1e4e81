"""Rooms of other houses on the pages: lent, looked at, booked, taken back; a series is looked at
before it is planned, and a holiday is put in nevertheless."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.programmes.sessions import queries
from tenants import clock
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow
from tests.programmes.test_lending import borrowed_weekly, of_session
from tests.statements import asked
from tests.web.test_sessions import FORM_ID, form

CHRISTMAS = date(2026, 12, 25)  # a Friday
FRIDAYS = ["18. 12. 2026", "1. 1. 2027", "8. 1. 2027"]


def test_a_room_is_lent_with_what_to_know_and_kept_again(cast: Cast) -> None:
    room_id = held.room(cast.institution)
    house, other = cast.institution.browser(), cast.stranger.browser()
    page = f"/rooms/{room_id}"
    assert "Nobena druga ustanova" in other.get("/rooms/lent").text

    sent = house.post(f"{page}/lending", {"note": "Pritličje, ključ pri hišniku."})

    assert sent.status_code == 303
    assert "Pritličje, ključ pri hišniku." in house.get(page).text
    shown = other.get("/rooms/lent").text
    assert "Modra soba" in shown
    assert "Pritličje, ključ pri hišniku." in shown
    assert house.post(f"{page}/keeping").status_code == 303
    assert "Modra soba" not in other.get("/rooms/lent").text


def test_who_borrows_sees_the_times_and_who_lends_the_programme(cast: Cast, owner: Engine) -> None:
    room_id = held.lent(cast.institution)
    _, own = programmes.published(cast.institution, name="Naša skupina")
    held.planned(cast.institution, own, topic="Naša tema", room_ids=[room_id])
    _, cohort_id = programmes.published(cast.stranger, name="Kuhanje")
    other = cast.stranger.browser()
    assert "Modra soba" in other.get("/sessions/new").text
    times = other.get(f"/rooms/lent?on={tomorrow()}").text
    assert "17.00–18.00" in times
    assert "Naša" not in times
    typed = form(cohort_id, begins="19.00", room_ids=str(room_id), topic="Juhe")
    assert other.post("/sessions", typed).status_code == 303

    seen = cast.institution.browser().get(f"/rooms/{room_id}?on={tomorrow()}").text
    assert "Kuhanje" in seen
    assert "stranger" in seen
    assert "Juhe" not in seen
    educator = colleague(owner, cast.institution, "ana", Role.EDUCATOR).browser()
    assert "/refusal" not in educator.get(f"/rooms/{room_id}?on={tomorrow()}").text


def test_a_room_is_taken_back_and_the_session_says_so(cast: Cast, owner: Engine) -> None:
    room_id = held.lent(cast.institution)
    [session_id] = borrowed_weekly(cast.stranger, room_id, weeks=1)
    booking_id = of_session(owner, session_id)
    house = cast.institution.browser()
    refusal = f"/rooms/bookings/{booking_id}/refusal"

    untold = house.post(refusal, {})
    assert untold.status_code == 422
    assert house.post(refusal, {"reason": "repairs"}).status_code == 303
    assert house.post(refusal, {"reason": "repairs"}).status_code == 409

    shown = cast.stranger.browser().get(f"/sessions/{session_id}").text
    assert "Modra soba (institution)" in shown
    assert "v popravilu" in shown


def test_a_series_is_looked_at_before_it_is_planned(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    taken = tomorrow() + timedelta(weeks=1)
    held.planned(cast.institution, cohort_id, taken, room_ids=[room_id])
    house = cast.institution.browser()
    until = (tomorrow() + timedelta(weeks=3)).isoformat()
    typed = form(cohort_id, until=until, room_ids=str(room_id), topic="Kuhanje", form_id=FORM_ID)

    looked = house.post("/sessions", typed | {"look": "yes", "skips_holidays": "no"})
    refused = house.post("/sessions", typed | {"skips_holidays": "no"})

    for page in (looked, refused):
        assert "Kuhanje" in page.text
        assert f'name="without" value="{taken.isoformat()}"' in page.text
        assert "Modra soba: zasedeno od 17:00 do 18:00" in page.text
    assert (looked.status_code, refused.status_code) == (200, 409)
    again = typed | {"skips_holidays": "no", "without": taken.isoformat()}
    looked = house.post("/sessions", again | {"look": "yes"})
    planned = house.post("/sessions", again | {"seen": seen(looked.text)})
    assert planned.status_code == 303
    with cast.institution.acting() as scope:
        assert len(queries.of_cohort(scope, cohort_id).rows) == 1 + 3


@pytest.mark.parametrize("put_in", [False, True])
def test_holidays_that_are_left_out_are_shown_before_and_after(cast: Cast, put_in: bool) -> None:
    with clock.frozen(clock.begins(CHRISTMAS - timedelta(days=9))):
        _, cohort_id = programmes.published(cast.institution)
        house = cast.institution.browser()
        typed = form(
            cohort_id, on="18. 12. 2026", until="8. 1. 2027", form_id=FORM_ID, skips_holidays="yes"
        )
        if put_in:
            typed["nevertheless"] = CHRISTMAS.isoformat()

        shown = house.post("/sessions", typed)
        assert shown.status_code == 200
        assert "1. 1. 2027" in shown.text.replace("\xa0", " ")
        assert f'name="nevertheless" value="{CHRISTMAS.isoformat()}"' in shown.text
        sent = house.post("/sessions", typed | {"seen": seen(shown.text)})
        assert sent.status_code == 303
        after = house.get(sent.headers["Location"]).text
        assert 'value="2027-01-01"' in after
        assert ('value="2026-12-25"' in after) is not put_in

        path = sent.headers["Location"] + "/put-in"
        for _ in range(2):
            assert house.post(path, {"on": "2027-01-01"}).status_code == 303
        assert house.post(path, {"on": "2027-01-08"}).status_code == 422
        with cast.institution.acting() as scope:
            days = [each.session.starts_at for each in queries.of_cohort(scope, cohort_id).rows]
        assert len(days) == 3 + put_in


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_lent_rooms_asks_the_same_number_of_times(cast: Cast, rows: int) -> None:
    for at in range(rows):
        room_id = held.lent(cast.institution, held.room(cast.institution, f"Soba {at}"))
        borrowed(cast, room_id, at)
    browser = cast.stranger.browser()
    browser.get("/rooms/lent")

    with asked(cast.stranger.app) as statements:
        browser.get(f"/rooms/lent?on={tomorrow()}")

    assert len(statements) == LENT


LENT = 5


def borrowed(cast: Cast, room_id: UUID, at: int) -> None:
    _, cohort_id = programmes.published(cast.stranger, name=f"Program {at}")
    held.planned(cast.stranger, cohort_id, room_ids=[room_id])


def seen(text: str) -> str:
    [found] = re.findall(r'name="seen" value="([^"]*)"', text)
    return str(found)


def test_changing_a_session_keeps_a_room_that_is_lent_no_more(cast: Cast) -> None:
    room_id = held.lent(cast.institution)
    [session_id] = borrowed_weekly(cast.stranger, room_id, weeks=1)
    cast.institution.browser().post(f"/rooms/{room_id}/keeping")

    page = cast.stranger.browser().get(f"/sessions/{session_id}").text

    assert re.search(rf'value="{room_id}"[^>]* checked', page)
