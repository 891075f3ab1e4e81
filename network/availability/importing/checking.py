"""Judges every cell of a list. All faults of a file are found at once, each where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from network.availability.importing import repeats, values
from network.availability.importing.columns import REQUIRED, Column, Heading
from network.availability.importing.entries import Closing, Entry
from network.availability.importing.faults import Fault, Wrong
from network.availability.importing.lookup import Gazetteer, LookUp
from network.availability.importing.reading import Row, Sheet
from network.availability.importing.repeats import Mention
from network.availability.importing.words import (
    CLOSURE_REASONS,
    FORMS,
    LEGAL_GROUPS,
    NEEDS,
    SEXES,
    STANCES,
    Stance,
)
from network.availability.profile import ClosureReason, Need
from tenants.errors import N_

READERS: dict[Column, tuple[str, Callable[[str], Any]]] = {
    Column.GROUP: ("name", values.name),
    Column.FORM: ("form", FORMS.one),
    Column.SEX: ("sex", SEXES.one),
    Column.AGE_FROM: ("age_from", values.age),
    Column.AGE_TO: ("age_to", values.age),
    Column.SCHOOL: ("school_levels", values.schools),
    Column.CAPACITY: ("capacity", values.capacity),
    Column.RESTRICTION: ("restriction_level", values.restriction_level),
    Column.LEGAL_GROUPS: ("legal_groups", LEGAL_GROUPS.several),
    Column.DUTY_PHONE: ("duty_phone", values.phone),
    Column.NOTE: ("note", values.note),
}
CLOSING: dict[Column, tuple[str, Callable[[str], Any]]] = {
    Column.CLOSED_PLACES: ("places", values.capacity),
    Column.CLOSED_FROM: ("starts", values.day),
    Column.CLOSED_UNTIL: ("ends", values.day),
    Column.CLOSED_REASON: ("reason", CLOSURE_REASONS.one),
}
STANCE_OF = {
    Column.NEEDS_TAKEN: Stance.TAKEN,
    Column.NEEDS_ASKED: Stance.ASKED,
    Column.NEEDS_NOT_TAKEN: Stance.NOT_TAKEN,
}
AGE_COLUMNS = (Column.AGE_FROM, Column.AGE_TO, Column.AGES)
MISSING = {
    Column.INSTITUTION: N_("The institution is missing."),
    Column.GROUP: N_("The name of the group is missing."),
    Column.FORM: N_("The form is missing."),
    Column.TOWN: N_("The town is missing."),
    Column.SEX: N_("It is missing for whom the group is: girls, boys or both."),
    Column.AGE_FROM: N_("The youngest age is missing."),
    Column.AGE_TO: N_("The oldest age is missing."),
    Column.AGES: N_("The ages are missing."),
    Column.CAPACITY: N_("The number of places is missing."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a list says, as far as it makes sense, and everything that does not, line by line."""

    entries: Sequence[Entry]
    faults: Sequence[Fault]


def check(sheet: Sheet, towns: Gazetteer, institution: str = "") -> Checked:
    """Judge every row. `institution` stands where the list has no such column, or an empty cell."""
    look_up = LookUp(towns)
    rows = [_Judged(row, sheet.headers, look_up, institution) for row in sheet.rows]
    faults = [*sheet.faults, *(fault for row in rows for fault in row.faults)]
    faults += repeats.repeated([row.mention() for row in rows], sheet.headers[Column.GROUP])
    entries = [entry for row in rows if (entry := row.entry())]
    return Checked(entries, sorted(faults, key=lambda fault: fault.line))


