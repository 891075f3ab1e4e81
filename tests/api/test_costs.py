"""A list of three costs the database no more than a list of one."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, told
from tests.statements import asked


def a_group(cast: Cast, number: int) -> UUID:
    return factories.group(cast.institution, name=f"Group {number}")


def a_stay(cast: Cast, number: int) -> UUID:
    return factories.stay(cast.institution, a_group(cast, number), f"R{number}")


def a_request(cast: Cast, number: int) -> UUID:
    return factories.request(cast.centre, file_reference=str(number))


def an_ask(cast: Cast, number: int) -> UUID:
    return factories.ask(cast.centre, a_group(cast, number), a_request(cast, number))


def placed(cast: Cast, number: int) -> UUID:
    _, placement_id = factories.accepted(
        cast.centre, cast.institution, a_group(cast, number), a_request(cast, number)
    )
    return placement_id


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("/board?town=Kranj", a_group),
        ("/placements/elsewhere", placed),
        ("/requests", a_request),
        ("/asks?side=sent", an_ask),
        ("/day", an_ask),
    ],
)
def test_a_centres_list(
    cast: Cast, centre: Program, path: str, make: Callable[[Cast, int], UUID]
) -> None:
    assert cost(cast, centre, path, make, 1) == cost(cast, centre, path, make, 3)


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("/groups", a_group),
        ("/placements", a_stay),
        ("/asks?side=received", an_ask),
        ("/day", an_ask),
    ],
)
def test_a_homes_list(
    cast: Cast, home: Program, path: str, make: Callable[[Cast, int], UUID]
) -> None:
    assert cost(cast, home, path, make, 1) == cost(cast, home, path, make, 3)


def cost(
    cast: Cast,
    program: Program,
    path: str,
    make: Callable[[Cast, int], UUID],
    rows: int,
) -> int:
    """How many statements the list needs with `rows` rows more; the first look is not counted,
    for it notes that the token was used."""
    for number in range(rows):
        make(cast, rows * 10 + number)
    told(program.get(path))
    with asked(program.app) as statements:
        told(program.get(path))
    return len(statements)
