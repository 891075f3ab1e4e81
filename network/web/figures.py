"""How the searches of a network go: what stalls, what was asked, what was missing. No names."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from network.requests import figures
from network.requests.figures import UnmetBy
from network.web.exporting.network import UNMET_BY, destination
from network.web.labels import label
from network.web.rendering import page
from network.web.words import gettext
from tenants.errors import N_
from tenants.login import acting
from tenants.roles import Permission, may

bp = Blueprint("figures", __name__, url_prefix="/coordination")
DIGITS = 6
PARTS = (
    ("coordination.show", N_("Who waits")),
    ("figures.stalls", N_("Stalls")),
    ("figures.placements", N_("Asks per placement")),
    ("figures.unmet", N_("Unmet need")),
    ("figures.why_not", N_("Why no programme will do")),
    ("figures.outside", N_("Outside the network")),
    ("figures.orders", N_("Court orders")),
    ("coordination.reviews", N_("Declines to review")),
)


def tabs() -> list[tuple[str, str, None, bool]]:
    """The parts of the coordinator's view, for the head of each of them."""
    hidden = () if may(acting(), Permission.REVIEW_DECLINES) else ("coordination.reviews",)
    here = "coordination.reviews" if request.blueprint == "reviews" else request.endpoint
    return [
        (url_for(endpoint), gettext(text), None, endpoint == here)
        for endpoint, text in PARTS
        if endpoint not in hidden
    ]


@bp.get("/stalls")
def stalls() -> Response:
    """What is overdue at whom, by organisation and kind."""
    found = figures.stalls(acting(), after=passed_over())
    return page("coordination/stalls.html", tabs=tabs(), rows=found.rows, **_pages(found.after))


@bp.get("/placements")
def placements() -> Response:
    """How many asks a placement takes, by month and by region."""
    found = figures.asks_per_placement(acting())
    return page("coordination/placements.html", tabs=tabs(), found=found)


@bp.get("/unmet")
def unmet() -> Response:
    """Which needs were not met, by region, need, sex or age band; small numbers are hidden."""
    by = _by()
    ways = [(url_for("figures.unmet", by=one), label(one), None, one is by) for one in UnmetBy]
    grid = figures.unmet(acting(), by)
    return page(
        "coordination/unmet.html", parts=tabs(), grid=grid, by=by, kind=UNMET_BY[by], ways=ways
    )


@bp.get("/why-not")
def why_not() -> Response:
    """Why places were sought although there are milder programmes; small numbers are hidden."""
    return page("coordination/why_not.html", tabs=tabs(), grid=figures.why_not(acting()))


def _by() -> UnmetBy:
    chosen = request.args.get("by", "")
    return UnmetBy(chosen) if chosen in set(UnmetBy) else UnmetBy.REGION


@bp.get("/outside")
def outside() -> Response:
    """Who went outside the network, by destination."""
    leaks = [(destination(one), one) for one in figures.leakage(acting())]
    return page("coordination/outside.html", tabs=tabs(), leaks=leaks)


@bp.get("/orders")
def orders() -> Response:
    """Final court orders that nobody has carried out yet, the oldest first."""
    scope = acting()
    found = figures.orders(scope, after=passed_over())
    return page(
        "coordination/orders.html",
        tabs=tabs(),
        rows=found.rows,
        waiting=figures.orders_waiting(scope),
        **_pages(found.after),
    )


def passed_over() -> int:
    """How many rows `?after=` passes over; anything that is no number begins at the top."""
    asked = request.args.get("after", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= DIGITS else 0


def _pages(after: int | None) -> dict[str, Any]:
    here = str(request.endpoint)
    return {
        "next": url_for(here, after=after) if after else None,
        "first_page": url_for(here) if passed_over() else None,
    }
