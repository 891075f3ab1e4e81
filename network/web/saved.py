"""Filters that a member keeps: chips above a list, and the usual one with which it opens."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Flask, Response, g, request, url_for
from flask.blueprints import BlueprintSetupState

from network.filters import actions
from network.filters.lists import FilteredList, kept_of
from network.filters.models import SavedFilter
from network.schemas.filters import FilterIn, UsualIn
from network.web.acts import Refused, carried_out
from network.web.rendering import FormView, page, see_other
from tenants.database import transaction
from tenants.login import acting

bp = Blueprint("saved", __name__, url_prefix="/filters")
PAGES = {
    FilteredList.BOARD: "board.show",
    FilteredList.REQUESTS: "requests.index",
    FilteredList.ASKS: "asks.index",
    FilteredList.PLACEMENTS: "placements.index",
    FilteredList.COORDINATION: "coordination.show",
    FilteredList.PROGRAMMES: "programmes.index",
}
USUAL = "usual"


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """Templates of lists draw the chips of their list."""
    cast(Flask, state.app).jinja_env.globals.update(saved_filters=saved, filter_now=filter_now)


def saved(which: str) -> list[tuple[SavedFilter, str]]:
    """The reader's filters of a list, each with the address of the list so filtered."""
    name = FilteredList(which)
    if "saved_filters" not in g:
        g.saved_filters = [
            (one, _address(name, one.query)) for one in actions.of_list(acting(), name)
        ]
    found: list[tuple[SavedFilter, str]] = g.saved_filters
    return found


def filter_now(which: str) -> str:
    """By what the list is filtered on this page; empty for nothing."""
    return kept_of(FilteredList(which), request.query_string.decode("utf-8", "replace"))


def opened_as_usual(which: FilteredList) -> Response | None:
    """The way to the list as the reader usually sees it, where the address asks for nothing."""
    if request.query_string or request.method != "GET":
        return None
    query = next((one.query for one, _ in saved(which) if one.usual), "")
    return see_other(f"{_address(which, query)}&{USUAL}=yes") if query else None


@bp.get("")
def index() -> Response:
    """All filters one keeps, to delete some or to choose what is usual."""
    return _page(FormView())


@bp.post("")
def keep() -> Response:
    """Keep the filter of the page one comes from."""
    try:
        made = carried_out(FilterIn(), lambda **given: actions.keep(acting(), **given))
    except Refused as refusal:
        return _page(refusal.form, refusal.status)
    one = cast(SavedFilter, made)
    return see_other(_address(FilteredList(one.list), one.query), "filter_kept")


@bp.post("/<uuid:filter_id>/usual")
def make_usual(filter_id: UUID) -> Response:
    with transaction():
        actions.make_usual(acting(), filter_id, usual=bool(_usual()))
    return see_other(url_for("saved.index"), "saved")


def _usual() -> object:
    return UsualIn().load({USUAL: request.form.get(USUAL, "yes")})[USUAL]


@bp.post("/<uuid:filter_id>/deletion")
def forget(filter_id: UUID) -> Response:
    with transaction():
        actions.forget(acting(), filter_id)
    return see_other(url_for("saved.index"), "filter_deleted")


def _page(form: FormView, status: int = 200) -> Response:
    kept = [
        (one, _address(FilteredList(one.list), one.query)) for one in actions.all_of_me(acting())
    ]
    return page("saved/index.html", status=status, kept=kept, form=form)


def _address(which: FilteredList, query: str) -> str:
    return f"{url_for(PAGES[which])}?{query}"
