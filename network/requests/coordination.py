"""What the coordination of a network sees of its requests: counts, states and times.

No identity and no narrative; the view behind this shows rows to coordination tenants only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Date,
    DateTime,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    Uuid,
    func,
    select,
    tuple_,
)
from sqlalchemy import Column as C

from network.availability.profile import Region
from network.requests.lifecycle import RequestState
from network.requests.lists import PAGE, Page
from network.requests.profile import Urgency
from tenants import clock
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
    C("stage", Text),
    C("stage_since", DateTime(timezone=True)),
)
A_WEEK, A_MONTH = timedelta(days=7), timedelta(days=30)


class Stage(StrEnum):
    """What a live request waits for."""

    UNASKED = "unasked"
    ASKED = "asked"
    TALKING = "talking"
    OFFERED = "offered"
    PAUSED = "paused"
    AWAITING = "awaiting"


class Order(StrEnum):
    NEWEST = "newest"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class AtStage:
    """The requests at one stage, by how long they have stood there: up to a week, up to thirty
    days, longer; and since when the longest of them does."""

    stage: Stage
    within_week: int = 0
    within_month: int = 0
    longer: int = 0
    oldest: datetime | None = None

    @property
    def number(self) -> int:
        return self.within_week + self.within_month + self.longer


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
    stage: str
    stage_since: datetime


def requests_of_network(
    scope: Scope,
    *,
    state: RequestState | None = None,
    urgency: Urgency | None = None,
    region: Region | None = None,
    stage: Stage | None = None,
    order: Order = Order.NEWEST,
    before: UUID | None = None,
) -> Page[NetworkRequest]:
    """The requests of the scope's networks, newest first or first those that have stood longest
    at their stage; `before` is the last one of the page before. Raises NotAllowed."""
    require(scope, Permission.SEE_NETWORK_FIGURES)
    chosen = select(*VIEW.c).where(VIEW.c.network_id.in_(scope.network_ids))
    filters = {"state": state, "urgency": urgency, "region": region, "stage": stage}
    for name, wanted in filters.items():
        if wanted is not None:
            chosen = chosen.where(VIEW.c[name] == wanted.value)
    rows = db.session.execute(_ordered(chosen, order, before).limit(PAGE + 1)).all()
    found = [NetworkRequest(**row._mapping) for row in rows[:PAGE]]
    return Page(found, found[-1].id if len(rows) > PAGE else None)


def _ordered(chosen: Select[Any], order: Order, before: UUID | None) -> Select[Any]:
    """In the order, after the one that a page ended with."""
    since, last = VIEW.c.stage_since, VIEW.alias("last")
    if order is Order.NEWEST:
        return (chosen.where(VIEW.c.id < before) if before else chosen).order_by(VIEW.c.id.desc())
    if before is not None:
        stood = select(last.c.stage_since).where(last.c.id == before).scalar_subquery()
        chosen = chosen.where(tuple_(since, VIEW.c.id) > tuple_(stood, before))
    return chosen.order_by(since, VIEW.c.id)


def counts_by_state(scope: Scope) -> dict[RequestState, int]:
    """How many requests of the scope's networks stand where. Raises NotAllowed."""
    require(scope, Permission.SEE_NETWORK_FIGURES)
    found = db.session.execute(
        select(VIEW.c.state, func.count())
        .where(VIEW.c.network_id.in_(scope.network_ids))
        .group_by(VIEW.c.state)
    )
    return {state: 0 for state in RequestState} | {RequestState(s): n for s, n in found}


def by_stage(scope: Scope) -> list[AtStage]:
    """The live requests of the scope's networks by what they wait for and how long they have been
    waiting for it; every stage is there. Raises NotAllowed."""
    require(scope, Permission.SEE_NETWORK_FIGURES)
    since, now, number = VIEW.c.stage_since, clock.now(), func.count()
    young, old = since > now - A_WEEK, since <= now - A_MONTH
    found = db.session.execute(
        select(VIEW.c.stage, number.filter(young), number.filter(~young & ~old), number.filter(old))
        .add_columns(func.min(since))
        .where(VIEW.c.network_id.in_(scope.network_ids), VIEW.c.closed_at.is_(None))
        .group_by(VIEW.c.stage)
    )
    known = {row[0]: AtStage(Stage(row[0]), *row[1:]) for row in found if row[0] in set(Stage)}
    return [known.get(stage.value, AtStage(stage)) for stage in Stage]
