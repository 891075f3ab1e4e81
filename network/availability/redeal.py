"""Making room: what has not begun changes places when no single place is free throughout."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select, text

from network.availability.deal import Span, deal
from network.availability.models import Occupancy, Place
from network.availability.profile import OccupancyKind
from tenants import clock
from tenants.database import db

NEW = UUID(int=0)


def deal_anew(tenant_id: UUID, group_id: UUID, starts: date, ends: date | None) -> UUID | None:
    """Move what has not begun so that one place is free on all of the days; its id, or None.

    The caller has locked all places of the group, so that nobody deals against us.
    """
    standing = _standing(tenant_id, group_id)
    places = {place.number: place.id for place in standing}
    live = _live(tenant_id, list(places.values()))
    fixed = _fixed(standing, live)
    movable = [_span(each) for each in live if _may_move(each)]
    dealt = deal(fixed, movable, Span(NEW, starts, ends))
    if dealt is None:
        return None
    _move(live, {key: places[number] for key, number in dealt.items()})
    return places[dealt[NEW]]


def room_without(tenant_id: UUID, group_id: UUID, gone: Collection[UUID]) -> bool:
    """Whether everything that fills a place of the group, now or later, has one without those that
    are `gone`; also what was promised a place on which somebody outstays."""
    places = [each for each in _standing(tenant_id, group_id) if each.id not in gone]
    live = _live(tenant_id, [each.id for each in places])
    return deal(_fixed(places, live), [_span(each) for each in live if _may_move(each)]) is not None


def _standing(tenant_id: UUID, group_id: UUID) -> Sequence[Place]:
    """The places that stand, and every extra one: whoever still lives on one that is over counts,
    and takes nobody else's room."""
    return db.session.scalars(
        select(Place)
        .where(
            Place.tenant_id == tenant_id,
            Place.group_id == group_id,
            or_(Place.retired_on.is_(None), Place.extra_from.is_not(None)),
        )
        .order_by(Place.number)
    ).all()


def _fixed(places: Sequence[Place], live: Sequence[Occupancy]) -> dict[int, list[Span[UUID]]]:
    """What cannot move, by place; on the days on which an extra place is not there, it is full."""
    fixed = {place.number: list(_days_without(place)) for place in places}
    number_of = {place.id: place.number for place in places}
    for each in live:
        if not _may_move(each):
            fixed[number_of[each.place_id]].append(_span(each))
    return fixed


def _days_without(place: Place) -> Iterator[Span[UUID]]:
    if place.extra_from is not None:
        yield Span(NEW, date.min, place.extra_from)
    if place.retired_on is not None:
        yield Span(NEW, place.retired_on, None)


def _live(tenant_id: UUID, place_ids: Sequence[UUID]) -> Sequence[Occupancy]:
    return db.session.scalars(
        select(Occupancy)
        .where(
            Occupancy.tenant_id == tenant_id,
            Occupancy.place_id.in_(place_ids),
            Occupancy.released_at.is_(None),
            or_(
                Occupancy.ends.is_(None),
                Occupancy.ends > clock.today(),
                and_(Occupancy.kind == OccupancyKind.STAY, Occupancy.left_on.is_(None)),
            ),
        )
        .execution_options(populate_existing=True)
    ).all()


def _may_move(occupancy: Occupancy) -> bool:
    """Not begun yet, and not bound to its very place as a closure is."""
    return occupancy.kind != OccupancyKind.CLOSURE and occupancy.starts > clock.today()


def _span(occupancy: Occupancy) -> Span[UUID]:
    overstays = (
        occupancy.kind == OccupancyKind.STAY
        and occupancy.left_on is None
        and occupancy.ends is not None
        and occupancy.ends <= clock.today()
    )
    return Span(occupancy.id, occupancy.starts, None if overstays else occupancy.ends)


def _move(live: Sequence[Occupancy], place_of: dict[UUID, UUID]) -> None:
    # Two that change places meet for a moment: the constraint looks when both have moved.
    db.session.execute(text("SET CONSTRAINTS one_at_a_time DEFERRED"))
    for each in live:
        each.place_id = place_of.get(each.id, each.place_id)
    db.session.flush()
    db.session.execute(text("SET CONSTRAINTS one_at_a_time IMMEDIATE"))
