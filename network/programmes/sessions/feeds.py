"""Links by which a calendar elsewhere follows sessions: of one's own, or of a cohort.

Whoever presents such a link has not signed in: it opens the calendar and nothing else, and in it
stand neither names nor references, and nothing of what a session with one is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text, update

from network.programmes import queries as programmes
from network.programmes.models import Cohort, Programme
from network.programmes.sessions.feed_models import CalendarFeed
from network.programmes.sessions.kinds import SessionKind, SessionState
from network.programmes.sessions.models import ProgrammeSession
from network.programmes.sessions.queries import led_by, rooms_of
from tenants import clock
from tenants.admission import LinkGone
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.errors import N_, NotFound
from tenants.isolation import acting_as, knocking
from tenants.membership import COLUMNS, scope_from
from tenants.roles import Permission, may, require
from tenants.scope import Scope

GONE = N_("This calendar is not kept any more.")
BACK, AHEAD = timedelta(days=31), timedelta(days=366)
MOST = 1000
RECOGNISE = text(
    f"SELECT feed_id, cohort_id, {COLUMNS} FROM recognised_feeds"  # noqa: S608 - constants
    " WHERE token_hash = :token"
)


@dataclass(frozen=True, slots=True)
class Followed:
    """A link of the scope's member: to a cohort's calendar, named, or to their own."""

    feed: CalendarFeed
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as a calendar tells of it. Of one with one there is no topic."""

    id: UUID
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    kind: SessionKind
    state: SessionState
    topic: str
    place: str
    programme: str
    cohort: str
    rooms: Sequence[str]


def make(scope: Scope, cohort_id: UUID | None = None) -> str:
    """The secret of a new link to the member's own calendar or to that of an own cohort; an
    earlier one ends. It is told only here. Raises NotFound, NotAllowed."""
    if cohort_id is not None:
        programmes.own_cohort(scope, cohort_id)
    require(scope, Permission.ATTEND)
    _end(scope, CalendarFeed.cohort_id.is_not_distinct_from(cohort_id))
    secret = fresh_secret()
    db.session.add(
        CalendarFeed(
            tenant_id=scope.tenant_id,
            member_id=scope.member_id,
            cohort_id=cohort_id,
            token_hash=digest(secret),
        )
    )
    db.session.flush()
    return secret


def revoke(scope: Scope, feed_id: UUID) -> None:
    """One of the member's own links opens nothing any more. Raises NotFound."""
    found = db.session.get(CalendarFeed, (scope.tenant_id, feed_id))
    if found is None or found.member_id != scope.member_id:
        raise NotFound(N_("There is no such calendar."))
    _end(scope, CalendarFeed.id == feed_id)


def mine(scope: Scope) -> Sequence[Followed]:
    """The links of the member that hold, their own first."""
    rows = db.session.execute(
        select(CalendarFeed, Programme.name, Cohort.name)
        .outerjoin(
            Cohort,
            (Cohort.tenant_id == CalendarFeed.tenant_id) & (Cohort.id == CalendarFeed.cohort_id),
        )
        .outerjoin(
            Programme,
            (Programme.tenant_id == Cohort.tenant_id) & (Programme.id == Cohort.programme_id),
        )
        .where(
            CalendarFeed.tenant_id == scope.tenant_id,
            CalendarFeed.member_id == scope.member_id,
            CalendarFeed.revoked_at.is_(None),
        )
        .order_by(CalendarFeed.cohort_id.is_not(None), Programme.name, Cohort.name)
        .limit(MOST)
    )
    return [Followed(feed, f"{name}: {cohort}" if name else "") for feed, name, cohort in rows]


def presented(secret: str) -> Sequence[Entry]:
    """What the link's calendar tells. Runs before any scope exists; raises LinkGone, also where
    its member may no longer see sessions."""
    with knocking(digest(secret)), transaction():
        row = db.session.execute(RECOGNISE, {"token": digest(secret)}).one_or_none()
    if row is None or not may(known := scope_from(row), Permission.ATTEND):
        raise LinkGone(GONE)
    with acting_as(known) as scope, transaction():
        return entries(scope, row.cohort_id)


def entries(scope: Scope, cohort_id: UUID | None) -> Sequence[Entry]:
    """The sessions of a month back and a year ahead: those that the member leads, or all of an own
    cohort but those with one."""
    now, one = clock.now(), ProgrammeSession
    whose = led_by(scope.member_id)
    if cohort_id is not None:
        whose = (one.cohort_id == cohort_id) & (one.enrolment_id.is_(None))
    rows = db.session.execute(
        select(one, Programme.name, Cohort.name)
        .join(
            Programme, (Programme.tenant_id == one.tenant_id) & (Programme.id == one.programme_id)
        )
        .join(Cohort, (Cohort.tenant_id == one.tenant_id) & (Cohort.id == one.cohort_id))
        .where(
            one.tenant_id == scope.tenant_id,
            one.starts_at.between(now - BACK, now + AHEAD),
            whose,
        )
        .order_by(one.starts_at, one.id)
        .limit(MOST)
    ).all()
    rooms = {
        session_id: found.booked
        for session_id, found in rooms_of(scope, [each.id for each, _, _ in rows]).items()
    }
    return [_entry(each, name, cohort, rooms.get(each.id, ())) for each, name, cohort in rows]


def _entry(session: ProgrammeSession, programme: str, cohort: str, rooms: Sequence[str]) -> Entry:
    kind = SessionKind(session.kind)
    return Entry(
        id=session.id,
        sequence=session.sequence,
        changed_at=session.changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        kind=kind,
        state=SessionState(session.state),
        topic=session.topic if kind is SessionKind.GROUP else "",
        place=session.place,
        programme=programme,
        cohort=cohort,
        rooms=tuple(rooms),
    )


def _end(scope: Scope, which: object) -> None:
    db.session.execute(
        update(CalendarFeed)
        .where(
            CalendarFeed.tenant_id == scope.tenant_id,
            CalendarFeed.member_id == scope.member_id,
            CalendarFeed.revoked_at.is_(None),
            which,  # type: ignore[arg-type]
        )
        .values(revoked_at=clock.now())
        .execution_options(synchronize_session=False)
    )
