"""The last place cannot be given twice, however many ask for it at the same moment."""

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from tenants import credentials
from tenants.credentials import ApiScope
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.database import Database
from tests.served import Served, at_once, served

pytestmark = [pytest.mark.older, pytest.mark.xdist_group("last place")]  # one server for all
CALLERS = 200


@pytest.fixture(scope="module")
def server(database: Database, app: Flask) -> Iterator[Served]:
    with served(database, workers="2", threads="100") as answering:
        yield answering


def token(actor: Actor) -> str:
    with actor.acting() as scope, transaction():
        return credentials.issue(
            scope, member_id=scope.member_id, name="test", scopes=list(ApiScope)
        )


def live(owner: Engine, kind: str) -> int:
    with owner.connect() as connection:
        found = text("SELECT count(*) FROM occupancies WHERE released_at IS NULL AND kind = :kind")
        return int(connection.scalar(found, {"kind": kind}) or 0)


def test_two_hundred_offers_of_the_last_place_hold_it_once(
    cast: Cast, server: Served, owner: Engine
):
    group_id = factories.group(cast.institution, capacity=1)
    asks = [factories.ask(cast.centre, group_id) for _ in range(CALLERS // 4)]
    secret = token(cast.institution)

    answers = at_once(
        [
            partial(server.call, "PUT", f"/api/v1/asks/{asks[n % len(asks)]}/offer", token=secret)
            for n in range(CALLERS)
        ]
    )

    assert Counter(status for status, _ in answers) == {200: 1, 409: CALLERS - 1}
    assert live(owner, "hold") == 1
    kind = {body["type"] for status, body in answers if status == 409}
    assert kind <= {"/problems/no_free_place", "/problems/cannot_move"}


def test_two_hundred_acceptances_of_an_offer_place_one_young_person(
    cast: Cast, server: Served, owner: Engine
):
    group_id = factories.group(cast.institution, capacity=1)
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    secret = token(cast.centre)

    answers = at_once(
        [partial(server.call, "PUT", f"/api/v1/asks/{ask_id}/acceptance", token=secret)] * CALLERS
    )

    assert Counter(status for status, _ in answers) == {200: 1, 409: CALLERS - 1}
    assert (live(owner, "hold"), live(owner, "reservation")) == (0, 1)


def test_offers_and_acceptances_mixed_never_fill_a_place_twice(
    cast: Cast, server: Served, owner: Engine
):
    group_id = factories.group(cast.institution, capacity=3)
    offered = [factories.offered(cast.centre, cast.institution, group_id) for _ in range(2)]
    waiting = [factories.ask(cast.centre, group_id) for _ in range(10)]
    home, centre = token(cast.institution), token(cast.centre)
    calls = [
        partial(server.call, "PUT", f"/api/v1/asks/{ask}/acceptance", token=centre)
        for ask in offered
    ] + [partial(server.call, "PUT", f"/api/v1/asks/{ask}/offer", token=home) for ask in waiting]

    answers = at_once(calls * (CALLERS // len(calls)))

    assert Counter(status for status, _ in answers)[200] == 3
    assert (live(owner, "hold"), live(owner, "reservation")) == (1, 2)


def test_the_same_idempotency_key_twice_has_one_effect(cast: Cast, server: Served, owner: Engine):
    group_id = factories.group(cast.institution, capacity=1)
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    key = {"Idempotency-Key": str(uuid4())}
    call = partial(
        server.call,
        "PUT",
        f"/api/v1/asks/{ask_id}/acceptance",
        token=token(cast.centre),
        headers=key,
    )

    answers = at_once([call] * 20)

    assert Counter(status for status, _ in answers) == {200: 20}
    assert len({str(body) for _, body in answers}) == 1
    assert live(owner, "reservation") == 1


def test_a_naive_claim_gives_the_last_place_twice(cast: Cast, database: Database, owner: Engine):
    """What the tests above would see if we looked first and wrote afterwards."""
    group_id = factories.group(cast.institution, capacity=1)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE occupancies DROP CONSTRAINT one_at_a_time"))
    try:
        looked = threading.Barrier(10)
        claims = [partial(naive_claim, owner, cast.institution, group_id, looked)] * 10
        at_once(claims)
        assert live(owner, "hold") == 10
    finally:
        with owner.begin() as connection:
            connection.execute(text("DELETE FROM occupancies"))
            connection.execute(text(CONSTRAINT))


CONSTRAINT = (
    "ALTER TABLE occupancies ADD CONSTRAINT one_at_a_time"
    " EXCLUDE USING gist (place_id WITH =, during WITH &&) WHERE (released_at IS NULL)"
    " DEFERRABLE INITIALLY IMMEDIATE"
)


def naive_claim(owner: Engine, home: Actor, group_id: UUID, looked: threading.Barrier) -> None:
    engine = create_engine(owner.url)
    with engine.begin() as connection:
        free = connection.scalar(
            text(
                "SELECT p.id FROM places p WHERE group_id = :group AND NOT EXISTS"
                " (SELECT FROM occupancies o WHERE o.place_id = p.id AND released_at IS NULL)"
            ),
            {"group": group_id},
        )
        looked.wait()
        if free is not None:
            connection.execute(
                text(
                    "INSERT INTO occupancies (tenant_id, id, group_id, place_id, kind, starts,"
                    " expires_at, reason, created_at) VALUES (:tenant, gen_random_uuid(), :group,"
                    " :place, 'hold', app_today(), app_now() + interval '1 day', '', app_now())"
                ),
                {"tenant": home.tenant_id, "group": group_id, "place": free},
            )
    engine.dispose()
