"""What every act on aftercare begins and ends with."""

from datetime import date
from uuid import UUID

from network.aftercare import queries
from network.aftercare.lifecycle import MOVES, AftercareMove, AftercareState, refusal
from network.aftercare.models import Aftercare, AftercareStep
from network.clocks.subjects import Subject, SubjectKind
from network.consent.kinds import Basis
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


class AftercarePast(Conflict):
    """Aftercare is past that step, or not there yet."""

    code = "wrong_state"


def of_aftercare(found: Aftercare) -> Subject:
    return Subject(SubjectKind.AFTERCARE, found.id, found.number)


def ours(scope: Scope, aftercare_id: UUID, made: AftercareMove, needs: Permission) -> Aftercare:
    """Aftercare of the own house, locked, from which the move is open. Raises NotFound,
    NotAllowed, AftercarePast."""
    found = queries.lock(scope, aftercare_id)
    require(scope, needs)
    if why := refusal(AftercareState(found.state), made):
        raise AftercarePast(why)
    return found


def record(
    scope: Scope,
    found: Aftercare,
    made: AftercareMove,
    reason: str = "",
    on_day: date | None = None,
) -> None:
    """The move is made and written down."""
    found.state = MOVES[made][1].value
    db.session.flush()
    write_down(scope, found, made.value, on_day, reason)


def write_down(
    scope: Scope, found: Aftercare, made: str, on_day: date | None = None, reason: str = ""
) -> None:
    """One change, for both sides to see; `reason` is a code."""
    db.session.add(
        AftercareStep(
            tenant_id=found.tenant_id,
            aftercare_id=found.id,
            asker_id=found.asker_id,
            move=made,
            on_day=on_day,
            reason=reason,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
        )
    )
    db.session.flush()
    enter(scope, found, made, told=found.asker_id)


def enter(scope: Scope, found: Aftercare, made: str, told: UUID | None = None) -> None:
    """What was done stands in the trail of the house; and in that of whom it was `told`. It rests
    on the agreement where there is one, else on the task of the house."""
    agreed = found.state in (AftercareState.AGREED, AftercareState.ENDED)
    basis = Basis.CONSENT if agreed else Basis.STATUTORY_TASK
    about = About("aftercare", found.id, found.number, told)
    trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, basis=basis, detail=made)


def check_past(day: date | None, field: str, left_on: date) -> None:
    """Raises Invalid for a day that is still to come, or on which the stay was not over."""
    if day is not None and day > clock.today():
        raise Invalid(N_("This day is still to come."), field)
    if day is not None and day < left_on:
        raise Invalid(N_("This day is before the departure."), field)
