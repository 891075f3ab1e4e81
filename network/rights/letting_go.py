"""What goes by night without being asked about, when it is older than the house keeps it: words go,
numbers, days and codes stay. The database lets none of it go earlier."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, null, or_, select, update

from network.elsewhere.models import AskedDigest, Emergency, Question, Review
from network.programmes.sessions.models import ProgrammeSession, RoomBooking
from network.rights.keeping import goes_before
from network.rights.retention import RecordClass
from tenants.database import Base, db
from tenants.scope import Scope

BY_NIGHT = (RecordClass.SESSIONS, RecordClass.ELSEWHERE)
Outlived = tuple[type[Base], ColumnElement[bool], dict[str, object]]


def due(scope: Scope, record_class: RecordClass) -> int:
    """On how many things words are old enough to go tonight."""
    each = (
        select(func.count()).select_from(table).where(which)
        for table, which, _ in _outlived(scope, record_class)
    )
    return sum(db.session.scalar(counted) or 0 for counted in each)


def let_go(scope: Scope, record_class: RecordClass) -> int:
    """Let it go; on how many things there were words. For jobs."""
    gone = 0
    for table, which, empty in _outlived(scope, record_class):
        done = db.session.execute(
            update(table).where(which).values(empty).execution_options(synchronize_session=False)
        )
        gone += done.rowcount  # type: ignore[attr-defined]
    if record_class is RecordClass.ELSEWHERE:
        _forget_digests(scope, goes_before(scope, record_class))
    return gone


def _outlived(scope: Scope, record_class: RecordClass) -> Iterator[Outlived]:
    before = goes_before(scope, record_class)
    if record_class is RecordClass.SESSIONS:
        yield from _sessions(scope, before)
    elif record_class is RecordClass.ELSEWHERE:
        yield from _elsewhere(scope, before)
    else:
        raise ValueError(record_class)


def _sessions(scope: Scope, before: datetime) -> Iterator[Outlived]:
    met, booked = ProgrammeSession, RoomBooking
    yield (
        met,
        (met.tenant_id == scope.tenant_id)
        & (met.ends_at < before)
        & or_(met.topic != "", met.place != ""),
        {"topic": "", "place": ""},
    )
    yield (
        booked,
        (booked.tenant_id == scope.tenant_id)
        & (booked.ends_at < before)
        & booked.session_id.is_(None)
        & booked.purpose.is_not(None),
        {"purpose": null()},
    )


def _elsewhere(scope: Scope, before: datetime) -> Iterator[Outlived]:
    """What was asked of a file goes with the file; an emergency that nobody has judged stays."""
    put, broken, judged = Question, Emergency, Review
    yield (
        put,
        (put.tenant_id == scope.tenant_id)
        & put.person_id.is_(None)
        & (put.created_at < before)
        & put.sealed.is_not(None),
        {"sealed": null()},
    )
    yield (
        broken,
        (broken.tenant_id == scope.tenant_id)
        & (broken.created_at < before)
        & broken.sealed.is_not(None),
        {"sealed": null()},
    )
    yield (
        judged,
        (judged.tenant_id == scope.tenant_id)
        & (judged.opened_at < before)
        & (judged.verdict != "")
        & judged.sealed.is_not(None),
        {"sealed": null(), "remark": null()},
    )


def _forget_digests(scope: Scope, before: datetime) -> None:
    """By which they were looked for: of the name, too."""
    old = select(Question.id).where(
        Question.tenant_id == scope.tenant_id, Question.created_at < before
    )
    db.session.execute(
        delete(AskedDigest)
        .where(AskedDigest.tenant_id == scope.tenant_id, AskedDigest.question_id.in_(old))
        .execution_options(synchronize_session=False)
    )
