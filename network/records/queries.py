"""The files that a member of the house opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.records import door
from network.records.models import FileExclusion, TeamMember, YoungPerson
from tenants.database import db
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class FilePage:
    """Up to PAGE files; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[YoungPerson]
    after: UUID | None


def files(scope: Scope, *, before: UUID | None = None) -> FilePage:
    """The files that the scope's member opens, the newest first. Raises NotAllowed."""
    require(scope, Permission.KEEP_FILES)
    chosen = select(YoungPerson).where(YoungPerson.tenant_id == scope.tenant_id)
    if before is not None:
        chosen = chosen.where(YoungPerson.id < before)
    found = db.session.scalars(chosen.order_by(YoungPerson.id.desc()).limit(PAGE + 1)).all()
    return FilePage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """Up to PAGE earlier versions of the own words; `after` as above."""

    rows: Sequence[door.Part]
    after: UUID | None


def earlier_words(scope: Scope, person_id: UUID, *, before: UUID | None = None) -> EarlierPage:
    """What the young person's own words were before, the newest first. Raises NotFound, Erased."""
    found = door.earlier_words(scope, person_id, PAGE + 1, before)
    rows = [part for _, part in found[:PAGE]]
    return EarlierPage(rows, found[PAGE - 1][0] if len(found) > PAGE else None)


def team(scope: Scope, person_id: UUID) -> Sequence[Member]:
    """Who is in the team of a file, by name. Raises NotFound."""
    door.person(scope, person_id)
    return db.session.scalars(
        select(Member)
        .join(
            TeamMember,
            (TeamMember.tenant_id == Member.tenant_id) & (TeamMember.member_id == Member.id),
        )
        .where(
            TeamMember.tenant_id == scope.tenant_id,
            TeamMember.person_id == person_id,
            TeamMember.until.is_(None),
        )
        .order_by(Member.name)
    ).all()


def excluded(scope: Scope, person_id: UUID) -> Sequence[tuple[Member, str]]:
    """Who never opens a file, and why. Raises NotFound."""
    door.person(scope, person_id)
    found = db.session.execute(
        select(Member, FileExclusion.reason)
        .join(
            FileExclusion,
            (FileExclusion.tenant_id == Member.tenant_id) & (FileExclusion.member_id == Member.id),
        )
        .where(FileExclusion.tenant_id == scope.tenant_id, FileExclusion.person_id == person_id)
        .order_by(Member.name)
    )
    return [(member, reason) for member, reason in found]


def called(identity: door.Part) -> str:
    """What a young person is called, from the identity of a file that was read."""
    said = identity.values
    return " ".join(str(said[each]) for each in ("first_name", "last_name") if said.get(each))
