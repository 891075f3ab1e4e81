"""Sessions of programmes: when they are held, who came, and what was noted."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError, fields

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.enrolments import show_enrolment
from network.api.paging import NOT_OURS, Cursor, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.programmes import enrolments
from network.programmes import queries as programmes
from network.programmes.sessions import (
    attending,
    following_up,
    noting,
    planning,
    queries,
    repeating,
    totals,
)
from network.programmes.sessions.kinds import AttendanceMark
from network.programmes.sessions.models import ProgrammeSession
from network.programmes.sessions.queries import ListedSession
from network.schemas import sessions as given
from network.schemas.answers import enrolments as told_enrolments
from network.schemas.answers import sessions as told
from network.schemas.values import Given, day
from tenants import clock
from tenants.credentials import ApiScope
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("sessions", "When programmes meet and who came, by the house's own references.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
ONE = "/sessions/<uuid:session_id>"
OF_COHORT = "/cohorts/<uuid:cohort_id>"
OF_ENROLMENT = "/enrolments/<uuid:enrolment_id>"
MOST_PAGES = 10_000
tell_session = teller(told.ProgrammeSession)
tell_attended = teller(told.AttendedSession)
tell_note = teller(told.SessionNote)
tell_follow_up = teller(told.FollowUp)


class Number(Cursor):
    """Which page of a list."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        if type(found) is not int or not 1 <= found <= MOST_PAGES:
            raise ValidationError(NOT_OURS)
        return found


class Numbered(Given):
    after = Number(load_default=1)


class SessionsIn(Numbered):
    """Sessions that begin on these days, both included; `mine` those that the member leads, and
    `unmarked` those that are over and wait for it, whatever the days."""

    since = day(load_default=None)
    until = day(load_default=None)
    mine = fields.Boolean(load_default=False)
    unmarked = fields.Boolean(load_default=False)


@area.get("/sessions", READ, told.ProgrammeSessionPage, query=SessionsIn)
def index(values: dict[str, Any]) -> Response:
    """Sessions of the own house on some days (of a week from today if none are named)"""
    scope = acting()
    require(scope, Permission.ATTEND)
    number, mine = values["after"], values["mine"]
    if values["unmarked"]:
        found = queries.to_mark(scope, mine=mine, number=number)
    else:
        since = values["since"] or clock.today()
        until = values["until"] or since + planning.A_WEEK
        moments = clock.begins(since), clock.begins(until + planning.A_DAY)
        found = queries.between(scope, *moments, mine=mine, number=number)
    return page([_tell(row) for row in found.rows], number + 1 if found.more else None)


@area.act(
    "POST", f"{OF_COHORT}/sessions", WRITE, told.ProgrammeSession, given.SessionPlanIn, status=201
)
def plan(values: dict[str, Any], cohort_id: UUID) -> Response:
    """Plan one session of a cohort, or with one who takes part in it"""
    return perform(
        lambda scope: planning.plan(scope, cohort_id, **values).id,
        _show,
        look=lambda scope: programmes.own_cohort(scope, cohort_id),
        status=201,
    )


@area.act(
    "POST",
    f"{OF_COHORT}/session-series",
    WRITE,
    told.SessionSeries,
    given.SessionSeriesIn,
    status=201,
)
def repeat(values: dict[str, Any], cohort_id: UUID) -> Response:
    """Plan sessions that repeat by the clock on the wall, all of them or none"""
    return perform(
        lambda scope: repeating.repeat(scope, cohort_id, **values)[0].id,
        _series,
        look=lambda scope: programmes.own_cohort(scope, cohort_id),
        status=201,
    )


@area.get(ONE, READ, told.ProgrammeSession)
def show(session_id: UUID) -> Response:
    """One session of the own house"""
    return _show(acting(), session_id)


@area.get(f"{ONE}/attendance", READ, told.AttendeeList)
def attendance(session_id: UUID) -> Response:
    """Who takes part in a session on its day, and how they are marked"""
    scope = acting()
    found = _seen(scope, session_id)
    items = [
        {
            "enrolment_id": str(one.enrolment.id),
            "reference": one.enrolment.reference,
            "mark": one.mark.value if one.mark else None,
            "rests": one.rests,
        }
        for one in attending.expected(scope, found)
    ]
    return answer({"items": items})


@area.get(f"{ONE}/notes", READ, told.SessionNoteList)
def notes(session_id: UUID) -> Response:
    """What was noted of a session, oldest first"""
    scope = acting()
    found = _seen(scope, session_id)
    rows = noting.notes_of(scope, found)
    return answer({"items": [tell_note(row, body=words) for row, words in rows]})


