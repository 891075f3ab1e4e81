"""Legal bases and what is shown by them, as those are told of them who may know."""

from marshmallow import fields

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.documents.kinds import DocumentKind, Media, Scan
from network.schemas.answers.values import Told, code, codes, perhaps, some


class LegalBasis(Told):
    """Why some categories of a file may be seen by some recipients, for a purpose, for a time.
    Without recipients: by every home that is asked. `effective` is false as long as somebody has
    yet to agree."""

    id = fields.UUID(**some())
    person_id = fields.UUID(**some())
    kind = code(Basis, **some())
    purpose = code(SharingPurpose, **some())
    categories = codes(Category)
    recipients = fields.List(fields.UUID(), **some())
    starts = fields.Date(**some())
    ends = fields.Date(**perhaps())
    givers = codes(Giver)
    how = code(How, **perhaps())
    dissent = fields.Boolean(**some())
    effective = fields.Boolean(**some())
    article = fields.String(**perhaps())
    court = fields.String(**perhaps())
    decision_number = fields.String(**perhaps())
    final_on = fields.Date(**perhaps())
    reason = fields.String(**perhaps())
    proof_id = fields.UUID(**perhaps())
    withdrawn_at = fields.DateTime(**perhaps())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


class LegalBasisList(Told):
    """Every basis that was ever recorded for a file, the newest first."""

    items = fields.List(fields.Nested(LegalBasis), **some())


class Closing(Told):
    """What one home would see no more, and what it would go on seeing."""

    ask_id = fields.UUID(**some())
    closes = codes(Category)
    stays = codes(Category)


class Closings(Told):
    """What the end of a basis would close, home by home."""

    items = fields.List(fields.Nested(Closing), **some())


class ShownPart(Told):
    """One category of a file as it was frozen for its reader, and the basis for it."""

    category = code(Category, **some())
    basis = code(Basis, **some())
    values = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), **some())
    shown_at = fields.DateTime(**some())
    by_name = fields.String(**some())


class GivenDocument(Told):
    """A document that a home was given, as it was then, and the basis for it."""

    id = fields.UUID(**some())
    kind = code(DocumentKind, **some())
    title = fields.String(**some())
    media_type = code(Media, **some())
    size = fields.Integer(**some())
    scan = code(Scan, **some())
    basis = code(Basis, **some())
    shown_at = fields.DateTime(**some())
    by_name = fields.String(**some())


class Opening(Told):
    """A home has opened a document."""

    ask_id = fields.UUID(**some())
    kind = code(DocumentKind, **some())
    opened_by = fields.String(**some())
    stopped_at = fields.DateTime(**perhaps())
    created_at = fields.DateTime(**some())


class ShownFile(Told):
    """What a home sees of a file, what is withheld, what it has seen and may use no more, and the
    documents that it was given; those of the usual ones that it was not are missing."""

    parts = fields.List(fields.Nested(ShownPart), **some())
    withheld = codes(Category)
    to_stop = codes(Category)
    documents_to_stop = codes(DocumentKind)
    documents = fields.List(fields.Nested(GivenDocument), **some())
    missing_documents = codes(DocumentKind)


class Along(Told):
    """A document of the file that a home can open, and what it tells of."""

    document_id = fields.UUID(**some())
    kind = code(DocumentKind, **some())
    category = code(Category, **some())


class Sees(Told):
    """One home: what it may be shown by some basis, what of it it is shown, and which documents."""

    ask_id = fields.UUID(**some())
    may = codes(Category)
    shown = codes(Category)
    documents = fields.List(fields.Nested(Along), **some())


class Look(Told):
    """A first look of a home at something of a file."""

    ask_id = fields.UUID(**some())
    category = code(Category, **some())
    seen_at = fields.DateTime(**some())
    seen_by = fields.String(**some())
    stopped_at = fields.DateTime(**perhaps())


class WhoSees(Told):
    """Which home sees what of the file behind a request, and what was looked at."""

    homes = fields.List(fields.Nested(Sees), **some())
    looks = fields.List(fields.Nested(Look), **some())
    openings = fields.List(fields.Nested(Opening), **some())
