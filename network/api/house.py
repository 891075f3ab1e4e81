"""The own house: who is on which place until when, what is due, and who is away."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api.areas import Area
from network.api.telling import Told, answer, teller
from network.placements import absences, outcomes, queries
from network.placements.house import Line, house
from network.schemas.answers import placements as told
from network.schemas.values import Given
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import Permission, require

area = Area("house", "The own house: places, presence and what is due; never a name.")
READ = ApiScope.PLACEMENTS_READ
tell_line = teller(told.LineOfHouse)
tell_legal_state = teller(told.LegalState)
tell_outcome = teller(told.Outcome)
tell_absence = teller(told.Absence)


class HouseIn(Given):
    """The whole house, or one group of it."""

    group_id = fields.UUID(load_default=None, allow_none=True)


@area.get("/house", READ, told.House, query=HouseIn)
def show(values: dict[str, Any]) -> Response:
    """Who is on which place until when, and what is due for whom"""
    scope = acting()
    require(scope, Permission.SEE_HOUSE)
    found = house(scope, values["group_id"])
    lines = [_told(line) for group in found.groups for line in group.lines]
    return answer({"items": lines, "left_network": found.left_network})


def _told(line: Line) -> Told:
    return tell_line(
        line.placement,
        placement_id=line.placement.id,
        place=line.place,
        presence=line.presence.value,
        overstays=line.overstays,
        overdue=line.overdue,
        due=[
            {"kind": one.clock.kind, "due_at": one.clock.due_at, "state": one.state.value}
            for one in line.due
        ],
        leavings=[{"day": day, "sign": sign.value} for day, sign in line.leavings],
    )


@area.get("/placements/<uuid:placement_id>/legal-states", READ, told.LegalStateList)
def legal_states(placement_id: UUID) -> Response:
    """On what a stay rested and rests, newest first; for both sides"""
    found = queries.legal_states(queries.get(acting(), placement_id))
    return answer({"items": [tell_legal_state(one) for one in found]})


@area.get("/placements/<uuid:placement_id>/outcomes", READ, told.OutcomeList)
def how_it_goes(placement_id: UUID) -> Response:
    """How a stay goes, as both sides told it, oldest first; for both sides"""
    scope = acting()
    placement = queries.get(scope, placement_id)
    found = outcomes.of_placement(placement)
    said = outcomes.said(scope, placement, found)
    return answer({"items": [tell_outcome(one, words=said[one.id]) for one in found]})


@area.get("/placements/<uuid:placement_id>/absences", READ, told.AbsenceList)
def away(placement_id: UUID) -> Response:
    """Who was away when, newest first; for the home alone"""
    scope = acting()
    placement = queries.get(scope, placement_id)
    if placement.tenant_id != scope.tenant_id:
        raise NotFound(N_("There is no such placement."))
    require(scope, Permission.SEE_HOUSE)
    found = absences.of_placement(scope, placement)
    return answer({"items": [tell_absence(one) for one in found]})
