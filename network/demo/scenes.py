"""What stands open at the end, so that every state of a request and of an ask can be looked at.

A scene is a request and the moves made on it, each so many hours before the demo's present.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.demo import moves
from network.demo.diary import played_by
from network.demo.houses import House, World
from network.demo.moves import AskInScene
from network.demo.youths import Youth, wording
from network.requests.actions import asking, writing
from network.requests.profile import Urgency
from network.requests.reasons import Closing, Decline, Refusal, Withdrawal
from tenants.clock import local_day

Move = Callable[[World, AskInScene, datetime], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One ask of a scene: the group, when it is asked, and its moves with their hours."""

    group: str
    asked: float
    moves: tuple[tuple[float, Move], ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A request written by `writer`; `days` from the present to the day it is wanted from."""

    centre: str
    writer: str
    youth: Youth
    written: float
    days: int
    lines: tuple[Line, ...] = ()
    closes: tuple[float, Closing] | None = None


HOME_ASKS = "Skupina Jadro ima prosto mesto. Prosimo še za zadnje šolsko poročilo, da se s "
HOME_ASKS += "svetovalno službo dogovorimo za prevoz."
CENTRE_SAYS = "Poročilo dodam danes. Mladostnica bi skupino rada videla, ali je mogoč obisk v "
CENTRE_SAYS += "sredo popoldne?"

GIRL_15 = Youth(
    15,
    Sex.FEMALE,
    Region.OSREDNJESLOVENSKA,
    "Domžale",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SCHOOL_PROBLEMS, Need.DOMESTIC_VIOLENCE}),
    LegalGroup.FAMILY_LAW,
    Urgency.URGENT,
    "Ob sporih doma odide k prijateljici, vrne se naslednji dan. V šoli je redna.",
    "Rada bi ostala na svoji šoli in ob sredah hodila na odbojko.",
)
BOY_16 = Youth(
    16,
    Sex.MALE,
    Region.OSREDNJESLOVENSKA,
    "Ljubljana",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SUBSTANCE_USE, Need.RUNAWAY}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Begi ob koncu tedna, marihuana. Praksa v delavnici mu veliko pomeni.",
    "Rad bi končal šolo za mehatronika.",
)
BOY_13 = Youth(
    13,
    Sex.MALE,
    Region.GORENJSKA,
    "Jesenice",
    SchoolLevel.PRIMARY,
    frozenset({Need.VIOLENT_BEHAVIOUR, Need.LEARNING_DIFFICULTIES}),
    LegalGroup.GUIDANCE_DECISION,
    Urgency.URGENT,
    "Ob prepovedih udari po stvareh, ljudi doslej ni napadel. Pomaga, če gre ven.",
    "Ne bi rad daleč od brata.",
)
GIRL_14 = Youth(
    14,
    Sex.FEMALE,
    Region.OSREDNJESLOVENSKA,
    "Kamnik",
    SchoolLevel.PRIMARY,
    frozenset({Need.SCHOOL_PROBLEMS}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Šole ne obiskuje od oktobra, z razredničarko ostaja v stiku.",
    "Želim mirno skupino in da lahko vzamem kitaro.",
)
BOY_17 = Youth(
    17,
    Sex.MALE,
    Region.OSREDNJESLOVENSKA,
    "Grosuplje",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.OFFENDING}),
    LegalGroup.CRIMINAL_MEASURE,
    Urgency.PLANNED,
    "Vzgojni ukrep sodišča zaradi tatvin. Dogovorov se drži, če so kratki in jasni.",
    "Rad bi delal v kuhinji, to mi gre.",
)
GIRL_16 = Youth(
    16,
    Sex.FEMALE,
    Region.GORISKA,
    "Tolmin",
    SchoolLevel.SECONDARY,
    frozenset({Need.RUNAWAY}),
    LegalGroup.FAMILY_LAW,
    Urgency.URGENT,
    "Na dan prihoda je odšla; javila se je z babičinega telefona.",
    "Najprej bi rada videla, kako tam živijo.",
)
BOY_15 = Youth(
    15,
    Sex.MALE,
    Region.GORISKA,
    "Ajdovščina",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SCHOOL_PROBLEMS}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Ponoči ne spi, v šolo prihaja pozno. Strokovna skupina predlaga manjšo skupino.",
    "Rad bi imel mir.",
)
GIRL_COAST = Youth(
    15,
    Sex.FEMALE,
    Region.OBALNO_KRASKA,
    "Piran",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SELF_HARM, Need.PSYCHIATRIC_TREATMENT}),
    LegalGroup.FAMILY_LAW,
    Urgency.CRISIS,
    "Zvečer se težko umiri, reže se po podlahti. Pedopsihiatrinja jo spremlja tedensko.",
    "Želim svojo sobo in nekoga, ki ponoči ne spi.",
)
BOY_COAST = Youth(
    14,
    Sex.MALE,
    Region.OBALNO_KRASKA,
    "Izola",
    SchoolLevel.PRIMARY,
    frozenset({Need.DOMESTIC_VIOLENCE}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Oče je nasilen, stiki po odločbi sodišča samo pod nadzorom.",
    "Želim igrati nogomet v klubu kot zdaj.",
)

L, D = Line, Decline
SCENES = (
    Scene(
        "CSD Ljubljana",
        "Maja Kovač",
        GIRL_15,
        76,
        9,
        (
            L(
                "Jadro",
                75.8,
                (
                    (53, moves.open_ask),
                    (30, moves.offer),
                    (14, moves.home_says(HOME_ASKS)),
                    (13.5, moves.raise_level),
                    (13, moves.centre_says(CENTRE_SAYS)),
                ),
            ),
            L("Klas", 75.7, ((52, moves.open_ask), (13.2, moves.raise_level))),
            L("Val", 75.6, ((50, moves.open_ask), (27, moves.decline(D.REGION)))),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Luka Zupan",
        BOY_16,
        98,
        12,
        (
            L("Sidro", 97.8, ((78, moves.open_ask), (60, moves.offer))),  # lapsed 12 hours ago
            L("Hrast", 20),
            L("Burja", 97.6, ((70, moves.withdraw(Withdrawal.NEEDS_CHANGED)),)),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Luka Zupan",
        BOY_17,
        340,
        -2,
        (
            L(
                "Most",
                339.5,
                (
                    (320, moves.open_ask),
                    (200, moves.offer),
                    (180, moves.accept),
                    (45, moves.arrive),
                ),
            ),
            L("Breg", 339.3, ((310, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Gorenjska",
        "Tomaž Jereb",
        BOY_13,
        51,
        4,
        (
            L("Mlin", 50.8, ((26, moves.open_ask), (24, moves.raise_level))),
            L("Iskra", 50.7),
            L("Smreka", 50.6, ((25, moves.open_ask), (6, moves.decline(D.STAFF_SHORTAGE)))),
        ),
    ),
    Scene(
        "CSD Osrednja Slovenija vzhod",
        "Petra Vidmar",
        GIRL_14,
        122,
        3,
        (
            L(
                "Klas",
                121.8,
                (
                    (100, moves.open_ask),
                    (98, moves.raise_level),
                    (52, moves.offer),
                    (22, moves.accept),
                ),
            ),
            L("Iskra", 121.6, ((99, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Osrednja Slovenija vzhod",
        "Petra Vidmar",
        BOY_17,
        150,
        -1,
        (
            L(
                "Hrast",
                149.8,
                ((130, moves.open_ask), (90, moves.offer), (60, moves.accept)),  # overdue
            ),
        ),
    ),
    Scene(
        "CSD Severna Primorska",
        "Katja Humar",
        GIRL_16,
        200,
        -3,
        (
            L(
                "Val",
                199.8,
                (
                    (180, moves.open_ask),
                    (150, moves.offer),
                    (120, moves.accept),
                    (60, moves.not_arrive),
                ),
            ),
            L("Sonce", 19),
        ),
    ),
    Scene(
        "CSD Severna Primorska",
        "Katja Humar",
        BOY_15,
        170,
        5,
        (
            L(
                "Burja",
                169.5,
                (
                    (150, moves.open_ask),
                    (120, moves.offer),
                    (100, moves.accept),
                    (50, moves.cancel(Withdrawal.NEEDS_CHANGED)),
                ),
            ),
            L("Sidro", 28, ((18, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Južna Primorska",
        "Elena Furlan",
        GIRL_COAST,
        2.5,
        0,
        (L("Zavetje", 2.4, ((1.6, moves.open_ask), (1.2, moves.raise_level))), L("Val", 2.3)),
    ),
    Scene(
        "CSD Južna Primorska",
        "Elena Furlan",
        BOY_COAST,
        140,
        6,
        (
            L(
                "Školjka",
                139.5,
                (
                    (120, moves.open_ask),
                    (90, moves.offer),
                    (55, moves.refuse(Refusal.YOUTH_DECLINES)),
                ),
            ),
        ),
    ),
    Scene("CSD Južna Primorska", "Marko Kocjančič", BOY_15, 7, 14),
    Scene(
        "Krizni center Zavetje",
        "Nina Zajc",
        GIRL_16,
        44,
        2,
        (
            L("Kresnica", 43.8, ((26, moves.open_ask), (16, moves.offer))),
            L("Jadro", 43.7, ((25, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Gorenjska",
        "Tomaž Jereb",
        GIRL_15,
        520,
        -20,
        (
            L(
                "Zavetje",
                519.8,
                (
                    (519, moves.open_ask),
                    (518, moves.offer),
                    (517, moves.accept),
                    (510, moves.arrive),
                    (180, moves.depart),
                ),
            ),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Maja Kovač",
        BOY_COAST,
        260,
        0,
        (L("Mlin", 259.5, ((240, moves.open_ask), (170, moves.decline(D.TOO_MANY_HIGH_NEED)))),),
        closes=(96, Closing.OUTSIDE_NETWORK),
    ),
)


def plan(world: World) -> None:
    """Write every scene into the calendar."""
    for scene in SCENES:
        world.diary.at(_before(world, scene.written), partial(_write, world, scene))


def _before(world: World, hours: float) -> datetime:
    return world.until - timedelta(hours=hours)


def _write(world: World, scene: Scene, moment: datetime) -> None:
    centre = world.centre(scene.centre)
    deputy = next(one for one in centre.writers() if one.member_name != scene.writer)
    wanted_from = local_day(world.until) + timedelta(days=scene.days)
    reference = f"6120-{world.rng.randint(100, 999)}/{moment.year}"
    with played_by(centre.called(scene.writer), moment) as scope:
        request_id = writing.write(
            scope,
            deputy_id=deputy.member_id,
            **wording(scene.youth, reference, wanted_from),
        ).id
    for line in scene.lines:
        asks = partial(_ask, world, scene, line, request_id)
        world.diary.at(_before(world, line.asked), asks)
    if scene.closes:
        hours, closing = scene.closes
        closes = partial(_close, centre, scene.writer, request_id, closing)
        world.diary.at(_before(world, hours), closes)


def _ask(world: World, scene: Scene, line: Line, request_id: UUID, moment: datetime) -> None:
    group = world.group(line.group)
    writer = world.centre(scene.centre).called(scene.writer)
    with played_by(writer, moment) as scope:
        ask_id = asking.ask(scope, request_id, [group.id])[0].id
    in_scene = AskInScene(ask_id, writer, group)
    for hours, move in line.moves:
        world.diary.at(_before(world, hours), partial(move, world, in_scene))


def _close(
    centre: House, writer: str, request_id: UUID, closing: Closing, moment: datetime
) -> None:
    with played_by(centre.called(writer), moment) as scope:
        writing.close(scope, request_id, closing)
