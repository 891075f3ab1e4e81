"""What must be true when somebody's first day in a cohort is recorded."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from network.programmes import enrolments, queries
from network.programmes.kinds import ProgrammeState
from network.programmes.models import Cohort
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

IN_USE = N_("This reference is in use in this cohort.")


class EnrolmentReferenceTaken(Conflict):
    """Two who take part in a cohort would be called the same."""

    code = "reference_taken"


def check_open(scope: Scope, cohort: Cohort, began_on: date) -> None:
    """Raises Conflict where nobody can join it any more or yet, Invalid for a day on which it was
    over."""
    programme = queries.own_programme(scope, cohort.programme_id)
    if programme.state in (ProgrammeState.DRAFT, ProgrammeState.CLOSED):
        raise Conflict(N_("Nobody takes part in a programme that is not in the catalogue."))
    if cohort.closed_at is not None:
        raise Conflict(N_("This cohort is closed."))
    if cohort.ends is not None and began_on >= cohort.ends:
        raise Invalid(N_("The cohort was over on that day."), "began_on")


def check_begin(began_on: date, planned_end: date | None) -> None:
    """Raises Invalid for a first day to come, or an end that is not after it."""
    if began_on > clock.today():
        raise Invalid(N_("A first day is recorded once it has come."), "began_on")
    if planned_end is not None and planned_end <= began_on:
        raise Invalid(N_("The planned end must be after the first day."), "planned_end")


def check_reference(scope: Scope, cohort_id: UUID, reference: str, but: UUID | None) -> None:
    """Raises Invalid where there is none, EnrolmentReferenceTaken where it is somebody else's."""
    if not reference.strip():
        raise Invalid(
            N_("Give the enrolment a short reference of your own, never a name."), "reference"
        )
    if enrolments.reference_used(scope, cohort_id, reference.strip(), but):
        raise EnrolmentReferenceTaken(IN_USE, field="reference")


def keep_reference() -> None:
    """Two may give the same reference in one moment: then the index has the last word."""
    try:
        db.session.flush()
    except IntegrityError as taken:
        if "uq_enrolments_reference" in str(taken.orig):
            raise EnrolmentReferenceTaken(IN_USE, field="reference") from taken
        raise
