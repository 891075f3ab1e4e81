"""Seats of a cohort: numbered, each given to one at a time, because the database says so."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from network.programmes.kinds import SeatUse
from network.programmes.models import Cohort, Seat, SeatClaim
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

MOST_SEATS = 200
UNIQUE_VIOLATION = "23505"
NO_SEAT = N_("No seat is free any more. Put the ask on the waiting list instead.")


class NoFreeSeat(Conflict):
    """Every seat of the cohort is taken, reserved or held."""

    code = "no_free_seat"


class SeatsTaken(Conflict):
    """More seats would have to go than are free."""

    code = "seats_taken"


class SeatLapsed(Conflict):
    """The hold on the seat ran out before it was taken; it may be somebody else's by now."""

    code = "seat_lapsed"


def set_seats(scope: Scope, cohort: Cohort, wanted: int) -> None:
    """Bring the number of seats to `wanted`; those that were taken away come back first.

    Raises Invalid, SeatsTaken if more are taken than would be left.
    """
    if wanted > MOST_SEATS or wanted < 0:
        raise Invalid(N_("A cohort has between 1 and %(most)s seats."), "seats", most=MOST_SEATS)
    seats = _lock_seats(scope, cohort.id)
    standing = [each for each in seats if each.retired_at is None]
    if len(standing) < wanted:
        _grow(scope, cohort, seats, wanted - len(standing))
    elif len(standing) > wanted:
        _shrink(scope, cohort, standing, len(standing) - wanted)
    db.session.flush()


def _grow(scope: Scope, cohort: Cohort, seats: list[Seat], missing: int) -> None:
    retired = [each for each in seats if each.retired_at is not None][:missing]
    for each in retired:
        each.retired_at = None
    first = max((each.number for each in seats), default=0) + 1
    for number in range(first, first + missing - len(retired)):
        db.session.add(Seat(tenant_id=scope.tenant_id, cohort_id=cohort.id, number=number))


def _shrink(scope: Scope, cohort: Cohort, standing: list[Seat], surplus: int) -> None:
    close_expired(scope, cohort.id)
    taken = _taken(scope, cohort.id)
    spare = [each for each in reversed(standing) if each.id not in taken]
    if len(spare) < surplus:
        raise SeatsTaken(
            N_("Seats that are taken or promised: %(taken)s. End those enrolments first."),
            taken=len(taken),
            field="seats",
        )
    for each in spare[:surplus]:
        each.retired_at = clock.now()


def claim(
    scope: Scope,
    cohort_id: UUID,
    use: SeatUse,
    *,
    until: datetime | None = None,
    ask_id: UUID | None = None,
    asker_id: UUID | None = None,
) -> SeatClaim:
    """Give a free seat of an own cohort; `until` ends a hold. Raises NoFreeSeat."""
    close_expired(scope, cohort_id)
    for skip in (True, False):  # whoever looks at the last seat first may fail: then wait for them
        seat_id = _free_seat(scope, cohort_id, skip_locked=skip)
        if seat_id is None:
            continue
        wanted = SeatClaim(
            tenant_id=scope.tenant_id,
            cohort_id=cohort_id,
            seat_id=seat_id,
            kind=use.value,
            ask_id=ask_id,
            asker_id=asker_id,
            expires_at=until,
        )
        if _fill(wanted):
            return wanted
    raise NoFreeSeat(NO_SEAT)


def take(scope: Scope, ask_id: UUID) -> SeatClaim:
    """The asking side takes the seat held for its ask. Raises SeatLapsed."""
    held = _held(scope, ask_id)
    held.kind = SeatUse.RESERVATION.value
    held.expires_at = None
    db.session.flush()
    return held


def hold_longer(scope: Scope, ask_id: UUID, until: datetime) -> None:
    """The house keeps the seat for an ask until a later moment. Raises SeatLapsed."""
    held = _held(scope, ask_id)
    held.expires_at = until
    db.session.flush()


def _held(scope: Scope, ask_id: UUID) -> SeatClaim:
    held = of_ask(scope, ask_id)
    if held is None or held.expires_at is None or held.expires_at <= clock.now():
        raise SeatLapsed(N_("The hold on the seat has run out. Ask the house to offer it again."))
    return held


def give_back(scope: Scope, ask_id: UUID) -> None:
    """Free the seat that is held or reserved for an ask; nothing to do if none is."""
    held = of_ask(scope, ask_id)
    if held is not None and held.kind != SeatUse.ENROLMENT:
        release(held)


def release(claimed: SeatClaim) -> None:
    """The seat is free again from now on."""
    claimed.released_at = clock.now()
    db.session.flush()


def of_ask(scope: Scope, ask_id: UUID) -> SeatClaim | None:
    """The seat that is held, reserved or filled for an ask of either side, locked."""
    return db.session.scalar(
        select(SeatClaim)
        .where(
            (SeatClaim.asker_id == scope.tenant_id) | (SeatClaim.tenant_id == scope.tenant_id),
            SeatClaim.ask_id == ask_id,
            SeatClaim.released_at.is_(None),
        )
        .order_by(SeatClaim.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def close_expired(scope: Scope, cohort_id: UUID) -> None:
    """Give back the holds of an own cohort that have run out. Reading never needs this."""
    db.session.execute(
        update(SeatClaim)
        .where(
            SeatClaim.tenant_id == scope.tenant_id,
            SeatClaim.cohort_id == cohort_id,
            SeatClaim.released_at.is_(None),
            SeatClaim.expires_at <= clock.now(),
        )
        .values(released_at=SeatClaim.expires_at)
        .execution_options(synchronize_session="fetch")
    )


def _lock_seats(scope: Scope, cohort_id: UUID) -> list[Seat]:
    found = select(Seat).where(Seat.tenant_id == scope.tenant_id, Seat.cohort_id == cohort_id)
    return list(db.session.scalars(found.order_by(Seat.number).with_for_update()))


def _taken(scope: Scope, cohort_id: UUID) -> set[UUID]:
    return set(
        db.session.scalars(
            select(SeatClaim.seat_id).where(
                SeatClaim.tenant_id == scope.tenant_id,
                SeatClaim.cohort_id == cohort_id,
                SeatClaim.released_at.is_(None),
            )
        )
    )


def _free_seat(scope: Scope, cohort_id: UUID, *, skip_locked: bool) -> UUID | None:
    claimed = select(SeatClaim.id).where(
        SeatClaim.tenant_id == Seat.tenant_id,
        SeatClaim.seat_id == Seat.id,
        SeatClaim.released_at.is_(None),
    )
    return db.session.scalar(
        select(Seat.id)
        .where(
            Seat.tenant_id == scope.tenant_id,
            Seat.cohort_id == cohort_id,
            Seat.retired_at.is_(None),
            ~claimed.exists(),
        )
        .order_by(Seat.number)
        .limit(1)
        .with_for_update(of=Seat, skip_locked=skip_locked)
    )


def _fill(wanted: SeatClaim) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(wanted)
            db.session.flush()
    except IntegrityError as lost:
        # Between our look and our lock somebody took it.
        if getattr(lost.orig, "sqlstate", "") == UNIQUE_VIOLATION:
            return False
        raise
    return True
