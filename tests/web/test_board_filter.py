"""The filter of the board: what it leaves out and why, what it refuses, how it is handed on."""

import pytest

from network.web import board as board_page
from tests import factories
from tests.actors import Cast
from tests.reading import chosen_in, english, listed, value_of, words


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
