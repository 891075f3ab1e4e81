"""Dealing occupancies to places anew, when every day has room but no single place has. Pure.

Slots fragment: two short stays on two places can leave a free place on every day of a month and
yet no one place free for the whole month. Occupancies that have not begun may change places.
"""

from collections.abc import Mapping, Sequence
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

    def meets(self, other: "Span[Key]") -> bool:
        return (self.ends is None or other.starts < self.ends) and (
            other.ends is None or self.starts < other.ends
        )


def deal(
    fixed: Mapping[int, Sequence[Span[Key]]], movable: Sequence[Span[Key]]
) -> dict[Key, int] | None:
    """A place number for every movable span such that no two spans on a place meet.

    `fixed` holds, per place number that stands, the spans that cannot move. Returns None if there
    is no such deal (or none within a bound of tries that no real group reaches).
    """
    if _crowded([*movable, *(span for spans in fixed.values() for span in spans)], len(fixed)):
        return None
    taken = {number: list(spans) for number, spans in fixed.items()}
    order = sorted(movable, key=lambda span: (span.starts, span.ends or date.max))
    dealt: dict[Key, int] = {}
    tries = [MOST_TRIES]
    return dealt if _place(order, 0, taken, dealt, tries) else None


def _crowded(spans: Sequence[Span[Key]], places: int) -> bool:
    """Whether some day has more spans than places: then no deal can help."""
    return any(
        sum(span.starts <= day and (span.ends is None or day < span.ends) for span in spans)
        > places
        for day in {span.starts for span in spans}
    )


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
