"""What is sent of breaches, to open something for an inspector, and to find a file."""

from marshmallow import fields, validate

from network.oversight.kinds import Risk
from network.schemas.values import LONG, NOTE, Given, day, line, moment, one_of, text, whole
from network.trail.pruning import LEAST, MOST

MOST_PERSONS, MOST_FILES = 10_000_000, 100


class BreachIn(Given):
    """What happened, and when the house became aware of it. Names stay out of it where they can."""

    what = text(LONG, required=True)
    noticed_at = moment(required=True)
    data = text(NOTE, load_default="")
    persons = whole(0, MOST_PERSONS, load_default=None, allow_none=True)
    measures = text(NOTE, load_default="")


class RiskIn(Given):
    """What the breach may do to those whom it is about."""

    risk = one_of(Risk, required=True)
    note = text(NOTE, load_default="")


class ToldOnIn(Given):
    """When somebody was told, and how."""

    done_at = moment(required=True)
    note = text(NOTE, load_default="")


class ClosingIn(Given):
    """Why nothing is left to be done."""

    reasons = text(NOTE, required=True)


class InspectionIn(Given):
    """What is opened for an inspector, of which authority, on which legal ground, and how long."""

    authority = line(required=True)
    ground = line(required=True)
    name = line(required=True)
    email = fields.Email(required=True)
    starts = day(required=True)
    ends = day(required=True)
    trail = fields.Boolean(load_default=False)
    registers = fields.Boolean(load_default=False)
    rights = fields.Boolean(load_default=False)
    bases = fields.Boolean(load_default=False)
    numbers = fields.List(
        line(required=True), load_default=list, validate=validate.Length(max=MOST_FILES)
    )


class SearchIn(Given):
    """Words of a name, or a day of birth. Sent in a body, never in an address."""

    name = line(load_default="")
    birth_date = day(load_default=None, allow_none=True)


class KeepingIn(Given):
    """For how many whole years after the one it was written in an entry of the trail is kept."""

    years = whole(LEAST, MOST, required=True)
