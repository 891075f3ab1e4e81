"""Recovery codes: ten on paper, each lets somebody in once when the phone is lost."""

import secrets
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, select, update

from tenants import clock
from tenants.database import db
from tenants.digests import digest
from tenants.models import RecoveryCode
from tenants.scope import Scope

NUMBER = 10
LOW = 3
"""So few are left that it is time to make new ones."""

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Nothing that can be taken for something else on paper: no 0, o, 1, i, l."""

GROUPS, LETTERS = 3, 5
"""15 letters of 31: 74 bits, so that a plain digest is enough, as for any random secret."""


def make(scope: Scope) -> list[str]:
    """Ten new codes for the scope's own account, told only here; the earlier ones open nothing."""
    codes = [_fresh() for _ in range(NUMBER)]
    forget(scope.account_id)
    db.session.add_all(
        RecoveryCode(account_id=scope.account_id, code_hash=_hash(scope.account_id, code))
        for code in codes
    )
    db.session.flush()
    return codes


def _fresh() -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * LETTERS)]
    return "-".join("".join(letters[at : at + LETTERS]) for at in range(0, len(letters), LETTERS))


def use(account_id: UUID, code: str) -> bool:
    """Whether this is a code of the account that nobody used; now it is. Of two at once one."""
    done = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_hash == _hash(account_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return isinstance(done, CursorResult) and done.rowcount == 1


def left(account_id: UUID) -> int:
    """How many of the account's codes are unused."""
    mine = (RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*mine)) or 0


def forget(account_id: UUID) -> None:
    """The account's codes open nothing any more."""
    db.session.execute(
        delete(RecoveryCode)
        .where(RecoveryCode.account_id == account_id)
        .execution_options(synchronize_session=False)
    )


def _hash(account_id: UUID, code: str) -> str:
    """However it is typed: large or small, with or without the dashes."""
    letters = "".join(letter for letter in code.casefold() if letter.isalnum())
    return digest(f"recovery:{account_id}:{letters}")
