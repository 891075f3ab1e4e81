"""The documents that go along with a case: chosen one by one by whoever hands it over, frozen with
their digests, and brought into the file that the other centre begins."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from network.consent.decision import Wish, covered
from network.consent.kinds import Category, SharingPurpose
from network.documents import queries as documents
from network.documents import sealed
from network.documents.arriving import Brought
from network.documents.kinds import DocumentKind, Media
from network.documents.queries import Listed
from network.documents.showing import Lies
from network.keys import sealing
from network.legal_bases import queries as bases
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.models import YoungPerson
from network.requests import papers
from network.requests.actions.sharing import NotCovered
from network.requests.given import lent_document
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from network.transfers.models import CaseTransfer, TransferDocument
from network.transfers.views import TRANSFERRED_DOCUMENTS
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_
from tenants.scope import Scope

CARE = SharingPurpose.CARE.value


def to_choose(scope: Scope, file: YoungPerson, recipient_id: UUID) -> Sequence[Listed]:
    """Which documents of the file a basis for care lets that centre have, the newest first."""
    listed = documents.to_show(scope, file.id)
    held = _grounds(scope, file, recipient_id, papers.to_cover(listed))
    return [one for one in listed if papers.to_cover([one]) <= held.keys()]


def freeze(
    scope: Scope, file: YoungPerson, asked: CaseTransfer, ids: Collection[UUID]
) -> Mapping[Category, LegalBasis]:
    """These documents go along, as they are now; on which bases. Raises Invalid, NotCovered."""
    chosen = papers.chosen(scope, file.id, ids)
    wanted = papers.to_cover(chosen)
    held = _grounds(scope, file, asked.tenant_id, wanted)
    if wanted - held.keys():
        raise NotCovered(
            N_("No legal basis for care covers these documents for that centre."),
            field="documents",
        )
    key = door.key_of(scope, file)
    for one in chosen:
        made = TransferDocument(
            tenant_id=scope.tenant_id,
            id=new_id(),
            transfer_id=asked.id,
            recipient_id=asked.tenant_id,
            person_id=file.id,
            document_id=one.document.id,
            kind=one.document.kind,
            category=papers.about(one).value,
            purpose=CARE,
            by_name=scope.member_name,
        )
        digest = sealed.digest(one.document, one.document.digest, key)
        said = {"title": one.title, "digest": digest.hex()}
        made.sealed = door.sealed(scope, file.id, said, _place(made.tenant_id, made.id))
        db.session.add(made)
    db.session.flush()
    return held


def given(scope: Scope, asked: CaseTransfer) -> list[tuple[UUID, DocumentKind]]:
    """What of documents was handed over to us with this case and may be taken still."""
    view = TRANSFERRED_DOCUMENTS.c
    rows = db.session.execute(
        select(view.id, view.kind)
        .where(view.recipient_id == scope.tenant_id, view.transfer_id == asked.id)
        .order_by(view.document_id)
    )
    return [(id_, DocumentKind(kind)) for id_, kind in rows]


def brought(scope: Scope, asked: CaseTransfer, source_id: UUID) -> Brought | None:
    """One of them with what opens it, written down as read; None where there is nothing any more,
    because its basis has ended or the other centre has destroyed it."""
    view = TRANSFERRED_DOCUMENTS.c
    row = db.session.execute(
        select(TRANSFERRED_DOCUMENTS).where(
            view.recipient_id == scope.tenant_id,
            view.transfer_id == asked.id,
            view.id == source_id,
        )
    ).first()
    if row is None or row.content_id is None:
        return None
    lent = door.Lent(
        row.tenant_id,
        row.person_id,
        row.sealed,
        row.person_key,
        row.tenant_key,
        row.master_number,
    )
    said = door.received(lent, _place(row.tenant_id, row.id))
    _enter(scope, asked, row)
    return Brought(
        lent_document("stored_documents", row, row.document_id),
        Lies(row.tenant_id, row.content_id),
        door.lent_key(lent),
        bytes.fromhex(str(said["digest"])),
        DocumentKind(row.kind),
        str(said.get("title", "")),
        Media(row.media_type),
        row.scan,
    )


def _grounds(
    scope: Scope, file: YoungPerson, recipient_id: UUID, categories: Collection[Category]
) -> Mapping[Category, LegalBasis]:
    wish = Wish(frozenset(categories), recipient_id, CARE, clock.today())
    return covered(wish, [one for one in bases.of_file(scope, file.id) if one.effective])


def _enter(scope: Scope, asked: CaseTransfer, row: Row[Any]) -> None:
    about = About("transfer", asked.id, asked.number, asked.owner_id)
    for basis, category in ((row.basis, Category.DOCUMENTS), (row.basis_about, row.category)):
        trail.enter(
            scope,
            EntryKind.READ,
            Purpose.CARE,
            about,
            basis=basis,
            categories=(Category(category),),
            detail=row.kind,
        )


def _place(tenant_id: UUID, given_id: UUID) -> bytes:
    return sealing.place("transfer_documents", "sealed", tenant_id, given_id)
