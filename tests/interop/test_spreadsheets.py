"""What leaves as a spreadsheet is data, whatever somebody typed."""

import csv
import io
import unicodedata
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.interop.spreadsheets import COMMANDS, Format, harmless, written

typed = st.text(max_size=40) | st.builds(
    lambda hidden, command, rest: hidden + command + rest,
    st.text("\u200b\ufeff\u00a0 \u2060", max_size=3),
    st.sampled_from(sorted(COMMANDS)),
    st.text(max_size=10),
)


def first_seen(text: str) -> str:
    hidden = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    return next((c for c in text if c in COMMANDS or unicodedata.category(c) not in hidden), "")


@given(typed)
def test_no_text_reaches_a_file_as_a_command(text):
    assert first_seen(str(harmless(text))) not in COMMANDS


@pytest.mark.parametrize("attack", ["=1+1", "\u200b=cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "+386"])
def test_known_attacks_are_marked_as_text(attack: str):
    assert harmless(attack) == "'" + attack


def test_ordinary_words_numbers_and_days_stay_as_they_are():
    cells = ("Čuden – a navaden", 7, -3.5, date(2026, 11, 24), None)

    assert tuple(harmless(cell) for cell in cells) == cells


def test_csv_opens_with_letters_days_and_empty_cells_in_place():
    content = written(Format.CSV, ["Šifra", "Dan"], [["Č-1", date(2026, 11, 24)], ["=2", None]])

    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Šifra", "Dan"],
        ["Č-1", "2026-11-24"],
        ["'=2", ""],
    ]


def test_xlsx_holds_texts_as_texts_and_days_as_days():
    content = written(Format.XLSX, ["Šifra", "Dan"], [["=1+1", date(2026, 11, 24)], ["a\x00b", 2]])

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][0] == "'=1+1"
    assert rows[1][1].date() == date(2026, 11, 24)
    assert rows[2] == ["ab", 2]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
