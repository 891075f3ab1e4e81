"""The groups of one's own house, their places and closures."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.availability import actions, queries
from network.availability.models import Group, Occupancy
from network.availability.places import capacities
from network.schemas import groups as given
from network.schemas.answers import places as told
from network.schemas.groups import stances
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("groups", "The groups of one's own house, their places and closures.")
READ, WRITE = ApiScope.PLACES_READ, ApiScope.PLACES_WRITE
tell_group = teller(told.Group)
tell_closure = teller(told.Closure)


@area.get("/groups", READ, told.GroupList)
def own_groups() -> Response:
    """All open groups of the own house"""
    return _show_all(acting())


@area.act("POST", "/groups", WRITE, told.Group, given.GroupIn, status=201)
def open_group(values: dict[str, Any]) -> Response:
    """Open a group with so many numbered places"""
    return perform(lambda scope: actions.open_group(scope, **values).id, show_group, status=201)


@area.get("/groups/<uuid:group_id>", READ, told.Group)
def own_group(group_id: UUID) -> Response:
    """One group of the own house"""
    return show_group(acting(), group_id)


@area.act(
    "PATCH",
    "/groups/<uuid:group_id>",
    WRITE,
    told.Group,
    given.GroupChange(partial=True),
    versioned=True,
)
def change_group(values: dict[str, Any], group_id: UUID) -> Response:
    """Change the profile or the capacity of a group; what is left out stays"""
    return perform(
        lambda scope: actions.change_group(scope, group_id, **values).id,
        show_group,
        look=lambda scope: queries.own_group(scope, group_id),
        tag=lambda scope: _tag(queries.own_group(scope, group_id, lock=True)),
    )


@area.act("PUT", "/groups/<uuid:group_id>/closing", WRITE, None, status=204, versioned=True)
def close_group(group_id: UUID) -> Response:
    """Take a group off the board for good; nobody may be in it"""
    return perform(
        lambda scope: actions.close_group(scope, group_id).id,
        lambda _scope, _group_id: answer(None),
        look=lambda scope: queries.ever_own_group(scope, group_id),
        tag=lambda scope: _tag(queries.own_group(scope, group_id, lock=True)),
        status=204,
    )


@area.act("POST", "/groups/<uuid:group_id>/confirmations", WRITE, told.Group, status=201)
def confirm(group_id: UUID) -> Response:
    """Still true: what the board says of this group is right as of now"""
    return perform(
        lambda scope: actions.confirm(scope, group_id).id,
        show_group,
        look=lambda scope: queries.own_group(scope, group_id),
        status=201,
    )


@area.act("POST", "/confirmations", WRITE, told.GroupList, status=201)
def confirm_all() -> Response:
    """Still true: for every open group of the own house"""

    def make(scope: Scope) -> UUID:
        actions.confirm_all(scope)
        return scope.tenant_id

    return perform(make, lambda scope, _: _show_all(scope), status=201)


@area.get("/groups/<uuid:group_id>/closures", READ, told.ClosureList)
def closures(group_id: UUID) -> Response:
    """Closures of a group that last or are still to come"""
    scope = acting()
    queries.own_group(scope, group_id)
    return answer({"items": [_closure(*each) for each in queries.closures(scope, group_id)]})


@area.act(
    "POST",
    "/groups/<uuid:group_id>/closures",
    WRITE,
    told.Closure,
    given.ClosureIn,
    status=201,
)
def close_place(values: dict[str, Any], group_id: UUID) -> Response:
    """Close a place for some days; without a number, any free one"""
    return perform(
        lambda scope: actions.close_place(scope, group_id, **values).id,
        lambda scope, closure_id: answer(_closure(*queries.closure(scope, group_id, closure_id))),
        look=lambda scope: queries.own_group(scope, group_id),
        status=201,
    )


@area.act(
    "DELETE",
    "/groups/<uuid:group_id>/closures/<uuid:closure_id>",
    WRITE,
    None,
    status=204,
)
def open_place(group_id: UUID, closure_id: UUID) -> Response:
    """End a closure today; one that has not begun never was"""

    def make(scope: Scope) -> UUID:
        actions.open_place(scope, group_id, closure_id)
        return closure_id

    return perform(
        make,
        lambda _scope, _closure_id: answer(None),
        look=lambda scope: queries.closure(scope, group_id, closure_id),
        status=204,
    )


def show_group(scope: Scope, group_id: UUID) -> Response:
    """An own group as programs are told of it."""
    group = queries.own_group(scope, group_id)
    return answer(_group(group, capacities(scope)), tag=_tag(group))


def _show_all(scope: Scope) -> Response:
    places = capacities(scope)
    return answer({"items": [_group(group, places) for group in queries.own_groups(scope)]})


def _group(group: Group, places: dict[UUID, int]) -> Told:
    return tell_group(group, needs=stances(group), capacity=places.get(group.id, 0))


def _closure(closure: Occupancy, number: int) -> Told:
    return tell_closure(closure, number=number)


def _tag(group: Group) -> str:
    return etags.of_version(group.version)
