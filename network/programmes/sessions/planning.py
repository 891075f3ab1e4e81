"""Sessions are planned, changed and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select

from network.programmes import enrolments
from network.programmes import queries as programmes
from network.programmes.lifecycle import LIVE, EnrolmentState
from network.programmes.models import Cohort
from network.programmes.sessions import booking, queries
from network.programmes.sessions.kinds import CancelReason, SessionKind, SessionState
from network.programmes.sessions.models import ProgrammeSession
from network.programmes.sessions.recurring import LONGEST, Span, span
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60


class SessionPast(Conflict):
    """The session was held or cancelled already."""

    code = "wrong_state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Of what a session is, where, and with whom. `topic` is short and never a name; the rooms are
    booked; without a `responsible_id` it is the programme's."""

    kind: SessionKind = SessionKind.GROUP
    enrolment_id: UUID | None = None
    topic: str = ""
    place: str = ""
    room_ids: Sequence[UUID] = ()
    responsible_id: UUID | None = None
    deputy_id: UUID | None = None


def plan(
    scope: Scope, cohort_id: UUID, *, on: date, begins: time, minutes: int, **terms: object
) -> ProgrammeSession:
    """A single session of an own cohort, at a wall time here. `terms` are those of Terms.

    Raises NotFound, NotAllowed, Invalid, Conflict for a closed cohort, RoomTaken.
    """
    cohort, told = admit(scope, cohort_id, terms)
    check_days(cohort, on, on)
    when = when_on(on, begins, minutes)
    return keep(scope, cohort, told, [when], None)[0]


def change(
    scope: Scope,
    session_id: UUID,
    *,
    on: date,
    begins: time,
    minutes: int,
    topic: str = "",
    place: str = "",
    room_ids: Sequence[UUID] = (),
    responsible_id: UUID | None = None,
    deputy_id: UUID | None = None,
) -> ProgrammeSession:
    """A planned session is moved or said anew, it alone. Raises NotFound, NotAllowed, SessionPast,
    Invalid, RoomTaken."""
    found = _planned(scope, session_id)
    check_days(programmes.own_cohort(scope, found.cohort_id), on, on)
    check_people(scope, responsible_id, deputy_id)
    when = when_on(on, begins, minutes)
    booking.rebook(scope, found.id, when, room_ids)
    found.topic, found.place = topic.strip(), place.strip()
    found.starts_at, found.ends_at = when.starts_at, when.ends_at
    found.responsible_id, found.deputy_id = responsible_id, deputy_id
    _renew(found)
    db.session.flush()
    return found


def cancel(scope: Scope, session_id: UUID, reason: CancelReason) -> ProgrammeSession:
    """It is not held, for a reason; its rooms are free again. Raises NotFound, NotAllowed,
    SessionPast."""
    found = _planned(scope, session_id)
    _cancel(scope, [found], reason)
    return found


def cancel_rest(scope: Scope, session_id: UUID, reason: CancelReason) -> ProgrammeSession:
    """It and every later one of its series that is still planned. Raises what `cancel` raises."""
    found = _planned(scope, session_id)
    later = select(ProgrammeSession).where(
        ProgrammeSession.tenant_id == scope.tenant_id,
        ProgrammeSession.series_id == found.series_id,
        ProgrammeSession.state == SessionState.PLANNED,
        ProgrammeSession.starts_at > found.starts_at,
    )
    ordered = later.order_by(ProgrammeSession.id).with_for_update()
    rest = db.session.scalars(ordered) if found.series_id else ()
    _cancel(scope, [found, *rest], reason)
    return found


def cancel_what_is_over(
    scope: Scope, *, cohort_id: UUID | None = None, enrolment_id: UUID | None = None
) -> None:
    """Those to come of a cohort that is closed, or with somebody who has left, are not held; rooms
    are free again. What is over and was not marked can still be."""
    found = select(ProgrammeSession).where(
        ProgrammeSession.tenant_id == scope.tenant_id,
        ProgrammeSession.state == SessionState.PLANNED,
        ProgrammeSession.starts_at > clock.now(),
    )
    if cohort_id is not None:
        found = found.where(ProgrammeSession.cohort_id == cohort_id)
    else:
        found = found.where(ProgrammeSession.enrolment_id == enrolment_id)
    ordered = found.order_by(ProgrammeSession.id).with_for_update()
    if to_come := db.session.scalars(ordered).all():
        _cancel(scope, to_come, CancelReason.OVER)


