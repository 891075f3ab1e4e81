"""Who is signed in, in which browser: kept on the server, so that it can be ended anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Row, select, text, update

from tenants import clock, isolation
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.isolation import knocking
from tenants.membership import COLUMNS, scope_from
from tenants.models import SignInSession
from tenants.scope import Scope

IDLE = timedelta(minutes=30)
OVERALL = timedelta(hours=12)
FRESH = timedelta(minutes=10)
"""For so long nobody is asked once more who they are, before they change how they sign in."""

SEEN_EVERY = timedelta(minutes=1)
"""Last-seen is written no more often than this, so that reading a page is not a write."""

RECOGNISE = (
    "SELECT session_id, created_at, last_seen_at, language, shortcuts, memberships, proved_at,"  # noqa: S608
    f" has_factor, needs_factor, {COLUMNS}"
    " FROM recognised_sessions WHERE token_hash = %(token)s"
)
SEEN = text("UPDATE sessions SET last_seen_at = :now WHERE token_hash = :token")
END = text("UPDATE sessions SET ended_at = :now WHERE token_hash = :token AND ended_at IS NULL")
LATEST = text(
    "SELECT member_id FROM sessions WHERE account_id = :account ORDER BY last_seen_at DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A session that is in force, and for whom it acts."""

    session_id: UUID
    scope: Scope
    since: datetime
    language: str | None
    memberships: int
    shortcuts: bool
    proved_at: datetime | None
    has_factor: bool
    needs_factor: bool

    @property
    def fresh(self) -> bool:
        """Whether the person showed a moment ago who they are, by signing in or once more."""
        return self.proved_at is not None and clock.now() - self.proved_at < FRESH


def start(scope: Scope, device: str, before: Recognised | None = None) -> str:
    """Sign the person in, for the membership of `scope`; returns the secret for the cookie.

    `before` is a session that is only renewed: its beginning and its last proof count on.
    """
    secret = fresh_secret()
    with knocking(digest(secret), scope.account_id), transaction():
        db.session.add(
            SignInSession(
                token_hash=digest(secret),
                account_id=scope.account_id,
                tenant_id=scope.tenant_id,
                member_id=scope.member_id,
                device=device,
                created_at=before.since if before else clock.now(),
                proved_at=before.proved_at if before else clock.now(),
            )
        )
    return secret


def recognise(secret: str, *, seen: bool = True) -> Recognised | None:
    """Who presents this cookie, in one query; from here on the session acts for them.

    Without `seen` it is no sign of anybody being there: a page that watches does not last longer.

    None for a secret that is unknown, ended, idle for too long or too old.
    """
    isolation.knock(token := digest(secret))
    row = db.session.connection().exec_driver_sql(RECOGNISE, {"token": token}).one_or_none()
    if row is None or not _in_force(row):
        db.session.remove()
        return None
    if seen and clock.now() - row.last_seen_at >= SEEN_EVERY:
        _note_seen(token)
    scope = scope_from(row)
    isolation.enter(scope)
    known = (row.created_at, row.language, row.memberships, row.shortcuts)
    proved = (row.proved_at, row.has_factor, row.needs_factor)
    return Recognised(row.session_id, scope, *known, *proved)


def _in_force(row: Row[Any]) -> bool:
    now = clock.now()
    return bool(now - row.last_seen_at < IDLE and now - row.created_at < OVERALL)


def _note_seen(token: str) -> None:
    with transaction():
        db.session.execute(SEEN, {"token": token, "now": clock.now()})


def proved(scope: Scope, session_id: UUID) -> None:
    """The person of this session has just shown once more who they are."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.account_id == scope.account_id, SignInSession.id == session_id)
        .values(proved_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def end(secret: str) -> None:
    """Sign out: the cookie opens nothing any more, whoever may have copied it."""
    with knocking(token := digest(secret)), transaction():
        db.session.execute(END, {"token": token, "now": clock.now()})


def latest_membership(account_id: UUID) -> UUID | None:
    """For which membership the person last worked."""
    found: UUID | None = db.session.scalar(LATEST, {"account": account_id})
    return found


def of_account(scope: Scope) -> Sequence[SignInSession]:
    """The browsers in which this person is signed in now, the latest first."""
    now = clock.now()
    return db.session.scalars(
        select(SignInSession)
        .where(
            SignInSession.account_id == scope.account_id,
            SignInSession.ended_at.is_(None),
            SignInSession.last_seen_at > now - IDLE,
            SignInSession.created_at > now - OVERALL,
        )
        .order_by(SignInSession.last_seen_at.desc())
    ).all()


def end_others(scope: Scope, kept: UUID | None) -> int:
    """End every session of this person but the one `kept`; returns how many."""
    return _end(SignInSession.account_id == scope.account_id, SignInSession.id != kept)


def end_all_of_member(scope: Scope, member_id: UUID) -> int:
    """End the sessions of one member of this tenant; for its administrator."""
    return _end(SignInSession.tenant_id == scope.tenant_id, SignInSession.member_id == member_id)


def end_all_of_account(account_id: UUID) -> int:
    """End every session of the account that knocks, as after a new password."""
    return _end(SignInSession.account_id == account_id)


def _end(*which: Any) -> int:
    done = db.session.execute(
        update(SignInSession)
        .where(*which, SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return done.rowcount if isinstance(done, CursorResult) else 0
