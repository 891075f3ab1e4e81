"""Lists as people keep them, for the tests of the import."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

DATA = Path(__file__).parents[2] / "data"
COMPLETE = (DATA / "western_slovenia_groups.csv").read_bytes()
INCOMPLETE = (DATA / "western_slovenia_groups_incomplete.csv").read_bytes()

DULL = {
    "skupina": "Jadro",
    "oblika": "stanovanjska skupina",
    "kraj": "Kranj",
    "spol": "mešano",
    "starost od": "14",
    "starost do": "18",
    "mest": "8",
}


def table(*rows: dict[str, str]) -> list[list[str]]:
    """Rows that differ from a dull one only where they say so, under all the headings they use."""
    headings = list(dict.fromkeys([*DULL, *(name for row in rows for name in row)]))
    return [headings, *([{**DULL, **row}.get(name, "") for name in headings] for row in rows)]


def in_csv(*rows: dict[str, str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    return as_csv(table(*rows), separator, encoding)


def as_csv(cells: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(cells)
    return written.getvalue().encode(encoding)


def as_xlsx(cells: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
