"""A file is found by words of its name or the day of birth, within the own house, by digests alone.

They are written with the identity, and the database drops them with the key of the file. Files of
before are taken up when somebody who opens them looks for one: nobody else could read their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from network.consent.kinds import Category
from network.elsewhere import keeping
from network.elsewhere.normal import Facts
from network.oversight import digests
from network.oversight.models import FileDigest
from network.oversight.views import FILES
from network.records import door, following
from network.records.models import YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.digests import digest
from tenants.errors import N_, Invalid
from tenants.models import Member
from tenants.roles import Permission, may, require
from tenants.scope import Scope
from tenants.throttling import Key

MOST = 25  # found at once: who finds more has to say more
AT_ONCE = 200  # files of before that one search takes up
SEARCHES = 30  # of one member, before a search has to wait
SEARCHED = "file_searched"


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that was found: its number, who answers for it, and whether it opens to whoever
    looked; only then its name."""

    id: UUID
    number: str
    responsible: str
    opens: bool
    name: str = ""


def begin() -> None:
    """From now on no identity is written without this."""
    following.follow(keep)


def counted_by(scope: Scope) -> Key:
    """By what searches are counted and slowed down; the surface does, before it begins."""
    return Key(digest(f"found by name: {scope.member_id}"), SEARCHES)


def keep(scope: Scope, file: YoungPerson, written: Category | None = None) -> None:
    """Have the file be found by what its identity says now."""
    if written not in (None, Category.IDENTITY):
        return
    part = door.kept(scope, file, (Category.IDENTITY,)).get(Category.IDENTITY)
    _keep(scope, file.id, part.values if part else {})


def find(scope: Scope, *, name: str = "", birth_date: date | None = None) -> Sequence[Hit]:
    """Files of the own house whose name has all these words, and that day of birth if one is given.

    Whoever keeps files finds those that open to them, and learns of no other. The data-protection
    officer finds all, by number and by who answers for each. Raises NotAllowed, Invalid.
    """
    require(scope, Permission.FIND_FILES)
    wanted = digests.of(scope, Facts(last_name=name, birth_date=birth_date))
    if not wanted:
        raise Invalid(N_("Enter a name or a date of birth."), "name")
    if may(scope, Permission.KEEP_FILES):
        _take_up(scope)
    found = _with_all(scope, wanted)
    opened = _opened(scope, found)
    hits = opened + _overseen(scope, found, {hit.id for hit in opened})
    trail.enter(scope, EntryKind.READ, _why(scope), About("file_search"), detail=SEARCHED)
    return sorted(hits, key=lambda hit: hit.number, reverse=True)


def _why(scope: Scope) -> Purpose:
    return Purpose.CARE if may(scope, Permission.KEEP_FILES) else Purpose.OVERSIGHT


def _with_all(scope: Scope, wanted: set[bytes]) -> Sequence[UUID]:
    """Whose digests the member may ask; the newest first, and one more than is shown."""
    found = db.session.scalars(
        select(FileDigest.person_id)
        .where(FileDigest.tenant_id == scope.tenant_id, FileDigest.digest.in_(wanted))
        .group_by(FileDigest.person_id)
        .having(func.count() == len(wanted))
        .order_by(FileDigest.person_id.desc())
        .limit(MOST + 1)
    ).all()
    if len(found) > MOST:
        raise Invalid(N_("This is said of too many files. Say more of the name."), "name")
    return found


def _opened(scope: Scope, found: Sequence[UUID]) -> list[Hit]:
    """Those that open to the member, with the name; a look at a protected one is entered."""
    rows = db.session.execute(
        select(YoungPerson, Member.name)
        .outerjoin(
            Member,
            (Member.tenant_id == YoungPerson.tenant_id) & (Member.id == YoungPerson.responsible_id),
        )
        .where(YoungPerson.tenant_id == scope.tenant_id, YoungPerson.id.in_(found))
    ).all()
    names = door.identities(scope, [file for file, _ in rows])
    return [
        Hit(file.id, file.number, by or "", True, _called(names[file.id]))
        for file, by in rows
        if file.id in names
    ]


def _overseen(scope: Scope, found: Sequence[UUID], opened: set[UUID]) -> list[Hit]:
    if not may(scope, Permission.OVERSEE):
        return []
    rows = db.session.execute(
        select(FILES).where(FILES.c.tenant_id == scope.tenant_id, FILES.c.id.in_(found))
    )
    return [Hit(row.id, row.number, row.responsible, False) for row in rows if row.id not in opened]


def _called(identity: door.Part) -> str:
    said = identity.values
    return " ".join(str(said[each]) for each in ("first_name", "last_name") if said.get(each))


def _take_up(scope: Scope) -> None:
    """Files that the member opens and that nobody finds yet, because they are older than this."""
    known = select(FileDigest.person_id).where(FileDigest.tenant_id == scope.tenant_id)
    files = db.session.scalars(
        select(YoungPerson)
        .where(YoungPerson.tenant_id == scope.tenant_id, YoungPerson.id.not_in(known))
        .order_by(YoungPerson.id.desc())
        .limit(AT_ONCE)
    ).all()
    for person_id, part in door.identities(scope, files).items() if files else ():
        _keep(scope, person_id, part.values)


def _keep(scope: Scope, person_id: UUID, identity: door.Values) -> None:
    said = digests.of(scope, keeping.facts_of(identity))
    ours = (FileDigest.tenant_id == scope.tenant_id, FileDigest.person_id == person_id)
    db.session.execute(delete(FileDigest).where(*ours, FileDigest.digest.not_in(said)))
    rows = [{"tenant_id": scope.tenant_id, "person_id": person_id, "digest": each} for each in said]
    if rows:
        db.session.execute(insert(FileDigest).values(rows).on_conflict_do_nothing())
