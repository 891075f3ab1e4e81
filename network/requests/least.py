"""Why a place is asked for although there are milder programmes: answered before the first ask.

Least restrictive first (product, promise 5): before any list of places stands the offer of
programmes without placement, and whoever asks for a place all the same says why. Answers are only
ever added, and stay in the house; the coordination reads how many there are of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKeyConstraint, Index, LargeBinary, Uuid, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from network.requests.models import Ask, Request
from network.words import door
from tenants.database import Base, TenantOwned, db, new_id
from tenants.errors import N_, Invalid
from tenants.gaps import ID, US, filled
from tenants.scope import Scope

MOST_SHOWN = 5
FIELDS = ("why_not", "why_not_words", "why_not_shown")


class WhyNot(StrEnum):
    """Why no programme without placement will do."""

    TRIED_BEFORE = "tried_before"
    NO_FIT = "no_fit"
    NONE_FREE = "none_free"
    TOO_FAR = "too_far"
    SAFETY = "safety"
    COURT_ORDER = "court_order"
    PARENTS_REFUSE = "parents_refuse"
    YOUNG_PERSON_REFUSES = "young_person_refuses"
    ASKED_BESIDE = "asked_beside"
    URGENT_CRISIS = "urgent_crisis"


class WhyNotMissing(Invalid):
    """Nobody has said yet why no programme will do."""

    code = "why_not_missing"


class LeastAnswer(TenantOwned, Base):
    """One answer to "why not a programme?". Its own tenant's only; `shown` are the programmes that
    were offered to whoever answered, by id."""

    __tablename__ = "least_answers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "request_id"], ["requests.tenant_id", "requests.id"]),
        ForeignKeyConstraint(["tenant_id", "by_member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_least_answers_tenant_id_request_id", "tenant_id", "request_id"),
    )

    request_id: Mapped[UUID]
    code: Mapped[str]
    shown: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers, with or without words of their own."""

    why_not: WhyNot
    words: str = ""
    shown: Sequence[UUID] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as its house reads it."""

    why_not: WhyNot
    words: str
    shown: Sequence[UUID]
    by_name: str
    at: datetime


def taken(values: dict[str, Any]) -> Said | None:
    """The answer among the values of a request or of an ask, which go without it from then on."""
    code, words, shown = (values.pop(name, None) for name in FIELDS)
    return Said(WhyNot(str(code)), str(words or ""), tuple(shown or ())) if code else None


def keep(scope: Scope, request: Request, said: Said | None) -> None:
    """Write the answer down, if there is one. Raises Invalid for more programmes than are shown."""
    if said is None:
        return
    if len(said.shown) > MOST_SHOWN:
        raise Invalid(N_("At most %(most)s, please."), "why_not_shown", most=MOST_SHOWN)
    answer = LeastAnswer(
        tenant_id=scope.tenant_id,
        id=new_id(),
        request_id=request.id,
        code=said.why_not.value,
        shown=list(said.shown),
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    door.begin(scope, request.id).put(answer, "words", said.words.strip())
    db.session.add(answer)
    db.session.flush()


def require_answer(scope: Scope, request: Request) -> None:
    """Raises WhyNotMissing before the first ask for a place, unless somebody has said why."""
    if not is_answered(scope, request.id):
        raise WhyNotMissing(N_("Say first why no programme without placement will do."), "why_not")


def is_answered(scope: Scope, request_id: UUID) -> bool:
    """Whether a place may be asked for: it was answered, or one was asked for already."""
    return bool(db.session.scalar(_ANSWERED, filled(scope, id=request_id)))


def answers_of(scope: Scope, request_id: UUID) -> list[Answered]:
    """What was answered on an own request, the newest first."""
    found = db.session.scalars(_OF_REQUEST, filled(scope, id=request_id)).all()
    if not found:
        return []
    words = door.about(scope, request_id)
    return [
        Answered(WhyNot(one.code), words.of(one, "words"), one.shown, one.by_name, one.created_at)
        for one in found
    ]


_OF_REQUEST = (
    select(LeastAnswer)
    .where(LeastAnswer.tenant_id == US, LeastAnswer.request_id == ID)
    .order_by(LeastAnswer.id.desc())
)
_ANSWERED = select(
    exists().where(LeastAnswer.tenant_id == US, LeastAnswer.request_id == ID)
    | exists().where(Ask.tenant_id == US, Ask.request_id == ID, Ask.group_id.is_not(None))
)
