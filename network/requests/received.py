"""What a home sees of a file: only what the database shows it now, and each first look is kept."""

from collections.abc import Mapping, Sequence
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
    Table,
    Text,
    Uuid,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from network.consent.kinds import Basis, Category
from network.documents.kinds import DocumentKind
from network.records import door
from network.records.door import Lent, Values
from network.requests import ladder, permitted, queries, tracing
from network.requests.frozen import place
from network.requests.models import Ask
from network.requests.shares import DocumentOpening, PartSighting
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.roles import require
from tenants.scope import Scope

_views = MetaData()
RECEIVED_PARTS = Table(
    "received_parts",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("person_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("level", Integer),
    C("category", Text),
    C("sealed", LargeBinary),
    C("created_at", DateTime(timezone=True)),
    C("by_name", Text),
    C("basis", Text),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
    C("seen_at", DateTime(timezone=True)),
)
STOP_USE = "stop_use"
STOPPED_PARTS = Table(
    "stopped_parts",
    _views,
    C("tenant_id", Uuid),
    C("part_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("category", Text),
    C("seen_at", DateTime(timezone=True)),
    C("seen_by", Text),
)
STOPPED_DOCUMENTS = Table(
    "stopped_documents",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("shared_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("kind", Text),
)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One category of a file, as it was frozen for its reader, and why it may be read."""

    id: UUID
    category: Category
    basis: Basis
    values: Values
    shown_at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a home sees of a file now, and what it does not: silence is not absence. What
    documents it sees is told by `given`."""

    parts: Sequence[ShownPart]
    withheld: Sequence[Category]


def file_of(scope: Scope, ask: Ask) -> Received:
    """What the home sees of the file behind an ask. Its first look at each part is kept, every one
    stands in the trail. Nothing of it where the ask has ended or no basis covers it.

    Raises NotAllowed for whoever of the home does not answer asks.
    """
    if ask.recipient_id == scope.tenant_id:
        require(scope, permitted.on_ask(scope, ask))
    view = RECEIVED_PARTS.c
    rows = db.session.execute(
        select(RECEIVED_PARTS)
        .where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
        .order_by(view.level, view.category)
    ).all()
    parts = [_opened(row) for row in rows]
    for basis in dict.fromkeys(part.basis for part in parts):
        tracing.read_file(scope, ask, basis, [p.category for p in parts if p.basis is basis])
    if new := [part for part, row in zip(parts, rows, strict=True) if row.seen_at is None]:
        _seen(scope, ask, new)
    order = {category: at for at, category in enumerate(ladder.EVERY_PART)}
    parts.sort(key=lambda part: order[part.category])
    withheld = ladder.withheld([part.category for part in parts])
    return Received([one for one in parts if one.category is not Category.DOCUMENTS], withheld)


def to_stop(scope: Scope, ask: Ask) -> Sequence[Category]:
    """What the home has seen of the file and may use no more, as long as it has not said that it
    does not."""
    view = STOPPED_PARTS.c
    found = db.session.scalars(
        select(view.category)
        .where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
        .distinct()
    ).all()
    return [category for category in ladder.EVERY_PART if category in found]


def documents_to_stop(scope: Scope, ask: Ask) -> Sequence[DocumentKind]:
    """Of which kinds are the documents that the home has opened and that were closed alone, as
    long as it has not said that it uses them no more."""
    view = STOPPED_DOCUMENTS.c
    found = db.session.scalars(
        select(view.kind)
        .where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
        .distinct()
    ).all()
    return [kind for kind in DocumentKind if kind in found]


def all_to_stop(scope: Scope) -> dict[Ask, list[UUID]]:
    """Every ask of which the home has seen something that it may use no more and has not said so
    of yet, with what that is."""
    found: dict[Ask, list[UUID]] = {}
    for view, what in (
        (STOPPED_PARTS.c, STOPPED_PARTS.c.part_id),
        (STOPPED_DOCUMENTS.c, STOPPED_DOCUMENTS.c.shared_id),
    ):
        rows = db.session.execute(
            select(Ask, what)
            .join(Ask, (Ask.tenant_id == view.tenant_id) & (Ask.id == view.ask_id))
            .where(view.recipient_id == scope.tenant_id, Ask.recipient_id == scope.tenant_id)
        )
        for ask, id_ in rows:
            found.setdefault(ask, []).append(id_)
    return found


def confirm_stop(scope: Scope, ask_id: UUID) -> Ask:
    """The home says that it uses no more what was closed to it, and keeps no copy.

    Raises NotFound, NotAllowed, Conflict where there is nothing to say that of.
    """
    ask = queries.get_ask(scope, ask_id)
    if ask.recipient_id != scope.tenant_id:
        raise NotFound(N_("There is no such ask."))
    require(scope, permitted.on_ask(scope, ask))
    said = {"stopped_at": clock.now(), "stopped_by": scope.member_name}
    if not _stopped_parts(scope, ask, said) + _stopped_documents(scope, ask, said):
        raise Conflict(N_("There is nothing of it that you would have to stop using."))
    tracing.decided(scope, ask, "stop_use")
    return ask


def _stopped_parts(scope: Scope, ask: Ask, said: Mapping[str, object]) -> int:
    """How many parts the home uses no more."""
    view = STOPPED_PARTS.c
    ids = db.session.scalars(
        select(view.part_id).where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
    ).all()
    db.session.execute(
        update(PartSighting)
        .where(PartSighting.recipient_id == scope.tenant_id, PartSighting.part_id.in_(ids))
        .values(said)
    )
    return len(ids)


def _stopped_documents(scope: Scope, ask: Ask, said: Mapping[str, object]) -> int:
    """The same of documents that were closed alone."""
    view, opening = STOPPED_DOCUMENTS.c, DocumentOpening
    ids = db.session.scalars(
        select(view.id).where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
    ).all()
    db.session.execute(
        update(opening)
        .where(opening.recipient_id == scope.tenant_id, opening.id.in_(ids))
        .values(said)
    )
    return len(ids)


def _opened(row: Row[Any]) -> ShownPart:
    lent = Lent(
        row.tenant_id,
        row.person_id,
        row.sealed,
        row.person_key,
        row.tenant_key,
        row.master_number,
    )
    category = Category(row.category)
    said = door.received(lent, place(row.tenant_id, row.id))
    return ShownPart(
        row.id,
        category,
        Basis(row.basis),
        door.typed(category, said) if said else said,
        row.created_at,
        row.by_name,
    )


def _seen(scope: Scope, ask: Ask, parts: Sequence[ShownPart]) -> None:
    """A first look is kept for the owner, so that it can say later what was seen."""
    rows = [
        {
            "tenant_id": ask.tenant_id,
            "part_id": part.id,
            "ask_id": ask.id,
            "recipient_id": scope.tenant_id,
            "category": part.category.value,
            "seen_at": clock.now(),
            "seen_by": scope.member_name,
            "stopped_by": "",
        }
        for part in parts
    ]
    # Like the trail, this belongs to reading itself: a page that only reads ends with a commit.
    db.session.connection().execute(insert(PartSighting).values(rows).on_conflict_do_nothing())
