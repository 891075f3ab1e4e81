"""What an inspector sees: what is open now, and files of it to be read. Each look is entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, select

from network.consent.kinds import Category
from network.oversight.views import ALL_BASES, INSPECTED, INSPECTIONS, REGISTERS, RIGHTS
from network.records import door
from network.records.door import Part
from network.records.fields import FIELDS
from network.records.models import YoungPerson
from network.trail import looking_in
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Up to PAGE lines; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Row[Any]]
    after: UUID | None


def open_now(scope: Scope) -> Sequence[Row[Any]]:
    """The inspections that are open for the member now; what ends first comes first.

    Raises NotAllowed.
    """
    require(scope, Permission.INSPECT)
    view, also = INSPECTIONS.c, REGISTERS.c
    same = (also.tenant_id == view.tenant_id) & (also.id == view.id)
    return db.session.execute(
        select(INSPECTIONS, also.rights, also.bases)
        .join(REGISTERS, same)
        .where(view.tenant_id == scope.tenant_id)
        .order_by(view.ends, view.id)
    ).all()


def rights(scope: Scope, *, before: UUID | None = None) -> RegisterPage:
    """What persons asked, without who they are, if that register is open; the newest first. The
    look is entered. Raises NotAllowed."""
    return _register(scope, RIGHTS, "register_rights", before)


def bases(scope: Scope, *, before: UUID | None = None) -> RegisterPage:
    """The legal bases of all files by their numbers, likewise. Raises NotAllowed."""
    return _register(scope, ALL_BASES, "register_bases", before)


def _register(scope: Scope, view: Table, detail: str, before: UUID | None) -> RegisterPage:
    require(scope, Permission.INSPECT)
    chosen = select(view).where(view.c.tenant_id == scope.tenant_id)
    if before is not None:
        chosen = chosen.where(view.c.id < before)
    found = db.session.execute(chosen.order_by(view.c.id.desc()).limit(PAGE + 1)).all()
    looking_in.entered(scope, detail)
    return RegisterPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def files(scope: Scope) -> Sequence[tuple[UUID, str]]:
    """The files that are open for the member now, by number; each once. Raises NotAllowed."""
    require(scope, Permission.INSPECT)
    view = INSPECTED.c
    found = db.session.execute(
        select(view.person_id, view.number)
        .distinct()
        .where(view.tenant_id == scope.tenant_id)
        .order_by(view.number)
    )
    return [(person_id, number) for person_id, number in found]


def read(scope: Scope, person_id: UUID) -> tuple[YoungPerson, Mapping[Category, Part]]:
    """A file that is open for the inspector, with everything it says. Raises NotFound, NotAllowed,
    Erased."""
    file = door.person(scope, person_id)
    require(scope, Permission.INSPECT)
    parts = door.kept(scope, file, tuple(FIELDS))
    about = About("young_person", file.id, file.number)
    trail.enter(
        scope,
        EntryKind.READ,
        Purpose.OVERSIGHT,
        about,
        categories=tuple(parts),
        detail="inspected",
    )
    return file, {each: parts.get(each, Part(each, {})) for each in FIELDS}
