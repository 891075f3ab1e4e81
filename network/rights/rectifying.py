"""A file is corrected as was granted: what stood there before is kept, and every house to which it
was shown is told (GDPR articles 16 and 19)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.queue import defer
from network.records import actions as files
from network.records import door
from network.records.door import Value, Values
from network.requests.shares import SharedPart
from network.rights import actions, reporting, steps
from network.rights.corrected import Change, place
from network.rights.kinds import Right, Step
from network.rights.models import Rectification
from tenants.database import db, new_id
from tenants.errors import N_, Conflict
from tenants.scope import Scope

RECTIFIED = "file_rectified"


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
    made.sealed = door.sealed(scope, file.id, said, place(made))
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
