"""Small numbers of a table that must not point at anybody. Pure.

A number from 1 to 4 is not told. Where it could be computed back, from the total of its row or
of its column, another number is withheld with it: the one that costs least. Totals are judged by
themselves first, because those of columns stand in other tables as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5
TOTAL = ""
Place = tuple[str, str]


class Hidden(StrEnum):
    """Why a number is not told."""

    FEW = "few"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its totals; a cell is a number, or why there is none."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[Place, int | Hidden]

    def line(self, row: str) -> list[int | Hidden]:
        """One row, its total last."""
        return [self.cells[row, column] for column in (*self.columns, TOTAL)]

    @property
    def totals(self) -> list[int | Hidden]:
        return self.line(TOTAL)


def protected(counts: Mapping[Place, int], columns: Sequence[str]) -> Grid:
    """The table of `counts` by row and column, with totals and without what could give somebody
    away. Rows in the order in which they come; a row of noughts is left out."""
    rows = list(dict.fromkeys(row for (row, _), n in counts.items() if n))
    cells = _with_totals(counts, rows, columns)
    hidden = {place: Hidden.FEW for place, n in cells.items() if 0 < n < FEWEST}
    margins = list(_margins(rows, columns))
    _cover(cells, hidden, margins)
    _cover(cells, hidden, [*margins, *_lines(rows, columns)])
    return Grid(rows, columns, {place: hidden.get(place, n) for place, n in cells.items()})


def _with_totals(
    counts: Mapping[Place, int], rows: Sequence[str], columns: Sequence[str]
) -> dict[Place, int]:
    cells = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        cells[row, TOTAL] = sum(cells[row, column] for column in columns)
    for column in (*columns, TOTAL):
        cells[TOTAL, column] = sum(cells[row, column] for row in rows)
    return cells


def _margins(rows: Sequence[str], columns: Sequence[str]) -> Iterator[list[Place]]:
    yield [(TOTAL, column) for column in (*columns, TOTAL)]
    yield [(row, TOTAL) for row in (*rows, TOTAL)]


def _lines(rows: Sequence[str], columns: Sequence[str]) -> Iterator[list[Place]]:
    """Whatever adds up: each row and each column, with its total."""
    for row in rows:
        yield [(row, column) for column in (*columns, TOTAL)]
    for column in columns:
        yield [(row, column) for row in (*rows, TOTAL)]


def _cover(
    cells: Mapping[Place, int], hidden: dict[Place, Hidden], lines: Sequence[Sequence[Place]]
) -> None:
    """Withhold more until no line gives away what it hides."""
    while True:
        found = next(filter(None, (_to_withhold(cells, hidden, line) for line in lines)), None)
        if found is None:
            return
        hidden[found] = Hidden.WITHHELD


def _to_withhold(
    cells: Mapping[Place, int], hidden: Mapping[Place, Hidden], line: Sequence[Place]
) -> Place | None:
    """The number that costs least to withhold, if the line needs one."""
    gone = [place for place in line if place in hidden]
    candidates = [place for place in line if place not in hidden and cells[place]]
    if (
        not gone
        or not candidates
        or not _gives_away([cells[place] for place in gone], hidden, gone)
    ):
        return None
    return min(candidates, key=lambda place: _cost(place, cells, hidden, gone))


def _cost(
    place: Place, cells: Mapping[Place, int], hidden: Mapping[Place, Hidden], gone: Sequence[Place]
) -> tuple[int, bool, int, Place]:
    """Totals last, since other tables tell them, too; first what another hidden number covers
    already in its own other line; then the smallest."""
    row, column = place
    others = (each for each in hidden if each not in gone)
    covered = any(each[0] == row or each[1] == column for each in others)
    return place.count(TOTAL), not covered, cells[place], place


def _gives_away(
    numbers: Sequence[int], hidden: Mapping[Place, Hidden], gone: Sequence[Place]
) -> bool:
    """One hidden number alone is what is missing to the total; several are known as well where
    all of them are as small, or as large, as a number can be that is called few."""
    if len(numbers) == 1:
        return True
    few = all(hidden[place] is Hidden.FEW for place in gone)
    return few and set(numbers) in ({1}, {FEWEST - 1})
