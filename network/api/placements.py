"""Placements: from the expected arrival to the day of leaving."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.placements import actions, queries
from network.placements.models import Placement
from network.placements.queries import PlacedElsewhere
from network.schemas import placements as given
from network.schemas.answers import placements as told
from network.schemas.asks import AssignIn
from network.undoing.actions import undo_last, undoable
from network.undoing.inverses import Act
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("placements", "Who lives where, by the home's own short reference; never a name.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
tell = teller(told.Placement)
tell_resident = teller(told.Resident)
tell_elsewhere = teller(told.PlacedElsewhere)
tell_step = teller(told.PlacementStep)


class ListIn(Onward):
    """Those who live there or are expected; or those who have left."""

    live = fields.Boolean(load_default=True)


@area.get("/placements", READ, told.ResidentPage, query=ListIn)
def index(values: dict[str, Any]) -> Response:
    """Placements of the own house, newest first"""
    scope = acting()
    require(scope, Permission.SEE_HOUSE)
    found = queries.residents(scope, live=values["live"], before=values["after"])
    items = [
        tell_resident(
            row.placement, group_name=row.group_name, place=row.place, overstays=row.overstays
        )
        for row in found.rows
    ]
    return page(items, found.after)


@area.get("/placements/elsewhere", READ, told.PlacedElsewherePage, query=ListIn)
def elsewhere(values: dict[str, Any]) -> Response:
    """Placements that follow own asks, newest first"""
    scope = acting()
    require(scope, Permission.WRITE_REQUESTS)
    found = queries.placed_elsewhere(scope, live=values["live"], before=values["after"])
    return page([_told_elsewhere(scope, row) for row in found.rows], found.after)


@area.act("POST", "/placements", WRITE, told.Placement, given.EnterIn, status=201)
def enter(values: dict[str, Any]) -> Response:
    """Record somebody who lives in the house without an ask of the network"""
    return perform(lambda scope: actions.enter(scope, **values).id, _show, status=201)


@area.get("/placements/<uuid:placement_id>", READ, told.Placement)
def show(placement_id: UUID) -> Response:
    """One placement, of the own house or of an own ask"""
    return _show(acting(), placement_id)


@area.get("/asks/<uuid:ask_id>/placement", READ, told.Placement)
def of_ask(ask_id: UUID) -> Response:
    """The placement that follows an ask, if it came that far"""
    scope = acting()
    found = queries.of_ask(scope, ask_id)
    if found is None:
        raise NotFound(N_("There is no such placement."))
    return _show(scope, found.id)


@area.get("/placements/<uuid:placement_id>/steps", READ, told.PlacementStepList)
def steps(placement_id: UUID) -> Response:
    """What was recorded of a placement, oldest first"""
    found = queries.steps(queries.get(acting(), placement_id))
    return answer({"items": [tell_step(step) for step in found]})


def _show(scope: Scope, placement_id: UUID) -> Response:
    placement = queries.get(scope, placement_id)
    return answer(_told(scope, placement), tag=_tag(placement))


def _told(scope: Scope, placement: Placement) -> Told:
    return tell(placement, **_seen_by(scope, placement))


def _told_elsewhere(scope: Scope, row: PlacedElsewhere) -> Told:
    return tell_elsewhere(
        row.placement,
        home_name=row.home_name,
        group_name=row.group_name,
        request_id=row.request_id,
        **_seen_by(scope, row.placement),
    )


def _seen_by(scope: Scope, placement: Placement) -> dict[str, object]:
    """As of now; who answers for it in the home is told to the home."""
    theirs = placement.tenant_id != scope.tenant_id
    hidden = {"responsible_id": None, "deputy_id": None} if theirs else {}
    return {"overstays": queries.overstays(placement), **hidden}


def _lock(scope: Scope, placement_id: UUID) -> str:
    return _tag(queries.lock(scope, placement_id))


def _tag(placement: Placement) -> str:
    return etags.of_version(placement.version, placement.state, queries.overstays(placement))


desk = Desk(
    area,
    "/placements/<uuid:placement_id>",
    WRITE,
    told.Placement,
    look=queries.get,
    tag=_lock,
    show=_show,
)
desk.act(
    "arrival",
    actions.arrive,
    given.ArriveIn,
    says="The young person has moved in, under the home's own short reference",
)
desk.act(
    "non-arrival",
    actions.not_arrive,
    given.NotArriveIn,
    says="Nobody came: the place is free again",
)
desk.act(
    "planned-end",
    actions.plan_end,
    given.PlanEndIn,
    says="The stay is planned to end on another day; null leaves it open",
)
desk.act(
    "extension",
    actions.extend,
    given.ExtendIn,
    says="The head authorises a later planned end",
)
desk.act(
    "overstay",
    actions.authorise_overstay,
    given.OverstayIn,
    says="The head lets somebody stay beyond the planned end until a day",
)
desk.act(
    "group",
    actions.move_group,
    given.MoveGroupIn,
    says="Somebody moves to another group of the house today",
)
desk.act(
    "leave",
    actions.grant_leave,
    given.LeaveIn,
    says="Leave for a weekend or holidays; the place stays taken",
)
desk.act("leave-cancellation", actions.cancel_leave, says="Leave that has not begun will not be")
desk.act(
    "absence",
    actions.report_away,
    given.AwayIn,
    says="Somebody is away without leave, or the stay is interrupted; the place stays taken",
)
desk.act("return", actions.come_back, given.BackIn, says="Whoever was away is back")
desk.act("plan", actions.plan_done, says="The individual plan is made, or was reviewed")
desk.act(
    "leaving",
    actions.expect_leaving,
    given.LeavingIn,
    says="When somebody comes of age and school ends; known to the home alone",
)
desk.act(
    "legal-state",
    actions.record_legal_state,
    given.LegalStateIn,
    says="On what the stay rests from a day on; told by the centre that asked",
)
desk.act(
    "court-filing",
    actions.court_filed,
    says="The court has the proposal that follows an emergency removal",
)
desk.act(
    "outcome",
    actions.tell_outcome,
    given.OutcomeIn,
    says="How the placement goes, told by either side 30 and 90 days after the arrival",
)
desk.act("departure", actions.depart, given.DepartIn, says="The young person has left")
desk.act(
    "transfer",
    actions.transfer,
    given.TransferIn,
    says="The young person has gone on to another house",
)
desk.act(
    "assignment",
    undoable(Act.ASSIGN_STAY, actions.assign),
    AssignIn,
    says="Who of the home answers for this placement",
)
desk.act(
    "undoing",
    undo_last,
    says="Take back what the member has just done, while nothing has happened since",
)
desk.act(
    "file",
    actions.take_over,
    says="The home begins its own file, with everything that it is shown of the centre's",
)
