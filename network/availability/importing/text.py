"""CSV as it really arrives: in any of the encodings and with any of the separators in use here."""

import csv
import io
import re
from collections.abc import Iterator

from network.availability.importing.faults import Unreadable
from tenants.errors import N_

Line = tuple[int, list[str]]
"""A row's first line in the file, counted from 1, and its cells."""

SEPARATORS = ";,\t"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Letters of no Slovenian word: Windows-1250's reading of what ISO 8859-2 writes for š, ž, Š, Ž.
MISREAD = re.compile("[ąľ©®]")
CARONS = re.compile("[šžŠŽ]")


def lines(content: bytes) -> Iterator[Line]:
    """The rows of a CSV file, empty ones left out. Raises Unreadable."""
    text = decoded(content)
    if match := re.match(r"sep=(.)\r?\n", text):  # a hint for Excel, not a row
        separator, text = match[1], "\n" + text[match.end() :]
    else:
        separator = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            N_("From line %(line)s on the quotation marks do not fit together."), line=start
        ) from None


def decoded(content: bytes) -> str:
    """The text, whatever it was written in: UTF-8 or 16, Windows-1250, ISO 8859-2.

    UTF-8 refuses what is not UTF-8, so it is tried first. Raises Unreadable.
    """
    mark = next((name for start, name in MARKS.items() if content.startswith(start)), "utf-8")
    try:
        text = content.decode(mark)
    except UnicodeDecodeError:
        text = _central_european(content)
    if NO_TEXT.search(text):
        raise Unreadable(N_("This is no table. Save the list as CSV or XLSX and try again."))
    return text


def _central_european(content: bytes) -> str:
    try:
        text = content.decode("cp1250")
    except UnicodeDecodeError:
        raise Unreadable(
            N_("The letters of this file cannot be read. Save it as “CSV UTF-8” and try again.")
        ) from None
    if MISREAD.search(text) and not CARONS.search(text):
        return content.decode("iso8859-2")
    return text


def separator_of(text: str) -> str:
    """The one that the first line with any of them uses most; a semicolon if none does."""
    for line in text.splitlines():
        outside = re.sub(r'"[^"]*"', "", line)
        if counts := {each: outside.count(each) for each in SEPARATORS if each in outside}:
            return max(counts, key=counts.__getitem__)
    return ";"
