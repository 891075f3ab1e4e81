"""The address in a refusal of the API leads to a page that says what it means."""

import re

import pytest
from flask import Flask

from network.statuses import BY_CODE, BY_STATUS, TITLES
from network.web.problems import kinds, meaning, statuses
from network.web.vocabulary.problems import ADVICE, MEANINGS
from tests.actors import Cast
from tests.client import Browser
from tests.reading import english, words


def test_every_code_has_a_page_in_both_languages(app: Flask) -> None:
    codes = {*BY_CODE, *BY_STATUS.values(), *(kind.code for kind in kinds())}
    reader, silent = Browser(app), []
    for code in sorted(codes):
        told = [reader.get(f"/problems/{code}", headers=spoken(one)) for one in ("sl", "en")]
        slovenian, english_words = (words(page) for page in told)
        said = meaning(code) in english_words and meaning(code) not in slovenian
        if not said or [page.status_code for page in told] != [200, 200]:
            silent.append(code)

    assert silent == []
    assert codes == set(statuses()) >= set(MEANINGS)
    assert set(TITLES) == set(ADVICE) == set(BY_STATUS)


def spoken(language: str) -> dict[str, str]:
    return {"Accept-Language": language}


def test_a_refusal_leads_whoever_reads_it_to_its_page(cast: Cast) -> None:
    refused = cast.centre.browser().client.get("/api/v1/me")

    page = english(cast.centre).get(refused.get_json()["type"])

    assert "A token is needed" in words(page)
    assert "Code in the answer: unauthorized" in words(page)
    assert re.search(r'href="/api/v1/"', page.text)


@pytest.mark.parametrize("code", ["harbour", "NOT_FOUND", "not_found/x", "%00", "x" * 500])
def test_an_unknown_code_has_no_page(app: Flask, code: str) -> None:
    assert Browser(app).get(f"/problems/{code}").status_code == 404
