"""When each side is asked how a placement goes, and what was told.

Both sides are asked, since each alone knows half of it; what a home hoped for at the beginning is
otherwise never compared with what came of it. The days are this network's own agreement.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from network.placements.lifecycle import SHUT, PlacementState
from network.placements.models import Placement, PlacementOutcome
from network.placements.own import WrongState
from network.requests import queries, spoken
from network.words import door
from network.words.door import Words
from tenants import clock
from tenants.database import db
from tenants.errors import N_
from tenants.scope import Scope

AFTER = (30, 90)  # days after the arrival
EARLY = timedelta(days=7)  # by so much sooner it may be told


def of_placement(placement: Placement) -> Sequence[PlacementOutcome]:
    """What both sides told, oldest first."""
    return db.session.scalars(
        select(PlacementOutcome)
        .where(
            PlacementOutcome.tenant_id == placement.tenant_id,
            PlacementOutcome.placement_id == placement.id,
        )
        .order_by(PlacementOutcome.id)
    ).all()


def to_write(scope: Scope, placement: Placement) -> Words:
    """What is told of a stay lies under the key of the request it follows; under one of its own
    where it follows none. Raises WordsErased."""
    if placement.ask_id is None:
        return door.begin(scope, placement.id)
    return spoken.to_write(scope, queries.get_ask(scope, placement.ask_id))


def said(scope: Scope, placement: Placement, told: Sequence[PlacementOutcome]) -> dict[UUID, str]:
    """What was told of it in words, by the id of the outcome."""
    if not any(one.words for one in told):
        return dict.fromkeys((one.id for one in told), "")
    if placement.ask_id is None:
        words = door.about(scope, placement.id)
    else:
        words = spoken.on_ask(scope, queries.get_ask(scope, placement.ask_id))
    return {one.id: words.of(one, "words") for one in told}


def told_by(scope: Scope, placement: Placement) -> set[int]:
    """After how many days the scope's own side has told already."""
    return {
        one.after_days for one in of_placement(placement) if one.by_tenant_id == scope.tenant_id
    }


def next_day(placement: Placement, told: Collection[int], today: date) -> date | None:
    """The next day to come on which a side that `told` is asked again; None: it is not."""
    if placement.state != PlacementState.RESIDENT or placement.arrived_on is None:
        return None
    days = [placement.arrived_on + timedelta(days=n) for n in AFTER if n > max(told, default=0)]
    return next((day for day in days if day >= today), None)


@dataclass(frozen=True, slots=True)
class HowItGoes:
    """What was told, and in words by its id; after how many days the own side may tell now, or when
    it is asked next."""

    told: Sequence[PlacementOutcome]
    words: Mapping[UUID, str]
    now: int | None
    next_on: date | None


def how_it_goes(scope: Scope, placement: Placement) -> HowItGoes:
    """What a page of the stay needs, in one query."""
    told = of_placement(placement)
    ours = {one.after_days for one in told if one.by_tenant_id == scope.tenant_id}
    try:
        now: int | None = to_tell(placement, ours, clock.today())
    except WrongState:
        now = None
    words = said(scope, placement, told)
    return HowItGoes(told, words, now, next_day(placement, ours, clock.today()))


def to_tell(placement: Placement, told: Collection[int], today: date) -> int:
    """After how many days a side that `told` may tell how it goes: the latest whose time has come.

    Raises WrongState where nobody lives there, where it is too early, or where all is told.
    """
    if placement.state != PlacementState.RESIDENT or placement.arrived_on is None:
        raise WrongState(SHUT[PlacementState.RESIDENT])
    since = today - placement.arrived_on + EARLY
    come = [n for n in AFTER if n > max(told, default=0) and since >= timedelta(days=n)]
    if come:
        return come[-1]
    if AFTER[-1] in told:
        raise WrongState(N_("Your side has told how this placement goes, 30 and 90 days on."))
    raise WrongState(N_("It is too early to tell how this placement goes."))
