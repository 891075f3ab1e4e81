"""A breach at the centre, and its file opened for an inspector."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, text

from network.oversight import breaches, inspecting
from network.oversight.inspecting import Opening
from network.trail import pruning, verifying
from tenants import clock
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import NOBODY
from tests.actors import Actor

FILE = text("SELECT number FROM young_persons WHERE tenant_id = :tenant ORDER BY id LIMIT 1")


def number_of(owner: Engine, centre: Actor) -> str:
    """The number of the first file of the centre."""
    with owner.connect() as connection:
        return str(connection.scalar(FILE, {"tenant": centre.tenant_id}))


def report_and_open(centre: Actor, number: str) -> tuple[UUID, UUID]:
    """The breach, and the inspection of that file; the centre's trail has been anchored."""
    keeper = replace(centre.scope, member_id=NOBODY, account_id=NOBODY)
    with centre.app.app_context(), acting_as(keeper) as scope, transaction():
        verifying.note_anchor(scope)
    with centre.acting() as scope, transaction():
        breach = breaches.report(scope, what="Beseda centra.", noticed_at=clock.now())
        pruning.keep_for(scope, 3)
        wanted = Opening(
            authority="Beseda centra",
            ground="Beseda centra",
            name="Nada Zor",
            email="nadzor@primer.test",
            starts=clock.today(),
            ends=clock.today() + timedelta(days=5),
            trail=True,
            registers=True,
            rights=True,
            bases=True,
            numbers=[number],
        )
        return breach.id, inspecting.open_for(scope, wanted).id
