"""Lists as CSV and XLSX that no spreadsheet takes for commands. Pure.

A cell that begins with = + - @ | or a tab is a formula to some programs, also after letters that
nobody sees; such a text is marked as text with an apostrophe (OWASP, CSV injection). Numbers and
dates are written as what they are.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | datetime | None
COMMANDS = frozenset("=+-@|\t\r\n＝＋－＠｜")  # the wide forms, too: programs fold them
MARK = "'"
HIDDEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def mimetype(self) -> str:
        return MIMETYPES[self]


MIMETYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(kind: Format, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file: one line of headings, then a line for every row."""
    return _csv(head, rows) if kind is Format.CSV else _xlsx(head, rows)


def harmless(cell: Cell) -> Cell:
    """The cell as it may stand in a file: a text that could be a command is marked as text."""
    if not isinstance(cell, str):
        return cell
    seen = (letter for letter in cell if letter in COMMANDS or not _hidden(letter))
    return MARK + cell if next(seen, "") in COMMANDS else cell


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """With semicolons and a byte order mark, as Excel reads it where commas divide decimals."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([harmless(name) for name in head])
    writer.writerows([_plain(harmless(cell)) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int | float:
    """Dates in the one order that sorts (ISO 8601); nothing as nothing."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([harmless(name) for name in head])
    for row in rows:
        sheet.append([_without_zone(harmless(cell)) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _without_zone(cell: Cell) -> Cell:
    """A sheet knows no timezones: the wall clock's time stands there."""
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else _legible(cell)


def _legible(cell: Cell) -> Cell:
    """A sheet takes no control characters."""
    if not isinstance(cell, str):
        return cell
    return "".join(c for c in cell if c in "\t\n" or unicodedata.category(c) != "Cc")
