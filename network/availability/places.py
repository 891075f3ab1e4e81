"""How many places a group has: numbered slots, added at the end and retired from the end."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from network.availability.claims import close_expired_holds, stands
from network.availability.models import Group, Occupancy, Place
from network.availability.profile import OccupancyKind
from network.availability.redeal import room_without
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

MOST_PLACES = 60
A_DAY = timedelta(days=1)


class PlacesFilled(Conflict):
    """More places would have to go than are free."""

    code = "places_filled"


def capacities(scope: Scope) -> dict[UUID, int]:
    """How many places each group of the scope's tenant is for, without extra ones; only of groups
    that have any."""
    found = db.session.execute(
        select(Place.group_id, func.count())
        .where(
            Place.tenant_id == scope.tenant_id,
            Place.extra_from.is_(None),
            or_(Place.retired_on.is_(None), Place.retired_on > clock.today()),
        )
        .group_by(Place.group_id)
    )
    return {group_id: count for group_id, count in found}


def add_places(scope: Scope, group: Group, how_many: int) -> None:
    """Number the group's first places 1, 2, 3 ..."""
    _check(how_many)
    for number in range(1, how_many + 1):
        db.session.add(Place(tenant_id=scope.tenant_id, group_id=group.id, number=number))
    db.session.flush()


def set_capacity(scope: Scope, group: Group, wanted: int) -> None:
    """Bring the number of standing places to `wanted`; retired places come back first.

    Raises PlacesFilled if more places are filled, now or later, than would be left.
    """
    _check(wanted, least=0)
    places = db.session.scalars(
        select(Place)
        .where(Place.tenant_id == scope.tenant_id, Place.group_id == group.id)
        .order_by(Place.number)
        .with_for_update()
    ).all()
    standing = [place for place in places if place.retired_on is None]
    if len(standing) < wanted:
        _grow(scope, group, list(places), wanted - len(standing))
    elif len(standing) > wanted:
        _shrink(scope, group, standing, len(standing) - wanted)
    db.session.flush()


def _grow(scope: Scope, group: Group, places: list[Place], missing: int) -> None:
    usual = [place for place in places if place.extra_from is None]
    retired = [place for place in usual if place.retired_on is not None]
    for place in retired[:missing]:
        place.retired_on = None
    first = max((place.number for place in places), default=0) + 1
    for number in range(first, first + missing - len(retired[:missing])):
        db.session.add(Place(tenant_id=scope.tenant_id, group_id=group.id, number=number))


def _shrink(scope: Scope, group: Group, standing: list[Place], surplus: int) -> None:
    close_expired_holds(scope, group.id)
    spare = _spare(scope, group, standing)
    if len(spare) < surplus:
        raise PlacesFilled(
            N_("Places that are filled or promised: %(filled)s. End or move those stays first."),
            filled=len(standing) - len(spare),
            field="capacity",
        )
    for place in spare[:surplus]:
        place.retired_on = clock.today()


def _spare(scope: Scope, group: Group, standing: list[Place]) -> list[Place]:
    """Places that can go, the highest first: nothing fills them, and nobody needs them whose own
    place is outstayed."""
    filled = _filled(scope, group.id, clock.today())
    spare = [place for place in reversed(standing) if place.id not in filled]
    while spare and not room_without(scope.tenant_id, group.id, {place.id for place in spare}):
        spare.pop()
    return spare


def _filled(scope: Scope, group_id: UUID, today: date) -> set[UUID]:
    """Places that something fills today or later."""
    return set(
        db.session.scalars(
            select(Occupancy.place_id).where(
                Occupancy.tenant_id == scope.tenant_id,
                Occupancy.group_id == group_id,
                Occupancy.released_at.is_(None),
                or_(
                    Occupancy.ends.is_(None),
                    Occupancy.ends > today,
                    and_(Occupancy.kind == OccupancyKind.STAY, Occupancy.left_on.is_(None)),
                ),
            )
        )
    )


def check_number(scope: Scope, group_id: UUID, number: int) -> None:
    """Raise Invalid unless a place of the group that stands today has this number."""
    found = select(Place.id).where(
        Place.tenant_id == scope.tenant_id,
        Place.group_id == group_id,
        Place.number == number,
        stands(clock.today(), clock.today() + A_DAY),
    )
    if db.session.scalar(found) is None:
        raise Invalid(N_("This group has no place with that number."), "number")


def _check(places: int, least: int = 1) -> None:
    if not least <= places <= MOST_PLACES:
        raise Invalid(
            N_("A group has between %(least)s and %(most)s places."),
            "capacity",
            least=least,
            most=MOST_PLACES,
        )
