"""Placements: who lives in the house by reference, who is expected, and how a stay goes on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.availability import queries as availability
from network.placements import actions, queries
from network.placements.lifecycle import PlacementState, actions_for
from network.placements.models import Placement
from network.requests.queries import get_ask
from network.schemas.asks import AssignIn
from network.schemas.placements import ArriveIn, DepartIn, EnterIn, NotArriveIn, PlanEndIn
from network.web import happenings
from network.web.acts import Refused, carried_out, cursor, once
from network.web.ask_page import people
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("placements", __name__, url_prefix="/placements")
MANAGES = Permission.MANAGE_PLACEMENTS


@bp.get("")
def index() -> Response:
    """The own house, or what a centre has placed; live placements, or those that are over."""
    scope = acting()
    over = request.args.get("ended") == "yes"
    elsewhere = not may(scope, Permission.SEE_HOUSE) or request.args.get("placed") == "yes"
    if elsewhere:
        require(scope, Permission.WRITE_REQUESTS)
    look = queries.placed_elsewhere if elsewhere else queries.residents
    found: Any = look(scope, live=not over, before=cursor())
    return page(
        "placements/index.html",
        rows=found.rows,
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
    return _shown(scope, _seen(scope, placement_id), {}, 200)


def _seen(scope: Scope, placement_id: UUID) -> Placement:
    """A placement of either side, to somebody whose roles let them look; 404 before 403."""
    found = queries.get(scope, placement_id)
    ours = found.tenant_id == scope.tenant_id
    require(scope, Permission.SEE_HOUSE if ours else Permission.WRITE_REQUESTS)
    return found


def _shown(
    scope: Scope, found: Placement, refused: Mapping[str, FormView], status: int
) -> Response:
    ours = found.tenant_id == scope.tenant_id
    return page(
        "placements/show.html",
        "placement",
        status,
        placement=found,
        state=PlacementState(found.state),
        overstays=queries.overstays(found),
        lines=happenings.of_placement(reversed(queries.steps(found))),
        ask=get_ask(scope, found.ask_id) if found.ask_id else None,
        ours=ours,
        forms=_forms(found, refused),
        **(_house(scope, found) if ours else {}),
    )


def _house(scope: Scope, found: Placement) -> dict[str, Any]:
    """What only the home sees of a stay: its place, and what can be recorded."""
    return {
        "at": queries.resident(scope, found),
        "actions": actions_for(PlacementState(found.state)),
        "manages": may(scope, MANAGES),
        **people(scope, found.responsible_id, found.deputy_id),
    }


def _forms(found: Placement, refused: Mapping[str, FormView]) -> Forms:
    today = clock.today()
    return Forms(
        refused,
        arrive=FormView.known(arrived_on=today, planned_end=found.planned_end),
        plan_end=FormView.known(planned_end=found.planned_end),
        depart=FormView.known(left_on=today),
        assign=FormView.known(responsible_id=found.responsible_id, deputy_id=found.deputy_id),
    )


def _address(_: Scope, found: Placement) -> str:
    return url_for("placements.show", placement_id=found.id)


desk = Desk(bp, "placement_id", seen=_seen, shown=_shown, address=_address)
desk.act("arrival", actions.arrive, ArriveIn, says="arrived", needs=MANAGES)
desk.act("non-arrival", actions.not_arrive, NotArriveIn, says="not_arrived", needs=MANAGES)
desk.act("planned-end", actions.plan_end, PlanEndIn, says="planned_end_set", needs=MANAGES)
desk.act("departure", actions.depart, DepartIn, says="departed", needs=MANAGES)
desk.act("assignment", actions.assign, AssignIn, says="saved", needs=MANAGES)
