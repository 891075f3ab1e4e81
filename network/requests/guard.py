"""One live request for one young person: checked where a request begins, held where it is sent.

A young person is told from another by the centre's own file reference; nothing else is compared.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from network.requests.drafts import RequestDraft, live
from network.requests.lifecycle import AskState
from network.requests.models import Ask, Request
from network.requests.profile import RequestKind
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.models import Member
from tenants.scope import Scope

# Whoever lives in a place, or has left it, may need another one.
SETTLED = (AskState.ARRIVED, AskState.DEPARTED)
Accepted = aliased(Ask, name="accepted")


class AlreadyLive(Conflict):
    """A request for this file reference is open, or a colleague is writing one."""

    code = "already_live"


@dataclass(frozen=True, slots=True)
class Follows:
    """What there is to follow: an open request with its number, or a draft and whose it is."""

    request_id: UUID | None = None
    number: str = ""
    draft_id: UUID | None = None
    member_name: str = ""


def to_follow(
    scope: Scope,
    file_reference: str,
    *,
    but: UUID | None = None,
    drafts: bool = True,
    kind: RequestKind = RequestKind.PLACE,
) -> Follows | None:
    """What is live already for that file reference in the scope's tenant, except the draft or
    request `but`; drafts count only if they are a colleague's. A programme may be sought beside a
    place."""
    spelled = _spelled(file_reference)
    if not spelled:
        return None
    return _request(scope, spelled, but, kind) or (_draft(scope, spelled, but) if drafts else None)


def check(scope: Scope, file_reference: str, *, but: UUID | None = None) -> None:
    """Raises AlreadyLive if there is something to follow; for those who begin to write."""
    if found := to_follow(scope, file_reference, but=but):
        _refuse(found)


def claim(
    scope: Scope,
    file_reference: str,
    *,
    but: UUID | None = None,
    kind: RequestKind = RequestKind.PLACE,
) -> None:
    """The same for those who send: two at once wait for each other until the transaction ends.

    A colleague's draft does not stand in the way of whoever is ready first.
    """
    key = f"{scope.tenant_id} {_spelled(file_reference)}"
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    if found := to_follow(scope, file_reference, but=but, drafts=False, kind=kind):
        _refuse(found)


def _refuse(found: Follows) -> None:
    if found.request_id is not None:
        raise AlreadyLive(
            N_("Request %(number)s is open for this file reference. Follow that one."),
            number=found.number,
            request_id=found.request_id,
            field="file_reference",
        )
    raise AlreadyLive(
        N_("%(whom)s is writing a request for this file reference already."),
        whom=found.member_name,
        field="file_reference",
    )


def _spelled(file_reference: str) -> str:
    """However it is spaced and written, it is the same file."""
    return "".join(file_reference.split()).lower()


def _same(
    column: InstrumentedAttribute[str] | ColumnElement[str], spelled: str
) -> ColumnElement[bool]:
    return func.lower(func.regexp_replace(column, r"\s", "", "g")) == spelled


def _request(scope: Scope, spelled: str, but: UUID | None, kind: RequestKind) -> Follows | None:
    accepted = (Accepted.tenant_id == Request.tenant_id) & (Accepted.id == Request.accepted_ask_id)
    found = db.session.execute(
        select(Request.id, Request.number)
        .outerjoin(Accepted, accepted)
        .where(
            Request.tenant_id == scope.tenant_id,
            Request.closed_at.is_(None),
            Request.kind == kind,
            Request.id.is_distinct_from(but),
            _same(Request.file_reference, spelled),
            func.coalesce(Accepted.state.not_in(SETTLED), True),
        )
        .order_by(Request.id)
        .limit(1)
    ).first()
    return None if found is None else Follows(request_id=found.id, number=found.number)


def _draft(scope: Scope, spelled: str, but: UUID | None) -> Follows | None:
    reference = cast(RequestDraft.content["file_reference"].astext, Text)
    found = db.session.execute(
        select(RequestDraft.id, Member.name)
        .join(
            Member,
            (Member.tenant_id == RequestDraft.tenant_id) & (Member.id == RequestDraft.member_id),
        )
        .where(
            *live(scope),
            RequestDraft.member_id != scope.member_id,
            RequestDraft.id.is_distinct_from(but),
            _same(reference, spelled),
        )
        .order_by(RequestDraft.id)
        .limit(1)
    ).first()
    return None if found is None else Follows(draft_id=found.id, member_name=found.name)
