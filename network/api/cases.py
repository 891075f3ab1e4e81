"""The work of advisers and mobile teams on an enrolment, from its first day to the report."""

import hashlib
from typing import Any
from uuid import UUID

from flask import Response

from network.api import enrolments as enrolments_area
from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.telling import Told, answer, teller
from network.programmes import enrolments
from network.programmes.cases import closing, queries, working
from network.programmes.cases.models import MobileCase
from network.schemas import cases as given
from network.schemas.answers import cases as told
from tenants.credentials import ApiScope
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("cases", "What advisers and mobile teams do for somebody, and what they propose.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
ONE = "/enrolments/<uuid:enrolment_id>/case"
tell = teller(told.MobileCase)
tell_member = teller(told.MobileMember)
tell_goal = teller(told.MobileGoal)
tell_visit = teller(told.MobileVisit)


@area.get(ONE, READ, told.MobileCase)
def show(enrolment_id: UUID) -> Response:
    """How the work on an enrolment stands; to whoever asked, without members and goals"""
    scope = acting()
    _seen(scope, enrolment_id)
    return _show(scope, enrolment_id)


@area.get(f"{ONE}/visits", READ, told.MobileVisitPage, query=Onward)
def visits(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """Whom the house met, the last recorded first"""
    scope = acting()
    found = queries.visits_of(scope, _ours(scope, enrolment_id), values["after"])
    return page([tell_visit(one.visit, notes=one.notes) for one in found.rows], found.after)


@area.get(f"{ONE}/report", READ, told.MobileReport)
def report(enrolment_id: UUID) -> Response:
    """The closing expert report, to the house that wrote it"""
    scope = acting()
    found = queries.report_of(scope, _ours(scope, enrolment_id))
    if found is None:
        raise NotFound(queries.NO_CASE)
    return answer({**found.sections, "by_name": found.by_name})


def _show(scope: Scope, enrolment_id: UUID) -> Response:
    found = _told(scope, queries.get(scope, enrolment_id))
    return answer(found, tag=_digest(found))


def _told(scope: Scope, case: MobileCase) -> Told:
    return tell(
        case,
        members=[tell_member(one) for one in queries.members_of(scope, case)],
        goals=[tell_goal(one) for one in queries.goals_of(scope, case)],
    )


def _seen(scope: Scope, enrolment_id: UUID) -> None:
    """An enrolment of either side, to somebody who may look; 404 before 403."""
    enrolments_area.seen(scope, enrolment_id)


def _ours(scope: Scope, enrolment_id: UUID) -> MobileCase:
    _seen(scope, enrolment_id)
    found = queries.get(scope, enrolment_id)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(queries.NO_CASE)
    require(scope, Permission.RUN_PROGRAMMES)
    return found


def _lock(scope: Scope, enrolment_id: UUID) -> str:
    enrolments.lock(scope, enrolment_id)
    case = queries.of_enrolment(scope, enrolment_id)
    return _digest(_told(scope, case)) if case else etags.of_version(0, "none")


def _digest(found: Told) -> str:
    """The row has a version; what hangs on it has none."""
    return etags.of_version(1, hashlib.sha256(repr(found).encode()).hexdigest()[:12])


desk = Desk(area, ONE, WRITE, told.MobileCase, look=_seen, tag=_lock, show=_show)
desk.act("opening", working.open_case, given.CaseOpeningIn, says="The house begins to work on it")
desk.act("members", working.join, given.TeamJoinIn, says="The head puts somebody on the team")
desk.act("departures", working.leave, given.TeamLeaveIn, says="The head takes somebody off it")
desk.act("goals", working.set_goal, given.CaseGoalIn, says="What is to be reached")
desk.act(
    "agreements",
    working.agree_goal,
    given.GoalAgreedIn,
    says="Who agreed to a goal by now, and how far it was reached",
)
desk.act("meetings", working.record_visit, given.CaseVisitIn, says="The house met somebody")
desk.act("closing", closing.close_case, given.CaseClosingIn, says="The report, and the proposal")
