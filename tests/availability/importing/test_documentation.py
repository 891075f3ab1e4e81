"""Whoever keeps a list finds every column it may have in docs/imports.md."""

from pathlib import Path

import pytest

from network.availability.importing.columns import NAMES, REQUIRED, Column
from network.availability.importing.template import EXAMPLE, template

DOCUMENT = (Path(__file__).parents[3] / "docs" / "imports.md").read_text()


@pytest.mark.parametrize("column", list(Column))
def test_every_column_is_documented_under_all_its_names(column: Column) -> None:
    first, others = NAMES[column].split(", ", 1)
    shown = f"**{first}**" if column in {*REQUIRED, Column.AGE_FROM, Column.AGE_TO} else first

    assert f"| {shown} | {others} |" in DOCUMENT


def test_the_list_to_fill_in_has_every_column_and_opens_in_excel() -> None:
    written = template("=Dom Breza")

    assert written.startswith(b"\xef\xbb\xbfzavod;skupina;")
    assert written.decode("utf-8-sig").splitlines()[0].count(";") == len(EXAMPLE) - 1
    assert "\r\n'=Dom Breza;" in written.decode("utf-8-sig")
