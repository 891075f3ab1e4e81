"""Ways to look at transfers: what we asked others for, and what they ask us for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from network.consent.decision import Wish, covered
from network.consent.kinds import Basis, Category, SharingPurpose
from network.documents.kinds import DocumentKind
from network.documents.queries import Listed
from network.legal_bases import queries as bases
from network.legal_bases.models import LegalBasis
from network.records.fields import WRITTEN
from network.records.models import YoungPerson
from network.requests.lists import not_over
from network.requests.models import Request
from network.transfers.documents import to_choose
from network.transfers.kinds import CaseStanding, standing
from network.transfers.models import CaseTransfer, TransferDocument, TransferPart
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.fellows import fellows
from tenants.models import Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope, TenantKind

PAGE = 25


@dataclass(frozen=True, slots=True)
class Told:
    """A transfer, where it stands, and what the other centre is called."""

    transfer: CaseTransfer
    standing: CaseStanding
    other: str
    ours: bool


@dataclass(frozen=True, slots=True)
class TransferPage:
    """Up to PAGE transfers; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Told]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Meant:
    """The own file that another centre means, which of it a basis covers for that centre, which of
    its documents could go along, and the numbers of the requests that are still open."""

    file: YoungPerson
    documents: Sequence[Listed]
    covered: Mapping[Category, LegalBasis]
    open_requests: Sequence[str]

    @property
    def bases(self) -> Mapping[Category, Basis]:
        """On what each category of it would rest, in the order of the file."""
        return {each: Basis(self.covered[each].kind) for each in Category if each in self.covered}


@dataclass(frozen=True, slots=True)
class Handed:
    """What of a file was handed over: its categories, each with the basis, and its documents."""

    person_id: UUID
    parts: Mapping[Category, Basis]
    documents: Sequence[DocumentKind]


def centres(scope: Scope) -> Sequence[Tenant]:
    """The other centres of the scope's networks, by name."""
    return fellows(scope, TenantKind.CSD)


def transfer(scope: Scope, transfer_id: UUID, *, lock: bool = False) -> CaseTransfer:
    """A transfer that the own centre asks for or is asked for. Raises NotFound."""
    chosen = select(CaseTransfer).where(CaseTransfer.id == transfer_id, _either(scope))
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such transfer."))
    return found


def told(scope: Scope, transfer_id: UUID) -> Told:
    """One of them with where it stands. Raises NotFound."""
    return _told(scope, [transfer(scope, transfer_id)])[0]


def transfers(scope: Scope, *, before: UUID | None = None) -> TransferPage:
    """Those of the own centre in both directions, the newest first. Raises NotAllowed."""
    require(scope, Permission.TRANSFER_CASES)
    chosen = select(CaseTransfer).where(_either(scope))
    if before is not None:
        chosen = chosen.where(CaseTransfer.id < before)
    found = db.session.scalars(chosen.order_by(CaseTransfer.id.desc()).limit(PAGE + 1)).all()
    after = found[PAGE - 1].id if len(found) > PAGE else None
    return TransferPage(_told(scope, found[:PAGE]), after)


def meant(scope: Scope, asked: CaseTransfer) -> Meant | None:
    """Which own file is asked for, to whoever opens it; None for everybody else."""
    file = db.session.scalar(
        select(YoungPerson).where(
            YoungPerson.tenant_id == scope.tenant_id, YoungPerson.number == asked.file_number
        )
    )
    if file is None or asked.owner_id != scope.tenant_id:
        return None
    grants = [one for one in bases.of_file(scope, file.id) if one.effective]
    care = SharingPurpose.CARE.value
    wish = Wish(frozenset(WRITTEN), asked.tenant_id, care, clock.today())
    still = db.session.scalars(
        select(Request.number)
        .where(Request.tenant_id == scope.tenant_id, Request.person_id == file.id, not_over())
        .order_by(Request.number)
    ).all()
    along = to_choose(scope, file, asked.tenant_id)
    return Meant(file, along, covered(wish, grants), still)


def handed(scope: Scope, transfer_id: UUID) -> Handed | None:
    """What of an own file went with that transfer, to whoever opens the file; None for others."""
    parts = db.session.execute(
        select(TransferPart.person_id, TransferPart.category, LegalBasis.kind)
        .join(
            LegalBasis,
            (LegalBasis.tenant_id == TransferPart.tenant_id)
            & (LegalBasis.id == TransferPart.basis_id),
        )
        .where(TransferPart.tenant_id == scope.tenant_id, TransferPart.transfer_id == transfer_id)
    ).all()
    if not parts:
        return None
    along = db.session.scalars(
        select(TransferDocument.kind)
        .where(
            TransferDocument.tenant_id == scope.tenant_id,
            TransferDocument.transfer_id == transfer_id,
        )
        .order_by(TransferDocument.id)
    ).all()
    rested = {Category(category): Basis(kind) for _, category, kind in parts}
    ordered = {each: rested[each] for each in Category if each in rested}
    return Handed(parts[0].person_id, ordered, [DocumentKind(kind) for kind in along])


def of_file(scope: Scope, person_id: UUID) -> Sequence[Told]:
    """To which centres a file was handed over, the latest first; for whoever opens it."""
    found = db.session.scalars(
        select(CaseTransfer)
        .join(
            TransferPart,
            (TransferPart.recipient_id == CaseTransfer.tenant_id)
            & (TransferPart.transfer_id == CaseTransfer.id),
        )
        .where(TransferPart.tenant_id == scope.tenant_id, TransferPart.person_id == person_id)
        .distinct()
        .order_by(CaseTransfer.id.desc())
        .limit(PAGE)
    ).all()
    return _told(scope, found)


def _either(scope: Scope) -> ColumnElement[bool]:
    return or_(CaseTransfer.tenant_id == scope.tenant_id, CaseTransfer.owner_id == scope.tenant_id)


def _told(scope: Scope, found: Sequence[CaseTransfer]) -> list[Told]:
    others = {each.id: _other(scope, each) for each in found}
    names: dict[UUID, str] = {}
    if others:
        rows = db.session.execute(
            select(Tenant.id, Tenant.name).where(Tenant.id.in_(set(others.values())))
        )
        names = {tenant_id: name for tenant_id, name in rows}
    now = clock.now()
    return [
        Told(
            each,
            standing(each, now),
            names.get(others[each.id], ""),
            each.tenant_id == scope.tenant_id,
        )
        for each in found
    ]


def _other(scope: Scope, each: CaseTransfer) -> UUID:
    return each.owner_id if each.tenant_id == scope.tenant_id else each.tenant_id
