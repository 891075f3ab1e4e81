"""Filters that somebody keeps: under a name, for oneself alone, one of them the usual one."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.filters import actions
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.numbers import YEAR
from tests.reading import english, posted, words
from tests.statements import asked


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


def keep(browser: Browser, query: str, name: str = "Moje", **more: str) -> str:
    form = {"list": "requests", "name": name, "query": query} | more
    return posted(browser, "/filters", **form)


def ids(browser: Browser) -> list[str]:
    return re.findall(r"/filters/([0-9a-f-]{36})/deletion", browser.get("/filters").text)


def test_a_filter_is_kept_and_stands_as_a_chip_above_the_list(worker: Browser):
    said = keep(worker, "state=open&mine=yes&x=secret", "Čakajo žal")

    chip = re.search(r'<a class="chip[^"]*" href="([^"]*)"', worker.get("/requests").text)
    assert "The filter is kept." in said
    assert chip
    assert chip[1] == "/requests?state=open&amp;mine=yes"
    assert "Čakajo žal" in words(worker.get("/requests"))


def test_the_usual_filter_opens_the_list_and_says_so(cast: Cast, worker: Browser):
    factories.request(cast.centre)
    keep(worker, "state=closed", usual="yes")

    opened = worker.get("/requests")
    everything = worker.get("/requests?all=yes")

    assert (opened.status_code, opened.location) == (303, "/requests?state=closed&usual=yes")
    assert "Your usual filter is applied. Show all" in words(worker.get(opened.location))
    assert f"{YEAR}-0001" not in words(worker.get(opened.location))
    assert f"{YEAR}-0001" in words(everything)


@pytest.mark.parametrize(
    ("who", "name", "query"),
    [
        ("centre", "board", "sex=female&forms=housing_group&forms=youth_flat"),
        ("institution", "asks", "ended=yes"),
        ("institution", "placements", "ended=yes"),
        ("coordination", "coordination", "state=&stage=unasked"),
    ],
)
def test_every_list_keeps_its_own(cast: Cast, who: str, name: str, query: str):
    browser = english(getattr(cast, who))

    answer = browser.post("/filters", {"list": name, "name": "A", "query": query, "usual": "yes"})
    again = browser.get(answer.location.partition("?")[0])

    assert answer.location.partition("?")[2] == query
    assert again.location == f"{answer.location}&usual=yes"
    page = browser.get(again.location)
    assert page.status_code == 200
    assert "Your usual filter is applied." in words(page)


def test_one_filter_is_usual_and_none_may_be(worker: Browser):
    keep(worker, "state=open", "A", usual="yes")
    keep(worker, "state=closed", "B", usual="yes")

    listed = words(worker.get("/filters"))
    first, second = ids(worker)

    assert "A Requests Make it usual" in listed
    assert "B usual Requests Not usual any more" in listed
    posted(worker, f"/filters/{second}/usual", usual="no")
    assert worker.get("/requests").status_code == 200
    posted(worker, f"/filters/{first}/usual", usual="yes")
    assert worker.get("/requests").location == "/requests?state=open&usual=yes"


def test_the_same_name_again_replaces_and_what_is_deleted_is_gone(worker: Browser):
    keep(worker, "state=open")
    keep(worker, "state=closed")

    (only,) = ids(worker)
    said = posted(worker, f"/filters/{only}/deletion")

    assert "The filter is deleted." in said
    assert "You keep no filter yet" in said


def test_nothing_filtered_and_too_many_are_refused_with_what_was_typed(
    worker: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(actions, "MOST", 1)
    empty = worker.post("/filters", {"list": "requests", "name": "A", "query": "x=1"})
    keep(worker, "state=open")

    many = worker.post("/filters", {"list": "requests", "name": "B", "query": "mine=yes"})

    assert (empty.status_code, many.status_code) == (422, 422)
    assert "Nothing is filtered now." in words(empty)
    assert "Delete one first." in words(many)


def test_nobody_else_sees_it_not_even_a_colleague(cast: Cast, owner: Engine, worker: Browser):
    keep(worker, "state=open", usual="yes")
    (only,) = ids(worker)
    other = colleague(owner, cast.centre, "Uroš", Role.CASE_WORKER).browser()

    assert ids(other) == []
    assert other.get("/requests").status_code == 200
    assert other.post(f"/filters/{only}/deletion", {}).status_code == 404
    assert other.post(f"/filters/{only}/usual", {}).status_code == 404
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM saved_filters WHERE usual")) == 1


def test_three_filters_cost_no_more_than_one(app: Flask, worker: Browser):
    counted = []
    for number in range(3):
        keep(worker, "state=open", f"F{number}")
        with asked(app) as statements:
            worker.get("/requests?state=open")
        counted.append(len(statements))

    assert counted[0] == counted[2]
