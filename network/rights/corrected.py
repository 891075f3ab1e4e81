"""What was corrected of somebody: what stood there before, and what stands there since."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from network.keys import sealing
from network.records import door
from network.rights.models import Rectification, RightsRequest
from tenants.database import db
from tenants.scope import Scope

# Of sessions; everything else that is corrected is a category of the file.
MARKS, NOTES = "attendances", "session_notes"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as it stood before and as it stands since."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction, with what was changed by it."""

    row: Rectification
    changes: Sequence[Change]


def of_request(scope: Scope, found: RightsRequest) -> Sequence[Corrected]:
    """What was corrected as somebody asked, the first first; nothing to whoever does not open the
    file, or where it was erased."""
    return _told(scope, Rectification.rights_request_id == found.id)


def of_file(scope: Scope, person_id: UUID) -> Sequence[Corrected]:
    """The same of everything that was ever corrected of a file."""
    return _told(scope, Rectification.person_id == person_id)


def place(row: Rectification) -> bytes:
    """Where what was changed belongs."""
    return sealing.place("rectifications", "sealed", row.tenant_id, row.id)


def _told(scope: Scope, which: ColumnElement[bool]) -> Sequence[Corrected]:
    rows = db.session.scalars(
        select(Rectification)
        .where(Rectification.tenant_id == scope.tenant_id, which)
        .order_by(Rectification.id)
    ).all()
    try:
        return [Corrected(row, _read(scope, row)) for row in rows]
    except door.Erased:
        return []


def _read(scope: Scope, row: Rectification) -> list[Change]:
    said = door.unsealed(scope, row.person_id, row.sealed, place(row))
    return [Change(name, *json.loads(str(both))) for name, both in said.items()]
