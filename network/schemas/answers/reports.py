"""Everything that is kept about somebody."""

from marshmallow import fields

from network.rights.items import Mark, Section
from network.schemas.answers.values import Told, code, perhaps, some


class ReportItem(Told):
    """One thing that is kept; `name` is a code within its section, `at` is empty where nobody
    knows. Of requests, stays and programmes `said` begins with a line of codes (`Kind.value`), days
    and numbers, or with an empty one; words follow. `others` may speak of somebody else; `mark`
    says whether it is shown."""

    key = fields.String(**some())
    section = code(Section, **some())
    name = fields.String(**some())
    said = fields.String(**some())
    at = fields.String(**some())
    who = fields.String(**some())
    others = fields.Boolean(**some())
    mark = code(Mark, **perhaps())


class AccessReport(Told):
    """A report; `open` is how many items somebody has yet to look at. The digest is that of what
    was finished, in hexadecimal digits."""

    prepared_by = fields.String(**some())
    prepared_at = fields.DateTime(**some())
    finished_at = fields.DateTime(**perhaps())
    handed_over_at = fields.DateTime(**perhaps())
    digest = fields.String(**perhaps())
    open = fields.Integer(**some())
    items = fields.List(fields.Nested(ReportItem), **some())
