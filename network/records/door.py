"""The one way into a young person's file: what is read is unsealed here, what is written sealed.

The database shows a part only to those who may open the file; beside that, every look at a
protected file stands in the trail.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.keys import sealing, wrapping
from network.records import earlier, following
from network.records.fields import FIELDS, Sensitivity, Shape, named
from network.records.models import FilePart, PersonKey, YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.scope import NOBODY, Scope

Value = str | bool | date | None
Values = Mapping[str, Value]
NO_FILE = N_("There is no such file.")


class Erased(Conflict):
    """The key of the file was destroyed; nobody reads it any more."""

    code = "erased"


@dataclass(frozen=True, slots=True)
class Part:
    """What a file says in one category, and who wrote it last."""

    category: Category
    values: Values
    changed_at: datetime | None = None
    changed_by: str = ""
    version: int = 0


def person(scope: Scope, person_id: UUID) -> YoungPerson:
    """The file, without what it says, for those who may open it. Raises NotFound."""
    found = db.session.get(YoungPerson, (scope.tenant_id, person_id))
    if found is None:
        raise NotFound(NO_FILE)
    return found


def opens(scope: Scope, person_id: UUID) -> bool:
    """Whether the scope's member opens that file."""
    return db.session.get(YoungPerson, (scope.tenant_id, person_id)) is not None


def lock(scope: Scope, person_id: UUID) -> YoungPerson:
    """The same, as it is now, and ours until the transaction ends. Raises NotFound."""
    found = db.session.get(
        YoungPerson, (scope.tenant_id, person_id), with_for_update=True, populate_existing=True
    )
    if found is None:
        raise NotFound(NO_FILE)
    return found


def read(scope: Scope, person_id: UUID, *categories: Category) -> dict[Category, Part]:
    """What the file says, in those categories or in all, empty where nothing is written.

    A look at a protected or sealed file goes into the trail. Raises NotFound, Erased.
    """
    file = person(scope, person_id)
    wanted = categories or tuple(FIELDS)
    parts = kept(scope, file, wanted)
    enter(scope, file, EntryKind.READ, wanted)
    return {each: parts.get(each, Part(each, {})) for each in wanted}


def kept(scope: Scope, file: YoungPerson, categories: Sequence[Category]) -> dict[Category, Part]:
    """What is written in those categories, for what is kept beside the file: nobody looks at it,
    so nothing is entered. Raises Erased."""
    key = _key(scope, file)
    found = db.session.scalars(
        select(FilePart).where(
            FilePart.tenant_id == scope.tenant_id,
            FilePart.person_id == file.id,
            FilePart.category.in_([each.value for each in categories]),
        )
    )
    return {Category(row.category): _unsealed(key, row) for row in found}


def identities(scope: Scope, files: Sequence[YoungPerson]) -> dict[UUID, Part]:
    """Who the young persons of those files are, in as many queries as for one. Erased files are
    left out."""
    ids = [file.id for file in files]
    rows = db.session.execute(
        select(FilePart, PersonKey.wrapped)
        .join(
            PersonKey,
            (PersonKey.tenant_id == FilePart.tenant_id)
            & (PersonKey.person_id == FilePart.person_id),
        )
        .where(
            FilePart.tenant_id == scope.tenant_id,
            FilePart.person_id.in_(ids),
            FilePart.category == Category.IDENTITY,
        )
    ).all()
    key = wrapping.tenant_key(scope) if rows else b""
    found = {
        row.person_id: _unsealed(_unwrapped(key, wrapped, row.tenant_id, row.person_id), row)
        for row, wrapped in rows
        if wrapped is not None
    }
    for file in files:
        if file.id in found:
            enter(scope, file, EntryKind.READ, (Category.IDENTITY,))
    return found


def write(
    scope: Scope, person_id: UUID, category: Category, values: Values, version: int | None = None
) -> None:
    """Write what the file says in a category from now on, if nobody has changed it since
    `version`. Raises NotFound, Conflict, Erased."""
    file = person(scope, person_id)
    key = _key(scope, file)
    row = db.session.get(
        FilePart, (scope.tenant_id, person_id, category.value), with_for_update=True
    )
    if version is not None and version != (row.version if row else 0):
        raise Conflict(N_("Somebody else has changed this meanwhile. Look at it again."))
    if row is None:
        row = FilePart(
            tenant_id=scope.tenant_id, person_id=person_id, category=category.value, sealed=b""
        )
        db.session.add(row)
    elif category is Category.OWN_WORDS:
        _keep_words(key, row, _packed(category, values))
    row.sealed = sealing.seal(key, _packed(category, values), _where(row))
    row.changed_by, row.changed_at = scope.member_name, clock.now()
    db.session.flush()
    enter(scope, file, EntryKind.DECIDE, (category,))
    following.changed(scope, file, category)


def _keep_words(key: bytes, row: FilePart, anew: bytes) -> None:
    before = sealing.unseal(key, row.sealed, _where(row))
    if before != anew and json.loads(before):
        earlier.keep(key, row, before)


