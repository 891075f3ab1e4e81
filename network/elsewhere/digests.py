"""Facts become digests under a key of their network, which the database never holds."""

import hashlib
import hmac
from collections.abc import Iterator
from uuid import UUID

from network.elsewhere.normal import Facts, MatchKind, compared
from network.keys import at_hand
from network.keys.keyring import Use
from tenants.scope import Scope

LABEL = b"pristan: known elsewhere in the network "


def of(scope: Scope, facts: Facts) -> Iterator[tuple[UUID, MatchKind, bytes]]:
    """A digest (HMAC-SHA256) for each network of the scope and each kind that is compared.

    Nobody without the key makes one, so a list of likely names is of no use with the database
    alone; one network's digests say nothing in another.
    """
    lines = compared(facts)
    for network_id in scope.network_ids:
        key = _key(network_id)
        for kind, line in lines.items():
            said = f"{kind} {line}".encode()
            yield network_id, kind, hmac.digest(key, said, hashlib.sha256)


def _key(network_id: UUID) -> bytes:
    keyring = at_hand.keyring()
    key = keyring.key(Use.MATCH, keyring.newest(Use.MATCH))
    return hmac.digest(key, LABEL + network_id.bytes, hashlib.sha256)
