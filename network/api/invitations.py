"""Invitations: programs say who is to become a member; the link is a matter of people."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.members import READ, WRITE
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.schemas.answers import people as told
from network.schemas.members import Invite
from tenants import invitations, staffing
from tenants.login import acting
from tenants.models import Invitation
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("invitations", "Who is to become a member. Links are made on the page only.")
tell = teller(told.Invitation)


@area.get("/invitations", READ, told.InvitationPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Invitations that wait for an answer, newest first"""
    found = invitations.page(acting(), before=values["after"])
    return page([_told(each) for each in found.rows], found.after)


@area.act("POST", "/invitations", WRITE, told.Invitation, Invite, status=201)
def invite(values: dict[str, Any]) -> Response:
    """Invite somebody; an administrator makes the link on the page and hands it over"""
    until = values.pop("until")

    def make(scope: Scope) -> UUID:
        over = until and staffing.last_moment(until)
        return invitations.announce(scope, until=over, **values).id

    return perform(make, _show, status=201)


@area.get("/invitations/<uuid:invitation_id>", READ, told.Invitation)
def show(invitation_id: UUID) -> Response:
    """One invitation, whatever became of it"""
    scope = acting()
    invitations.get(scope, invitation_id)
    require(scope, Permission.MANAGE_MEMBERS)
    return _show(scope, invitation_id)


@area.act("PUT", "/invitations/<uuid:invitation_id>/withdrawal", WRITE, told.Invitation)
def withdraw(invitation_id: UUID) -> Response:
    """Withdraw an invitation that nobody has accepted yet"""

    def make(scope: Scope) -> UUID:
        invitations.withdraw(scope, invitation_id)
        return invitation_id

    return perform(make, _show, look=lambda scope: invitations.get(scope, invitation_id))


def _show(scope: Scope, invitation_id: UUID) -> Response:
    return answer(_told(invitations.get(scope, invitation_id)))


def _told(invitation: Invitation) -> Told:
    return tell(
        invitation,
        until=staffing.last_day(invitation.until),
        state=invitations.state_of(invitation),
    )
