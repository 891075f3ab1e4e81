"""The young people of the demo: invented needs, in proportions as they are in the region.

Two thirds are 14 to 18 years old; troubles at home and at school lead, a quarter is urgent.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.demo.words import OWN_WORDS, RISKS
from network.requests import guard
from network.requests.least import WhyNot
from network.requests.profile import Urgency
from tenants.scope import Scope

# Where the young people of each organisation that asks come from.
FROM: dict[str, tuple[Region, tuple[str, ...]]] = {
    "CSD Ljubljana": (Region.OSREDNJESLOVENSKA, ("Ljubljana", "Vrhnika", "Medvode", "Brezovica")),
    "CSD Gorenjska": (Region.GORENJSKA, ("Kranj", "Jesenice", "Radovljica", "Škofja Loka")),
    "CSD Osrednja Slovenija vzhod": (
        Region.OSREDNJESLOVENSKA,
        ("Domžale", "Kamnik", "Mengeš", "Grosuplje"),
    ),
    "CSD Severna Primorska": (Region.GORISKA, ("Nova Gorica", "Tolmin", "Ajdovščina", "Idrija")),
    "CSD Južna Primorska": (Region.OBALNO_KRASKA, ("Koper", "Izola", "Piran", "Sežana")),
    "Krizni center Zavetje": (Region.OSREDNJESLOVENSKA, ("Ljubljana", "Kamnik", "Logatec")),
}
AGES = (9, 11, 12, 13, 13, 14, 14, 15, 15, 15, 15, 16, 16, 16, 16, 17, 17, 17, 18)
NEEDS = (
    Need.SCHOOL_PROBLEMS,
    Need.SCHOOL_PROBLEMS,
    Need.DOMESTIC_VIOLENCE,
    Need.DOMESTIC_VIOLENCE,
    Need.LEARNING_DIFFICULTIES,
    Need.VIOLENT_BEHAVIOUR,
    Need.RUNAWAY,
    Need.SUBSTANCE_USE,
    Need.SELF_HARM,
    Need.PSYCHIATRIC_TREATMENT,
)
URGENCIES = (Urgency.PLANNED,) * 5 + (Urgency.URGENT,) * 3 + (Urgency.CRISIS,)
ADULT, SCHOOL_ENDS = 18, 15
LEGAL = (LegalGroup.FAMILY_LAW,) * 4 + (LegalGroup.GUIDANCE_DECISION,) * 2
MINORS = (*LEGAL, LegalGroup.NOT_GUIDED, LegalGroup.CRIMINAL_MEASURE)

ANSWERS = (
    WhyNot.TRIED_BEFORE,
    WhyNot.NO_FIT,
    WhyNot.SAFETY,
    WhyNot.NONE_FREE,
    WhyNot.TRIED_BEFORE,
    WhyNot.PARENTS_REFUSE,
    WhyNot.TOO_FAR,
)


@dataclass(frozen=True, slots=True)
class Youth:
    """A need for a place, without anybody behind it."""

    age: int
    sex: Sex
    region: Region
    town: str
    school: SchoolLevel
    needs: frozenset[Need]
    legal: LegalGroup
    urgency: Urgency
    risks: str
    own_words: str


def invent(rng: Random, centre: str) -> Youth:
    """Somebody for whom `centre` looks for a place."""
    age = rng.choice(AGES)
    sex = rng.choice(tuple(Sex))
    region, towns = FROM[centre]
    return Youth(
        age=age,
        sex=sex,
        region=region,
        town=rng.choice(towns),
        school=_school(rng, age),
        needs=frozenset(rng.sample(NEEDS, rng.choice((1, 2, 2, 3)))),
        legal=LegalGroup.YOUNG_ADULT if age >= ADULT else rng.choice(MINORS),
        urgency=rng.choice(URGENCIES),
        risks=rng.choice(RISKS[sex]),
        own_words=rng.choice(OWN_WORDS[sex]),
    )


def _school(rng: Random, age: int) -> SchoolLevel:
    if age < SCHOOL_ENDS:
        return SchoolLevel.PRIMARY
    levels = (SchoolLevel.VOCATIONAL, SchoolLevel.VOCATIONAL, SchoolLevel.SECONDARY)
    return rng.choice((*levels, SchoolLevel.NOT_IN_SCHOOL) if age > SCHOOL_ENDS else levels)


def free_reference(rng: Random, scope: Scope, year: int) -> str:
    """Of a file for which nobody at the centre looks for a place already."""
    drawn = iter(lambda: f"6120-{rng.randint(100, 999)}/{year}", "")
    return next(one for one in drawn if guard.to_follow(scope, one) is None)


def wording(youth: Youth, reference: str, wanted_from: date) -> dict[str, Any]:
    """The request in the words of `write`; the file reference is the centre's own."""
    return {
        "file_reference": reference,
        "age": youth.age,
        "sex": youth.sex.value,
        "region": youth.region.value,
        "home_town": youth.town,
        "school_level": youth.school.value,
        "needs": sorted(youth.needs),
        "legal_group": youth.legal.value,
        "urgency": youth.urgency.value,
        "forms": [],
        "wanted_from": wanted_from,
        "risks": youth.risks,
        "own_words": youth.own_words,
        "why_not": why_not(youth).value,
    }


def why_not(youth: Youth) -> WhyNot:
    """Why a programme will not do, for somebody like that."""
    if youth.urgency is Urgency.CRISIS:
        return WhyNot.URGENT_CRISIS
    if youth.legal is LegalGroup.CRIMINAL_MEASURE:
        return WhyNot.COURT_ORDER
    return ANSWERS[(youth.age + len(youth.needs) + len(youth.town)) % len(ANSWERS)]


def notice(rng: Random, urgency: Urgency) -> timedelta:
    """How long from the request to the day on which the place is needed."""
    soonest, latest = {
        Urgency.CRISIS: (0, 1),
        Urgency.URGENT: (1, 6),
        Urgency.PLANNED: (5, 24),
    }[urgency]
    return timedelta(days=rng.randint(soonest, latest))
