"""What lies beside an ask, as its reader may see it: questions, the visit, the waiting list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column as C
from sqlalchemy import (
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    or_,
    select,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState, Due, of_subjects
from network.requests import spoken
from network.requests.beside import AskQuestion, Visit
from network.requests.lifecycle import AskState
from network.requests.models import Ask
from network.requests.thread import closed_to
from network.words.door import Words
from tenants.database import db
from tenants.gaps import ID, US
from tenants.scope import Scope

_views = MetaData()
RECEIVED_QUESTIONS = Table(
    "received_questions",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("topic", Text),
    C("body", LargeBinary),
    C("by_name", Text),
    C("created_at", DateTime(timezone=True)),
    C("answer", LargeBinary),
    C("answered_at", DateTime(timezone=True)),
    C("answered_by", Text),
)
WAITING_POSITIONS = Table(
    "waiting_positions",
    _views,
    C("tenant_id", Uuid),
    C("recipient_id", Uuid),
    C("ask_id", Uuid),
    C("position", Integer),
    C("waiting", Integer),
)
# What is due on an ask, the most pressing first.
PRESSING = (ClockKind.QUESTION, ClockKind.OFFER, ClockKind.REPLY, ClockKind.VISIT)
RUNNING = frozenset({ClockState.RUNNING, ClockState.MISSED, ClockState.PAUSED})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the home's, with the centre's answer if there is one."""

    id: UUID
    topic: str
    body: str
    by_name: str
    at: datetime
    answer: str | None
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where an ask stands on a group's waiting list, counted from one."""

    position: int
    waiting: int


def questions(scope: Scope, ask: Ask) -> list[Asked]:
    """The questions of an ask, oldest first, each side through its own door; to the home only
    while the ask lives."""
    own = ask.tenant_id == scope.tenant_id
    found = db.session.execute(_QUESTIONS[own], {"asker": ask.tenant_id, "id": ask.id}).all()
    return [_asked(spoken.on_ask(scope, ask), row) for row in found]


def _asked(words: Words, row: Row[Any]) -> Asked:
    body = words.open(row.body, "ask_questions", "body", row.id)
    answer = words.open(row.answer, "ask_questions", "answer", row.id) or None
    by = (row.by_name, row.created_at)
    return Asked(row.id, row.topic, body, *by, answer, row.answered_at, row.answered_by)


def visit(scope: Scope, ask: Ask) -> Visit | None:
    """The last visit that was arranged, whatever became of it; to the home while the ask lives."""
    if closed_to(scope, ask):
        return None
    return db.session.scalar(_VISIT, {"asker": ask.tenant_id, "id": ask.id})


def wish_words(scope: Scope, ask: Ask, of: Visit | None) -> str:
    """What the young person said of that visit, in their own words."""
    if of is None or of.wish_words is None:
        return ""
    return spoken.on_ask(scope, ask).of(of, "wish_words")


def position(scope: Scope, ask: Ask) -> Position | None:
    """Where the ask stands on the waiting list; None if it is on none."""
    if ask.state != AskState.WAITLISTED:
        return None
    found = db.session.execute(_POSITION, {"us": scope.tenant_id, "id": ask.id}).first()
    return None if found is None else Position(*found)


def dues(scope: Scope, asks: Iterable[Ask]) -> dict[UUID, Due]:
    """What is due on each ask, by its id: the most pressing of what runs or stands still."""
    found = of_subjects(scope, [ask.id for ask in asks])
    return {ask_id: due for ask_id, all_ in found.items() if (due := pressing(all_))}


def pressing(dues_: Sequence[Due]) -> Due | None:
    """The most pressing of all that is due on an ask."""
    open_ = [due for due in dues_ if due.state in RUNNING and due.clock.kind in PRESSING]
    return min(open_, key=lambda due: PRESSING.index(ClockKind(due.clock.kind)), default=None)


def _questions(door: ReadOnlyColumnCollection[str, Any]) -> Select[Any]:
    said = (door.topic, door.body, door.by_name, door.created_at)
    return (
        select(door.id, *said, door.answer, door.answered_at, door.answered_by)
        .where(door.tenant_id == _ASKER, door.ask_id == ID)
        .order_by(door.created_at, door.id)
    )


# Built once, for the pages of asks.
_ASKER = bindparam("asker", type_=Uuid)
_QUESTIONS = {True: _questions(AskQuestion.__table__.c), False: _questions(RECEIVED_QUESTIONS.c)}
_VISIT = (
    select(Visit)
    .where(Visit.tenant_id == _ASKER, Visit.ask_id == ID)
    .order_by(Visit.id.desc())
    .limit(1)
)
_POSITION = select(WAITING_POSITIONS.c.position, WAITING_POSITIONS.c.waiting).where(
    WAITING_POSITIONS.c.ask_id == ID,
    or_(WAITING_POSITIONS.c.tenant_id == US, WAITING_POSITIONS.c.recipient_id == US),
)
