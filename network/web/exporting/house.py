"""The own house and the board as files: references, days and codes, never a name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from network.availability import queries
from network.availability.models import Group
from network.availability.outlook import AHEAD, Day, outlook
from network.availability.published import published_group
from network.availability.strip import Counts, counts
from network.placements.house import Line, house
from network.schemas.board import BoardSearch, search_from
from network.web.exporting.shape import Columns, Export, Filters
from network.web.forms import form_values
from network.web.labels import label
from tenants import clock
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

PUBLIC_FILTERS = (
    "age",
    "sex",
    "town",
    "forms",
    "school_level",
    "legal_group",
    "needs",
    "on",
    "only_free",
    "takes_now",
)


def _board(scope: Scope, filters: Filters) -> Iterable[Any]:
    search = search_from(form_values(BoardSearch(), filters))
    return queries.search_board(scope, search).fitting


def _lines(scope: Scope, filters: Filters) -> Iterator[Line]:
    require(scope, Permission.SEE_HOUSE)
    chosen = _group(filters)
    return (line for group in house(scope, chosen).groups for line in group.lines)


def _away(scope: Scope, _: Filters) -> Iterable[Line]:
    require(scope, Permission.SEE_HOUSE)
    return house(scope).away


def _groups(scope: Scope, _: Filters) -> Iterator[tuple[Group, Counts]]:
    places, today = queries.house(scope), clock.today()
    for group in queries.own_groups(scope):
        yield group, counts(places.strip(group.id, today))


def _outlook(scope: Scope, filters: Filters) -> list[Day]:
    """The ninety days of one group that stands on the board."""
    chosen = _group(filters)
    if chosen is None:
        raise Invalid(N_("Choose a group."), "group")
    group, today = published_group(scope, chosen), clock.today()
    return outlook(group.places, group.fillings, today, AHEAD, today, group.window)


def _group(filters: Filters) -> UUID | None:
    try:
        return UUID(filters.get("group", ""))
    except ValueError:
        return None


def _next_due(line: Line) -> Any:
    return line.due[0].clock if line.due else None


def _ends(line: Line) -> date | None:
    return line.measure.ends if line.measure else None


BOARD: Columns = {
    N_("Group"): lambda row: row.group.name,
    N_("Home"): lambda row: row.group.tenant_name,
    N_("Town"): lambda row: row.group.town,
    N_("Form of living"): lambda row: label(row.group.form, "Form"),
    N_("Degree of restriction"): lambda row: row.group.restriction_level,
    N_("Age from"): lambda row: row.group.age_from,
    N_("Age to"): lambda row: row.group.age_to,
    N_("Whom it takes"): lambda row: label(row.group.sex, "GroupSex"),
    N_("Places"): lambda row: row.counts.places,
    N_("Free"): lambda row: row.counts.free,
    N_("Held"): lambda row: row.counts.held,
    N_("Next free"): lambda row: row.next_free,
    N_("Distance in km"): lambda row: None if row.km is None else round(row.km),
    N_("Confirmed"): lambda row: row.group.confirmed_at and clock.local_day(row.group.confirmed_at),
}
WHO: Columns = {
    N_("Reference"): lambda line: line.placement.reference,
    N_("Number"): lambda line: line.placement.number,
    N_("Group"): lambda line: line.group_name,
    N_("Place"): lambda line: line.place,
}
HOUSE: Columns = {
    **WHO,
    N_("Presence"): lambda line: label(line.presence),
    N_("Arrived on"): lambda line: line.placement.arrived_on,
    N_("Planned end"): lambda line: line.placement.planned_end,
    N_("Measure ends"): _ends,
    N_("What is due"): lambda line: label(getattr(_next_due(line), "kind", ""), "ClockKind"),
    N_("Due"): lambda line: line.due[0].clock.due_at.astimezone(clock.LOCAL) if line.due else None,
}
AWAY: Columns = {
    **WHO,
    N_("Presence"): lambda line: label(line.absence.kind, "AbsenceKind"),
    N_("Since"): lambda line: line.absence.begins_at.astimezone(clock.LOCAL),
    N_("Expected back"): lambda line: (
        line.absence.until_at and line.absence.until_at.astimezone(clock.LOCAL)
    ),
}
GROUPS: Columns = {
    N_("Group"): lambda row: row[0].name,
    N_("Town"): lambda row: row[0].town,
    N_("Form of living"): lambda row: label(row[0].form, "Form"),
    N_("Places"): lambda row: row[1].places,
    N_("Free"): lambda row: row[1].free,
    N_("Held"): lambda row: row[1].held,
    N_("Confirmed"): lambda row: row[0].confirmed_at and clock.local_day(row[0].confirmed_at),
}
OUTLOOK: Columns = {
    N_("Day"): lambda day: day.on,
    N_("Places"): lambda day: day.counts.places,
    N_("Free"): lambda day: day.taking,
    N_("Held"): lambda day: day.counts.held,
    N_("Closed"): lambda day: day.counts.closed,
    N_("Arrivals"): lambda day: day.arriving,
    N_("Leavings"): lambda day: day.leaving,
}
EXPORTS = {
    "board": Export(None, PUBLIC_FILTERS, _board, BOARD, untold=("town",)),
    "house": Export(Permission.SEE_HOUSE, ("group",), _lines, HOUSE),
    "away": Export(Permission.SEE_HOUSE, (), _away, AWAY),
    "groups": Export(Permission.SEE_HOUSE, (), _groups, GROUPS),
    "outlook": Export(None, ("group",), _outlook, OUTLOOK),
}
