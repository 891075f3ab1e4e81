"""Dealing occupancies to places anew, when every day has room but no single place has. Pure.

Slots fragment: two short stays on two places can leave a free place on every day of a month and
yet no one place free for the whole month. Occupancies that have not begun may change places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Key = TypeVar("Key")
MOST_TRIES = 20_000


@dataclass(frozen=True, slots=True)
class Span(Generic[Key]):
    """Days that must lie on one place; `ends` is the first free day, None for an open end."""

    key: Key
    starts: date
    ends: date | None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)

    def meets(self, other: "Span[Key]") -> bool:
        return (self.ends is None or other.starts < self.ends) and (
            other.ends is None or self.starts < other.ends
        )


def deal(
    fixed: Mapping[int, Sequence[Span[Key]]],
    movable: Sequence[Span[Key]],
    new: Span[Key] | None = None,
) -> dict[Key, int] | None:
    """A place number for every movable span, and for a new one, such that no two on a place meet.

    `fixed` holds, per place number that stands, the spans that cannot move. Returns None if there
    is no such deal (or none within a bound of tries that no real group reaches). Where more need a
    place than there are, a new one is refused only on its own days.
    """
    spans = [*movable, *([new] if new else [])]
    held = [span for here in fixed.values() for span in here]
    days = {span.starts for span in (*spans, *held) if new is None or new.covers(span.starts)}
    if _crowded([*spans, *held], days, len(fixed)):
        return None
    taken = {number: list(here) for number, here in fixed.items()}
    order = sorted(spans, key=lambda span: (span.starts, span.ends or date.max))
    dealt: dict[Key, int] = {}
    tries = [MOST_TRIES]
    return dealt if _place(order, 0, taken, dealt, tries) else None


def _crowded(spans: Sequence[Span[Key]], days: Iterable[date], places: int) -> bool:
    """Whether one of the days has more spans than places: then no deal can help."""
    return any(sum(span.covers(day) for span in spans) > places for day in days)


def _place(
    order: Sequence[Span[Key]],
    at: int,
    taken: dict[int, list[Span[Key]]],
    dealt: dict[Key, int],
    tries: list[int],
) -> bool:
    if at == len(order):
        return True
    span = order[at]
    for number in sorted(taken, key=lambda n: (_gap_before(taken[n], span), n)):
        tries[0] -= 1
        if tries[0] < 0:
            return False
        if any(span.meets(other) for other in taken[number]):
            continue
        taken[number].append(span)
        dealt[span.key] = number
        if _place(order, at + 1, taken, dealt, tries):
            return True
        taken[number].pop()
        del dealt[span.key]
    return False


def _gap_before(spans: Sequence[Span[Key]], span: Span[Key]) -> int:
    """Days a place would lie empty before `span`: the tightest place first, so that long open
    stretches stay whole for later."""
    ends = [other.ends for other in spans if other.ends is not None and other.ends <= span.starts]
    return (span.starts - max(ends)).days if ends else date.max.toordinal()
