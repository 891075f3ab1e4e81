"""What a list did or would do, for a terminal."""

from collections.abc import Iterator, Sequence

from network.availability.importing.faults import Fault
from network.availability.importing.lists import Rehearsal
from network.availability.importing.plan import House, Move, Plan, Step

COLUMNS = ("line", "", "group", "form", "level", "ages", "for", "town", "places")
TO_DO = ("to admit", "to open", "to change", "as they are")
DONE = ("admitted", "opened", "changed", "as they were")
MOVES = {Move.OPEN: "+", Move.CHANGE: "~", Move.KEEP: "="}


def faults(found: Sequence[Fault]) -> Iterator[str]:
    """Every fault in row and column, and that nothing was changed."""
    yield from map(str, found)
    yield f"{_many(len(found), 'fault')}. Nothing was changed."


def report(rehearsal: Rehearsal, *, done: bool) -> Iterator[str]:
    """Home by home, group by group, then in one sentence."""
    if rehearsal.ignored:
        yield f"Columns left out: {', '.join(rehearsal.ignored)}"
    for house in rehearsal.plan.houses:
        yield ""
        yield _heading(house)
        yield from _table([COLUMNS, *map(_cells, house.steps)])
        for step in house.steps:
            yield from _differences(step)
    yield ""
    yield _sum(rehearsal.plan, done)
    if not done and not rehearsal.plan.changes_nothing:
        yield "Nothing has been changed yet. Say --apply to do it."


def _heading(house: House) -> str:
    kind = house.kind.replace("_", " ")
    if not house.admitted:
        return f"{house.name} ({kind})"
    alike = f"; looks like {house.resembles}: is it misspelt?" if house.resembles else ""
    return f"{house.name}: new to the network, as {kind} in {house.town}{alike}"


def _cells(step: Step) -> tuple[str, ...]:
    profile = step.profile
    return (
        str(step.entry.line),
        MOVES[step.move],
        profile["name"],
        profile["form"].replace("_", " "),
        str(profile["restriction_level"]),
        f"{profile['age_from']}-{profile['age_to']}",
        profile["sex"],
        profile["town"],
        str(profile["capacity"]),
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _differences(step: Step) -> Iterator[str]:
    for name, (before, after) in step.changes.items():
        shown = name.replace("_", " ")
        yield f"    line {step.entry.line}, {shown}: {_value(before)} -> {_value(after)}"
    if step.closures and step.entry.closing:
        starts, ends = step.entry.closing.starts, step.entry.closing.ends
        until = f" until {ends}" if ends else ""
        yield f"    line {step.entry.line}: {_many(step.closures, 'place')} closed, {starts}{until}"


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value)


def _sum(plan: Plan, done: bool) -> str:
    admit, opening, change, keep = DONE if done else TO_DO
    parts = [
        f"{_many(len(plan.admissions), 'organisation')} {admit}",
        f"{_many(plan.count(Move.OPEN), 'group')} {opening}",
        f"{plan.count(Move.CHANGE)} {change}",
        f"{plan.count(Move.KEEP)} {keep}",
    ]
    return ", ".join(parts) + f"; {_many(plan.places, 'place')} in the list."


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