class _Judged:
    """One row: what its cells say, and what is wrong with them."""

    def __init__(
        self, row: Row, headers: Mapping[Heading, str], towns: LookUp, institution: str
    ) -> None:
        self.row, self.headers, self.towns = row, headers, towns
        self.faults: list[Fault] = []
        self.said: dict[str, Any] = {}
        self.institution = self._read(Column.INSTITUTION, values.institution) or institution
        self._required()
        for column, (name, reader) in READERS.items():
            self._say(name, self._read(column, reader))
        self._say("town", self._read(Column.TOWN, self._town))
        self._ages()
        self._classes()
        self._needs()
        self.closing = self._closing()

    def entry(self) -> Entry | None:
        """The row as an entry, if nothing is wrong with it."""
        if self.faults:
            return None
        return Entry(self.row.line, self.institution, self.said, self.closing)

    def mention(self) -> Mention:
        """Which group the row is about, even if not all of it makes sense."""
        name, places = self.said.get("name", ""), self.said.get("capacity")
        return Mention(self.row.line, self.institution, name, places)

    def _read(self, heading: Heading, reader: Callable[[str], Any]) -> Any:
        text = self.row.cells.get(heading)
        if text is None:
            return None
        try:
            return reader(text)
        except Wrong as wrong:
            self._fault(heading, wrong.sentence, **wrong.facts)
            return None

    def _say(self, name: str, value: Any) -> None:
        if value is not None:
            self.said[name] = value

    def _fault(self, heading: Heading, sentence: str, **facts: object) -> None:
        column = self.headers.get(heading, "")
        self.faults.append(Fault(self.row.line, column, sentence, facts))

    def _required(self) -> None:
        if not self.institution and Column.INSTITUTION not in self.row.cells:
            self._fault(Column.INSTITUTION, MISSING[Column.INSTITUTION])
        ages = () if Column.AGES in self.row.cells else AGE_COLUMNS
        for column in (*REQUIRED, *ages):
            if column in self.headers.keys() - self.row.cells.keys():
                self._fault(column, MISSING[column])

    def _town(self, text: str) -> str:
        if found := self.towns.name(values.plain_text(text)):
            return found
        if alike := self.towns.suggest(text):
            sentence = N_("We do not know the town “%(value)s”. Did you mean %(towns)s?")
            raise Wrong(sentence, value=text, towns=", ".join(alike))
        raise Wrong(
            N_("We do not know the town “%(value)s”. Write the nearest larger one."), value=text
        )

    def _ages(self) -> None:
        if both := self._read(Column.AGES, values.ages):
            self.said["age_from"], self.said["age_to"] = both
        youngest, oldest = self.said.get("age_from"), self.said.get("age_to")
        if youngest is not None and oldest is not None and youngest > oldest:
            column = Column.AGE_FROM if Column.AGE_FROM in self.row.cells else Column.AGES
            sentence = N_("The youngest age, %(youngest)s, is above the oldest, %(oldest)s.")
            self._fault(column, sentence, youngest=youngest, oldest=oldest)

    def _classes(self) -> None:
        """Classes of a school have no field of their own: they stay readable in the note."""
        classes = values.classes(self.row.cells.get(Column.SCHOOL, ""))
        if classes and "school_levels" in self.said:
            parts = [self.said.get("note", ""), f"{self.headers[Column.SCHOOL]}: {classes}"]
            self.said["note"] = "; ".join(filter(None, parts))

    def _needs(self) -> None:
        stances: dict[Stance, list[Need]] = {}
        for column, stance in STANCE_OF.items():
            found = self._read(column, NEEDS.several)
            if found is not None:
                stances.setdefault(stance, []).extend(found)
        for need in Need:
            answer = self._read(need, STANCES.one)
            if answer is not None:
                stances.setdefault(answer, []).append(need)
        self._refuse_two_stances(stances)
        for stance, needs in stances.items():
            self.said[f"needs_{stance}"] = needs

    def _refuse_two_stances(self, stances: Mapping[Stance, list[Need]]) -> None:
        every = [need for needs in stances.values() for need in needs]
        for need in dict.fromkeys(need for need in every if every.count(need) > 1):
            columns: tuple[Heading, ...] = (need, *STANCE_OF)
            heading = next(each for each in columns if each in self.row.cells)
            sentence = N_("“%(need)s” stands here twice: it is taken, asked about or not taken.")
            self._fault(heading, sentence, need=NEEDS.written(need))

    def _closing(self) -> Closing | None:
        told = {name: self._read(column, read) for column, (name, read) in CLOSING.items()}
        if CLOSING.keys().isdisjoint(self.row.cells):
            return None
        self._refuse_closing(told)
        if told["places"] is None or told["starts"] is None:
            return None
        reason = told["reason"] or ClosureReason.OTHER
        return Closing(told["places"], told["starts"], told["ends"], reason)

    def _refuse_closing(self, told: Mapping[str, Any]) -> None:
        places, starts, ends = told["places"], told["starts"], told["ends"]
        if not {Column.CLOSED_PLACES, Column.CLOSED_FROM} <= self.row.cells.keys():
            given = next(column for column in CLOSING if column in self.row.cells)
            self._fault(given, N_("A closure needs the number of places and its first day."))
        if starts and ends and ends <= starts:
            sentence = N_("The closure must end after the day on which it starts.")
            self._fault(Column.CLOSED_UNTIL, sentence)
        if places and places > self.said.get("capacity", places):
            sentence = N_("More places are closed than the group has.")
            self._fault(Column.CLOSED_PLACES, sentence)