@area.get(f"{OF_COHORT}/attendance", READ, told.AttendanceTotals)
def of_cohort(cohort_id: UUID) -> Response:
    """How often those of an own cohort came"""
    scope = acting()
    programmes.own_cohort(scope, cohort_id)
    require(scope, Permission.ATTEND)
    return answer(_totals(totals.of_cohort(scope, cohort_id)))


@area.get(f"{OF_ENROLMENT}/attendance", READ, told.AttendedSessionPage, query=Numbered)
def of_enrolment(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """The sessions of one who takes part in an own programme, latest first, and the totals"""
    scope = acting()
    _ours(scope, enrolment_id)
    number = values["after"]
    rows, more = totals.attended(scope, enrolment_id, number)
    items = [
        tell_attended(row.session, session_id=row.session.id, mark=row.mark.value) for row in rows
    ]
    counted = _totals(totals.of_enrolment(scope, enrolment_id))
    return page(items, number + 1 if more else None, totals=counted)


@area.get(f"{OF_ENROLMENT}/follow-ups", READ, told.FollowUpList)
def follow_ups(enrolment_id: UUID) -> Response:
    """What was done about one who stayed away, newest first"""
    scope = acting()
    _ours(scope, enrolment_id)
    rows = following_up.followed_up(scope, enrolment_id)
    return answer({"items": [tell_follow_up(row, words=words) for row, words in rows]})


@area.act(
    "POST",
    f"{OF_ENROLMENT}/follow-ups",
    WRITE,
    told_enrolments.Enrolment,
    given.FollowUpIn,
    status=201,
)
def follow_up(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """Record what was done about one who stayed away"""
    return perform(
        lambda scope: following_up.follow_up(scope, enrolment_id, **values).id,
        show_enrolment,
        look=lambda scope: _ours(scope, enrolment_id),
        status=201,
    )


def _ours(scope: Scope, enrolment_id: UUID) -> None:
    """Whether somebody comes is told to the house of the programme alone."""
    if enrolments.get(scope, enrolment_id).tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    require(scope, Permission.ATTEND)


def _totals(counted: totals.Totals) -> Told:
    return {mark.value: counted.of(mark) for mark in AttendanceMark}


def _show(scope: Scope, session_id: UUID) -> Response:
    found = _seen(scope, session_id)
    return answer(_tell(queries.one(scope, session_id)), tag=etags.of_version(found.version))


def _series(scope: Scope, series_id: UUID) -> Response:
    series, ids = queries.series(scope, series_id)
    return answer(
        {
            "id": series.id,
            "cohort_id": series.cohort_id,
            "session_ids": list(map(str, ids)),
            "left_out": [each.day.isoformat() for each in repeating.left_out_of(scope, series_id)],
        }
    )


def _seen(scope: Scope, session_id: UUID) -> ProgrammeSession:
    found = queries.get(scope, session_id)
    require(scope, Permission.ATTEND)
    return found


def _tell(row: ListedSession) -> Told:
    more = {"programme": row.programme, "cohort": row.cohort, "marked": row.marked}
    back = [{"room": room, "reason": reason} for room, reason in row.taken_back]
    return tell_session(row.session, rooms=list(row.rooms), taken_back=back, **more)


def _lock(scope: Scope, session_id: UUID) -> str:
    return etags.of_version(queries.get(scope, session_id, lock=True).version)


desk = Desk(area, ONE, WRITE, told.ProgrammeSession, look=_seen, tag=_lock, show=_show)
desk.act("change", planning.change, given.SessionChangeIn, says="Move it or say it anew, it alone")
desk.act("cancellation", planning.cancel, given.SessionCancelIn, says="It is not held, and why")
desk.act(
    "rest-cancellation",
    planning.cancel_rest,
    given.SessionCancelIn,
    says="It and all later ones of its series are not held, and why",
)
desk.act("attendance", attending.mark, given.AttendanceIn, says="Who came; again to correct it")


@area.act("POST", f"{ONE}/put-in-days", WRITE, told.ProgrammeSession, given.PutInDay, status=201)
def put_in(values: dict[str, Any], session_id: UUID) -> Response:
    """Plan a session on a day that the series of this one leaves out; twice is once"""
    return perform(
        lambda scope: repeating.put_in(scope, session_id, **values).id,
        _show,
        look=lambda scope: _seen(scope, session_id),
        status=201,
    )


@area.act("POST", f"{ONE}/notes", WRITE, told.ProgrammeSession, given.SessionNoteIn, status=201)
def note(values: dict[str, Any], session_id: UUID) -> Response:
    """Note something of a session, for the own house"""
    return perform(
        lambda scope: noting.note(scope, session_id, **values).id,
        _show,
        look=lambda scope: _seen(scope, session_id),
        status=201,
    )
