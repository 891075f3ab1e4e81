"""Lists as files, under the same query, roles and policies as their pages; each is written down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, Response, request

from network.availability.profile import Region
from network.exports.actions import MOST, write_down
from network.interop.spreadsheets import Cell, Format, written
from network.placements import queries as placements
from network.requests import lists
from network.requests.coordination import requests_of_network
from network.requests.lifecycle import RequestState
from network.requests.profile import Urgency
from network.web.labels import label, label_all
from network.web.words import gettext
from tenants import clock
from tenants.database import transaction
from tenants.errors import N_
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("exports", __name__, url_prefix="/exports")
Code = TypeVar("Code", bound=StrEnum)
Filters = Mapping[str, str]
TOO_FAR = 10_000  # pages: nothing is that long


@dataclass(frozen=True, slots=True)
class Export:
    """One list: who may have it, what filters it, its rows, and what stands in each column."""

    needs: Permission
    filters: Sequence[str]
    rows: Callable[[Scope, Filters], Iterable[Any]]
    columns: Mapping[str, Callable[[Any], Cell]]


def taken(name: str, kind: Format) -> Response:
    """The list as a file, filtered like the page it was taken from; at most MOST rows."""
    scope, export = acting(), EXPORTS[name]
    require(scope, export.needs)
    filters = {each: request.args.get(each, "") for each in export.filters}
    rows = list(islice(export.rows(scope, filters), MOST))
    content = written(kind, *_table(export, rows))
    with transaction():
        told = [f"{each}={value}" for each, value in filters.items() if _is_code(value)]
        write_down(scope, name, kind, told, len(rows))
    answer = Response(content, mimetype=kind.mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}-{clock.today()}.{kind}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _table(export: Export, rows: Iterable[Any]) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
    head = [gettext(name) for name in export.columns]
    return head, ([cell(row) for cell in export.columns.values()] for row in rows)


def _is_code(value: str) -> bool:
    """A filter of ours is a word; whatever else somebody put into the address is not kept."""
    return value.isidentifier()


def _pages(look: Callable[[UUID | None], lists.Page[Any]]) -> Iterator[Any]:
    """All rows of a paged list, a page at a time."""
    before: UUID | None = None
    for _ in range(TOO_FAR):
        found = look(before)
        yield from found.rows
        before = found.after
        if before is None:
            return


def _coded(kind: type[Code], value: str) -> Code | None:
    return kind(value) if value in set(kind) else None


def _requests(scope: Scope, filters: Filters) -> Iterator[lists.RequestRow]:
    state, mine = _coded(RequestState, filters["state"]), filters["mine"] == "yes"
    return _pages(lambda before: lists.requests(scope, state=state, mine=mine, before=before))


def _asks(scope: Scope, filters: Filters) -> Iterator[Any]:
    live = filters["ended"] != "yes"
    return _pages(lambda before: lists.received(scope, live=live, before=before))


def _residents(scope: Scope, filters: Filters) -> Iterator[Any]:
    live = filters["ended"] != "yes"
    return _pages(lambda before: placements.residents(scope, live=live, before=before))


def _network(scope: Scope, filters: Filters) -> Iterator[Any]:
    return _pages(
        lambda before: requests_of_network(
            scope,
            state=_coded(RequestState, filters["state"]),
            urgency=_coded(Urgency, filters["urgency"]),
            region=_coded(Region, filters["region"]),
            before=before,
        )
    )


REQUESTS: dict[str, Callable[[Any], Cell]] = {
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
ASKS: dict[str, Callable[[Any], Cell]] = {
    N_("Number"): lambda ask: ask.number,
    N_("Group"): lambda ask: ask.group_name,
    N_("Asked by"): lambda ask: ask.sender_name,
    N_("State"): lambda ask: label(lists.state_now(ask)),
    N_("Sent on"): lambda ask: clock.local_day(ask.sent_at),
    N_("Needed from"): lambda ask: ask.wanted_from,
}
RESIDENTS: dict[str, Callable[[Any], Cell]] = {
    N_("Reference"): lambda row: row.placement.reference,
    N_("Number"): lambda row: row.placement.number,
    N_("Group"): lambda row: row.group_name,
    N_("Place"): lambda row: row.place,
    N_("State"): lambda row: label(row.placement.state, "PlacementState"),
    N_("Arrived on"): lambda row: row.placement.arrived_on,
    N_("Planned end"): lambda row: row.placement.planned_end,
    N_("Left on"): lambda row: row.placement.left_on,
}
NETWORK: dict[str, Callable[[Any], Cell]] = {
    N_("Number"): lambda row: row.number,
    N_("Organisation"): lambda row: row.tenant_name,
    N_("State"): lambda row: label(row.state, "RequestState"),
    N_("Age"): lambda row: label(row.age_band, "AgeBand"),
    N_("Sex"): lambda row: label(row.sex, "Sex"),
    N_("Region"): lambda row: label(row.region, "Region"),
    N_("Urgency"): lambda row: label(row.urgency, "Urgency"),
    N_("Needed from"): lambda row: row.wanted_from,
    N_("Written on"): lambda row: clock.local_day(row.created_at),
    N_("Asks sent"): lambda row: row.asks_sent,
    N_("Live asks"): lambda row: row.asks_live,
    N_("Declined"): lambda row: row.asks_declined,
}
EXPORTS: dict[str, Export] = {
    "requests": Export(Permission.WRITE_REQUESTS, ("state", "mine"), _requests, REQUESTS),
    "asks": Export(Permission.ANSWER_ASKS, ("ended",), _asks, ASKS),
    "placements": Export(Permission.SEE_HOUSE, ("ended",), _residents, RESIDENTS),
    "network": Export(
        Permission.SEE_NETWORK_FIGURES, ("state", "urgency", "region"), _network, NETWORK
    ),
}

for _name in EXPORTS:
    for _kind in Format:
        _view = partial(taken, _name, _kind)
        bp.add_url_rule(f"/{_name}.{_kind}", f"{_name}_{_kind}", _view)
