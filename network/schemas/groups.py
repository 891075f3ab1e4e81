"""Groups, their places and closures."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from marshmallow import fields, post_load

from network.availability.places import MOST_PLACES
from network.availability.profile import (
    ClosureReason,
    Form,
    GroupSex,
    LegalGroup,
    Need,
    SchoolLevel,
)
from network.schemas.intake import month_day
from network.schemas.values import (
    LONG,
    Given,
    age,
    day,
    line,
    one_of,
    some_of,
    telephone,
    text,
    whole,
)


class Stance(StrEnum):
    """How a group stands to a need. A need that is not named was left unsaid."""

    TAKEN = "taken"
    ASKED = "asked"
    NOT_TAKEN = "not_taken"


class Stances(Protocol):
    """What says how it stands to needs: a group of one's own or on the board."""

    @property
    def needs_taken(self) -> Any: ...
    @property
    def needs_asked(self) -> Any: ...
    @property
    def needs_not_taken(self) -> Any: ...


def stances(group: Stances) -> dict[Need, Stance]:
    """How a group stands to each need it speaks of, as the schemas take and give it."""
    columns = {
        Stance.TAKEN: group.needs_taken,
        Stance.ASKED: group.needs_asked,
        Stance.NOT_TAKEN: group.needs_not_taken,
    }
    said = {need: stance for stance, needs in columns.items() for need in needs}
    return {need: said[need] for need in Need if need in said}


class GroupChange(Given):
    """The whole profile of a group and its capacity, for `availability.actions.change_group`.

    A form sends all of it; a program may send a part (`GroupChange(partial=True)`). In a form
    the needs are fields such as `needs.self_harm=taken`; loaded they are the three columns.
    """

    name = line(80, required=True)
    form = one_of(Form, required=True)
    restriction_level = whole(1, 4)
    age_from = age(required=True)
    age_to = age(required=True)
    sex = one_of(GroupSex, required=True)
    school_levels = some_of(SchoolLevel, load_default=list)
    legal_groups = some_of(LegalGroup, load_default=list)
    needs = fields.Dict(keys=one_of(Need), values=one_of(Stance), load_default=dict[Need, Stance])
    town = line(required=True)
    duty_phone = telephone(required=True)
    note = text(LONG, load_default="")
    admits_from = month_day(load_default="")
    admits_until = month_day(load_default="")
    responsible_id = fields.UUID(allow_none=True)
    deputy_id = fields.UUID(allow_none=True)
    capacity = whole(1, MOST_PLACES, required=True)

    @post_load
    def in_columns(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        said: Mapping[Need, Stance] | None = data.pop("needs", None)
        if said is not None:
            for stance in Stance:
                data[f"needs_{stance}"] = [need for need in Need if said.get(need) is stance]
        return data


class GroupIn(GroupChange):
    """A new group, for `availability.actions.open_group`. Without a restriction level it gets
    that of its form; a network is chosen only by tenants that are in several."""

    network_id = fields.UUID()


class ClosureIn(Given):
    """A place closed from `starts` up to, not including, `ends`; without a number, any free one."""

    starts = day(required=True)
    ends = day(allow_none=True, load_default=None)
    reason = one_of(ClosureReason, required=True)
    number = whole(1, 9999, allow_none=True, load_default=None)


class CapacityIn(Given):
    """How many places a group has."""

    capacity = whole(1, MOST_PLACES, required=True)


class OnDay(Given):
    """The day as of which a group is looked at."""

    on = day()
