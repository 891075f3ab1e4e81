"""The board: open places of the network, the least restrictive form first, then the nearest."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.availability import queries, towns
from network.availability.atlas import Spot, dots
from network.availability.board import Board, Row, Search
from network.filters.lists import FilteredList
from network.schemas.board import BoardSearch, search_from
from network.web import formats
from network.web.exporting.house import PUBLIC_FILTERS
from network.web.labels import label
from network.web.navigation import has_page
from network.web.rendering import FormView, form_values, page
from network.web.saved import opened_as_usual
from network.web.words import gettext, ngettext
from tenants import clock
from tenants.errors import DomainError
from tenants.login import acting
from tenants.roles import Permission, may

bp = Blueprint("board", __name__, url_prefix="/places")
SEARCH = BoardSearch()
A_PAGE = 25
SOON_LISTED = 6
SUGGESTED = 8

# What a request takes over from the filter: its own words for the same things. The town stands in
# the address like the rest of what is looked for: a town kept by the browser instead would measure
# the next child's distances, too. It belongs to no request, no log of ours holds what stands behind
# a path, and no other site is told (Referrer-Policy).
HANDED_ON = ("age", "sex", "town", "forms", "school_level", "legal_group", "needs", "on")
TICKED = ("only_free", "takes_now")
FOLDED = ("school_level", "legal_group", "needs")


@bp.get("")
def show() -> Response:
    """The board as filtered by the query string; a filter we cannot read keeps what was typed."""
    if usual := opened_as_usual(FilteredList.BOARD):
        return usual
    try:
        given = form_values(SEARCH, request.args)
        search = search_from(given)
    except (ValidationError, DomainError) as refusal:
        return _page(FormView.refused(request.args, refusal), 422)
    board = queries.search_board(acting(), search)
    soon, by_towns = soon_free(board), by_town(board)
    return _page(
        FormView(request.args.to_dict(flat=False)),
        search=search,
        board=board,
        summary=summary(board, search),
        leaf=leaf(board, given.get("page", 1)),
        soon=soon,
        towns=by_towns,
        beside=(clock.today(), *by_towns, *((r.id, r.group.name, r.next_free) for r in soon)),
        page_url=page_url,
        export_filter=export_filter(),
        dots=dots(spots(board)) if given.get("map") else None,
        map_url=map_url(not given.get("map")),
    )


def _page(form: FormView, status: int = 200, **found: Any) -> Response:
    return page(
        "board/show.html",
        "board",
        status,
        form=form,
        labels=field_labels(),
        chosen=chosen(form),
        more=sum(len(form.texts(name)) for name in FOLDED),
        typed=typed(form),
        ask_url=asking(form),
        **found,
    )


def typed(form: FormView) -> tuple[object, ...]:
    """Everything that decides how the fields look: what stands in them, what is wrong, the day.
    The home town stands by itself and is not kept here."""
    values = tuple((name, *form.texts(name)) for name in (*HANDED_ON, *TICKED) if name != "town")
    wrong = tuple((name, *said) for name, said in form.errors.items())
    return (*values, *wrong, clock.today())


def asking(form: FormView) -> Callable[..., str] | None:
    """Where one writes a request for what the filter looks for, put to a group if one is named;
    None for those who write none."""
    if not may(acting(), Permission.WRITE_REQUESTS) or not has_page("requests.new"):
        return None
    handed: dict[str, Any] = {name: form.texts(name) for name in HANDED_ON if form.texts(name)}
    base = url_for("requests.new", **handed)
    joint = "&" if handed else "?"

    def address(group_id: UUID | None = None) -> str:
        return f"{base}{joint}group={group_id}" if group_id else base

    return address


@bp.get("/towns")
def complete_town() -> Response:
    """Towns that begin with what is being typed, as the options of a list."""
    typed = request.args.get("town") or request.args.get("home_town") or ""
    found = towns.starting_with(typed[:60], SUGGESTED) if typed.strip() else []
    return page("board/towns.html", "options", towns=[town.name for town in found])


def field_labels() -> dict[str, str]:
    """What the fields of the filter are called."""
    return {
        "age": gettext("Age"),
        "sex": gettext("Sex"),
        "town": gettext("Home town"),
        "forms": gettext("Form of living"),
        "on": gettext("From"),
        "only_free": gettext("Only with a free place"),
        "takes_now": gettext("Takes somebody then"),
        "school_level": gettext("School"),
        "legal_group": gettext("Legal group"),
        "needs": gettext("Needs"),
    }


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of what fits."""

    rows: Sequence[Row]
    number: int
    last: int


