"""What somebody who is followed asks for on a page of their own: to be called, or to stop. The home
hears of it at once, and it is due until somebody was in touch, has answered, or has ended it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, select, text
from sqlalchemy.orm import Mapped, mapped_column

from network.aftercare import queries
from network.aftercare.models import Aftercare
from network.aftercare.moves import enter, of_aftercare
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.words import door
from tenants import clock
from tenants.database import Base, TenantOwned, db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

SHOWN = 10


class CareWish(StrEnum):
    """What is asked for."""

    CALL = "call"
    STOP = "stop"


class Settled(StrEnum):
    """How it was settled."""

    CONTACT = "contact"
    ANSWERED = "answered"
    ENDED = "ended"


class AftercareWish(TenantOwned, Base):
    """One wish; `words` and `answer` are sealed under the key of the stay. The home's own, and read
    on the page of whoever wished. One of a kind is open at a time."""

    __tablename__ = "aftercare_wishes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
        Index(
            "uq_aftercare_wishes_open",
            "tenant_id",
            "aftercare_id",
            "kind",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_aftercare_wishes_aftercare", "tenant_id", "aftercare_id", "id"),
    )

    aftercare_id: Mapped[UUID]
    kind: Mapped[str]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    settled: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


def wish(scope: Scope, found: Aftercare, kind: CareWish, words: str = "") -> AftercareWish:
    """Keep what somebody asks for; the caller has locked the aftercare and tells who answers for
    it. Raises WordsErased, Conflict where the same waits already."""
    if any(one.kind == kind for one in waiting(scope, found.id)):
        raise Conflict(N_("We have what you wrote and will answer. Please wait for it."))
    made = AftercareWish(
        tenant_id=scope.tenant_id, id=new_id(), aftercare_id=found.id, kind=kind.value
    )
    if words.strip():
        door.begin(scope, found.placement_id).put(made, "words", words.strip())
    db.session.add(made)
    db.session.flush()
    clocks.start(scope, ClockKind.AFTERCARE_WISH, of_aftercare(found))
    return made


def answer_wish(scope: Scope, aftercare_id: UUID, *, words: str) -> None:
    """Answer what somebody wished for; it stands on their page. Raises NotFound, NotAllowed,
    Invalid, Conflict where nothing waits, WordsErased."""
    found = queries.lock(scope, aftercare_id)
    require(scope, Permission.GIVE_AFTERCARE)
    if not words.strip():
        raise Invalid(N_("Write a few words."), "words")
    if not (open_ones := waiting(scope, found.id)):
        raise Conflict(N_("Nothing waits for an answer."))
    key = door.begin(scope, found.placement_id)
    for one in open_ones:
        key.put(one, "answer", words.strip())
    settle(scope, found, Settled.ANSWERED)
    enter(scope, found, "answer_wish")


def settle(
    scope: Scope, found: Aftercare, how: Settled, kinds: Sequence[CareWish] = tuple(CareWish)
) -> None:
    """What was wished for of those kinds is done; when nothing waits, nothing is due."""
    open_ones = waiting(scope, found.id)
    for one in open_ones:
        if one.kind in kinds:
            one.settled, one.settled_at = how.value, clock.now()
            one.settled_by = scope.member_name
    db.session.flush()
    if open_ones and all(one.settled_at for one in open_ones):
        clocks.meet(scope, ClockKind.AFTERCARE_WISH, found.id)


def waiting(scope: Scope, aftercare_id: UUID) -> Sequence[AftercareWish]:
    """What nobody has settled yet, at most one of a kind."""
    return [one for one in newest(scope, aftercare_id) if one.settled_at is None]


def every(scope: Scope, aftercare_id: UUID) -> Sequence[AftercareWish]:
    """Everything that was ever wished for in the own house, oldest first."""
    of = AftercareWish
    return db.session.scalars(
        select(of)
        .where(of.tenant_id == scope.tenant_id, of.aftercare_id == aftercare_id)
        .order_by(of.created_at, of.id)
    ).all()


def newest(scope: Scope, aftercare_id: UUID) -> Sequence[AftercareWish]:
    """What was wished for in the own house, what waits first, then the newest."""
    of = AftercareWish
    return db.session.scalars(
        select(of)
        .where(of.tenant_id == scope.tenant_id, of.aftercare_id == aftercare_id)
        .order_by(of.settled_at.is_not(None), of.id.desc())
        .limit(SHOWN)
    ).all()
