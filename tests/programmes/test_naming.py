"""Two who give the same name in one moment: the second waits for the first and is told why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import Engine, text

from network.programmes import catalogue, cohorts
from network.programmes.catalogue import ProgrammeNameTaken
from network.programmes.cohorts import CohortNameTaken
from network.programmes.sessions import rooms
from network.programmes.sessions.rooms import RoomNameTaken
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict
from tests.actors import Cast
from tests.programmes import held, programmes

Named = tuple[Callable[[], None], Callable[[], None], type[Conflict]]
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def rooms_at_once(cast: Cast) -> Named:
    other_id = held.room(cast.institution, "Druga")

    def add() -> None:
        rooms.add(cast.institution.scope, name="Čajnica", kind="room")

    def change() -> None:
        rooms.change(cast.institution.scope, other_id, name="Čajnica", kind="room")

    return add, change, RoomNameTaken


def programmes_at_once(cast: Cast) -> Named:
    other_id = programmes.drafted(cast.institution)

    def add() -> None:
        catalogue.draft(cast.institution.scope, **(programmes.DULL | {"name": "Čajnica"}))

    def change() -> None:
        catalogue.change(cast.institution.scope, other_id, name="Čajnica")

    return add, change, ProgrammeNameTaken


def cohorts_at_once(cast: Cast) -> Named:
    programme_id = programmes.drafted(cast.institution)
    one, two = (programmes.cohort(cast.institution, programme_id, name=name) for name in "AB")
    said = {"name": "Čajnica", "starts": clock.today(), "seats": 3}

    def first() -> None:
        cohorts.change(cast.institution.scope, one, **said)  # type: ignore[arg-type]

    def second() -> None:
        cohorts.change(cast.institution.scope, two, **said)  # type: ignore[arg-type]

    return first, second, CohortNameTaken


@pytest.mark.parametrize("named", [rooms_at_once, programmes_at_once, cohorts_at_once])
@pytest.mark.parametrize("turned", [False, True])
def test_who_comes_second_reads_that_the_name_is_given(
    cast: Cast, owner: Engine, named: Callable[[Cast], Named], turned: bool
) -> None:
    first, second, refusal = named(cast)
    if turned:
        first, second = second, first

    def late() -> str:
        with cast.institution.acting(), pytest.raises(refusal) as refused, transaction():
            second()
        assert refused.value.facts["field"] == "name"
        return str(refused.value)

    with ThreadPoolExecutor(1) as pool:
        with cast.institution.acting(), transaction():
            first()
            waiting = pool.submit(late)
            waits(owner)
        assert "name already" in waiting.result(10)


def waits(owner: Engine) -> None:
    """Until somebody waits for what another transaction has written."""
    with owner.connect() as connection:
        for _ in range(200):
            if connection.scalar(WAITING):
                return
            sleep(0.02)
    raise AssertionError("nobody waits")
