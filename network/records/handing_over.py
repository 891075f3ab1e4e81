"""A member's files become a colleague's, whether whoever sees to it opens them or not."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from network.queue import defer
from network.records.models import FileExclusion, TeamMember, YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

HANDED_OVER = "files_handed_over"


def hand_over_files(scope: Scope, from_id: UUID, to_id: UUID) -> None:
    """`to_id` joins the team of every file in whose team `from_id` is, and `from_id` leaves it,
    but for files from which `to_id` is excluded. Who answers for them follows at once, by a job:
    only the house as such sees who does in files that nobody here may open.
    """
    team = TeamMember.__table__.c
    files = list(db.session.scalars(_to_be_handed_over(scope, from_id, to_id)))
    if not files:
        return
    known = {"tenant_id": scope.tenant_id, "member_id": to_id, "created_at": clock.now()}
    joins = insert(TeamMember).values([known | {"person_id": each} for each in files])
    keys = ["tenant_id", "person_id", "member_id"]
    db.session.execute(joins.on_conflict_do_update(index_elements=keys, set_={"until": None}))
    db.session.execute(
        update(TeamMember)
        .where(team.tenant_id == scope.tenant_id, team.member_id == from_id)
        .where(team.person_id.in_(files), team.until.is_(None))
        .values(until=clock.now())
        .execution_options(synchronize_session=False)
    )
    defer(HANDED_OVER, tenant_id=scope.tenant_id, from_id=from_id, to_id=to_id)


def _to_be_handed_over(scope: Scope, from_id: UUID, to_id: UUID) -> Select[UUID]:
    team, out = TeamMember, FileExclusion
    return select(team.person_id).where(
        team.tenant_id == scope.tenant_id,
        team.member_id == from_id,
        team.until.is_(None),
        ~exists().where(
            out.tenant_id == team.tenant_id,
            out.person_id == team.person_id,
            out.member_id == to_id,
        ),
    )


def pass_on(scope: Scope, from_id: UUID, to_id: UUID) -> None:
    """For the house itself: `to_id` answers for what `from_id` answered for, where they have joined
    the team and `from_id` has left it. Nobody holds both parts. Each file's trail tells it."""
    person = YoungPerson.__table__.c
    becomes = case((person.responsible_id == from_id, to_id), else_=person.responsible_id)
    seconds = case((person.deputy_id == from_id, to_id), else_=person.deputy_id)
    found = db.session.execute(
        update(YoungPerson)
        .where(
            person.tenant_id == scope.tenant_id,
            or_(person.responsible_id == from_id, person.deputy_id == from_id),
            _in_team(to_id),
            ~_in_team(from_id),
        )
        .values(
            responsible_id=becomes,
            deputy_id=case((seconds == becomes, null()), else_=seconds),
            version=person.version + 1,
        )
        .returning(person.id, person.number)
        .execution_options(synchronize_session=False)
    )
    for file_id, number in found.all():
        about = About("young_person", file_id, number)
        trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, detail="handed_over")


def _in_team(member_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        TeamMember.tenant_id == YoungPerson.tenant_id,
        TeamMember.person_id == YoungPerson.id,
        TeamMember.member_id == member_id,
        TeamMember.until.is_(None),
    )
