"""The page of how long things are kept: words without a file, from the rule to the certificate."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import Engine

from tenants import clock
from tests.actors import Cast
from tests.reading import english, words
from tests.rights.outlived import FIVE_YEARS, Search, another, ended, keep_words, proposed
from tests.statements import asked


@pytest.fixture
def search(cast: Cast, owner: Engine) -> Search:
    return ended(cast, owner)


def test_a_house_says_for_how_long_within_bounds_and_tries_it(search: Search) -> None:
    dpo, worker = english(search.centre.dpo), english(search.centre.worker)
    rule = {"record_class": "words", "years": "5"}

    before = words(dpo.get("/retention?show=words"))
    wrong = dpo.post("/retention", {"record_class": "notices", "years": "6"})
    not_ours = dpo.post("/retention", {"record_class": "trail", "years": "5"})
    kept = words(dpo.follow(dpo.post("/retention", rule)))
    young = words(dpo.get("/retention?show=words"))
    with clock.frozen(clock.now() + FIVE_YEARS):
        dry = words(english(search.centre.dpo).get("/retention?show=words"))

    assert "Here: for ever." in before
    assert "Kept for ever: nothing goes." in before
    assert (wrong.status_code, not_ours.status_code) == (422, 422)
    assert "Enter from 1 to 5 years." in words(wrong)
    assert "How long these are kept is not set here." in words(not_ours)
    assert "Here: 5 years." in kept
    assert "Nothing is old enough." in young
    assert "Words of a request" in dry
    assert "nothing" in dry.split("What stands against it")[1]
    assert worker.get("/retention").status_code == 403


def test_words_go_and_a_certificate_says_so(search: Search) -> None:
    keep_words(search.centre.dpo, 5)

    with clock.frozen(clock.now() + FIVE_YEARS):
        dpo, worker = english(search.centre.dpo), english(search.centre.worker)
        [erasure_id] = proposed(search.centre.dpo)
        listed = words(dpo.get("/erasures"))
        shown = words(dpo.get(f"/erasures/{erasure_id}"))
        done = words(dpo.follow(dpo.post(f"/erasures/{erasure_id}/confirmation", {})))
        paper = dpo.get(f"/erasures/{erasure_id}/certificate")
        trail = words(dpo.get("/trail"))
        request = words(worker.get(f"/requests/{search.request_id}"))

    assert "Words of a request" in listed
    assert "The key of the words is destroyed" in shown
    assert "It is erased." in done
    assert "words of a request" in PdfReader(io.BytesIO(paper.data)).pages[0].extract_text()
    assert "erased words without a file" in trail
    assert "This was erased." in request


def test_the_dry_run_of_words_asks_as_often_for_one_search_as_for_three(
    app: Flask, cast: Cast, search: Search
) -> None:
    keep_words(search.centre.dpo, 5)

    def cost() -> int:
        with clock.frozen(clock.now() + FIVE_YEARS):
            browser = english(search.centre.dpo)
            browser.get("/retention?show=words")
            with asked(app) as statements:
                page = browser.get("/retention?show=words")
        assert page.status_code == 200
        rows.append(page.text.count('<td role="cell" data-label="Nothing written since"'))
        return len(statements)

    rows: list[int] = []
    one = cost()
    another(search, cast)
    another(search, cast)

    assert cost() == one
    assert rows == [1, 3]
