"""Files are begun, their teams change, and some members are kept away from them."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from network.consent.kinds import Category
from network.numbering import next_number
from network.records import birthdays, door, following
from network.records.door import Value, Values
from network.records.fields import Exclusion, Sensitivity
from network.records.models import FileExclusion, TeamMember, YoungPerson
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people


def begin(scope: Scope, **identity: Value) -> YoungPerson:
    """A new file of the own house, numbered, with its writer as responsible and as its team.

    `identity` are the fields of that category. Raises NotAllowed, Invalid.
    """
    require(scope, Permission.KEEP_FILES)
    file = YoungPerson(
        tenant_id=scope.tenant_id,
        number=next_number(scope, "file"),
        sensitivity=Sensitivity.STANDARD.value,
        responsible_id=scope.member_id,
    )
    db.session.add(file)
    db.session.flush()
    _take_in(scope, file.id, scope.member_id)
    door.new_key(scope, file.id)
    door.write(scope, file.id, Category.IDENTITY, _checked(identity))
    birthdays.watch(scope, file, identity.get("birth_date"))
    return file


def write(
    scope: Scope, person_id: UUID, category: Category, values: Values, version: int | None = None
) -> None:
    """Write one category anew. Raises NotFound, NotAllowed, Conflict, Erased."""
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    door.write(scope, person_id, category, values, version)
    if category is Category.IDENTITY:
        birthdays.watch(scope, file, values.get("birth_date"))


def take_in(scope: Scope, person_id: UUID, member_id: UUID) -> None:
    """Somebody of the house joins the team and opens the file from now on.

    Raises NotFound, NotAllowed, Invalid, Conflict for somebody who is excluded.
    """
    door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    check_people(scope, member_id, None)
    if db.session.get(FileExclusion, (scope.tenant_id, person_id, member_id)):
        raise Conflict(N_("This member is excluded from the file."))
    _take_in(scope, person_id, member_id)


def let_go(scope: Scope, person_id: UUID, member_id: UUID) -> None:
    """Somebody leaves the team and opens the file no more; somebody must stay.

    Raises NotFound, NotAllowed, Conflict.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    found = db.session.get(TeamMember, (scope.tenant_id, person_id, member_id))
    if found is None or found.until is not None:
        raise NotFound(N_("This member is not in the team."))
    if member_id == file.responsible_id:
        raise Conflict(N_("Whoever answers for the file stays in its team."))
    found.until = clock.now()
    db.session.flush()


def exclude(scope: Scope, person_id: UUID, member_id: UUID, reason: Exclusion) -> None:
    """A member never opens this file from now on: a relative, somebody in a conflict.

    Raises NotFound, NotAllowed, Invalid for oneself, Conflict for whoever answers for it.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    check_people(scope, member_id, None)
    if member_id == scope.member_id:
        raise Invalid(N_("Have somebody else of the team exclude you."), "member_id")
    if member_id == file.responsible_id:
        raise Conflict(N_("Hand the file over first: this member answers for it."))
    row = {"tenant_id": scope.tenant_id, "person_id": person_id, "member_id": member_id}
    db.session.execute(
        insert(FileExclusion)
        .values(**row, reason=reason.value, by_name=scope.member_name, created_at=clock.now())
        .on_conflict_do_nothing()
    )


def classify(scope: Scope, person_id: UUID, sensitivity: Sensitivity) -> YoungPerson:
    """How closely the file is kept. Raises NotFound, NotAllowed."""
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    file.sensitivity = sensitivity.value
    db.session.flush()
    following.changed(scope, file)
    return file


def _take_in(scope: Scope, person_id: UUID, member_id: UUID) -> None:
    row = {"tenant_id": scope.tenant_id, "person_id": person_id, "member_id": member_id}
    db.session.execute(
        insert(TeamMember)
        .values(**row, created_at=clock.now())
        .on_conflict_do_update(
            index_elements=["tenant_id", "person_id", "member_id"], set_={"until": None}
        )
    )


def _checked(identity: dict[str, Value]) -> Values:
    named = (identity.get("first_name"), identity.get("last_name"))
    if not any(named):
        raise Invalid(N_("Enter a first or a last name."), "last_name")
    return identity
