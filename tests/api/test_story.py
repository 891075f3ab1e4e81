"""The main job, done by two programs that know nothing but the API."""

from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, told


def test_from_an_open_place_to_somebody_who_moved_in_and_left(
    centre: Program, home: Program
) -> None:
    group = told(home.post("/groups", bodies.group()), 201)
    assert told(centre.get("/board"))["free"] == 2

    request = told(centre.post("/requests", bodies.request()), 201)
    fits = told(centre.get(f"/requests/{request['id']}/fits"))
    assert [each["id"] for each in fits["items"]] == [group["id"]]
    asked = centre.post(f"/requests/{request['id']}/asks", {"group_ids": [group["id"]]})
    ask = told(asked, 201)["items"][0]
    assert (ask["state"], ask["waits_for"]) == ("sent", "recipient")
    assert ask["moves"] == ["give_up", "withdraw"]

    opened = told(home.get(f"/asks/{ask['id']}"))
    assert opened["moves"] == ["interest", "arrange_visit", "waitlist", "offer", "decline"]
    offered = told(home.put(f"/asks/{ask['id']}/offer", {"hold_hours": 24}))
    assert offered["state"] == "offered"
    assert told(centre.get("/board"))["held"] == 1

    accepted = told(centre.put(f"/asks/{ask['id']}/acceptance"))
    assert (accepted["state"], accepted["waits_for"]) == ("accepted", "recipient")
    placement = told(home.get(f"/asks/{ask['id']}/placement"))
    arrival = {"arrived_on": bodies.today(), "reference": "J1"}
    told(home.put(f"/placements/{placement['id']}/arrival", arrival))
    assert told(centre.get(f"/requests/{request['id']}"))["state"] == "placed"

    departure = {"left_on": bodies.today(), "destination": "home"}
    told(home.put(f"/placements/{placement['id']}/departure", departure))
    assert told(centre.get(f"/requests/{request['id']}"))["state"] == "closed"
    assert told(centre.get("/board"))["free"] == 2


def test_a_program_learns_for_whom_it_acts_and_who_else_works_there(
    cast: Cast, centre: Program
) -> None:
    me = told(centre.get("/me"))
    members = told(centre.get("/members"))["items"]

    assert me["member_id"] == str(cast.centre.scope.member_id)
    assert me["tenant_kind"] == "csd"
    assert "write_requests" in me["permissions"]
    assert [each["name"] for each in members] == ["centre worker"]


def test_the_day_shows_what_waits_for_whom(centre: Program, home: Program) -> None:
    group = told(home.post("/groups", bodies.group()), 201)
    request = told(centre.post("/requests", bodies.request()), 201)
    assert [each["id"] for each in told(centre.get("/day"))["unasked"]] == [request["id"]]
    asked = centre.post(f"/requests/{request['id']}/asks", {"group_ids": [group["id"]]})
    ask = told(asked, 201)["items"][0]

    at_the_centre, at_home = told(centre.get("/day")), told(home.get("/day"))

    assert [each["id"] for each in at_the_centre["for_them"]] == [ask["id"]]
    assert [each["id"] for each in at_home["for_us"]] == [ask["id"]]
    assert (at_the_centre["for_us"], at_home["for_them"]) == ([], [])
