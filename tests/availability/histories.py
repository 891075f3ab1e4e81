"""Random lives of a group: places, and what fills them one after the other."""

from datetime import date, timedelta

from hypothesis import strategies as st

from network.availability.profile import OccupancyKind
from network.availability.strip import Filling, Slot

TODAY = date(2026, 10, 20)  # five days before the clocks go back
HORIZON = 40


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@st.composite
def fillings_of(draw: st.DrawFn, number: int) -> list[Filling]:
    """What fills one place, in order and never two at once; only the last may be open."""
    cuts = sorted(draw(st.lists(st.integers(-20, HORIZON), max_size=6, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = [
        Filling(number, draw(st.sampled_from(OccupancyKind)), day(starts), day(ends))
        for starts, ends in spans
    ]
    if len(cuts) % 2:
        found.append(Filling(number, draw(st.sampled_from(OccupancyKind)), day(cuts[-1]), None))
    return found


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[Slot], list[Filling]]:
    """A group of up to six places; one that is retired is filled by nothing from that day on."""
    slots: list[Slot] = []
    fillings: list[Filling] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        here = draw(fillings_of(number))
        closed = max((f.ends or day(HORIZON * 2) for f in here), default=TODAY)
        slots.append(Slot(number, draw(st.sampled_from([None, None, None, closed]))))
        fillings += here
    return slots, fillings


def overstaying(fillings: list[Filling]) -> list[Filling]:
    """The same group, in which every stay that should be over is still lived in."""
    return [
        Filling(f.number, f.kind, f.starts, f.ends, lasting=f.kind is OccupancyKind.STAY)
        for f in fillings
    ]
