"""The catalogue by programs, and a house that keeps its own there."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from network.api import programmes as area
from tenants.credentials import ApiScope
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.api import bodies
from tests.api.client import Program, problem, program, told
from tests.programmes import programmes

COHORT = {"name": "jesen 2026", "starts": bodies.today(), "seats": 4}


def body(**said: Any) -> dict[str, Any]:
    return programmes.DULL | said


def test_a_programme_is_told_as_it_was_written(home: Program) -> None:
    written = told(home.post("/programmes", body(price=12.5, partners=["Šola"])), 201)

    assert (written["state"], written["stage"]) == ("draft", "individual")
    assert (written["price"], written["partners"], written["chance"]) == (12.5, ["Šola"], "draft")
    assert told(home.get(f"/programmes/{written['id']}")) == written
    assert told(home.get("/programmes/own"))["items"] == [written]


def test_what_a_change_leaves_out_stays(home: Program) -> None:
    written = told(home.post("/programmes", body(price=12.5)), 201)

    changed = told(home.patch(f"/programmes/{written['id']}", {"age_to": 20}))

    moved = {"age_to", "version", "changed_at"}
    assert {name for name in written if written[name] != changed[name]} == moved


def test_it_is_shown_paused_and_closed(centre: Program, home: Program, cast: Cast) -> None:
    member_id = str(cast.institution.scope.member_id)
    written = told(home.post("/programmes", body(responsible_id=member_id)), 201)
    path = f"/programmes/{written['id']}"
    told(home.post(f"{path}/cohorts", COHORT), 201)

    shown = told(home.put(f"{path}/publication", {}))
    seen = told(centre.get(path))

    assert (shown["chance"], shown["free"], seen["responsible_id"]) == ("now", 4, None)
    assert {name for name in seen if seen[name] != shown[name]} == {"responsible_id", "version"}
    assert told(home.put(f"{path}/pause", {"until": "2030-01-01"}))["chance"] == "paused"
    assert told(home.put(f"{path}/closing", {}))["state"] == "closed"
    assert problem(centre.get(path), 404)["code"] == "not_found"
    assert problem(home.put(f"{path}/publication", {}), 409)["code"] == "wrong_state"


def test_cohorts_are_changed_and_closed(home: Program, cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)
    path = f"/programmes/{programme_id}/cohorts/{cohort_id}"

    assert told(home.put(path, COHORT | {"seats": 2}))["seats"] == 2
    assert told(home.put(f"{path}/closing", {}))["cohorts"] == []
    elsewhere = f"/programmes/{programmes.drafted(cast.institution, name='B')}/cohorts/{cohort_id}"
    assert problem(home.put(elsewhere, COHORT), 404)["code"] == "not_found"


def test_what_a_program_has_just_changed_is_taken_back(home: Program, cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)
    path = f"/programmes/{programme_id}"
    before = told(home.get(path))

    told(home.patch(path, {"age_to": 20, "weeks": 4}))
    told(home.put(f"{path}/cohorts/{cohort_id}", COHORT | {"seats": 5}))
    told(home.put(f"{path}/cohorts/{cohort_id}/undoing"))
    after = told(home.put(f"{path}/undoing"))

    assert {each for each in before if before[each] != after[each]} == {"version", "changed_at"}
    assert problem(home.put(f"{path}/undoing"), 409)["code"] == "too_late"


def test_the_catalogue_is_filtered_and_goes_on_by_cursor(
    centre: Program, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(area, "A_PAGE", 1)
    for name, kind in (("A", "advice"), ("B", "employment"), ("C", "employment")):
        programmes.published(cast.institution, name=name, kind=kind)

    first = told(centre.get("/programmes?kind=employment"))
    second = told(centre.get(f"/programmes?kind=employment&after={first['next']}"))

    assert [each["name"] for each in first["items"] + second["items"]] == ["B", "C"]
    assert (first["total"], first["stages"]["independence"], second["next"]) == (2, 2, None)
    assert problem(centre.get("/programmes?after=x"), 422)["errors"].keys() == {"after"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"age_from": 19}, "age_from"),
        ({"age_to": 27}, "age_to"),
        ({"price": 0}, "price"),
        ({"price": "much"}, "price"),
        ({"audience": []}, "audience"),
        ({"venues": ["moon"]}, "venues.0"),
        ({"weeks": 0}, "weeks"),
        ({"town": "Ljubljanna na Dravi"}, "town"),
        ({"responsible_id": str(uuid4())}, "responsible_id"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(
    home: Program, wrong: dict[str, object], field: str
) -> None:
    assert list(problem(home.post("/programmes", body(**wrong)), 422)["errors"]) == [field]


def test_an_older_version_is_refused(home: Program) -> None:
    answer = home.post("/programmes", body())
    path, tag = f"/programmes/{told(answer, 201)['id']}", answer.headers["ETag"]
    assert home.get(path).headers["ETag"] == tag
    told(home.post(f"{path}/cohorts", COHORT), 201)

    refused = home.patch(path, {"weeks": 8}, If_Match=tag)

    assert problem(refused, 412)["code"] == "precondition_failed"


def test_a_token_needs_its_scope_and_its_member_the_role(cast: Cast, owner: Engine) -> None:
    places = program(cast.institution, [ApiScope.PLACES_READ])
    educator = colleague(owner, cast.institution, "Rok", Role.EDUCATOR)

    assert problem(places.get("/programmes"), 403)
    assert problem(program(cast.institution, member=educator).post("/programmes", body()), 403)
