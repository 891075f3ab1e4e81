"""Looking a list over and taking it in, as an actor; and what stands afterwards."""

from sqlalchemy import Engine, text

from network.availability.importing import lists
from network.availability.importing.lists import Aim, Rehearsal
from network.availability.importing.plan import Move
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Actor

COUNTS = """
SELECT (SELECT count(*) FROM tenants) AS tenants, (SELECT count(*) FROM groups) AS groups,
       (SELECT count(*) FROM places) AS places, (SELECT count(*) FROM occupancies) AS occupancies
"""


def aim(actor: Actor) -> Aim:
    whole = actor.scope.has(Role.NETWORK_ADMINISTRATOR)
    return lists.aim_for(actor.scope, whole_network=whole, source="seznam.csv")


def rehearsed(actor: Actor, content: bytes) -> Rehearsal:
    with actor.acting() as scope, transaction():
        return lists.rehearse(scope, content, aim(actor))


def taken_in(actor: Actor, content: bytes) -> Rehearsal:
    with actor.acting() as scope, transaction():
        return lists.take_in(scope, content, aim(actor))


def moves(rehearsal: Rehearsal) -> dict[str, int]:
    return {move.value: count for move in Move if (count := rehearsal.plan.count(move))}


def mine(**row: str) -> dict[str, str]:
    """A row of the institution's own list."""
    return {"zavod": "institution"} | {name.replace("_", " "): cell for name, cell in row.items()}


def standing(owner: Engine) -> dict[str, int]:
    with owner.connect() as connection:
        return dict(connection.execute(text(COUNTS)).mappings().one())


def rows(owner: Engine, sql: str) -> list[tuple[object, ...]]:
    with owner.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]
