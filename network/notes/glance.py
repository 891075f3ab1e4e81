"""What the frame of every page tells at a glance, in one question: how much waits for the house,
and what its member has not read."""

from dataclasses import dataclass

from sqlalchemy import Executable, exists, select, true

from network.notes import reading
from network.notices.queries import UNREAD
from network.programmes.models import Programme
from network.requests import lists
from tenants.database import db
from tenants.gaps import US, filled
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Glance:
    """Received asks and offers that wait; what is unread on requests, asks and placements; how
    many notices are unread; and whether the house has ever written a programme."""

    received: int
    offers: int
    requests: int
    asks: int
    placements: int
    notices: int
    has_programmes: bool

    @property
    def unread(self) -> int:
        """How much is unread of what was written, wherever."""
        return self.requests + self.asks + self.placements


def glance(scope: Scope) -> Glance:
    """Everything that the scope's member is told beside the entries of the navigation."""
    return Glance(*db.session.execute(_GLANCE, reading.gaps(scope)).one())


def glimpse(scope: Scope) -> tuple[int, bool]:
    """What of it is told to those for whom no asks wait: how many notices are unread, and whether
    the house has ever written a programme."""
    notices, has_programmes = db.session.execute(_LESS, filled(scope)).one()
    return notices, has_programmes


_HAS_PROGRAMMES = exists().where(Programme.tenant_id == US)
_WAITS, _UNREAD = lists.WAITING.subquery(), reading.WAITING.subquery()
_GLANCE: Executable = select(
    *_WAITS.c, *_UNREAD.c, UNREAD.scalar_subquery(), _HAS_PROGRAMMES
).join_from(_WAITS, _UNREAD, true())
_LESS: Executable = select(UNREAD.scalar_subquery(), _HAS_PROGRAMMES)
