"""A programme in the catalogue, a draft beside it, a seat that is held, and somebody who takes
part, with a plan."""

from datetime import timedelta
from uuid import UUID

from network.programmes.kinds import SeatUse
from network.programmes.seats import claim
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import programmes
from tests.promises.planned import plan_and_follow

DRAFT = "Beseda osnutka."


def show_and_hold(centre: Actor, home: Actor, ask_id: UUID) -> tuple[UUID, UUID, UUID, UUID]:
    """The programme that everybody may read, the one that nobody else may, an enrolment, and a
    goal of its plan."""
    programme_id, cohort_id = programmes.published(home, seats=4)
    draft_id = programmes.drafted(home, name="Osnutek", summary=DRAFT)
    with home.acting() as scope, transaction():
        until = clock.now() + timedelta(days=1)
        asker_id = centre.tenant_id
        claim(scope, cohort_id, SeatUse.HOLD, until=until, ask_id=ask_id, asker_id=asker_id)
        claim(scope, cohort_id, SeatUse.ENROLMENT)
    enrolment_id = programmes.enrolled(centre, home, programme_id)
    return programme_id, draft_id, enrolment_id, plan_and_follow(home, cohort_id, enrolment_id)
