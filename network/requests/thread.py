"""What happened between the two sides of an ask: its steps and its messages, and what of the
request the reader may see. Each side reads through its own door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
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
    select,
)
from sqlalchemy import Column as C
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from network.consent.kinds import Basis
from network.requests import sent, spoken, tracing
from network.requests.models import Ask, AskStep, Disclosure, Message
from network.requests.sent import SentPaper
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, US, filled
from tenants.scope import Scope

PROFILE_WORDS = ("risks", "own_words")
SHOWN = ("id", "level", "content", "words", "basis")  # of a disclosure
_views = MetaData()
RECEIVED_MESSAGES = Table(
    "received_messages",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("body", LargeBinary),
    C("by_tenant_id", Uuid),
    C("by_member_id", Uuid),
    C("by_name", Text),
    C("created_at", DateTime(timezone=True)),
)
RECEIVED_DISCLOSURES = Table(
    "received_disclosures",
    _views,
    C("tenant_id", Uuid),
    C("recipient_id", Uuid),
    C("ask_id", Uuid),
    C("level", Integer),
    C("content", JSON),
    C("created_at", DateTime(timezone=True)),
    C("id", Uuid),
    C("words", LargeBinary),
    C("basis", Text),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline: a move of the ask, or a message."""

    at: datetime
    kind: str  # "message", or the move
    by_name: str
    by_tenant_id: UUID
    text: str = ""
    reason: str = ""
    after: str = ""
    papers: Sequence[SentPaper] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A message between the two sides."""

    id: UUID
    at: datetime
    by_name: str
    by_tenant_id: UUID
    body: str
    papers: Sequence[SentPaper] = ()


def messages(scope: Scope, ask: Ask) -> list[Said]:
    """The messages of an ask, oldest first, each side through its own door.

    To the home: raises NotFound once the ask has ended, with the words for an ask that never was.
    """
    if closed_to(scope, ask):
        raise NotFound(N_("There is no such ask."))
    own = ask.tenant_id == scope.tenant_id
    found = db.session.execute(_MESSAGES[own], {"asker": ask.tenant_id, "id": ask.id}).all()
    papers = sent.of_ask(scope, ask)
    return [_said(scope, ask, row, papers.get(row.id, ())) for row in found]


def _said(scope: Scope, ask: Ask, row: Row[Any], papers: Sequence[SentPaper]) -> Said:
    body = spoken.on_ask(scope, ask).open(row.body, "messages", "body", row.id)
    return Said(row.id, row.created_at, row.by_name, row.by_tenant_id, body, papers)


def closed_to(scope: Scope, ask: Ask) -> bool:
    """Whether the reader is the home and the ask has ended: then only a tombstone is left."""
    return ask.tenant_id != scope.tenant_id and ask.ended_at is not None


def message(scope: Scope, ask: Ask, message_id: UUID) -> Said:
    """One of them. Raises NotFound for any other, and where the thread is closed to the reader."""
    for said in messages(scope, ask):
        if said.id == message_id:
            return said
    raise NotFound(N_("There is no such message."))


def timeline(scope: Scope, ask: Ask) -> list[Event]:
    """Everything between the two sides, newest first. The messages only while the ask lives,
    where the reader is the home."""
    events = sorted([*_steps(scope, ask), *_messages(scope, ask)], key=lambda event: event.at)
    return events[::-1]  # turned round only now: of one moment, too, the later stands first


def step_of(scope: Scope, ask: Ask, step_id: int) -> AskStep:
    """One step of an ask, as either side sees it. Raises NotFound for any other."""
    found = db.session.get(AskStep, (ask.tenant_id, step_id))
    if found is None or found.ask_id != ask.id or scope.tenant_id not in _sides(ask):
        raise NotFound(N_("There is no such ask."))
    return found


def _sides(ask: Ask) -> tuple[UUID, UUID]:
    return ask.tenant_id, ask.recipient_id


def disclosed(scope: Scope, ask: Ask) -> dict[str, Any]:
    """What the home sees of the request, all levels together, as it was frozen, and on which legal
    `basis`: that of the highest level.

    To the asking side: what it disclosed, also after the end. To the home: raises NotFound once
    the ask has ended, with the words for an ask that never was.
    """
    found = _levels(scope, ask)
    tracing.read(scope, ask, Basis(found[-1].basis))
    return {name: value for row in found for name, value in _told(scope, ask, row).items()}


def urgency(scope: Scope, ask: Ask) -> str:
    """How urgent it is, as it was disclosed: by it is chosen how and when people are told. No
    person reads anything by that, and no look stands in the trail. Raises NotFound as above."""
    return next(
        str(row.content["urgency"]) for row in _levels(scope, ask) if "urgency" in row.content
    )


def _levels(scope: Scope, ask: Ask) -> Sequence[Row[Any]]:
    own = ask.tenant_id == scope.tenant_id
    found = db.session.execute(_DISCLOSED if own else _RECEIVED, filled(scope, id=ask.id)).all()
    if not found:
        raise NotFound(N_("There is no such ask."))
    return found


def _told(scope: Scope, ask: Ask, row: Row[Any]) -> dict[str, Any]:
    """One level: its fields, and its words; of the profile the words stand there, if only empty."""
    if row.words is None:
        said: dict[str, str] = {}
    else:
        said = spoken.on_ask(scope, ask).open_several(row.words, "disclosures", row.id)
    blank = dict.fromkeys(PROFILE_WORDS, "") if row.level else {}
    return {**row.content, **blank, **said, "basis": row.basis}


def _steps(scope: Scope, ask: Ask) -> list[Event]:
    found = db.session.scalars(_STEPS, {"asker": ask.tenant_id, "id": ask.id})
    return [_event(scope, ask, step) for step in found]


def _event(scope: Scope, ask: Ask, step: AskStep) -> Event:
    said = spoken.note(spoken.on_ask(scope, ask), step) if step.note else ""
    by = (step.by_name, step.by_tenant_id)
    return Event(step.at, step.move, *by, said, step.reason, step.after)


def _messages(scope: Scope, ask: Ask) -> list[Event]:
    if closed_to(scope, ask):
        return []
    return [
        Event(said.at, "message", said.by_name, said.by_tenant_id, said.body, papers=said.papers)
        for said in messages(scope, ask)
    ]


def _written(door: ReadOnlyColumnCollection[str, Any]) -> Select[Any]:
    return (
        select(door.id, door.created_at, door.by_name, door.by_tenant_id, door.body)
        .where(door.tenant_id == _ASKER, door.ask_id == ID)
        .order_by(door.created_at, door.id)
    )


# Built once, for the pages of asks.
_ASKER = bindparam("asker", type_=Uuid)
_MESSAGES = {True: _written(Message.__table__.c), False: _written(RECEIVED_MESSAGES.c)}
_STEPS = (
    select(AskStep).where(AskStep.tenant_id == _ASKER, AskStep.ask_id == ID).order_by(AskStep.id)
)
_DISCLOSED = (
    select(*(getattr(Disclosure, name) for name in SHOWN))
    .where(Disclosure.tenant_id == US, Disclosure.ask_id == ID)
    .order_by(Disclosure.level, Disclosure.created_at)
)
_RECEIVED = (
    select(*(RECEIVED_DISCLOSURES.c[name] for name in SHOWN))
    .where(RECEIVED_DISCLOSURES.c.recipient_id == US, RECEIVED_DISCLOSURES.c.ask_id == ID)
    .order_by(RECEIVED_DISCLOSURES.c.level, RECEIVED_DISCLOSURES.c.created_at)
)
