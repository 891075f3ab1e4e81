"""The one way in and out of what people wrote: sealed when it is kept, opened when it is read.

Words about a request, its asks and its stay lie under one key of the centre that asked; a house's
own notes under a key of its own for each thing. Destroying the key erases them.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, SessionTransaction

from network.keys import sealing, wrapping
from network.keys.models import TenantKey
from network.words.models import LENT_WORDS, WordKey
from tenants import clock
from tenants.database import TenantOwned, db
from tenants.errors import N_, Conflict
from tenants.gaps import ID, IDS, US, filled
from tenants.scope import Scope

ERASED = N_("This was erased.")
OPENED = "words"  # of a session: the keys that were opened in this transaction
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Side(Enum):
    """Whose key it is: the house's own, or one that another house lends it."""

    OWN = auto()
    LENT = auto()


class WordsErased(Conflict):
    """The key was destroyed; nobody reads what was written, and nobody writes more."""

    code = "words_erased"


@dataclass(frozen=True, slots=True)
class Words:
    """Seals and opens what is written about one thing. Without a key, because it was destroyed or
    nothing was ever written, it opens nothing."""

    tenant_id: UUID
    key: bytes | None = field(repr=False)

    def seal(self, said: str, table: str, column: str, *row: object) -> bytes | None:
        """As it is kept in that place; None for nothing. Raises WordsErased."""
        if not said:
            return None
        if self.key is None:
            raise WordsErased(ERASED)
        where = sealing.place(table, column, self.tenant_id, *row)
        return sealing.seal(self.key, said.encode(), where)

    def open(self, kept: bytes | None, table: str, column: str, *row: object) -> str:
        """What was kept in that place: nothing for None, ERASED where the key was destroyed.
        Raises Unreadable for what was sealed elsewhere, or changed."""
        if kept is None:
            return ""
        if self.key is None:
            return ERASED
        where = sealing.place(table, column, self.tenant_id, *row)
        return sealing.unseal(self.key, kept, where).decode()

    def of(self, row: TenantOwned, column: str) -> str:
        """The same for a column of a row that has an id of its own."""
        return self.open(getattr(row, column), _table(row), column, row.id)

    def put(self, row: TenantOwned, column: str, said: str) -> None:
        """Keep it there; the row has its id already. Raises WordsErased."""
        setattr(row, column, self.seal(said, _table(row), column, row.id))

    def seal_several(self, said: Mapping[str, str], table: str, row_id: UUID) -> bytes | None:
        """Several fields as one, in the column `words`; None where none says anything."""
        told = {name: text for name, text in said.items() if text}
        return self.seal(as_text(told), table, "words", row_id) if told else None

    def open_several(self, kept: bytes | None, table: str, row_id: UUID) -> dict[str, str]:
        """The same again; none of them where nothing was said or the key was destroyed."""
        opened = self.open(kept, table, "words", row_id)
        return as_fields(opened) if opened not in ("", ERASED) else {}


def about(scope: Scope, subject_id: UUID) -> Words:
    """What the scope's tenant wrote about one thing."""
    return about_each(scope, (subject_id,))[subject_id]


def about_each(scope: Scope, subject_ids: Collection[UUID]) -> dict[UUID, Words]:
    """The same for several, in one query or none."""
    opened = _opened(scope, Side.OWN)
    lacking = [one for one in set(subject_ids) if one not in opened]
    if lacking:
        found = db.session.execute(_OWN, filled(scope, ids=lacking)).all()
        known = {row.subject_id: _unwrapped(row) for row in found}
        for one in lacking:
            opened[one] = known.get(one) or Words(scope.tenant_id, None)
    return {one: opened[one] for one in subject_ids}


def begin(scope: Scope, subject_id: UUID) -> Words:
    """To write about it: it gets a key if it has none yet. Raises WordsErased."""
    found = about(scope, subject_id)
    if found.key is not None:
        return found
    begin_each(scope, (subject_id,))
    now = about(scope, subject_id)
    if now.key is None:
        raise WordsErased(ERASED)
    return now


def begin_each(scope: Scope, subject_ids: Collection[UUID]) -> None:
    """Give each of them a key that has none yet, so that another house can write about it before
    the scope's tenant does."""
    tenant_key, now = wrapping.tenant_key(scope), clock.now()
    made = [
        {
            "tenant_id": scope.tenant_id,
            "subject_id": one,
            "wrapped": sealing.seal(tenant_key, sealing.fresh_key(), _place(scope.tenant_id, one)),
            "created_at": now,
        }
        for one in subject_ids
    ]
    if made:
        db.session.execute(insert(WordKey).on_conflict_do_nothing(), made)
        for one in subject_ids:
            _opened(scope, Side.OWN).pop(one, None)


def lent(scope: Scope, sender_id: UUID, ask_id: UUID) -> Words:
    """What was written about the request of a received ask, as the asked home opens it."""
    opened = _opened(scope, Side.LENT)
    if ask_id not in opened:
        row = db.session.execute(_LENT, filled(scope, id=ask_id)).first()
        opened[ask_id] = _unwrapped(row) if row else Words(sender_id, None)
    return opened[ask_id]


def of_house(scope: Scope) -> Words:
    """What the house keeps for itself for a while and deletes, under no key but its own."""
    return Words(scope.tenant_id, wrapping.tenant_key(scope))


def moment(at: datetime) -> int:
    """A moment in microseconds: by which the place of something sealed in a step is told, since
    a step gets its number only as it is written."""
    return (at - EPOCH) // timedelta(microseconds=1)


def as_text(said: Mapping[str, str]) -> str:
    """Fields, as they are sealed together."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def as_fields(opened: str) -> dict[str, str]:
    """The same again."""
    found: dict[str, str] = json.loads(opened)
    return found


def _opened(scope: Scope, side: Side) -> dict[UUID, Words]:
    """By subject, or where they are lent by ask: of one ask a house may hold both."""
    kept: dict[tuple[UUID, Side], dict[UUID, Words]] = db.session.info.setdefault(OPENED, {})
    return kept.setdefault((scope.tenant_id, side), {})


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, ended: SessionTransaction) -> None:
    """No key is remembered beyond the transaction in which it was allowed to be opened."""
    if ended.parent is None:
        session.info.pop(OPENED, None)


def _unwrapped(row: Any) -> Words:
    if row.word_key is None:
        return Words(row.tenant_id, None)
    tenant_key = wrapping.lent_key(row.tenant_id, row.tenant_key, row.master_number)
    where = _place(row.tenant_id, row.subject_id)
    return Words(row.tenant_id, sealing.unseal(tenant_key, row.word_key, where))


def _table(row: TenantOwned) -> str:
    return str(getattr(row, "__tablename__"))  # noqa: B009 - every mapped class has one


def _place(tenant_id: UUID, subject_id: UUID) -> bytes:
    return sealing.place("word_keys", "wrapped", tenant_id, subject_id)


_OWN = (
    select(
        *(WordKey.tenant_id, WordKey.subject_id, WordKey.wrapped.label("word_key")),
        *(TenantKey.wrapped.label("tenant_key"), TenantKey.master_number),
    )
    .join(TenantKey, TenantKey.tenant_id == WordKey.tenant_id)
    .where(WordKey.tenant_id == US, WordKey.subject_id.in_(IDS))
)
_LENT = select(LENT_WORDS).where(LENT_WORDS.c.recipient_id == US, LENT_WORDS.c.ask_id == ID)
