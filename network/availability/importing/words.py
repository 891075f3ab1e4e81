"""What people write into the cells of a list, in Slovenian and English. Pure.

The first spelling of each value is the one we write ourselves.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from network.availability.importing.faults import Wrong
from network.availability.profile import (
    ClosureReason,
    Form,
    GroupSex,
    LegalGroup,
    Need,
    SchoolLevel,
)
from network.availability.spelling import plain
from tenants.errors import N_

Value = TypeVar("Value", bound=StrEnum)
APART = re.compile(r"[,;/+&\n]|\s(?:in|ter|and|or|ali)\s")


class Words(Generic[Value]):
    """The spellings of one kind of value."""

    def __init__(self, *spellings: tuple[Iterable[Value], str], refusal: str) -> None:
        self.spellings = [(tuple(values), names.split(", ")) for values, names in spellings]
        self.refusal = refusal
        self.by_word = {
            plain(name): values
            for values, names in self.spellings
            for name in (*names, *(value.value for value in values if len(values) == 1))
        }

    def find(self, word: str) -> tuple[Value, ...] | None:
        """What the word stands for; some stand for several values at once."""
        return self.by_word.get(plain(word))

    def one(self, text: str) -> Value:
        """The value of a cell that holds one. Raises Wrong."""
        found = self.find(text)
        if not found:
            raise Wrong(self.refusal, value=text, words=self.offered())
        return found[0]

    def several(self, text: str) -> list[Value]:
        """The values of a cell that lists them, in our order. Raises Wrong for any unknown."""
        found: list[Value] = []
        for word in filter(plain, [text] if self.find(text) else APART.split(text)):
            values = self.find(word)
            if not values:
                raise Wrong(self.refusal, value=word.strip(), words=self.offered())
            found.extend(values)
        return [value for value in self._all() if value in found]

    def written(self, value: Value) -> str:
        """How we write the value ourselves."""
        return next(names[0] for values, names in self.spellings if values == (value,))

    def offered(self) -> str:
        """What may stand in a cell, for a refusal."""
        return ", ".join(names[0] for _, names in self.spellings)

    def _all(self) -> Iterable[Value]:
        return dict.fromkeys(value for values, _ in self.spellings for value in values)


FORMS = Words(
    ([Form.RESIDENTIAL_GROUP], "vzgojna skupina, domska skupina, residential group"),
    ([Form.HOUSING_GROUP], "stanovanjska skupina, housing group"),
    (
        [Form.INTENSIVE_GROUP],
        "intenzivna skupina, intenzivna stanovanjska skupina, intenzivna vzgojna skupina,"
        " intensive group",
    ),
    ([Form.YOUTH_FLAT], "mladinsko stanovanje, stanovanje, youth flat"),
    (
        [Form.CRISIS_WARD],
        "krizna namestitev, krizni oddelek, krizni center, krizna skupina, crisis ward",
    ),
    (
        [Form.DAY_GROUP],
        "dnevna skupina, dnevna obravnava, dnevna oblika, dnevni center, day group",
    ),
    refusal=N_("“%(value)s” is not a form we know. Use one of: %(words)s."),
)

SEXES = Words(
    (
        [GroupSex.MIXED],
        "mešano, mešana, mešani, mešane, oba, oba spola, vsi, m/ž, ž/m, fantje in dekleta,"
        " dekleta in fantje, both, all",
    ),
    ([GroupSex.GIRLS], "dekleta, dekle, deklice, punce, ženske, ženski, ž, girl, female, f"),
    ([GroupSex.BOYS], "fantje, fant, dečki, moški, m, boy, male"),
    refusal=N_("“%(value)s” does not say for whom the group is. Use one of: %(words)s."),
)

SCHOOLS = Words(
    ([SchoolLevel.PRIMARY], "osnovna, osnovna šola, oš, primary school"),
    (
        [SchoolLevel.VOCATIONAL],
        "poklicna, poklicna šola, poklicno izobraževanje, vocational school",
    ),
    # In lists of groups "srednja" means whatever follows primary school.
    (
        [SchoolLevel.VOCATIONAL, SchoolLevel.SECONDARY],
        "srednja, srednja šola, srednje šole, sš",
    ),
    ([SchoolLevel.SECONDARY], "gimnazija, strokovna šola, srednja strokovna, secondary school"),
    ([SchoolLevel.NOT_IN_SCHOOL], "ni v šoli, brez šole, ne obiskuje šole, brez, not in school"),
    (SchoolLevel, "vse, vse šole, all, any"),
    refusal=N_("“%(value)s” is not a school level we know. Use: %(words)s."),
)

LEGAL_GROUPS = Words(
    ([LegalGroup.NOT_GUIDED], "brez odločbe o usmeritvi, brez odločbe, neusmerjeni"),
    ([LegalGroup.GUIDANCE_DECISION], "odločba o usmeritvi, usmerjeni, z odločbo"),
    (
        [LegalGroup.FAMILY_LAW],
        "ukrep po družinskem pravu, družinski zakonik, družinsko pravo, dz",
    ),
    (
        [LegalGroup.CRIMINAL_MEASURE],
        "vzgojni ukrep kazenskega sodišča, vzgojni ukrep, kazenski ukrep",
    ),
    (
        [LegalGroup.YOUNG_ADULT],
        "mladi odrasli po lastnem soglasju, mladi odrasli, mlajši polnoletni, polnoletni",
    ),
    (LegalGroup, "vse, all"),
    refusal=N_("“%(value)s” is not a legal group we know. Use: %(words)s."),
)

NEEDS = Words(
    ([Need.VIOLENT_BEHAVIOUR], "nasilno vedenje, nasilje, agresivnost"),
    ([Need.SELF_HARM], "samopoškodovanje, samopoškodbe"),
    ([Need.SUICIDE_RISK], "samomorilna ogroženost, samomorilnost"),
    ([Need.RUNAWAY], "begi, pobegi, beg, running away"),
    ([Need.SUBSTANCE_USE], "uporaba psihoaktivnih snovi, droge, alkohol, zasvojenost"),
    ([Need.SEXUAL_ABUSE], "izkušnja spolne zlorabe, spolna zloraba"),
    ([Need.DOMESTIC_VIOLENCE], "izkušnja nasilja v družini, nasilje v družini"),
    ([Need.SCHOOL_PROBLEMS], "težave v šoli, problems at school"),
    ([Need.LEARNING_DIFFICULTIES], "učne težave"),
    (
        [Need.PSYCHIATRIC_TREATMENT],
        "pedopsihiatrična obravnava, psihiatrična obravnava, psihiatrično zdravljenje",
    ),
    ([Need.HEALTH_CARE], "zdravstvena oskrba, zdravstvena nega"),
    ([Need.PHYSICAL_DISABILITY], "gibalna oviranost, gibalno ovirani, invalidnost"),
    ([Need.NIGHT_SUPERVISION], "nočni nadzor, nočno varstvo"),
    ([Need.OFFENDING], "kazniva dejanja"),
    refusal=N_("“%(value)s” is not a need we know. Use: %(words)s."),
)

CLOSURE_REASONS = Words(
    ([ClosureReason.STAFF_SHORTAGE], "pomanjkanje osebja, premalo osebja, kader"),
    ([ClosureReason.INCIDENT], "umirjanje po dogodku, dogodek"),
    ([ClosureReason.SINGLE_OCCUPANCY], "nekdo potrebuje sobo zase, soba zase"),
    ([ClosureReason.ILLNESS], "bolezen v skupini, bolezen"),
    ([ClosureReason.WORKS], "gradbena dela, prenova, obnova"),
    ([ClosureReason.PREPARATION], "mesto se pripravlja, priprava"),
    ([ClosureReason.OTHER], "drug razlog, drugo"),
    refusal=N_("“%(value)s” is not a reason for closing that we know. Use: %(words)s."),
)


class Stance(StrEnum):
    """What a home says of one need."""

    TAKEN = "taken"
    ASKED = "asked"
    NOT_TAKEN = "not_taken"


STANCES = Words(
    ([Stance.TAKEN], "da, d, ja, x, 1, true, sprejema, yes, y"),
    ([Stance.NOT_TAKEN], "ne, n, 0, false, ne sprejema, no"),
    ([Stance.ASKED], "po dogovoru, dogovor, delno, by agreement, ask"),
    refusal=N_("“%(value)s” is not clear here. Use one of: %(words)s."),
)
