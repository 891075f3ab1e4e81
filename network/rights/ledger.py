"""Which files were erased, and which words, written down outside the database.

A backup from before an erasure holds the key that was destroyed since. Whoever brings it back has
to destroy the key again, so this list lies beside the data and is never part of a dump. A line a
key, as JSON: ids that mean nothing by themselves, and when it was.
"""

import fcntl
import json
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

PRIVATE = 0o600


class LedgerUnreadable(RuntimeError):
    """The list of erased files cannot be read: nothing is brought back without it."""


class Of(StrEnum):
    """Whose key it was: a file's, by its young person, or that of the words on a thing. As the list
    names the id."""

    FILE = "person"
    WORDS = "subject"


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """One key that was destroyed."""

    tenant_id: UUID
    id: UUID
    at: datetime
    of: Of = Of.FILE


def read(path: Path) -> list[Erased]:
    """What was erased, as far as this file knows; nothing where there is none yet.

    Raises LedgerUnreadable.
    """
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as failure:
        raise LedgerUnreadable(f"The list of erased files in {path} cannot be read.") from failure
    return [_of_line(path, number, line) for number, line in enumerate(lines, 1)]


def add(path: Path, erased: Iterable[Erased]) -> None:
    """Write down those that are not in the file yet; two who write at once wait for each other."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, PRIVATE)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(written(merged(erased, known=read(path))))
        file.flush()
        os.fsync(file.fileno())


def merged(*lists: Iterable[Erased], known: Collection[Erased] = ()) -> list[Erased]:
    """Each key once, but for those that are `known`."""
    had = {(one.tenant_id, one.id) for one in known}
    found = {(one.tenant_id, one.id): one for each in lists for one in each}
    return sorted(one for key, one in found.items() if key not in had)


def written(erased: Iterable[Erased]) -> str:
    """As lines."""
    return "".join(
        json.dumps(
            {
                "tenant": str(one.tenant_id),
                one.of.value: str(one.id),
                "at": one.at.isoformat(),
            }
        )
        + "\n"
        for one in erased
    )


def _of_line(path: Path, number: int, line: str) -> Erased:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        of = Of.WORDS if Of.WORDS in told else Of.FILE
        return Erased(UUID(told["tenant"]), UUID(told[of]), at, of)
    except (ValueError, KeyError, TypeError):
        raise LedgerUnreadable(f"{path}, line {number}, is not an erasure.") from None
