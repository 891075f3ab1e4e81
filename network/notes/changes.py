"""What others did since a moment, on what a member answers for or what waits for their house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all

from network.clocks.subjects import SubjectKind
from network.notes.models import Note
from network.placements.models import Placement, PlacementStep
from network.requests import lists
from network.requests.models import Ask, AskStep, Message, Request, RequestStep
from network.requests.thread import RECEIVED_MESSAGES
from tenants.database import db
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
    """Page `number` of what others did after `at`, in as many questions whatever happened; `mine`
    leaves out what only waits for the house. Nobody is told of what they may not look at."""
    waiting = [] if mine else [ask.id for ask in lists.waiting_for_us(scope)]
    asks = and_(_seen(scope), or_(_answered_for(scope), Ask.id.in_(waiting)))
    told = union_all(*_told(scope, at, asks)).subquery()
    found = db.session.execute(
        select(told)
        .order_by(told.c.at.desc(), told.c.subject_id, told.c.kind)
        .offset((number - 1) * size)
        .limit(size + 1)
    ).all()
    rows = [Change(SubjectKind(one.subject), *one[1:]) for one in found[:size]]
    return ChangePage(rows, number, len(found) > size)


def _told(scope: Scope, at: datetime, asks: ColumnElement[bool]) -> list[Select[Any]]:
    mine = select(Ask.tenant_id, Ask.id, Ask.number).where(asks).cte("mine")
    door = RECEIVED_MESSAGES.c
    of_ask = SubjectKind.ASK
    return [
        _row(of_ask, mine.c.id, mine.c.number, AskStep.move, AskStep.by_name, AskStep.at)
        .join_from(mine, AskStep, and_(_in(mine, AskStep), AskStep.at > at))
        .where(AskStep.by_member_id != scope.member_id),
        _row(of_ask, mine.c.id, mine.c.number, MESSAGE, Message.by_name, Message.created_at)
        .join_from(mine, Message, and_(_in(mine, Message), Message.created_at > at))
        .where(Message.by_member_id != scope.member_id, Message.tenant_id == scope.tenant_id),
        _row(of_ask, mine.c.id, mine.c.number, MESSAGE, door.by_name, door.created_at)
        .join_from(mine, RECEIVED_MESSAGES, door.ask_id == mine.c.id)
        .where(door.created_at > at, door.by_member_id != scope.member_id),
        *_of_requests(scope, at),
        *_of_placements(scope, at),
        *_noted(scope, at, mine),
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


def _of_requests(scope: Scope, at: datetime) -> list[Select[Any]]:
    step = RequestStep
    return [
        _row(SubjectKind.REQUEST, Request.id, Request.number, step.move, step.by_name, step.at)
        .join_from(
            Request, step, and_(step.tenant_id == Request.tenant_id, step.request_id == Request.id)
        )
        .where(Request.tenant_id == scope.tenant_id, lists.answered_by(scope), step.at > at)
        .where(step.by_member_id != scope.member_id, step.move.not_in(TOLD_BY_ASK))
    ]


def _of_placements(scope: Scope, at: datetime) -> list[Select[Any]]:
    """Of the own house, and of where an own request has led."""
    step, stay = PlacementStep, Placement
    number = func.coalesce(func.nullif(stay.reference, ""), stay.number)
    ours = and_(stay.tenant_id == scope.tenant_id, _cared_for(scope))
    theirs = and_(stay.asker_id == scope.tenant_id, stay.ask_id.in_(_own_asks(scope)))
    told = or_(stay.ask_id.is_(None), step.move.not_in(TOLD_BY_ASK))
    steps = and_(step.tenant_id == stay.tenant_id, step.placement_id == stay.id)
    return [
        _row(SubjectKind.PLACEMENT, stay.id, named, step.move, step.by_name, step.at)
        .join_from(stay, step, steps)
        .where(side, told, step.at > at, step.by_member_id != scope.member_id)
        for side, named in ((ours, number), (theirs, stay.number))
    ]


def _noted(scope: Scope, at: datetime, mine: Any) -> list[Select[Any]]:
    """Notes of colleagues on any of these, and those of which they told the member."""
    us = scope.tenant_id
    own = select(Request.id).where(Request.tenant_id == us, lists.answered_by(scope))
    house = select(Placement.id).where(Placement.tenant_id == us, _cared_for(scope))
    placed = select(Placement.id).where(
        Placement.asker_id == us, Placement.ask_id.in_(_own_asks(scope))
    )
    about = or_(
        Note.told_id == scope.member_id,
        *(Note.subject_id.in_(ids) for ids in (select(mine.c.id), own, house, placed)),
    )
    note = Note
    return [
        _row(note.subject, note.subject_id, note.number, NOTE, note.by_name, note.created_at).where(
            note.tenant_id == us, note.by_member_id != scope.member_id, note.created_at > at, about
        )
    ]


def _own_asks(scope: Scope) -> Select[UUID]:
    """Asks of the requests for which the member answers."""
    own = select(Request.id).where(Request.tenant_id == scope.tenant_id, lists.answered_by(scope))
    return select(Ask.id).where(Ask.tenant_id == scope.tenant_id, Ask.request_id.in_(own))


def _seen(scope: Scope) -> ColumnElement[bool]:
    """Asks of those sides for which the member works."""
    received = Ask.recipient_id == scope.tenant_id
    sent = Ask.tenant_id == scope.tenant_id
    return or_(
        and_(received, literal(may(scope, Permission.ANSWER_ASKS))),
        and_(sent, literal(may(scope, Permission.WRITE_REQUESTS))),
    )


def _answered_for(scope: Scope) -> ColumnElement[bool]:
    received = and_(
        Ask.recipient_id == scope.tenant_id,
        or_(
            Ask.recipient_responsible_id == scope.member_id,
            Ask.recipient_deputy_id == scope.member_id,
        ),
    )
    return or_(received, Ask.id.in_(_own_asks(scope)))


def _cared_for(scope: Scope) -> ColumnElement[bool]:
    me = scope.member_id
    return or_(Placement.responsible_id == me, Placement.deputy_id == me)
