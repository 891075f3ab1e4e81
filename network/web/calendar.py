"""A group's weeks to come: the strip of ninety days, and a month as a calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, Response, request
from marshmallow import ValidationError

from network.availability.outlook import (
    AHEAD,
    Day,
    Stretch,
    month_of,
    next_month,
    outlook,
    stretches,
    weeks,
)
from network.availability.published import PublishedGroup, published_group
from network.placements.house import Line, house
from network.placements.reasons import LeavingSign, Presence
from network.schemas.groups import OnDay
from network.web.labels import label
from network.web.rendering import form_values, page
from network.web.words import gettext
from tenants import clock
from tenants.login import acting
from tenants.roles import Permission, may

bp = Blueprint("calendar", __name__, url_prefix="/groups/<uuid:group_id>/calendar")
WIDTH, HEIGHT = 10, 60  # of a day and of a full house in the drawing, without a unit
Leaving = tuple[date, LeavingSign, Line]


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of the drawing: where it stands, how wide and how high its free places are."""

    stretch: Stretch
    x: int
    width: int
    height: int


def ahead(group: PublishedGroup) -> list[Day]:
    """The ninety days from today on."""
    today = clock.today()
    return outlook(group.places, group.fillings, today, AHEAD, today, group.window)


def bars(days: Sequence[Day]) -> list[Bar]:
    """The strip as it is drawn: the fuller with free places, the higher."""
    most = max((day.counts.places for day in days), default=0) or 1
    return [
        Bar(each, each.at * WIDTH, each.days * WIDTH, round(HEIGHT * each.free / most))
        for each in stretches(days)
    ]


def months(days: Sequence[Day]) -> list[tuple[int, date]]:
    """Where a month begins in the drawing."""
    return [(at * WIDTH, day.on) for at, day in enumerate(days) if day.on.day == 1 or at == 0]


def leavings(group: PublishedGroup) -> list[Leaving]:
    """Who of the own house may leave, by which sign; nothing of others."""
    scope = acting()
    if group.tenant_id != scope.tenant_id or not may(scope, Permission.SEE_HOUSE):
        return []
    return house(scope, group.id).leavings


@bp.get("")
def show(group_id: UUID) -> Response:
    """One month, as counts; people of the house see by reference who comes and who goes."""
    group = published_group(acting(), group_id)
    today = clock.today()
    try:
        on = form_values(OnDay(), request.args).get("on") or today
    except ValidationError:
        on = today
    first, length = month_of(on)
    days = outlook(group.places, group.fillings, first, length, today, group.window)
    before, after = (first - timedelta(days=1)).replace(day=1), next_month(first)
    return page(
        "groups/calendar.html",
        group=group,
        first=first,
        weeks=weeks(days),
        names=by_day(group),
        before=before if before >= today.replace(day=1) else None,
        after=after,
        weekdays=weekdays(),
    )


def by_day(group: PublishedGroup) -> Mapping[date, list[str]]:
    """What is to be read on a day by those of the house: references, and what is expected."""
    scope = acting()
    found: dict[date, list[str]] = {}
    if group.tenant_id != scope.tenant_id or not may(scope, Permission.SEE_HOUSE):
        return found
    for line in house(scope, group.id).lines:
        placement = line.placement
        if line.presence is Presence.EXPECTED and placement.expected_on:
            coming = gettext("arrival expected: %(who)s", who=placement.number or line.place)
            found.setdefault(placement.expected_on, []).append(coming)
        for day, sign in line.leavings:
            found.setdefault(day, []).append(f"{placement.reference}: {label(sign)}")
    return found


def weekdays() -> list[str]:
    return [
        gettext("Mon"),
        gettext("Tue"),
        gettext("Wed"),
        gettext("Thu"),
        gettext("Fri"),
        gettext("Sat"),
        gettext("Sun"),
    ]
