"""Placements: who lives in the house by reference, who is expected, and how a stay goes on."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.availability import queries as availability
from network.filters.lists import FilteredList
from network.notes import reading
from network.notes.actions import note_on_placement
from network.placements import actions, queries
from network.placements.models import Placement
from network.schemas.asks import AssignIn
from network.schemas.notes import OwnNoteIn
from network.schemas.placements import (
    ArriveIn,
    AwayIn,
    BackIn,
    DepartIn,
    EnterIn,
    ExtendIn,
    LeaveIn,
    LeavingIn,
    LegalStateIn,
    MoveGroupIn,
    NotArriveIn,
    OutcomeIn,
    OverstayIn,
    PlanEndIn,
    TransferIn,
)
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from network.web import stay_page
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk
from network.web.rendering import FormView, page, see_other
from network.web.saved import opened_as_usual
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("placements", __name__, url_prefix="/placements")
MANAGES, AUTHORISES = Permission.MANAGE_PLACEMENTS, Permission.AUTHORISE_EXCEPTIONS


@bp.get("")
def index() -> Response:
    """The own house, or what a centre has placed; live placements, or those that are over."""
    scope = acting()
    if usual := opened_as_usual(FilteredList.PLACEMENTS):
        return usual
    over = request.args.get("ended") == "yes"
    elsewhere = not may(scope, Permission.SEE_HOUSE) or request.args.get("placed") == "yes"
    if elsewhere:
        require(scope, Permission.WRITE_REQUESTS)
    look = queries.placed_elsewhere if elsewhere else queries.residents
    found: Any = look(scope, live=not over, before=cursor())
    return page(
        "placements/index.html",
        rows=found.rows,
        unread=reading.counts(scope, [row.placement.id for row in found.rows]),
        after=found.after,
        over=over,
        elsewhere=elsewhere,
        both=may(scope, Permission.SEE_HOUSE) and may(scope, Permission.WRITE_REQUESTS),
        may_enter=may(scope, MANAGES),
        first=cursor() is None,
    )


@bp.get("/new")
def new() -> Response:
    """A form for somebody who lives here without an ask of the network."""
    scope = acting()
    require(scope, MANAGES)
    known = FormView.known(arrived_on=clock.today(), group_id=request.args.get("group", ""))
    return _form(scope, known)


@bp.post("")
def enter() -> Response:
    scope = acting()
    require(scope, MANAGES)
    try:
        entered = carried_out(
            EnterIn(), lambda **stay: once(scope, lambda: actions.enter(scope, **stay).id)
        )
    except Refused as refusal:
        return _form(scope, refusal.form, refusal.status)
    return see_other(url_for("placements.show", placement_id=entered), "arrived")


def _form(scope: Scope, form: FormView, status: int = 200) -> Response:
    groups = [(group.id, group.name) for group in availability.own_groups(scope)]
    return page("placements/new.html", "form", status, form=form, groups=groups, form_id=new_id())


@bp.get("/<uuid:placement_id>")
def show(placement_id: UUID) -> Response:
    scope = acting()
    return stay_page.shown(scope, _seen(scope, placement_id), {}, 200)


def _seen(scope: Scope, placement_id: UUID) -> Placement:
    """A placement of either side, to somebody whose roles let them look; 404 before 403."""
    found = queries.get(scope, placement_id)
    ours = found.tenant_id == scope.tenant_id
    require(scope, Permission.SEE_HOUSE if ours else Permission.WRITE_REQUESTS)
    return found


def _address(_: Scope, found: Placement) -> str:
    return url_for("placements.show", placement_id=found.id)


desk = Desk(bp, "placement_id", seen=_seen, shown=stay_page.shown, address=_address)
desk.act("arrival", actions.arrive, ArriveIn, says="arrived", needs=MANAGES)
desk.act("non-arrival", actions.not_arrive, NotArriveIn, says="not_arrived", needs=MANAGES)
desk.act("planned-end", actions.plan_end, PlanEndIn, says="planned_end_set", needs=MANAGES)
desk.act("extension", actions.extend, ExtendIn, says="extended", needs=AUTHORISES)
desk.act(
    "overstay",
    actions.authorise_overstay,
    OverstayIn,
    says="overstay_authorised",
    needs=AUTHORISES,
)
desk.act("group", actions.move_group, MoveGroupIn, says="group_moved", needs=MANAGES)
desk.act("leave", actions.grant_leave, LeaveIn, says="leave_granted", needs=MANAGES)
desk.act("leave-cancellation", actions.cancel_leave, says="leave_cancelled", needs=MANAGES)
desk.act("absence", actions.report_away, AwayIn, says="absence_recorded", needs=MANAGES)
desk.act("return", actions.come_back, BackIn, says="return_recorded", needs=MANAGES)
desk.act("plan", actions.plan_done, says="plan_recorded", needs=MANAGES)
desk.act("leaving", actions.expect_leaving, LeavingIn, says="saved", needs=MANAGES)
desk.act("legal-state", actions.record_legal_state, LegalStateIn, says="legal_state_recorded")
desk.act("court-filing", actions.court_filed, says="court_filing_recorded")
desk.act("outcome", actions.tell_outcome, OutcomeIn, says="outcome_told")
desk.act("departure", actions.depart, DepartIn, says="departed", needs=MANAGES)
desk.act("transfer", actions.transfer, TransferIn, says="transferred", needs=MANAGES)
desk.act("notes", note_on_placement, OwnNoteIn, says="note_saved", name="note")
desk.act(
    "file", actions.take_over, says="file_begun", needs=Permission.KEEP_FILES, name="take_over"
)
desk.act(
    "assignment", undoable(Act.ASSIGN_STAY, actions.assign), AssignIn, says="saved", needs=MANAGES
)
