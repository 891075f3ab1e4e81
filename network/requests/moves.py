"""One move of an ask: allowed by the table, written down as a row, told to the other side, and
closed where it ends."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import update

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.queue import defer
from network.requests import spoken, tracing
from network.requests.deadlines import REPLY
from network.requests.lifecycle import (
    ANSWERS,
    ENDED,
    KEEPING,
    LOOKING,
    OF_PROGRAMMES,
    AskMove,
    AskState,
    CannotMove,
    Party,
    next_state,
    state_at,
)
from network.requests.models import Ask, AskStep, Disclosure, Request, RequestStep
from network.requests.profile import Urgency
from network.requests.shares import SharedPart
from network.requests.visits import cancel_visit
from tenants import clock
from tenants.database import db
from tenants.errors import N_
from tenants.scope import Scope

MOVED = "ask_moved"
SEAT_FREED = "seat_freed"


def party_of(scope: Scope, ask: Ask) -> Party:
    """Which side of the ask the scope's tenant is."""
    return Party.SENDER if scope.tenant_id == ask.tenant_id else Party.RECIPIENT


def current_state(ask: Ask) -> AskState:
    """The state as of now; a lapsed hold counts without anybody having swept."""
    return state_at(ask.state, ask.hold_until, clock.now())


def move(
    scope: Scope,
    ask: Ask,
    made: AskMove,
    reason: str = "",
    note: str = "",
    columns: Mapping[str, object] | None = None,
) -> Ask:
    """Make the move if the lifecycle allows it to the scope's side; `columns` change with it.

    Raises CannotMove.
    """
    before = current_state(ask)
    if made in OF_PROGRAMMES and ask.programme_id is None:
        raise CannotMove(N_("Only a programme answers like this."))
    after = next_state(before, made, party_of(scope, ask))
    if after in ENDED:
        cancel_visit(scope, ask)
    ask.state = after.value
    for name, value in (columns or {}).items():
        setattr(ask, name, value)
    if after in ENDED:
        ask.ended_at = clock.now()
        ask.end_reason = reason
        _close_disclosures(scope, ask)
    if after not in LOOKING:
        ask.question_since = None
    write_step(scope, ask, made.value, (before.value, after.value), reason, note)
    _see_to_clocks(scope, ask, made, after)
    if ask.programme_id and before in KEEPING and after not in KEEPING:
        defer(SEAT_FREED, tenant_id=ask.recipient_id, programme_id=ask.programme_id)
    return ask


def write_step(
    scope: Scope,
    ask: Ask,
    made: str,
    states: tuple[str, str],
    reason: str = "",
    note: str = "",
) -> None:
    """What was done with an ask, as a row, of which the other side is told; that somebody has
    looked is shown and not told."""
    step = AskStep(
        tenant_id=ask.tenant_id,
        ask_id=ask.id,
        recipient_id=ask.recipient_id,
        move=made,
        before=states[0],
        after=states[1],
        reason=reason,
        at=clock.now(),
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    spoken.put_note(scope, ask, step, note)
    db.session.add(step)
    db.session.flush()
    tracing.decided(scope, ask, made)
    if made != AskMove.OPEN:
        other = ask.recipient_id if scope.tenant_id == ask.tenant_id else ask.tenant_id
        defer(MOVED, tenant_id=other, ask_id=ask.id, step_id=UUID(int=step.id))


def write_down(
    scope: Scope, request: Request, made: str, reason: str = "", words: str = ""
) -> None:
    """One change of a request, as a row: why, as a code or in `words`."""
    step = RequestStep(
        tenant_id=scope.tenant_id,
        request_id=request.id,
        at=clock.now(),
        move=made,
        reason=reason,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    spoken.put_words(scope, step, words)
    db.session.add(step)
    db.session.flush()


def subject(ask: Ask) -> Subject:
    """The ask, as its clocks know it."""
    return Subject(SubjectKind.ASK, ask.id, ask.number)


def await_reply(scope: Scope, ask: Ask, urgency: Urgency) -> None:
    """From now on the home's reply is due, by the urgency of the request."""
    clocks.start(
        scope,
        ClockKind.REPLY,
        subject(ask),
        whose=ask.recipient_id,
        limit=REPLY[urgency],
        urgent=urgency is Urgency.CRISIS,
    )


def _see_to_clocks(scope: Scope, ask: Ask, made: AskMove, after: AskState) -> None:
    """A reply is met by any answer; what is due on an ask that is over is due no more."""
    if made in ANSWERS:
        clocks.meet(scope, ClockKind.REPLY, ask.id)
    if made in (AskMove.ACCEPT, AskMove.REFUSE):
        clocks.meet(scope, ClockKind.OFFER, ask.id)
    if made is AskMove.STEP_BACK:
        clocks.stop(scope, ask.id, ClockKind.OFFER, ClockKind.VISIT)
    if after not in LOOKING:
        clocks.stop(scope, ask.id, ClockKind.QUESTION, ClockKind.REVIEW)
    if after in ENDED:
        clocks.stop(scope, ask.id)


def _close_disclosures(scope: Scope, ask: Ask) -> None:
    """Mark the owner's rows as closed. The home's view closes by itself as the ask ends, so
    that this needs no write across the border where the home makes the last move."""
    for shown in (Disclosure, SharedPart):
        db.session.execute(
            update(shown)
            .where(
                shown.tenant_id == scope.tenant_id,
                shown.ask_id == ask.id,
                shown.closed_at.is_(None),
            )
            .values(closed_at=clock.now())
        )
