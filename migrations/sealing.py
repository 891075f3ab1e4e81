"""Sealing, in the few lines that migrations need of it. Append only: old migrations call this.

As the application does it (AES-256-GCM, NIST SP 800-38D): a nonce of twelve bytes before what is
sealed, and its place bound to it; a word key within its tenant's, within a master key.
"""

import base64
import hashlib
import hmac
import os
import secrets
import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12  # bytes
PATIENCE = 30  # seconds that a command may take
INSERT_TENANT_KEY = sa.text(
    "INSERT INTO tenant_keys (tenant_id, master_number, wrapped, created_at)"
    " VALUES (:tenant, :master, :wrapped, app_now())"
)
INSERT_WORD_KEY = sa.text(
    "INSERT INTO word_keys (tenant_id, subject_id, wrapped, created_at)"
    " VALUES (:tenant, :subject, :wrapped, app_now()) ON CONFLICT DO NOTHING"
)
INSERT_MARK = sa.text(
    "INSERT INTO key_marks (use, number, mark, created_at)"
    " VALUES ('master', :number, :mark, app_now())"
)


class KeysMissing(RuntimeError):
    """There is something to seal or to open, and no key for it; nothing was changed."""


def place(*parts: object) -> bytes:
    """Where something sealed belongs."""
    return "/".join(map(str, parts)).encode()


def seal(key: bytes, plain: bytes, where: bytes) -> bytes:
    """`plain`, readable only with the key and only in its place."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """The same again."""
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], where)


@dataclass(frozen=True)
class Deployed:
    """Where the keys of a deployment are: in a file, or with whoever a command asks."""

    file: Path
    command: str

    @classmethod
    def of(cls, context: MigrationContext) -> "Deployed":
        """As whoever runs the migrations has handed it over, else as the settings say."""
        config = context.config
        given = config.attributes.get("keys") if config else None
        if given is not None:
            return cls(*given)
        data = Path(os.environ.get("PRISTAN_DATA") or "var")
        file = os.environ.get("PRISTAN_KEYS") or data.with_name(f"{data.name}.keys")
        return cls(Path(file), os.environ.get("PRISTAN_KEYS_COMMAND", ""))

    def masters(self) -> dict[int, bytes]:
        """The master keys by number. Raises KeysMissing."""
        try:
            lines = [line.split() for line in self._text().splitlines()]
        except (OSError, ValueError, subprocess.SubprocessError) as failure:
            raise KeysMissing(self._sentence()) from failure
        found = {
            int(line[1]): base64.b64decode(line[2]) for line in lines if line[:1] == ["master"]
        }
        if not found:
            raise KeysMissing(self._sentence())
        return found

    def _text(self) -> str:
        if not self.command:
            return self.file.read_text(encoding="ascii")
        asked = shlex.split(self.command)
        run = subprocess.run(asked, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return run.stdout

    def _sentence(self) -> str:
        where = "The command of PRISTAN_KEYS_COMMAND" if self.command else str(self.file)
        return (
            "What people wrote in this database is sealed and opened with the deployment's keys,"
            f" and {where} has none: bring them (PRISTAN_KEYS). A database that never had any gets"
            " them when the version of before is started once. Nothing was changed."
        )


class Words:
    """Seals and opens under the word keys of a database; the keys are read when they are needed."""

    def __init__(self, connection: sa.Connection, deployed: Deployed) -> None:
        self.connection, self.deployed = connection, deployed
        self.masters: dict[int, bytes] = {}
        self.tenants: dict[UUID, bytes] = {}

    def begin(self, subjects: str) -> None:
        """Give each of the things (tenant, id) that a query names a key, if it has none."""
        found = self.connection.execute(sa.text(subjects)).all()
        self._insert((tenant, subject) for tenant, subject in found)

    def _insert(self, subjects: Iterable[tuple[UUID, UUID]]) -> None:
        rows = [
            {"tenant": tenant, "subject": subject, "wrapped": self._fresh(tenant, subject)}
            for tenant, subject in subjects
        ]
        if rows:
            self.connection.execute(INSERT_WORD_KEY, rows)

    def _fresh(self, tenant: UUID, subject: UUID) -> bytes:
        key, where = secrets.token_bytes(32), place("word_keys", "wrapped", tenant, subject)
        return seal(self.tenant_key(tenant), key, where)

    def key(self, tenant: UUID, subject: UUID | None, wrapped: bytes | None) -> bytes | None:
        """The key of a thing, or the tenant's where it is of none; None where it is destroyed."""
        if subject is None:
            return self.tenant_key(tenant)
        if wrapped is None:
            return None
        where = place("word_keys", "wrapped", tenant, subject)
        return unseal(self.tenant_key(tenant), wrapped, where)

    def tenant_key(self, tenant: UUID) -> bytes:
        """The tenant's key, made if it has none. Raises KeysMissing."""
        if tenant not in self.tenants:
            self.tenants[tenant] = self._tenant_key(tenant)
        return self.tenants[tenant]

    def _tenant_key(self, tenant: UUID) -> bytes:
        masters, where = self._masters(), place("tenant_keys", "wrapped", tenant)
        found = self._row(
            "SELECT master_number, wrapped FROM tenant_keys WHERE tenant_id = :t", tenant
        )
        if found is not None:
            if found.master_number not in masters:
                raise KeysMissing(
                    f"The key 'master {found.master_number}' is missing from the keys."
                )
            return unseal(masters[found.master_number], found.wrapped, where)
        key, newest = secrets.token_bytes(32), max(masters)
        wrapped = seal(masters[newest], key, where)
        told = {"tenant": tenant, "master": newest, "wrapped": wrapped}
        self.connection.execute(INSERT_TENANT_KEY, told)
        return key

    def _masters(self) -> dict[int, bytes]:
        if not self.masters:
            found = self.deployed.masters()
            for number, key in found.items():
                self._mark(number, key)
            self.masters = found
        return self.masters

    def _mark(self, number: int, key: bytes) -> None:
        """By which the database knows the key again, as the application writes it."""
        mark = hmac.digest(key, b"pristan: this very key", hashlib.sha256)
        known = self._row("SELECT mark FROM key_marks WHERE use = 'master' AND number = :t", number)
        if known is None:
            self.connection.execute(INSERT_MARK, {"number": number, "mark": mark})
        elif known.mark != mark:
            raise KeysMissing(
                f"This database was written with another key 'master {number}': bring the keys that"
                " belong to it. Nothing was changed."
            )

    def _row(self, query: str, value: object) -> Any:
        return self.connection.execute(sa.text(query), {"t": value}).first()
