"""An empty list to fill in, with one example row. Pure."""

import csv
import io

from network.availability.importing.columns import LEFT_OUT, Column, written

EXAMPLE: dict[Column, str] = {
    Column.INSTITUTION: "Vzgojni zavod Zgled",
    Column.GROUP: "Stanovanjska skupina Jadro",
    Column.FORM: "stanovanjska skupina",
    Column.TOWN: "Kranj",
    Column.SEX: "mešano",
    Column.AGE_FROM: "14",
    Column.AGE_TO: "18",
    Column.SCHOOL: "osnovna, srednja",
    Column.CAPACITY: "8",
    Column.RESTRICTION: "2",
    Column.LEGAL_GROUPS: "vse",
    Column.NEEDS_TAKEN: "težave v šoli, učne težave",
    Column.NEEDS_ASKED: "begi",
    Column.NEEDS_NOT_TAKEN: "",
    Column.DUTY_PHONE: "04 123 45 67",
    Column.NOTE: "hiša z vrtom, blizu avtobusne postaje",
    Column.CLOSED_PLACES: "1",
    Column.CLOSED_FROM: "24. 12. 2026",
    Column.CLOSED_UNTIL: "3. 1. 2027",
    Column.CLOSED_REASON: "pomanjkanje osebja",
}


def template(institution: str = "") -> bytes:
    """The list as Excel opens it here: UTF-8 with its mark, semicolons, CRLF."""
    columns = [each for each in Column if each not in LEFT_OUT | {Column.AGES}]
    example = EXAMPLE | ({Column.INSTITUTION: institution} if institution else {})
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";")
    rows.writerow(map(written, columns))
    rows.writerow(_harmless(example[column]) for column in columns)
    return file.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A name that looks like a formula stays a name in whatever opens the file."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
