"""Who takes part in programmes: with us, and where we asked; one of them in full."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.programmes import ending, enrolling, enrolments, queries
from network.programmes.cases import queries as cases
from network.programmes.lifecycle import KIND_OF, EndKind, EndReason, EnrolmentState, actions_for
from network.programmes.models import Enrolment
from network.programmes.sessions import following_up, totals
from network.programmes.sessions.kinds import AttendanceMark
from network.records import restricting
from network.requests.queries import get_ask
from network.schemas.asks import AssignIn
from network.schemas.enrolments import (
    BeginIn,
    CompleteIn,
    EndIn,
    EnrolIn,
    NotStartIn,
    PlanAnotherEndIn,
    RestIn,
)
from network.schemas.sessions import FollowUpIn
from network.web import happenings
from network.web.acts import Refused, carried_out, cursor, id_given, once
from network.web.ask_page import people
from network.web.cases import begins
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.paths import page_number
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("enrolments", __name__, url_prefix="/enrolments")
RUNS = Permission.RUN_PROGRAMMES


@bp.get("")
def index() -> Response:
    """Those who take part with us, or where we asked; now, or before."""
    scope = acting()
    ours = may(scope, RUNS) and request.args.get("elsewhere") != "yes"
    if not ours:
        require(scope, Permission.REFER)
    over = request.args.get("ended") == "yes"
    chosen = id_given("programme") if ours else None
    found = enrolments.listed(scope, ours=ours, live=not over, programme_id=chosen, before=cursor())
    return page(
        "enrolments/index.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        ours=ours,
        both=may(scope, RUNS) and may(scope, Permission.REFER),
        over=over,
        today=clock.today(),
        programmes=[(str(one.id), one.name) for one in queries.own_programmes(scope)]
        if ours
        else [],
        form=FormView.known(programme=str(chosen or "")),
    )


@bp.get("/new")
def new() -> Response:
    """A form to record somebody who takes part without an ask."""
    scope = acting()
    require(scope, RUNS)
    chosen = request.args.get("cohort", "")
    return _new(scope, FormView.known(cohort_id=chosen, began_on=clock.today()))


def _new(scope: Scope, form: FormView, status: int = 200) -> Response:
    cohorts = [
        (str(cohort.id), f"{programme.name}: {cohort.name}")
        for programme, cohort in queries.open_cohorts(scope)
    ]
    return page("enrolments/new.html", "form", status, form=form, cohorts=cohorts, form_id=new_id())


@bp.post("")
def enrol() -> Response:
    scope = acting()
    require(scope, RUNS)
    try:
        made = carried_out(
            EnrolIn(), lambda **said: once(scope, lambda: enrolling.enrol(scope, **said).id)
        )
    except Refused as refusal:
        return _new(scope, refusal.form, refusal.status)
    return see_other(url_for("enrolments.show", enrolment_id=made), "enrolled")


@bp.get("/<uuid:enrolment_id>")
def show(enrolment_id: UUID) -> Response:
    scope = acting()
    return _shown(scope, _seen(scope, enrolment_id), {}, 200)


def _seen(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """An enrolment of either side, to somebody whose roles let them look; 404 before 403."""
    found = enrolments.get(scope, enrolment_id)
    require(scope, RUNS if found.tenant_id == scope.tenant_id else Permission.REFER)
    return found


def _shown(
    scope: Scope, found: Enrolment, refused: Mapping[str, FormView], status: int
) -> Response:
    ours = found.tenant_id == scope.tenant_id
    return page(
        "enrolments/show.html",
        "enrolment",
        status,
        restricted=restricting.since(scope, found.id),
        enrolment=found,
        state=EnrolmentState(found.state),
        ours=ours,
        ask=get_ask(scope, found.ask_id) if found.ask_id else None,
        worked=cases.of_enrolment(scope, found.id),
        lines=happenings.of_enrolment(reversed(enrolments.steps_of(scope, found.id))),
        **(_house(scope, found, refused) if ours else {"forms": Forms(refused)}),
    )


def _house(scope: Scope, found: Enrolment, refused: Mapping[str, FormView]) -> dict[str, Any]:
    """What only the house of the programme sees, and what it can record."""
    today = clock.today()
    return {
        "programme": queries.own_programme(scope, found.programme_id),
        "begins": begins(scope, found),
        "cohort": queries.own_cohort(scope, found.cohort_id),
        "actions": actions_for(EnrolmentState(found.state)),
        "reasons": end_reasons(),
        **_attendance(scope, found),
        "forms": Forms(
            refused,
            begin=FormView.known(began_on=min(found.expected_on or today, today)),
            plan_end=FormView.known(planned_end=found.planned_end),
            complete=FormView.known(ended_on=today),
            end_early=FormView.known(ended_on=today),
            deselect=FormView.known(ended_on=today),
            withdraw=FormView.known(ended_on=today),
            assign=FormView.known(responsible_id=found.responsible_id, deputy_id=found.deputy_id),
        ),
        **people(scope, found.responsible_id, found.deputy_id),
    }


def _attendance(scope: Scope, found: Enrolment) -> dict[str, Any]:
    """How often they came, the latest sessions, and what was done where they did not."""
    number = page_number()
    sessions, more = totals.attended(scope, found.id, number)
    return {
        "marks": AttendanceMark,
        "totals": totals.of_enrolment(scope, found.id),
        "sessions": sessions,
        "more_sessions": more,
        "number": number,
        "followed_up": following_up.followed_up(scope, found.id),
    }


def end_reasons() -> list[tuple[str, list[tuple[str, str]]]]:
    """Why it can end, in two levels."""
    return [
        (label(kind), [(str(each), label(each)) for each in EndReason if KIND_OF[each] is kind])
        for kind in EndKind
    ]


def _address(_: Scope, found: Enrolment) -> str:
    return url_for("enrolments.show", enrolment_id=found.id)


desk = Desk(bp, "enrolment_id", seen=_seen, shown=_shown, address=_address)
desk.act("beginning", enrolling.begin, BeginIn, says="enrolment_saved", needs=RUNS)
desk.act("non-start", enrolling.not_start, NotStartIn, says="enrolment_saved", needs=RUNS)
desk.act("planned-end", ending.plan_end, PlanAnotherEndIn, says="planned_end_set", needs=RUNS)
desk.act("pause", ending.pause, RestIn, says="enrolment_saved", needs=RUNS)
desk.act("going-on", ending.go_on, says="enrolment_saved", needs=RUNS)
desk.act("completion", ending.complete, CompleteIn, says="enrolment_saved", needs=RUNS)
desk.act("early-end", ending.end_early, EndIn, says="enrolment_saved", needs=RUNS)
desk.act("deselection", ending.deselect, EndIn, says="enrolment_saved", needs=RUNS)
desk.act("withdrawal", ending.withdraw, EndIn, says="enrolment_saved", needs=RUNS)
desk.act(
    "follow-up", following_up.follow_up, FollowUpIn, says="followed_up", needs=Permission.ATTEND
)
desk.act("assignment", ending.assign, AssignIn, says="saved", needs=RUNS)
