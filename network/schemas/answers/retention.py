"""How long records are kept, and what would go."""

from marshmallow import fields

from network.rights.kinds import Obstacle, What
from network.rights.retention import RecordClass
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class RetentionClass(Told):
    """One class: `years` without a rule of the house, `kept_years` by it; null where nothing goes
    by itself. The house sets it from `least` to `most`, null where it does not."""

    record_class = code(RecordClass, **some())
    kept_years = fields.Integer(**perhaps())
    least = fields.Integer(**perhaps())
    most = fields.Integer(**perhaps())
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


class WordsWouldGo(Told):
    """Words on a thing without a file that would go today, but for what stands against it."""

    subject = code(What, **some())
    subject_id = fields.UUID(**some())
    number = fields.String(**some())
    since = fields.Date(**some())
    kept = codes(Obstacle)


WordsWouldGoPage = page_of(WordsWouldGo)


class Confirmed(Told):
    """How many things were erased."""

    erased = fields.Integer(**some())
