"""Inspectors come in by invitation, at the word of those who watch over a house, and go again."""

from datetime import datetime

from tenants import clock, invitations, sessions, staffing
from tenants.database import db
from tenants.errors import Conflict, Invalid
from tenants.invitations import ALREADY_IN
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Role, Scope


def invite(scope: Scope, *, email: str, name: str, until: datetime) -> None:
    """Invite an inspector, whose membership ends at `until`, by a link that `make_link` tells; one
    who has come in before may stay until then.

    Raises NotAllowed, Invalid for somebody who works for the house.
    """
    require(scope, Permission.OVERSEE)
    staffing.require_fitting(scope, [Role.INSPECTOR], until)
    known = staffing.active_member_with(scope, email)
    if known is None:
        roles = [Role.INSPECTOR]
        invitations.announce_for(scope, email=email, name=name, roles=roles, until=until)
        return
    if known.roles != [Role.INSPECTOR]:
        raise Invalid(ALREADY_IN, "email")
    known.until = max(until, known.until or until)
    db.session.flush()


def make_link(scope: Scope, email: str) -> str:
    """The secret of a new link for an inspector who has not come in yet, told only here. Raises
    NotAllowed, Conflict for one who has."""
    require(scope, Permission.OVERSEE)
    return invitations.link_to(scope, email, Role.INSPECTOR)


def turn_away(scope: Scope, email: str) -> None:
    """The inspector's sessions end at once, and a link opens nothing any more. Raises NotAllowed,
    Conflict for anybody else."""
    require(scope, Permission.OVERSEE)
    known: Member | None = staffing.active_member_with(scope, email)
    if known is not None and known.roles != [Role.INSPECTOR]:
        raise Conflict(ALREADY_IN)
    invitations.revoke_waiting(scope, email, Role.INSPECTOR)
    if known is not None:
        known.deactivated_at = clock.now()
        db.session.flush()
        sessions.end_all_of_member(scope, known.id)
        staffing.revoke_tokens(scope, known.id)
