"""Requests, asks and placements as files."""

from collections.abc import Iterator
from typing import Any

from network.placements import queries as placements
from network.requests import lists
from network.requests.lifecycle import RequestState
from network.web.exporting.shape import Columns, Export, Filters, coded, pages
from network.web.labels import label, label_all
from tenants import clock
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope


def _requests(scope: Scope, filters: Filters) -> Iterator[lists.RequestRow]:
    state, mine = coded(RequestState, filters.get("state")), filters.get("mine") == "yes"
    return pages(lambda before: lists.requests(scope, state=state, mine=mine, before=before))


def _asks(scope: Scope, filters: Filters) -> Iterator[Any]:
    live = filters.get("ended") != "yes"
    return pages(lambda before: lists.received(scope, live=live, before=before))


def _residents(scope: Scope, filters: Filters) -> Iterator[Any]:
    live = filters.get("ended") != "yes"
    return pages(lambda before: placements.residents(scope, live=live, before=before))


def _placed(scope: Scope, filters: Filters) -> Iterator[Any]:
    live = filters.get("ended") != "yes"
    return pages(lambda before: placements.placed_elsewhere(scope, live=live, before=before))


REQUESTS: Columns = {
    N_("Number"): lambda row: row.request.number,
    N_("Your own file reference"): lambda row: row.request.file_reference,
    N_("State"): lambda row: label(row.state),
    N_("Age"): lambda row: row.request.age,
    N_("Sex"): lambda row: label(row.request.sex, "Sex"),
    N_("Region"): lambda row: label(row.request.region, "Region"),
    N_("Needs"): lambda row: label_all(row.request.needs, "Need"),
    N_("Urgency"): lambda row: label(row.request.urgency, "Urgency"),
    N_("Needed from"): lambda row: row.request.wanted_from,
    N_("Written on"): lambda row: clock.local_day(row.request.created_at),
    N_("Live asks"): lambda row: row.live,
    N_("Declined"): lambda row: row.declined,
}
ASKS: Columns = {
    N_("Number"): lambda ask: ask.number,
    N_("Group"): lambda ask: ask.group_name,
    N_("Asked by"): lambda ask: ask.sender_name,
    N_("State"): lambda ask: label(lists.state_now(ask)),
    N_("Sent on"): lambda ask: clock.local_day(ask.sent_at),
    N_("Needed from"): lambda ask: ask.wanted_from,
}
COURSE: Columns = {
    N_("State"): lambda row: label(row.placement.state, "PlacementState"),
    N_("Arrived on"): lambda row: row.placement.arrived_on,
    N_("Planned end"): lambda row: row.placement.planned_end,
    N_("Left on"): lambda row: row.placement.left_on,
}
RESIDENTS: Columns = {
    N_("Reference"): lambda row: row.placement.reference,
    N_("Number"): lambda row: row.placement.number,
    N_("Group"): lambda row: row.group_name,
    N_("Place"): lambda row: row.place,
    **COURSE,
}
PLACED: Columns = {
    N_("Number"): lambda row: row.placement.number,
    N_("Home"): lambda row: row.home_name,
    N_("Group"): lambda row: row.group_name,
    **COURSE,
}
EXPORTS = {
    "requests": Export(Permission.REFER, ("state", "mine"), _requests, REQUESTS),
    "asks": Export(Permission.RUN_PROGRAMMES, ("ended",), _asks, ASKS),
    "placements": Export(Permission.SEE_HOUSE, ("ended",), _residents, RESIDENTS),
    "placed": Export(Permission.WRITE_REQUESTS, ("ended",), _placed, PLACED),
}
