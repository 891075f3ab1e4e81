"""A programme in the catalogue, a draft beside it, and a seat that is held for another's ask."""

from datetime import timedelta
from uuid import UUID

from network.programmes.kinds import SeatUse
from network.programmes.seats import claim
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import programmes

DRAFT = "Beseda osnutka."


def show_and_hold(centre: Actor, home: Actor, ask_id: UUID) -> tuple[UUID, UUID]:
    """The programme that everybody may read, and the one that nobody else may."""
    programme_id, cohort_id = programmes.published(home, seats=2)
    draft_id = programmes.drafted(home, name="Osnutek", summary=DRAFT)
    with home.acting() as scope, transaction():
        until = clock.now() + timedelta(days=1)
        asker_id = centre.tenant_id
        claim(scope, cohort_id, SeatUse.HOLD, until=until, ask_id=ask_id, asker_id=asker_id)
        claim(scope, cohort_id, SeatUse.ENROLMENT)
    return programme_id, draft_id
