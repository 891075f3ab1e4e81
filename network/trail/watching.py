"""Who may do what in a house is changed from many places; every such change goes into its trail."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from network.trail.kinds import EntryKind, Purpose, RightsChange
from network.trail.writing import About, enter
from tenants.models import (
    ApiToken,
    Invitation,
    Member,
    OneTimeCodes,
    Passkey,
    PasswordLink,
    RecoveryCode,
)
from tenants.scope import NOBODY, Scope

R = RightsChange
NEW: dict[type[object], RightsChange] = {
    Member: R.MEMBER_ADDED,
    Invitation: R.INVITED,
    PasswordLink: R.PASSWORD_LINK,
    ApiToken: R.TOKEN_ISSUED,
}
CHANGED: dict[type[object], dict[str, RightsChange]] = {
    Member: {
        "roles": R.ROLES,
        "until": R.LAST_DAY,
        "deactivated_at": R.ACTIVE_OR_NOT,
        "paused_at": R.CONFIRMED,
    },
    Invitation: {"revoked_at": R.INVITATION_REVOKED},
    ApiToken: {"revoked_at": R.TOKEN_REVOKED},
}


def begin() -> None:
    """From now on nothing of this is written by any surface without an entry."""
    if not event.contains(Session, "after_flush", watch):
        event.listen(Session, "after_flush", watch)


def watch(session: Session, _context: UOWTransaction) -> None:
    """Enter what was just written of members, invitations, links and tokens, and of how the
    person who acts signs in."""
    scope = session.info.get("scope")
    if isinstance(scope, Scope):
        if scope.member_id != NOBODY:
            for own in dict.fromkeys(_own_changes(session)):
                about = About("member", scope.member_id)
                enter(scope, EntryKind.RIGHTS, Purpose.ADMINISTRATION, about, detail=own.value)
        for thing, change in _changes(session):
            whose = replace(scope, tenant_id=thing.tenant_id)
            about = About(type(thing).__name__.lower(), thing.id)
            enter(whose, EntryKind.RIGHTS, Purpose.ADMINISTRATION, about, detail=change.value)


def _changes(
    session: Session,
) -> Iterator[tuple[Member | Invitation | PasswordLink | ApiToken, RightsChange]]:
    for thing in session.new:
        if (made := NEW.get(type(thing))) is not None:
            yield thing, made
    for thing in session.dirty:
        for name, change in CHANGED.get(type(thing), {}).items():
            if inspect(thing).attrs[name].history.has_changes():
                yield thing, change


def _own_changes(session: Session) -> Iterator[RightsChange]:
    """An account belongs to no house: what changes of it stands where its person acts."""
    if _any(session.new, Passkey) or any(_just_confirmed(each) for each in session.dirty):
        yield R.FACTOR_ADDED
    if _any(session.deleted, Passkey) or _any(session.deleted, OneTimeCodes):
        yield R.FACTOR_REMOVED
    if _any(session.new, RecoveryCode):
        yield R.RECOVERY_CODES


def _any(things: Iterable[object], kind: type[object]) -> bool:
    return any(isinstance(each, kind) for each in things)


def _just_confirmed(thing: object) -> bool:
    codes = isinstance(thing, OneTimeCodes)
    return codes and inspect(thing).attrs.confirmed_at.history.has_changes()
