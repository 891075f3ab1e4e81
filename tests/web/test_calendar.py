"""The weeks to come of a group: counts for everybody, references for the house alone."""

from datetime import date, timedelta

from flask import Flask

from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.reading import english, words
from tests.statements import asked


def later(days: int) -> date:
    return clock.today() + timedelta(days=days)


def test_the_house_reads_who_leaves_and_others_how_many(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2)
    factories.stay(home, group_id, reference="L-17", planned_end=later(0) + timedelta(days=3))
    path = f"/groups/{group_id}/calendar?on={later(3).isoformat()}"

    own, theirs = words(english(home).get(path)), words(english(cast.centre).get(path))

    assert "L-17: planned end" in own
    assert "L-17" not in theirs
    assert "1 leaves" in theirs
    assert "2 free" in theirs


def test_the_strip_of_ninety_days_has_a_table_of_the_same(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2)
    factories.stay(home, group_id, reference="L-17", planned_end=later(30))

    own = english(home).get(f"/groups/{group_id}")
    theirs = english(cast.centre).get(f"/groups/{group_id}")

    assert "1 of 2" in words(theirs)
    assert "2 of 2" in words(theirs)
    assert "Expected leavings" in words(own)
    assert "L-17" in words(own)
    assert "L-17" not in theirs.text
    assert 'width="300"' in theirs.text
    assert "style=" not in theirs.text


def test_a_month_that_cannot_be_read_is_this_one(cast: Cast) -> None:
    group_id = factories.group(cast.institution)

    page = english(cast.centre).get(f"/groups/{group_id}/calendar?on=nekoč")

    assert page.status_code == 200
    assert "Month before" not in words(page)


def test_three_stays_cost_no_more_queries_than_one(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=4)
    browser, counts = english(cast.institution), []
    for more in (1, 2):
        for at in range(more):
            factories.stay(
                cast.institution, group_id, reference=f"{more}-{at}", planned_end=later(9)
            )
        with asked(app) as statements:
            assert browser.get(f"/groups/{group_id}/calendar").status_code == 200
            assert browser.get(f"/groups/{group_id}").status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1]
