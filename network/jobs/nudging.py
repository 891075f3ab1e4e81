"""The ladder of a clock: its doer is told, then the deputy, then the coordination."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text

from network.clocks.actions import NUDGE, call_next
from network.clocks.kinds import ClockKind, Hearer, Step, ladder
from network.clocks.models import Clock
from network.clocks.queries import ended, step_at
from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.placements.models import Placement
from network.queue import defer
from network.requests.models import Ask
from network.requests.profile import Urgency
from tenants import clock
from tenants.caretaking import coordinators_of
from tenants.database import db
from tenants.scope import Role, Scope

STALLED = "stalled"
PATHS = {
    SubjectKind.REQUEST: "/requests/{}",
    SubjectKind.ASK: "/asks/{}",
    SubjectKind.PLACEMENT: "/placements/{}",
    SubjectKind.GROUP: "/groups/{}",
    SubjectKind.FILE: "/files/{}",
    SubjectKind.LEGAL_BASIS: "/bases/{}",
    SubjectKind.EMERGENCY: "/emergencies/reviews/{}",
    SubjectKind.VOICE: "/voices/{}",
    SubjectKind.RIGHTS_REQUEST: "/rights/{}",
    SubjectKind.BREACH: "/breaches/{}",
    SubjectKind.ENROLMENT: "/enrolments/{}",
    SubjectKind.AFTERCARE: "/aftercare/{}",
}
REVIEWS = "/coordination/reviews"
FIGURES = text("SELECT number, urgency FROM network_requests WHERE id = :id")


@job(NUDGE)
def nudge(tenant_id: str, clock_id: str) -> None:
    """See to the steps of the clock's ladder whose time has come. Done twice it tells nobody
    again: how many steps were taken stands on the clock, and every telling names its occasion."""
    with keeping_house(tenant_id) as scope:
        running = db.session.scalar(
            select(Clock)
            .where(Clock.tenant_id == scope.tenant_id, Clock.id == UUID(clock_id))
            .with_for_update()
        )
        if running is None or ended(running) or running.paused_at is not None:
            return
        for step in _due_steps(running):
            _take(scope, running, step)
        db.session.flush()
        call_next(running)


def _due_steps(running: Clock) -> Sequence[Step]:
    steps = ladder(ClockKind(running.kind), running.urgent)[running.steps_taken :]
    return [step for step in steps if step_at(running, step) <= clock.now()]


def _take(scope: Scope, running: Clock, step: Step) -> None:
    running.steps_taken += 1
    if step.hearer is Hearer.COORDINATOR:
        _tell_coordination(scope, running)
        return
    kind, hearers = _hearers(scope, running, step)
    tell(
        scope,
        hearers,
        kind,
        number=running.number,
        path=_path(running),
        once=f"{running.kind} {running.id} {running.due_at:%Y%m%d%H%M} {running.steps_taken}",
        urgent=running.urgent,
    )


def _hearers(scope: Scope, running: Clock, step: Step) -> tuple[NoticeKind, Sequence[UUID]]:
    """Who is told, and as what. A review is any coordinator's, whoever sent the ask."""
    soon_or_now = NoticeKind.DUE_NOW if running.due_at <= clock.now() else NoticeKind.DUE_SOON
    if running.kind == ClockKind.DECLINE_REVIEW:
        return soon_or_now, answering.with_role(scope, Role.COORDINATOR)
    people = answering.people_of(scope, SubjectKind(running.subject), running.subject_id)
    if step.hearer is Hearer.DEPUTY:
        standing_in = (people.deputy,) if people.deputy else answering.leaders(scope)
        return NoticeKind.DEPUTY_NEEDED, standing_in
    return soon_or_now, answering.doers(scope, people)


def _path(running: Clock) -> str:
    if running.kind == ClockKind.DECLINE_REVIEW:
        return REVIEWS
    return PATHS[SubjectKind(running.subject)].format(running.subject_id)


def _tell_coordination(scope: Scope, running: Clock) -> None:
    """The coordination hears which request stalls: its number, never what is in it."""
    request_id = _request_of(running)
    for office in coordinators_of(scope) if request_id else ():
        defer(STALLED, tenant_id=office, request_id=str(request_id), clock_id=running.id)


def _request_of(running: Clock) -> UUID | None:
    """The request behind what is due; a stay that nobody asked for has none, nor has a group."""
    if running.subject == SubjectKind.REQUEST:
        return running.subject_id
    asked = select(Ask.request_id)
    if running.subject == SubjectKind.ASK:
        return db.session.scalar(asked.where(Ask.id == running.subject_id))
    of_stay = Placement.id == running.subject_id
    return db.session.scalar(asked.join(Placement, Placement.ask_id == Ask.id).where(of_stay))


@job(STALLED)
def stalled(tenant_id: str, request_id: str, clock_id: str) -> None:
    """Tell the coordinators of one office that something on a request was not done in time."""
    with keeping_house(tenant_id) as scope:
        found = db.session.execute(FIGURES, {"id": UUID(request_id)}).first()
        if found is not None:
            tell(
                scope,
                answering.with_role(scope, Role.COORDINATOR),
                NoticeKind.STALLED,
                number=found.number,
                path="/coordination",
                once=f"{STALLED} {clock_id}",
                urgent=found.urgency == Urgency.CRISIS,
            )
