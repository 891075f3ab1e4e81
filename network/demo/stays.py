"""What happens while somebody lives in a home of the demo: plans, measures, leave and absences."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from network.demo.diary import at_local, played_by, tried_by
from network.demo.houses import Resident, World
from network.placements import actions as placements
from network.placements import outcomes, queries
from network.placements.reasons import (
    AbsenceKind,
    ExtensionReason,
    Going,
    Lacking,
    LegalKind,
    MoveReason,
    ReportedTo,
)
from tenants import clock
from tenants.clock import local_day
from tenants.errors import Conflict, Invalid
from tenants.scope import Role, Scope, TenantKind

A_DAY = timedelta(days=1)
A_YEAR = 365  # days
Act = Callable[[Scope, Resident, datetime], object]
IN_TIME = 0.9  # of the plans; the rest is overdue
MEASURED, HINTED = 0.5, 0.3  # of those who live there
TELLING = 0.8  # of those who are asked how it goes
GOINGS = ((Going.AS_HOPED, 0.6), (Going.PARTLY, 0.9), (Going.NOT_AS_HOPED, 1.0))
VOLUNTARY, CRIMINAL = 0.2, 0.3  # of the measures up to these; the others are lasting ones
LEAVES_AT_END = 9  # who of the whole network is at home for the weekend


def look_after(world: World, resident: Resident, moment: datetime) -> None:
    """Write into the calendar what will be done for somebody who lives here from now on.

    With dice of its own, so that who comes and goes is not changed by it; they fall the same way
    whenever the history begins.
    """
    day = (resident.since - local_day(world.starts)).days
    rng = Random(f"{resident.group.plan.name} {day} {len(resident.group.residents)}")
    here_before = resident.since < local_day(moment)
    if rng.random() < IN_TIME:
        _plan(world, resident, moment + A_DAY * (1 if here_before else rng.randint(16, 28)), _made)
    if rng.random() < MEASURED:
        _plan(world, resident, moment + timedelta(hours=2), partial(_measure, rng.random()))
    if rng.random() < HINTED:
        _plan(world, resident, moment + timedelta(hours=3), partial(_hint, rng.randint(20, 900)))
    if not here_before:
        _ask_how_it_goes(world, resident, moment, rng)


def _ask_how_it_goes(world: World, resident: Resident, moment: datetime, rng: Random) -> None:
    """Both sides tell after a month and after three, most of the time."""
    for after in outcomes.AFTER:
        for act in (_goes, _went):
            dice, late, lacking = rng.random(), rng.randint(-3, 4), rng.choice(list(Lacking))
            if rng.random() < TELLING:
                told = partial(act, dice, lacking)
                _plan(world, resident, moment + (after + late) * A_DAY, told)


def plan(world: World) -> None:
    """The last days: some are on leave, one ran away, one is in hospital, one has moved."""
    world.diary.at(world.until - timedelta(hours=20), partial(_last_evening, world))


def _last_evening(world: World, moment: datetime) -> None:
    rng = Random("last evening")
    living = [one for group in world.groups for one in group.residents]
    chosen = rng.sample(living, min(len(living), LEAVES_AT_END + 4))
    acts: list[Act] = [_runs_away, _to_hospital, _extended, _moved]
    for resident in chosen:
        act = acts.pop() if acts else _weekend
        _done(world, resident, act, moment)


def _plan(world: World, resident: Resident, moment: datetime, act: Act) -> None:
    noon = at_local(moment, 12, 5)
    world.diary.at(max(noon, moment), lambda then: _done(world, resident, act, then))


def _done(world: World, resident: Resident, act: Act, moment: datetime) -> None:
    """By a counsellor of the house; what does not fit (somebody has left) leaves no trace."""
    if resident not in resident.group.residents:
        return
    who = resident.group.house.answerers()[0]
    if act in (_extended, _moved):
        who = next(
            (one for one in resident.group.house.people if one.has(Role.HEAD)),
            who,
        )
    try:
        if isinstance(act, partial) and act.func in (_measure, _went):
            who = _teller(world, resident, who, moment)
        with tried_by(who, moment) as scope:
            act(scope, resident, moment)
    except (Conflict, Invalid):
        return


def _teller(world: World, resident: Resident, home: Scope, moment: datetime) -> Scope:
    """Who tells on what the stay rests: somebody of the centre that asked, else of the home."""
    with played_by(home, moment) as scope:
        asker_id = queries.get(scope, resident.placement_id).asker_id
    writers = (one.writers()[0] for one in world.centres if one.people[0].tenant_id == asker_id)
    return next(writers, home)


def _made(scope: Scope, resident: Resident, _: datetime) -> object:
    return placements.plan_done(scope, resident.placement_id)


def _measure(dice: float, scope: Scope, resident: Resident, _: datetime) -> object:
    kind = LegalKind.LASTING_MEASURE
    ends: date | None = resident.since + round((1 + dice) * A_YEAR) * A_DAY
    if dice < VOLUNTARY:
        kind, ends = LegalKind.VOLUNTARY, None
    elif dice < CRIMINAL:
        kind = LegalKind.CRIMINAL_MEASURE
    return placements.record_legal_state(
        scope, resident.placement_id, kind=kind, starts=resident.since, ends=ends
    )


def _goes(dice: float, lacking: Lacking, scope: Scope, resident: Resident, _: datetime) -> object:
    going = next(each for each, most in GOINGS if dice <= most)
    missed = [] if going is Going.AS_HOPED else [lacking]
    return placements.tell_outcome(scope, resident.placement_id, going=going, lacking=missed)


def _went(dice: float, lacking: Lacking, scope: Scope, resident: Resident, at: datetime) -> object:
    """The centre's word, where a centre asked."""
    if scope.kind is not TenantKind.CSD:
        return None
    return _goes(dice, lacking, scope, resident, at)


