"""Those who go through a programme together: begun, changed, closed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from network.programmes import queries
from network.programmes.models import Cohort
from network.programmes.naming import keep_name
from network.programmes.queries import Filled
from network.programmes.seats import set_seats
from network.programmes.sessions.planning import cancel_what_is_over
from network.queue import defer
from network.requests.moves import SEAT_FREED
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

NAME_USED = N_("This programme has a cohort of this name already.")


class CohortNameTaken(Conflict):
    """Two cohorts of a programme would be called the same."""

    code = "name_taken"


def add(
    scope: Scope,
    programme_id: UUID,
    *,
    name: str,
    starts: date,
    seats: int,
    ends: date | None = None,
    enrol_until: date | None = None,
) -> Cohort:
    """A cohort of an own programme with numbered seats; without `ends` it is always open.

    Raises NotFound, NotAllowed, Invalid, CohortNameTaken.
    """
    queries.own_programme(scope, programme_id, lock=True)
    require(scope, Permission.MANAGE_PROGRAMMES)
    _check_name(scope, programme_id, name, None)
    cohort = Cohort(tenant_id=scope.tenant_id, programme_id=programme_id, name=name.strip())
    _set_days(cohort, starts, ends, enrol_until)
    db.session.add(cohort)
    _keep_name()
    if seats < 1:
        raise Invalid(N_("A cohort has at least one seat."), "seats")
    set_seats(scope, cohort, seats)
    _tell_the_list(scope, programme_id)
    return cohort


def change(
    scope: Scope,
    cohort_id: UUID,
    *,
    name: str,
    starts: date,
    seats: int,
    ends: date | None = None,
    enrol_until: date | None = None,
) -> Cohort:
    """Say it anew. Raises NotFound, NotAllowed, Invalid, CohortNameTaken, SeatsTaken."""
    cohort = _mine(scope, cohort_id)
    _check_name(scope, cohort.programme_id, name, cohort_id)
    cohort.name = name.strip()
    _set_days(cohort, starts, ends, enrol_until)
    _keep_name()
    set_seats(scope, cohort, seats)
    _tell_the_list(scope, cohort.programme_id)
    return cohort


def close(scope: Scope, cohort_id: UUID) -> Cohort:
    """Nobody joins it any more. Raises NotFound, NotAllowed, SeatsTaken while somebody is in it."""
    cohort = _mine(scope, cohort_id)
    _close(scope, cohort)
    return cohort


def close_all(scope: Scope, programme_id: UUID) -> None:
    """Close every cohort of an own programme. Raises SeatsTaken while anybody takes part."""
    for cohort in queries.cohorts_of(scope, programme_id):
        _close(scope, cohort)


def filled_of(scope: Scope, programme_id: UUID) -> Sequence[Filled]:
    """How full each open cohort of an own programme is."""
    found = [each.id for each in queries.cohorts_of(scope, programme_id)]
    return list(queries.filled(scope, found).values())


def _tell_the_list(scope: Scope, programme_id: UUID) -> None:
    """There may be a seat for whoever waits."""
    defer(SEAT_FREED, tenant_id=scope.tenant_id, programme_id=programme_id)


def _close(scope: Scope, cohort: Cohort) -> None:
    set_seats(scope, cohort, 0)
    cohort.closed_at = clock.now()
    db.session.flush()
    cancel_what_is_over(scope, cohort_id=cohort.id)


def _mine(scope: Scope, cohort_id: UUID) -> Cohort:
    cohort = queries.own_cohort(scope, cohort_id, lock=True)
    require(scope, Permission.MANAGE_PROGRAMMES)
    if cohort.closed_at is not None:
        raise Conflict(N_("This cohort is closed."))
    return cohort


def _set_days(cohort: Cohort, starts: date, ends: date | None, enrol_until: date | None) -> None:
    if ends is not None and ends <= starts:
        raise Invalid(N_("The cohort must end after the day on which it starts."), "ends")
    if enrol_until is not None and ends is not None and enrol_until >= ends:
        raise Invalid(N_("One joins before the cohort ends."), "enrol_until")
    cohort.starts, cohort.ends, cohort.enrol_until = starts, ends, enrol_until


def _check_name(scope: Scope, programme_id: UUID, name: str, cohort_id: UUID | None) -> None:
    if not name.strip():
        raise Invalid(N_("Give the cohort a name, such as autumn 2026."), "name")
    taken = db.session.scalar(
        select(Cohort.id).where(
            Cohort.tenant_id == scope.tenant_id,
            Cohort.programme_id == programme_id,
            func.lower(Cohort.name) == name.strip().lower(),
        )
    )
    if taken is not None and taken != cohort_id:
        raise CohortNameTaken(NAME_USED, field="name")


def _keep_name() -> None:
    constraint = "uq_cohorts_tenant_id_programme_id_name"
    keep_name(constraint, CohortNameTaken(NAME_USED, field="name"))
