"""Whoever stays away again and again is asked after: a clock runs for who answers for them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, func, select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.programmes.enrolling import of_enrolment
from network.programmes.models import Enrolment
from network.programmes.sessions.kinds import MISSED_IN_A_ROW, AttendanceMark, stays_away
from network.programmes.sessions.models import Attendance, NoShowFollowUp, ProgrammeSession
from tenants.database import db
from tenants.scope import Scope


def watch(scope: Scope, enrolments: Sequence[Enrolment]) -> None:
    """Whoever stays away is to be asked after, and whoever is back need not be any more."""
    marks = _latest(scope, [each.id for each in enrolments])
    for each in sorted(enrolments, key=lambda one: one.id):
        if stays_away(marks.get(each.id, ())) and each.ended_on is None:
            clocks.start(scope, ClockKind.NO_SHOW, of_enrolment(each))
        else:
            clocks.stop(scope, each.id, ClockKind.NO_SHOW)


def _latest(scope: Scope, enrolment_ids: Collection[UUID]) -> dict[UUID, list[AttendanceMark]]:
    """The latest marks of each since somebody last asked after them, newest first."""
    ranked = _ranked(scope, enrolment_ids).subquery()
    rows = db.session.execute(
        select(ranked.c.enrolment_id, ranked.c.mark)
        .where(ranked.c.place <= MISSED_IN_A_ROW)
        .order_by(ranked.c.place)
    )
    found: dict[UUID, list[AttendanceMark]] = {}
    for enrolment_id, mark in rows:
        found.setdefault(enrolment_id, []).append(AttendanceMark(mark))
    return found


def _ranked(scope: Scope, enrolment_ids: Collection[UUID]) -> Select[Any]:
    """Marks with their place counted back from the latest session."""
    asked, session = _asked_after(scope, enrolment_ids), ProgrammeSession
    place = func.row_number().over(
        partition_by=Attendance.enrolment_id, order_by=session.starts_at.desc()
    )
    return (
        select(Attendance.enrolment_id, Attendance.mark, place.label("place"))
        .join(
            session,
            (session.tenant_id == Attendance.tenant_id) & (session.id == Attendance.session_id),
        )
        .outerjoin(asked, asked.c.enrolment_id == Attendance.enrolment_id)
        .where(
            Attendance.tenant_id == scope.tenant_id,
            Attendance.enrolment_id.in_(enrolment_ids),
            asked.c.at.is_(None) | (session.starts_at > asked.c.at),
        )
    )


def _asked_after(scope: Scope, enrolment_ids: Collection[UUID]) -> Subquery:
    """When somebody last asked after each."""
    row = NoShowFollowUp
    return (
        select(row.enrolment_id, func.max(row.created_at).label("at"))
        .where(row.tenant_id == scope.tenant_id, row.enrolment_id.in_(enrolment_ids))
        .group_by(row.enrolment_id)
        .subquery()
    )
