"""How long records are kept, and what would go."""

from marshmallow import fields

from network.rights.kinds import Obstacle
from network.rights.retention import RecordClass
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class RetentionClass(Told):
    """The default of one class; `years` is null where nothing goes by itself."""

    record_class = code(RecordClass, **some())
    years = fields.Integer(**perhaps())
    with_file = fields.Boolean(**some())
    source = fields.String(**some())


class Retention(Told):
    """`file_years` is what the house has set, null where it keeps files for ever."""

    file_years = fields.Integer(**perhaps())
    classes = fields.List(fields.Nested(RetentionClass), **some())


class WouldGo(Told):
    """A file that would go today, but for what stands against it."""

    person_id = fields.UUID(**some())
    number = fields.String(**some())
    since = fields.Date(**some())
    kept = codes(Obstacle)


WouldGoPage = page_of(WouldGo)


class Confirmed(Told):
    """How many files were erased."""

    erased = fields.Integer(**some())
