"""What the frame of every page tells at a glance, in one question: how much waits for the house,
and what its member has not read."""

from dataclasses import dataclass

from sqlalchemy import Executable, select, true

from network.notes import reading
from network.notices.queries import UNREAD
from network.requests import lists
from tenants.database import db
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Glance:
    """Received asks and offers that wait; what is unread on requests, asks and placements; and
    how many notices are unread."""

    received: int
    offers: int
    requests: int
    asks: int
    placements: int
    notices: int

    @property
    def unread(self) -> int:
        """How much is unread of what was written, wherever."""
        return self.requests + self.asks + self.placements


def glance(scope: Scope) -> Glance:
    """Everything that the scope's member is told beside the entries of the navigation."""
    return Glance(*db.session.execute(_GLANCE, reading.gaps(scope)).one())


_WAITS, _UNREAD = lists.WAITING.subquery(), reading.WAITING.subquery()
_GLANCE: Executable = select(*_WAITS.c, *_UNREAD.c, UNREAD.scalar_subquery()).join_from(
    _WAITS, _UNREAD, true()
)
