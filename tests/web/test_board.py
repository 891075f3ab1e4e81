"""The board as people read it: what fits, in which order, why not, and with which words."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.availability import actions
from network.availability.profile import ClosureReason
from network.web import board as board_page
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.reading import chosen_in, english, value_of, words
from tests.statements import asked


def names(text: str) -> list[str]:
    """The groups of a page, in its order."""
    return re.findall(r'class="link" href="/groups/[^"]*">([^<]*)</a>', text)


def listed(text: str) -> list[str]:
    """The groups in the list of what fits."""
    return names(text.split("<table", 1)[1].split("</table>", 1)[0]) if "<table" in text else []


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


def test_what_the_filter_leaves_out_is_told_with_every_reason(cast: Cast) -> None:
    factories.group(cast.institution, name="Iskra")
    factories.group(
        cast.institution,
        name="Val",
        sex="boys",
        age_from=16,
        needs_not_taken=["self_harm"],
        capacity=1,
    )

    page = english(cast.centre).get("/places?age=15&sex=female&needs=self_harm")

    assert listed(page.text) == ["Iskra"]
    why = words(page).split("Why not this one?")[1]
    assert "1 group does not fit Val" in why
    for reason in ("takes ages 16 to 18", "takes only boys", "does not take: self-harm"):
        assert reason in why


def test_a_need_the_home_wants_to_be_asked_about_stays_with_a_note(cast: Cast) -> None:
    factories.group(cast.institution, needs_asked=["runaway"])

    said = words(english(cast.centre).get("/places?needs=runaway"))

    assert "1 group fits" in said
    assert "ask about: running away" in said


def test_only_free_leaves_out_what_is_full(cast: Cast) -> None:
    full = factories.group(cast.institution, capacity=1, name="Polna")
    factories.stay(cast.institution, full)
    factories.group(cast.institution, name="Prosta")

    page = english(cast.centre).get("/places?only_free=yes")

    assert listed(page.text) == ["Prosta"]
    assert "no free place on that day" in words(page)
    assert chosen_in(page, "only_free") == ["yes"]


def test_the_board_of_a_later_day_shows_that_day(cast: Cast) -> None:
    leaves = clock.today() + timedelta(days=10)
    full = factories.group(cast.institution, capacity=1)
    factories.stay(cast.institution, full, planned_end=leaves)

    now = words(english(cast.centre).get("/places"))
    later = words(english(cast.centre).get(f"/places?on={leaves:%d.%m.%Y}"))

    assert "0 free places in 0 homes" in now
    assert f"{leaves.day} {leaves:%b} the first" in now
    assert f"{leaves.day} {leaves:%b %Y}: 1 free place in 1 home" in later


def test_a_confirmation_ages_in_sight_and_is_ranked_last_in_the_end(cast: Cast) -> None:
    for days, name in ((8, "Stara"), (3, "Jantar"), (0, "Sveža")):
        with clock.frozen(clock.now() - timedelta(days=days)):
            factories.group(cast.institution, name=name)

    page = english(cast.centre).get("/places")

    assert listed(page.text) == ["Jantar", "Sveža", "Stara"]
    assert "chip hold" in page.text.split("Sveža")[0]
    assert "confirmed 3 days ago" in words(page)
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


def test_an_unknown_town_is_named_with_towns_that_look_alike(cast: Cast) -> None:
    page = english(cast.centre).get("/places?age=15&town=Domzalle&needs=runaway&forms=youth_flat")

    assert page.status_code == 422
    assert "We do not know this town. Did you mean Domžale?" in words(page)
    assert (value_of(page, "age"), value_of(page, "town")) == ("15", "Domzalle")
    assert chosen_in(page, "needs") == ["runaway"]
    assert chosen_in(page, "forms") == ["youth_flat"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("age=abc", "Enter a number in digits."),
        ("age=99", "Enter a number from 3 to 26."),
        ("sex=other", "Choose one of the values offered."),
        ("forms=castle", "Choose one of the values offered."),
        ("needs=self_harm&needs=love", "Choose one of the values offered."),
        ("on=31.2.2026", "Enter a date such as 24. 11. 2026."),
        ("on=1.1.1026", "Check the year of this date."),
        ("page=0", "Enter a number from 1 to 10000."),
        ("town=" + "a" * 200, "This is too long: at most 120."),
        ("town=Kr%00anj", "Some characters cannot be shown. Type the text again."),
    ],
)
def test_a_filter_that_cannot_be_read_says_so(cast: Cast, query: str, sentence: str) -> None:
    page = english(cast.centre).get(f"/places?{query}")

    assert page.status_code == 422
    assert sentence in words(page)


def test_an_empty_network_and_a_filter_without_a_match_say_what_to_do(cast: Cast) -> None:
    empty = words(english(cast.centre).get("/places"))
    factories.group(cast.institution, name="Iskra")
    none = english(cast.centre).get("/places?age=25")

    assert "No home has put up places yet" in empty
    assert "No group fits this filter" in words(none)
    assert '<details class="card why" open>' in none.text


def test_the_board_of_another_network_shows_nothing_of_ours(cast: Cast) -> None:
    factories.group(cast.institution, name="Jadro")

    assert "Jadro" not in english(cast.outsider).get("/places").text


def test_only_those_who_write_requests_are_offered_to_ask(cast: Cast) -> None:
    group_id = factories.group(cast.institution)

    asking = english(cast.centre).get("/places?age=15&town=Domžale")
    home = english(cast.institution).get("/places")

    assert f"/requests/new?group={group_id}&amp;age=15&amp;town=Dom%C5%BEale" in asking.text
    assert "/requests/new" not in home.text
    assert "yours" in words(home)


def test_long_boards_come_in_pages_that_keep_the_filter(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_page, "A_PAGE", 2)
    for name in "ABCDE":
        factories.group(cast.institution, name=name)
    browser = english(cast.centre)

    first, last, beyond = (browser.get(f"/places?age=15&page={page}") for page in (1, 3, 9))

    assert listed(first.text) == ["A", "B"]
    assert "Page 1 of 3" in words(first)
    assert 'href="/places?age=15&amp;page=2" rel="next"' in first.text
    assert listed(last.text) == listed(beyond.text) == ["E"]
    assert 'rel="next"' not in last.text


def test_htmx_gets_the_board_without_the_frame(cast: Cast) -> None:
    factories.group(cast.institution)

    part = english(cast.centre).get("/places?age=15", headers={"HX-Request": "true"})

    assert part.text.lstrip().startswith('<div id="board">')
    assert "HX-Request" in part.headers["Vary"]


def test_towns_are_offered_while_one_types(cast: Cast) -> None:
    browser = english(cast.centre)

    assert 'value="Domžale"' in browser.get("/places/towns?town=domz").text
    assert "<option" not in browser.get("/places/towns?town=").text
    assert "<option" not in browser.get("/places/towns?town=qqq%00").text


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
