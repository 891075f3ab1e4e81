"""A copy of a deployment: its database, the contents of documents, and what was erased.

The keys are not part of it: whoever gets the copy alone learns nothing.
"""

import json
import shutil
from pathlib import Path

from sqlalchemy import Connection, text

from network.backups import programs
from network.backups.programs import BackupError
from network.deployment import Administration
from network.rights import ledger
from network.rights.ledger import Erased, Of
from network.settings import Settings
from tenants import clock
from tenants.preparation import Teller, as_owner

DUMP, ERASED, DOCUMENTS, ABOUT = "database.dump", "erased.jsonl", "documents", "about.json"
GONE = {
    Of.FILE: "SELECT tenant_id, person_id, destroyed_at FROM person_keys WHERE wrapped IS NULL",
    Of.WORDS: "SELECT tenant_id, subject_id, destroyed_at FROM word_keys WHERE wrapped IS NULL",
}
KEYS = text("SELECT use || ' ' || number FROM key_marks ORDER BY use, number")
REVISION = text("SELECT version_num FROM alembic_version")


def take(at: Administration, settings: Settings, folder: Path, tell: Teller) -> Path:
    """A new folder below `folder` with everything in it but the keys; it is whole or not there.

    Raises BackupError, ClusterError, LedgerUnreadable.
    """
    name = f"pristan-{clock.now():%Y-%m-%dT%H%M%S%f}"
    half, whole = folder / f".{name}", folder / name
    try:
        half.mkdir(parents=True, mode=0o700)
        _fill(at, settings, half, tell)
        half.rename(whole)
    except OSError as failure:
        raise BackupError(f"{folder} cannot be written to: {failure}") from failure
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return whole


def _fill(at: Administration, settings: Settings, folder: Path, tell: Teller) -> None:
    tell("database")
    programs.dump(settings, at.admin_url, at.database, folder / DUMP)
    with at.engine() as engine, engine.begin() as connection:
        about = {
            "taken_at": clock.now().isoformat(),
            "schema": connection.scalar(REVISION),
            "keys": _names_of_keys(connection),
            "documents": "elsewhere" if settings.documents_s3 else DOCUMENTS,
        }
        erased = erased_in(connection)
    tell("list of erased files")
    ledger.add(settings.erased_file, erased)
    ledger.add(folder / ERASED, ledger.read(settings.erased_file))
    # Last: what was kept since the dump does no harm, what is missing from it would.
    if not settings.documents_s3 and settings.documents_folder.is_dir():
        tell("documents")
        shutil.copytree(settings.documents_folder, folder / DOCUMENTS)
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", "ascii")


def erased_in(connection: Connection) -> list[Erased]:
    """Which keys this database knows to be destroyed."""
    with as_owner(connection, "person_keys", "word_keys"):
        return [
            Erased(row[0], row[1], row[2], of)
            for of, statement in GONE.items()
            for row in connection.execute(text(statement))
        ]


def _names_of_keys(connection: Connection) -> list[str]:
    with as_owner(connection, "key_marks"):
        return list(connection.scalars(KEYS))
