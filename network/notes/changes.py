"""What others did since a moment, on what a member answers for or what waits for their house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CTE,
    Boolean,
    ColumnElement,
    DateTime,
    Integer,
    Select,
    Text,
    all_,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)

from network.clocks.subjects import SubjectKind
from network.notes.models import Note
from network.placements.models import Placement, PlacementStep
from network.requests import lists, permitted
from network.requests.messages import Message
from network.requests.models import Ask, AskStep, Request, RequestStep
from network.requests.thread import RECEIVED_MESSAGES
from tenants.database import db
from tenants.gaps import ME, US, filled
from tenants.scope import Scope

PAGE = 25
MESSAGE, NOTE = "message", "note"
# Steps of a request and of a stay of which its ask tells already.
TOLD_BY_ASK = ("accept", "cancel", "arrive", "not_arrive", "depart")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing somebody else did: a move of the subject, a message or a note on it."""

    subject: SubjectKind
    subject_id: UUID
    number: str
    kind: str  # the move, MESSAGE or NOTE
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some changes, the newest first, and whether there are more after them."""

    rows: Sequence[Change]
    number: int
    more: bool


def since(
    scope: Scope, at: datetime, *, number: int = 1, size: int = PAGE, mine: bool = False
) -> ChangePage:
    """Page `number` of what others did after `at`, in one question whatever happened; `mine`
    leaves out what only waits for the house. Nobody is told of what they may not look at."""
    gaps = filled(
        scope,
        since=at,
        answers=permitted.receives(scope),
        writes=permitted.sends(scope),
        skipped=(number - 1) * size,
        shown=size + 1,
    )
    found = db.session.execute(_CHANGES[mine], gaps).all()
    rows = [Change(SubjectKind(one.subject), *one[1:]) for one in found[:size]]
    return ChangePage(rows, number, len(found) > size)


# Built once, for everybody's day: what is asked here is long.
_SINCE = bindparam("since", type_=DateTime(timezone=True))
_TOLD_BY_ASK = all_(literal(list(TOLD_BY_ASK), ARRAY(Text)))
_ANSWERS, _WRITES = (bindparam(name, type_=Boolean) for name in ("answers", "writes"))


def _changes(waiting: ColumnElement[bool]) -> Select[Any]:
    """What others did on what the member answers for, and on what is `waiting`."""
    told = union_all(*_told(waiting)).subquery()
    return (
        select(told)
        .order_by(told.c.at.desc(), told.c.subject_id, told.c.kind)
        .offset(bindparam("skipped", type_=Integer))
        .limit(bindparam("shown", type_=Integer))
    )


def _told(waiting: ColumnElement[bool]) -> list[Select[Any]]:
    own = select(Request.tenant_id, Request.id, Request.number).where(
        Request.tenant_id == US, lists.ANSWERED_BY_ME
    )
    requests = own.cte("own")
    asks, stays = _asks(requests, waiting), _stays(requests)
    door = RECEIVED_MESSAGES.c
    return [
        _row(SubjectKind.ASK, asks, AskStep.move, AskStep.by_name, AskStep.at)
        .join_from(asks, AskStep, _in(asks, AskStep.tenant_id, AskStep.ask_id))
        .where(AskStep.at > _SINCE, AskStep.by_member_id != ME),
        _row(SubjectKind.ASK, asks, MESSAGE, Message.by_name, Message.created_at)
        .join_from(asks, Message, _in(asks, Message.tenant_id, Message.ask_id))
        .where(Message.created_at > _SINCE, Message.by_member_id != ME, Message.tenant_id == US),
        _row(SubjectKind.ASK, asks, MESSAGE, door.by_name, door.created_at)
        .join_from(asks, RECEIVED_MESSAGES, door.ask_id == asks.c.id)
        .where(door.created_at > _SINCE, door.by_member_id != ME),
        _of_requests(requests),
        _of_placements(stays),
        _noted(*(select(about.c.id) for about in (requests, asks, stays))),
    ]


def _row(subject: SubjectKind, of: CTE, kind: Any, by_name: Any, at: Any) -> Select[Any]:
    return select(
        literal(subject.value).label("subject"),
        of.c.id.label("subject_id"),
        of.c.number.label("number"),
        (literal(kind) if isinstance(kind, str) else kind).label("kind"),
        by_name.label("by_name"),
        at.label("at"),
    )


def _in(known: CTE, tenant_id: Any, id_: Any) -> ColumnElement[bool]:
    return and_(tenant_id == known.c.tenant_id, id_ == known.c.id)


def _asks(requests: CTE, waiting: ColumnElement[bool]) -> CTE:
    """Those of the sides for which the member works: received and answered for, of own requests,
    or waiting."""
    received = or_(Ask.recipient_responsible_id == ME, Ask.recipient_deputy_id == ME)
    own = and_(Ask.tenant_id == US, Ask.request_id.in_(select(requests.c.id)))
    seen = or_(and_(Ask.recipient_id == US, _ANSWERS), and_(Ask.tenant_id == US, _WRITES))
    mine = or_(and_(Ask.recipient_id == US, received), own, waiting)
    return select(Ask.tenant_id, Ask.id, Ask.number).where(seen, mine).cte("mine")


def _stays(requests: CTE) -> CTE:
    """Of the own house, and where an own request has led."""
    stay = Placement
    own = select(Ask.id).where(Ask.tenant_id == US, Ask.request_id.in_(select(requests.c.id)))
    number = func.coalesce(func.nullif(stay.reference, ""), stay.number)
    ours = select(stay.tenant_id, stay.id, number.label("number"), stay.ask_id).where(
        stay.tenant_id == US, or_(stay.responsible_id == ME, stay.deputy_id == ME)
    )
    theirs = select(stay.tenant_id, stay.id, stay.number, stay.ask_id).where(
        stay.asker_id == US, stay.ask_id.in_(own)
    )
    return union_all(ours, theirs).cte("stays")


def _of_requests(requests: CTE) -> Select[Any]:
    step = RequestStep
    return (
        _row(SubjectKind.REQUEST, requests, step.move, step.by_name, step.at)
        .join_from(requests, step, _in(requests, step.tenant_id, step.request_id))
        .where(step.at > _SINCE, step.by_member_id != ME, step.move != _TOLD_BY_ASK)
    )


def _of_placements(stays: CTE) -> Select[Any]:
    step = PlacementStep
    told = or_(stays.c.ask_id.is_(None), step.move != _TOLD_BY_ASK)
    return (
        _row(SubjectKind.PLACEMENT, stays, step.move, step.by_name, step.at)
        .join_from(stays, step, _in(stays, step.tenant_id, step.placement_id))
        .where(told, step.at > _SINCE, step.by_member_id != ME)
    )


def _noted(*known: Select[UUID]) -> Select[Any]:
    """Notes of colleagues on any of these, and those of which they told the member."""
    note: Any = Note
    about = or_(note.told_id == ME, *(note.subject_id.in_(ids) for ids in known))
    return select(
        *(note.subject, note.subject_id, note.number),
        *(literal(NOTE), note.by_name, note.created_at),
    ).where(note.tenant_id == US, note.by_member_id != ME, note.created_at > _SINCE, about)


# What waits for the house as well, and mine alone.
_CHANGES = {
    False: _changes(Ask.id.in_(lists.WAITING_FOR_US)),
    True: _changes(false()),
}
