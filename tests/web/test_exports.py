"""Lists as files: the same rows as on the page, for the same people, and written down."""

import csv
import io

import openpyxl
import pytest
from sqlalchemy import Engine, text

from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser

KINDS = ("csv", "xlsx")


def table(answer) -> list[dict[str, str]]:
    content = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def sheet(answer) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def english(browser: Browser) -> Browser:
    browser.client.set_cookie("language", "en")
    return browser


def test_a_centre_takes_its_requests_along_all_of_them(cast: Cast):
    for number in range(27):  # more than a page
        factories.request(cast.centre, file_reference=f"F-{number}")
    factories.request(cast.outsider, file_reference="another's")

    answer = cast.centre.browser().get("/exports/requests.csv")

    references = {cell for row in table(answer) for cell in row.values()}
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=requests-2")
    assert {f"F-{number}" for number in range(27)} <= references
    assert "another's" not in references


def test_what_was_typed_never_becomes_a_formula(cast: Cast):
    factories.request(cast.centre, file_reference="=HYPERLINK(1)")

    browser = cast.centre.browser()

    assert "'=HYPERLINK(1)" in browser.get("/exports/requests.csv").get_data(as_text=True)
    assert "'=HYPERLINK(1)" in sheet(browser.get("/exports/requests.xlsx"))[1]


def test_filters_of_the_page_filter_the_file(cast: Cast):
    factories.request(cast.centre)

    closed = cast.centre.browser().get("/exports/requests.csv?state=closed")
    odd = cast.centre.browser().get("/exports/requests.csv?state=%3Cb%3E")

    assert (len(table(closed)), len(table(odd))) == (0, 1)


def test_a_home_takes_asks_and_its_house_along_and_the_coordination_figures(cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    asks = table(cast.institution.browser().get("/exports/asks.csv"))
    house = cast.institution.browser().get("/exports/placements.xlsx")
    figures = table(cast.coordination.browser().get("/exports/network.csv"))

    assert len(asks) == len(figures) == 1
    assert len(sheet(house)) == 1  # nobody lives there yet: headings only
    assert not any("F-" in str(cell) for cell in figures[0].values())


@pytest.mark.parametrize("name", ["requests", "asks", "placements", "network"])
@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_see_the_page_gets_no_file(cast: Cast, owner: Engine, name: str, kind: str):
    nobody = colleague(owner, cast.centre, "Uroš", Role.DPO)

    assert nobody.browser().get(f"/exports/{name}.{kind}").status_code == 403


def test_every_file_is_written_down_with_codes_and_counts_only(cast: Cast, owner: Engine):
    factories.request(cast.centre)

    cast.centre.browser().get("/exports/requests.csv?state=open&mine=secret%20name")

    with owner.connect() as connection:
        found = connection.execute(
            text("SELECT tenant_id, list, format, filters, rows FROM exports")
        ).all()
    assert found == [(cast.centre.tenant_id, "requests", "csv", ["state=open"], 1)]
