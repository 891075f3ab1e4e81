"""Members by program: what an administrator does on the pages, with the same refusals."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from tenants import clock, rosters
from tenants.credentials import ApiScope
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.api.client import Program, problem, program, told
from tests.statements import asked

ACTS = ("deactivation", "reactivation", "confirmation")


@pytest.fixture
def ana(cast: Cast, owner: Engine) -> Actor:
    """A counsellor of the home."""
    return colleague(owner, cast.institution, "Ana Novak", Role.COUNSELLOR)


def path(actor: Actor, act: str = "") -> str:
    return f"/members/{actor.scope.member_id}{act}"


def test_an_administrators_program_reads_and_changes_a_member(home: Program, ana: Actor) -> None:
    seen = home.get(path(ana))
    changed = home.patch(path(ana), {"roles": ["educator", "head"], "until": "2099-12-31"})
    renamed = told(home.patch(path(ana), {"name": " Ana Kranjc "}))

    assert told(seen)["email"] == "Ana Novak@institution.test"
    assert told(changed)["name"] == "Ana Novak"
    assert (renamed["name"], renamed["roles"]) == ("Ana Kranjc", ["educator", "head"])
    assert renamed["until"] == "2099-12-31"
    assert told(home.patch(path(ana), {"until": None}))["until"] is None


def test_of_two_who_change_a_member_the_second_is_told(home: Program, ana: Actor) -> None:
    seen = home.get(path(ana)).headers["ETag"]

    told(home.patch(path(ana), {"name": "First"}, If_Match=seen))

    problem(home.patch(path(ana), {"name": "Second"}, If_Match=seen), 412)
    problem(home.put(path(ana, "/deactivation"), If_Match=seen), 412)
    assert told(home.get(path(ana)))["name"] == "First"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "A"}, "name"),
        ({"name": "Ana\nNovak"}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["network_administrator"]}, "roles"),
        ({"roles": ["inspector"]}, "until"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "9999-12-31"}, "until"),
        ({"email": "other@pristan.test"}, "email"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(
    home: Program, ana: Actor, sent: dict[str, Any], field: str
) -> None:
    assert field in problem(home.patch(path(ana), sent), 422)["errors"]


def test_nobody_leaves_before_handing_over(cast: Cast, home: Program, ana: Actor) -> None:
    factories.group(cast.institution, responsible_id=ana.scope.member_id)
    takes_over = {"to_id": str(cast.institution.scope.member_id)}

    duties = told(home.get(path(ana, "/duties")))
    too_early = problem(home.put(path(ana, "/deactivation")), 409)
    left = told(home.put(path(ana, "/hand-over"), takes_over))
    gone = told(home.put(path(ana, "/deactivation")))

    assert (duties["groups"], left["groups"]) == (1, 0)
    assert too_early["code"] == "still_answers"
    assert gone["deactivated_at"] is not None


def test_a_leaver_is_out_at_once_and_comes_back(cast: Cast, home: Program, ana: Actor) -> None:
    hers = program(cast.institution, member=ana)
    told(hers.get("/me"))

    told(home.put(path(ana, "/deactivation")))
    refused = hers.get("/me")
    twice = home.put(path(ana, "/deactivation"))
    back = told(home.put(path(ana, "/reactivation")))

    assert (refused.status_code, twice.status_code) == (401, 409)
    assert back["deactivated_at"] is None


def test_the_last_administrator_stays(cast: Cast, home: Program) -> None:
    mojca = cast.institution

    problem(home.put(path(mojca, "/deactivation")), 409)
    problem(home.patch(path(mojca), {"roles": ["head"]}), 409)


def test_a_paused_membership_is_confirmed(home: Program, ana: Actor, owner: Engine) -> None:
    before = home.get(path(ana)).headers["ETag"]
    with owner.begin() as connection:
        paused = {"id": ana.scope.member_id, "now": clock.now()}
        connection.execute(text("UPDATE members SET paused_at = :now WHERE id = :id"), paused)

    problem(home.put(path(ana, "/confirmation"), If_Match=before), 412)
    assert told(home.get(path(ana)))["paused_at"] is not None
    assert told(home.put(path(ana, "/confirmation")))["paused_at"] is None
    problem(home.put(path(ana, "/confirmation")), 409)


def test_the_roster_tells_former_members_too_some_at_a_time(
    home: Program, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(home.put(path(ana, "/deactivation")))
    monkeypatch.setattr(rosters, "A_PAGE", 1)

    first = told(home.get("/members/all"))
    second = told(home.get(f"/members/all?after={first['next']}"))

    assert [one["name"] for one in first["items"]] == ["Ana Novak"]
    assert [one["name"] for one in second["items"]] == ["institution worker"]
    assert second["next"] is None
    assert "Ana Novak" not in home.get("/members").get_data(as_text=True)


def test_a_token_says_that_it_is_for_members(cast: Cast, ana: Actor) -> None:
    reader = program(cast.institution, [ApiScope.MEMBERS_READ])
    other = program(cast.institution, [ApiScope.PLACES_WRITE])

    told(reader.get(path(ana)))
    refused = problem(reader.put(path(ana, "/deactivation")), 403)

    assert refused["code"] == "missing_scope"
    assert "members:write" in refused["detail"]
    assert problem(other.get("/members/all"), 403)["code"] == "missing_scope"


def test_a_token_does_no_more_than_its_members_roles(cast: Cast, ana: Actor) -> None:
    hers = program(cast.institution, member=ana)

    for answer in (
        hers.get("/members/all"),
        hers.get(path(ana)),
        hers.patch(path(ana), {"roles": ["administrator"]}),
        *(hers.put(path(ana, f"/{act}")) for act in ACTS),
        hers.put(path(ana, "/hand-over"), {"to_id": str(uuid4())}),
    ):
        assert problem(answer, 403)["code"] == "not_allowed"


def test_members_of_others_are_not_found_like_made_up_ones(cast: Cast, home: Program) -> None:
    for member_id in (cast.centre.scope.member_id, uuid4()):
        problem(home.get(f"/members/{member_id}"), 404)
        problem(home.patch(f"/members/{member_id}", {"name": "Ana Novak"}), 404)


def test_a_list_of_three_members_costs_no_more_than_of_one(
    cast: Cast, home: Program, owner: Engine
) -> None:
    costs = []
    for number in range(3):
        colleague(owner, cast.institution, f"member {number}", Role.EDUCATOR)
        told(home.get("/members/all"))
        with asked(home.app) as statements:
            told(home.get("/members/all"))
        costs.append(len(statements))

    assert costs[0] == costs[2]


def test_the_same_act_twice_is_one(home: Program, ana: Actor) -> None:
    key = str(UUID(int=1))

    first = home.put(path(ana, "/deactivation"), Idempotency_Key=key)
    again = home.put(path(ana, "/deactivation"), Idempotency_Key=key)

    assert told(first) == told(again)
