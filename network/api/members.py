"""The members of the own organisation: what administrators do with them on their pages."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.duties import actions as duties
from network.duties.queries import of_member
from network.schemas import members as given
from network.schemas.answers import people as told
from tenants import rosters, staffing
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("members", "The members of the own organisation, for its administrators.")
READ, WRITE = ApiScope.MEMBERS_READ, ApiScope.MEMBERS_WRITE
tell = teller(told.Membership)
tell_duties = teller(told.Duties)


@area.get("/members/all", READ, told.MembershipPage, query=Onward)
def everybody(values: dict[str, Any]) -> Response:
    """Everybody who is or was a member, newest first"""
    found = rosters.everybody(acting(), before=values["after"])
    return page([_told(member) for member in found.rows], found.after)


@area.get("/members/<uuid:member_id>", READ, told.Membership)
def show(member_id: UUID) -> Response:
    """One member"""
    scope = acting()
    staffing.get(scope, member_id)
    require(scope, Permission.MANAGE_MEMBERS)
    return _show(scope, member_id)


@area.act(
    "PATCH",
    "/members/<uuid:member_id>",
    WRITE,
    told.Membership,
    given.MemberFacts(partial=True),
    versioned=True,
)
def change(values: dict[str, Any], member_id: UUID) -> Response:
    """Change name, roles or last day; what is left out stays"""

    def make(scope: Scope) -> UUID:
        member = staffing.locked(scope, member_id)
        facts = changed(member, values)
        return staffing.change_member(scope, member_id, version=member.version, **facts).id

    return perform(
        make,
        _show,
        look=lambda scope: staffing.get(scope, member_id),
        tag=lambda scope: _lock(scope, member_id),
    )


def changed(member: Member, values: dict[str, Any]) -> dict[str, Any]:
    """The facts of a member with what was sent in their place; a last day ends at midnight."""
    facts = {"name": member.name, "roles": member.roles, "until": member.until} | values
    if until := values.get("until"):
        facts["until"] = staffing.last_moment(until)
    return facts


@area.get("/members/<uuid:member_id>/duties", READ, told.Duties)
def duties_of(member_id: UUID) -> Response:
    """What a member answers for: nobody leaves before it is handed over"""
    scope = acting()
    staffing.get(scope, member_id)
    require(scope, Permission.HAND_OVER)
    return _show_duties(scope, member_id)


@area.act("PUT", "/members/<uuid:member_id>/hand-over", WRITE, told.Duties, given.HandOver)
def hand_over(values: dict[str, Any], member_id: UUID) -> Response:
    """All that a member answers for becomes a colleague's; tells what is left"""

    def make(scope: Scope) -> UUID:
        duties.hand_over(scope, member_id, **values)
        return member_id

    return perform(make, _show_duties, look=lambda scope: staffing.get(scope, member_id))


def _show(scope: Scope, member_id: UUID) -> Response:
    member = staffing.get(scope, member_id)
    return answer(_told(member), tag=_tag(member))


def _show_duties(scope: Scope, member_id: UUID) -> Response:
    return answer(tell_duties(of_member(scope, member_id)))


def _told(member: Member) -> Told:
    return tell(member, until=staffing.last_day(member.until))


def _tag(member: Member) -> str:
    """Another organisation pauses a membership without making a version of it."""
    return etags.of_version(member.version, *(["paused"] if member.paused_at else []))


def _lock(scope: Scope, member_id: UUID) -> str:
    return _tag(staffing.locked(scope, member_id))


desk = Desk(
    area,
    "/members/<uuid:member_id>",
    WRITE,
    told.Membership,
    look=staffing.get,
    tag=_lock,
    show=_show,
)
desk.act(
    "deactivation",
    duties.deactivate,
    says="The member leaves, after handing over; sessions and tokens end at once",
)
desk.act(
    "reactivation",
    staffing.reactivate,
    says="The member is back, with the roles from before; tokens have to be issued anew",
)
desk.act(
    "confirmation",
    staffing.confirm,
    says="Still the same person, although another organisation has reset the password",
)
