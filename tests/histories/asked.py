"""An ask to one home: how far it was raised, what was shown to it, what it saw."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

IDENTITY, CONTACT, SCHOOL, HEALTH, COURT = "identity", "contact", "school", "health", "court"
DOCUMENTS = "documents"
STEP = {IDENTITY: 2, CONTACT: 2, SCHOOL: 2, HEALTH: 3, COURT: 3, DOCUMENTS: 3}
ABOUT = {"school_report": SCHOOL, "health_report": HEALTH}  # what a document tells of
Covers = Callable[[str], bool]


@dataclass(eq=False)
class Part:
    """A part of the file that was shown once: it ends, and is never shown again itself."""

    what: str
    documents: frozenset[str] = frozenset()
    open: bool = True  # the centre has not closed it
    of_before: bool = False  # shown before the home declined; what was opened again begins anew
    seen: bool = False
    put_away: bool = False  # the home said that it uses it no more


@dataclass
class Ask:
    state: str = "lives"
    accepted: bool = False
    level: int = 1
    parts: list[Part] = field(default_factory=list)

    @property
    def lives(self) -> bool:
        return self.state == "lives"

    def stands(self, part: Part, covers: Covers) -> bool:
        """Whether the home may use it: today, with the next look."""
        return self.lives and part.open and not part.of_before and covers(part.what)

    def reads(self, covers: Covers, kept: set[str]) -> set[str]:
        """The parts of the file and the documents that it sees, of those that are still kept."""
        standing = [part for part in self.parts if self.stands(part, covers)]
        along = {one for part in standing for one in part.documents} & kept
        papers = {one for one in along if covers(ABOUT[one])}
        return {f"part {part.what}" for part in standing} | {f"document {one}" for one in papers}

    def must_stop(self, covers: Covers) -> list[Part]:
        """What it has seen and may use no more, and has not put away."""
        seen = [part for part in self.parts if part.seen and not part.put_away]
        return [part for part in seen if not self.stands(part, covers)]

    def show(self, what: Collection[str], documents: Collection[str], covers: Covers) -> bool:
        wanted = {*what, *([DOCUMENTS] if documents else [])}
        needed = wanted | {ABOUT[one] for one in documents}
        if (
            not self.lives
            or self.level < 1
            or not wanted
            or (DOCUMENTS in wanted and not documents)
            or max(STEP[each] for each in wanted) > self.level + 1
            or not all(covers(each) for each in needed)
        ):
            return False
        self._close(wanted)
        along = frozenset(documents)
        self.parts += [Part(one, along if one == DOCUMENTS else frozenset()) for one in wanted]
        self.level = max(self.level, *(STEP[each] for each in wanted))
        return True

    def close(self, what: Collection[str]) -> bool:
        if not self.lives or not self._close(what):
            return False
        if not any(part.open and not part.of_before for part in self.parts):
            self.level = min(self.level, 1)
        return True

    def _close(self, what: Collection[str]) -> bool:
        """Whether something closed that the home could have seen."""
        gone = [part for part in self.parts if part.open and (not what or part.what in what)]
        for part in gone:
            part.open = False
        return any(not part.of_before for part in gone)

    def lift(self) -> bool:
        """The profile of needs, which stands before the file."""
        if self.lives:
            self.level = max(self.level, 1)
        return self.lives

    def end(self, state: str) -> bool:
        if not self.lives or self.accepted:
            return False
        self.state = state
        return True

    def reopen(self) -> bool:
        if self.state != "declined":
            return False
        self.state, self.level = "lives", 0
        for part in self.parts:
            part.of_before = True
        return True
