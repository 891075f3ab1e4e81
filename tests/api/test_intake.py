"""What a home says of its intake, and extra places, as programs say and read it."""

from datetime import timedelta

from network.schemas.answers.places import BoardGroup, ExtraPlace
from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told


def test_an_intake_that_is_said_is_told_on_the_board(
    cast: Cast, home: Program, centre: Program
) -> None:
    group_id = factories.group(cast.institution)
    until = (clock.today() + timedelta(days=5)).isoformat()

    told(home.put(f"/groups/{group_id}/intake", {"intake": "emergency_only", "until": until}))

    seen = told(centre.get(f"/board/{group_id}"))
    assert (seen["intake"], seen["intake_until"]) == ("emergency_only", until)
    assert (seen["status"], seen["free"]) == ("emergency_only", 3)
    assert told(centre.get("/board?takes_now=true"))["items"] == []
    assert set(seen) == set(BoardGroup().fields)


def test_an_extra_place_is_authorised_told_and_ended(
    cast: Cast, home: Program, centre: Program
) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    factories.stay(cast.institution, group_id)
    today = clock.today()
    ends = today + timedelta(days=9)
    sent = {"starts": today.isoformat(), "ends": ends.isoformat(), "reason": "sibling"}

    made = told(home.post(f"/groups/{group_id}/extra-places", sent), 201)
    seen = told(centre.get(f"/board/{group_id}"))
    path = f"/groups/{group_id}/extra-places/{made['id']}/ending"
    ended = told(home.put(path, {"ends": today.isoformat(), "note": "Ni več treba."}))

    assert set(made) == set(ExtraPlace().fields)
    assert (seen["capacity"], seen["extra"], seen["lived"], seen["free"]) == (1, 1, 1, 1)
    assert (seen["extra_until"], seen["authorised_by"]) == (
        ends.isoformat(),
        ["institution worker"],
    )
    assert (ended["ends"], ended["end_note"]) == (today.isoformat(), "Ni več treba.")
    assert told(home.get(f"/groups/{group_id}/extra-places"))["items"] == []


def test_an_extra_place_in_another_house_is_not_found(cast: Cast, home: Program) -> None:
    group_id = factories.group(cast.stranger)
    today = clock.today().isoformat()

    problem(home.get(f"/groups/{group_id}/extra-places"), 404)
    sent = {"starts": today, "ends": "2099-01-01", "reason": "crisis"}
    problem(home.post(f"/groups/{group_id}/extra-places", sent), 404)
