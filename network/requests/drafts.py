"""Drafts of requests: what is kept of them, for how long, and ways to look at them.

Every member of the centre who writes requests may go on with a colleague's draft. None is older
than KEPT: it is not found any more, and the next round of the house deletes it for good.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    bindparam,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from network.requests.models import Request
from network.words import door
from tenants import clock
from tenants.database import Base, TenantOwned, db
from tenants.errors import N_, Conflict, NotFound
from tenants.gaps import ME, US, filled
from tenants.scope import Scope

KEPT = timedelta(days=30)
WARNED = timedelta(days=3)  # before the end
MOST_LISTED = 25


class Step(IntEnum):
    """The parts of a request, in the order in which a person thinks of them."""

    WHO = 1
    NEEDS = 2
    SOUGHT = 3
    WORDS = 4
    REVIEW = 5


FIELDS: Mapping[Step, tuple[str, ...]] = {
    Step.WHO: ("file_reference", "network_id", "age", "sex", "region", "home_town"),
    Step.NEEDS: ("school_level", "legal_group", "needs"),
    Step.SOUGHT: ("forms", "wanted_from", "urgency"),
    Step.WORDS: ("risks", "own_words", "identity_needed"),
    Step.REVIEW: ("why_not", "why_not_words", "why_not_shown", "responsible_id", "deputy_id"),
}
FREE_TEXTS = ("risks", "own_words", "why_not_words")
# With the groups that somebody had chosen on the board before they began to write.
KNOWN = frozenset(name for names in FIELDS.values() for name in names) | {"group_ids"}
# A brother or a sister comes from the same place, and the same colleagues answer for both.
SHARED = ("network_id", "region", "home_town", "wanted_from", "responsible_id", "deputy_id")


class DraftSent(Conflict):
    """The draft has become a request."""

    code = "draft_sent"


class RequestDraft(TenantOwned, Base):
    """A request that is still being written. Its own tenant's only; numbered when it is sent.

    `content` has no free texts: `whole` adds them.
    """

    __tablename__ = "request_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_request_drafts_tenant_id_member_id", "tenant_id", "member_id"),
    )

    member_id: Mapped[UUID]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    step: Mapped[int] = mapped_column(default=Step.WHO)
    family_id: Mapped[UUID | None]
    renewed_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def file_reference(self) -> str:
        return str(self.content.get("file_reference", ""))

    @property
    def kept_until(self) -> datetime:
        """When it is deleted, unless somebody renews or changes it before."""
        return self.renewed_at + KEPT


def get(scope: Scope, draft_id: UUID, *, lock: bool = False) -> RequestDraft:
    """A draft of the scope's tenant, locked if so asked.

    Raises DraftSent (fact `request_id`) for one that was sent, NotFound for any other.
    """
    found = db.session.get(
        RequestDraft,
        (scope.tenant_id, draft_id),
        with_for_update=lock or None,
        populate_existing=True,
    )
    if found is not None and found.kept_until > clock.now():
        return found
    if sent := sent_as(scope, draft_id):
        raise DraftSent(N_("This draft has been sent as a request."), request_id=sent)
    raise NotFound(N_("There is no such draft."))


def whole(scope: Scope, draft: RequestDraft) -> dict[str, Any]:
    """Everything that the draft says of a request so far."""
    return wholes(scope, [draft])[draft.id]


def wholes(scope: Scope, found: Sequence[RequestDraft]) -> dict[UUID, dict[str, Any]]:
    """The same for several, by id. A draft lies under the key of the house: it is deleted soon."""
    if not any(one.words for one in found):
        return {one.id: dict(one.content) for one in found}
    words = door.of_house(scope)
    said = {one.id: words.open_several(one.words, "request_drafts", one.id) for one in found}
    return {one.id: {**one.content, **said[one.id]} for one in found}


def put(scope: Scope, draft: RequestDraft, content: Mapping[str, Any]) -> None:
    """The draft says this from now on."""
    said = {name: str(content.get(name, "")) for name in FREE_TEXTS}
    draft.content = {name: value for name, value in content.items() if name not in FREE_TEXTS}
    draft.words = None
    if any(said.values()):
        draft.words = door.of_house(scope).seal_several(said, "request_drafts", draft.id)


def sent_as(scope: Scope, draft_id: UUID) -> UUID | None:
    """The request that the draft became."""
    return db.session.scalar(
        select(Request.id).where(Request.tenant_id == scope.tenant_id, Request.draft_id == draft_id)
    )


def own(scope: Scope) -> Sequence[RequestDraft]:
    """The drafts of the scope's member, the last changed first; at most MOST_LISTED."""
    return db.session.scalars(_OWN, filled(scope, since=clock.now() - KEPT)).all()


def family(scope: Scope, family_id: UUID, *, but: UUID) -> Sequence[RequestDraft]:
    """The drafts of the scope's tenant for the same brothers and sisters, except one."""
    return db.session.scalars(
        select(RequestDraft)
        .where(*live(scope), RequestDraft.family_id == family_id, RequestDraft.id != but)
        .order_by(RequestDraft.id)
    ).all()


def live(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """The drafts of the scope's tenant that are still kept."""
    return (
        RequestDraft.tenant_id == scope.tenant_id,
        RequestDraft.renewed_at > clock.now() - KEPT,
    )


_OWN = (
    select(RequestDraft)
    .where(
        RequestDraft.tenant_id == US,
        RequestDraft.member_id == ME,
        RequestDraft.renewed_at > bindparam("since", type_=DateTime(timezone=True)),
    )
    .order_by(RequestDraft.renewed_at.desc(), RequestDraft.id.desc())
    .limit(MOST_LISTED)
)
