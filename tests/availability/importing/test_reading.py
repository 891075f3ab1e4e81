"""A list is read however its program saved it; what is no list is refused with a sentence."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from network.availability.importing import reading, text, workbook
from network.availability.importing.columns import NAMES, Column, recognised, written
from network.availability.importing.faults import TooLarge, Unreadable
from network.availability.profile import Need
from tests.availability.importing.books import (
    COMPLETE,
    DULL,
    INCOMPLETE,
    as_csv,
    as_xlsx,
    in_csv,
    table,
)

CAREFUL = {"skupina": "Škrat, »Žar« & Čuk", "opombe": 'Hiša "Ob žagi"; dvorišče\nin vrt'}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
def test_the_same_list_is_read_from_every_separator_and_encoding(
    separator: str, encoding: str
) -> None:
    row = CAREFUL if encoding != "iso8859-2" else {"skupina": "Škrat žar Čuk", "opombe": "š, ž; Ž"}

    sheet = reading.read(in_csv(row, separator=separator, encoding=encoding))

    assert sheet.rows[0].cells[Column.GROUP] == row["skupina"]
    assert sheet.rows[0].cells[Column.NOTE] == row["opombe"].replace("\r\n", "\n")


def test_a_row_knows_its_line_in_the_file_whatever_stands_between() -> None:
    content = in_csv({"opombe": "dve\nvrstici"}, {"skupina": "Krmilo"}).replace(
        b"\r\nKrmilo", b"\r\n\r\n;;;\r\nKrmilo"
    )

    assert [row.line for row in reading.read(content).rows] == [2, 6]


def test_excels_hint_for_the_separator_is_not_a_row() -> None:
    sheet = reading.read(b"sep=|\r\n" + in_csv({}, separator="|"))

    assert [row.line for row in sheet.rows] == [3]


def test_a_title_above_the_headings_does_not_matter() -> None:
    sheet = reading.read(as_csv([["Seznam skupin"], ["stanje 1. 11. 2026"], *table({})]))

    assert [row.line for row in sheet.rows] == [4]


def test_columns_come_in_any_order_and_by_any_of_their_names() -> None:
    headings = ["CAPACITY", "Age  range", "Gender", "Town", "Kind", "Ime skupine"]

    sheet = reading.read(
        as_csv([headings, ["8", "14-18", "mixed", "Kranj", "youth flat", "Jadro"]])
    )

    assert sheet.rows[0].cells[Column.CAPACITY] == "8"
    assert sheet.headers[Column.GROUP] == "Ime skupine"


def test_no_name_means_two_columns() -> None:
    names = [name for listed in NAMES.values() for name in listed.split(", ")]

    assert len(names) == len({text.casefold() for text in names})
    assert all(recognised(written(column)) is column for column in [*Column, *Need])


def test_unknown_columns_and_the_source_are_left_out_by_name() -> None:
    sheet = reading.read(in_csv({"vir": "scfm-smlednik.si", "Barva hiše": "rumena"}))

    assert sheet.ignored == ["vir", "Barva hiše"]


def test_a_workbook_is_read_as_it_would_have_been_typed() -> None:
    morning = datetime.combine(date(2026, 1, 5), time(8))
    cells: list[list[object]] = [
        [*DULL, "zaprto od", "begi"],
        ["Jadro", "stanovanjska skupina", "Kranj", "mešano", 14.0, 18, 8, date(2026, 12, 24), True],
        [None] * 9,
        ["Krmilo", "youth flat", "Kranj", "m/ž", 18, 21, "2", morning, False],
    ]

    sheet = reading.read(as_xlsx(cells))

    assert [row.line for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells[Column.AGE_FROM] == "14"
    assert sheet.rows[0].cells[Column.CLOSED_FROM] == "24. 12. 2026"
    assert [row.cells[Need.RUNAWAY] for row in sheet.rows] == ["da", "ne"]


def test_of_a_workbook_the_first_filled_sheet_counts() -> None:
    book = openpyxl.Workbook()
    for name, group in (("Skupine", "Jadro"), ("Lani", "Krmilo")):
        sheet = book.create_sheet(name)
        for row in table({"skupina": group}):
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)

    found = reading.read(saved.getvalue())

    assert [row.cells[Column.GROUP] for row in found.rows] == ["Jadro"]


def test_a_formula_in_a_workbook_reaches_the_judge_as_it_is() -> None:
    assert reading.read(as_xlsx(table({"mest": "=2*4"}))).rows[0].cells[Column.CAPACITY] == "=2*4"


def test_a_row_that_is_too_long_is_a_fault_and_one_that_is_too_short_is_not() -> None:
    short, long = ["Jadro", "stanovanjska skupina"], [*DULL.values(), "še nekaj"]

    sheet = reading.read(as_csv([list(DULL), short, long]))

    assert [fault.line for fault in sheet.faults] == [3]


ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as archive:
    archive.writestr("word/document.xml", "<x/>")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" \r\n\r\n", id="blank"),
        pytest.param(b"\xef\xbb\xbf", id="only a mark"),
        pytest.param(in_csv(), id="only headings"),
        pytest.param(as_csv([list(DULL.values())]), id="no headings"),
        pytest.param(as_csv([["skupina", "oblika", "kraj"], ["Jadro", "x", "y"]]), id="missing"),
        pytest.param(in_csv({"ime skupine": "Jadro"}), id="a column twice"),
        pytest.param(COMPLETE + b'"brez konca;', id="quotation marks"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", id="a picture"),
        pytest.param(b"skupina;oblika;kraj\n\x81\x83", id="no letters"),
        pytest.param(b"PK\x03\x04 and then nothing of it", id="a broken archive"),
        pytest.param(ARCHIVE.getvalue(), id="another archive"),
        pytest.param(as_xlsx(table({}))[:-200], id="half a workbook"),
        pytest.param(as_xlsx([]), id="an empty workbook"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(content)

    assert refusal.value.sentence.endswith(".")
    assert "%(" not in str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"x" * (reading.MOST_BYTES + 1), id="bytes"),
        pytest.param(in_csv(*[{}] * (reading.MOST_ROWS + 1)), id="rows"),
        pytest.param(as_xlsx([*table({}), *[[]] * workbook.MOST_LINES, ["x"]]), id="lines"),
    ],
)
def test_a_file_that_is_too_large_is_not_read(content: bytes) -> None:
    with pytest.raises(TooLarge):
        reading.read(content)


def test_a_small_archive_that_unpacks_to_a_great_deal_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (workbook.MOST_UNPACKED + 1))

    with pytest.raises(TooLarge):
        reading.read(bomb.getvalue())


def test_the_separator_inside_quotation_marks_is_not_counted() -> None:
    assert text.separator_of('"a;b;c;d",b,c\n1;2;3;4') == ","


def test_both_real_lists_are_read() -> None:
    complete, incomplete = reading.read(COMPLETE), reading.read(INCOMPLETE)

    assert (len(complete.rows), len(incomplete.rows)) == (23, 9)
    assert incomplete.rows[7].cells[Column.GROUP] == "Stanovanjska skupina Stražišče"
