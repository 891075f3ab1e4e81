"""Young people's files, as those are told of them who open them."""

from marshmallow import fields

from network.consent.kinds import Category
from network.placements.lifecycle import PlacementState
from network.records.fields import Exclusion, Sensitivity
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class File(Told):
    """A young person's file, without what it says."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    name = fields.String(**some())
    sensitivity = code(Sensitivity, **some())
    responsible_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())


FilePage = page_of(File)


class FilePart(Told):
    """What a file says in one category: fields by name, only those that are written. `version` is
    0 as long as nothing is."""

    category = code(Category, **some())
    values = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), **some())
    changed_at = fields.DateTime(**perhaps())
    changed_by = fields.String(**some())
    version = fields.Integer(**some())


class EarlierWords(Told):
    """What the own words were, since when, and whose hand they were written by."""

    values = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), **some())
    changed_at = fields.DateTime(**some())
    changed_by = fields.String(**some())


EarlierWordsPage = page_of(EarlierWords)


class TeamMember(Told):
    """Somebody of the house who opens the file."""

    id = fields.UUID(**some())
    name = fields.String(**some())


class Excluded(TeamMember):
    """Somebody of the house who never opens it, and why."""

    reason = code(Exclusion, **some())


class Stay(Told):
    """Where somebody lived or is expected, as the file tells it."""

    placement_id = fields.UUID(**some())
    home = fields.String(**some())
    group = fields.String(**some())
    state = code(PlacementState, **some())
    expected_on = fields.Date(**perhaps())
    arrived_on = fields.Date(**perhaps())
    left_on = fields.Date(**perhaps())


class StayList(Told):
    """The stays of one file, the latest first."""

    items = fields.List(fields.Nested(Stay), **some())


class WholeFile(File):
    """A file with everything it says, who opens it and who never does."""

    parts = fields.List(fields.Nested(FilePart), **some())
    team = fields.List(fields.Nested(TeamMember), **some())
    excluded = fields.List(fields.Nested(Excluded), **some())
