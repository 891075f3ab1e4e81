"""What is opened for an inspector: some files, the trail, the registers; for thirty days at most.

The account is invited as any other, with a role that opens nothing by itself. What is open ends by
itself in the database, and at once where somebody closes it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from network.numbering import next_number
from network.oversight import registers
from network.oversight.kinds import LONGEST_DAYS
from network.oversight.models import InspectedFile, Inspection
from network.oversight.views import FILES
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock, inspectors, staffing
from tenants.database import db
from tenants.digests import normalised_email
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened for whom: of which authority, on which legal ground, from the first to the
    last day; the trail, the registers - of breaches (`registers`), of what persons asked (`rights`)
    and of legal bases (`bases`) - and files by their numbers."""

    authority: str
    ground: str
    name: str
    email: str
    starts: date
    ends: date
    trail: bool = False
    registers: bool = False
    rights: bool = False
    bases: bool = False
    numbers: Collection[str] = ()


def open_for(scope: Scope, wanted: Opening) -> Inspection:
    """Open for an inspector what is wanted, and invite them. Raises NotAllowed, Invalid."""
    require(scope, Permission.OVERSEE)
    begins, over = _days(wanted.starts, wanted.ends)
    files = _files(scope, set(wanted.numbers))
    if not (wanted.trail or wanted.registers or wanted.rights or wanted.bases or files):
        raise Invalid(N_("Choose what is opened: files, the trail or the registers."), "numbers")
    inspectors.invite(scope, email=wanted.email, name=wanted.name, until=over)
    made = Inspection(
        tenant_id=scope.tenant_id,
        number=next_number(scope, "inspection"),
        authority=wanted.authority,
        ground=wanted.ground,
        name=wanted.name,
        email=normalised_email(wanted.email),
        trail=wanted.trail,
        registers=wanted.registers,
        rights=wanted.rights,
        bases=wanted.bases,
        starts=begins,
        ends=over,
        member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    _add_files(scope, made, files)
    _enter(scope, made, "inspection_opened")
    return made


def _add_files(scope: Scope, made: Inspection, files: Mapping[str, UUID]) -> None:
    whose = {"tenant_id": scope.tenant_id, "inspection_id": made.id}
    db.session.add_all(
        InspectedFile(**whose, person_id=file_id, number=number)
        for number, file_id in files.items()
    )
    db.session.flush()


def make_link(scope: Scope, inspection_id: UUID) -> tuple[Inspection, str]:
    """The inspection and the secret of a new link for an inspector who has not come in yet, told
    only here. Raises NotFound, NotAllowed, Conflict for one who has."""
    found = registers.inspection(scope, inspection_id)
    require(scope, Permission.OVERSEE)
    if found.closed_at is not None or found.ends <= clock.now():
        raise Conflict(N_("This has been closed already."))
    return found, inspectors.make_link(scope, found.email)


def close(scope: Scope, inspection_id: UUID) -> Inspection:
    """Nothing of it is open any more, from now on. Raises NotFound, NotAllowed, Conflict."""
    registers.inspection(scope, inspection_id)
    require(scope, Permission.OVERSEE)
    found = registers.inspection(scope, inspection_id, lock=True)
    if found.closed_at is not None:
        raise Conflict(N_("This has been closed already."))
    found.closed_at, found.closed_by = clock.now(), scope.member_name
    db.session.flush()
    if not _others(scope, found):
        inspectors.turn_away(scope, found.email)
    _enter(scope, found, "inspection_closed")
    return found


def _others(scope: Scope, found: Inspection) -> bool:
    """Whether something else is open for the same person."""
    other = select(Inspection.id).where(
        Inspection.tenant_id == scope.tenant_id,
        Inspection.email == found.email,
        Inspection.closed_at.is_(None),
        Inspection.ends > clock.now(),
    )
    return db.session.scalar(other.limit(1)) is not None


def _days(starts: date, ends: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day, or now, to the end of the last."""
    if starts < clock.today():
        raise Invalid(N_("The first day has passed."), "starts")
    if not starts <= ends < starts + timedelta(days=LONGEST_DAYS):
        raise Invalid(N_("An inspection ends after its first day, within 30 days."), "ends")
    begins = datetime.combine(starts, time(), clock.LOCAL)
    return max(begins, clock.now()), staffing.last_moment(ends)


def _files(scope: Scope, numbers: Collection[str]) -> dict[str, UUID]:
    rows = db.session.execute(
        select(FILES.c.number, FILES.c.id).where(
            FILES.c.tenant_id == scope.tenant_id, FILES.c.number.in_(numbers)
        )
    )
    found = {number: file_id for number, file_id in rows}
    if missing := sorted(set(numbers) - found.keys()):
        raise Invalid(N_("There is no file %(number)s."), "numbers", number=missing[0])
    return found


def _enter(scope: Scope, made: Inspection, detail: str) -> None:
    about = About("inspection", made.id, made.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=detail)
