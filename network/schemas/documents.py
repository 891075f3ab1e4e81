"""What is sent with a document, and when one is removed."""

from typing import Any

from marshmallow import fields
from werkzeug.datastructures import FileStorage

from network.documents.kinds import DocumentKind, Removal
from network.schemas.values import LONG, Given, line, one_of, text
from tenants.errors import N_


class Content(fields.Field[bytes]):
    """A file that was sent, as the bytes it holds."""

    default_error_messages = {"invalid": N_("Choose a file.")}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bytes:
        sent = super()._deserialize(value, attr, data, **kwargs)
        if not isinstance(sent, FileStorage):
            raise self.make_error("invalid")
        return sent.stream.read()


class DocumentIn(Given):
    """What a document is, and what it is called where the kind does not say enough."""

    kind = one_of(DocumentKind, required=True)
    title = line(load_default="")


class DocumentUpload(DocumentIn):
    """The same with its content, as a part of a multipart body."""

    file = Content(required=True, metadata={"type": "string", "format": "binary"})


class PaperIn(Given):
    """What a paper is that goes to the other side of an ask, and the words that go with it."""

    kind = one_of(DocumentKind, required=True)
    body = text(LONG, required=True)


class PaperUpload(PaperIn):
    """The same with its content, as a part of a multipart body."""

    file = Content(required=True, metadata={"type": "string", "format": "binary"})


class OfFileIn(Given):
    """Which document of the file."""

    document_id = fields.UUID(required=True)


class SentDocumentIn(OfFileIn):
    """Which document of the file goes to the home, and the words that go with it."""

    body = text(LONG, required=True)


class RemovalIn(Given):
    """Why the content of a document is destroyed."""

    removal = one_of(Removal, required=True)
