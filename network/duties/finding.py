"""Finding a thing by its number, its reference, or the name of a group or a home."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select

from network.availability.published import PublishedGroup, published_groups
from network.availability.spelling import plain
from network.placements.models import Placement
from network.requests import permitted
from network.requests.models import Ask, Request
from tenants.database import db
from tenants.roles import Permission, may
from tenants.scope import Scope

MOST = 10  # of each kind
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A request, an ask or a stay that is called so."""

    id: UUID
    number: str
    beside: str


@dataclass(frozen=True, slots=True)
class Found:
    """What goes by the words that were typed; of each kind at most MOST, the newest first."""

    requests: Sequence[Hit] = ()
    asks: Sequence[Hit] = ()
    placements: Sequence[Hit] = ()
    groups: Sequence[PublishedGroup] = ()

    def __bool__(self) -> bool:
        return bool(self.requests or self.asks or self.placements or self.groups)


def find(scope: Scope, typed: str) -> Found:
    """What begins with that number or reference, and which groups or homes have that name.

    Each kind only for whom its pages are open. Nothing for fewer than two letters.
    """
    beginning = typed.strip()
    if len(beginning) < SHORTEST:
        return Found()
    return Found(
        requests=_requests(scope, beginning),
        asks=_asks(scope, beginning),
        placements=_placements(scope, beginning),
        groups=_groups(scope, beginning),
    )


def _requests(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not permitted.sends(scope):
        return ()
    return _hits(
        select(Request.id, Request.number, Request.file_reference).where(
            Request.tenant_id == scope.tenant_id,
            _begins(Request.number, beginning) | _begins(Request.file_reference, beginning),
        ),
        Request.id,
    )


def _asks(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not may(scope, Permission.ANSWER_ASKS):
        return ()
    return _hits(
        select(Ask.id, Ask.number, Ask.group_name).where(
            Ask.recipient_id == scope.tenant_id, _begins(Ask.number, beginning)
        ),
        Ask.id,
    )


def _placements(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not may(scope, Permission.SEE_HOUSE):
        return ()
    return _hits(
        select(Placement.id, Placement.reference, Placement.number).where(
            Placement.tenant_id == scope.tenant_id,
            _begins(Placement.reference, beginning) | _begins(Placement.number, beginning),
        ),
        Placement.id,
    )


def _groups(scope: Scope, typed: str) -> Sequence[PublishedGroup]:
    wanted = plain(typed)
    if not wanted:
        return ()
    named = (
        group
        for group in published_groups(scope)
        if wanted in plain(f"{group.name} {group.tenant_name} {group.town}")
    )
    return sorted(named, key=lambda group: (group.tenant_name, group.name))[:MOST]


def _begins(column: SQLColumnExpression[str], beginning: str) -> ColumnElement[bool]:
    # Of all that tells a beginning, only this is leakproof, so that it may use an index.
    return column.op("^@", is_comparison=True)(beginning)


def _hits(wanted: Select[UUID, str, str], newest: SQLColumnExpression[UUID]) -> Sequence[Hit]:
    found = db.session.execute(wanted.order_by(newest.desc()).limit(MOST))
    return [Hit(*row) for row in found]
