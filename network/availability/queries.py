"""Ways to look at groups and places. Isolation is the database's work; these add meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from network.availability.board import Board, Search, board
from network.availability.models import Group, Occupancy, Place
from network.availability.profile import OccupancyKind
from network.availability.published import published_groups
from network.availability.strip import Filling, PlaceState, Slot, counts, strip
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, NOW, TODAY, US, filled
from tenants.scope import Scope


def search_board(scope: Scope, search: Search) -> Board:
    """The board of the scope's networks, in the order of the search."""
    return board(published_groups(scope), search, clock.now(), clock.today())


def own_group(scope: Scope, group_id: UUID, *, lock: bool = False) -> Group:
    """A group of the scope's own tenant, locked for a change if so asked. Raises NotFound for any
    other. Who locks places too locks the group first, so that two never wait for each other; who
    only refers to the group does not wait for whoever changes it."""
    group = db.session.get(
        Group,
        (scope.tenant_id, group_id),
        with_for_update={"key_share": True} if lock else None,
        populate_existing=lock,
    )
    if group is None or group.closed_at is not None:
        raise NotFound(N_("There is no such group."))
    return group


def ever_own_group(scope: Scope, group_id: UUID) -> Group:
    """A group of the own tenant, also one that was closed. Raises NotFound for any other."""
    group = db.session.get(Group, (scope.tenant_id, group_id))
    if group is None:
        raise NotFound(N_("There is no such group."))
    return group


def own_groups(scope: Scope, *, lock: bool = False) -> Sequence[Group]:
    """The open groups of the scope's tenant, least restrictive first; locked if so asked."""
    return db.session.scalars(_OWN_GROUPS_LOCKED if lock else _OWN_GROUPS, filled(scope)).all()


_OWN_GROUPS = (
    select(Group)
    .where(Group.tenant_id == US, Group.closed_at.is_(None))
    .order_by(Group.restriction_level, Group.name)
)
_OWN_GROUPS_LOCKED = _OWN_GROUPS.with_for_update(key_share=True).execution_options(
    populate_existing=True
)


def people_of(scope: Scope, group_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Who answers for an own group and who stands in, as far as they are named."""
    found = db.session.execute(
        select(Group.responsible_id, Group.deputy_id).where(
            Group.tenant_id == scope.tenant_id, Group.id == group_id
        )
    ).one_or_none()
    return (None, None) if found is None else (found.responsible_id, found.deputy_id)


def closures(scope: Scope, group_id: UUID) -> Sequence[tuple[Occupancy, int]]:
    """Closures of a group that last or are still to come, with the number of their place."""
    today = clock.today()
    found = db.session.execute(
        select(Occupancy, Place.number)
        .join(Place, (Place.tenant_id == Occupancy.tenant_id) & (Place.id == Occupancy.place_id))
        .where(
            Occupancy.tenant_id == scope.tenant_id,
            Occupancy.group_id == group_id,
            Occupancy.kind == OccupancyKind.CLOSURE,
            Occupancy.released_at.is_(None),
            (Occupancy.ends.is_(None)) | (Occupancy.ends > today),
        )
        .order_by(Occupancy.starts, Place.number)
    )
    return [(occupancy, number) for occupancy, number in found]


def closure(scope: Scope, group_id: UUID, closure_id: UUID) -> tuple[Occupancy, int]:
    """One closure of an own group, also one that is over, and the number of its place.

    Raises NotFound for any other.
    """
    closed = db.session.get(Occupancy, (scope.tenant_id, closure_id))
    if closed is None or closed.kind != OccupancyKind.CLOSURE or closed.group_id != group_id:
        raise NotFound(N_("There is no such closure."))
    return closed, db.session.get_one(Place, (scope.tenant_id, closed.place_id)).number


@dataclass(frozen=True, slots=True)
class House:
    """The places of the scope's own groups and what fills them."""

    slots: dict[UUID, list[Slot]]
    fillings: dict[UUID, list[Filling]]

    def strip(self, group_id: UUID, on: date) -> list[tuple[int, PlaceState]]:
        """Number and state of each place of one group on the day."""
        return strip(
            self.slots.get(group_id, []), self.fillings.get(group_id, []), on, clock.today()
        )

    def places(self, group_id: UUID) -> int:
        """How many places the group is for, without extra ones."""
        usual = [slot for slot in self.slots.get(group_id, []) if not slot.is_extra]
        return sum(slot.stands(clock.today()) for slot in usual)


def house(scope: Scope, group_id: UUID | None = None) -> House:
    """The scope's own places, of one group or of all, in two queries."""
    places, fillings = (_PLACES, _FILLINGS) if group_id is None else _OF_GROUP
    gaps = filled(scope, id=group_id)
    return _house(db.session.scalars(places, gaps).all(), db.session.scalars(fillings, gaps))


def _live() -> ColumnElement[bool]:
    """Still filling its place: not over, or a stay nobody ended; no hold that ran out."""
    return (
        (Occupancy.ends.is_(None))
        | (Occupancy.ends > TODAY)
        | ((Occupancy.kind == OccupancyKind.STAY) & Occupancy.left_on.is_(None))
    ) & ((Occupancy.kind != OccupancyKind.HOLD) | (Occupancy.expires_at > NOW))


_PLACES = select(Place).where(Place.tenant_id == US).order_by(Place.number)
_FILLINGS = select(Occupancy).where(
    Occupancy.tenant_id == US, Occupancy.released_at.is_(None), _live()
)
_OF_GROUP = _PLACES.where(Place.group_id == ID), _FILLINGS.where(Occupancy.group_id == ID)


def _slot(place: Place) -> Slot:
    return Slot(place.number, place.retired_on, place.extra_from, place.authorised_by)


def _house(places: Sequence[Place], occupancies: Iterable[Occupancy]) -> House:
    slots: dict[UUID, list[Slot]] = {}
    for place in places:
        slots.setdefault(place.group_id, []).append(_slot(place))
    numbers = {place.id: place.number for place in places}
    fillings: dict[UUID, list[Filling]] = {}
    for each in occupancies:
        lasting = each.kind == OccupancyKind.STAY and each.left_on is None
        filling = Filling(
            numbers[each.place_id], OccupancyKind(each.kind), each.starts, each.ends, lasting
        )
        fillings.setdefault(each.group_id, []).append(filling)
    return House(slots, fillings)


def free_today(scope: Scope, group_id: UUID) -> int:
    """How many places of an own group are free today."""
    today = clock.today()
    return counts(house(scope, group_id).strip(group_id, today)).free
