"""How a house looks at what persons have asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.records import door
from network.rights import words
from network.rights.models import RightsRequest
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class RightsPage:
    """Up to PAGE requests; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[RightsRequest]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a request; empty where nothing was said, or the file was erased."""

    asked: str
    extension: str
    answer: str


def request(scope: Scope, rights_request_id: UUID, *, lock: bool = False) -> RightsRequest:
    """A request: for those who decide it, and for whoever opens the file. Raises NotFound."""
    chosen = select(RightsRequest).where(
        RightsRequest.tenant_id == scope.tenant_id, RightsRequest.id == rights_request_id
    )
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such request."))
    return found


def requests(scope: Scope, *, open_only: bool = False, before: UUID | None = None) -> RightsPage:
    """The register, the newest first, to those who decide. Raises NotAllowed."""
    require(scope, Permission.DECIDE_RIGHTS)
    chosen = select(RightsRequest).where(RightsRequest.tenant_id == scope.tenant_id)
    if open_only:
        chosen = chosen.where(RightsRequest.decision == "")
    if before is not None:
        chosen = chosen.where(RightsRequest.id < before)
    found = db.session.scalars(chosen.order_by(RightsRequest.id.desc()).limit(PAGE + 1)).all()
    return RightsPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def of_file(scope: Scope, person_id: UUID) -> Sequence[RightsRequest]:
    """What was asked about one file, the newest first. Raises NotFound."""
    door.person(scope, person_id)
    return db.session.scalars(
        select(RightsRequest)
        .where(RightsRequest.tenant_id == scope.tenant_id, RightsRequest.person_id == person_id)
        .order_by(RightsRequest.id.desc())
    ).all()


def said(scope: Scope, found: RightsRequest) -> Said:
    """The words of a request."""
    return Said(
        *(words.unsealed(scope, found, column) for column in ("asked", "extension", "answer"))
    )
