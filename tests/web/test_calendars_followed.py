"""A calendar is followed by a secret address: it holds no names, keeps to the wall, and ends."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import Engine, text

from network.programmes.sessions import planning, repeating
from network.programmes.sessions.kinds import CancelReason, SessionKind
from tenants import clock, staffing
from tenants.clock import LOCAL
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.client import Browser
from tests.programmes import held, programmes

AT = datetime(2026, 10, 20, 9, tzinfo=LOCAL)  # the clocks go back on the 25th


def followed(actor: Actor, cohort_id: UUID | None = None) -> str:
    """The path of a new address."""
    said = {"cohort_id": str(cohort_id)} if cohort_id else {}
    page = actor.browser().post("/sessions/calendars", said)
    assert page.status_code == 200
    return "/calendar/" + page.text.split("/calendar/", 1)[1].split('"', 1)[0]


def fetched(actor: Actor, path: str, **headers: str) -> Any:
    return Browser(actor.app).client.get(path, headers=headers)


def events(content: bytes) -> list[Any]:
    return [each for each in Calendar.from_ical(content).walk("VEVENT")]


def strictly(content: bytes) -> None:
    """What RFC 5545 asks of every line and component, read without any library."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    open_ones: list[str] = []
    seen: dict[str, list[str]] = {}
    for line in unfolded:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if name == "BEGIN":
            open_ones.append(value)
            seen[value] = []
        elif name == "END":
            assert open_ones.pop() == value
            if value == "VEVENT":
                assert {"UID", "DTSTAMP", "DTSTART", "DTEND"} <= set(seen[value])
                once = [each for each in seen[value] if each != "CATEGORIES"]
                assert len(once) == len(set(once))
        else:
            seen[open_ones[-1]].append(name)
    assert open_ones == []
    assert {"VERSION", "PRODID"} <= set(seen["VCALENDAR"])
    assert {"TZID"} <= set(seen["VTIMEZONE"])
    assert any(line.startswith("DTSTART;TZID=Europe/Ljubljana:") for line in unfolded)


def test_a_cohort_is_followed_across_the_night_on_which_the_clocks_are_changed(cast: Cast) -> None:
    with clock.frozen(AT):
        _, cohort_id = programmes.published(
            cast.institution, name="Skupina za tiste, ki se hitro razjezijo, in za njihove družine"
        )
        with cast.institution.acting() as scope, transaction():
            when = {"on": date(2026, 10, 21), "begins": time(17), "minutes": 90}
            until = date(2026, 11, 4)
            repeating.repeat(scope, cohort_id, until=until, topic="Kako rečem ne", **when)
        content = fetched(cast.institution, followed(cast.institution, cohort_id)).data

    strictly(content)
    starts = [each.decoded("dtstart") for each in events(content)]
    assert [(each.date().isoformat(), each.time()) for each in starts] == [
        (day, time(17)) for day in ("2026-10-21", "2026-10-28", "2026-11-04")
    ]
    assert starts[1] - starts[0] == timedelta(days=7)
    utc = [each.astimezone(ZoneInfo("UTC")).hour for each in starts]
    assert utc == [15, 16, 16]
    assert "Kako rečem ne" in str(events(content)[0]["summary"])


def test_of_a_session_with_one_stands_nothing_of_whom_or_what(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "KANARCEK")
    alone = {"kind": SessionKind.INDIVIDUAL, "enrolment_id": one, "topic": "Skrivnost"}
    held.planned(cast.institution, cohort_id, **alone)
    held.planned(cast.institution, cohort_id, room_ids=[held.room(cast.institution)])

    own = fetched(cast.institution, followed(cast.institution)).data.decode()
    of_cohort = fetched(cast.institution, followed(cast.institution, cohort_id)).data.decode()

    assert (own.count("BEGIN:VEVENT"), of_cohort.count("BEGIN:VEVENT")) == (2, 1)
    for told in (own, of_cohort):
        for word in ("KANARCEK", "Skrivnost", "worker", "@institution", str(one)):
            assert word not in told
    assert "Modra soba" in own


def test_a_uid_stays_and_what_is_moved_or_cancelled_is_told(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    session_id = held.planned(cast.institution, cohort_id)
    path = followed(cast.institution)
    [before] = events(fetched(cast.institution, path).data)
    with cast.institution.acting() as scope, transaction():
        terms = {"on": held.tomorrow(), "begins": time(9), "minutes": 30}
        who = {"responsible_id": scope.member_id}
        planning.change(scope, session_id, **terms, **who)
    [moved] = events(fetched(cast.institution, path).data)
    with cast.institution.acting() as scope, transaction():
        planning.cancel(scope, session_id, CancelReason.WEATHER)
    [gone] = events(fetched(cast.institution, path).data)

    assert before["uid"] == moved["uid"] == gone["uid"]
    assert [int(each["sequence"]) for each in (before, moved, gone)] == [0, 1, 2]
    assert [str(each["status"]) for each in (moved, gone)] == ["CONFIRMED", "CANCELLED"]


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    held.planned(cast.institution, cohort_id)
    path = followed(cast.institution)

    first = fetched(cast.institution, path)
    again = fetched(cast.institution, path, **{"If-None-Match": first.headers["ETag"]})
    held.planned(cast.institution, cohort_id)
    changed = fetched(cast.institution, path, **{"If-None-Match": first.headers["ETag"]})

    assert first.mimetype == "text/calendar"
    assert (again.status_code, again.data, changed.status_code) == (304, b"", 200)


def test_an_address_ends_when_it_is_renewed_revoked_or_its_member_leaves(
    cast: Cast, owner: Engine
) -> None:
    ana = colleague(owner, cast.institution, "ana", Role.EDUCATOR)
    first = followed(ana)
    second = followed(ana)
    assert [fetched(ana, each).status_code for each in (first, second)] == [404, 200]
    feed_id = ana.browser().get("/sessions/calendars").text.split("/calendars/", 1)[1].split("/")[0]

    other = cast.institution.browser().post(f"/sessions/calendars/{feed_id}/revocation")
    assert (other.status_code, fetched(ana, second).status_code) == (404, 200)
    assert ana.browser().post(f"/sessions/calendars/{feed_id}/revocation").status_code == 303
    assert fetched(ana, second).status_code == 404

    third = followed(ana)
    with cast.institution.acting() as scope, transaction():
        staffing.deactivate(scope, ana.scope.member_id)
    assert fetched(ana, third).status_code == 404


def test_the_secret_is_kept_nowhere_and_a_foreign_cohort_is_not_found(
    cast: Cast, owner: Engine
) -> None:
    _, cohort_id = programmes.published(cast.institution)
    secret = followed(cast.institution, cohort_id).removeprefix("/calendar/").removesuffix(".ics")
    with owner.connect() as connection:
        kept = connection.scalar(text("SELECT f::text FROM calendar_feeds f"))

    assert secret not in str(kept)
    made = cast.stranger.browser().post("/sessions/calendars", {"cohort_id": str(cohort_id)})
    assert made.status_code == 404


@pytest.mark.parametrize("guess", ["x", "0" * 43])
def test_who_guesses_finds_nothing_and_has_to_wait(cast: Cast, guess: str) -> None:
    answers = [fetched(cast.institution, f"/calendar/{guess}.ics").status_code for _ in range(32)]

    assert set(answers[:30]) == {404}
    assert answers[-1] == 429
