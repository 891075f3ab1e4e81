"""Over-occupancy: a place more than a group is for, dated, with a reason and a head behind it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from network.availability import queries
from network.availability.claims import close_expired_holds, lock_places
from network.availability.models import Occupancy, Place
from network.availability.places import PlacesFilled
from network.availability.profile import ExtraReason, OccupancyKind
from network.availability.redeal import room_without
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope


def authorise(
    scope: Scope,
    group_id: UUID,
    *,
    starts: date,
    ends: date,
    reason: ExtraReason,
    note: str = "",
) -> Place:
    """An extra place of an own group from `starts` up to, not including, `ends`.

    Raises NotFound, NotAllowed for everybody but a head, Invalid for days that are over or turned
    round and for an "other" without words.
    """
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.AUTHORISE_EXCEPTIONS)
    if starts < clock.today():
        raise Invalid(N_("An extra place begins today or later."), "starts")
    if ends <= starts:
        raise Invalid(N_("The extra place must end after the day on which it begins."), "ends")
    if reason is ExtraReason.OTHER and not note:
        raise Invalid(N_("Say in a few words what the reason is."), "note")
    lock_places(scope.tenant_id, group_id)
    place = Place(
        tenant_id=scope.tenant_id,
        group_id=group_id,
        number=_next_number(scope, group_id),
        extra_from=starts,
        retired_on=ends,
        extra_reason=reason.value,
        extra_note=note,
        authorised_by=scope.member_name or scope.tenant_name,
        authorised_by_id=scope.member_id,
    )
    db.session.add(place)
    group.changed_at = clock.now()
    db.session.flush()
    return place


def change_end(scope: Scope, group_id: UUID, place_id: UUID, *, ends: date, note: str) -> Place:
    """An extra place goes sooner, or stays longer, than was authorised; a note says why.

    Raises NotFound, NotAllowed, Invalid for a day before today or before it begins, PlacesFilled
    where somebody lives on it or was promised it from that day on.
    """
    group = queries.own_group(scope, group_id, lock=True)
    place = extra_place(scope, group_id, place_id)
    require(scope, Permission.AUTHORISE_EXCEPTIONS)
    if ends < clock.today():
        raise Invalid(N_("The day on which the place goes is today or later."), "ends")
    lock_places(scope.tenant_id, group_id)
    close_expired_holds(scope, group_id)
    _refuse_if_needed(scope, place, ends)
    place.retired_on = max(ends, place.extra_from or ends)
    place.end_note = note
    place.authorised_by = scope.member_name or scope.tenant_name
    place.authorised_by_id = scope.member_id
    group.changed_at = clock.now()
    db.session.flush()
    return place


def extra_place(scope: Scope, group_id: UUID, place_id: UUID) -> Place:
    """One extra place of an own group. Raises NotFound for any other."""
    place = db.session.get(Place, (scope.tenant_id, place_id))
    if place is None or place.group_id != group_id or place.extra_from is None:
        raise NotFound(N_("There is no such extra place."))
    return place


def extra_places(scope: Scope, group_id: UUID) -> Sequence[Place]:
    """The extra places of a group that stand or are still to come, the first to begin first."""
    return db.session.scalars(
        select(Place)
        .where(
            Place.tenant_id == scope.tenant_id,
            Place.group_id == group_id,
            Place.extra_from.is_not(None),
            Place.retired_on > clock.today(),
            Place.retired_on > Place.extra_from,
        )
        .order_by(Place.extra_from, Place.number)
    ).all()


def end_all(scope: Scope, group_id: UUID) -> None:
    """No extra place of the group any more. Raises PlacesFilled where somebody needs one."""
    for place in extra_places(scope, group_id):
        _refuse_if_needed(scope, place, clock.today())
        place.retired_on = max(clock.today(), place.extra_from or clock.today())
    db.session.flush()


def _next_number(scope: Scope, group_id: UUID) -> int:
    highest = select(func.max(Place.number)).where(
        Place.tenant_id == scope.tenant_id, Place.group_id == group_id
    )
    return (db.session.scalar(highest) or 0) + 1


def _refuse_if_needed(scope: Scope, place: Place, ends: date) -> None:
    gone = {place.id}
    sooner = place.retired_on is not None and ends < place.retired_on
    if sooner and (
        _needs(scope, place, ends) or not room_without(scope.tenant_id, place.group_id, gone)
    ):
        raise PlacesFilled(
            N_("Somebody lives on this place or was promised it. End or move that stay first."),
            field="ends",
        )


def _needs(scope: Scope, place: Place, after: date) -> bool:
    """Whether something fills the place on the day or later."""
    found = select(Occupancy.id).where(
        Occupancy.tenant_id == scope.tenant_id,
        Occupancy.place_id == place.id,
        Occupancy.released_at.is_(None),
        or_(
            Occupancy.ends.is_(None),
            Occupancy.ends > after,
            and_(Occupancy.kind == OccupancyKind.STAY, Occupancy.left_on.is_(None)),
        ),
    )
    return db.session.scalar(found.limit(1)) is not None
