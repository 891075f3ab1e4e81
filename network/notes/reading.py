"""How far a member has read, and what they have not: messages of the other side while the ask
lives, and what colleagues noted. What is older than UNREAD_FOR counts as read, unless the member
is mentioned in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    DateTime,
    Executable,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert

from network.clocks.subjects import SubjectKind
from network.notes.models import Note, ReadMark
from network.notes.subjects import Matter
from network.notices import actions as notices
from network.placements.models import Placement
from network.requests import permitted
from network.requests.messages import Message
from network.requests.models import Ask, Request
from network.requests.thread import RECEIVED_MESSAGES
from tenants import clock
from tenants.database import db
from tenants.gaps import IDS, ME, US, filled
from tenants.roles import Permission, may
from tenants.scope import Scope

UNREAD_FOR = timedelta(days=30)
MOST = 25


@dataclass(frozen=True, slots=True)
class Unread:
    """How much a member has not read yet of what they answer for, by where it is looked at."""

    requests: int = 0
    asks: int = 0
    placements: int = 0

    @property
    def total(self) -> int:
        return self.requests + self.asks + self.placements


@dataclass(frozen=True, slots=True)
class Thread:
    """What the member has not read on one thing; `told` where a colleague mentions them in it."""

    subject: SubjectKind
    subject_id: UUID
    number: str
    count: int
    told: bool
    at: datetime

    @property
    def path(self) -> str:
        return f"/{self.subject}s/{self.subject_id}"


def marks(scope: Scope, subject_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """Up to when the member has read what stands on these things; none for what they never saw."""
    found = db.session.execute(_MARKS, filled(scope, ids=list(subject_ids)))
    return {subject_id: until for subject_id, until in found}


def mark(scope: Scope, matter: Matter, until: datetime) -> None:
    """The member has read everything on it up to that moment; marks never go back. Whoever was
    mentioned there has seen it, too."""
    told = insert(ReadMark).values(
        tenant_id=scope.tenant_id,
        member_id=scope.member_id,
        subject_id=matter.id,
        read_until=until,
    )
    db.session.execute(
        told.on_conflict_do_update(
            constraint="pk_read_marks",
            set_={"read_until": func.greatest(ReadMark.read_until, told.excluded.read_until)},
        )
    )
    notices.read_mentions(scope, matter.path)


def counts(scope: Scope, subject_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """How many entries on each of these things the member has not read."""
    return _counted(scope, _COUNTS, subject_ids)


def counts_of_requests(scope: Scope, request_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """The same for own requests, each with everything on its asks."""
    return _counted(scope, _COUNTS_OF_REQUESTS, request_ids)


def waiting(scope: Scope) -> Unread:
    """How much is unread of what the member answers for, what nobody of the house has taken on
    yet, and where they are mentioned."""
    return Unread(*db.session.execute(WAITING, gaps(scope)).one())


def threads(scope: Scope) -> list[Thread]:
    """The same by thread, the newest first; at most MOST."""
    found = db.session.execute(_THREADS, gaps(scope))
    return [Thread(SubjectKind(kind), *rest) for kind, *rest in found]


def gaps(scope: Scope, **others: object) -> dict[str, object]:
    """What fills the gaps of these statements."""
    return filled(
        scope,
        since=clock.now() - UNREAD_FOR,
        sees_house=may(scope, Permission.SEE_HOUSE),
        answers=permitted.receives(scope),
        **others,
    )


def _counted(scope: Scope, asked: Executable, ids: Collection[UUID]) -> Mapping[UUID, int]:
    found = db.session.execute(asked, gaps(scope, ids=list(ids))) if ids else ()
    return {one: count for one, count in found}


# Built once: how much is unread is told on every page.
_SINCE = bindparam("since", type_=DateTime(timezone=True))
_SEES_HOUSE, _ANSWERS = (bindparam(may_, type_=Boolean) for may_ in ("sees_house", "answers"))


def _entries() -> CompoundSelect[Any]:
    """What others have written since, with whom it told: messages through the reader's own door,
    as long as the ask lives, and notes."""
    nobody, door = literal(None, Uuid).label("told_id"), RECEIVED_MESSAGES.c
    sent = (
        select(Message.ask_id.label("subject_id"), Message.created_at.label("at"), nobody)
        .join(Ask, and_(Ask.tenant_id == Message.tenant_id, Ask.id == Message.ask_id))
        .where(Message.tenant_id == US, Message.by_tenant_id != US)
        .where(Message.created_at > _SINCE, Ask.ended_at.is_(None))
    )
    received = select(door.ask_id, door.created_at, nobody).where(
        door.recipient_id == US, door.by_tenant_id != US, door.created_at > _SINCE
    )
    noted = select(Note.subject_id, Note.created_at, Note.told_id).where(
        Note.tenant_id == US,
        Note.by_member_id != ME,
        or_(Note.created_at > _SINCE, Note.told_id == ME),
    )
    return union_all(sent, received, noted)


def _mine() -> ColumnElement[bool]:
    """What the member is responsible or deputy for, on the side on which it is looked at."""
    return or_(
        and_(
            Placement.tenant_id == US,
            _SEES_HOUSE,
            or_(
                Placement.responsible_id == ME,
                Placement.deputy_id == ME,
                Placement.responsible_id.is_(None),
            ),
        ),
        and_(
            Ask.recipient_id == US,
            Placement.id.is_(None),
            _ANSWERS,
            or_(
                Ask.recipient_responsible_id == ME,
                Ask.recipient_deputy_id == ME,
                Ask.recipient_responsible_id.is_(None),
            ),
        ),
        Request.responsible_id == ME,
        Request.deputy_id == ME,
    )


def _of_me(*told: Any) -> Select[Any]:
    request_id = func.coalesce(Ask.request_id, _NEW.c.subject_id)
    return (
        select(*told)
        .select_from(_NEW)
        .outerjoin(Placement, Placement.id == _NEW.c.subject_id)
        .outerjoin(Ask, Ask.id == func.coalesce(Placement.ask_id, _NEW.c.subject_id))
        .outerjoin(Request, and_(Request.tenant_id == US, Request.id == request_id))
        .where(or_(_NEW.c.told_id == ME, _mine()))
    )


def _threads() -> Select[Any]:
    newest = func.max(_NEW.c.at)
    # A message tells nobody in particular.
    told = func.coalesce(func.bool_or(_NEW.c.told_id == ME), literal(False))
    reference = func.coalesce(func.nullif(Placement.reference, ""), Placement.number)
    number = func.coalesce(reference, Ask.number, Request.number)
    return (
        _of_me(_KIND, _NEW.c.subject_id, number, func.count(), told, newest)
        .group_by(_KIND, _NEW.c.subject_id, number)
        .order_by(newest.desc())
        .limit(MOST)
    )


_MARKED = and_(ReadMark.tenant_id == US, ReadMark.member_id == ME)
_MARKS = select(ReadMark.subject_id, ReadMark.read_until).where(
    _MARKED, ReadMark.subject_id.in_(IDS)
)
_ENTRIES = _entries().subquery()
# Everything the member has not read: on what, and whom it told.
_NEW = (
    select(_ENTRIES.c.subject_id, _ENTRIES.c.told_id, _ENTRIES.c.at)
    .outerjoin(ReadMark, and_(_MARKED, ReadMark.subject_id == _ENTRIES.c.subject_id))
    .where(or_(ReadMark.read_until.is_(None), _ENTRIES.c.at > ReadMark.read_until))
    .cte("unread")
)
_COUNTS = (
    select(_NEW.c.subject_id, func.count())
    .where(_NEW.c.subject_id.in_(IDS))
    .group_by(_NEW.c.subject_id)
)
_ABOUT = func.coalesce(Ask.request_id, _NEW.c.subject_id)
_COUNTS_OF_REQUESTS = (
    select(_ABOUT, func.count())
    .select_from(_NEW)
    .outerjoin(Ask, and_(Ask.tenant_id == US, Ask.id == _NEW.c.subject_id))
    .where(_ABOUT.in_(IDS))
    .group_by(_ABOUT)
)
_KIND = case(
    (Placement.id.is_not(None), "placement"), (Ask.id.is_not(None), "ask"), else_="request"
)
# A received ask is looked at among the asks, a sent one with its request.
_WHERE = case(
    (Placement.id.is_not(None), "placement"), (Request.id.is_not(None), "request"), else_="ask"
)
WAITING = _of_me(
    *(
        func.count().filter(literal(where) == _WHERE).label(where)
        for where in ("request", "ask", "placement")
    )
)
"""One row: how much is unread of requests, asks and placements."""
_THREADS = _threads()