def leaf(board: Board, number: int) -> Leaf:
    """Page `number` of the groups that fit; beyond the end, the last one."""
    last = max(1, -(-len(board.fitting) // A_PAGE))
    number = min(number, last)
    return Leaf(board.fitting[(number - 1) * A_PAGE : number * A_PAGE], number, last)


def summary(board: Board, search: Search) -> str:
    """9 free places in 6 homes, 3 held. Last change today at 8.15."""
    homes = len({row.group.tenant_id for row in board.fitting if row.counts.free})
    counted = gettext(
        "%(free)s %(homes)s, %(held)s.",
        free=ngettext("%(num)s free place", "%(num)s free places", board.free),
        homes=ngettext("in %(num)s home", "in %(num)s homes", homes),
        held=ngettext("%(num)s held", "%(num)s held", board.held),
    )
    if search.on != clock.today():
        counted = f"{formats.day(search.on)}: {counted}"
    changed = last_change(board)
    if changed is None:
        return counted
    said = gettext("Last change %(moment)s.", moment=formats.moment(changed))
    return f"{counted} {said}"


def last_change(board: Board) -> datetime | None:
    """When a home last changed or confirmed anything of what is listed."""
    groups = [row.group for row in board.fitting]
    moments = [group.changed_at for group in groups]
    return max([*moments, *(g.confirmed_at for g in groups if g.confirmed_at)], default=None)


def soon_free(board: Board) -> list[Row]:
    """The groups in which places become free next, the soonest first."""
    foreseen = [(row.next_free, row.group.name, row) for row in board.fitting if row.next_free]
    return [row for _, _, row in sorted(foreseen, key=lambda each: each[:2])[:SOON_LISTED]]


def by_town(board: Board) -> list[tuple[str, int]]:
    """Free places of each town that has a group, the most first."""
    free: Counter[str] = Counter()
    for row in board.fitting:
        free[row.group.town] += row.counts.free
    return sorted(free.items(), key=lambda town: (-town[1], town[0]))


def chosen(form: FormView) -> str:
    """The filter in a few words, for where it is folded: `15, girl, Domžale`."""
    sex = form.text("sex")
    said = (form.text("age"), label(sex, "Sex") if sex else "", form.text("town"))
    return ", ".join(filter(None, said))


def spots(board: Board) -> Iterator[Spot]:
    """Where the groups that fit stand on the map, as far as we know where their town lies."""
    for row in board.fitting:
        group = row.group
        if group.latitude is not None and group.longitude is not None:
            at = (group.latitude, group.longitude)
            yield Spot(group.town, *at, row.counts.free, group.id, group.name)


def map_url(shown: bool) -> str:
    """This board with the same filter, with the map or without."""
    typed: dict[str, Any] = request.args.to_dict(flat=False)
    typed.pop("map", None)
    return url_for("board.show", **(typed | ({"map": "yes"} if shown else {})))


def export_filter() -> dict[str, Any]:
    """The same filter for the file: of the fields, not of the page or the map."""
    typed: dict[str, Any] = request.args.to_dict(flat=False)
    return {name: values for name, values in typed.items() if name in PUBLIC_FILTERS}


def page_url(number: int) -> str:
    """This board with the same filter, on another page."""
    typed: dict[str, Any] = request.args.to_dict(flat=False)
    return url_for("board.show", **(typed | {"page": number}))
