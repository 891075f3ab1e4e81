"""What the coordination sees of its network, as files: the same figures, hidden where the page
hides them."""

from collections.abc import Iterable, Iterator
from typing import Any

from network.availability.profile import Region
from network.interop.spreadsheets import Cell
from network.requests import figures, reviews
from network.requests.coordination import Order, Stage, requests_of_network
from network.requests.figures import UnmetBy
from network.requests.lifecycle import RequestState
from network.requests.profile import Urgency
from network.requests.reasons import Unmet
from network.requests.suppression import TOTAL, Hidden
from network.web import reasons
from network.web.exporting.shape import Columns, Export, Filters, coded, pages, parts
from network.web.labels import label
from network.web.words import gettext
from tenants import clock
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope

SEES = Permission.SEE_NETWORK_FIGURES
UNMET_BY = {
    UnmetBy.REGION: "Region",
    UnmetBy.NEED: "Need",
    UnmetBy.SEX: "Sex",
    UnmetBy.AGE_BAND: "AgeBand",
}


def _network(scope: Scope, filters: Filters) -> Iterator[Any]:
    return pages(
        lambda before: requests_of_network(
            scope,
            state=coded(RequestState, filters.get("state")),
            stage=coded(Stage, filters.get("stage")),
            urgency=coded(Urgency, filters.get("urgency")),
            region=coded(Region, filters.get("region")),
            order=coded(Order, filters.get("order")) or Order.NEWEST,
            before=before,
        )
    )


def _stalls(scope: Scope, _: Filters) -> Iterator[Any]:
    return parts(lambda after: figures.stalls(scope, after=after))


def _orders(scope: Scope, _: Filters) -> Iterator[Any]:
    return parts(lambda after: figures.orders(scope, after=after))


def _asks_per_placement(scope: Scope, _: Filters) -> Iterator[tuple[str, figures.Placed]]:
    found = figures.asks_per_placement(scope)
    yield from ((month.strftime("%Y-%m"), placed) for month, placed in found.by_month)
    yield from ((label(region, "Region"), placed) for region, placed in found.by_region)
    if found.together:
        yield gettext("Together"), found.together


def _unmet(scope: Scope, filters: Filters) -> Iterator[tuple[str, dict[str, int | Hidden]]]:
    by = coded(UnmetBy, filters.get("by")) or UnmetBy.REGION
    grid = figures.unmet(scope, by)
    for row in (*grid.rows, TOTAL) if grid.rows else ():
        called = label(row, UNMET_BY[by]) if row else gettext("Together")
        yield called, dict(zip((*grid.columns, TOTAL), grid.line(row), strict=True))


def _why_not(scope: Scope, _: Filters) -> Iterator[tuple[str, int | Hidden]]:
    grid = figures.why_not(scope)
    for row in (*grid.rows, TOTAL) if grid.rows else ():
        yield label(row, "WhyNot") if row else gettext("Together"), grid.cells[row, TOTAL]


def _told(number: int | Hidden) -> Cell:
    return number if isinstance(number, int) else label(number)


def _outside(scope: Scope, _: Filters) -> Iterable[figures.Leak]:
    return figures.leakage(scope)


def destination(leak: figures.Leak) -> str:
    """Where they went, in words."""
    if leak.destination == figures.BEFORE_PLACEMENT:
        return gettext("the search ended outside, before any placement")
    return label(leak.destination, "OutsideKind")


def _reviews(scope: Scope, _: Filters) -> Iterator[Any]:
    found = [
        *reviews.undecided(scope),
        *pages(lambda before: reviews.decided(scope, before=before)),
    ]
    names = reasons.names(each.reason for each in found)
    return ((each, names.get(each.reason, each.reason)) for each in found)


NETWORK: Columns = {
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
STALLS: Columns = {
    N_("Organisation"): lambda row: row.tenant_name,
    N_("What is due"): lambda row: label(row.kind, "ClockKind"),
    N_("Overdue"): lambda row: row.missed,
    N_("Since"): lambda row: row.since.astimezone(clock.LOCAL),
}
PER_PLACEMENT: Columns = {
    N_("Month or region"): lambda row: row[0],
    N_("Placements"): lambda row: row[1].placements,
    N_("Asks, median"): lambda row: row[1].median_asks,
    N_("Asks, most"): lambda row: row[1].most_asks,
    N_("Days, median"): lambda row: row[1].median_days,
}
UNMET: Columns = {
    N_("Unmet need"): lambda row: row[0],
    N_("no free place"): lambda row: _told(row[1][Unmet.NO_PLACE]),
    N_("no home for such needs"): lambda row: _told(row[1][Unmet.NOT_ELIGIBLE]),
    N_("refused by the young person or the family"): lambda row: _told(row[1][Unmet.REFUSED]),
    N_("contact was lost"): lambda row: _told(row[1][Unmet.LOST_CONTACT]),
    N_("a place outside the network was found"): lambda row: _told(row[1][Unmet.PLACED_OUTSIDE]),
    N_("Together"): lambda row: _told(row[1][TOTAL]),
}
WHY_NOT: Columns = {
    N_("Why no programme will do"): lambda row: row[0],
    N_("Requests"): lambda row: _told(row[1]),
}
OUTSIDE: Columns = {
    N_("Destination"): destination,
    N_("Young people"): lambda row: row.number,
    N_("Of these abroad"): lambda row: row.abroad,
}
ORDERS: Columns = {
    N_("Number"): lambda row: row.number,
    N_("Organisation"): lambda row: row.tenant_name,
    N_("Region"): lambda row: label(row.region, "Region"),
    N_("Final since"): lambda row: row.order_final_on,
    N_("Days"): lambda row: row.days,
}
REVIEWS: Columns = {
    N_("Number"): lambda row: row[0].number,
    N_("Home"): lambda row: row[0].home_name,
    N_("Group"): lambda row: row[0].group_name,
    N_("Reason"): lambda row: row[1],
    N_("Due"): lambda row: row[0].due_at.astimezone(clock.LOCAL),
    N_("Decision"): lambda row: label(row[0].decision, "ReviewDecision"),
    N_("Decided by"): lambda row: row[0].decided_by,
}
EXPORTS = {
    "network": Export(SEES, ("state", "stage", "urgency", "region", "order"), _network, NETWORK),
    "stalls": Export(SEES, (), _stalls, STALLS),
    "asks-per-placement": Export(SEES, (), _asks_per_placement, PER_PLACEMENT),
    "unmet": Export(SEES, ("by",), _unmet, UNMET),
    "why-not": Export(SEES, (), _why_not, WHY_NOT),
    "outside": Export(SEES, (), _outside, OUTSIDE),
    "orders": Export(SEES, (), _orders, ORDERS),
    "reviews": Export(Permission.REVIEW_DECLINES, (), _reviews, REVIEWS),
}
