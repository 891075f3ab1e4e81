"""Lists of requests and asks: paged, each in one query, with the state as of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    ScalarSelect,
    Select,
    Uuid,
    and_,
    bindparam,
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
    chosen = _own(scope).order_by(Request.id.desc()).limit(PAGE + 1)
    if before is not None:
        chosen = chosen.where(Request.id < before)
    if mine:
        chosen = chosen.where(answered_by(scope))
    if state is not None:
        chosen = chosen.where(_IN_STATE[state])
    found = db.session.execute(chosen).all()
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
    return _longest(scope, _FOR_US, mine)


def waiting_for_them(scope: Scope, *, mine: bool = False) -> Sequence[Ask]:
    """Asks whose next move is the other side's, the longest waiting first; at most PAGE."""
    return _longest(scope, _FOR_THEM, mine)


def unasked(scope: Scope, *, mine: bool = False) -> Sequence[Request]:
    """Open own requests of which no ask lives: the search stands still. At most PAGE."""
    found = _UNASKED.where(answered_by(scope)) if mine else _UNASKED
    return db.session.scalars(found, {"us": scope.tenant_id}).all()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many asks wait for a tenant: received ones as a home, offers as a centre."""

    received: int
    offers: int


def waiting(scope: Scope) -> Waiting:
    """How many asks wait for the scope's tenant, for the badges of the navigation."""
    return Waiting(*db.session.execute(_WAITING, _told(scope)).one())


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


def answered_by(scope: Scope) -> ColumnElement[bool]:
    """Requests that the scope's member is responsible or deputy for."""
    return or_(Request.responsible_id == scope.member_id, Request.deputy_id == scope.member_id)


_ACCEPTED = and_(Accepted.tenant_id == Request.tenant_id, Accepted.id == Request.accepted_ask_id)
_NOT_TAKEN = or_(
    Accepted.state.is_(None), Accepted.state.in_((AskState.NOT_ARRIVED, AskState.CANCELLED))
)
_IN_STATE: dict[RequestState, ColumnElement[bool]] = {
    RequestState.OPEN: and_(Request.closed_at.is_(None), _NOT_TAKEN),
    RequestState.AWAITING: and_(Request.closed_at.is_(None), Accepted.state == AskState.ACCEPTED),
    RequestState.PLACED: and_(Request.closed_at.is_(None), Accepted.state == AskState.ARRIVED),
    RequestState.CLOSED: or_(Request.closed_at.is_not(None), Accepted.state == AskState.DEPARTED),
}


def _own(scope: Scope) -> Select[Request, str | None]:
    return (
        select(Request, Accepted.state)
        .outerjoin(Accepted, _ACCEPTED)
        .where(Request.tenant_id == scope.tenant_id)
    )


def _state(request: Request, accepted: str | None) -> RequestState:
    return request_state(
        None if accepted is None else AskState(accepted), request.closed_at is not None
    )


def _asks_counted(scope: Scope, request_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
    stands = and_(Ask.state == AskState.OFFERED, Ask.hold_until > clock.now())
    found = db.session.execute(
        select(
            Ask.request_id,
            func.count(case((Ask.ended_at.is_(None), 1))),
            func.count(case((stands, 1))),
            func.count(case((Ask.state == AskState.DECLINED, 1))),
        )
        .where(Ask.tenant_id == scope.tenant_id, Ask.request_id.in_(request_ids))
        .group_by(Ask.request_id)
    )
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


def _longest(scope: Scope, found: Select[Ask], mine: bool) -> Sequence[Ask]:
    if mine:
        found = found.where(_answered_for(scope))
    return db.session.scalars(found, _told(scope)).all()


def _told(scope: Scope) -> dict[str, UUID | datetime | date]:
    return {"us": scope.tenant_id, "now": clock.now(), "today": clock.today()}


def _answered_for(scope: Scope) -> ColumnElement[bool]:
    """Asks the scope's member is responsible or deputy for, on either side; what nobody of the
    home has taken on yet is everybody's."""
    own = select(Request.id).where(Request.tenant_id == scope.tenant_id, answered_by(scope))
    taken_on = or_(
        Ask.recipient_responsible_id == scope.member_id,
        Ask.recipient_deputy_id == scope.member_id,
        Ask.recipient_responsible_id.is_(None),
    )
    received = and_(Ask.recipient_id == scope.tenant_id, taken_on)
    return or_(received, and_(Ask.tenant_id == scope.tenant_id, Ask.request_id.in_(own)))


# Built once, with gaps for who asks and when: these stand on the most visited pages.
_US = bindparam("us", type_=Uuid)
_NOW = bindparam("now", type_=DateTime(timezone=True))
_TODAY = bindparam("today", type_=Date)


def _our_turn() -> ColumnElement[bool]:
    """Asks whose next move is ours."""
    stands = and_(Ask.state == AskState.OFFERED, Ask.hold_until > _NOW)
    expected = and_(Ask.state == AskState.ACCEPTED, Ask.offered_from > _TODAY)
    done = Ask.state == AskState.ARRIVED
    questioned = Ask.question_since.is_not(None)
    answer = and_(_RECEIVED, ~or_(stands, expected, done, questioned))
    return or_(answer, and_(Ask.tenant_id == _US, or_(stands, questioned)))


def _unasked() -> Select[Request]:
    living = select(Ask.id).where(
        Ask.tenant_id == Request.tenant_id, Ask.request_id == Request.id, Ask.ended_at.is_(None)
    )
    return (
        select(Request)
        .where(Request.tenant_id == _US, Request.closed_at.is_(None), ~living.exists())
        .outerjoin(Accepted, _ACCEPTED)
        .where(_IN_STATE[RequestState.OPEN])
        .order_by(Request.created_at)
        .limit(PAGE)
    )


_RECEIVED = Ask.recipient_id == _US
_OURS = _our_turn()
_THEIRS = and_(or_(_RECEIVED, Ask.tenant_id == _US), ~_OURS, Ask.state != AskState.ARRIVED)
_FOR_US = _live(_OURS).order_by(Ask.sent_at).limit(PAGE)
_FOR_THEM = _live(_THEIRS).order_by(Ask.sent_at).limit(PAGE)
_UNASKED = _unasked()
_WAITING = _live(_OURS).with_only_columns(
    func.count(case((_RECEIVED, 1))), func.count(case((~_RECEIVED, 1)))
)


def state_now(ask: Ask) -> AskState:
    """The state of an ask as of now, for lists."""
    return state_at(ask.state, ask.hold_until, clock.now())
