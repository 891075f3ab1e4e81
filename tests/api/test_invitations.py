"""Invitations by program: who is to come is said, the link is made by a person."""

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from tenants import clock, invitations, rosters
from tenants.scope import Role
from tests.actors import PASSWORD, Actor, Cast, colleague
from tests.api.client import Program, problem, program, told
from tests.client import Browser
from tests.statements import asked

NOVA = {"email": "Nova@primer.test", "name": "Nova Oseba", "roles": ["educator"]}


def link_on(page: str) -> str:
    found = re.search(r'id="secret" value="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1]).removeprefix("http://localhost")


def test_a_program_invites_and_a_person_makes_the_link(cast: Cast, home: Program) -> None:
    answer = home.post("/invitations", NOVA)
    made = told(answer, 201)
    office, visitor = cast.institution.browser(), Browser(cast.institution.app)

    page = office.post(f"/administration/invitations/{made['id']}/link").text
    visitor.post(link_on(page), {"name": "Nova Oseba", "password": PASSWORD, "again": PASSWORD})

    assert (made["email"], made["state"]) == ("nova@primer.test", "waiting")
    assert "/invitations/" not in answer.get_data(as_text=True)
    assert told(home.get(f"/invitations/{made['id']}"))["state"] == "accepted"
    assert "Nova Oseba" in home.get("/members").get_data(as_text=True)


def test_a_new_link_closes_the_earlier_one(cast: Cast, home: Program) -> None:
    made = told(home.post("/invitations", NOVA), 201)
    office, visitor = cast.institution.browser(), Browser(cast.institution.app)
    address = f"/administration/invitations/{made['id']}/link"

    first, second = (link_on(office.post(address).text) for _ in range(2))

    assert visitor.get(first).status_code == 404
    assert visitor.get(second).status_code == 200


def test_no_link_is_made_for_an_invitation_that_is_over(cast: Cast, home: Program) -> None:
    withdrawn, expired = (
        told(home.post("/invitations", NOVA | {"email": email}), 201)["id"]
        for email in ("one@primer.test", "two@primer.test")
    )
    told(home.put(f"/invitations/{withdrawn}/withdrawal"))
    week_later = clock.now() + invitations.INVITED_FOR + timedelta(minutes=1)

    with clock.frozen(week_later):
        office = cast.institution.browser()
        states = [told(home.get(f"/invitations/{one}"))["state"] for one in (withdrawn, expired)]
        answers = [
            office.post(f"/administration/invitations/{one}/link").status_code
            for one in (withdrawn, expired)
        ]

    assert states == ["withdrawn", "expired"]
    assert answers == [409, 409]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "institution@institution.test"}, "email"),
        ({"roles": ["case_worker"]}, "roles"),
        ({"roles": ["inspector"]}, "until"),
        ({"until": "9999-12-31"}, "until"),
        ({"link": "please"}, "link"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(
    home: Program, sent: dict[str, Any], field: str
) -> None:
    assert field in problem(home.post("/invitations", NOVA | sent), 422)["errors"]
    assert told(home.get("/invitations"))["items"] == []


def test_the_same_key_twice_invites_once(home: Program) -> None:
    first, again = (home.post("/invitations", NOVA, Idempotency_Key="k1") for _ in range(2))

    assert told(first, 201) == told(again, 201)
    assert len(told(home.get("/invitations"))["items"]) == 1


def test_invitations_are_listed_some_at_a_time_until_withdrawn(
    home: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [
        told(home.post("/invitations", NOVA | {"email": f"n{n}@primer.test"}), 201)["id"]
        for n in range(3)
    ]
    told(home.put(f"/invitations/{ids[1]}/withdrawal"))
    monkeypatch.setattr(rosters, "A_PAGE", 1)

    first = told(home.get("/invitations"))
    second = told(home.get(f"/invitations?after={first['next']}"))

    assert [one["id"] for one in first["items"] + second["items"]] == [ids[2], ids[0]]
    assert second["next"] is None
    problem(home.put(f"/invitations/{ids[1]}/withdrawal"), 409)


def test_only_an_administrators_program_invites(cast: Cast, owner: Engine, home: Program) -> None:
    ana: Actor = colleague(owner, cast.institution, "Ana Novak", Role.COUNSELLOR)
    hers = program(cast.institution, member=ana)
    made = told(home.post("/invitations", NOVA), 201)["id"]

    for answer in (
        hers.get("/invitations"),
        hers.get(f"/invitations/{made}"),
        hers.post("/invitations", NOVA),
        hers.put(f"/invitations/{made}/withdrawal"),
    ):
        assert problem(answer, 403)["code"] == "not_allowed"


def test_invitations_of_others_are_not_found_like_made_up_ones(
    home: Program, centre: Program
) -> None:
    foreign = told(home.post("/invitations", NOVA), 201)["id"]

    for one in (foreign, uuid4()):
        problem(centre.get(f"/invitations/{one}"), 404)
        problem(centre.put(f"/invitations/{one}/withdrawal"), 404)


def test_a_list_of_three_invitations_costs_no_more_than_of_one(home: Program) -> None:
    costs = []
    for number in range(3):
        told(home.post("/invitations", NOVA | {"email": f"n{number}@primer.test"}), 201)
        with asked(home.app) as statements:
            told(home.get("/invitations"))
        costs.append(len(statements))

    assert costs[0] == costs[2]
