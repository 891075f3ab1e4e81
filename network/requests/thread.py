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
    MetaData,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    select,
)
from sqlalchemy import Column as C
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from network.requests import sent, tracing
from network.requests.models import Ask, AskStep, Disclosure, Message
from network.requests.sent import SentPaper
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, US, filled
from tenants.scope import Scope

_views = MetaData()
RECEIVED_MESSAGES = Table(
    "received_messages",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("body", Text),
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
    found = db.session.execute(_MESSAGES[own], {"asker": ask.tenant_id, "id": ask.id})
    papers = sent.of_ask(scope, ask)
    return [
        Said(
            row.id, row.created_at, row.by_name, row.by_tenant_id, row.body, papers.get(row.id, ())
        )
        for row in found
    ]


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
    events = sorted([*_steps(ask), *_messages(scope, ask)], key=lambda event: event.at)
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
    """What the home sees of the request, all levels together, as it was frozen.

    To the asking side: what it disclosed, also after the end. To the home: raises NotFound once
    the ask has ended, with the words for an ask that never was.
    """
    found = _own_disclosures(scope, ask) if ask.tenant_id == scope.tenant_id else _received(ask)
    if not found:
        raise NotFound(N_("There is no such ask."))
    tracing.read(scope, ask)
    return {name: value for level in found for name, value in level.items()}


def _own_disclosures(scope: Scope, ask: Ask) -> Sequence[dict[str, Any]]:
    return db.session.scalars(_DISCLOSED, filled(scope, id=ask.id)).all()


def _received(ask: Ask) -> Sequence[dict[str, Any]]:
    return db.session.scalars(_RECEIVED, {"us": ask.recipient_id, "id": ask.id}).all()


def _steps(ask: Ask) -> list[Event]:
    found = db.session.execute(_STEPS, {"asker": ask.tenant_id, "id": ask.id})
    return [Event(*each) for each in found]


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
    select(
        *(AskStep.at, AskStep.move, AskStep.by_name, AskStep.by_tenant_id),
        *(AskStep.note, AskStep.reason, AskStep.after),
    )
    .where(AskStep.tenant_id == _ASKER, AskStep.ask_id == ID)
    .order_by(AskStep.id)
)
_DISCLOSED = (
    select(Disclosure.content)
    .where(Disclosure.tenant_id == US, Disclosure.ask_id == ID)
    .order_by(Disclosure.level, Disclosure.created_at)
)
_RECEIVED = (
    select(RECEIVED_DISCLOSURES.c.content)
    .where(RECEIVED_DISCLOSURES.c.recipient_id == US, RECEIVED_DISCLOSURES.c.ask_id == ID)
    .order_by(RECEIVED_DISCLOSURES.c.level, RECEIVED_DISCLOSURES.c.created_at)
)
