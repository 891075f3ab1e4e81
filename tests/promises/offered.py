"""A programme in the catalogue, a draft beside it, a seat that is held, and two who take part in
advice: the work on one goes on, with a plan, that on the other is closed with a report."""

from datetime import timedelta
from uuid import UUID

from network.programmes.cases.kinds import MobileKind, Profession
from network.programmes.cases.working import open_case, set_goal
from network.programmes.kinds import SeatUse
from network.programmes.seats import claim
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import programmes, working
from tests.promises.meeting import borrow, meet_and_mark
from tests.promises.planned import plan_and_follow

DRAFT = "Beseda osnutka."


def show_and_hold(centre: Actor, home: Actor, ask_id: UUID) -> tuple[UUID, ...]:
    """The programme that everybody may read, the one that nobody else may, and an enrolment; a
    session of it, a room and a booking; a room that the centre lends, and a booking of that; a goal
    of its plan."""
    programme_id, cohort_id = programmes.published(home, seats=4, kind="mobile_team")
    draft_id = programmes.drafted(home, name="Osnutek", summary=DRAFT)
    with home.acting() as scope, transaction():
        until = clock.now() + timedelta(days=1)
        asker_id = centre.tenant_id
        claim(scope, cohort_id, SeatUse.HOLD, until=until, ask_id=ask_id, asker_id=asker_id)
        claim(scope, cohort_id, SeatUse.ENROLMENT)
    closed = working.opened(centre, home)
    working.closed(home, closed)
    enrolment_id = programmes.enrolled(centre, home, programme_id, "P2")
    _work_on(home, enrolment_id)
    met = meet_and_mark(home, cohort_id, enrolment_id)
    lent = borrow(centre, home, cohort_id)
    goal_id = plan_and_follow(home, cohort_id, enrolment_id)
    return programme_id, draft_id, enrolment_id, *met, *lent, goal_id


def _work_on(home: Actor, enrolment_id: UUID) -> None:
    """A team, a goal and a visit."""
    with home.acting() as scope, transaction():
        open_case(scope, enrolment_id, kind=MobileKind.ADVICE)
        set_goal(scope, enrolment_id, words="Beseda cilja.")
    working.joined(home, enrolment_id, home, Profession.PSYCHOLOGIST)
    working.visited(home, enrolment_id, notes="Beseda obiska.")
