"""A key within a key: the master key wraps a tenant's, which wraps those of its files."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from network.keys import at_hand, sealing
from network.keys.keyring import Use
from network.keys.models import TenantKey
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


def tenant_key(scope: Scope) -> bytes:
    """The key of the scope's own tenant, made when it is first needed.

    Raises Unreadable where the master key at hand is not the one it was wrapped with.
    """
    found = db.session.get(TenantKey, scope.tenant_id)
    return _unwrapped(found) if found else _made(scope)


def lent_key(tenant_id: UUID, wrapped: bytes, master_number: int) -> bytes:
    """The key of another tenant, as a view hands it over together with what it opens.

    Raises Unreadable.
    """
    master = at_hand.key(Use.MASTER, master_number)
    return sealing.unseal(master, wrapped, _where(tenant_id))


def master_number(scope: Scope) -> int | None:
    """Under which master key the tenant's key lies; None as long as it has none."""
    found = db.session.get(TenantKey, scope.tenant_id)
    return None if found is None else found.master_number


def rotate(scope: Scope) -> bool:
    """Wrap the tenant's key with the newest master key; whether that was needed."""
    found = db.session.get(TenantKey, scope.tenant_id, with_for_update=True)
    newest = at_hand.keyring().newest(Use.MASTER)
    if found is None or found.master_number == newest:
        return False
    key = _unwrapped(found)
    found.wrapped, found.master_number = _wrapped(scope.tenant_id, key, newest), newest
    db.session.flush()
    return True


def _made(scope: Scope) -> bytes:
    """Two who need it first at once get the same one."""
    newest = at_hand.keyring().newest(Use.MASTER)
    made = {
        "tenant_id": scope.tenant_id,
        "master_number": newest,
        "wrapped": _wrapped(scope.tenant_id, sealing.fresh_key(), newest),
        "created_at": clock.now(),
    }
    db.session.execute(insert(TenantKey).values(made).on_conflict_do_nothing())
    return _unwrapped(db.session.get_one(TenantKey, scope.tenant_id))


def _wrapped(tenant_id: UUID, key: bytes, master: int) -> bytes:
    return sealing.seal(at_hand.keyring().key(Use.MASTER, master), key, _where(tenant_id))


def _unwrapped(found: TenantKey) -> bytes:
    return lent_key(found.tenant_id, found.wrapped, found.master_number)


def _where(tenant_id: UUID) -> bytes:
    return sealing.place("tenant_keys", "wrapped", tenant_id)
