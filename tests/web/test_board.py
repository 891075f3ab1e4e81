"""The board as people read it: what fits, in which order, why not, and with which words."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.availability import actions
from network.availability.profile import ClosureReason
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.reading import english, listed, value_of, words
from tests.statements import asked


def test_the_board_says_how_many_places_are_free_and_where(cast: Cast) -> None:
    factories.group(cast.institution, capacity=2, name="Jadro")
    held = factories.group(cast.stranger, capacity=3, name="Klas", town="Koper")
    factories.offered(cast.centre, cast.stranger, held)

    page = english(cast.centre).get("/places")

    said = words(page)
    assert page.status_code == 200
    assert "4 free places in 2 homes, 1 held. Last change today at" in said
    assert "2 groups fit" in said
    assert "3 places: 2 free, 1 held" in page.text
    assert re.search(r"Free places by town Koper 2 free places Ljubljana 2 free places", said)


def test_one_place_in_one_home_is_said_in_the_singular(cast: Cast) -> None:
    factories.group(cast.institution, capacity=1)

    said = words(english(cast.centre).get("/places"))

    assert "1 free place in 1 home, 0 held." in said
    assert "1 group fits" in said


def test_the_least_restrictive_form_comes_first_then_the_nearest(cast: Cast) -> None:
    for name, form, town in (
        ("Intenzivna", "intensive_group", "Domžale"),
        ("Daljna", "housing_group", "Koper"),
        ("Bližnja", "housing_group", "Ljubljana"),
        ("Most", "youth_flat", "Maribor"),
    ):
        factories.group(cast.institution, name=name, form=form, town=town)

    page = english(cast.centre).get("/places?town=Domžale")

    assert listed(page.text) == ["Most", "Bližnja", "Daljna", "Intenzivna"]
    assert "12 km" in words(page)
    assert page.text.count('class="grp"') == 3
    assert "Degree of restriction 2 of 4" in page.text


def test_the_board_of_a_later_day_shows_that_day(cast: Cast) -> None:
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        full = factories.group(cast.institution, capacity=1)
        factories.stay(cast.institution, full, planned_end=date(2026, 11, 30))

        now = words(english(cast.centre).get("/places"))
        later = words(english(cast.centre).get("/places?on=30.11.2026"))

    assert "0 free places in 0 homes" in now
    assert "30 Nov the first" in now
    assert "30 Nov 2026: 1 free place in 1 home" in later


def test_a_confirmation_ages_in_sight_and_is_ranked_last_in_the_end(cast: Cast) -> None:
    for days, name in ((8, "Stara"), (3, "Jantar"), (0, "Sveža")):
        with clock.frozen(clock.now() - timedelta(days=days)):
            factories.group(cast.institution, name=name)

    page = english(cast.centre).get("/places")

    assert listed(page.text) == ["Jantar", "Sveža", "Stara"]
    assert "chip hold" in page.text.split("Sveža")[0]
    assert "confirmed 3 days ago" in words(page)
    assert words(page).count("institution worker") == 3
    assert re.search(r'class="faded">\s*<td class="c-name" role="cell">\s*<a[^>]*>Stara', page.text)


def test_nobody_learns_who_or_why_from_the_board(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    factories.stay(cast.institution, group_id, reference="SECRET-1")
    with cast.institution.acting() as scope, transaction():
        actions.close_place(
            scope, group_id, starts=clock.today(), ends=None, reason=ClosureReason.ILLNESS
        )

    page = english(cast.centre).get("/places")

    assert "2 places: 0 free, 1 closed, 1 taken" in page.text
    assert "SECRET-1" not in page.text
    assert "illness" not in page.text


def test_the_board_of_another_network_shows_nothing_of_ours(cast: Cast) -> None:
    factories.group(cast.institution, name="Jadro")

    assert "Jadro" not in english(cast.outsider).get("/places").text


def test_only_those_who_write_requests_are_offered_to_ask(cast: Cast) -> None:
    group_id = factories.group(cast.institution)

    asking = english(cast.centre).get("/places?age=15&town=Domžale")
    home = english(cast.institution).get("/places")

    assert f"/requests/new?age=15&amp;town=Dom%C5%BEale&amp;group={group_id}" in asking.text
    assert "/requests/new" not in home.text
    assert "yours" in words(home)


@pytest.mark.parametrize(
    ("free", "said"),
    [
        (1, "1 prosto mesto v 1 zavodu"),
        (2, "2 prosti mesti v 1 zavodu"),
        (3, "3 prosta mesta v 1 zavodu"),
        (5, "5 prostih mest v 1 zavodu"),
    ],
)
def test_slovenian_counts_have_the_right_endings(cast: Cast, free: int, said: str) -> None:
    factories.group(cast.institution, capacity=free)

    assert said in words(cast.centre.browser().get("/places"))


def test_an_educator_of_a_home_may_look_but_is_offered_no_request(
    cast: Cast, owner: Engine
) -> None:
    factories.group(cast.stranger)

    page = english(colleague(owner, cast.institution, "eva", Role.EDUCATOR)).get("/places")

    assert page.status_code == 200
    assert "/requests/new" not in page.text


def test_what_was_drawn_before_never_stands_for_something_else(cast: Cast) -> None:
    group_id = factories.group(cast.institution, name="Jadro", capacity=2)
    browser = english(cast.centre)
    before = words(browser.get("/places?age=15"))
    with cast.institution.acting() as scope, transaction():
        actions.change_group(scope, group_id, name="Klas", sex="girls", age_from=14, capacity=3)
    factories.stay(cast.institution, group_id)

    after = browser.get("/places?age=16")

    assert "Jadro" in before
    assert "Jadro" not in after.text
    for fact in ("Klas", "14–18 years, girls", "2 free of 3"):
        assert fact in words(after)
    assert value_of(after, "age") == "16"
    assert "14–18 let, dekleta" in words(cast.centre.browser().get("/places?age=16"))


@pytest.mark.parametrize("address", ["/places", "/places?town=Domžale"])
def test_three_groups_cost_no_more_queries_than_one(app: Flask, cast: Cast, address: str) -> None:
    browser = english(cast.centre)
    counts = []
    for some in (("A",), ("B", "C")):
        for name in some:
            group_id = factories.group(cast.institution, name=name)
            factories.stay(cast.institution, group_id, reference=name)
        with asked(app) as statements:
            browser.get(address)
        counts.append(len(statements))

    assert counts[0] == counts[1]
