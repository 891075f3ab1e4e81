"""Where this deployment keeps documents, who scans them and how large they may be."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from network.documents.s3 import S3Store
from network.documents.store import DirectoryStore, Store
from network.settings import Settings
from tenants.database import db

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Keeping:
    """What an act on documents needs beside the database; `most_bytes` is of one content."""

    store: Store
    scanner: str
    most_bytes: int

    @property
    def most_megabytes(self) -> int:
        return self.most_bytes // MEGABYTE


_held: "WeakKeyDictionary[Engine, Keeping]" = WeakKeyDictionary()


def keeping() -> Keeping:
    """That of this application's database."""
    return _held[db.engine]


def take_up(engine: Engine, settings: Settings) -> None:
    """Have it at hand for whatever is done through `engine`."""
    store: Store = (
        S3Store(settings.documents_s3)
        if settings.documents_s3
        else DirectoryStore(settings.documents_folder)
    )
    _held[engine] = Keeping(store, settings.clamd, settings.document_megabytes * MEGABYTE)