def earlier_words(
    scope: Scope, person_id: UUID, most: int, before: UUID | None = None
) -> list[tuple[UUID, Part]]:
    """What the young person's own words were before, the newest first, each with its id. A look at
    a protected file is entered. Raises NotFound, Erased."""
    file = person(scope, person_id)
    key, said = _key(scope, file), Category.OWN_WORDS
    enter(scope, file, EntryKind.READ, (said,))
    return [
        (row.id, Part(said, json.loads(earlier.unsealed(key, row)), row.said_at, row.said_by))
        for row in earlier.of_file(scope, person_id, most, before)
    ]


def key_of(scope: Scope, file: YoungPerson) -> bytes:
    """The key under which other words seal what belongs to a file. Raises Erased."""
    return _key(scope, file)


def enter(
    scope: Scope,
    file: YoungPerson,
    kind: EntryKind,
    categories: tuple[Category, ...],
    detail: str = "file",
) -> None:
    """Have it written into the trail what was written into a file, always, and what was read of
    it where it is more than a standard one. `detail` is a code."""
    if kind is EntryKind.READ and file.sensitivity == Sensitivity.STANDARD:
        return
    about = About("young_person", file.id, file.number)
    purpose = Purpose.CARE if scope.page_id == NOBODY else Purpose.OWN_PAGE
    trail.enter(scope, kind, purpose, about, categories=categories, detail=detail)


def new_key(scope: Scope, person_id: UUID) -> None:
    """Give a file that has just been begun a key of its own."""
    wrapped = sealing.seal(
        wrapping.tenant_key(scope), sealing.fresh_key(), _key_place(scope.tenant_id, person_id)
    )
    db.session.add(PersonKey(tenant_id=scope.tenant_id, person_id=person_id, wrapped=wrapped))
    db.session.flush()


def sealed(scope: Scope, person_id: UUID, said: Values, where: bytes) -> bytes:
    """What else is kept of a young person, sealed with the key of the file. Raises NotFound,
    Erased."""
    return sealing.seal(_key(scope, person(scope, person_id)), _as_json(said), where)


def unsealed(scope: Scope, person_id: UUID, kept: bytes, where: bytes) -> dict[str, Value]:
    """The same, in the clear; days stand as text. Raises NotFound, Erased."""
    said: dict[str, Value] = json.loads(
        sealing.unseal(_key(scope, person(scope, person_id)), kept, where)
    )
    return said


@dataclass(frozen=True, slots=True)
class Lent:
    """Something sealed of another house, with the keys that a view hands over beside it."""

    tenant_id: UUID
    person_id: UUID
    sealed: bytes
    person_key: bytes
    tenant_key: bytes
    master_number: int


def received(lent: Lent, where: bytes) -> dict[str, Value]:
    """What another house shows of a file, in the clear; days stand as text."""
    said: dict[str, Value] = json.loads(sealing.unseal(lent_key(lent), lent.sealed, where))
    return said


def lent_key(lent: Lent) -> bytes:
    """The key of another house's file, for what else a view hands over beside it."""
    tenant_key = wrapping.lent_key(lent.tenant_id, lent.tenant_key, lent.master_number)
    return _unwrapped(tenant_key, lent.person_key, lent.tenant_id, lent.person_id)


def _key(scope: Scope, file: YoungPerson) -> bytes:
    found = db.session.get(PersonKey, (scope.tenant_id, file.id))
    if found is None or found.wrapped is None:
        raise Erased(N_("This file was erased."))
    return _unwrapped(wrapping.tenant_key(scope), found.wrapped, scope.tenant_id, file.id)


def _unwrapped(tenant_key: bytes, wrapped: bytes, tenant_id: UUID, person_id: UUID) -> bytes:
    return sealing.unseal(tenant_key, wrapped, _key_place(tenant_id, person_id))


def _key_place(tenant_id: UUID, person_id: UUID) -> bytes:
    return sealing.place("person_keys", "wrapped", tenant_id, person_id)


def _where(row: FilePart) -> bytes:
    return sealing.place("file_parts", "sealed", row.tenant_id, row.person_id, row.category)


def _packed(category: Category, values: Values) -> bytes:
    known = named(category)
    return _as_json({name: value for name, value in values.items() if name in known})


def _as_json(values: Values) -> bytes:
    said = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value not in (None, "", False)
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _unsealed(key: bytes, row: FilePart) -> Part:
    category = Category(row.category)
    said = json.loads(sealing.unseal(key, row.sealed, _where(row)))
    return Part(category, typed(category, said), row.changed_at, row.changed_by, row.version)


def typed(category: Category, said: Values) -> Values:
    """What was sealed of a category, with its days as days."""
    days = {field.name for field in FIELDS[category] if field.shape is Shape.DAY}
    return {n: date.fromisoformat(str(v)) if n in days else v for n, v in said.items()}


def as_day(value: Value) -> date:
    """A day as it stands in what was unsealed."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))
