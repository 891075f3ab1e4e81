"""Carries the scope into PostgreSQL, where the row-level policies read it.

Two lines of defence: PostgreSQL shows no rows when no scope is set, and we raise before
asking, so that a forgotten scope is an error and never an empty page.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ClauseElement, Connection, Executable, event
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction
from sqlalchemy.sql import visitors

from tenants import clock
from tenants.database import Base, Isolated, db
from tenants.errors import NoScope
from tenants.scope import NOBODY, Scope

# One statement, at every transaction start, empty values included: a pooled connection
# must never remember whom it served before.
# In the driver's own words, and with one column to describe: it is said twice in each request.
TELL = (
    "SELECT set_config('app.tenant_id', %(tenant)s, true)"
    " || set_config('app.network_ids', %(networks)s, true)"
    " || set_config('app.member_id', %(member)s, true)"
    " || set_config('app.account_id', %(account)s, true)"
    " || set_config('app.roles', %(roles)s, true)"
    " || set_config('app.token', %(token)s, true)"
    " || set_config('app.page_id', %(page)s, true)"
    " || set_config('app.now', %(now)s, true)"
)


@contextmanager
def acting_as(scope: Scope) -> Iterator[Scope]:
    """A fresh session that sees what `scope` may see, and nothing remembered from before.

    Afterwards whoever acted before acts again, in a fresh session too.
    """
    before = _bound()
    bind(scope)
    try:
        yield scope
    finally:
        _back_to(before)


def _bound() -> Scope | None:
    scope: Scope | None = db.session.info.get("scope")
    return scope


def _back_to(before: Scope | None) -> None:
    db.session.remove()
    if before is not None:
        db.session.info["scope"] = before


def bind(scope: Scope) -> None:
    """From here on this session acts for `scope`."""
    db.session.remove()
    db.session.info["scope"] = scope


@contextmanager
def on_behalf_of(scope: Scope) -> Iterator[Scope]:
    """Act for another scope inside the transaction that is already open.

    For the few acts of the network's own hand that touch several tenants and must be all or
    nothing, such as an import. What was loaded before is forgotten, so that no row is carried
    from one tenant to the other.
    """
    before = _bound()
    db.session.flush()
    _switch(scope)
    try:
        yield scope
        db.session.flush()
    except BaseException:
        _switch_in_a_lost_transaction(before)
        raise
    _switch(before)


def _switch_in_a_lost_transaction(scope: Scope | None) -> None:
    """Whoever handles the error must not act for the other tenant, in this transaction or the next.

    After a failed statement PostgreSQL takes no word more, and shows nothing either; that it
    refuses must not hide the error that is on its way up.
    """
    with suppress(DBAPIError, PendingRollbackError):
        _switch(scope)


def _switch(scope: Scope | None) -> None:
    db.session.expunge_all()
    if scope is None:
        db.session.info.pop("scope", None)
    else:
        db.session.info["scope"] = scope
    db.session.connection().exec_driver_sql(TELL, _settings(db.session.info))


@contextmanager
def knocking(token: str, account_id: UUID | None = None) -> Iterator[None]:
    """Look something up before any scope exists: a session, a link, a sign-in.

    The policies of those few tables open exactly the rows that carry `token` (a digest, never
    the secret itself) or belong to `account_id`, and nothing wider. Afterwards whoever acted
    before acts again: somebody who is signed in may open an invitation.
    """
    before = _bound()
    knock(token, account_id)
    try:
        yield
    finally:
        _back_to(before)


def knock(token: str, account_id: UUID | None = None) -> None:
    """From here on this session may look up what `token` opens, until it enters a scope."""
    db.session.remove()
    db.session.info["knock"] = (token, account_id)


def enter(scope: Scope) -> None:
    """From the knock into the scope it opened: the same transaction goes on, for `scope`.

    Saves every request a second BEGIN and COMMIT.
    """
    db.session.info.pop("knock", None)
    _switch(scope)


@event.listens_for(Session, "after_begin")
def tell_postgres(session: Session, _: SessionTransaction, connection: Connection) -> None:
    """Every transaction starts by saying for whom it acts."""
    connection.exec_driver_sql(TELL, _settings(session.info))


def _settings(info: dict[object, object]) -> dict[str, str]:
    scope = info.get("scope")
    knock = info.get("knock")
    token, account = knock if isinstance(knock, tuple) else ("", None)
    moment = clock.set_time()
    told = {
        "tenant": "",
        "networks": "{}",
        "member": "",
        "account": _text(account),
        "roles": "",
        "token": str(token),
        "page": "",
        "now": moment.isoformat() if moment else "",
    }
    if isinstance(scope, Scope):
        told |= {
            "tenant": "" if scope.is_visitor else _text(scope.tenant_id),
            "page": _text(scope.page_id),
            "networks": "{" + ",".join(map(str, scope.network_ids)) + "}",
            "member": _text(scope.member_id),
            "account": _text(scope.account_id),
            "roles": ",".join(sorted(scope.roles)),
        }
    return told


def _text(value: object) -> str:
    return "" if value in (None, NOBODY) else str(value)


@event.listens_for(Session, "do_orm_execute")
def refuse_without_scope(state: ORMExecuteState) -> None:
    """A statement on tenant data outside any scope is a bug: say so, loudly."""
    if "scope" in state.session.info or "knock" in state.session.info:
        return
    touched = {mapper.class_.__name__ for mapper in state.all_mappers if _isolated(mapper)}
    if touched or (touched := _isolated_tables(state.statement)):
        raise NoScope(f"{', '.join(sorted(touched))} was asked for outside any scope")


def _isolated(mapper: Mapper[Any]) -> bool:
    return issubclass(mapper.class_, Isolated)


def _isolated_tables(statement: Executable) -> set[str]:
    """The isolated tables a statement names, also where it is about columns and no class."""
    guarded = {m.local_table for m in Base.registry.mappers if _isolated(m)}
    named = visitors.iterate(cast(ClauseElement, statement))
    return {str(part) for part in named if part in guarded}
