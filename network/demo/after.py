"""Those who left the homes of the demo: something is agreed on with most, and they are followed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from network.aftercare import agreeing, ending, evaluating, queries, touch
from network.aftercare.agreeing import Plan, Signed
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp, LivesWith, Occupied, PlacedAgain, due_on
from network.aftercare.lifecycle import AftercareDecline, AftercareEnd, Rhythm
from network.aftercare.ways import ContactWay
from network.demo.diary import at_local, played_by, tried_by
from network.demo.houses import Group, House, World
from network.placements import actions as placements
from network.placements.lifecycle import Destination
from tenants import clock
from tenants.clock import LOCAL, local_day
from tenants.errors import Conflict
from tenants.roles import Permission, may
from tenants.scope import Scope, TenantKind

Act = Callable[[Scope, UUID], object]
A_DAY, A_WEEK, A_MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
AGREED, DECLINED = 0.6, 0.85  # of those who left up to these; the others are still to be decided
REACHED = 0.8  # of the calls
WEEKS = 4  # of weekly contacts, before they become monthly
PLAN = Plan(
    "Pokličemo vsak teden in te enkrat na mesec obiščemo. Pomagamo pri prijavi v šolo.",
    "Javiš se na telefon ali pišeš nazaj. Hodiš na prakso in poveš, če ne gre.",
    "Pokličeš dežurno številko hiše, tudi ponoči. Lahko prideš na kosilo.",
)
WORDS = (
    "Na praksi ga pohvalijo; zjutraj težko vstane.",
    "Doma je bil prepir, zdaj je mirneje.",
    "Išče delo za poletje.",
    "Vse po starem, smeje se.",
    "Spet trenira, dvakrat na teden.",
)


W, B, P = LivesWith, Occupied, PlacedAgain
FARES = (
    Fares(
        True, W.FAMILY, B.SCHOOL, P.NO, 4, "Končal je prvi letnik. Pravi, da je doma zdaj bolje."
    ),
    Fares(True, W.FAMILY, B.SCHOOL_AND_WORK, P.NO, 5, "Ob koncih tedna dela v slaščičarni."),
    Fares(True, W.YOUTH_FLAT, B.WORK, P.NO, 4, "Sam plačuje najemnino, v nedeljo kuha za druge."),
    Fares(True, W.FAMILY, B.SEEKING, P.NO, 3, "Išče vajeniško mesto, doma je napeto."),
    Fares(True, W.OTHER_HOME, B.SCHOOL, P.YES, 3, "Od pomladi spet v zavodu, bliže mami."),
    Fares(False),
)


@dataclass(frozen=True, slots=True)
class Left:
    """How many days before the present somebody left, and which look-backs are told by now."""

    days: int
    told: tuple[FollowUp, ...] = ()

    @property
    def over(self) -> bool:
        return self.days > STILL_FOLLOWED


HALF, YEAR, TWO = FollowUp
STILL_FOLLOWED = 200  # days
STAYED = timedelta(days=100)
LEFT = (
    Left(158),
    Left(172, (HALF,)),
    Left(188, (HALF,)),
    *(Left(days, (HALF,)) for days in (205, 222, 245, 270, 285, 318)),
    Left(300),
    *(Left(days, (HALF, YEAR)) for days in (358, 372, 390, 410, 440, 480)),
    Left(505, (YEAR,)),
    *(Left(days, (HALF, YEAR)) for days in (540, 600, 660)),
    Left(715, (YEAR, TWO)),
)


def plan(world: World) -> None:
    """On the afternoon before, while nobody lives in the homes yet, they record who left in the two
    years before; then what became of them."""
    for at, home in enumerate(_institutions(world)):
        early = world.starts - timedelta(hours=15) + at * timedelta(minutes=25)
        for one, left in enumerate(reversed(LEFT)):  # a place is taken for good by who enters
            act = partial(_left_before, world, home, left, (at + one) % len(LEFT))
            world.diary.at(early + one * timedelta(minutes=1), act)


def _institutions(world: World) -> Iterator[House]:
    return (one for one in world.homes if one.people[0].kind is TenantKind.INSTITUTION)


def _left_before(world: World, home: House, left: Left, dice: int, moment: datetime) -> None:
    """Somebody who left before the house had Pristan: entered and gone, agreed on late."""
    left_on = min(local_day(world.until) - left.days * A_DAY, local_day(world.starts) - A_DAY)
    counsellor = home.answerers()[0]
    first = dice % len(home.groups)
    for group in (*home.groups[first:], *home.groups[:first]):
        try:
            with tried_by(counsellor, moment) as scope:
                placement_id = placements.enter(
                    scope, group.id, reference=home.reference(), arrived_on=left_on - STAYED
                ).id
                _gone(scope, placement_id, left_on)
        except Conflict:
            continue
        _is_followed(world, group, placement_id, (left, left_on, dice))
        return


def _is_followed(
    world: World, group: Group, placement_id: UUID, who: tuple[Left, date, int]
) -> None:
    left, left_on, dice = who
    home, soon = group.house, world.starts + (1 + dice % 4) * A_DAY
    if not left.over:
        follow(world, group, placement_id, world.starts, dice=0.0)
    elif dice % 4 == 0:
        reason = list(AftercareDecline)[dice % len(AftercareDecline)]
        _plan(world, home, placement_id, soon, partial(_declines, reason))
    else:
        _plan(world, home, placement_id, soon, _agrees)
        _plan(world, home, placement_id, soon + (7 + dice) * A_DAY, _ends)
    for at, stage in enumerate(left.told):
        fares = FARES[(dice + at) % len(FARES)]
        due = max(due_on(left_on, stage), local_day(world.starts)) + (2 + dice + at) * A_DAY
        then = min(datetime.combine(due, time(14), LOCAL), world.until - 2 * A_DAY)
        _plan(world, home, placement_id, then, partial(_looks_back, stage, fares))


def _gone(scope: Scope, placement_id: UUID, left_on: date) -> None:
    placements.depart(scope, placement_id, left_on=left_on, destination=Destination.HOME)


def follow(
    world: World, group: Group, placement_id: UUID, moment: datetime, dice: float | None = None
) -> None:
    """Write into the calendar what comes after a departure. With dice of its own, so that who comes
    and goes is not changed by it."""
    if group.house.people[0].kind is not TenantKind.INSTITUTION:
        return
    day = (local_day(moment) - local_day(world.starts)).days
    rng = Random(f"after {group.plan.name} {day} {len(group.residents)}")
    chosen = rng.random() if dice is None else dice
    decided = moment + rng.randint(2, 9) * A_DAY
    home = group.house
    if chosen < AGREED:
        _plan(world, home, placement_id, decided, _agrees)
        for number in range(1, WEEKS + 1):
            said = partial(_calls, rng.choice(WORDS), rng.random())
            _plan(world, home, placement_id, decided + number * A_WEEK, said)
        slower = decided + (WEEKS * A_WEEK + A_DAY)
        _plan(world, home, placement_id, slower, _slows)
        for number in range(1, WEEKS):
            visit = partial(_visits, rng.choice(WORDS))
            _plan(world, home, placement_id, slower + number * A_MONTH, visit)
    elif chosen < DECLINED:
        reason = rng.choice(list(AftercareDecline))
        _plan(world, home, placement_id, decided, partial(_declines, reason))


def _plan(world: World, home: House, placement_id: UUID, moment: datetime, act: Act) -> None:
    noon = max(at_local(moment, 14, 10), world.starts + timedelta(hours=10))
    world.diary.at(noon, lambda then: _done(home, placement_id, act, then))


def _done(home: House, placement_id: UUID, act: Act, moment: datetime) -> None:
    """By a counsellor of the house; nothing where no aftercare was proposed."""
    who = next(one for one in home.answerers() if may(one, Permission.MANAGE_PLACEMENTS))
    with played_by(who, moment) as scope:
        found = queries.of_placement(scope, placement_id)
    if found is None:
        return
    try:
        with tried_by(who, moment) as scope:
            act(scope, found.id)
    except Conflict:
        return


def _agrees(scope: Scope, aftercare_id: UUID) -> None:
    today = clock.today()
    signed = Signed(house_on=today, young_person_on=today, parent_on=today)
    agreeing.agree(
        scope, aftercare_id, begins=today, rhythm=Rhythm.WEEKLY, signed=signed, plan=PLAN
    )


def _declines(reason: AftercareDecline, scope: Scope, aftercare_id: UUID) -> None:
    agreeing.decline(scope, aftercare_id, reason)


def _calls(words: str, dice: float, scope: Scope, aftercare_id: UUID) -> None:
    reached = dice < REACHED
    touch.contact(
        scope,
        aftercare_id,
        on_day=clock.today(),
        way=ContactWay.PHONE if reached else ContactWay.MISSED,
        minutes=10 + int(dice * 20) if reached else None,
        going=3 + int(dice * 3) if reached else None,
        words=words if reached else "Telefon je bil izklopljen.",
    )


def _visits(words: str, scope: Scope, aftercare_id: UUID) -> None:
    touch.contact(
        scope,
        aftercare_id,
        on_day=clock.today(),
        way=ContactWay.VISIT,
        minutes=60,
        going=4,
        words=words,
    )


def _slows(scope: Scope, aftercare_id: UUID) -> None:
    agreeing.set_rhythm(scope, aftercare_id, rhythm=Rhythm.MONTHLY)


def _ends(scope: Scope, aftercare_id: UUID) -> None:
    ending.end(scope, aftercare_id, ended_on=clock.today(), reason=AftercareEnd.AS_PLANNED)


def _looks_back(stage: FollowUp, fares: Fares, scope: Scope, aftercare_id: UUID) -> None:
    evaluating.evaluate(scope, aftercare_id, stage=stage, on_day=clock.today(), fares=fares)
