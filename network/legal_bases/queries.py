"""The legal bases of a file, for whoever opens it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.keys import sealing
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.door import Value
from network.records.models import YoungPerson
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.models import Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope, TenantKind

# Nobody ever tells the coordination who a young person is.
NEVER = (TenantKind.COORDINATION,)


def of_file(scope: Scope, person_id: UUID) -> Sequence[LegalBasis]:
    """Every basis that was ever recorded for a file, the newest first. Raises NotFound."""
    door.person(scope, person_id)
    return db.session.scalars(
        select(LegalBasis)
        .where(LegalBasis.tenant_id == scope.tenant_id, LegalBasis.person_id == person_id)
        .order_by(LegalBasis.id.desc())
    ).all()


def basis(scope: Scope, basis_id: UUID) -> tuple[LegalBasis, YoungPerson]:
    """One basis and its file, for whoever opens that. Raises NotFound, NotAllowed."""
    found = db.session.get(LegalBasis, (scope.tenant_id, basis_id))
    if found is None:
        raise NotFound(N_("There is no such legal basis."))
    file = door.person(scope, found.person_id)
    require(scope, Permission.KEEP_FILES)
    return found, file


def words(scope: Scope, bases: Sequence[LegalBasis]) -> dict[UUID, Mapping[str, Value]]:
    """What those bases of one file say in words: article, court, number, danger."""
    return {one.id: _said(scope, one) for one in bases}


def _said(scope: Scope, basis: LegalBasis) -> Mapping[str, Value]:
    said = door.unsealed(scope, basis.person_id, basis.sealed, place(basis))
    days = {name: date.fromisoformat(str(said[name])) for name in ("final_on",) if name in said}
    return said | days


def place(one: LegalBasis) -> bytes:
    """Where the words of a basis belong."""
    return sealing.place("legal_bases", "sealed", one.tenant_id, one.id)


def possible_recipients(scope: Scope) -> Sequence[Tenant]:
    """The organisations of the network to which something of a file may be shown, by name."""
    return db.session.scalars(
        select(Tenant)
        .where(Tenant.id != scope.tenant_id, Tenant.kind.not_in(NEVER))
        .order_by(Tenant.name)
    ).all()
