"""Entries are gathered while an act goes on and written when its transaction is committed.

Whoever writes locks the trail of their tenant; at the very end that lock is short, and never taken
before another one, so that two acts cannot wait for each other. What is undone leaves no entry.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, event, text
from sqlalchemy.orm import Session, SessionTransaction

from network.keys import at_hand
from network.keys.keyring import Use
from network.trail import chain
from network.trail.kinds import EntryKind, Purpose
from tenants import clock
from tenants.database import db, new_id
from tenants.scope import NOBODY, Scope

WAITING = "trail"
# The number of the request that is being answered, as the server's log has it; none in a job.
ANSWERING: ContextVar[str] = ContextVar("answering", default="")
# What an entry says, in the words that its seal covers; the rest of a row is its place and seal.
SAYS = (
    "tenant_id",
    "id",
    "at",
    "kind",
    "purpose",
    "member_id",
    "member_name",
    "roles",
    "owner_id",
    "basis",
    "categories",
    "subject",
    "subject_id",
    "number",
    "detail",
    "request_id",
)
ACT_FOR = text("SELECT set_config('app.tenant_id', :tenant, true)")
# In the driver's own words: this is said with everything that anybody does, and waits for twice.
FIRST = (
    "INSERT INTO trail_heads (tenant_id, seq, seal) VALUES (%(tenant)s, 0, %(start)s)"
    " ON CONFLICT DO NOTHING"
)
LOCK = "SELECT seq, seal FROM trail_heads WHERE tenant_id = %(tenant)s FOR UPDATE"
ADD = (
    "WITH moved AS (UPDATE trail_heads SET seq = %(seq)s, seal = %(seal)s"
    " WHERE tenant_id = %(tenant)s) INSERT INTO trail_entries (COLUMNS) SELECT COLUMNS"
    " FROM jsonb_populate_recordset(NULL::trail_entries, %(rows)s::jsonb)"
).replace("COLUMNS", ", ".join((*SAYS, "seq", "key_number", "seal")))


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: a thing, by what people call it, and whose it is if not one's own."""

    subject: str
    subject_id: UUID | None = None
    number: str = ""
    owner_id: UUID | None = None


@dataclass(slots=True)
class _Waiting:
    says: dict[str, object]
    within: SessionTransaction | None
    tenant_id: UUID


def enter(
    scope: Scope,
    kind: EntryKind,
    purpose: Purpose,
    about: About,
    *,
    basis: str = "",
    categories: Collection[str] = (),
    detail: str = "",
) -> None:
    """Have it written into the scope's trail when the caller's transaction is committed.

    `detail` is a code. ZVOP-2 article 22: collection, change, insight and disclosure, with who,
    when, what and on which basis.
    """
    session = db.session()
    says: dict[str, object] = {
        "tenant_id": scope.tenant_id,
        "id": new_id(),
        "at": clock.now(),
        "kind": kind.value,
        "purpose": purpose.value,
        "member_id": None if scope.member_id == NOBODY else scope.member_id,
        "member_name": scope.member_name,
        "roles": sorted(scope.roles),
        "owner_id": None if about.owner_id == scope.tenant_id else about.owner_id,
        "basis": basis,
        "categories": sorted(categories),
        "subject": about.subject,
        "subject_id": about.subject_id,
        "number": about.number,
        "detail": detail,
        "request_id": ANSWERING.get(),
    }
    waiting = _waiting(session)
    if kind is EntryKind.READ and _seen_with_more(waiting, says):
        return
    waiting.append(_Waiting(says, session.get_nested_transaction(), scope.tenant_id))


def _seen_with_more(waiting: list[_Waiting], says: dict[str, object]) -> bool:
    """Several looks at one thing in one page are one read, of everything that was seen."""
    same = ("tenant_id", "member_id", "kind", "purpose", "subject_id", "basis")
    for one in waiting:
        if all(one.says[name] == says[name] for name in same):
            both = {*cast(list[str], one.says["categories"]), *cast(list[str], says["categories"])}
            one.says["categories"] = sorted(both)
            return True
    return False


def _waiting(session: Session) -> list[_Waiting]:
    return cast(list[_Waiting], session.info.setdefault(WAITING, []))


@event.listens_for(Session, "before_commit")
def write_down(session: Session) -> None:
    """At the end of the whole transaction; at the end of a part of it, the rest has them."""
    waiting = session.info.get(WAITING)
    if not waiting:
        return
    part = session.get_nested_transaction()
    if part is not None:
        for one in waiting:
            if one.within is part:
                one.within = part.parent if part.parent and part.parent.nested else None
        return
    session.info[WAITING] = []
    for tenant_id in sorted({one.tenant_id for one in waiting}):
        entries = [one.says for one in waiting if one.tenant_id == tenant_id]
        with _acting_for(session, tenant_id):
            _append(session, tenant_id, entries)


@event.listens_for(Session, "after_soft_rollback")
def forget(session: Session, lost: SessionTransaction) -> None:
    """What did not happen is not written down."""
    if waiting := session.info.get(WAITING):
        kept = [one for one in waiting if one.within is not lost] if lost.nested else []
        session.info[WAITING] = kept


@contextmanager
def _acting_for(session: Session, tenant_id: UUID) -> Iterator[None]:
    """An act that touched several tenants may end as another than it began."""
    bound = session.info.get("scope")
    acts = isinstance(bound, Scope) and not bound.is_visitor
    own = bound.tenant_id if isinstance(bound, Scope) and acts else NOBODY
    if own != tenant_id:
        session.execute(ACT_FOR, {"tenant": str(tenant_id)})
    yield
    if own != tenant_id:
        session.execute(ACT_FOR, {"tenant": "" if own == NOBODY else str(own)})


def _append(session: Session, tenant_id: UUID, entries: list[dict[str, object]]) -> None:
    keyring = at_hand.keyring()
    number = keyring.newest(Use.TRAIL)
    key = keyring.key(Use.TRAIL, number)
    told = session.connection().exec_driver_sql
    seq, seal = _locked(told, tenant_id)
    rows = []
    for says in entries:
        seq += 1
        seal = chain.sealed(key, seal, seq, says)
        rows.append(says | {"seq": seq, "key_number": number, "seal": f"\\x{seal.hex()}"})
    values = {"tenant": tenant_id, "seq": seq, "seal": seal, "rows": json.dumps(rows, default=str)}
    told(ADD, values)


def _locked(told: Callable[..., CursorResult[Any]], tenant_id: UUID) -> tuple[int, bytes]:
    found = told(LOCK, {"tenant": tenant_id}).first()
    if found is None:
        told(FIRST, {"tenant": tenant_id, "start": chain.START})
        found = told(LOCK, {"tenant": tenant_id}).one()
    return found.seq, found.seal
