"""A centre asks another for a case; whose it is hands it over, under a legal basis; it is taken."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category, SharingPurpose
from network.documents import arriving
from network.documents.arriving import Origin
from network.keys import sealing
from network.legal_bases.models import LegalBasis
from network.numbering import next_number
from network.queue import defer
from network.records import actions as files
from network.records import door, restricting
from network.records.models import YoungPerson
from network.requests.actions.sharing import NotCovered
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from network.transfers import documents as papers
from network.transfers import queries
from network.transfers.kinds import (
    CaseAnswer,
    CaseReason,
    CaseRefusal,
    CaseStanding,
    standing,
)
from network.transfers.models import CaseTransfer, TransferPart
from network.transfers.views import TRANSFERRED_PARTS
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

ASKED, ANSWERED = "transfer_asked", "transfer_answered"


def ask(scope: Scope, *, owner_id: UUID, file_number: str, reason: CaseReason) -> CaseTransfer:
    """Ask another centre of the network for a case, by the number of its file there. Whether there
    is such a file is not told before that centre answers.

    Raises NotAllowed, Invalid.
    """
    require(scope, Permission.TRANSFER_CASES)
    if owner_id not in {centre.id for centre in queries.centres(scope)}:
        raise Invalid(N_("Choose a centre of your network."), "owner_id")
    made = CaseTransfer(
        tenant_id=scope.tenant_id,
        number=next_number(scope, "transfer"),
        owner_id=owner_id,
        file_number=file_number.strip(),
        reason=reason.value,
        member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    _decided(scope, made, "transfer_asked")
    defer(ASKED, tenant_id=owner_id, transfer_id=made.id)
    return made


def approve(scope: Scope, transfer_id: UUID, documents: Collection[UUID] = ()) -> CaseTransfer:
    """Hand the case over: everything of the file that a basis for care covers, and of its
    documents these, frozen as they are now. The own file stays.

    Raises NotFound, NotAllowed, Conflict for whoever does not open the file, once it was answered
    and while requests are open, NotCovered, Restricted.
    """
    asked = _asked_of_us(scope, transfer_id)
    meant = queries.meant(scope, asked)
    if meant is None:
        raise Conflict(N_("You open no file with this number. Whoever does hands the case over."))
    if meant.open_requests:
        raise Conflict(
            N_("Close the open requests of this file first: %(numbers)s."),
            numbers=", ".join(meant.open_requests),
        )
    if Category.IDENTITY not in meant.covered:
        raise NotCovered(
            N_("No legal basis covers handing this file over to that centre. Record one for care.")
        )
    restricting.refuse_if_restricted(scope, meant.file.id)
    parts = door.read(scope, meant.file.id, *meant.covered)
    for category, basis in meant.covered.items():
        if parts[category].values:
            _freeze(scope, asked, category, basis, parts[category].values)
    along = papers.freeze(scope, meant.file, asked, documents)
    _answer(scope, asked, CaseAnswer.APPROVED)
    _disclosed(scope, asked, meant.file, {**meant.covered, **along})
    return asked


def decline(scope: Scope, transfer_id: UUID, because: CaseRefusal) -> CaseTransfer:
    """Do not hand it over, with a reason. Raises NotFound, NotAllowed, Conflict."""
    asked = _asked_of_us(scope, transfer_id)
    asked.declined_because = because.value
    _answer(scope, asked, CaseAnswer.DECLINED)
    return asked


def withdraw(scope: Scope, transfer_id: UUID) -> CaseTransfer:
    """The own centre asks no more. Raises NotFound, NotAllowed, Conflict once it was answered."""
    asked = _ours(scope, transfer_id)
    if standing(asked, clock.now()) is not CaseStanding.ASKED:
        raise Conflict(N_("This was answered already."))
    asked.withdrawn_at = clock.now()
    db.session.flush()
    _decided(scope, asked, "transfer_withdrawn")
    return asked


def take_over(scope: Scope, transfer_id: UUID) -> YoungPerson:
    """Begin an own file with what was handed over. Its documents follow by a job, one by one;
    nothing else is read from the other's afterwards.

    Raises NotFound, NotAllowed, Conflict where it was not handed over, was taken or has lapsed, and
    where the basis has ended meanwhile.
    """
    asked = _ours(scope, transfer_id)
    if standing(asked, clock.now()) is not CaseStanding.APPROVED:
        raise Conflict(N_("There is nothing to take over."))
    shown = _received(scope, asked)
    if Category.IDENTITY not in shown:
        raise Conflict(N_("No legal basis covers this any more. Ask the other centre."))
    along = papers.given(scope, asked)
    file = files.begin(scope, **shown.pop(Category.IDENTITY))
    for category, values in shown.items():
        files.write(scope, file.id, category, values)
    asked.taken_at, asked.taken_by = clock.now(), scope.member_name
    asked.person_id = file.id
    db.session.flush()
    arriving.begin(scope, file.id, Origin.TRANSFER, asked.id, along)
    _decided(scope, asked, "transfer_taken")
    defer(ANSWERED, tenant_id=asked.owner_id, transfer_id=asked.id)
    return file


def _asked_of_us(scope: Scope, transfer_id: UUID) -> CaseTransfer:
    asked = queries.transfer(scope, transfer_id, lock=True)
    if asked.owner_id != scope.tenant_id:
        raise NotFound(N_("There is no such transfer."))
    require(scope, Permission.TRANSFER_CASES)
    if standing(asked, clock.now()) is not CaseStanding.ASKED:
        raise Conflict(N_("This was answered already."))
    return asked


def _ours(scope: Scope, transfer_id: UUID) -> CaseTransfer:
    asked = queries.transfer(scope, transfer_id, lock=True)
    if asked.tenant_id != scope.tenant_id:
        raise NotFound(N_("There is no such transfer."))
    require(scope, Permission.TRANSFER_CASES)
    return asked


def _answer(scope: Scope, asked: CaseTransfer, answer: CaseAnswer) -> None:
    asked.answer, asked.answered_at = answer.value, clock.now()
    asked.answered_by = scope.member_name
    db.session.flush()
    _decided(scope, asked, f"transfer_{answer}")
    defer(ANSWERED, tenant_id=asked.tenant_id, transfer_id=asked.id)


def _freeze(
    scope: Scope, asked: CaseTransfer, category: Category, basis: LegalBasis, values: door.Values
) -> None:
    part = TransferPart(
        tenant_id=scope.tenant_id,
        id=new_id(),
        transfer_id=asked.id,
        recipient_id=asked.tenant_id,
        person_id=basis.person_id,
        category=category.value,
        purpose=SharingPurpose.CARE.value,
        basis_id=basis.id,
        by_name=scope.member_name,
    )
    part.sealed = door.sealed(scope, part.person_id, values, _place(part.tenant_id, part.id))
    db.session.add(part)
    db.session.flush()


def _received(scope: Scope, asked: CaseTransfer) -> dict[Category, door.Values]:
    view = TRANSFERRED_PARTS.c
    rows = db.session.execute(
        select(TRANSFERRED_PARTS)
        .where(view.recipient_id == scope.tenant_id, view.transfer_id == asked.id)
        .order_by(view.category)
    ).all()
    found = {}
    for row in rows:
        keys = (row.person_key, row.tenant_key, row.master_number)
        lent = door.Lent(row.tenant_id, row.person_id, row.sealed, *keys)
        category = Category(row.category)
        said = door.received(lent, _place(row.tenant_id, row.id))
        found[category] = door.typed(category, said)
        about = About("transfer", asked.id, asked.number, asked.owner_id)
        trail.enter(
            scope, EntryKind.READ, Purpose.CARE, about, basis=row.basis, categories=(category,)
        )
    return found


def _place(tenant_id: UUID, part_id: UUID) -> bytes:
    return sealing.place("transfer_parts", "sealed", tenant_id, part_id)


def _decided(scope: Scope, asked: CaseTransfer, detail: str) -> None:
    other = asked.owner_id if asked.tenant_id == scope.tenant_id else asked.tenant_id
    about = About("transfer", asked.id, asked.number, other)
    trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, detail=detail)


def _disclosed(
    scope: Scope, asked: CaseTransfer, file: YoungPerson, held: Mapping[Category, LegalBasis]
) -> None:
    about = About("young_person", file.id, file.number, asked.tenant_id)
    for kind in sorted({basis.kind for basis in held.values()}):
        trail.enter(
            scope,
            EntryKind.DISCLOSE,
            Purpose.CARE,
            about,
            basis=kind,
            categories=[c for c, basis in held.items() if basis.kind == kind],
            detail="transfer",
        )
