"""Aftercare by programs: what the home records, and what the centre is told."""

from uuid import uuid4

from tenants import clock
from tests.actors import Cast
from tests.aftercare.leaving import departed, of_stay, proposed
from tests.api import bodies
from tests.api.client import Program, problem, told

AGREEMENT = {
    "begins": bodies.today(),
    "rhythm": "weekly",
    "house_on": bodies.today(),
    "young_person_on": bodies.today(),
    "we_do": "Pokličemo.",
    "you_do": "Oglasiš se.",
}


def test_it_is_agreed_on_followed_and_ended(home: Program, cast: Cast) -> None:
    placement_id = departed(cast)
    path = f"/aftercare/{of_stay(cast.institution, placement_id)}"
    assert told(home.get(f"/placements/{placement_id}/aftercare"))["state"] == "proposed"
    assert problem(home.get(f"{path}/agreement"), 404)["code"] == "not_found"

    agreed = told(home.put(f"{path}/agreement", AGREEMENT))
    day = clock.today().isoformat()
    told(home.put(f"{path}/contact", {"on_day": day, "way": "visit", "words": "Dobro."}))
    slower = told(home.put(f"{path}/rhythm", {"rhythm": "monthly"}))
    ended = told(home.put(f"{path}/end", {"ended_on": day, "reason": "as_planned"}))

    assert (agreed["state"], agreed["rhythm"]) == ("agreed", "weekly")
    assert (slower["rhythm"], ended["state"], ended["reason"]) == ("monthly", "ended", "as_planned")
    assert told(home.get(f"{path}/agreement"))["you_do"] == "Oglasiš se."
    assert [one["words"] for one in told(home.get(f"{path}/contacts"))["items"]] == ["Dobro."]
    assert told(home.get(f"{path}/wishes"))["items"] == []
    assert problem(home.put(f"{path}/wish-answer", {"words": "Dobro."}), 409)["code"] == "conflict"
    moves = [one["move"] for one in told(home.get(f"{path}/steps"))["items"]]
    assert moves == ["propose", "agree", "set_rhythm", "end"]
    [listed] = told(home.get("/aftercare?state=ended"))["items"]
    assert listed["last_on"] == day


def test_refusals_are_those_of_the_pages(home: Program, cast: Cast) -> None:
    path = f"/aftercare/{proposed(cast)}"
    day = clock.today().isoformat()

    unsigned = home.put(f"{path}/agreement", AGREEMENT | {"young_person_on": None})
    assert problem(unsigned, 422)["code"] == "invalid"
    early = {"stage": "year", "on_day": day, "reached": False}
    assert problem(home.put(f"{path}/look-back", early), 409)["code"] == "wrong_state"
    contact = {"on_day": day, "way": "phone"}
    assert problem(home.put(f"{path}/contact", contact), 409)["code"] == "wrong_state"
    assert problem(home.get(f"/aftercare/{uuid4()}"), 404)["code"] == "not_found"
    assert told(home.put(f"{path}/decline", {"reason": "moved_away"}))["state"] == "declined"
    assert told(home.get(f"{path}/look-backs"))["items"] == []


def test_the_centre_is_told_state_and_dates(centre: Program, home: Program, cast: Cast) -> None:
    path = f"/aftercare/{proposed(cast)}"
    told(home.put(f"{path}/agreement", AGREEMENT))

    seen = told(centre.get(path))

    assert (seen["state"], seen["reference"], seen["responsible_id"]) == ("agreed", None, None)
    assert len(told(centre.get("/aftercare?elsewhere=yes"))["items"]) == 1
    assert told(home.get("/aftercare/figures"))["decided"]
    assert problem(centre.get("/aftercare/figures"), 403)["code"] == "not_allowed"
    assert home.get(f"{path}/agreement-form").mimetype == "application/pdf"
    assert problem(centre.get(f"{path}/agreement-form"), 404)["code"] == "not_found"
    for part in ("agreement", "contacts", "look-backs"):
        assert problem(centre.get(f"{path}/{part}"), 404)["code"] == "not_found"
    assert problem(centre.put(f"{path}/decline", {"reason": "not_needed"}), 404)["code"]
