"""On what notes are written: what it is called, where it is looked at, and who may look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from network.clocks.subjects import SubjectKind
from network.placements import queries as placements
from network.placements.models import Placement
from network.requests import permitted
from network.requests import queries as requests
from network.requests.models import Ask, Request
from tenants import staffing
from tenants.errors import N_, NotFound
from tenants.models import Member
from tenants.roles import MAY, Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Matter:
    """A request, an ask or a placement as the scope's side knows it. `needs` is what somebody
    must be allowed to do to look at it."""

    kind: SubjectKind
    id: UUID
    number: str
    needs: Permission

    @property
    def path(self) -> str:
        """Where it is looked at in the product."""
        return f"/{self.kind}s/{self.id}"


def look(scope: Scope, kind: SubjectKind, subject_id: UUID) -> Matter:
    """What the scope's member may look at. Raises NotFound, then NotAllowed."""
    found = _found(scope, kind, subject_id)
    require(scope, found.needs)
    return found


def colleagues(scope: Scope, matter: Matter) -> Sequence[Member]:
    """Everybody else of the scope's tenant who works now and may look at it, by name."""
    return those_who_look(scope, matter, staffing.active(scope))


def those_who_look(scope: Scope, matter: Matter, members: Iterable[Member]) -> Sequence[Member]:
    """The others among these members of the scope's tenant who may look at it."""
    return [
        member
        for member in members
        if member.id != scope.member_id
        and member.paused_at is None
        and not MAY[matter.needs].isdisjoint(member.roles)
    ]


def of_request(found: Request) -> Matter:
    """A request of the scope's own tenant."""
    return Matter(SubjectKind.REQUEST, found.id, found.number, permitted.to_write(found))


def of_ask(scope: Scope, found: Ask) -> Matter:
    """An ask, as the scope's side of it."""
    return Matter(SubjectKind.ASK, found.id, found.number, permitted.on_ask(scope, found))


def of_placement(scope: Scope, found: Placement) -> Matter:
    """A placement, as the scope's side of it; a home calls it by its own reference."""
    ours = found.tenant_id == scope.tenant_id
    number = found.reference if ours and found.reference else found.number
    needs = Permission.SEE_HOUSE if ours else Permission.WRITE_REQUESTS
    return Matter(SubjectKind.PLACEMENT, found.id, number, needs)


def _found(scope: Scope, kind: SubjectKind, subject_id: UUID) -> Matter:
    match kind:
        case SubjectKind.REQUEST:
            return of_request(requests.get_request(scope, subject_id))
        case SubjectKind.ASK:
            return of_ask(scope, requests.get_ask(scope, subject_id))
        case SubjectKind.PLACEMENT:
            return of_placement(scope, placements.get(scope, subject_id))
    raise NotFound(N_("There is no such note."))
