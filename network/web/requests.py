"""Requests: a centre writes them, sees what fits, asks, and closes them."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from network.availability import queries as availability
from network.availability.board import Board
from network.filters.lists import FilteredList
from network.notes import reading
from network.notes.actions import note_on_request
from network.placements.actions import court
from network.requests import drafts, least, lists, permitted, queries
from network.requests.actions import asking, sharing, siblings, writing
from network.requests.lifecycle import MOST_LIVE, RequestState
from network.requests.models import Request
from network.schemas.asks import AskIn
from network.schemas.board import search_from
from network.schemas.legal_bases import FileLinkIn
from network.schemas.notes import OwnNoteIn
from network.schemas.requests import (
    DecidedIn,
    FamilyIn,
    RemovedIn,
    RequestChange,
    RequestClosing,
    fitting,
)
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from network.web import instead, request_page, retelling, standing, wizard_fits, wizard_page
from network.web.acts import Refused, carried_out, cursor
from network.web.desk import Desk
from network.web.labels import choices, explained
from network.web.rendering import FormView, page, see_other
from network.web.saved import opened_as_usual
from tenants import clock, staffing
from tenants.errors import N_, Conflict, Invalid
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("requests", __name__, url_prefix="/requests")

# Either side of a proposal that is passed on.
PROPOSALS = (Permission.TAKE_PROPOSALS, Permission.HAND_ON_PROPOSALS)
# What the board's filter calls it, and what the form does.
FROM_BOARD = {"town": "home_town", "on": "wanted_from", "group": "group_ids"}
EDITED = (
    "file_reference",
    "home_town",
    "forms",
    "wanted_from",
    "responsible_id",
    "deputy_id",
)
CHANGED = N_(
    "Somebody has changed this request since you opened the page. What you typed stands below:"
    " look at the request, then save again."
)


@bp.get("")
def index() -> Response:
    """The own requests, newest first: in one state or in all, everybody's or mine."""
    scope = _asker()
    if usual := opened_as_usual(FilteredList.REQUESTS):
        return usual
    state = _state_chosen()
    mine = request.args.get("mine") == "yes"
    found = lists.requests(scope, state=state, mine=mine, before=cursor())
    if not may(scope, Permission.WRITE_REQUESTS):
        retelling.tell_of_programmes()
    return page(
        "requests/index.html",
        rows=[(row, _waits(row)) for row in found.rows],
        unread=reading.counts_of_requests(scope, [row.request.id for row in found.rows]),
        after=found.after,
        state=state,
        mine=mine,
        first=cursor() is None,
        drafts=drafts.own(scope),
        seeks_places=may(scope, Permission.WRITE_REQUESTS),
        proposals=any(may(scope, one) for one in PROPOSALS),
    )


def _waits(row: lists.RequestRow) -> standing.Waits:
    offered, live = row.offered > 0, row.live > 0
    return standing.waits(row.state, offered=offered, live=live, kind=row.request.kind)


def _state_chosen() -> RequestState | None:
    chosen = request.args.get("state", "")
    return RequestState(chosen) if chosen in set(RequestState) else None


@bp.get("/new")
def new() -> Response:
    """The first step of a request, which knows what the board was asked for."""
    known = MultiDict(
        (FROM_BOARD.get(name, name), value) for name, value in request.args.items(multi=True)
    )
    return wizard_page.begun(_writer(), known)


@bp.get("/<uuid:request_id>")
def show(request_id: UUID) -> Response:
    scope = acting()
    return request_page.shown(scope, _own(scope, request_id), _ask_chosen())


def _ask_chosen() -> UUID | None:
    try:
        return UUID(request.args.get("ask", ""))
    except ValueError:
        return None


@bp.get("/<uuid:request_id>/edit")
def edit(request_id: UUID) -> Response:
    """What may still change, and why the rest may not."""
    scope = acting()
    found = _own(scope, request_id)
    return _edit(scope, found, FormView({name: getattr(found, name) for name in EDITED}))


@bp.post("/<uuid:request_id>")
def change(request_id: UUID) -> Response:
    scope = acting()
    found = _own(scope, request_id)
    try:
        carried_out(RequestChange(), lambda **changes: _changed(scope, request_id, changes))
    except Refused as refusal:
        return _edit(scope, found, refusal.form, refusal.status)
    return see_other(url_for("requests.show", request_id=request_id), "request_saved")


