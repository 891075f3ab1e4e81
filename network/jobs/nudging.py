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
from network.queue import defer
from network.requests.models import Ask
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
}
FIGURES = text("SELECT number FROM network_requests WHERE id = :id")


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
    people = answering.people_of(scope, SubjectKind(running.subject), running.subject_id)
    hearers: Sequence[UUID | None] = answering.doers(scope, people)
    kind = NoticeKind.DUE_NOW if running.due_at <= clock.now() else NoticeKind.DUE_SOON
    if step.hearer is Hearer.DEPUTY:
        hearers = (people.deputy,) if people.deputy else answering.leaders(scope)
        kind = NoticeKind.DEPUTY_NEEDED
    tell(
        scope,
        [member_id for member_id in hearers if member_id is not None],
        kind,
        number=running.number,
        path=PATHS[SubjectKind(running.subject)].format(running.subject_id),
        once=f"{running.kind} {running.id} {running.due_at:%Y%m%d%H%M} {running.steps_taken}",
        urgent=running.urgent,
    )


def _tell_coordination(scope: Scope, running: Clock) -> None:
    """The coordination hears which request stalls: its number, never what is in it."""
    request_id: UUID | None = running.subject_id
    if running.subject == SubjectKind.ASK:
        request_id = db.session.scalar(select(Ask.request_id).where(Ask.id == running.subject_id))
    for office in coordinators_of(scope) if request_id else ():
        defer(STALLED, tenant_id=office, request_id=str(request_id), clock_id=running.id)


@job(STALLED)
def stalled(tenant_id: str, request_id: str, clock_id: str) -> None:
    """Tell the coordinators of one office that something on a request was not done in time."""
    with keeping_house(tenant_id) as scope:
        number = db.session.scalar(FIGURES, {"id": UUID(request_id)})
        if number is not None:
            tell(
                scope,
                answering.with_role(scope, Role.COORDINATOR),
                NoticeKind.STALLED,
                number=number,
                path="/coordination",
                once=f"{STALLED} {clock_id}",
            )
