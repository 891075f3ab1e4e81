"""How far a member has read, and what they have not: messages of the other side while the ask
lives, and what colleagues noted. What is older than UNREAD_FOR counts as read, unless the member
is mentioned in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    Uuid,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from network.clocks.subjects import SubjectKind
from network.notes.models import Note, ReadMark
from network.notes.subjects import Matter
from network.notices import actions as notices
from network.placements.models import Placement
from network.requests.models import Ask, Message, Request
from network.requests.thread import RECEIVED_MESSAGES
from tenants import clock
from tenants.database import db
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


# A received ask is looked at among the asks, a sent one with its request.
_SENT = Request.id.is_not(None)
_KIND = case(
    (Placement.id.is_not(None), "placement"), (Ask.id.is_not(None), "ask"), else_="request"
)
_WHERE = case((Placement.id.is_not(None), "placement"), (_SENT, "request"), else_="ask")
_REFERENCE = func.coalesce(func.nullif(Placement.reference, ""), Placement.number)


def marks(scope: Scope, subject_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """Up to when the member has read what stands on these things; none for what they never saw."""
    found = db.session.execute(
        select(ReadMark.subject_id, ReadMark.read_until).where(
            ReadMark.tenant_id == scope.tenant_id,
            ReadMark.member_id == scope.member_id,
            ReadMark.subject_id.in_(list(subject_ids)),
        )
    )
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
    if not subject_ids:
        return {}
    new = _unread(scope)
    found = db.session.execute(
        select(new.c.subject_id, func.count())
        .where(new.c.subject_id.in_(list(subject_ids)))
        .group_by(new.c.subject_id)
    )
    return {subject_id: count for subject_id, count in found}


def counts_of_requests(scope: Scope, request_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """The same for own requests, each with everything on its asks."""
    if not request_ids:
        return {}
    new = _unread(scope)
    about = func.coalesce(Ask.request_id, new.c.subject_id)
    found = db.session.execute(
        select(about, func.count())
        .select_from(new)
        .outerjoin(Ask, and_(Ask.tenant_id == scope.tenant_id, Ask.id == new.c.subject_id))
        .where(about.in_(list(request_ids)))
        .group_by(about)
    )
    return {request_id: count for request_id, count in found}


def waiting(scope: Scope) -> Unread:
    """How much is unread of what the member answers for, what nobody of the house has taken on
    yet, and where they are mentioned."""
    new = _unread(scope)
    found = db.session.execute(_of_me(scope, new, _WHERE, func.count()).group_by(_WHERE))
    return Unread(**{f"{kind}s": count for kind, count in found})


def threads(scope: Scope) -> list[Thread]:
    """The same by thread, the newest first; at most MOST."""
    new = _unread(scope)
    newest, told = func.max(new.c.at), func.bool_or(new.c.told_id == scope.member_id)
    number = func.coalesce(_REFERENCE, Ask.number, Request.number)
    found = db.session.execute(
        _of_me(scope, new, _KIND, new.c.subject_id, number, func.count(), told, newest)
        .group_by(_KIND, new.c.subject_id, number)
        .order_by(newest.desc())
        .limit(MOST)
    )
    return [Thread(SubjectKind(kind), *rest) for kind, *rest in found]


def _of_me(scope: Scope, new: CTE, *told: Any) -> Select[Any]:
    request_id = func.coalesce(Ask.request_id, new.c.subject_id)
    return (
        select(*told)
        .select_from(new)
        .outerjoin(Placement, Placement.id == new.c.subject_id)
        .outerjoin(Ask, Ask.id == func.coalesce(Placement.ask_id, new.c.subject_id))
        .outerjoin(Request, and_(Request.tenant_id == scope.tenant_id, Request.id == request_id))
        .where(or_(new.c.told_id == scope.member_id, _mine(scope)))
    )


def _mine(scope: Scope) -> ColumnElement[bool]:
    """What the member is responsible or deputy for, on the side on which it is looked at."""
    me, us = scope.member_id, scope.tenant_id
    return or_(
        and_(
            Placement.tenant_id == us,
            literal(may(scope, Permission.SEE_HOUSE)),
            or_(
                Placement.responsible_id == me,
                Placement.deputy_id == me,
                Placement.responsible_id.is_(None),
            ),
        ),
        and_(
            Ask.recipient_id == us,
            Placement.id.is_(None),
            literal(may(scope, Permission.ANSWER_ASKS)),
            or_(
                Ask.recipient_responsible_id == me,
                Ask.recipient_deputy_id == me,
                Ask.recipient_responsible_id.is_(None),
            ),
        ),
        Request.responsible_id == me,
        Request.deputy_id == me,
    )


def _unread(scope: Scope) -> CTE:
    """Everything the member has not read: on what, and whom it told."""
    all_ = _entries(scope, clock.now() - UNREAD_FOR).subquery()
    return (
        select(all_.c.subject_id, all_.c.told_id, all_.c.at)
        .outerjoin(ReadMark, _mark_of(scope, all_.c.subject_id))
        .where(or_(ReadMark.read_until.is_(None), all_.c.at > ReadMark.read_until))
        .cte("unread")
    )


def _entries(scope: Scope, since: datetime) -> CompoundSelect[Any]:
    """What others have written since, with whom it told: messages through the reader's own door,
    as long as the ask lives, and notes."""
    us, nobody, door = scope.tenant_id, literal(None, Uuid).label("told_id"), RECEIVED_MESSAGES.c
    sent = (
        select(Message.ask_id.label("subject_id"), Message.created_at.label("at"), nobody)
        .join(Ask, and_(Ask.tenant_id == Message.tenant_id, Ask.id == Message.ask_id))
        .where(Message.tenant_id == us, Message.by_tenant_id != us)
        .where(Message.created_at > since, Ask.ended_at.is_(None))
    )
    received = select(door.ask_id, door.created_at, nobody).where(
        door.recipient_id == us, door.by_tenant_id != us, door.created_at > since
    )
    told_me = Note.told_id == scope.member_id
    noted = select(Note.subject_id, Note.created_at, Note.told_id).where(
        Note.tenant_id == us,
        Note.by_member_id != scope.member_id,
        or_(Note.created_at > since, told_me),
    )
    return union_all(sent, received, noted)


def _mark_of(
    scope: Scope, subject_id: ColumnElement[UUID] | InstrumentedAttribute[UUID]
) -> ColumnElement[bool]:
    return and_(
        ReadMark.tenant_id == scope.tenant_id,
        ReadMark.member_id == scope.member_id,
        ReadMark.subject_id == subject_id,
    )
