"""How often somebody came: counted from the marks of the sessions, and never kept beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select, func, select

from network.programmes.sessions.kinds import PRESENT, AttendanceMark
from network.programmes.sessions.models import Attendance, AttendanceChange, ProgrammeSession
from tenants.database import db
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class Totals:
    """How many marks there are of each kind."""

    by_mark: Mapping[AttendanceMark, int] = field(default_factory=dict)

    @property
    def marked(self) -> int:
        """All of them."""
        return sum(self.by_mark.values())

    @property
    def came(self) -> int:
        """Came, or came late."""
        return sum(self.by_mark.get(mark, 0) for mark in PRESENT)

    def of(self, mark: AttendanceMark) -> int:
        return self.by_mark.get(mark, 0)


@dataclass(frozen=True, slots=True)
class Attended:
    """A session somebody took part in, and how they were marked."""

    session: ProgrammeSession
    mark: AttendanceMark


def of_enrolment(scope: Scope, enrolment_id: UUID) -> Totals:
    """Of one who takes part in an own programme."""
    return _counted(
        select(Attendance.mark, func.count())
        .where(Attendance.tenant_id == scope.tenant_id, Attendance.enrolment_id == enrolment_id)
        .group_by(Attendance.mark)
    )


def of_cohort(scope: Scope, cohort_id: UUID) -> Totals:
    """Of everybody in an own cohort."""
    return _counted(
        select(Attendance.mark, func.count())
        .join(
            ProgrammeSession,
            (ProgrammeSession.tenant_id == Attendance.tenant_id)
            & (ProgrammeSession.id == Attendance.session_id),
        )
        .where(
            ProgrammeSession.tenant_id == scope.tenant_id, ProgrammeSession.cohort_id == cohort_id
        )
        .group_by(Attendance.mark)
    )


def attended(scope: Scope, enrolment_id: UUID, number: int = 1) -> tuple[list[Attended], bool]:
    """The sessions of one who takes part in an own programme, the latest first; page `number`,
    and whether there are more."""
    rows = db.session.execute(
        select(ProgrammeSession, Attendance.mark)
        .join(
            Attendance,
            (Attendance.tenant_id == ProgrammeSession.tenant_id)
            & (Attendance.session_id == ProgrammeSession.id),
        )
        .where(Attendance.tenant_id == scope.tenant_id, Attendance.enrolment_id == enrolment_id)
        .order_by(ProgrammeSession.starts_at.desc(), ProgrammeSession.id)
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    found = [Attended(session, AttendanceMark(mark)) for session, mark in rows]
    return found[:PAGE], len(found) > PAGE


def changes_of(scope: Scope, session_id: UUID) -> Sequence[AttendanceChange]:
    """Who marked whom in an own session, and corrected it, oldest first."""
    return db.session.scalars(
        select(AttendanceChange)
        .where(
            AttendanceChange.tenant_id == scope.tenant_id,
            AttendanceChange.session_id == session_id,
        )
        .order_by(AttendanceChange.id)
    ).all()


def _counted(wanted: Select[str, int]) -> Totals:
    return Totals({AttendanceMark(mark): count for mark, count in db.session.execute(wanted)})
