"""Places on their way from a home to a young person: held, reserved, stayed on, given back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from network.availability.claims import EXCLUSION_VIOLATION, claim, lock_places, stands
from network.availability.models import Occupancy, Place
from network.availability.profile import OccupancyKind
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.scope import Scope


class HoldLapsed(Conflict):
    """The hold ran out before it was taken; the place may be somebody else's by now."""

    code = "hold_lapsed"


def hold(
    scope: Scope,
    group_id: UUID,
    *,
    ask_id: UUID,
    asker_id: UUID,
    starts: date,
    ends: date | None,
    until: datetime,
) -> Occupancy:
    """The home keeps a place of its own for one ask until a moment. Raises NoFreePlace."""
    return claim(
        scope,
        group_id,
        kind=OccupancyKind.HOLD,
        starts=starts,
        ends=ends,
        expires_at=until,
        ask_id=ask_id,
        asker_id=asker_id,
    )


def reserve(scope: Scope, ask_id: UUID) -> Occupancy:
    """The asking side takes the place held for its ask. Raises HoldLapsed."""
    held = _of_ask(scope, ask_id)
    if held is None or held.expires_at is None or held.expires_at <= clock.now():
        raise HoldLapsed(N_("The hold on the place has run out. Ask the home to offer it again."))
    held.kind = OccupancyKind.RESERVATION.value
    held.expires_at = None
    db.session.flush()
    return held


def extend_hold(scope: Scope, ask_id: UUID, until: datetime) -> None:
    """The home keeps the place held for an ask until a later moment. Raises HoldLapsed."""
    held = _of_ask(scope, ask_id)
    if held is None or held.expires_at is None or held.expires_at <= clock.now():
        raise HoldLapsed(N_("The hold on the place has run out. Ask the home to offer it again."))
    held.expires_at = until
    db.session.flush()


def give_back(scope: Scope, ask_id: UUID) -> None:
    """Free whatever is held or reserved for an ask; nothing to do if nothing is."""
    held = _of_ask(scope, ask_id)
    if held is not None and held.kind in (OccupancyKind.HOLD, OccupancyKind.RESERVATION):
        held.released_at = clock.now()
        db.session.flush()


def begin_stay(scope: Scope, occupancy_id: UUID, starts: date, ends: date | None) -> Occupancy:
    """The reserved place becomes a stay from `starts` on.

    Takes another place of the group where the reserved one cannot be had on those days or is
    still filled by somebody who outstays. Raises NoFreePlace if there is none.
    """
    reserved = db.session.get_one(Occupancy, (scope.tenant_id, occupancy_id), with_for_update=True)
    lock_places(scope.tenant_id, reserved.group_id)
    if not _outstayed(scope, reserved) and _reshape(reserved, OccupancyKind.STAY, starts, ends):
        return reserved
    return _elsewhere(scope, reserved, starts, ends)


def replan_stay(scope: Scope, occupancy_id: UUID, ends: date | None) -> Occupancy:
    """A stay ends on another day than planned. Raises NoFreePlace if the group is full then."""
    stay = db.session.get_one(Occupancy, (scope.tenant_id, occupancy_id), with_for_update=True)
    lock_places(scope.tenant_id, stay.group_id)
    if _reshape(stay, OccupancyKind.STAY, stay.starts, ends):
        return stay
    return _elsewhere(scope, stay, stay.starts, ends)


def end_stay(scope: Scope, occupancy_id: UUID, left_on: date) -> None:
    """The place is free again from the day of leaving on.

    Whatever was to begin on it while somebody outstayed begins on that day instead.
    """
    stay = db.session.get_one(Occupancy, (scope.tenant_id, occupancy_id), with_for_update=True)
    db.session.execute(
        update(Occupancy)
        .where(
            Occupancy.tenant_id == scope.tenant_id,
            Occupancy.place_id == stay.place_id,
            Occupancy.id != stay.id,
            Occupancy.released_at.is_(None),
            Occupancy.starts >= stay.starts,
            Occupancy.starts < left_on,
        )
        .values(starts=func.least(Occupancy.ends, left_on))
        .execution_options(synchronize_session="fetch")
    )
    stay.left_on = left_on
    stay.ends = left_on
    db.session.flush()


def _of_ask(scope: Scope, ask_id: UUID) -> Occupancy | None:
    return db.session.scalar(
        select(Occupancy)
        .where(
            (Occupancy.asker_id == scope.tenant_id) | (Occupancy.tenant_id == scope.tenant_id),
            Occupancy.ask_id == ask_id,
            Occupancy.released_at.is_(None),
            Occupancy.left_on.is_(None),
        )
        .order_by(Occupancy.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _outstayed(scope: Scope, reserved: Occupancy) -> bool:
    found = select(Occupancy.id).where(
        Occupancy.tenant_id == scope.tenant_id,
        Occupancy.place_id == reserved.place_id,
        Occupancy.id != reserved.id,
        Occupancy.kind == OccupancyKind.STAY,
        Occupancy.released_at.is_(None),
        Occupancy.left_on.is_(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def _reshape(occupancy: Occupancy, kind: OccupancyKind, starts: date, ends: date | None) -> bool:
    if not _place_stands(occupancy, starts, ends):
        return False
    try:
        with db.session.begin_nested():
            occupancy.kind = kind.value
            occupancy.starts, occupancy.ends = starts, ends
            db.session.flush()
    except IntegrityError as taken:
        if getattr(taken.orig, "sqlstate", "") != EXCLUSION_VIOLATION:
            raise
        db.session.refresh(occupancy)
        return False
    return True


def _place_stands(occupancy: Occupancy, starts: date, ends: date | None) -> bool:
    """Whether its own place, which may be an extra one, is there on those days."""
    found = select(Place.id).where(
        Place.tenant_id == occupancy.tenant_id,
        Place.id == occupancy.place_id,
        stands(starts, ends),
    )
    return db.session.scalar(found) is not None


def _elsewhere(scope: Scope, before: Occupancy, starts: date, ends: date | None) -> Occupancy:
    before.released_at = clock.now()
    db.session.flush()
    return claim(
        scope,
        before.group_id,
        kind=OccupancyKind.STAY,
        starts=starts,
        ends=ends,
        ask_id=before.ask_id,
        asker_id=before.asker_id,
    )
