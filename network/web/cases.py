"""The work of advisers and mobile teams on one enrolment: its house works here, whoever asked sees
how it stands and what is proposed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from network import contents
from network.duties.queries import names_of
from network.programmes import enrolments, queries
from network.programmes.cases import closing, working
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import OF_PROGRAMME, NextStep
from network.programmes.cases.models import MobileCase
from network.programmes.kinds import ProgrammeKind
from network.programmes.lifecycle import TAKING_PART
from network.programmes.models import Enrolment
from network.programmes.proposals.passing import pass_on
from network.records import restricting
from network.requests.queries import get_ask, get_request
from network.schemas.cases import (
    CaseClosingIn,
    CaseGoalIn,
    CaseOpeningIn,
    CaseVisitIn,
    GoalAgreedIn,
    TeamJoinIn,
    TeamLeaveIn,
)
from network.schemas.proposals import ProposalIn
from network.web import proposals
from network.web.acts import cursor
from network.web.case_paper import drawn
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page
from tenants import clock, staffing
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("cases", __name__, url_prefix="/enrolments")
RUNS = Permission.RUN_PROGRAMMES


@bp.get("/<uuid:enrolment_id>/case")
def show(enrolment_id: UUID) -> Response:
    scope = acting()
    return _shown(scope, _seen(scope, enrolment_id), {}, 200)


@bp.get("/<uuid:enrolment_id>/case/report.pdf")
def report(enrolment_id: UUID) -> Response:
    """The expert report to be printed, for the family; no name stands on it."""
    scope = acting()
    found = _seen(scope, enrolment_id)
    case = cases.get(scope, found.id)
    said = cases.report_of(scope, case)
    if said is None:
        raise NotFound(cases.NO_CASE)
    restricting.refuse_paper_of(scope, found.id)
    goals = cases.goals_of(scope, case)
    return contents.printed(drawn(scope, found, case, said, goals), f"{found.id}-report.pdf")


def _seen(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """An enrolment of either side, to somebody whose roles let them look; 404 before 403."""
    found = enrolments.get(scope, enrolment_id)
    require(scope, RUNS if found.tenant_id == scope.tenant_id else Permission.REFER)
    return found


def _shown(
    scope: Scope, found: Enrolment, refused: Mapping[str, FormView], status: int
) -> Response:
    ours = found.tenant_id == scope.tenant_id
    case = cases.of_enrolment(scope, found.id)
    if case is None and not (ours and begins(scope, found)):
        raise NotFound(cases.NO_CASE)
    return page(
        "enrolments/case.html",
        "case",
        status,
        restricted=restricting.since(scope, found.id),
        enrolment=found,
        case=case,
        ours=ours,
        **(_house(scope, found, case, refused) if ours else _asker(scope, found, case, refused)),
    )


def begins(scope: Scope, found: Enrolment) -> list[tuple[str, str]]:
    """What may be opened on an own enrolment, as a field offers it; nothing on most."""
    if found.state not in TAKING_PART:
        return []
    programme = queries.own_programme(scope, found.programme_id)
    kinds = OF_PROGRAMME.get(ProgrammeKind(programme.kind), ())
    return [(each.value, label(each)) for each in kinds]


def _house(
    scope: Scope, found: Enrolment, case: MobileCase | None, refused: Mapping[str, FormView]
) -> dict[str, Any]:
    today = clock.today()
    known: dict[str, Any] = {
        "open_case": FormView.known(opened_on=today),
        "record_visit": FormView.known(day=today),
        "close_case": FormView.known(closed_on=today),
    }
    told = {"forms": Forms(refused, **known), "kinds": begins(scope, found)}
    return told | (_work(scope, case, refused) if case else {})


def _work(scope: Scope, case: MobileCase, refused: Mapping[str, FormView]) -> dict[str, Any]:
    members = cases.members_of(scope, case)
    visits = cases.visits_of(scope, case, cursor())
    return {
        "team": members,
        "names": names_of(scope, (each.member_id for each in members)),
        "colleagues": [(str(each.id), each.name) for each in staffing.active(scope)],
        "forms_teams": may(scope, Permission.FORM_TEAMS),
        "goals": [
            (each, _agreeing(each, refused.get("agree_goal")))
            for each in cases.goals_of(scope, case)
        ],
        "visits": visits.rows,
        "after": visits.after,
        "first": cursor() is None,
        "report": cases.report_of(scope, case),
    }


def _agreeing(goal: cases.Goal, refused: FormView | None) -> FormView:
    """The form of one goal: as it was typed, where it was the one that was refused."""
    days = {name: getattr(goal, name) for name in ("school_on", "parents_on", "young_person_on")}
    known = FormView({**days, "reached": goal.reached})
    if refused is not None and refused.text("goal_id") == str(goal.id):
        known = refused
    return replace(known, key=f"goal-{goal.id}")


def _asker(
    scope: Scope, found: Enrolment, case: MobileCase | None, refused: Mapping[str, FormView]
) -> dict[str, Any]:
    """To whoever asked: the way to a request for a place, where that is what is proposed and they
    write such requests; it takes what their own request said without any identity."""
    onward = ""
    if case is not None and case.next_step == NextStep.PLACEMENT_REQUEST and found.ask_id:
        onward = _to_request(scope, found.ask_id) if may(scope, Permission.WRITE_REQUESTS) else ""
    passing = proposals.offered(scope, case) if case is not None and not onward else None
    centres = passing.centres if passing else []
    first = FormView.known(centre_id=centres[0][0] if centres else None)
    return {"forms": Forms(refused, pass_on=first), "onward": onward, "passing": passing}


def _to_request(scope: Scope, ask_id: UUID) -> str:
    said = get_request(scope, get_ask(scope, ask_id).request_id)
    return url_for(
        "requests.new",
        age=said.age,
        sex=said.sex,
        region=said.region,
        school_level=said.school_level,
        needs=said.needs,
    )


def _address(_: Scope, found: Enrolment) -> str:
    return url_for("cases.show", enrolment_id=found.id)


HEAD = Permission.FORM_TEAMS
desk = Desk(bp, "enrolment_id", seen=_seen, shown=_shown, address=_address)
desk.act("case/opening", working.open_case, CaseOpeningIn, says="enrolment_saved", needs=RUNS)
desk.act("case/members", working.join, TeamJoinIn, says="saved", needs=HEAD)
desk.act("case/departures", working.leave, TeamLeaveIn, says="saved", needs=HEAD)
desk.act("case/goals", working.set_goal, CaseGoalIn, says="saved", needs=RUNS)
desk.act("case/agreements", working.agree_goal, GoalAgreedIn, says="saved", needs=RUNS)
desk.act("case/meetings", working.record_visit, CaseVisitIn, says="enrolment_saved", needs=RUNS)
desk.act(
    "case/proposals",
    pass_on,
    ProposalIn,
    says="proposal_passed",
    needs=Permission.HAND_ON_PROPOSALS,
)
desk.act("case/closing", closing.close_case, CaseClosingIn, says="case_closed", needs=RUNS)
