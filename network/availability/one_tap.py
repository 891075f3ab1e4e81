"""Links in a mail that say one thing of one group with one tap, once, for a day and a half.

Whoever presents such a link has not signed in: it opens nothing, and shows nothing of the group.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text, update

from network.availability import actions, queries
from network.notices.models import OneTapLink
from tenants import clock
from tenants.admission import LinkGone
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.errors import N_, Conflict
from tenants.isolation import acting_as, knocking
from tenants.membership import COLUMNS, scope_from
from tenants.roles import Permission, may
from tenants.scope import Scope

VALID_FOR = timedelta(hours=36)
GONE = N_("This link has been used or has expired.")
RECOGNISE = text(
    f"SELECT link_id, group_id, purpose, {COLUMNS} FROM recognised_one_taps"  # noqa: S608
    " WHERE token_hash = :token"
)


class Purpose(StrEnum):
    """What one says by tapping."""

    STILL_TRUE = "still_true"
    NO_PLACE = "no_place"


class PlacesAreFree(Conflict):
    """Somebody says that no place is free, and by stays, holds and closures some are."""

    code = "places_are_free"

    def __init__(self, group_id: UUID) -> None:
        super().__init__(
            N_("By what is entered, places are free. Sign in and enter what fills them.")
        )
        self.group_id = group_id


@dataclass(frozen=True, slots=True)
class OneTap:
    """A link that is good: for whom it acts, and what it says of which group."""

    link_id: UUID
    scope: Scope
    group_id: UUID
    purpose: Purpose


def make(scope: Scope, member_id: UUID, group_id: UUID, purpose: Purpose) -> str:
    """The secret of a link for one member of the scope's tenant. It is told only here."""
    secret = fresh_secret()
    db.session.add(
        OneTapLink(
            tenant_id=scope.tenant_id,
            member_id=member_id,
            group_id=group_id,
            purpose=purpose.value,
            token_hash=digest(secret),
            expires_at=clock.now() + VALID_FOR,
            created_at=clock.now(),
        )
    )
    db.session.flush()
    return secret


def presented(secret: str) -> OneTap:
    """What the link is for. Runs before any scope exists; raises LinkGone, also where its member
    may no longer confirm places."""
    with knocking(digest(secret)), transaction():
        row = db.session.execute(RECOGNISE, {"token": digest(secret)}).one_or_none()
    if row is None or not may(scope := scope_from(row), Permission.CONFIRM_PLACES):
        raise LinkGone(GONE)
    return OneTap(row.link_id, scope, row.group_id, Purpose(row.purpose))


def tap(secret: str) -> None:
    """Confirm the group in the name of the member to whom the link was sent.

    Free places are derived, so "no place is free" confirms only that this is how it stands.
    Raises LinkGone, NotFound where the group is closed, and PlacesAreFree, which uses nothing up.
    """
    known = presented(secret)
    with acting_as(known.scope) as scope, transaction():
        _use_up(known)
        group = queries.own_group(scope, known.group_id, lock=True)
        if known.purpose is Purpose.NO_PLACE and queries.free_today(scope, group.id):
            raise PlacesAreFree(group.id)
        actions.confirm(scope, group.id)


def _use_up(known: OneTap) -> None:
    """Two who tap at once wait for each other, and the second finds it used."""
    taken = db.session.scalar(
        update(OneTapLink)
        .where(
            OneTapLink.tenant_id == known.scope.tenant_id,
            OneTapLink.id == known.link_id,
            OneTapLink.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(OneTapLink.id)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        raise LinkGone(GONE)
