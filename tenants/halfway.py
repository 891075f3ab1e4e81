"""Between the password and the second step: somebody is on the way in, and nobody yet.

What is kept opens no scope and no page but that of the second step.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from tenants import clock
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.isolation import knocking
from tenants.models import HalfSignIn
from tenants.scope import Scope

VALID_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Halfway:
    """Whose password was right, and for which membership they want to come in."""

    account_id: UUID
    tenant_id: UUID
    member_id: UUID


def begin(scope: Scope) -> str:
    """The password was right; the secret that the browser keeps until the second step."""
    secret = fresh_secret()
    key = _key(secret)
    with knocking(key, scope.account_id), transaction():
        db.session.add(
            HalfSignIn(
                key=key,
                account_id=scope.account_id,
                tenant_id=scope.tenant_id,
                member_id=scope.member_id,
                expires_at=clock.now() + VALID_FOR,
            )
        )
    return secret


def look(secret: str) -> Halfway | None:
    """Who is on the way in with this secret; None if nobody is any more."""
    key = _key(secret)
    with knocking(key), transaction():
        found = db.session.execute(
            select(HalfSignIn.account_id, HalfSignIn.tenant_id, HalfSignIn.member_id).where(
                HalfSignIn.key == key, HalfSignIn.expires_at > clock.now()
            )
        ).one_or_none()
    return Halfway(*found) if found else None


def end(secret: str) -> bool:
    """Somebody came in, or gave up: the secret opens nothing more. Whether it did until now."""
    key = _key(secret)
    with knocking(key), transaction():
        gone = db.session.execute(
            delete(HalfSignIn).where(HalfSignIn.key == key).returning(HalfSignIn.key)
        ).one_or_none()
    return gone is not None


def _key(secret: str) -> str:
    return digest("half:" + secret)
