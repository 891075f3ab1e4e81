"""What others did since a moment, on what a member answers for or what waits for their house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    DateTime,
    Integer,
    Select,
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
from network.requests import lists
from network.requests.models import Ask, AskStep, Message, Request, RequestStep
from network.requests.thread import RECEIVED_MESSAGES
from tenants.database import db
from tenants.gaps import ME, US, filled
from tenants.roles import Permission, may
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
        answers=may(scope, Permission.ANSWER_ASKS),
        writes=may(scope, Permission.WRITE_REQUESTS),
        skipped=(number - 1) * size,
        shown=size + 1,
    )
    found = db.session.execute(_CHANGES[mine], gaps).all()
    rows = [Change(SubjectKind(one.subject), *one[1:]) for one in found[:size]]
    return ChangePage(rows, number, len(found) > size)


# Built once, for everybody's day: what is asked here is long.
_SINCE = bindparam("since", type_=DateTime(timezone=True))
_ANSWERS, _WRITES = (bindparam(name, type_=Boolean) for name in ("answers", "writes"))


def _changes(waiting: ColumnElement[bool]) -> Select[Any]:
    """What others did on what the member answers for, and on what is `waiting`."""
    told = union_all(*_told(and_(_seen(), or_(_answered_for(), waiting)))).subquery()
    return (
        select(told)
        .order_by(told.c.at.desc(), told.c.subject_id, told.c.kind)
        .offset(bindparam("skipped", type_=Integer))
        .limit(bindparam("shown", type_=Integer))
    )


def _told(asks: ColumnElement[bool]) -> list[Select[Any]]:
    mine = select(Ask.tenant_id, Ask.id, Ask.number).where(asks).cte("mine")
    door = RECEIVED_MESSAGES.c
    of_ask = SubjectKind.ASK
    return [
        _row(of_ask, mine.c.id, mine.c.number, AskStep.move, AskStep.by_name, AskStep.at)
        .join_from(mine, AskStep, and_(_in(mine, AskStep), AskStep.at > _SINCE))
        .where(AskStep.by_member_id != ME),
        _row(of_ask, mine.c.id, mine.c.number, MESSAGE, Message.by_name, Message.created_at)
        .join_from(mine, Message, and_(_in(mine, Message), Message.created_at > _SINCE))
        .where(Message.by_member_id != ME, Message.tenant_id == US),
        _row(of_ask, mine.c.id, mine.c.number, MESSAGE, door.by_name, door.created_at)
        .join_from(mine, RECEIVED_MESSAGES, door.ask_id == mine.c.id)
        .where(door.created_at > _SINCE, door.by_member_id != ME),
        _of_requests(),
        *_of_placements(),
        _noted(mine),
    ]


def _row(subject: Any, id_: Any, number: Any, kind: Any, by_name: Any, at: Any) -> Select[Any]:
    return select(
        _said(subject).label("subject"),
        id_.label("subject_id"),
        number.label("number"),
        _said(kind).label("kind"),
        by_name.label("by_name"),
        at.label("at"),
    )


def _said(value: Any) -> Any:
    return literal(str(value)) if isinstance(value, str) else value


def _in(mine: Any, told: Any) -> ColumnElement[bool]:
    return and_(told.tenant_id == mine.c.tenant_id, told.ask_id == mine.c.id)


def _of_requests() -> Select[Any]:
    step = RequestStep
    return (
        _row(SubjectKind.REQUEST, Request.id, Request.number, step.move, step.by_name, step.at)
        .join_from(
            Request, step, and_(step.tenant_id == Request.tenant_id, step.request_id == Request.id)
        )
        .where(Request.tenant_id == US, lists.ANSWERED_BY_ME, step.at > _SINCE)
        .where(step.by_member_id != ME, step.move.not_in(TOLD_BY_ASK))
    )


def _of_placements() -> list[Select[Any]]:
    """Of the own house, and of where an own request has led."""
    step, stay = PlacementStep, Placement
    number = func.coalesce(func.nullif(stay.reference, ""), stay.number)
    ours = and_(stay.tenant_id == US, _cared_for())
    theirs = and_(stay.asker_id == US, stay.ask_id.in_(_own_asks()))
    told = or_(stay.ask_id.is_(None), step.move.not_in(TOLD_BY_ASK))
    steps = and_(step.tenant_id == stay.tenant_id, step.placement_id == stay.id)
    return [
        _row(SubjectKind.PLACEMENT, stay.id, named, step.move, step.by_name, step.at)
        .join_from(stay, step, steps)
        .where(side, told, step.at > _SINCE, step.by_member_id != ME)
        for side, named in ((ours, number), (theirs, stay.number))
    ]


def _noted(mine: Any) -> Select[Any]:
    """Notes of colleagues on any of these, and those of which they told the member."""
    own = select(Request.id).where(Request.tenant_id == US, lists.ANSWERED_BY_ME)
    house = select(Placement.id).where(Placement.tenant_id == US, _cared_for())
    placed = select(Placement.id).where(Placement.asker_id == US, Placement.ask_id.in_(_own_asks()))
    about = or_(
        Note.told_id == ME,
        *(Note.subject_id.in_(ids) for ids in (select(mine.c.id), own, house, placed)),
    )
    note = Note
    return _row(
        note.subject, note.subject_id, note.number, NOTE, note.by_name, note.created_at
    ).where(note.tenant_id == US, note.by_member_id != ME, note.created_at > _SINCE, about)


def _own_asks() -> Select[UUID]:
    """Asks of the requests for which the member answers."""
    own = select(Request.id).where(Request.tenant_id == US, lists.ANSWERED_BY_ME)
    return select(Ask.id).where(Ask.tenant_id == US, Ask.request_id.in_(own))


def _seen() -> ColumnElement[bool]:
    """Asks of those sides for which the member works."""
    return or_(and_(Ask.recipient_id == US, _ANSWERS), and_(Ask.tenant_id == US, _WRITES))


def _answered_for() -> ColumnElement[bool]:
    received = and_(
        Ask.recipient_id == US,
        or_(Ask.recipient_responsible_id == ME, Ask.recipient_deputy_id == ME),
    )
    return or_(received, Ask.id.in_(_own_asks()))


def _cared_for() -> ColumnElement[bool]:
    return or_(Placement.responsible_id == ME, Placement.deputy_id == ME)


# What waits for the house as well, and mine alone.
_CHANGES = {
    False: _changes(Ask.id.in_(lists.WAITING_FOR_US)),
    True: _changes(false()),
}
