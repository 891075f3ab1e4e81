"""Documents of a file, as those are told of them who open the file."""

from marshmallow import fields

from network.documents.arriving import Arrival
from network.documents.kinds import DocumentKind, Media, Removal, Scan
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class Document(Told):
    """A document of a file, without its content; `removal` says why it has none any more."""

    id = fields.UUID(**some())
    kind = code(DocumentKind, **some())
    title = fields.String(**some())
    media_type = code(Media, **some())
    size = fields.Integer(**some())
    scan = code(Scan, **some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())
    removed_at = fields.DateTime(**perhaps())
    removed_by = fields.String(**perhaps())
    removal = code(Removal, **perhaps())


class ArrivingDocument(Told):
    """A document of another house that is on its way into the file, or was lost on it."""

    id = fields.UUID(**some())
    kind = code(DocumentKind, **some())
    state = code(Arrival, **some())
    created_at = fields.DateTime(**some())
    settled_at = fields.DateTime(**perhaps())


class ArrivingList(Told):
    """What has not come, the first first."""

    items = fields.List(fields.Nested(ArrivingDocument), **some())


DocumentPage = page_of(Document, missing=codes(DocumentKind))
