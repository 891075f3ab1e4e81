"""A document's content under a key of its own, and that key, its title and its digest under the
key of the young person's file: who destroys the file's key destroys all of it."""

import hashlib
from collections.abc import Iterable, Iterator
from uuid import UUID

from network.documents.models import StoredDocument
from network.keys import sealing, streams

TABLE = "stored_documents"


def seal_into(document: StoredDocument, file_key: bytes, content: bytes, title: str) -> bytes:
    """Seal what the row says of a content, and return the content's fresh key."""
    own = sealing.fresh_key()
    digest = hashlib.sha256(content).digest()
    document.content_key = sealing.seal(file_key, own, _place(document, "content_key"))
    document.digest = sealing.seal(file_key, digest, _place(document, "digest"))
    if title:
        document.title = sealing.seal(file_key, title.encode(), _place(document, "title"))
    return own


def pieces(document: StoredDocument, own_key: bytes, content: bytes) -> Iterator[bytes]:
    """The content as it goes into the store."""
    return streams.seal(own_key, content, _content_place(document.tenant_id, document.id))


def content(document: StoredDocument, file_key: bytes, stored: Iterable[bytes]) -> bytes:
    """The whole content again. Raises Unreadable for anything but what was put there."""
    own = sealing.unseal(file_key, document.content_key or b"", _place(document, "content_key"))
    where = _content_place(document.tenant_id, document.id)
    whole = b"".join(streams.unseal(own, stored, where))
    digest = sealing.unseal(file_key, document.digest, _place(document, "digest"))
    if hashlib.sha256(whole).digest() != digest:
        raise sealing.Unreadable("This is not what was kept.")
    return whole


def title(document: StoredDocument, file_key: bytes) -> str:
    """What a document is called, if it is called anything."""
    if document.title is None:
        return ""
    return sealing.unseal(file_key, document.title, _place(document, "title")).decode()


def _place(document: StoredDocument, column: str) -> bytes:
    return sealing.place(TABLE, column, document.tenant_id, document.person_id, document.id)


def _content_place(tenant_id: UUID, document_id: UUID) -> bytes:
    return sealing.place(TABLE, "content", tenant_id, document_id)
