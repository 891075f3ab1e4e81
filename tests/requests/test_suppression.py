"""Small numbers of a table stay hidden, also from those who can subtract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.requests.suppression import FEWEST, TOTAL, Hidden, protected

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD
KINDS = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("counts", "row", "line"),
    [
        ({("x", "a"): 4, ("x", "b"): 9}, "x", [FEW, WITHHELD, 13]),
        ({("x", "a"): 5, ("x", "b"): 9}, "x", [5, 9, 14]),
        ({("x", "a"): 3}, "x", [FEW, 0, FEW]),
        ({("x", "a"): 2, ("x", "b"): 4}, "x", [FEW, FEW, 6]),
        ({("x", "a"): 0, ("y", "a"): 5}, TOTAL, [5, 0, 5]),
    ],
)
def test_a_number_below_five_is_hidden_with_another_where_it_could_be_computed(counts, row, line):
    assert protected(counts, ["a", "b"]).line(row) == line


def test_a_row_of_noughts_is_left_out_and_no_table_is_no_table():
    assert protected({("x", "a"): 0}, ["a"]).rows == []
    assert protected({}, ["a", "b"]).totals == [0, 0, 0]


def test_what_a_column_gives_away_is_withheld_too():
    counts = {("x", "a"): 3, ("x", "b"): 8, ("y", "a"): 10, ("y", "b"): 12}

    grid = protected(counts, ["a", "b"])

    assert grid.line("x") == [FEW, WITHHELD, 11]
    assert grid.line("y") == [WITHHELD, WITHHELD, 22]
    assert grid.totals == [13, 20, 33]


cells = st.dictionaries(
    st.tuples(st.sampled_from("pqrs"), st.sampled_from(KINDS)), st.integers(0, 12), max_size=12
)


@given(cells)
def test_no_small_number_stands_there_and_none_is_what_is_missing_to_a_total(counts):
    grid = protected(counts, KINDS)

    told = [n for n in grid.cells.values() if not isinstance(n, Hidden)]
    assert not [n for n in told if 0 < n < FEWEST]
    columns = [[grid.cells[row, kind] for row in (*grid.rows, TOTAL)] for kind in KINDS]
    margins = [[grid.cells[row, TOTAL] for row in (*grid.rows, TOTAL)], grid.totals]
    for line in [grid.line(row) for row in grid.rows] + columns + margins:
        assert sum(isinstance(number, Hidden) for number in line) != 1


@given(cells)
def test_what_is_told_is_true(counts):
    grid = protected(counts, KINDS)

    for place, number in grid.cells.items():
        if not isinstance(number, Hidden) and TOTAL not in place:
            assert number == counts.get(place, 0)
