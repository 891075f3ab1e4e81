"""The documents that go along with a share: chosen by the centre, frozen with their digests."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.documents import queries as documents
from network.documents import sealed
from network.documents.kinds import ABOUT, DocumentKind
from network.documents.queries import Listed
from network.records import door
from network.records.models import YoungPerson
from network.requests import shares
from network.requests.frozen import document_place
from network.requests.models import Ask
from network.requests.shares import DocumentOpening, SharedDocument, SharedPart
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def about(listed: Listed) -> Category:
    """What a document tells of."""
    return ABOUT[DocumentKind(listed.document.kind)]


def chosen(scope: Scope, person_id: UUID, ids: Collection[UUID]) -> list[Listed]:
    """Those documents of the file. Raises Invalid where one is not there any more."""
    if not ids:
        return []
    found = [one for one in documents.to_show(scope, person_id) if one.document.id in ids]
    if len(found) < len(set(ids)):
        raise Invalid(N_("Choose documents that are in the file."), "documents")
    return found


def to_cover(listed: Iterable[Listed]) -> set[Category]:
    """What has to be covered by a basis so that they may be shown."""
    return {category for one in listed for category in (Category.DOCUMENTS, about(one))}


def freeze(scope: Scope, file: YoungPerson, part: SharedPart, listed: Sequence[Listed]) -> None:
    """They go along with this part, as they are now."""
    key = door.key_of(scope, file)
    for one in listed:
        made = SharedDocument(
            tenant_id=scope.tenant_id,
            id=new_id(),
            part_id=part.id,
            document_id=one.document.id,
            kind=one.document.kind,
            category=about(one).value,
        )
        digest = sealed.digest(one.document, one.document.digest, key)
        said = {"title": one.title, "digest": digest.hex()}
        made.sealed = door.sealed(scope, file.id, said, document_place(made.tenant_id, made.id))
        db.session.add(made)
    db.session.flush()


def shown_now(scope: Scope, ask: Ask) -> Mapping[UUID, Category]:
    """Which documents go along with what the home is shown, and what each tells of."""
    rows = db.session.execute(
        select(SharedDocument.document_id, SharedDocument.category, SharedPart.created_at)
        .join(
            SharedPart,
            (SharedPart.tenant_id == SharedDocument.tenant_id)
            & (SharedPart.id == SharedDocument.part_id),
        )
        .where(
            SharedPart.tenant_id == scope.tenant_id,
            SharedPart.ask_id == ask.id,
            SharedPart.closed_at.is_(None),
        )
    )
    return {id_: Category(what) for id_, what, at in rows if shares.stands(ask, at)}


def openings(scope: Scope, asks: Mapping[UUID, Ask], most: int) -> Sequence[DocumentOpening]:
    """The last times that homes opened documents under these asks of the centre."""
    return db.session.scalars(
        select(DocumentOpening)
        .where(DocumentOpening.tenant_id == scope.tenant_id, DocumentOpening.ask_id.in_(asks))
        .order_by(DocumentOpening.created_at.desc(), DocumentOpening.id.desc())
        .limit(most)
    ).all()
