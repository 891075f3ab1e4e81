"""Higher words that keep something of a file beside it are told when it has changed.

Records do not know them: they follow at the start of the application, as the trail does.
"""

from collections.abc import Callable

from network.consent.kinds import Category
from network.records.models import YoungPerson
from tenants.scope import Scope

Follower = Callable[[Scope, YoungPerson, Category | None], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have `follower` called within the transaction, each time a file was written or classified."""
    if follower not in _followers:
        _followers.append(follower)


def changed(scope: Scope, file: YoungPerson, category: Category | None = None) -> None:
    """Tell those who follow: that category was written, or it is kept more or less closely."""
    for follower in _followers:
        follower(scope, file, category)
