"""A document's content under a key of its own, and that key, its title and its digest under the
key of the young person's file: who destroys the file's key destroys all of it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from network.documents.models import StoredDocument
from network.keys import sealing, streams


class Kept(Protocol):
    """What has to be known of a document to open its content: its row, or what a view lends.
    `sealed_as` is the table to which what is sealed of it is bound."""

    @property
    def sealed_as(self) -> str: ...
    @property
    def tenant_id(self) -> UUID: ...
    @property
    def id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def content_key(self) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Sealing:
    """The fresh key of a content, and what a row says of it, sealed under the key of the file."""

    own_key: bytes
    content_key: bytes
    digest: bytes


def sealing_of(document: Kept, file_key: bytes, content: bytes) -> Sealing:
    """What is to be kept of a content in the row of its document."""
    own = sealing.fresh_key()
    found = hashlib.sha256(content).digest()
    return Sealing(
        own,
        sealing.seal(file_key, own, _place(document, "content_key")),
        sealing.seal(file_key, found, _place(document, "digest")),
    )


def seal_title(document: Kept, file_key: bytes, title: str) -> bytes:
    """What a document is called."""
    return sealing.seal(file_key, title.encode(), _place(document, "title"))


def pieces(document: Kept, own_key: bytes, content: bytes) -> Iterator[bytes]:
    """The content as it goes into the store."""
    return streams.seal(own_key, content, _content_place(document))


def content(document: Kept, file_key: bytes, stored: Iterable[bytes], digest: bytes) -> bytes:
    """The whole content again. Raises Unreadable for anything but that of this digest."""
    own = sealing.unseal(file_key, document.content_key or b"", _place(document, "content_key"))
    where = _content_place(document)
    whole = b"".join(streams.unseal(own, stored, where))
    if hashlib.sha256(whole).digest() != digest:
        raise sealing.Unreadable("This is not what was kept.")
    return whole


def digest(document: Kept, kept: bytes, file_key: bytes) -> bytes:
    """The SHA-256 of a content as it was put in."""
    return sealing.unseal(file_key, kept, _place(document, "digest"))


def title(document: StoredDocument, file_key: bytes) -> str:
    """What a document is called, if it is called anything."""
    if document.title is None:
        return ""
    return sealing.unseal(file_key, document.title, _place(document, "title")).decode()


def _place(document: Kept, column: str) -> bytes:
    row = (document.tenant_id, document.person_id, document.id)
    return sealing.place(document.sealed_as, column, *row)


def _content_place(document: Kept) -> bytes:
    return sealing.place(document.sealed_as, "content", document.tenant_id, document.id)
