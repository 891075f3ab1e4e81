"""A file is corrected as was granted: what stood there before is kept, and every house to which it
was shown is told (GDPR articles 16 and 19)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.keys import sealing
from network.queue import defer
from network.records import actions as files
from network.records import door
from network.records.door import Value, Values
from network.requests.shares import SharedPart
from network.rights import actions, reporting, steps
from network.rights.kinds import Right, Step
from network.rights.models import Rectification, RightsRequest
from tenants.database import db, new_id
from tenants.errors import N_, Conflict
from tenants.scope import Scope

RECTIFIED = "file_rectified"


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


def rectify(
    scope: Scope,
    rights_request_id: UUID,
    category: Category,
    values: Values,
    version: int | None = None,
) -> Rectification:
    """Write a category anew, as was granted. By whoever opens the file.

    Raises NotFound, NotAllowed, Conflict, also where nothing would change.
    """
    found, file = reporting.opened(scope, rights_request_id)
    actions.check_granted(found, Right.RECTIFICATION)
    before = door.read(scope, file.id, category)[category].values
    changes = _changes(before, values)
    if not changes:
        raise Conflict(N_("Nothing is different from what stands in the file."))
    files.write(scope, file.id, category, values, version)
    made = Rectification(
        tenant_id=scope.tenant_id,
        id=new_id(),
        rights_request_id=found.id,
        person_id=file.id,
        category=category.value,
        by_name=scope.member_name,
    )
    said = {one.name: json.dumps([one.before, one.after]) for one in changes}
    made.sealed = door.sealed(scope, file.id, said, _place(made))
    db.session.add(made)
    db.session.flush()
    steps.take(scope, found, Step.RECTIFIED)
    for recipient_id, ask_id in recipients(scope, file.id, category):
        defer(RECTIFIED, tenant_id=recipient_id, ask_id=ask_id, rectification_id=made.id)
    return made


def recipients(scope: Scope, person_id: UUID, category: Category) -> Sequence[tuple[UUID, UUID]]:
    """The houses to which that category was ever shown, each with the ask it was shown on."""
    found = db.session.execute(
        select(SharedPart.recipient_id, SharedPart.ask_id)
        .where(
            SharedPart.tenant_id == scope.tenant_id,
            SharedPart.person_id == person_id,
            SharedPart.category == category,
        )
        .distinct()
        .order_by(SharedPart.recipient_id, SharedPart.ask_id)
    )
    return [(row.recipient_id, row.ask_id) for row in found]


def of_request(scope: Scope, found: RightsRequest) -> Sequence[Corrected]:
    """What was corrected, the first first; nothing to whoever does not open the file, or where it
    was erased."""
    rows = db.session.scalars(
        select(Rectification)
        .where(
            Rectification.tenant_id == scope.tenant_id,
            Rectification.rights_request_id == found.id,
        )
        .order_by(Rectification.id)
    ).all()
    try:
        return [Corrected(row, _read(scope, row)) for row in rows]
    except door.Erased:
        return []


def _read(scope: Scope, row: Rectification) -> list[Change]:
    said = door.unsealed(scope, row.person_id, row.sealed, _place(row))
    return [Change(name, *json.loads(str(both))) for name, both in said.items()]


def _changes(before: Values, after: Values) -> list[Change]:
    was, will = _texts(before), _texts(after)
    return [
        Change(name, was.get(name, ""), will.get(name, ""))
        for name in sorted({*was, *will})
        if was.get(name, "") != will.get(name, "")
    ]


def _texts(values: Values) -> Mapping[str, str]:
    return {name: _text(value) for name, value in values.items() if value not in (None, "", False)}


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _place(row: Rectification) -> bytes:
    return sealing.place("rectifications", "sealed", row.tenant_id, row.id)
