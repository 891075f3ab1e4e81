"""Programmes that fit somebody for whom a place is sought, and why none will do."""

from marshmallow import fields

from network.availability.profile import Need
from network.programmes.instead import Because
from network.programmes.kinds import ProgrammeKind
from network.requests.least import WhyNot
from network.schemas.answers.values import Told, code, codes, some


class MilderProgramme(Told):
    """A programme without placement that fits; `because` says why, `needs` which it answers."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    kind = code(ProgrammeKind, **some())
    tenant_name = fields.String(**some())
    free = fields.Integer(**some())
    because = codes(Because)
    needs = codes(Need)


class MilderProgrammes(Told):
    """At most five, the least restrictive first."""

    items = fields.List(fields.Nested(MilderProgramme), **some())


class WhyNotAnswer(Told):
    """Why no programme will do; `shown` are the programmes that were offered, by id."""

    why_not = code(WhyNot, **some())
    words = fields.String(**some())
    shown = fields.List(fields.UUID(), **some())
    by_name = fields.String(**some())
    at = fields.DateTime(**some())


class WhyNotAnswers(Told):
    """The last first; only ever added to."""

    items = fields.List(fields.Nested(WhyNotAnswer), **some())
