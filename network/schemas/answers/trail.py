"""The trail, as those are told who watch over it."""

from marshmallow import fields

from network.consent.kinds import Basis, Category
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some
from network.trail.kinds import EntryKind, Purpose
from tenants.scope import Role


class TrailEntry(Told):
    """What somebody saw, showed or decided. `other_id` is the other organisation: whose thing it
    was, or whose member acted. `detail` is a code."""

    id = fields.UUID(**some())
    at = fields.DateTime(**some())
    kind = code(EntryKind, **some())
    purpose = code(Purpose, **some())
    member_id = fields.UUID(**perhaps())
    member_name = fields.String(**some())
    roles = codes(Role)
    other_id = fields.UUID(**perhaps())
    other_name = fields.String(**some())
    basis = code(Basis, **perhaps())
    categories = codes(Category)
    subject = fields.String(**some())
    subject_id = fields.UUID(**perhaps())
    number = fields.String(**some())
    detail = fields.String(**some())


TrailPage = page_of(TrailEntry)
