"""Lists of requests and asks: paged, each in one query, with the state as of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from network.clocks.models import Clock
from network.clocks.queries import IS_RUNNING
from network.requests.lifecycle import AskState, RequestState, request_state, state_at
from network.requests.models import Ask, Request
from tenants import clock
from tenants.database import db
from tenants.gaps import IDS, ME, NOW, TODAY, US, filled
from tenants.scope import Scope

PAGE = 25
Row = TypeVar("Row")
Accepted = aliased(Ask, name="accepted")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Up to PAGE rows; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Row]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request, where it stands, and how many of its asks live, are offered, were declined."""

    request: Request
    state: RequestState
    live: int
    offered: int
    declined: int


def requests(
    scope: Scope,
    *,
    state: RequestState | None = None,
    before: UUID | None = None,
    mine: bool = False,
) -> Page[RequestRow]:
    """Own requests, newest first; `before` continues a page, `mine` only what I answer for."""
    chosen = _OWN
    if before is not None:
        chosen = chosen.where(Request.id < before)
    if mine:
        chosen = chosen.where(ANSWERED_BY_ME)
    if state is not None:
        chosen = chosen.where(_IN_STATE[state])
    found = db.session.execute(chosen, filled(scope)).all()
    counted = _asks_counted(scope, [request.id for request, _ in found[:PAGE]])
    rows = [
        RequestRow(request, _state(request, stored), *counted.get(request.id, (0, 0, 0)))
        for request, stored in found[:PAGE]
    ]
    return Page(rows, rows[-1].request.id if len(found) > PAGE else None)


def received(scope: Scope, *, live: bool | None = True, before: UUID | None = None) -> Page[Ask]:
    """Asks that the scope's tenant received, newest first: live ones, ended ones or all."""
    return _asks(select(Ask).where(Ask.recipient_id == scope.tenant_id), live, before)


