"""What an account keeps secret from the database: sealed with the master key, bound to its row.

An account belongs to no tenant, so no tenant's key seals it. `tenants`, which knows no keys, is
handed this where it needs it.
"""

from uuid import UUID

from network.keys import at_hand, sealing
from network.keys.keyring import Use

NUMBER_LENGTH = 4  # bytes before what is sealed: which master key opens it


class AccountVault:
    """Seals for one account, and opens what it sealed (see `tenants.onetime.Vault`)."""

    def seal(self, account_id: UUID, plain: bytes) -> bytes:
        """`plain`, readable only with the master key and only for this account."""
        keyring = at_hand.keyring()
        newest = keyring.newest(Use.MASTER)
        sealed = sealing.seal(keyring.key(Use.MASTER, newest), plain, _where(account_id))
        return newest.to_bytes(NUMBER_LENGTH, "big") + sealed

    def unseal(self, account_id: UUID, sealed: bytes) -> bytes:
        """What was sealed. Raises Unreadable, KeyringError where the key is not at hand."""
        number = int.from_bytes(sealed[:NUMBER_LENGTH], "big")
        key = at_hand.key(Use.MASTER, number)
        return sealing.unseal(key, sealed[NUMBER_LENGTH:], _where(account_id))

    def renewed(self, account_id: UUID, sealed: bytes) -> bytes:
        """The same under the newest key; what lies under it already stays what it is."""
        number = int.from_bytes(sealed[:NUMBER_LENGTH], "big")
        if number == at_hand.keyring().newest(Use.MASTER):
            return sealed
        return self.seal(account_id, self.unseal(account_id, sealed))


def _where(account_id: UUID) -> bytes:
    return sealing.place("one_time_codes", "sealed", account_id)


VAULT = AccountVault()
