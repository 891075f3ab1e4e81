"""The board: every group of the networks, by how well it fits, and why another does not."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from network.api.areas import Area
from network.api.paging import NOT_OURS, Cursor, page
from network.api.telling import Told, answer, teller
from network.api.words import gettext
from network.availability import board, queries
from network.availability.board import Board, Row, Search
from network.availability.fit import Reason, Wanted
from network.availability.outlook import AHEAD, Day, outlook
from network.availability.published import PublishedGroup, published_group
from network.requests.queries import get_request
from network.schemas.answers import places as told
from network.schemas.board import BoardSearch, search_from
from network.schemas.groups import stances
from network.schemas.requests import fitting
from network.schemas.values import Given, day, one_of
from tenants import clock
from tenants.credentials import ApiScope
from tenants.login import acting

area = Area("board", "Every group of the networks: places and dates, never who.")
A_PAGE = 25
MOST_REMEMBERED = 2048  # profiles; about 2 kB each
tell = teller(told.BoardProfile)
_profiles: dict[tuple[UUID, int, str], Told] = {}


class Part(StrEnum):
    """Groups that fit, or those that do not, each with every reason."""

    FITTING = "fitting"
    EXCLUDED = "excluded"


class Onward(Given):
    """Which part of the board, and from where on."""

    part = one_of(Part, load_default=Part.FITTING)
    after = Cursor(load_default=None)


class SearchIn(BoardSearch, Onward):
    """The filter of the board, some groups at a time."""

    class Meta:
        exclude = ("page", "map")


class DayIn(Given):
    """The day as of which places are told; today if none is given."""

    on = day(load_default=None)


@area.get("/board", ApiScope.PLACES_READ, told.BoardPage, query=SearchIn)
def show(values: dict[str, Any]) -> Response:
    """The board: least restrictive form first, then what is free and fresh, then nearness"""
    return _page(search_from(values), values)


@area.get("/board/<uuid:group_id>", ApiScope.PLACES_READ, told.BoardGroup, query=DayIn)
def one_group(values: dict[str, Any], group_id: UUID) -> Response:
    """One group of the networks as of a day"""
    on = values["on"] or clock.today()
    group = published_group(acting(), group_id)
    return answer(_group(board.row(group, Search(Wanted(), on), clock.now(), clock.today())))


@area.get("/board/<uuid:group_id>/outlook", ApiScope.PLACES_READ, told.Outlook, query=DayIn)
def ahead(values: dict[str, Any], group_id: UUID) -> Response:
    """Ninety days of a group from a day on: what is free, who is expected, who is to leave"""
    group = published_group(acting(), group_id)
    today = clock.today()
    first = values["on"] or today
    days = outlook(group.places, group.fillings, first, AHEAD, today, group.window)
    return answer({"items": [_day(day) for day in days]})


def _day(day: Day) -> Told:
    counted = day.counts
    return {
        "on": day.on,
        "places": counted.places,
        "free": counted.free,
        "taking": day.taking,
        "extra": day.extra,
        "arriving": day.arriving,
        "leaving": day.leaving,
        "open": day.open,
    }


@area.get("/requests/<uuid:request_id>/fits", ApiScope.REQUESTS_READ, told.BoardPage, query=Onward)
def fits(values: dict[str, Any], request_id: UUID) -> Response:
    """The board as a request needs it: what fits, in order, or what does not and why"""
    return _page(search_from(fitting(get_request(acting(), request_id))), values)


def _page(search: Search, values: dict[str, Any]) -> Response:
    found = queries.search_board(acting(), search)
    part = found.fitting if values["part"] is Part.FITTING else found.excluded
    rows = _after(part, values["after"])
    more = board.order(rows[A_PAGE - 1]) if len(rows) > A_PAGE else None
    return page([_group(row) for row in rows[:A_PAGE]], more, **_totals(found, search))


def _totals(found: Board, search: Search) -> dict[str, object]:
    return {
        "on": search.on,
        "free": found.free,
        "held": found.held,
        "fitting": len(found.fitting),
        "excluded": len(found.excluded),
    }


def _after(rows: Sequence[Row], place: Any) -> Sequence[Row]:
    """What stands behind a place in the order, also if that group has gone since."""
    if place is None:
        return rows
    try:
        return [row for row in rows if board.order(row) > tuple(place)]
    except TypeError as odd:
        raise ValidationError(NOT_OURS, "after") from odd


def _group(row: Row) -> Told:
    counts = row.counts
    return _profile(row.group) | {
        "freshness": row.freshness,
        "places": [{"number": number, "state": state} for number, state in row.strip],
        "status": row.status,
        "capacity": row.crowd.capacity,
        "extra": row.crowd.extra,
        "extra_until": row.crowd.until,
        "authorised_by": list(row.crowd.authorised_by),
        "lived": row.crowd.lived,
        "free": counts.free,
        "held": counts.held,
        "closed": counts.closed,
        "next_free": row.next_free,
        "km": None if row.km is None else round(row.km, 1),
        "against": [_reason(reason) for reason in row.against],
    }


def _profile(group: PublishedGroup) -> Told:
    """What a version of a group says of itself is told again and again, and the same each time."""
    seen = (group.id, group.version, group.tenant_name)
    profile = _profiles.get(seen)
    if profile is None:
        if len(_profiles) >= MOST_REMEMBERED:
            _profiles.clear()
        profile = _profiles[seen] = tell(group, needs=stances(group))
    return profile


def _reason(reason: Reason) -> Told:
    sentence = gettext(reason.sentence) % reason.facts
    return {
        "code": reason.code,
        "hard": reason.hard,
        "sentence": sentence,
        "facts": reason.facts,
    }
