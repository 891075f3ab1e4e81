"""Groups, as their own house and as the board tells of them."""

from marshmallow import fields

from network.availability.freshness import Freshness
from network.availability.intake import CapacityStatus, Intake
from network.availability.profile import (
    ClosureReason,
    ExtraReason,
    Form,
    GroupSex,
    LegalGroup,
    Need,
    SchoolLevel,
)
from network.availability.strip import PlaceState
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some
from network.schemas.groups import Stance
from tenants.scope import TenantKind


class GroupProfile(Told):
    """What a group says of itself."""

    id = fields.UUID(**some())
    network_id = fields.UUID(**some())
    name = fields.String(**some())
    form = code(Form, **some())
    restriction_level = fields.Integer(**some())
    age_from = fields.Integer(**some())
    age_to = fields.Integer(**some())
    sex = code(GroupSex, **some())
    school_levels = codes(SchoolLevel)
    legal_groups = codes(LegalGroup)
    needs = fields.Dict(keys=code(Need), values=code(Stance), **some())
    town = fields.String(**some())
    duty_phone = fields.String(**some())
    note = fields.String(**some())
    intake = code(Intake, **some())
    intake_until = fields.Date(**perhaps())
    intake_reason = fields.String(**some())
    intake_by = fields.String(**some())
    intake_set_at = fields.DateTime(**perhaps())
    admits_from = fields.String(**some())
    admits_until = fields.String(**some())
    confirmed_at = fields.DateTime(**perhaps())
    confirmed_by = fields.String(**some())
    changed_at = fields.DateTime(**some())


class Group(GroupProfile):
    """A group of one's own house."""

    capacity = fields.Integer(**some())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    version = fields.Integer(**some())


class GroupList(Told):
    """All open groups of one's own house, least restrictive first."""

    items = fields.List(fields.Nested(Group), **some())


class DayAhead(Told):
    """A day of a group as known today, in counts. `taking` are free places that may be given that
    day: none outside the part of the year in which the group takes somebody in."""

    on = fields.Date(**some())
    places = fields.Integer(**some())
    free = fields.Integer(**some())
    taking = fields.Integer(**some())
    extra = fields.Integer(**some())
    arriving = fields.Integer(**some())
    leaving = fields.Integer(**some())
    open = fields.Boolean(**some())


class Outlook(Told):
    """Ninety days of a group, from the day that was asked for."""

    items = fields.List(fields.Nested(DayAhead), **some())


class Contradiction(Told):
    """A decline that speaks against what the group says it takes: one of the two should change."""

    ask_id = fields.UUID(**some())
    number = fields.String(**some())
    reason = fields.String(**some())
    part = fields.String(**some())
    need = code(Need, **perhaps())


class ContradictionList(Told):
    """Those of the last thirty days that still stand, the latest of each reason."""

    items = fields.List(fields.Nested(Contradiction), **some())


class PlaceOnDay(Told):
    """A numbered place and what it is on the day."""

    number = fields.Integer(**some())
    state = code(PlaceState, **some())


class Against(Told):
    """One thing that speaks against a group; a hard one excludes it."""

    code = fields.String(**some())
    hard = fields.Boolean(**some())
    sentence = fields.String(
        **some(metadata={"description": "In the language of Accept-Language."})
    )
    facts = fields.Dict(keys=fields.String(), **some())


class BoardProfile(GroupProfile):
    """What a group of the networks says of itself, and whose it is."""

    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    tenant_kind = code(TenantKind, **some())


class BoardGroup(BoardProfile):
    """A group on the board as of a day: counts and dates, never who. Places that are free are
    `capacity` and `extra` without those that are filled, held or closed; `lived` may be more than
    the capacity."""

    status = code(CapacityStatus, **some())
    freshness = code(Freshness, **some())
    places = fields.List(fields.Nested(PlaceOnDay), **some())
    capacity = fields.Integer(**some())
    extra = fields.Integer(**some())
    extra_until = fields.Date(**perhaps())
    authorised_by = fields.List(fields.String(), **some())
    lived = fields.Integer(**some())
    free = fields.Integer(**some())
    held = fields.Integer(**some())
    closed = fields.Integer(**some())
    next_free = fields.Date(**perhaps())
    km = fields.Float(**perhaps())
    against = fields.List(fields.Nested(Against), **some())


BoardPage = page_of(
    BoardGroup,
    on=fields.Date(**some()),
    free=fields.Integer(**some()),
    held=fields.Integer(**some()),
    fitting=fields.Integer(**some()),
    excluded=fields.Integer(**some()),
)


class Closure(Told):
    """A place that cannot be given although nobody is on it."""

    id = fields.UUID(**some())
    group_id = fields.UUID(**some())
    number = fields.Integer(**some())
    starts = fields.Date(**some())
    ends = fields.Date(**perhaps())
    reason = code(ClosureReason, **some())


class ClosureList(Told):
    """Closures that last or are still to come."""

    items = fields.List(fields.Nested(Closure), **some())


class ExtraPlace(Told):
    """A place beyond what the group is for: gone from `ends` on, by the word of a head."""

    id = fields.UUID(**some())
    group_id = fields.UUID(**some())
    number = fields.Integer(**some())
    starts = fields.Date(**some())
    ends = fields.Date(**some())
    reason = code(ExtraReason, **some())
    extra_note = fields.String(**some())
    end_note = fields.String(**some())
    authorised_by = fields.String(**some())


class ExtraPlaceList(Told):
    """Extra places that stand or are still to come."""

    items = fields.List(fields.Nested(ExtraPlace), **some())
