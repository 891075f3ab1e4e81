"""From a file to rows with their lines and columns. What the cells mean is judged in checking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from unicodedata import normalize

from network.availability.importing import text, workbook
from network.availability.importing.columns import (
    AGES,
    LEFT_OUT,
    REQUIRED,
    Column,
    Heading,
    recognised,
    written,
)
from network.availability.importing.faults import Fault, TooLarge, Unreadable
from network.availability.importing.text import Line
from tenants.errors import N_

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
TITLES = 10  # the headings stand within so many rows; above may be a title and a date
ENOUGH = 3  # so many known headings make a row of headings


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list: its line in the file and the cells that are filled."""

    line: int
    cells: Mapping[Heading, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole list."""

    headers: Mapping[Heading, str]
    """The columns we know, as the file calls them."""

    ignored: Sequence[str]
    """The columns that are left out, as the file calls them."""

    rows: Sequence[Row]
    faults: Sequence[Fault] = field(default_factory=tuple)


def read(content: bytes) -> Sheet:
    """The list in a file, CSV or XLSX, recognised by what it holds and not by its name.

    Raises Unreadable, or TooLarge, with a sentence on what to do.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(N_("The file is larger than 5 MB. A list of groups is much smaller."))
    if not content.strip():
        raise Unreadable(N_("The file is empty."))
    book = content.startswith(workbook.START)
    lines = iter(workbook.lines(content) if book else text.lines(content))
    first = list(islice(lines, TITLES))
    found = next((index for index, (_, cells) in enumerate(first) if _are_headings(cells)), None)
    if found is None:
        raise Unreadable(
            N_("The first row must name the columns: %(columns)s."), columns=_needed_columns()
        )
    sheet = _sheet(first[found][1], [*first[found + 1 :], *islice(lines, MOST_ROWS + 1)])
    if not sheet.rows:
        raise Unreadable(N_("The file names its columns and holds no groups."))
    return sheet


def _are_headings(cells: Iterable[str]) -> bool:
    return len({known for cell in cells if (known := recognised(cell))}) >= ENOUGH


def _needed_columns() -> str:
    return ", ".join(map(written, [*REQUIRED, Column.AGE_FROM, Column.AGE_TO]))


def _sheet(headings: Sequence[str], lines: Sequence[Line]) -> Sheet:
    if len(lines) > MOST_ROWS:
        raise TooLarge(
            N_("The file holds more than %(most)s rows. Split it into several."), most=MOST_ROWS
        )
    places = [recognised(cell) for cell in headings]
    headers = {known: cell for known, cell in zip(places, headings, strict=True) if known}
    _refuse_headings(places, headers)
    kept = [None if known in LEFT_OUT else known for known in places]
    return Sheet(
        headers={known: cell for known, cell in headers.items() if known not in LEFT_OUT},
        ignored=[cell for known, cell in zip(kept, headings, strict=True) if cell and not known],
        rows=[_row(line, cells, kept) for line, cells in lines],
        faults=list(_surplus(lines, len(headings))),
    )


def _refuse_headings(places: Sequence[Heading | None], headers: Mapping[Heading, str]) -> None:
    known = [each for each in places if each]
    twice = [headers[each] for each in headers if known.count(each) > 1]
    if twice:
        raise Unreadable(N_("Two columns mean the same: %(column)s."), column=", ".join(twice))
    missing = [written(each) for each in REQUIRED if each not in headers]
    if not any(ages <= headers.keys() for ages in AGES):
        missing += [written(Column.AGE_FROM), written(Column.AGE_TO)]
    if missing:
        raise Unreadable(N_("These columns are missing: %(columns)s."), columns=", ".join(missing))


def _row(line: int, cells: Sequence[str], places: Sequence[Heading | None]) -> Row:
    """A short row is one whose last cells are empty. Letters come in one spelling (NFC)."""
    filled = zip(places, cells, strict=False)
    return Row(line, {known: normalize("NFC", cell) for known, cell in filled if known and cell})


def _surplus(lines: Iterable[Line], width: int) -> Iterator[Fault]:
    for line, cells in lines:
        if any(cells[width:]):
            sentence = N_("This row has more cells than there are columns.")
            yield Fault(line, "", sentence)
