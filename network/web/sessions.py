"""Sessions: a week of them, what waits to be marked, those of a cohort, and one in full."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.programmes import queries as programmes
from network.programmes.sessions import attending, noting, planning, queries, repeating, totals
from network.programmes.sessions.kinds import AttendanceMark, SessionState
from network.programmes.sessions.models import ProgrammeSession
from network.records import restricting
from network.schemas.groups import OnDay
from network.schemas.sessions import (
    AttendanceIn,
    PutInDay,
    SessionCancelIn,
    SessionChangeIn,
    SessionForm,
    SessionNoteIn,
)
from network.web import session_forms, session_outlook
from network.web.acts import Refused, carried_out, once
from network.web.ask_page import people
from network.web.desk import Desk, Forms
from network.web.paths import page_number
from network.web.rendering import FormView, form_values, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("sessions", __name__, url_prefix="/sessions")
ATTENDS, PLANS = Permission.ATTEND, Permission.RUN_PROGRAMMES
A_WEEK = timedelta(weeks=1)
SHOWN = ("mine", "house", "unmarked")
CONFLICT = 409


@bp.get("")
def index() -> Response:
    """A week of the member's own sessions, or of the house's; or those that wait to be marked."""
    scope = acting()
    require(scope, ATTENDS)
    shown = request.args.get("show", SHOWN[0])
    shown = shown if shown in SHOWN else SHOWN[0]
    monday, mine = _monday(), shown != "house"
    if shown == "unmarked":
        mine = request.args.get("whose") != "house"
        found = queries.to_mark(scope, mine=mine, number=page_number())
    else:
        first, last = clock.begins(monday), clock.begins(monday + A_WEEK)
        found = queries.between(scope, first, last, mine=mine, number=page_number())
    return page(
        "sessions/index.html",
        "list",
        found=found,
        shown=shown,
        mine=mine,
        monday=monday,
        sunday=monday + A_WEEK - timedelta(days=1),
        before=monday - A_WEEK,
        after=monday + A_WEEK,
        unmarked=queries.waiting(scope),
        now=clock.now(),
        plans=may(scope, PLANS),
    )


def _monday() -> date:
    """Of the week that is asked for; of this one where nothing readable is."""
    today = clock.today()
    try:
        on: date = form_values(OnDay(), request.args).get("on") or today
    except ValidationError:
        on = today
    return on - timedelta(days=on.weekday())


@bp.get("/cohorts/<uuid:cohort_id>")
def of_cohort(cohort_id: UUID) -> Response:
    """Sessions of an own cohort, to come or past, and how often people came."""
    scope = acting()
    cohort = programmes.own_cohort(scope, cohort_id)
    require(scope, ATTENDS)
    past = request.args.get("past") == "yes"
    return page(
        "sessions/cohort.html",
        "list",
        cohort=cohort,
        programme=programmes.own_programme(scope, cohort.programme_id),
        found=queries.of_cohort(scope, cohort_id, past=past, number=page_number()),
        totals=totals.of_cohort(scope, cohort_id),
        marks=AttendanceMark,
        past=past,
        now=clock.now(),
        plans=may(scope, PLANS) and cohort.closed_at is None,
    )


@bp.get("/new")
def new() -> Response:
    """A form for one session or many, first of all for a cohort."""
    scope = acting()
    require(scope, PLANS)
    known = session_forms.usual() | {
        name: request.args.get(name, "") for name in ("cohort_id", "enrolment_id")
    }
    if known["enrolment_id"]:
        known["kind"] = "individual"
    return _new(scope, FormView(known))


def _new(
    scope: Scope, form: FormView, status: int = 200, outlook: session_outlook.Outlook | None = None
) -> Response:
    offered = session_forms.offered(scope, form)
    return page(
        "sessions/new.html",
        "form",
        status,
        form=form,
        form_id=new_id(),
        outlook=outlook,
        **offered,
    )


@bp.post("")
def create() -> Response:
    """Plan one session or many; a double click plans them once. What a series leaves out, and when
    rooms are taken, is shown before."""
    scope = acting()
    require(scope, PLANS)

    def make(**said: Any) -> object:
        return once(scope, lambda: session_outlook.plan(scope, said))

    try:
        made = carried_out(SessionForm(), make)
    except session_outlook.ToBeShown:
        return _new(scope, session_outlook.typed(), outlook=session_outlook.outlook(scope))
    except Refused as refusal:
        taken = session_outlook.outlook(scope) if refusal.status == CONFLICT else None
        return _new(scope, refusal.form, refusal.status, taken)
    return see_other(url_for("sessions.show", session_id=made), "session_planned")


@bp.get("/<uuid:session_id>")
def show(session_id: UUID) -> Response:
    """Who takes part and who came, what was noted, and what can be changed."""
    scope = acting()
    return _shown(scope, _seen(scope, session_id), {}, 200)


def _seen(scope: Scope, session_id: UUID) -> ProgrammeSession:
    found = queries.get(scope, session_id)
    require(scope, ATTENDS)
    return found


def _shown(
    scope: Scope, found: ProgrammeSession, refused: Mapping[str, FormView], status: int
) -> Response:
    expected = attending.expected(scope, found)
    booked = queries.booked_for(scope, found.id)
    return page(
        "sessions/show.html",
        "session",
        status,
        restricted=restricting.since(scope, found.id),
        told=queries.one(scope, found.id),
        one=found,
        expected=expected,
        references={each.enrolment.id: _called(each.enrolment) for each in expected},
        changes=totals.changes_of(scope, found.id),
        notes=noting.notes_of(scope, found),
        marks=AttendanceMark,
        now=clock.now(),
        begun=found.starts_at <= clock.now(),
        planned=found.state == SessionState.PLANNED,
        plans=may(scope, PLANS),
        forms=Forms(
            refused,
            change=FormView(session_forms.known(found, list(booked))),
            mark=FormView({f"marks.{each.enrolment.id}": each.mark for each in expected}),
        ),
        left_out=_left_out(scope, found),
        rooms=session_forms.rooms_offered(scope, booked),
        labels=session_forms.labels(),
        **people(scope, found.responsible_id, found.deputy_id),
    )


def _left_out(scope: Scope, found: ProgrammeSession) -> list[tuple[str, str]]:
    """Days that its series leaves out, for whoever may put one in: for the form and for people."""
    if found.series_id is None or not may(scope, PLANS):
        return []
    days = repeating.left_out_of(scope, found.series_id)
    return [(each.day.isoformat(), session_outlook.named(each)) for each in days]


def _called(enrolment: Any) -> str:
    return str(enrolment.reference or enrolment.number)


def _address(_: Scope, found: ProgrammeSession) -> str:
    return url_for("sessions.show", session_id=found.id)


desk = Desk(bp, "session_id", seen=_seen, shown=_shown, address=_address)
ACTS: tuple[tuple[str, Callable[..., object], Any, str, Permission], ...] = (
    ("attendance", attending.mark, AttendanceIn, "attendance_saved", ATTENDS),
    ("change", planning.change, SessionChangeIn, "session_saved", PLANS),
    ("cancellation", planning.cancel, SessionCancelIn, "session_cancelled", PLANS),
    ("put-in", repeating.put_in, PutInDay, "session_put_in", PLANS),
    ("rest-cancellation", planning.cancel_rest, SessionCancelIn, "session_cancelled", PLANS),
    ("notes", noting.note, SessionNoteIn, "session_noted", ATTENDS),
)
for _path, _act, _takes, _says, _needs in ACTS:
    desk.act(_path, _act, _takes, says=_says, needs=_needs)