def received_by_due(scope: Scope, *, before: UUID | None = None) -> Page[Ask]:
    """Live asks that the scope's tenant received, the soonest due first; what waits for nothing
    of the tenant's comes after, the oldest first. `before` is the last ask of the page before."""
    due = func.coalesce(_due_at(Ask), literal("infinity").cast(DateTime(timezone=True)))
    chosen = _live(Ask.recipient_id == scope.tenant_id)
    if before is not None:
        last = aliased(Ask)
        last_due = func.coalesce(_due_at(last), literal("infinity").cast(DateTime(timezone=True)))
        place = select(last_due).where(last.id == before).scalar_subquery()
        chosen = chosen.where(tuple_(due, Ask.id) > tuple_(place, before))
    rows = db.session.scalars(chosen.order_by(due, Ask.id).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _due_at(ask: type[Ask]) -> ScalarSelect[datetime]:
    """When the home has to do something about the ask; nothing while its time stands still."""
    return (
        select(func.min(Clock.due_at))
        .where(
            Clock.tenant_id == ask.recipient_id,
            Clock.subject_id == ask.id,
            IS_RUNNING,
            Clock.paused_at.is_(None),
        )
        .scalar_subquery()
    )


def sent(scope: Scope, *, live: bool | None = True, before: UUID | None = None) -> Page[Ask]:
    """Asks that the scope's tenant sent, newest first: live ones, ended ones or all."""
    return _asks(select(Ask).where(Ask.tenant_id == scope.tenant_id), live, before)


def waiting_for_us(scope: Scope, *, mine: bool = False) -> Sequence[Ask]:
    """Asks whose next move is the scope's tenant's, the longest waiting first; at most PAGE.

    For the home an answer, or an arrival from the day on which it is due; for the centre an
    offer that still stands, or a question of the home's. `mine` leaves out what others of the
    tenant answer for.
    """
    return db.session.scalars(_FOR_US[mine], filled(scope)).all()


def waiting_for_them(scope: Scope, *, mine: bool = False) -> Sequence[Ask]:
    """Asks whose next move is the other side's, the longest waiting first; at most PAGE."""
    return db.session.scalars(_FOR_THEM[mine], filled(scope)).all()


def unasked(scope: Scope, *, mine: bool = False) -> Sequence[Request]:
    """Open own requests of which no ask lives: the search stands still. At most PAGE."""
    return db.session.scalars(_UNASKED[mine], filled(scope)).all()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many asks wait for a tenant: received ones as a home, offers as a centre."""

    received: int
    offers: int


def waiting(scope: Scope) -> Waiting:
    """How many asks wait for the scope's tenant, for the badges of the navigation."""
    return Waiting(*db.session.execute(WAITING, filled(scope)).one())


def count_waiting(scope: Scope) -> int:
    """How many asks wait for the scope's tenant in all."""
    found = waiting(scope)
    return found.received + found.offers


def not_over() -> ColumnElement[bool]:
    """Requests that still need somebody: not closed, and nobody has left the place they found."""
    departed = select(Ask.id).where(
        Ask.tenant_id == Request.tenant_id,
        Ask.id == Request.accepted_ask_id,
        Ask.state == AskState.DEPARTED,
    )
    return and_(Request.closed_at.is_(None), ~departed.exists())


ANSWERED_BY_ME = or_(Request.responsible_id == ME, Request.deputy_id == ME)
"""Requests that whoever asks is responsible or deputy for."""

_ACCEPTED = and_(Accepted.tenant_id == Request.tenant_id, Accepted.id == Request.accepted_ask_id)
_NOT_TAKEN = or_(
    Accepted.state.is_(None),
    Accepted.state == AskState.NOT_ARRIVED,
    Accepted.state == AskState.CANCELLED,
)
_IN_STATE: dict[RequestState, ColumnElement[bool]] = {
    RequestState.OPEN: and_(Request.closed_at.is_(None), _NOT_TAKEN),
    RequestState.AWAITING: and_(Request.closed_at.is_(None), Accepted.state == AskState.ACCEPTED),
    RequestState.PLACED: and_(Request.closed_at.is_(None), Accepted.state == AskState.ARRIVED),
    RequestState.CLOSED: or_(Request.closed_at.is_not(None), Accepted.state == AskState.DEPARTED),
}
_OWN = (
    select(Request, Accepted.state)
    .outerjoin(Accepted, _ACCEPTED)
    .where(Request.tenant_id == US)
    .order_by(Request.id.desc())
    .limit(PAGE + 1)
)


def _state(request: Request, accepted: str | None) -> RequestState:
    return request_state(
        None if accepted is None else AskState(accepted), request.closed_at is not None
    )


def _asks_counted(scope: Scope, request_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
    found = db.session.execute(_COUNTED, filled(scope, ids=request_ids))
    return {request_id: (live, offered, declined) for request_id, live, offered, declined in found}


def _asks(chosen: Select[Ask], live: bool | None, before: UUID | None) -> Page[Ask]:
    if live is not None:
        chosen = chosen.where(Ask.ended_at.is_(None) if live else Ask.ended_at.is_not(None))
    if before is not None:
        chosen = chosen.where(Ask.id < before)
    rows = db.session.scalars(chosen.order_by(Ask.id.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _live(*conditions: ColumnElement[bool]) -> Select[Ask]:
    return select(Ask).where(Ask.ended_at.is_(None), *conditions)


# Built once, with gaps for who asks and when: these stand on the most visited pages.
_STANDS = and_(Ask.state == AskState.OFFERED, Ask.hold_until > NOW)
_RECEIVED = Ask.recipient_id == US
_COUNTED = (
    select(
        Ask.request_id,
        func.count(case((Ask.ended_at.is_(None), 1))),
        func.count(case((_STANDS, 1))),
        func.count(case((Ask.state == AskState.DECLINED, 1))),
    )
    .where(Ask.tenant_id == US, Ask.request_id.in_(IDS))
    .group_by(Ask.request_id)
)


def _answered_for() -> ColumnElement[bool]:
    """Asks that whoever asks is responsible or deputy for, on either side; what nobody of the
    home has taken on yet is everybody's."""
    own = select(Request.id).where(Request.tenant_id == US, ANSWERED_BY_ME)
    taken_on = or_(
        Ask.recipient_responsible_id == ME,
        Ask.recipient_deputy_id == ME,
        Ask.recipient_responsible_id.is_(None),
    )
    return or_(and_(_RECEIVED, taken_on), and_(Ask.tenant_id == US, Ask.request_id.in_(own)))


def _our_turn() -> ColumnElement[bool]:
    """Asks whose next move is ours."""
    expected = and_(Ask.state == AskState.ACCEPTED, Ask.offered_from > TODAY)
    done = Ask.state == AskState.ARRIVED
    questioned = Ask.question_since.is_not(None)
    answer = and_(_RECEIVED, ~or_(_STANDS, expected, done, questioned))
    return or_(answer, and_(Ask.tenant_id == US, or_(_STANDS, questioned)))


def _unasked(*conditions: ColumnElement[bool]) -> Select[Request]:
    living = select(Ask.id).where(
        Ask.tenant_id == Request.tenant_id, Ask.request_id == Request.id, Ask.ended_at.is_(None)
    )
    return (
        select(Request)
        .where(Request.tenant_id == US, Request.closed_at.is_(None), ~living.exists())
        .outerjoin(Accepted, _ACCEPTED)
        .where(_IN_STATE[RequestState.OPEN], *conditions)
        .order_by(Request.created_at)
        .limit(PAGE)
    )


def _longest(*conditions: ColumnElement[bool]) -> Select[Ask]:
    return _live(*conditions).order_by(Ask.sent_at).limit(PAGE)


_OURS = _our_turn()
_THEIRS = and_(or_(_RECEIVED, Ask.tenant_id == US), ~_OURS, Ask.state != AskState.ARRIVED)
# Everybody's, and mine.
_FOR_US = {False: _longest(_OURS), True: _longest(_OURS, _answered_for())}
_FOR_THEM = {False: _longest(_THEIRS), True: _longest(_THEIRS, _answered_for())}
_UNASKED = {False: _unasked(), True: _unasked(ANSWERED_BY_ME)}
WAITING = _live(_OURS).with_only_columns(
    func.count(case((_RECEIVED, 1))).label("received"),
    func.count(case((~_RECEIVED, 1))).label("offers"),
)
"""One row: how many asks wait for a tenant."""
WAITING_FOR_US = _FOR_US[False].with_only_columns(Ask.id)
"""The ids of what `waiting_for_us` finds, for statements around it."""


def state_now(ask: Ask) -> AskState:
    """The state of an ask as of now, for lists."""
    return state_at(ask.state, ask.hold_until, clock.now())
