"""For whom a token acts, and what waits for that person."""

from sqlalchemy import Engine

from tenants.credentials import ApiScope
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.api.client import Program, problem, program, told


def test_the_day_is_everybodys_or_mine(cast: Cast, owner: Engine, centre: Program) -> None:
    ana = colleague(owner, cast.centre, "Ana Novak", Role.CASE_WORKER)
    hers = program(cast.centre, member=ana)
    request_id = factories.request(cast.centre)

    everybodys = told(hers.get("/day"))["unasked"]
    of_ana = told(hers.get("/day?mine=true"))["unasked"]
    of_the_writer = told(centre.get("/day?mine=true"))["unasked"]

    assert [one["id"] for one in everybodys] == [str(request_id)]
    assert [one["id"] for one in of_the_writer] == [str(request_id)]
    assert of_ana == []
    problem(hers.get("/day?mine=perhaps"), 422)


def test_colleagues_are_told_by_name_to_every_program(cast: Cast, owner: Engine) -> None:
    ana = colleague(owner, cast.centre, "Ana Novak", Role.CASE_WORKER)

    items = told(program(cast.centre, [ApiScope.PLACES_READ], member=ana).get("/members"))["items"]

    assert [one["name"] for one in items] == ["Ana Novak", "centre worker"]
    assert set(items[0]) == {"id", "name", "roles"}
