"""Programmes, as their own house and as the catalogue tells of them."""

from marshmallow import fields

from network.availability.profile import Need, Region
from network.programmes.kinds import (
    Audience,
    Collaborator,
    Language,
    PathStage,
    ProgrammeKind,
    ProgrammeState,
    Referrer,
    Venue,
)
from network.programmes.outlook import Chance
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some
from tenants.scope import TenantKind


class Cohort(Told):
    """Those who go through a programme together, in numbers: `ends` is the first day on which it
    is over, `enrol_until` the last on which one may join."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    starts = fields.Date(**some())
    ends = fields.Date(**perhaps())
    enrol_until = fields.Date(**perhaps())
    seats = fields.Integer(**some())
    free = fields.Integer(**some())


class Programme(Told):
    """A programme: what it is and how many may join, never who takes part. Who answers for it,
    how it goes down its waiting list and its version are told to its own house alone, and are null
    to everybody else."""

    id = fields.UUID(**some())
    network_id = fields.UUID(**some())
    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    tenant_kind = code(TenantKind, **some())
    name = fields.String(**some())
    kind = code(ProgrammeKind, **some())
    stage = code(PathStage, **some())
    state = code(ProgrammeState, **some())
    summary = fields.String(**some())
    description = fields.String(**some())
    audience = codes(Audience)
    age_from = fields.Integer(**some())
    age_to = fields.Integer(**some())
    regions = codes(Region)
    town = fields.String(**some())
    venues = codes(Venue)
    languages = codes(Language)
    needs = codes(Need)
    referrers = codes(Referrer)
    partners = fields.List(fields.String(), **some())
    collaborators = codes(Collaborator)
    schedule = fields.String(**some())
    weeks = fields.Integer(**perhaps())
    price = fields.Float(**perhaps(metadata={"description": "In euros; null where it is free."}))
    price_note = fields.String(**some())
    waiting_list = fields.Boolean(**some())
    open_from = fields.Date(**perhaps())
    paused_until = fields.Date(**perhaps())
    changed_at = fields.DateTime(**some())
    seats = fields.Integer(**some())
    free = fields.Integer(**some())
    chance = code(Chance, **some())
    cohorts = fields.List(fields.Nested(Cohort), **some())
    list_hours = fields.Integer(**perhaps())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    version = fields.Integer(**perhaps())


class ProgrammeList(Told):
    """Every programme of one's own house, closed ones last."""

    items = fields.List(fields.Nested(Programme), **some())


class Stages(Told):
    """How many programmes fit at each place of the path."""

    prevention = fields.Integer(**some())
    family_support = fields.Integer(**some())
    individual = fields.Integer(**some())
    day_programme = fields.Integer(**some())
    beside_placement = fields.Integer(**some())
    independence = fields.Integer(**some())


ProgrammePage = page_of(Programme, total=fields.Integer(**some()), stages=fields.Nested(Stages))
