"""The groups of the demo's homes: twenty, with a hundred and forty places."""

from dataclasses import dataclass, field
from typing import Any

from network.availability.profile import Form, GroupSex, LegalGroup, Need, SchoolLevel

PRIMARY, VOCATIONAL, SECONDARY = SchoolLevel.PRIMARY, SchoolLevel.VOCATIONAL, SchoolLevel.SECONDARY
MIXED, GIRLS, BOYS = GroupSex.MIXED, GroupSex.GIRLS, GroupSex.BOYS
OLDER = (VOCATIONAL, SECONDARY)
PUPILS = (PRIMARY,)
ALL = (PRIMARY, VOCATIONAL, SECONDARY)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a home sets up; the rest of the profile follows from the form."""

    name: str
    form: Form
    capacity: int
    ages: tuple[int, int]
    sex: GroupSex
    town: str
    phone: str
    schools: tuple[SchoolLevel, ...] = ()
    asked: tuple[Need, ...] = ()
    not_taken: tuple[Need, ...] = ()
    note: str = ""
    legal: tuple[LegalGroup, ...] = field(default=())
    admits: tuple[str, str] = ("", "")  # month and day


FLAT, HOUSING, RESIDENTIAL = Form.YOUTH_FLAT, Form.HOUSING_GROUP, Form.RESIDENTIAL_GROUP
QUIET = (Need.VIOLENT_BEHAVIOUR, Need.NIGHT_SUPERVISION)
TALK = (Need.RUNAWAY, Need.SUBSTANCE_USE)
ADULTS = (LegalGroup.YOUNG_ADULT, LegalGroup.FAMILY_LAW)

GROUPS: dict[str, tuple[Plan, ...]] = {
    "Mladinski dom Lipa": (
        Plan("Most", FLAT, 4, (16, 21), MIXED, "Ljubljana", "01 555 10 11", OLDER, TALK, QUIET),
        Plan(
            "Jadro",
            HOUSING,
            8,
            (14, 18),
            GIRLS,
            "Ljubljana",
            "01 555 10 12",
            ALL,
            (Need.SELF_HARM, Need.RUNAWAY),
            note="Hiša z vrtom v Šiški, avtobus do srednjih šol v 15 minutah.",
        ),
        Plan("Sidro", HOUSING, 8, (14, 18), BOYS, "Ljubljana", "01 555 10 13", ALL, TALK),
        Plan(
            "Jutro",
            Form.DAY_GROUP,
            6,
            (10, 15),
            MIXED,
            "Ljubljana",
            "01 555 10 14",
            PUPILS,
            note="Od pouka do 18. ure, vikend doma.",
        ),
    ),
    "Vzgojni zavod Sorica": (
        Plan("Klas", HOUSING, 8, (13, 18), MIXED, "Škofja Loka", "04 555 20 21", ALL, TALK),
        Plan("Mlin", RESIDENTIAL, 8, (12, 16), BOYS, "Škofja Loka", "04 555 20 22", PUPILS),
        Plan(
            "Zarja",
            RESIDENTIAL,
            8,
            (9, 14),
            MIXED,
            "Škofja Loka",
            "04 555 20 23",
            PUPILS,
            (Need.PSYCHIATRIC_TREATMENT,),
            (Need.SUBSTANCE_USE,),
            admits=("08-25", "06-15"),
        ),
    ),
    "Vzgojni zavod Breza": (
        Plan("Iskra", RESIDENTIAL, 8, (12, 16), MIXED, "Kranj", "04 555 30 31", ALL),
        Plan("Plamen", RESIDENTIAL, 8, (14, 18), BOYS, "Kranj", "04 555 30 32", ALL),
        Plan(
            "Kresnica",
            HOUSING,
            6,
            (14, 19),
            GIRLS,
            "Kranj",
            "04 555 30 33",
            OLDER,
            (Need.SELF_HARM,),
            QUIET,
        ),
    ),
    "Mladinski dom Soča": (
        Plan("Sonce", RESIDENTIAL, 8, (13, 17), GIRLS, "Nova Gorica", "05 555 40 41", ALL),
        Plan("Burja", HOUSING, 7, (14, 19), BOYS, "Nova Gorica", "05 555 40 42", ALL, TALK),
        Plan(
            "Breg",
            FLAT,
            4,
            (17, 21),
            MIXED,
            "Nova Gorica",
            "05 555 40 43",
            OLDER,
            TALK,
            QUIET,
            legal=ADULTS,
        ),
    ),
    "Vzgojni zavod Javor": (
        Plan("Hrast", RESIDENTIAL, 8, (14, 18), MIXED, "Logatec", "01 555 50 51", ALL),
        Plan(
            "Krog",
            Form.INTENSIVE_GROUP,
            5,
            (14, 18),
            MIXED,
            "Logatec",
            "01 555 50 52",
            ALL,
            note="Sprejem samo z mnenjem strokovne skupine.",
        ),
        Plan("Smreka", RESIDENTIAL, 8, (11, 16), BOYS, "Logatec", "01 555 50 53", PUPILS),
    ),
    "Mladinski dom Galeb": (
        Plan("Val", HOUSING, 7, (14, 19), GIRLS, "Koper", "05 555 60 61", ALL, TALK),
        Plan("Školjka", RESIDENTIAL, 8, (8, 15), MIXED, "Koper", "05 555 60 62", PUPILS),
        Plan(
            "Jambor",
            FLAT,
            3,
            (17, 22),
            MIXED,
            "Izola",
            "05 555 60 63",
            OLDER,
            TALK,
            QUIET,
            legal=ADULTS,
        ),
    ),
    "Krizni center Zavetje": (
        Plan(
            "Zavetje",
            Form.CRISIS_WARD,
            10,
            (12, 18),
            MIXED,
            "Ljubljana",
            "01 555 70 70",
            note="Sprejem 24 ur na dan, do 21 dni.",
        ),
    ),
}

TAKEN = (Need.SCHOOL_PROBLEMS, Need.LEARNING_DIFFICULTIES, Need.DOMESTIC_VIOLENCE)


def profile(plan: Plan) -> dict[str, Any]:
    """The plan in the words of `open_group`."""
    return {
        "name": plan.name,
        "form": plan.form.value,
        "age_from": plan.ages[0],
        "age_to": plan.ages[1],
        "sex": plan.sex.value,
        "school_levels": list(plan.schools),
        "legal_groups": list(plan.legal),
        "needs_taken": [need for need in TAKEN if need not in (*plan.asked, *plan.not_taken)],
        "needs_asked": list(plan.asked),
        "needs_not_taken": list(plan.not_taken),
        "town": plan.town,
        "duty_phone": plan.phone,
        "note": plan.note,
        "admits_from": plan.admits[0],
        "admits_until": plan.admits[1],
    }
