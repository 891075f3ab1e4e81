"""What the coordination of a network sees of its requests: counts, states and times.

No identity and no narrative; the view behind this shows rows to coordination tenants only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Date, DateTime, Integer, MetaData, Table, Text, Uuid, func, select
from sqlalchemy import Column as C

from network.availability.profile import Region
from network.requests.lifecycle import RequestState
from network.requests.lists import PAGE, Page
from network.requests.profile import Urgency
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope

VIEW = Table(
    "network_requests",
    MetaData(),
    C("network_id", Uuid),
    C("tenant_id", Uuid),
    C("tenant_name", Text),
    C("id", Uuid),
    C("number", Text),
    C("sex", Text),
    C("region", Text),
    C("needs", ARRAY(Text)),
    C("age_band", Text),
    C("urgency", Text),
    C("wanted_from", Date),
    C("created_at", DateTime(timezone=True)),
    C("closed_at", DateTime(timezone=True)),
    C("closing", Text),
    C("state", Text),
    C("asks_sent", Integer),
    C("asks_live", Integer),
    C("asks_declined", Integer),
    C("last_asked_at", DateTime(timezone=True)),
)


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """One request as the coordination sees it."""

    network_id: UUID
    tenant_id: UUID
    tenant_name: str
    id: UUID
    number: str
    sex: str
    region: str
    needs: Sequence[str]
    age_band: str
    urgency: str
    wanted_from: date
    created_at: datetime
    closed_at: datetime | None
    closing: str | None
    state: str
    asks_sent: int
    asks_live: int
    asks_declined: int
    last_asked_at: datetime | None


def requests_of_network(
    scope: Scope,
    *,
    state: RequestState | None = None,
    urgency: Urgency | None = None,
    region: Region | None = None,
    before: UUID | None = None,
) -> Page[NetworkRequest]:
    """The requests of the scope's networks, newest first. Raises NotAllowed."""
    require(scope, Permission.SEE_NETWORK_FIGURES)
    chosen = select(*VIEW.c).where(VIEW.c.network_id.in_(scope.network_ids))
    filters = ((VIEW.c.state, state), (VIEW.c.urgency, urgency), (VIEW.c.region, region))
    for column, wanted in filters:
        if wanted is not None:
            chosen = chosen.where(column == wanted.value)
    if before is not None:
        chosen = chosen.where(VIEW.c.id < before)
    rows = db.session.execute(chosen.order_by(VIEW.c.id.desc()).limit(PAGE + 1)).all()
    found = [NetworkRequest(**row._mapping) for row in rows[:PAGE]]
    return Page(found, found[-1].id if len(rows) > PAGE else None)


def counts_by_state(scope: Scope) -> dict[RequestState, int]:
    """How many requests of the scope's networks stand where. Raises NotAllowed."""
    require(scope, Permission.SEE_NETWORK_FIGURES)
    found = db.session.execute(
        select(VIEW.c.state, func.count())
        .where(VIEW.c.network_id.in_(scope.network_ids))
        .group_by(VIEW.c.state)
    )
    return {state: 0 for state in RequestState} | {RequestState(s): n for s, n in found}
