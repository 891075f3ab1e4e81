"""What lies beside an ask, as its reader may see it: questions, the visit, the waiting list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column as C
from sqlalchemy import DateTime, Integer, MetaData, Table, Text, Uuid, or_, select

from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState, Due, of_subjects
from network.requests.beside import AskQuestion, Visit
from network.requests.models import Ask
from network.requests.thread import closed_to
from tenants.database import db
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
    C("body", Text),
    C("by_name", Text),
    C("created_at", DateTime(timezone=True)),
    C("answer", Text),
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
    door = AskQuestion.__table__.c if own else RECEIVED_QUESTIONS.c
    found = db.session.execute(
        select(
            door.id,
            door.topic,
            door.body,
            door.by_name,
            door.created_at,
            door.answer,
            door.answered_at,
            door.answered_by,
        )
        .where(door.tenant_id == ask.tenant_id, door.ask_id == ask.id)
        .order_by(door.created_at, door.id)
    )
    return [Asked(*each) for each in found]


def visit(scope: Scope, ask: Ask) -> Visit | None:
    """The last visit that was arranged, whatever became of it; to the home while the ask lives."""
    if closed_to(scope, ask):
        return None
    return db.session.scalar(
        select(Visit)
        .where(Visit.tenant_id == ask.tenant_id, Visit.ask_id == ask.id)
        .order_by(Visit.id.desc())
        .limit(1)
    )


def position(scope: Scope, ask: Ask) -> Position | None:
    """Where the ask stands on the waiting list; None if it is on none."""
    view = WAITING_POSITIONS.c
    found = db.session.execute(
        select(view.position, view.waiting).where(
            view.ask_id == ask.id,
            or_(view.tenant_id == scope.tenant_id, view.recipient_id == scope.tenant_id),
        )
    ).first()
    return None if found is None else Position(*found)


def dues(scope: Scope, asks: Iterable[Ask]) -> dict[UUID, Due]:
    """What is due on each ask, by its id: the most pressing of what runs or stands still."""
    found = of_subjects(scope, [ask.id for ask in asks])
    return {ask_id: due for ask_id, all_ in found.items() if (due := _pressing(all_))}


def _pressing(dues_: Sequence[Due]) -> Due | None:
    open_ = [due for due in dues_ if due.state in RUNNING and due.clock.kind in PRESSING]
    return min(open_, key=lambda due: PRESSING.index(ClockKind(due.clock.kind)), default=None)
