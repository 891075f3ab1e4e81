"""Slovenian first, English for those who ask for it, and every sentence in both."""

import re
from datetime import UTC, datetime, timedelta
from enum import Enum

import pytest
from flask import Flask
from flask.testing import FlaskClient

from network.availability import profile
from network.placements import lifecycle as placements
from network.requests import lifecycle, reasons
from network.requests import profile as requests
from network.web import formats, labels
from network.web.language import remembered_by
from network.web.words import ngettext
from tenants import clock

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)
ENGLISH = {"Accept-Language": "en"}


def language_of(page: str) -> str:
    found = re.search(r'<html lang="(\w+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (None, "sl"),
        ("sl", "sl"),
        ("sl-SI,en;q=0.8", "sl"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("de-AT,de;q=0.9", "sl"),
        ("de,en;q=0.5", "en"),
        ("en;q=0.4,sl;q=0.9", "sl"),
        ("hr", "sl"),
    ],
)
def test_the_browser_is_heard_and_slovenian_stands_where_it_asks_for_neither(
    reader: FlaskClient, asked: str | None, spoken: str
) -> None:
    headers = {"Accept-Language": asked} if asked else {}

    answer = reader.get("/nowhere", headers=headers)

    assert language_of(answer.text) == spoken
    assert answer.headers["Content-Language"] == spoken
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_switch_keeps_the_choice_and_comes_back_to_the_same_page(reader: FlaskClient) -> None:
    switched = reader.post("/language", data={"language": "en", "next": "/nowhere?page=2"})

    again = reader.get("/nowhere", headers={"Accept-Language": "sl"})

    assert (switched.status_code, switched.location) == (303, "/nowhere?page=2")
    assert language_of(again.text) == "en"


def test_a_language_we_do_not_speak_changes_nothing(reader: FlaskClient) -> None:
    reader.post("/language", data={"language": "tlh", "next": "/"})

    assert language_of(reader.get("/nowhere").text) == "sl"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"],
)
def test_the_switch_never_sends_anybody_elsewhere(reader: FlaskClient, elsewhere: str) -> None:
    answer = reader.post("/language", data={"language": "en", "next": elsewhere})

    assert answer.location == "/"


def test_an_account_remembers_the_language_until_the_browser_has_its_own(frame: Flask) -> None:
    kept: list[str] = []
    remembered_by(frame, lambda: "en", kept.append)
    reader = frame.test_client()

    before = language_of(reader.get("/nowhere").text)
    reader.post("/language", data={"language": "sl", "next": "/"})

    assert before == "en"
    assert kept == ["sl"]
    assert language_of(reader.get("/nowhere").text) == "sl"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 prostih"),
        (1, "1 prosto"),
        (2, "2 prosti"),
        (3, "3 prosta"),
        (4, "4 prosta"),
        (5, "5 prostih"),
        (11, "11 prostih"),
        (21, "21 prostih"),
        (100, "100 prostih"),
        (101, "101 prosto"),
        (102, "102 prosti"),
        (103, "103 prosta"),
        (104, "104 prosta"),
        (105, "105 prostih"),
    ],
)
def test_slovenian_counts_in_four_forms(request_context: Flask, number: int, said: str) -> None:
    assert ngettext("%(num)s free", "%(num)s free", number) == said


@pytest.mark.parametrize("kind", labels.LABELS, ids=lambda kind: kind.__name__)
def test_every_coded_value_has_a_label(kind: type) -> None:
    assert set(labels.LABELS[kind]) == set(kind)


def test_every_coded_kind_of_the_profile_and_the_lifecycles_is_labelled() -> None:
    kinds = {
        kind
        for module in (profile, requests, reasons, lifecycle, placements)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == module.__name__
    }

    assert kinds - set(labels.LABELS) == set()


def test_dates_and_times_as_people_here_write_them(frame: Flask) -> None:
    with frame.test_request_context(), clock.frozen(NOW):
        assert formats.day(NOW).replace("\xa0", " ") == "21. 11. 2026"
        assert formats.day_short(NOW).replace("\xa0", " ") == "21. 11."
        assert formats.hour(NOW) == "14.02"
        assert formats.moment(NOW) == "danes ob 14.02"
        assert formats.moment(NOW - timedelta(days=1)) == "včeraj ob 14.02"
        assert formats.moment(datetime(2025, 3, 4, 8, 5, tzinfo=UTC)).replace("\xa0", " ") == (
            "4. 3. 2025 ob 9.05"
        )
    with frame.test_request_context(headers=ENGLISH), clock.frozen(NOW):
        assert formats.day(NOW).replace("\xa0", " ") == "21 Nov 2026"
        assert formats.moment(NOW) == "today at 14:02"


@pytest.mark.parametrize("headers", [{}, ENGLISH], ids=["Slovenian", "English"])
def test_a_time_is_read_as_it_stands_in_its_field(frame: Flask, headers: dict[str, str]) -> None:
    with frame.test_request_context(headers=headers):
        for said in (formats.typed_moment(NOW), f"{formats.day(NOW)}, 14:02"):
            assert formats.iso_moment(said) == "2026-11-21T14:02:00"


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=20), "pravkar"),
        (timedelta(minutes=1), "pred 1 minuto"),
        (timedelta(minutes=2), "pred 2 minutama"),
        (timedelta(hours=3), "pred 3 urami"),
        (timedelta(hours=47), "pred 47 urami"),
        (timedelta(days=2), "pred 2 dnevoma"),
        (timedelta(days=9), "pred 9 dnevi"),
    ],
)
def test_how_long_ago(request_context: Flask, past: timedelta, said: str) -> None:
    with clock.frozen(NOW):
        assert formats.ago(NOW - past) == said


def test_how_long_is_left(request_context: Flask) -> None:
    with clock.frozen(NOW):
        assert formats.left(NOW + timedelta(hours=2)) == "še 2 uri"
        assert formats.left(NOW - timedelta(minutes=1)) == "poteklo"


def test_distances_and_ages(request_context: Flask) -> None:
    assert formats.km(6.4).replace("\xa0", " ") == "6 km"
    assert formats.km(0.3) == "manj kot 1 km"
    assert formats.age_range((14, 18)) == "14–18 let"
    assert formats.age_range((18, 21)) == "18–21 let"
    assert formats.age_range((15, 15)) == "15 let"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "let"),
        (1, "leto"),
        (2, "leti"),
        (3, "leta"),
        (4, "leta"),
        (5, "let"),
        (101, "leto"),
        (102, "leti"),
        (103, "leta"),
        (104, "leta"),
        (105, "let"),
    ],
)
def test_a_template_counts_and_fills_other_gaps_of_the_sentence_too(
    request_context: Flask, number: int, word: str
) -> None:
    sentence = '{{ ngettext("%(low)s–%(num)s year", "%(low)s–%(num)s years", n, low="<b>") }}'

    drawn = request_context.jinja_env.from_string(sentence).render(n=number)

    assert drawn == f"&lt;b&gt;–{number} {word}"
