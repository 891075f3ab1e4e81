"""Where sealed contents lie: in a folder of our own, or in an object store (`s3`).

A store sees sealed bytes under an opaque id of an opaque tenant, and nothing else.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

READ_AT_ONCE = 1024 * 1024  # bytes
OURS_ALONE = 0o700
HALF = ".half"


class StoreFailure(RuntimeError):
    """The store does not do what it was asked: it cannot be reached, or is full."""


class Lost(RuntimeError):
    """There is no such content in the store, though there should be."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A content that lies in the store, and since when."""

    content_id: UUID
    since: datetime


class Store(Protocol):
    """All that is asked of a store. Each may raise StoreFailure."""

    def put(self, tenant_id: UUID, content_id: UUID, pieces: Iterable[bytes]) -> None:
        """Keep a content: all of it or nothing."""

    def get(self, tenant_id: UUID, content_id: UUID) -> Iterator[bytes]:
        """The content, some at a time. Raises Lost."""

    def delete(self, tenant_id: UUID, content_id: UUID) -> None:
        """Destroy a content; done twice it changes nothing."""

    def lying(self, tenant_id: UUID) -> Iterator[Lying]:
        """Every content of one tenant."""


class DirectoryStore:
    """A folder that nobody else reads, with one below it for each tenant."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, tenant_id: UUID, content_id: UUID, pieces: Iterable[bytes]) -> None:
        """Under another name first, and on the disk before it gets its own."""
        home = self.folder / str(tenant_id)
        try:
            self.folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
            home.mkdir(mode=OURS_ALONE, exist_ok=True)
            half = home / f"{content_id}{HALF}"
            _write(half, pieces)
            half.rename(home / str(content_id))
            _settle(home)
        except OSError as failure:
            raise StoreFailure("The content could not be written.") from failure

    def get(self, tenant_id: UUID, content_id: UUID) -> Iterator[bytes]:
        try:
            with (self.folder / str(tenant_id) / str(content_id)).open("rb") as file:
                while piece := file.read(READ_AT_ONCE):
                    yield piece
        except FileNotFoundError as gone:
            raise Lost(str(content_id)) from gone
        except OSError as failure:
            raise StoreFailure("The content could not be read.") from failure

    def delete(self, tenant_id: UUID, content_id: UUID) -> None:
        home = self.folder / str(tenant_id)
        try:
            for name in (str(content_id), f"{content_id}{HALF}"):
                (home / name).unlink(missing_ok=True)
            if home.exists():
                _settle(home)
        except OSError as failure:
            raise StoreFailure("The content could not be deleted.") from failure

    def lying(self, tenant_id: UUID) -> Iterator[Lying]:
        """What was left half written is there under the id it was to have."""
        home = self.folder / str(tenant_id)
        for path in sorted(home.iterdir()) if home.is_dir() else ():
            with suppress(FileNotFoundError):
                since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield Lying(UUID(path.stem), since)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """A new file, readable to nobody else, that is on the disk afterwards."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """A name, too, has to reach the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
