"""What was written on a thing, as one reader sees it: steps and messages, which both sides see,
with the notes that only the own organisation sees; and what of it is new to the reader."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from network.duties.queries import names_of
from network.notes import queries, reading
from network.notes.subjects import Matter, colleagues
from network.web.happenings import Line, of_notes
from tenants import clock
from tenants.database import transaction
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Talk:
    """Lines of a timeline, the newest first; `colleagues` can be told of a note. There are `older`
    notes than these lines hold."""

    matter: Matter
    lines: list[Line]
    colleagues: list[tuple[object, str]]
    older: bool

    @property
    def new_until(self) -> datetime | None:
        """When the last of what is new to the reader was written; None if nothing is."""
        return max((line.at for line in self.lines if line.new), default=None)


def on(scope: Scope, matter: Matter, lines: Iterable[Line]) -> Talk:
    """What stands on it: `lines` are those of the steps and messages, the newest first."""
    found = queries.newest(scope, [matter.id])
    notes = found[: queries.PAGE]
    names = names_of(scope, [note.told_id for note in notes])
    since = reading.marks(scope, [matter.id]).get(matter.id)
    both = [*of_notes(notes, scope.member_id, names), *lines]
    both.sort(key=lambda line: line.at, reverse=True)
    return Talk(
        matter,
        [replace(line, new=True) if _is_new(line, since) else line for line in both],
        [(member.id, member.name) for member in colleagues(scope, matter)],
        len(found) > queries.PAGE,
    )


def seen(scope: Scope, *talks: Talk | None) -> None:
    """The reader has now seen what was new: written down as one small row for each thing, and
    nothing is written where nothing was new."""
    for talk in talks:
        if talk is not None and talk.new_until is not None:
            with transaction():
                reading.mark(scope, talk.matter, talk.new_until)


def _is_new(line: Line, since: datetime | None) -> bool:
    """To somebody who was never here, what is old is not new, unless it was meant for them."""
    if line.mine or not (line.message or line.ours):
        return False
    if since is None:
        return line.for_me or line.at > clock.now() - reading.UNREAD_FOR
    return line.at > since
