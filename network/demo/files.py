"""A few young people's files in every organisation of the demo that asks; nobody in them exists."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from network.availability.profile import Sex
from network.consent.kinds import Category
from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.demo.papers import PAPERS, paper
from network.demo.words import OWN_WORDS, RISKS
from network.documents import actions as documents
from network.records import actions
from network.records.fields import Sensitivity

# Names that are made up on the face of it: nobody in Slovenia is called so.
FIRST = {
    Sex.FEMALE: ("Zarja", "Sinja", "Megla", "Breza", "Rosa", "Jelka", "Iva"),
    Sex.MALE: ("Gaber", "Hrast", "Skaln", "Bor", "Vihar", "Javor", "Rok"),
}
LAST = ("Izmišljen", "Primer", "Nihče", "Vzorec", "Pravljica", "Zamišljen")
EACH = 4  # files of an organisation
BEFORE = timedelta(days=20)
STRENGTHS = (
    "Dobro riše in se v miru pogovori.",
    "Skrbi za mlajše, drži se dogovorov.",
    "Ob delu z živalmi se umiri.",
    "Igra košarko, v ekipi je zanesljiv človek.",
)
HELPS = ("Kratki, jasni dogovori.", "Odmor na zraku.", "Pogovor z eno osebo, ki ji zaupa.")
ALLERGIES = ("oreščki", "pik čebele", "")
MEDICATION = ("po navodilu pedopsihiatrinje, zvečer", "", "")


@dataclass(frozen=True, slots=True)
class Invented:
    first_name: str
    last_name: str
    sex: Sex
    birth_date: date


def plan(world: World) -> None:
    """Some weeks before the present, so that there is something to look at."""
    for number, centre in enumerate(world.centres):
        moment = at_local(world.until - BEFORE + timedelta(days=number), 10, 15)
        world.diary.at(max(moment, world.starts), partial(_begin, centre))


def _begin(centre: House, moment: datetime) -> None:
    rng = Random(f"files of {centre.name}")
    writers = centre.writers()
    for number in range(EACH):
        writer = writers[number % len(writers)]
        with played_by(writer, moment + timedelta(minutes=20 * number)) as scope:
            young = _invented(rng, moment)
            file = actions.begin(
                scope,
                first_name=young.first_name,
                last_name=young.last_name,
                sex=young.sex.value,
                birth_date=young.birth_date,
            )
            for category, values in _said(rng, young.sex).items():
                actions.write(scope, file.id, category, values)
            if number == 0:
                for kind in PAPERS:
                    documents.keep(scope, file.id, kind=kind, content=paper(kind))
            if number == 1:
                actions.classify(scope, file.id, Sensitivity.PROTECTED)
            if len(writers) > 1:
                actions.take_in(scope, file.id, writers[number % len(writers) - 1].member_id)


def _invented(rng: Random, moment: datetime) -> Invented:
    sex = rng.choice(list(Sex))
    born = date(moment.year - rng.randint(11, 17), rng.randint(1, 12), rng.randint(1, 28))
    return Invented(rng.choice(FIRST[sex]), rng.choice(LAST), sex, born)


def _said(rng: Random, sex: Sex) -> dict[Category, dict[str, str]]:
    return {
        Category.NEEDS: {"strengths": rng.choice(STRENGTHS), "what_helps": rng.choice(HELPS)},
        Category.RISK: {"running_away": rng.choice(RISKS[sex])},
        Category.HEALTH: {
            "allergies": rng.choice(ALLERGIES),
            "medication": rng.choice(MEDICATION),
        },
        Category.OWN_WORDS: {"wants": rng.choice(OWN_WORDS[sex])},
    }
