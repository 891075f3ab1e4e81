"""The young person visits the home: arranged and recorded by the home; what they say of it is
written down by the centre, in their own words (domain 1.6: the child agrees, a parent and the
centre come along)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.requests import spoken
from network.requests.actions.answering import answerers, received_ask
from network.requests.actions.asking import sent_ask
from network.requests.beside import Visit
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import ENDED, AskMove
from network.requests.models import Ask
from network.requests.moves import current_state, move, subject, write_step
from network.requests.reasons import Visitor, VisitState, Wish
from network.requests.visits import arranged
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

LONGEST = 4000
FARTHEST = timedelta(days=180)


def arrange_visit(
    scope: Scope,
    ask_id: UUID,
    *,
    at: datetime,
    participants: Sequence[Visitor],
    minutes: int = 60,
    note: str = "",
    identity_needed: bool = False,
) -> Ask:
    """The home arranges a visit for that moment, or moves the one it has arranged.

    The young person takes part, whoever else does. Raises CannotMove, Invalid, NotFound.
    """
    found = received_ask(scope, ask_id)
    refuse_identity(found.level, identity_needed, note=note)
    if not clock.now() < at < clock.now() + FARTHEST:
        raise Invalid(N_("A visit takes place within the next half year."), "at")
    who = sorted({visitor.value for visitor in participants} | {Visitor.YOUNG_PERSON.value})
    columns = {"visit_at": at} | answerers(scope, found)
    move(scope, found, AskMove.ARRANGE_VISIT, note=note, columns=columns)
    _note_visit(found, at, minutes, who)
    clocks.stop(scope, found.id, ClockKind.VISIT)
    clocks.start(scope, ClockKind.VISIT, subject(found), due_at=at + timedelta(days=1))
    return found


def _note_visit(ask: Ask, at: datetime, minutes: int, participants: list[str]) -> None:
    visit = arranged(ask)
    if visit is None:
        visit = Visit(
            tenant_id=ask.tenant_id,
            ask_id=ask.id,
            recipient_id=ask.recipient_id,
            state=VisitState.ARRANGED.value,
        )
        db.session.add(visit)
    else:
        visit.sequence += 1
    visit.at, visit.minutes, visit.participants = at, minutes, participants
    db.session.flush()


def record_visit(
    scope: Scope, ask_id: UUID, *, note: str = "", identity_needed: bool = False
) -> Ask:
    """The visit has taken place. Raises CannotMove, Invalid before its time, NotFound."""
    found = received_ask(scope, ask_id)
    refuse_identity(found.level, identity_needed, note=note)
    if found.visit_at is not None and clock.now() < found.visit_at:
        raise Invalid(N_("A visit is recorded once it has taken place."), "note")
    visit = arranged(found)
    move(scope, found, AskMove.VISIT, note=note)
    if visit is not None:
        visit.state = VisitState.HELD.value
    clocks.meet(scope, ClockKind.VISIT, found.id)
    db.session.flush()
    return found


def state_wish(
    scope: Scope, ask_id: UUID, *, wish: Wish, words: str = "", identity_needed: bool = False
) -> Ask:
    """The centre writes down what the young person says of the home after the visit.

    Both sides see it. Raises Conflict before a visit was held or after the end, Invalid, NotFound.
    """
    found = sent_ask(scope, ask_id)
    if current_state(found) in ENDED:
        raise Conflict(N_("This ask has ended."))
    visit = db.session.scalar(
        select(Visit)
        .where(
            Visit.tenant_id == found.tenant_id,
            Visit.ask_id == found.id,
            Visit.state == VisitState.HELD,
        )
        .order_by(Visit.at.desc())
        .limit(1)
        .with_for_update()
    )
    if visit is None:
        raise Conflict(N_("The young person can say what they think after the visit."))
    if len(words) > LONGEST:
        raise Invalid(N_("At most %(most)s characters, please."), "words", most=LONGEST)
    refuse_identity(found.level, identity_needed, words=words)
    spoken.to_write(scope, found).put(visit, "wish_words", words.strip())
    visit.wish, visit.wish_at = wish.value, clock.now()
    state = current_state(found).value
    write_step(scope, found, "state_wish", (state, state), wish.value)
    return found
