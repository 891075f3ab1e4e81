"""What a database lacks for the application to be safe in it, in sentences.

Looks through the application's own eyes: everything asked here any role may know.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

from tenants.binding import unbound_because
from tenants.preparation import APP, OWNER, ROLES, SHARE, migrations

OLDEST = 15
# The few tables without a tenant, each with its reason.
BEHIND_NO_POLICY = {
    "alembic_version": "knows only which migrations have run",
    "procrastinate_jobs": "a job carries ids only; whoever does it acts within one tenant's scope",
    "procrastinate_events": "when a job changed its state",
    "procrastinate_periodic_defers": "which round was begun when",
    "procrastinate_workers": "which workers are alive",
}

OPEN_TABLES = """
SELECT relname, relrowsecurity AND relforcerowsecurity AS forced,
       EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid) AS has_policy
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
ORDER BY relname
"""
POWERFUL_ROLES = """
SELECT rolname FROM pg_roles WHERE rolname = ANY (:ours) AND (rolsuper OR rolbypassrls)
ORDER BY rolname
"""
RIGHTS_ON_SCHEMA = """
SELECT has_schema_privilege(:app, 'public', 'USAGE') AS uses,
       has_schema_privilege(:app, 'public', 'CREATE') AS creates,
       has_schema_privilege(:share, 'public', 'CREATE') AS shares
"""


def faults(connection: Connection) -> list[str]:
    """What is missing or wrong, most basic first; an empty list is a ready database.

    What follows from an earlier fault is not told again.
    """
    basics = [*version(connection), *roles(connection)]
    if basics:
        return basics
    schema = [*rights(connection), *extension(connection), *revision(connection)]
    return schema or [sentence for look in WHOLE for sentence in look(connection)]


def version(connection: Connection) -> Iterable[str]:
    number = int(str(connection.scalar(text("SHOW server_version_num")))) // 10000
    if number < OLDEST:
        yield f"The server is PostgreSQL {number}; Pristan needs {OLDEST} or newer."


def roles(connection: Connection) -> Iterable[str]:
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    for role in ROLES:
        if role not in known:
            yield f"The role {role} is missing."
    for role in connection.scalars(text(POWERFUL_ROLES), {"ours": list(ROLES)}):
        yield f"The role {role} is a superuser or has BYPASSRLS: policies do not bind it."


def rights(connection: Connection) -> Iterable[str]:
    found = connection.execute(text(RIGHTS_ON_SCHEMA), {"app": APP, "share": SHARE}).one()
    if not found.uses:
        yield f"The role {APP} may not use the schema public."
    if found.creates:
        yield f"The role {APP} may create in the schema public, and could own tables there."
    if not found.shares:
        yield f"The role {SHARE} may not create in the schema public, where its views belong."


def extension(connection: Connection) -> Iterable[str]:
    if not connection.scalar(text("SELECT true FROM pg_extension WHERE extname = 'btree_gist'")):
        yield "The extension btree_gist is missing, which keeps a place from being given twice."


def revision(connection: Connection) -> Iterable[str]:
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(migrations()).get_current_head()
    if not connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        yield "There is no schema yet: no migration has run."
    elif (at := connection.scalar(text("SELECT version_num FROM alembic_version"))) != head:
        yield f"The schema stands at migration {at}, the program needs {head}."


def policies(connection: Connection) -> Iterable[str]:
    for table in connection.execute(text(OPEN_TABLES)):
        if table.relname in BEHIND_NO_POLICY:
            continue
        if not table.forced:
            yield f"The table {table.relname} is not under forced row-level security."
        if not table.has_policy:
            yield f"The table {table.relname} has no policy."


def owners(connection: Connection) -> Iterable[str]:
    strangers = text(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND relowner <> to_regrole(:owner) ORDER BY relname"
    )
    for table in connection.scalars(strangers, {"owner": OWNER}):
        yield f"The table {table} does not belong to {OWNER}."


def binding(connection: Connection) -> Iterable[str]:
    for reason in unbound_because(connection):
        yield f"The address in PRISTAN_DATABASE_URL is not safe: {reason}."


def kind(connection: Connection) -> Iterable[str]:
    if not connection.scalar(text("SELECT true FROM deployment")):
        yield "The database does not say what it is for: production, demo or test."


WHOLE: tuple[Callable[[Connection], Iterable[str]], ...] = (policies, owners, binding, kind)
