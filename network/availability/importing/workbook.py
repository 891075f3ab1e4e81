"""XLSX: the first sheet that holds anything, as rows of text."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from network.availability.importing.faults import TooLarge, Unreadable
from network.availability.importing.text import Line
from tenants.errors import N_

START = b"PK\x03\x04"
MOST_UNPACKED = 60 * 1024 * 1024  # bytes; a list of groups needs a hundredth
MOST_LINES = 20_000  # a sheet may end in any number of empty rows


def lines(content: bytes) -> Iterator[Line]:
    """The rows of the first filled sheet, empty ones left out. Raises Unreadable and TooLarge."""
    refuse_bombs(content)
    try:
        yield from _lines(content)
    except Unreadable:
        raise
    except Exception as failure:  # openpyxl raises whatever it happens to stumble over
        raise Unreadable(
            N_("This Excel file is damaged. Save it again as XLSX and try again.")
        ) from failure


def refuse_bombs(content: bytes) -> None:
    """Look at what the archive would unpack to, before it does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            is_workbook = any(part.filename.startswith("xl/") for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        is_workbook, unpacked = False, 0
    if not is_workbook:
        raise Unreadable(N_("This is no XLSX file. Save the list as XLSX or CSV and try again."))
    if unpacked > MOST_UNPACKED:
        raise TooLarge(N_("This Excel file holds far more than a list of groups."))


def _lines(content: bytes) -> Iterator[Line]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        found = 0
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [_text(cell.value) for cell in cells]
            if number > MOST_LINES:
                raise TooLarge(N_("This Excel file holds far more than a list of groups."))
            if any(texts):
                found += 1
                yield number, texts
        if found:
            return


def _text(value: object) -> str:
    """As somebody would have typed it. A formula stays one and is refused with its row."""
    match value:
        case None:
            return ""
        case bool():
            return "da" if value else "ne"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return f"{value.day}. {value.month}. {value.year}"
    return str(value).strip()
