"""An enrolment rests, goes on, and comes to its end: complete, early, by the house or by the
family."""

from datetime import date
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.programmes import enrolments, following, queries
from network.programmes.enrolling import (
    await_end,
    move_ask,
    of_enrolment,
    ours,
    record,
    release_seat,
)
from network.programmes.lifecycle import NEED_REASON, EndReason, EnrolmentMove
from network.programmes.models import Enrolment
from network.programmes.sessions.planning import cancel_what_is_over
from network.requests.lifecycle import AskMove
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people


def pause(scope: Scope, enrolment_id: UUID, review_on: date) -> Enrolment:
    """It rests, the seat is kept, and somebody looks at it again on a day. Raises EnrolmentPast,
    Invalid for a day that is not to come, NotFound, NotAllowed."""
    enrolment = ours(scope, enrolment_id, EnrolmentMove.PAUSE)
    if review_on <= clock.today():
        raise Invalid(N_("This day must be after today."), "review_on")
    enrolment.review_on = review_on
    record(scope, enrolment, EnrolmentMove.PAUSE, on_day=review_on)
    clocks.stop(scope, enrolment.id, ClockKind.REVIEW)
    clocks.start(scope, ClockKind.REVIEW, of_enrolment(enrolment), due_at=clock.begins(review_on))
    return enrolment


def go_on(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """What rested goes on. Raises EnrolmentPast, NotFound, NotAllowed."""
    enrolment = ours(scope, enrolment_id, EnrolmentMove.GO_ON)
    enrolment.review_on = None
    record(scope, enrolment, EnrolmentMove.GO_ON, on_day=clock.today())
    clocks.meet(scope, ClockKind.REVIEW, enrolment.id)
    return enrolment


def plan_end(scope: Scope, enrolment_id: UUID, planned_end: date | None) -> Enrolment:
    """It is planned to end on another day, at the latest when its cohort is over; None leaves it
    open, where the cohort is. Raises EnrolmentPast, Invalid, NotFound, NotAllowed."""
    enrolment = ours(scope, enrolment_id, EnrolmentMove.PLAN_END)
    over = queries.own_cohort(scope, enrolment.cohort_id).ends
    if planned_end is not None and planned_end <= clock.today():
        raise Invalid(N_("This day must be after today."), "planned_end")
    if over is not None and (planned_end is None or planned_end > over):
        message = N_("The cohort is over on %(day)s: enter that day or an earlier one.")
        raise Invalid(message, "planned_end", day=f"{over:%-d. %-m. %Y}")
    enrolment.planned_end = planned_end
    record(scope, enrolment, EnrolmentMove.PLAN_END, on_day=planned_end)
    await_end(scope, enrolment)
    return enrolment


def end(
    scope: Scope,
    enrolment_id: UUID,
    made: EnrolmentMove,
    *,
    ended_on: date,
    reason: EndReason | None = None,
) -> Enrolment:
    """It is complete, or it ends early, by deselection or withdrawal, for a reason; the seat is
    free again. Raises EnrolmentPast, Invalid, NotFound, NotAllowed."""
    enrolment = ours(scope, enrolment_id, made)
    if made in NEED_REASON and reason is None:
        raise Invalid(N_("Say why it ended."), "reason")
    if ended_on > clock.today():
        raise Invalid(N_("An end is recorded once it has come."), "ended_on")
    if enrolment.began_on is not None and ended_on < enrolment.began_on:
        raise Invalid(N_("It cannot end before it began."), "ended_on")
    enrolment.ended_on, enrolment.review_on = ended_on, None
    why = reason.value if reason else ""
    record(scope, enrolment, made, why, ended_on)
    release_seat(scope, enrolment)
    cancel_what_is_over(scope, enrolment_id=enrolment.id)
    move_ask(scope, enrolment, AskMove.DEPART)
    clocks.meet(scope, ClockKind.ENROLMENT_END, enrolment.id)
    clocks.stop(scope, enrolment.id)
    following.begin(scope, enrolment)
    return enrolment


def complete(scope: Scope, enrolment_id: UUID, ended_on: date) -> Enrolment:
    """It went as far as it was meant to. Raises what `end` raises."""
    return end(scope, enrolment_id, EnrolmentMove.COMPLETE, ended_on=ended_on)


def end_early(scope: Scope, enrolment_id: UUID, ended_on: date, reason: EndReason) -> Enrolment:
    """It ends sooner than planned. Raises what `end` raises."""
    return end(scope, enrolment_id, EnrolmentMove.END_EARLY, ended_on=ended_on, reason=reason)


def deselect(scope: Scope, enrolment_id: UUID, ended_on: date, reason: EndReason) -> Enrolment:
    """The house ends it. Raises what `end` raises."""
    return end(scope, enrolment_id, EnrolmentMove.DESELECT, ended_on=ended_on, reason=reason)


def withdraw(scope: Scope, enrolment_id: UUID, ended_on: date, reason: EndReason) -> Enrolment:
    """The young person or the parents end it. Raises what `end` raises."""
    return end(scope, enrolment_id, EnrolmentMove.WITHDRAW, ended_on=ended_on, reason=reason)


def assign(
    scope: Scope, enrolment_id: UUID, *, responsible_id: UUID | None, deputy_id: UUID | None
) -> Enrolment:
    """Who answers for it in the house. Raises Invalid, NotFound, NotAllowed."""
    enrolment = enrolments.lock(scope, enrolment_id)
    if enrolment.tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    require(scope, Permission.RUN_PROGRAMMES)
    check_people(scope, responsible_id, deputy_id)
    enrolment.responsible_id, enrolment.deputy_id = responsible_id, deputy_id
    db.session.flush()
    return enrolment
