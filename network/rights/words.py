"""The words of a request are sealed with the key of the house: whoever decides need not open the
file. The database forgets them when the file is erased."""

from network.keys import sealing, wrapping
from network.rights.models import RightsRequest
from tenants.scope import Scope


def sealed(scope: Scope, found: RightsRequest, column: str, said: str) -> bytes:
    """What was said, for that column of that very request."""
    return sealing.seal(wrapping.tenant_key(scope), said.encode(), _where(found, column))


def unsealed(scope: Scope, found: RightsRequest, column: str) -> str:
    """The same in the clear; empty where nothing is kept."""
    kept: bytes | None = getattr(found, column)
    if kept is None:
        return ""
    return sealing.unseal(wrapping.tenant_key(scope), kept, _where(found, column)).decode()


def _where(found: RightsRequest, column: str) -> bytes:
    return sealing.place("rights_requests", column, found.tenant_id, found.id)
