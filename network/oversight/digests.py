"""Words of a name and a day of birth become digests under a key of the one house.

Derived from the key of the deployment that the database never holds, under a label and an id of
its own: the digests of one house say nothing in another, and nothing to the question whether
somebody is known elsewhere.
"""

import hashlib
import hmac
from collections.abc import Iterable

from network.elsewhere.normal import Facts, words
from network.keys import at_hand
from network.keys.keyring import Use
from tenants.scope import Scope

LABEL = b"pristan: found by name in the house "


def of(scope: Scope, facts: Facts) -> set[bytes]:
    """A digest (HMAC-SHA256) for each word of the name, the day of birth and the EMŠO."""
    said = [f"name {word}" for word in words(f"{facts.first_name} {facts.last_name}")]
    if facts.birth_date is not None:
        said.append(f"born {facts.birth_date.isoformat()}")
    said += [f"emso {number}" for number in words(facts.emso)]
    return set(_digested(scope, said))


def _digested(scope: Scope, said: Iterable[str]) -> Iterable[bytes]:
    keyring = at_hand.keyring()
    secret = keyring.key(Use.MATCH, keyring.newest(Use.MATCH))
    key = hmac.digest(secret, LABEL + scope.tenant_id.bytes, hashlib.sha256)
    return (hmac.digest(key, each.encode(), hashlib.sha256) for each in said)
