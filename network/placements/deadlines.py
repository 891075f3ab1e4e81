"""What is due during a stay, for the home and for the centre that asked. The caller's transaction.

A clock never crosses the border here but for the arrival: each side keeps its own, and `follow`
has the other side's brought in line by a job of its own.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks import queries as due
from network.clocks.kinds import LIMITS, ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.placements import outcomes
from network.placements.lifecycle import PlacementState
from network.placements.models import LegalState, Placement
from network.placements.queries import LIVE
from network.placements.reasons import LegalKind
from network.queue import defer
from network.requests.models import Ask
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

FOLLOW = "follow_legal_state"
A_DAY = timedelta(days=1)
TO_TELL_OF_NON_ARRIVAL = 3 * A_DAY  # as in the rules of 2000 for correctional homes (analogue)


def of_stay(placement: Placement) -> Subject:
    return Subject(SubjectKind.PLACEMENT, placement.id, placement.number)


def expect(scope: Scope, placement: Placement) -> None:
    """The centre sets the home its time: the arrival, or that nobody came, is told within three
    days of the day agreed on."""
    if placement.expected_on is not None:
        last = placement.expected_on + TO_TELL_OF_NON_ARRIVAL
        clocks.start(
            scope,
            ClockKind.ARRIVAL,
            of_stay(placement),
            whose=placement.tenant_id,
            due_at=clock.begins(last + A_DAY),
        )


def begin(scope: Scope, placement: Placement) -> None:
    """Somebody lives here from now on: a plan within thirty days, the planned end, and how it goes
    after a while, which the centre that asked is asked, too."""
    clocks.start(scope, ClockKind.PLAN, of_stay(placement))
    end(scope, placement, placement.planned_end)
    ask_how_it_goes(scope, placement)
    follow_other(scope, placement)


def ask_how_it_goes(scope: Scope, placement: Placement) -> None:
    """The scope's side is to tell how it goes on the next day set for that, if there is one; not
    on a day that it told of already, or that its head let go."""
    subject = of_side(scope, placement)
    if subject is None:
        return
    settled = outcomes.told_by(scope, placement) | _let_go(scope, placement, subject)
    day = outcomes.next_day(placement, settled, clock.today())
    if day is not None:
        clocks.start(scope, ClockKind.OUTCOME, subject, due_at=clock.begins(day))


def _let_go(scope: Scope, placement: Placement, subject: Subject) -> set[int]:
    """After how many days the scope's side need not tell any more."""
    arrived, known = placement.arrived_on, due.of_subjects(scope, [subject.id])[subject.id]
    excused = {
        one.clock.due_at
        for one in known
        if one.clock.kind == ClockKind.OUTCOME and one.state is due.ClockState.EXCUSED
    }
    return {n for n in outcomes.AFTER if arrived and clock.begins(arrived + n * A_DAY) in excused}


def end(scope: Scope, placement: Placement, on: date | None) -> None:
    """Somebody has to leave, or be allowed to stay, by that day; None: no day is set."""
    clocks.reach(
        scope, ClockKind.OVERSTAY, of_stay(placement), None if on is None else clock.begins(on)
    )


def over(scope: Scope, placement: Placement) -> None:
    """The stay has ended: what was due at its end is met, and nothing else is due any more."""
    for kind in (ClockKind.OVERSTAY, ClockKind.ABSENCE):
        clocks.meet(scope, kind, placement.id)
    clocks.stop(scope, placement.id)
    follow_both(scope, placement)


def follow_both(scope: Scope, placement: Placement) -> None:
    """The end of what the stay rests on is due for both sides; the other follows by a job."""
    follow(scope, placement)
    follow_other(scope, placement)


def follow_other(scope: Scope, placement: Placement) -> None:
    """Have the other side's own clocks brought in line, by a job of its own."""
    other = placement.asker_id if scope.tenant_id == placement.tenant_id else placement.tenant_id
    if other is not None and other != scope.tenant_id:
        defer(FOLLOW, tenant_id=other, placement_id=placement.id)


def follow(scope: Scope, placement: Placement) -> None:
    """Bring the scope's own clocks in line with what holds; done twice it changes nothing."""
    newest = legal_state(placement)
    ends = newest.ends if newest is not None and placement.state in LIVE else None
    subject = of_side(scope, placement)
    if subject is None:
        return
    clocks.reach(
        scope, ClockKind.MEASURE_END, subject, None if ends is None else clock.begins(ends)
    )
    if placement.state == PlacementState.RESIDENT:
        ask_how_it_goes(scope, placement)
    else:
        clocks.stop(scope, subject.id, ClockKind.OUTCOME)


def of_side(scope: Scope, placement: Placement) -> Subject | None:
    """What the scope's side keeps its clocks on: the home on the stay, the centre on its request,
    for which somebody of its own answers."""
    if scope.tenant_id == placement.tenant_id:
        return of_stay(placement)
    found: UUID | None = db.session.scalar(
        select(Ask.request_id).where(Ask.tenant_id == scope.tenant_id, Ask.id == placement.ask_id)
    )
    return None if found is None else Subject(SubjectKind.REQUEST, found, placement.number)


def legal_state(placement: Placement) -> LegalState | None:
    """The newest: on what the stay rests by what was told last."""
    return db.session.scalar(
        select(LegalState)
        .where(LegalState.tenant_id == placement.tenant_id, LegalState.placement_id == placement.id)
        .order_by(LegalState.id.desc())
        .limit(1)
    )


def court(scope: Scope, placement: Placement, kind: LegalKind, removed_at: datetime | None) -> None:
    """What the court is owed after an emergency removal (DZ 167), and when that is settled."""
    subject = of_side(scope, placement)
    if subject is None:
        return
    if removed_at is not None:
        limit = LIMITS[ClockKind.COURT_FILE].wall or timedelta(0)
        clocks.start(scope, ClockKind.COURT_FILE, subject, due_at=removed_at + limit, urgent=True)
        return
    for court_clock in (ClockKind.COURT_FILE, ClockKind.COURT_DECIDE):
        if kind is LegalKind.ENDED:
            clocks.stop(scope, subject.id, court_clock)
        else:
            clocks.meet(scope, court_clock, subject.id)


def filed(scope: Scope, placement: Placement) -> None:
    """The court has the proposal: it decides within a day (DZ 167)."""
    subject = of_side(scope, placement)
    if subject is not None:
        clocks.meet(scope, ClockKind.COURT_FILE, subject.id)
        clocks.start(scope, ClockKind.COURT_DECIDE, subject, urgent=True)
