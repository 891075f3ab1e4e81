"""A copy is brought back: into a database of another name first, which then takes the place.

What was erased since the copy was made is erased again before anybody sees it.
"""

import shutil
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from network.backups import programs
from network.backups.programs import BackupError
from network.backups.taking import DOCUMENTS, DUMP, ERASED, erased_in
from network.deployment import Administration
from network.keys import at_hand
from network.rights import ledger
from network.rights.ledger import Erased, Of
from network.settings import Settings
from tenants.preparation import Teller, as_owner, engine_at, make_database, make_roles, prepare

DESTROY = {
    Of.FILE: text(
        "UPDATE person_keys SET wrapped = NULL, destroyed_at = :at"
        " WHERE tenant_id = :tenant_id AND person_id = :id AND wrapped IS NOT NULL"
    ),
    Of.WORDS: text(
        "UPDATE word_keys SET wrapped = NULL, destroyed_at = :at"
        " WHERE tenant_id = :tenant_id AND subject_id = :id AND wrapped IS NOT NULL"
    ),
}
KIND = text("SELECT kind FROM deployment")
EXISTS = text("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
SEND_AWAY = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
# The keys, and everything that the database forgets with it.
FORGETS = (
    "person_keys",
    "word_keys",
    "match_keys",
    "emergency_summaries",
    "rights_requests",
    "requests",
    "asks",
    "placement_files",
    "placements",
    "enrolment_files",
    "enrolments",
    "mobile_cases",
    "disclosures",
    "messages",
    "notes",
    "stored_documents",
    "document_contents",
)


def bring_back(
    at: Administration, settings: Settings, copy: Path, *, over: bool, tell: Teller
) -> Counter[Of]:
    """The deployment as it was when `copy` was made, but for what was erased since: how many
    keys of files, and of words that belong to none, were destroyed again. `over` replaces a
    database that holds something.

    Raises BackupError, ClusterError, KeyringError, LedgerUnreadable.
    """
    if not (copy / DUMP).is_file():
        raise BackupError(f"{copy} is no backup: there is no {DUMP} in it.")
    now = _known_now(at)
    if now is not None and not over:
        raise BackupError(
            f"The database {at.database} holds data. Say --over to replace it by the backup."
        )
    copies = [ledger.read(path) for path in sorted(copy.parent.glob(f"*/{ERASED}"))]
    since = ledger.merged(*copies, ledger.read(settings.erased_file), now or ())
    ledger.add(settings.erased_file, since)
    half = f"{at.database}_restored"
    try:
        again = _restored(at, settings, copy, half, since, tell)
        _documents(settings, copy, tell)
        take_the_place(at, half)
    except BaseException:
        _drop(at, half)
        raise
    return again


def _restored(
    at: Administration,
    settings: Settings,
    copy: Path,
    half: str,
    since: Collection[Erased],
    tell: Teller,
) -> Counter[Of]:
    """A database of that name, whole and up to date, in which what was erased is erased."""
    _drop(at, half)
    password = make_url(at.app_url).password
    on_server = engine_at(at.admin_url, isolation_level="AUTOCOMMIT")
    with on_server as server, server.connect() as connection:
        make_roles(connection, password)
        make_database(connection, half)
    tell("database")
    programs.load(settings, at.admin_url, half, copy / DUMP)
    with engine_at(make_url(at.admin_url).set(database=half)) as engine:
        with engine.connect() as connection:
            kind = str(connection.scalar(KIND))
        prepare(at.admin_url, half, kind, password, lambda _: None, keys=at.keys)
        tell("keys")
        at_hand.take_up(engine, settings)
        tell("erasures")
        with engine.begin() as connection:
            return _erase_again(connection, since)


def _erase_again(connection: Connection, since: Collection[Erased]) -> Counter[Of]:
    """Files first: with a file go the words about it, which are not counted again."""
    again: Counter[Of] = Counter()
    with as_owner(connection, *FORGETS):
        for of, destroy in DESTROY.items():
            for one in since:
                if one.of is of:
                    key = {"tenant_id": one.tenant_id, "id": one.id, "at": one.at}
                    again[of] += connection.execute(destroy, key).rowcount
    return again


def _documents(settings: Settings, copy: Path, tell: Teller) -> None:
    """Contents have ids of their own and never change, so nothing is written over."""
    if (copy / DOCUMENTS).is_dir() and not settings.documents_s3:
        tell("documents")
        shutil.copytree(copy / DOCUMENTS, settings.documents_folder, dirs_exist_ok=True)


def _known_now(at: Administration) -> list[Erased] | None:
    """What the database that is there knows to be erased; None where there is none, or nothing in
    it. One that cannot be read tells nothing, and is not written over unasked either."""
    if not _exists(at):
        return None
    with at.engine() as engine:
        if not _holds_anything(engine):
            return None
        try:
            with engine.begin() as connection:
                return erased_in(connection)
        except DBAPIError:
            return []


def _exists(at: Administration) -> bool:
    with engine_at(at.admin_url) as server, server.connect() as connection:
        return bool(connection.scalar(EXISTS, {"name": at.database}))


def _holds_anything(engine: Engine) -> bool:
    """Whether any organisation was ever admitted; an empty schema is nothing."""
    with engine.begin() as connection:
        if not connection.scalar(text("SELECT to_regclass('tenants') IS NOT NULL")):
            return False
        with as_owner(connection, "tenants"):
            return bool(connection.scalar(text("SELECT EXISTS (SELECT FROM tenants)")))


def take_the_place(at: Administration, half: str) -> None:
    """Have the database called `half` be the deployment's from now on. What was there goes only
    when the other stands in its place: nothing is lost half-way. Raises DBAPIError."""
    before = f"{at.database}_replaced"
    was_there = _exists(at)
    if was_there:
        _drop(at, before)
        _renamed(at, at.database, before)
    try:
        _renamed(at, half, at.database)
    except BaseException:
        if was_there:
            _renamed(at, before, at.database)
        raise
    _drop(at, before)


def _renamed(at: Administration, name: str, to: str) -> None:
    """Whoever is still connected is sent away: nobody's database is renamed under them."""
    on_server = engine_at(at.admin_url, isolation_level="AUTOCOMMIT")
    with on_server as server, server.connect() as connection:
        connection.execute(SEND_AWAY, {"name": name})
    _on_the_server(at, "ALTER DATABASE {} RENAME TO {}", name, to)


def _drop(at: Administration, name: str) -> None:
    _on_the_server(at, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _on_the_server(at: Administration, statement: str, *names: str) -> None:
    with engine_at(at.admin_url, isolation_level="AUTOCOMMIT") as server:
        quote = server.dialect.identifier_preparer.quote
        with server.connect() as connection:
            connection.execute(text(statement.format(*map(quote, names))))
