"""One move of an ask: allowed by the table, written down as a row, closed where it ends."""

from collections.abc import Mapping

from sqlalchemy import update

from network.requests.lifecycle import ENDED, AskMove, AskState, Party, next_state, state_at
from network.requests.models import Ask, AskStep, Disclosure, Request, RequestStep
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


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
    after = next_state(before, made, party_of(scope, ask))
    ask.state = after.value
    for name, value in (columns or {}).items():
        setattr(ask, name, value)
    if after in ENDED:
        ask.ended_at = clock.now()
        ask.end_reason = reason
        _close_disclosures(scope, ask)
    db.session.add(_step(scope, ask, made, (before, after), reason, note))
    db.session.flush()
    return ask


def write_down(scope: Scope, request: Request, made: str, reason: str = "") -> None:
    """One change of a request, as a row."""
    db.session.add(
        RequestStep(
            tenant_id=scope.tenant_id,
            request_id=request.id,
            move=made,
            reason=reason,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
        )
    )
    db.session.flush()


def _step(
    scope: Scope,
    ask: Ask,
    made: AskMove,
    states: tuple[AskState, AskState],
    reason: str,
    note: str,
) -> AskStep:
    before, after = states
    return AskStep(
        tenant_id=ask.tenant_id,
        ask_id=ask.id,
        recipient_id=ask.recipient_id,
        move=made.value,
        before=before.value,
        after=after.value,
        reason=reason,
        note=note,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )


def _close_disclosures(scope: Scope, ask: Ask) -> None:
    """Mark the owner's rows as closed. The home's view closes by itself as the ask ends, so
    that this needs no write across the border where the home makes the last move."""
    db.session.execute(
        update(Disclosure)
        .where(
            Disclosure.tenant_id == scope.tenant_id,
            Disclosure.ask_id == ask.id,
            Disclosure.closed_at.is_(None),
        )
        .values(closed_at=clock.now())
    )
