"""Who may do what in a house is changed from many places; every such change goes into its trail."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from network.trail.kinds import EntryKind, Purpose, RightsChange
from network.trail.writing import About, enter
from tenants.models import ApiToken, Invitation, Member, PasswordLink
from tenants.scope import Scope

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
    """Enter what was just written of members, invitations, links and tokens."""
    scope = session.info.get("scope")
    if isinstance(scope, Scope):
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