def _cancel(scope: Scope, sessions: Sequence[ProgrammeSession], reason: CancelReason) -> None:
    for each in sessions:
        each.state, each.reason = SessionState.CANCELLED.value, reason.value
        _renew(each)
    booking.release_of(scope, [each.id for each in sessions])


def _renew(found: ProgrammeSession) -> None:
    """Calendars that know it take up what changed."""
    found.sequence += 1
    found.changed_at = clock.now()


def admit(scope: Scope, cohort_id: UUID, terms: dict[str, object]) -> tuple[Cohort, Terms]:
    """An own cohort for which sessions may be planned on these terms. Raises NotFound, NotAllowed,
    Invalid, Conflict for one that is closed."""
    cohort = programmes.own_cohort(scope, cohort_id)
    require(scope, Permission.RUN_PROGRAMMES)
    if cohort.closed_at is not None:
        raise Conflict(N_("This cohort is closed."))
    told = Terms(**terms)  # type: ignore[arg-type]
    check_people(scope, told.responsible_id, told.deputy_id)
    _check_who(scope, cohort, told)
    return cohort, told


def _check_who(scope: Scope, cohort: Cohort, told: Terms) -> None:
    """An individual session is with somebody of the cohort, one of a group with nobody alone."""
    if (told.kind is SessionKind.INDIVIDUAL) != (told.enrolment_id is not None):
        raise Invalid(N_("Choose with whom an individual session is."), "enrolment_id")
    if told.enrolment_id is None:
        return
    found = enrolments.get(scope, told.enrolment_id)
    ours = found.tenant_id == scope.tenant_id and found.cohort_id == cohort.id
    if not ours or EnrolmentState(found.state) not in LIVE:
        raise Invalid(N_("Choose somebody who takes part in this cohort."), "enrolment_id")


def check_days(cohort: Cohort, first: date, last: date) -> None:
    """Raises Invalid for days on which the cohort has no session, or that lie too far away."""
    today = clock.today()
    if last < first:
        raise Invalid(N_("The last day cannot come before the first."), "until")
    if not today - LONGEST <= first <= today + LONGEST:
        raise Invalid(N_("A session lies at most a year back or ahead."), "on")
    if last - first > LONGEST - A_DAY:
        raise Invalid(N_("Sessions repeat for at most a year."), "until")
    if cohort.ends is not None and last >= cohort.ends:
        raise Invalid(N_("The cohort is over by then."), "until" if first < cohort.ends else "on")


def when_on(on: date, begins: time, minutes: int) -> Span:
    """From when to when a session lasts on a day. Raises Invalid for one that takes too long."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Invalid(N_("A session takes between 5 minutes and a day."), "minutes")
    return span(on, begins, minutes, clock.LOCAL)


def keep(
    scope: Scope, cohort: Cohort, told: Terms, whens: Sequence[Span], series_id: UUID | None
) -> list[ProgrammeSession]:
    """The sessions at these times, and their rooms; all of them, or RoomTaken."""
    programme = programmes.own_programme(scope, cohort.programme_id)
    named = (told.responsible_id, told.deputy_id)
    if told.responsible_id is None:
        named = (programme.responsible_id, programme.deputy_id)
    made = [
        ProgrammeSession(
            tenant_id=scope.tenant_id,
            programme_id=cohort.programme_id,
            cohort_id=cohort.id,
            series_id=series_id,
            kind=told.kind.value,
            enrolment_id=told.enrolment_id,
            topic=told.topic.strip(),
            place=told.place.strip(),
            starts_at=when.starts_at,
            ends_at=when.ends_at,
            state=SessionState.PLANNED.value,
            responsible_id=named[0],
            deputy_id=named[1],
        )
        for when in whens
    ]
    db.session.add_all(made)
    db.session.flush()
    booking.take(
        scope, told.room_ids, [(each.id, when) for each, when in zip(made, whens, strict=True)]
    )
    return made


def _planned(scope: Scope, session_id: UUID) -> ProgrammeSession:
    """An own session that is still planned, locked. Raises NotFound, NotAllowed, SessionPast."""
    found = queries.get(scope, session_id, lock=True)
    require(scope, Permission.RUN_PROGRAMMES)
    if found.state != SessionState.PLANNED:
        raise SessionPast(N_("This session was held or cancelled already."))
    return found
