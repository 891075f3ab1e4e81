"""Whatever is uploaded: either rows or a sentence, never a crash."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from network.availability.importing import checking, reading
from network.availability.importing.columns import Column, recognised, written
from network.availability.importing.faults import Unreadable
from network.availability.importing.words import FORMS, NEEDS, SCHOOLS, SEXES, STANCES
from network.availability.profile import Need
from network.availability.towns import Towns
from tests.availability.importing.books import COMPLETE, as_csv, as_xlsx
from tests.effort import tried

NOWHERE = Towns({})
HEADINGS = [written(each) for each in [*Column, *Need]]
WORDS = [
    name
    for words in (FORMS, SEXES, SCHOOLS, NEEDS, STANCES)
    for name in words.offered().split(", ")
]
CELLS = st.one_of(
    st.sampled_from([*WORDS, "24. 12. 2026", "31. 2. 2026", "14", "14-18", "=1+1", "", "?"]),
    st.text(max_size=12),
)
TABLES = st.lists(st.lists(CELLS, max_size=len(HEADINGS)), min_size=1, max_size=6)


# A slow machine is no fault of the reader's.
without_haste = settings(deadline=None, max_examples=tried(60, 1200))


def read_and_check(content: bytes) -> Iterable[object]:
    try:
        sheet = reading.read(content)
    except Unreadable as refusal:
        return [str(refusal)]
    checked = checking.check(sheet, NOWHERE, "Dom")
    assert all(fault.line > 0 for fault in checked.faults)
    return [*checked.entries, *map(str, checked.faults)]


@without_haste
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_sentence(content: bytes) -> None:
    assert read_and_check(content)


@without_haste
@given(st.binary(max_size=200))
def test_any_bytes_after_the_mark_of_a_workbook_are_rows_or_a_sentence(content: bytes) -> None:
    assert read_and_check(b"PK\x03\x04" + content)


@without_haste
@given(st.integers(0, len(COMPLETE) - 1), st.binary(max_size=8))
def test_a_damaged_list_is_rows_or_a_sentence(at: int, damage: bytes) -> None:
    assert read_and_check(COMPLETE[:at] + damage + COMPLETE[at + len(damage) :])


@without_haste
@given(st.data())
def test_a_damaged_workbook_is_rows_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(WORKBOOK)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[at] ^= data.draw(st.integers(1, 255))

    assert read_and_check(bytes(whole))


@without_haste
@given(TABLES)
def test_any_cells_under_our_headings_are_entries_or_faults(rows: list[list[str]]) -> None:
    assert read_and_check(as_csv([TITLES, *rows]))


@without_haste
@given(st.text(max_size=30))
def test_any_heading_is_known_or_not(heading: str) -> None:
    assert recognised(heading) in {*Column, *Need, None}


TITLES = [each for each in HEADINGS if each != written(Column.AGES)]
WORKBOOK = as_xlsx([TITLES, ["Dom", "Jadro", "stanovanjska skupina", "Kranj", "mešano", 14, 18]])
