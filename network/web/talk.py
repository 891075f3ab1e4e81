"""What was written on a thing, as one reader sees it: steps and messages, which both sides see,
with the notes that only the own organisation sees; and what of it is new to the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from network.duties.queries import names_of
from network.notes import queries, reading
from network.notes.subjects import Matter, those_who_look
from network.web.happenings import Line, of_notes
from tenants import clock, staffing
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
    return on_each(scope, [(matter, lines)])[0]


def on_each(scope: Scope, written: Sequence[tuple[Matter, Iterable[Line]]]) -> list[Talk]:
    """The same for several things of one page, with the reader and the colleagues in common."""
    notes = [queries.newest(scope, [matter.id]) for matter, _ in written]
    shown = [found[: queries.PAGE] for found in notes]
    said = queries.said(scope, [note for found in shown for note in found])
    names = names_of(scope, [note.told_id for found in shown for note in found])
    since = reading.marks(scope, [matter.id for matter, _ in written])
    working = staffing.active(scope)
    return [
        Talk(
            matter,
            _sorted([*of_notes(ours, said, scope.member_id, names), *lines], since.get(matter.id)),
            [(one.id, one.name) for one in those_who_look(scope, matter, working)],
            len(found) > len(ours),
        )
        for (matter, lines), found, ours in zip(written, notes, shown, strict=True)
    ]


def _sorted(lines: list[Line], since: datetime | None) -> list[Line]:
    """The newest first; what is new is marked so."""
    lines.sort(key=lambda line: line.at, reverse=True)
    return [replace(line, new=True) if _is_new(line, since) else line for line in lines]


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
