"""What a home says of its intake, and the places it puts up beyond what a group is for."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.groups import show_group
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.availability import extra, queries
from network.availability.models import Place
from network.availability.taking import set_intake
from network.requests import contradictions
from network.schemas import intake as given
from network.schemas.answers import places as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("intake", "What a home says of its intake, and places beyond what a group is for.")
READ, WRITE = ApiScope.PLACES_READ, ApiScope.PLACES_WRITE
tell = teller(told.ExtraPlace)
tell_contradiction = teller(told.Contradiction)


@area.act("PUT", "/groups/<uuid:group_id>/intake", WRITE, told.Group, given.IntakeIn)
def say(values: dict[str, Any], group_id: UUID) -> Response:
    """How a group takes somebody in, beside the number of its free places"""
    return perform(
        lambda scope: set_intake(scope, group_id, **values).id,
        show_group,
        look=lambda scope: queries.own_group(scope, group_id),
    )


@area.get("/groups/<uuid:group_id>/contradictions", READ, told.ContradictionList)
def against(group_id: UUID) -> Response:
    """Declines that speak against the group's profile"""
    scope = acting()
    queries.own_group(scope, group_id)
    require(scope, Permission.SEE_HOUSE)
    found = contradictions.of_group(scope, group_id)
    return answer({"items": [tell_contradiction(each) for each in found]})


@area.get("/groups/<uuid:group_id>/extra-places", READ, told.ExtraPlaceList)
def extra_places(group_id: UUID) -> Response:
    """Extra places of a group that stand or are still to come"""
    scope = acting()
    queries.own_group(scope, group_id)
    return answer({"items": [_extra(each) for each in extra.extra_places(scope, group_id)]})


@area.act(
    "POST",
    "/groups/<uuid:group_id>/extra-places",
    WRITE,
    told.ExtraPlace,
    given.ExtraIn,
    status=201,
)
def authorise(values: dict[str, Any], group_id: UUID) -> Response:
    """A head authorises a place beyond what the group is for"""
    return perform(
        lambda scope: extra.authorise(scope, group_id, **values).id,
        lambda scope, place_id: _show(scope, group_id, place_id),
        look=lambda scope: queries.own_group(scope, group_id),
        status=201,
    )


@area.act(
    "PUT",
    "/groups/<uuid:group_id>/extra-places/<uuid:place_id>/ending",
    WRITE,
    told.ExtraPlace,
    given.ExtraEndIn,
)
def end(values: dict[str, Any], group_id: UUID, place_id: UUID) -> Response:
    """An extra place goes sooner, or stays longer, than was authorised"""
    return perform(
        lambda scope: extra.change_end(scope, group_id, place_id, **values).id,
        lambda scope, made: _show(scope, group_id, made),
        look=lambda scope: extra.extra_place(scope, group_id, place_id),
    )


def _show(scope: Scope, group_id: UUID, place_id: UUID) -> Response:
    return answer(_extra(extra.extra_place(scope, group_id, place_id)))


def _extra(place: Place) -> Told:
    return tell(place, starts=place.extra_from, ends=place.retired_on, reason=place.extra_reason)