def _hint(days: int, scope: Scope, resident: Resident, moment: datetime) -> object:
    majority = local_day(moment) + days * A_DAY
    school = date(local_day(moment).year + 1, 6, 24)
    return placements.expect_leaving(
        scope, resident.placement_id, majority_on=majority, school_until=school
    )


def _weekend(scope: Scope, resident: Resident, moment: datetime) -> object:
    return placements.grant_leave(
        scope,
        resident.placement_id,
        kind=AbsenceKind.WEEKEND_LEAVE,
        begins_at=moment,
        until_at=at_local(moment + 2 * A_DAY, 20),
    )


def _runs_away(scope: Scope, resident: Resident, moment: datetime) -> object:
    return placements.report_away(
        scope,
        resident.placement_id,
        kind=AbsenceKind.ABSCONDED,
        begins_at=moment - timedelta(hours=3),
        reported_to=[ReportedTo.POLICE, ReportedTo.CSD, ReportedTo.PARENTS],
    )


def _to_hospital(scope: Scope, resident: Resident, moment: datetime) -> object:
    return placements.report_away(
        scope,
        resident.placement_id,
        kind=AbsenceKind.HOSPITAL,
        begins_at=moment - A_DAY,
        reported_to=[ReportedTo.CSD],
    )


def _extended(scope: Scope, resident: Resident, _: datetime) -> object:
    later = max(resident.planned_end or clock.today(), clock.today()) + 120 * A_DAY
    reason = ExtensionReason.SCHOOL_YEAR
    return placements.extend(scope, resident.placement_id, planned_end=later, reason=reason)


def _moved(scope: Scope, resident: Resident, _: datetime) -> object:
    """To the first group of the house with a free place, if there is one."""
    for group in resident.group.house.groups:
        if group is not resident.group:
            moved = placements.move_group(
                scope,
                resident.placement_id,
                group_id=group.id,
                reason=MoveReason.MORE_INDEPENDENT,
            )
            resident.group.residents.remove(resident)
            resident.group = group
            group.residents.append(resident)
            return moved
    return None
