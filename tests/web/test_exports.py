"""Lists as files: the same rows as on the page, for the same people, and written down."""

import csv
import io
import re

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.exports import queries
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.reading import english, words
from tests.statements import asked

KINDS = ("csv", "xlsx")


def table(answer) -> list[dict[str, str]]:
    content = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def sheet(answer) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


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


def test_the_board_leaves_as_it_is_filtered_and_no_town_is_written_down(cast: Cast, owner: Engine):
    factories.group(cast.institution, name="Jadro")
    factories.group(cast.stranger, name="Klas", sex="boys")

    taken = cast.centre.browser().get("/exports/board.csv?sex=female&town=Kranj&only_free=yes")

    assert [row["Skupina"] for row in table(taken)] == ["Jadro"]
    assert written_down(owner) == [("board", ["sex=female", "only_free=yes"], 1)]


def test_a_filter_of_the_board_that_cannot_be_read_makes_no_file(cast: Cast, owner: Engine):
    assert cast.centre.browser().get("/exports/board.csv?age=old").status_code == 422
    assert written_down(owner) == []


def test_a_house_leaves_with_who_is_away_and_its_groups(cast: Cast):
    group_id = factories.group(cast.institution)
    factories.stay(cast.institution, group_id, "A1")
    home = english(cast.institution)

    house, groups = table(home.get("/exports/house.csv")), table(home.get("/exports/groups.csv"))
    outlook = table(home.get(f"/exports/outlook.csv?group={group_id}"))

    assert [row["Reference"] for row in house] == ["A1"]
    assert [(row["Places"], row["Free"]) for row in groups] == [("3", "2")]
    assert table(home.get("/exports/away.csv")) == []
    assert len(outlook) == 90
    assert outlook[0]["Free"] == "2"


def test_the_days_of_a_group_need_a_group_that_one_may_see(cast: Cast):
    group_id = factories.group(cast.institution)

    assert cast.outsider.browser().get(f"/exports/outlook.csv?group={group_id}").status_code == 404
    assert cast.centre.browser().get("/exports/outlook.csv").status_code == 422


def test_an_administrator_takes_members_along_and_sees_that_somebody_did(cast: Cast):
    administrator = english(cast.centre)

    people = table(administrator.get("/exports/members.csv"))
    for name in ("invitations", "duties", "notices"):
        assert administrator.get(f"/exports/{name}.xlsx").status_code == 200
    page = words(administrator.get("/administration/exports"))

    assert [row["Name"] for row in people] == [cast.centre.scope.member_name]
    assert "Members CSV none 1" in page
    assert "Notices XLSX none 0" in page
    assert [row["List"] for row in table(administrator.get("/exports/exports.csv"))][
        -1
    ] == "Members"


def test_only_an_administrator_sees_what_left_and_of_the_own_house_alone(cast: Cast, owner: Engine):
    cast.institution.browser().get("/exports/groups.csv")
    worker = colleague(owner, cast.centre, "Uroš", Role.CASE_WORKER)

    assert worker.browser().get("/administration/exports").status_code == 403
    assert "No list has left yet" in words(english(cast.centre).get("/administration/exports"))


def test_what_left_is_paged_and_costs_the_same_for_one_and_three(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queries, "PAGE", 2)
    browser, counted = cast.centre.browser(), []
    for _ in range(3):
        browser.get("/exports/members.csv")
        with asked(app) as statements:
            page = browser.get("/administration/exports")
        counted.append(len(statements))

    assert counted[0] == counted[2]
    onward = re.search(r'href="(/administration/exports\?before=[^"]*)"', page.text)
    assert onward
    assert browser.get(onward[1]).text.count('<td role="cell" data-label="Kdo">') == 1


def written_down(owner: Engine) -> list[tuple[object, ...]]:
    with owner.connect() as connection:
        rows = connection.execute(text("SELECT list, filters, rows FROM exports ORDER BY id")).all()
    return [tuple(row) for row in rows]


def test_what_is_due_leaves_with_its_times(cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    due = table(english(cast.institution).get("/exports/deadlines.csv"))

    assert [row["What is due"] for row in due] == ["answer to the ask"]
    assert table(english(cast.stranger).get("/exports/deadlines.csv")) == []