def _changed(scope: Scope, request_id: UUID, changes: Mapping[str, object]) -> None:
    """Change it, unless a colleague has done so since the form was opened."""
    seen = request.form.get("version", "")
    if seen and seen != str(queries.lock_request(scope, request_id).version):
        raise Conflict(CHANGED)
    writing.change(scope, request_id, changes)


def _edit(scope: Scope, found: Request, form: FormView, status: int = 200) -> Response:
    return page(
        "requests/edit.html",
        "form",
        status,
        request=found,
        form=form,
        members=_members(scope),
        **_words(),
    )


@bp.get("/<uuid:request_id>/fits")
def fits(request_id: UUID) -> Response:
    """Groups that fit, least restrictive and nearest first, and why the others do not."""
    scope = acting()
    found = _own(scope, request_id)
    return _fits(scope, found, FormView({"group_ids": request.args.getlist("group")}))


@bp.post("/<uuid:request_id>/asks")
def ask(request_id: UUID) -> Response:
    """Ask the chosen groups, all of them or none."""
    scope = acting()
    found = _own(scope, request_id)
    try:
        carried_out(AskIn(), lambda **said: asking.ask(scope, request_id, **said))
    except Refused as refusal:
        return _fits(scope, found, refusal.form, refusal.status)
    return see_other(url_for("requests.show", request_id=request_id), "asked")


def _fits(scope: Scope, found: Request, form: FormView, status: int = 200) -> Response:
    asks = queries.asks_of(scope, found.id)
    live = {one.group_id: one for one in asks if one.ended_at is None}
    board = availability.search_board(scope, _search(found))
    answered = least.is_answered(scope, found.id)
    return page(
        "requests/fits.html",
        "fits",
        status,
        request=found,
        form=instead.suggested(form, found.urgency),
        answered=answered,
        milder=() if answered else instead.before_asking(scope, found),
        board=board,
        asked=live,
        for_both=_for_both(scope, found, board),
        left=MOST_LIVE - len(live),
        most=MOST_LIVE,
    )


def _for_both(scope: Scope, found: Request, board: Board) -> Collection[UUID]:
    """The groups with a place for the brothers and sisters, too, if there are any."""
    others = wizard_page.siblings(scope, found.family_id, found.id)
    return wizard_fits.for_all(scope, board, others) if others else ()


def _search(found: Request) -> Any:
    """The search a request means, from today on at the earliest; a town that the gazetteer has
    lost since gives no distances."""
    wanted: Mapping[str, Any] = {
        **fitting(found),
        "on": max(found.wanted_from, clock.today()),
    }
    try:
        return search_from(wanted)
    except Invalid:
        return search_from({**wanted, "town": ""})


def _writer() -> Scope:
    scope = acting()
    require(scope, Permission.WRITE_REQUESTS)
    return scope


def _asker() -> Scope:
    """Somebody who asks for places, or for programmes alone."""
    scope = acting()
    if not may(scope, Permission.REFER):
        require(scope, Permission.WRITE_REQUESTS)
    return scope


def _own(scope: Scope, request_id: UUID) -> Request:
    """A request of the own centre, to somebody who writes requests; 404 before 403."""
    found = queries.get_request(scope, request_id)
    require(scope, permitted.to_write(found))
    return found


def _words() -> dict[str, Any]:
    """The choice of forms with what they mean, and what the fields of the form are called."""
    forms = [(value, text, explained(value)) for value, text in choices("Form")]
    return {
        "form_options": forms,
        "labels": wizard_page.labels(),
    }


def _members(scope: Scope) -> list[tuple[UUID, str]]:
    return [(member.id, member.name) for member in staffing.active(scope)]


def _shown(scope: Scope, found: Request, forms: Mapping[str, FormView], status: int) -> Response:
    return request_page.shown(scope, found, forms=forms, status=status)


def _address(_: Scope, found: Request) -> str:
    return url_for("requests.show", request_id=found.id)


desk = Desk(bp, "request_id", seen=_own, shown=_shown, address=_address)
desk.act("closing", undoable(Act.CLOSE, writing.close), RequestClosing, says="request_closed")
desk.act("notes", note_on_request, OwnNoteIn, says="note_saved", name="note")
desk.act("family", siblings.join, FamilyIn, says="joined")
desk.act("parting", siblings.part, says="parted")
desk.act("file", sharing.link_file, FileLinkIn, says="file_linked")
desk.act("removal", court.removed, RemovedIn, says="removal_recorded")
desk.act("court-filing", court.filed, says="court_filing_recorded")
desk.act("court-decision", court.decided, DecidedIn, says="saved")
