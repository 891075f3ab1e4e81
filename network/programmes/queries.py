"""How a house looks at its own programmes, cohorts and seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from network.programmes.kinds import ProgrammeState
from network.programmes.models import Cohort, Programme, Seat, SeatClaim
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Filled:
    """How many seats a cohort has, and how many of them are taken, reserved or held now."""

    seats: int
    taken: int

    @property
    def free(self) -> int:
        return self.seats - self.taken


def own_programme(scope: Scope, programme_id: UUID, *, lock: bool = False) -> Programme:
    """A programme of the scope's own tenant. Raises NotFound for any other."""
    found = db.session.get(
        Programme, (scope.tenant_id, programme_id), with_for_update=lock, populate_existing=lock
    )
    if found is None:
        raise NotFound(N_("There is no such programme."))
    return found


def own_programmes(scope: Scope) -> Sequence[Programme]:
    """Those of the scope's own tenant that are not closed, by name."""
    return db.session.scalars(
        select(Programme)
        .where(Programme.tenant_id == scope.tenant_id, Programme.state != ProgrammeState.CLOSED)
        .order_by(Programme.name, Programme.id)
    ).all()


def own_cohort(scope: Scope, cohort_id: UUID, *, lock: bool = False) -> Cohort:
    """A cohort of an own programme. Raises NotFound for any other."""
    found = db.session.get(
        Cohort, (scope.tenant_id, cohort_id), with_for_update=lock, populate_existing=lock
    )
    if found is None:
        raise NotFound(N_("There is no such cohort."))
    return found


def cohorts_of(scope: Scope, programme_id: UUID) -> Sequence[Cohort]:
    """The cohorts of an own programme that are not closed, in the order in which they begin."""
    return db.session.scalars(
        select(Cohort)
        .where(
            Cohort.tenant_id == scope.tenant_id,
            Cohort.programme_id == programme_id,
            Cohort.closed_at.is_(None),
        )
        .order_by(Cohort.starts, Cohort.name)
    ).all()


def open_cohorts(scope: Scope) -> Sequence[tuple[Programme, Cohort]]:
    """Every own cohort that one may take part in today, with its programme, by name."""
    found = db.session.execute(
        select(Programme, Cohort)
        .join(
            Cohort,
            (Cohort.tenant_id == Programme.tenant_id) & (Cohort.programme_id == Programme.id),
        )
        .where(
            Programme.tenant_id == scope.tenant_id,
            Programme.state.in_((ProgrammeState.PUBLISHED, ProgrammeState.PAUSED)),
            Cohort.closed_at.is_(None),
            Cohort.starts <= clock.today(),
            Cohort.ends.is_(None) | (Cohort.ends > clock.today()),
        )
        .order_by(Programme.name, Cohort.starts, Cohort.name)
    )
    return [(programme, cohort) for programme, cohort in found]


def filled(scope: Scope, cohort_ids: Sequence[UUID]) -> dict[UUID, Filled]:
    """How full each of the own cohorts is now; a hold that has run out fills nothing."""
    live = (SeatClaim.released_at.is_(None)) & (
        SeatClaim.expires_at.is_(None) | (SeatClaim.expires_at > clock.now())
    )
    found = db.session.execute(
        select(Seat.cohort_id, func.count(Seat.id), func.count(SeatClaim.id))
        .outerjoin(
            SeatClaim,
            (SeatClaim.tenant_id == Seat.tenant_id) & (SeatClaim.seat_id == Seat.id) & live,
        )
        .where(
            Seat.tenant_id == scope.tenant_id,
            Seat.cohort_id.in_(cohort_ids),
            Seat.retired_at.is_(None),
        )
        .group_by(Seat.cohort_id)
    )
    counted = {cohort: Filled(seats, taken) for cohort, seats, taken in found}
    return {each: counted.get(each, Filled(0, 0)) for each in cohort_ids}
