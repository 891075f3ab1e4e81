"""Somebody stays away, and somebody asks after them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.programmes import enrolments
from network.programmes.models import Enrolment
from network.programmes.sessions.kinds import AttendanceMark, FollowUpKind
from network.programmes.sessions.models import Attendance, NoShowFollowUp
from network.words import door
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

LONGEST = 1000


class NobodyMissing(Conflict):
    """Nobody was away without an excuse."""

    code = "nobody_missing"


def follow_up(
    scope: Scope, enrolment_id: UUID, *, done: FollowUpKind, words: str = ""
) -> Enrolment:
    """What was done about somebody of an own programme who stayed away; nothing is due any more.

    Raises NotFound, NotAllowed, NobodyMissing where nobody was away without an excuse, Invalid.
    """
    enrolment = enrolments.lock(scope, enrolment_id)
    if enrolment.tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    require(scope, Permission.ATTEND)
    if len(words) > LONGEST:
        raise Invalid(N_("At most %(most)s characters."), "words", most=LONGEST)
    if not _was_away(scope, enrolment_id):
        raise NobodyMissing(N_("Nobody stayed away without an excuse here."))
    row = NoShowFollowUp(
        tenant_id=scope.tenant_id,
        id=new_id(),
        enrolment_id=enrolment_id,
        done=done.value,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    if words.strip():
        door.begin(scope, enrolment_id).put(row, "words", words.strip())
    db.session.add(row)
    db.session.flush()
    clocks.meet(scope, ClockKind.NO_SHOW, enrolment_id)
    return enrolment


def followed_up(scope: Scope, enrolment_id: UUID) -> Sequence[tuple[NoShowFollowUp, str]]:
    """What was done about somebody of an own programme who stayed away, with the words, newest
    first; the last ten."""
    rows = db.session.scalars(
        select(NoShowFollowUp)
        .where(
            NoShowFollowUp.tenant_id == scope.tenant_id,
            NoShowFollowUp.enrolment_id == enrolment_id,
        )
        .order_by(NoShowFollowUp.created_at.desc())
        .limit(10)
    ).all()
    words = door.about(scope, enrolment_id) if rows else None
    return [(row, words.of(row, "words") if words else "") for row in rows]


def _was_away(scope: Scope, enrolment_id: UUID) -> bool:
    found = select(Attendance.id).where(
        Attendance.tenant_id == scope.tenant_id,
        Attendance.enrolment_id == enrolment_id,
        Attendance.mark == AttendanceMark.UNEXCUSED,
    )
    return db.session.scalar(found.limit(1)) is not None
