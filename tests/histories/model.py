"""What every tenant may read of one file, said once more and in other words than the product says.

Sets, days and moments; no database. Whoever changes the rules changes them here, too, or the
histories tell. What is read is told in words: "part health", "case identity", "emergency centre".
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from tenants import clock
from tests.histories.asked import ABOUT, Ask, Covers
from tests.histories.cases import WRITTEN, Case
from tests.histories.grounds import STANDS_AGAINST_ERASURE, Ground, covered
from tests.histories.nights import Glass, Question

HOMES = ("institution", "stranger")
OTHER = "other centre"


@dataclass
class Model:
    now: datetime
    known: dict[str, datetime]  # houses that may be asked about their file, since when
    asks: dict[str, Ask] = field(default_factory=lambda: {home: Ask() for home in HOMES})
    grounds: list[Ground] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    glasses: list[Glass] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # what the other centre's own file says
    papers: set[str] = field(default_factory=lambda: set(ABOUT))  # documents in the file
    request: str = "open"
    restricted: bool = False
    sealed: bool = False
    erased: bool = False

    @property
    def today(self) -> date:
        return clock.local_day(self.now)

    def covers(self, whom: str, purpose: str = "placement") -> Covers:
        return lambda what: covered(self.grounds, whom, what, purpose, self.today)

    def shows(self, home: str) -> Covers:
        """What a home may still be shown: of a restricted file nothing, whatever covers it."""
        return (lambda _: False) if self.restricted else self.covers(home)

    def reads(self, tenant: str) -> set[str]:
        """Everything that this tenant reads of the file, and of what belongs to it."""
        own = {"centre": set() if self.erased else set(WRITTEN), OTHER: self.taken}
        found = {f"file {what}" for what in own.get(tenant, ())} | self._at_night(tenant)
        if tenant in self.asks:
            found |= self._as_home(tenant)
        if tenant == OTHER and not self.erased:
            care = self.covers(OTHER, "care")
            found |= {f"case {what}" for one in self.cases for what in one.reads(care, self.now)}
        return found

    def _as_home(self, home: str) -> set[str]:
        ask, covers = self.asks[home], self.shows(home)
        found = {f"stop {part.what}" for part in ask.must_stop(covers)}
        if ask.lives:
            found |= {f"level {level}" for level in range(min(ask.level, 1) + 1)}
        if not self.erased:
            found.add("words")  # of its own answer, also when the ask has ended
        if not self.erased and ask.lives and ask.level >= 2:
            found.add("papers")
        return found | self.reads_of_file(home)

    def reads_of_file(self, home: str) -> set[str]:
        """The parts and documents that a home sees."""
        if self.erased:
            return set()
        return self.asks[home].reads(self.shows(home), self.papers)

    def _at_night(self, tenant: str) -> set[str]:
        asked = [one for one in self.questions if one.by == tenant]
        broken = [one for one in self.glasses if one.question.by == tenant]
        found = {f"emergency {h}" for g in broken for h in g.reads(self.unsealed, self.now)}
        found |= {f"opens {h}" for g in broken if g.open(self.now) for h in self._know(g.question)}
        return found | ({"known"} if any(self._know(one) for one in asked) else set())

    @property
    def unsealed(self) -> set[str]:
        """Houses whose file is neither sealed nor erased."""
        return {OTHER, *([] if self.sealed or self.erased else ["centre"])}

    def _know(self, question: Question) -> set[str]:
        return question.houses(self.known, self.now)

    # What is done to the whole file, and to the search for a place.

    def admit(self, home: str) -> bool:
        """A home offers, the centre accepts; whoever else was asked is released."""
        ask = self.asks[home]
        if self.request != "open" or not ask.lives:
            return False
        ask.accepted, self.request = True, "found"
        for other in self.asks.values():
            other.end("over")
        return True

    def close_request(self) -> bool:
        if self.request != "open":
            return False
        self.request = "closed"
        for ask in self.asks.values():
            ask.end("over")
        return True

    def reopen(self, home: str) -> bool:
        return self.request == "open" and self.asks[home].reopen()

    def break_glass(self, question: Question) -> bool:
        houses = self._know(question)
        if houses:
            self.glasses.append(Glass(question, self.now, frozenset(houses)))
        return bool(houses)

    def approve(self, case: Case) -> bool:
        ready = self.request == "closed" and not self.restricted
        return ready and case.approve(self.covers(OTHER, "care"), self.now)

    def take(self, case: Case) -> bool:
        found = case.take(self.covers(OTHER, "care"), self.now)
        if found:
            self.taken |= found
            self.known.setdefault(OTHER, self.now)
        return bool(found)

    def seal(self, sealed: bool) -> None:
        """Who asks about a sealed file is told nothing; unsealed, it is known from then on."""
        if sealed:
            self.known.pop("centre", None)
        else:
            self.known.setdefault("centre", self.now)
        self.sealed = sealed

    def erase(self) -> bool:
        ordered = any(
            one.kind == STANDS_AGAINST_ERASURE and not one.over(self.today) for one in self.grounds
        )
        if self.request != "closed" or ordered:
            return False
        self.erased = True
        self.known.pop("centre", None)
        return True
