"""Who came to a session: marked in one go, corrected later, and what follows from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from network.programmes.lifecycle import EnrolmentState
from network.programmes.models import Enrolment
from network.programmes.sessions import queries
from network.programmes.sessions.kinds import AttendanceMark, SessionState
from network.programmes.sessions.models import (
    Attendance,
    AttendanceChange,
    ProgrammeSession,
)
from network.programmes.sessions.watching import watch
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

NEVER_BEGAN = (EnrolmentState.EXPECTED, EnrolmentState.NOT_STARTED, EnrolmentState.CANCELLED)


class CannotMark(Conflict):
    """The session has not begun, or is not held."""

    code = "wrong_state"


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who takes part in a session, and how they are marked. Whoever's enrolment `rests`
    stands on the list and need not be marked."""

    enrolment: Enrolment
    mark: AttendanceMark | None
    rests: bool


def expected(scope: Scope, session: ProgrammeSession) -> list[Expected]:
    """Who takes part in an own session on its day, by reference; those who rest come last."""
    day = clock.local_day(session.starts_at)
    rows = db.session.execute(
        select(Enrolment, Attendance.mark)
        .outerjoin(
            Attendance,
            (Attendance.tenant_id == Enrolment.tenant_id)
            & (Attendance.enrolment_id == Enrolment.id)
            & (Attendance.session_id == session.id),
        )
        .where(
            Enrolment.tenant_id == scope.tenant_id,
            Enrolment.programme_id == session.programme_id,
            Enrolment.cohort_id == session.cohort_id,
            or_(_takes_part(day), Attendance.id.is_not(None)),
            Enrolment.id == session.enrolment_id if session.enrolment_id else true(),
        )
        .order_by(Enrolment.reference, Enrolment.id)
    )
    found = [
        Expected(
            each,
            AttendanceMark(mark) if mark else None,
            each.state == EnrolmentState.ON_HOLD and mark is None,
        )
        for each, mark in rows
    ]
    return sorted(found, key=lambda one: one.rests)


def _takes_part(day: date) -> ColumnElement[bool]:
    return (
        Enrolment.state.not_in(NEVER_BEGAN)
        & (Enrolment.began_on <= day)
        & (Enrolment.ended_on.is_(None) | (Enrolment.ended_on >= day))
    )


def mark(
    scope: Scope,
    session_id: UUID,
    *,
    marks: Mapping[UUID, AttendanceMark],
    others: AttendanceMark | None = None,
) -> ProgrammeSession:
    """Who came, by enrolment; `others` is said of everybody who takes part, does not rest and is
    not marked. The session is held from now on. Said again it corrects; what was said stays known.

    Raises NotFound, NotAllowed, CannotMark before it begins or once it is cancelled, and Invalid
    for somebody who does not take part or where nobody is marked.
    """
    session = queries.get(scope, session_id, lock=True)
    require(scope, Permission.ATTEND)
    _check(session)
    people = {one.enrolment.id: one for one in expected(scope, session)}
    if not people.keys() >= marks.keys():
        raise Invalid(N_("Mark only those who take part in this session."), "marks")
    told = {one.enrolment.id: others for one in people.values() if _is_other(one)} if others else {}
    told |= marks
    if not told and not _all_marked(people.values()):
        raise Invalid(N_("Mark at least one of those who take part."), "marks")
    session.state = SessionState.HELD.value
    db.session.flush()
    changed = [one for one in told if people[one].mark is not told[one]]
    _write(scope, session, {one: (people[one].mark, told[one]) for one in changed})
    watch(scope, [people[one].enrolment for one in changed])
    return session


def _check(session: ProgrammeSession) -> None:
    if session.state == SessionState.CANCELLED:
        raise CannotMark(N_("This session was cancelled."))
    if session.starts_at > clock.now():
        raise CannotMark(N_("Who came is marked once the session has begun."))


def _is_other(one: Expected) -> bool:
    return one.mark is None and not one.rests


def _all_marked(people: Collection[Expected]) -> bool:
    """Also where nobody takes part: then it was held all the same."""
    return not any(_is_other(one) for one in people)


def _write(
    scope: Scope,
    session: ProgrammeSession,
    told: Mapping[UUID, tuple[AttendanceMark | None, AttendanceMark]],
) -> None:
    kept = {
        each.enrolment_id: each
        for each in db.session.scalars(
            select(Attendance).where(
                Attendance.tenant_id == scope.tenant_id, Attendance.session_id == session.id
            )
        )
    }
    for enrolment_id, (before, now) in told.items():
        if before is None:
            keys = {"tenant_id": scope.tenant_id, "session_id": session.id}
            db.session.add(Attendance(**keys, enrolment_id=enrolment_id, mark=now.value))
        else:
            kept[enrolment_id].mark = now.value
    db.session.flush()
    db.session.add_all(
        AttendanceChange(
            tenant_id=scope.tenant_id,
            session_id=session.id,
            enrolment_id=enrolment_id,
            before=before.value if before else "",
            mark=now.value,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
        )
        for enrolment_id, (before, now) in told.items()
    )
    db.session.flush()
