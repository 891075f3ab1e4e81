"""What an inspector sees: what is open now, and files of it to be read. Each look is entered."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from network.consent.kinds import Category
from network.oversight.views import INSPECTED, INSPECTIONS
from network.records import door
from network.records.door import Part
from network.records.fields import FIELDS
from network.records.models import YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope


def open_now(scope: Scope) -> Sequence[Row[Any]]:
    """The inspections that are open for the member now; what ends first comes first.

    Raises NotAllowed.
    """
    require(scope, Permission.INSPECT)
    view = INSPECTIONS.c
    return db.session.execute(
        select(INSPECTIONS).where(view.tenant_id == scope.tenant_id).order_by(view.ends, view.id)
    ).all()


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
