"""How many live in a group beside how many it is for. Pure.

Over-occupancy is shown, never hidden: "7/6", with who took it upon themselves and until when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.availability.profile import OccupancyKind
from network.availability.strip import Filling, Slot


@dataclass(frozen=True, slots=True)
class Crowd:
    """One day of a group. `until` is the first day on which the last extra place is gone;
    nobody stands behind those who live on an extra place that is over."""

    lived: int
    capacity: int
    extra: int
    authorised_by: tuple[str, ...]
    until: date | None

    @property
    def over(self) -> bool:
        return self.lived > self.capacity


def crowd(slots: Sequence[Slot], fillings: Sequence[Filling], on: date, today: date) -> Crowd:
    """How crowded the group is on the day."""
    standing = [slot for slot in slots if slot.stands(on)]
    extras = [slot for slot in standing if slot.is_extra]
    return Crowd(
        lived=sum(f.kind is OccupancyKind.STAY and f.fills(on, today) for f in fillings),
        capacity=len(standing) - len(extras),
        extra=len(extras),
        authorised_by=tuple(dict.fromkeys(slot.authorised_by for slot in extras)),
        until=max((slot.retired_on for slot in extras if slot.retired_on), default=None),
    )
