"""Handing work over; nobody is deactivated before."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, null, update

from network.aftercare.models import Aftercare
from network.aftercare.queries import followed
from network.availability.models import Group
from network.duties import queries
from network.placements.models import Placement
from network.placements.queries import LIVE
from network.programmes.cases.handing_over import hand_over_teams
from network.programmes.cases.kinds import Profession
from network.programmes.kinds import ProgrammeState
from network.programmes.lifecycle import LIVE as TAKING_PART
from network.programmes.models import Enrolment, Programme
from network.programmes.sessions.kinds import SessionState
from network.programmes.sessions.models import ProgrammeSession
from network.records.handing_over import hand_over_files
from network.requests.lists import not_over
from network.requests.models import Ask, Request
from tenants import staffing
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


class StillAnswers(Conflict):
    """The member is responsible or deputy for something that is open."""

    code = "still_answers"


def hand_over(
    scope: Scope, from_id: UUID, to_id: UUID, profession: Profession | None = None
) -> None:
    """All that `from_id` answers for, as responsible or deputy, becomes `to_id`'s.

    Where `to_id` holds the other part already, nobody holds two: the responsible stays or
    becomes `to_id`, and the deputy falls vacant. Files from which `to_id` is excluded stay. In
    `profession` they join the mobile teams they take over.
    Raises NotAllowed, Invalid, TeamTooSmall.
    """
    staffing.get(scope, from_id)
    require(scope, Permission.HAND_OVER)
    if from_id == to_id:
        raise Invalid(N_("Choose somebody else to hand over to."), "to_id")
    staffing.check_people(scope, to_id, None)
    _hand_over_places(scope, from_id, to_id)
    _hand_over_programmes(scope, from_id, to_id)
    hand_over_teams(scope, from_id, to_id, profession)
    _pass_on(Aftercare, ("responsible_id", "deputy_id"), followed(scope), from_id, to_id)
    hand_over_files(scope, from_id, to_id)
    db.session.expire_all()


def _hand_over_places(scope: Scope, from_id: UUID, to_id: UUID) -> None:
    tenant = scope.tenant_id
    _pass_on(Group, ("responsible_id", "deputy_id"), Group.tenant_id == tenant, from_id, to_id)
    open_ones = and_(Request.tenant_id == tenant, not_over())
    _pass_on(Request, ("responsible_id", "deputy_id"), open_ones, from_id, to_id)
    received = and_(Ask.recipient_id == tenant, Ask.ended_at.is_(None))
    parts = ("recipient_responsible_id", "recipient_deputy_id")
    _pass_on(Ask, parts, received, from_id, to_id)
    live = and_(Placement.tenant_id == tenant, Placement.state.in_(LIVE))
    _pass_on(Placement, ("responsible_id", "deputy_id"), live, from_id, to_id)


def _hand_over_programmes(scope: Scope, from_id: UUID, to_id: UUID) -> None:
    """The programmes, those who take part, and the sessions that are still to be held or marked."""
    tenant, both = scope.tenant_id, ("responsible_id", "deputy_id")
    offered = and_(Programme.tenant_id == tenant, Programme.state != ProgrammeState.CLOSED)
    _pass_on(Programme, both, offered, from_id, to_id)
    takes_part = and_(Enrolment.tenant_id == tenant, Enrolment.state.in_(TAKING_PART))
    _pass_on(Enrolment, both, takes_part, from_id, to_id)
    met = ProgrammeSession
    planned = and_(met.tenant_id == tenant, met.state == SessionState.PLANNED)
    _pass_on(met, both, planned, from_id, to_id)


def deactivate(scope: Scope, member_id: UUID) -> None:
    """End a membership. Raises StillAnswers while the member answers for anything."""
    staffing.get(scope, member_id)
    require(scope, Permission.MANAGE_MEMBERS)
    duties = queries.of_member(scope, member_id)
    if duties.total:
        raise StillAnswers(
            N_("%(count)s open things still have this member as responsible or deputy."),
            count=duties.total,
        )
    staffing.deactivate(scope, member_id)


def _pass_on(
    table: Any, parts: tuple[str, str], which: ColumnElement[bool], from_id: UUID, to_id: UUID
) -> None:
    responsible, deputy = (getattr(table, part) for part in parts)
    # One statement a table: between two, a row could have one person in both parts.
    becomes = case((responsible == from_id, to_id), else_=responsible)
    seconds = case((deputy == from_id, to_id), else_=deputy)
    db.session.execute(
        update(table)
        .where(which, (responsible == from_id) | (deputy == from_id))
        .values(
            {
                parts[0]: becomes,
                parts[1]: case((seconds == becomes, null()), else_=seconds),
            }
        )
        .execution_options(synchronize_session=False)
    )
