"""Keys: a sheet for everybody's own, also as a page, and a switch that is the person's."""

import re

from tests.actors import Actor, Cast
from tests.reading import english, posted, words


def keys(text: str) -> list[str]:
    sheet = re.search(r'<dialog id="keys".*?</dialog>', text, re.S)
    return re.findall(r'data-key="([^"]*)"', sheet[0]) if sheet else []


def test_everybody_has_the_keys_of_what_they_may(cast: Cast):
    def mine(actor: Actor) -> list[str]:
        return keys(actor.browser().get("/places").text)

    assert mine(cast.centre) == ["g d", "g p", "g r", "g s", "n", "/"]
    assert mine(cast.institution) == ["g d", "g p", "g r", "g a", "g s", "/"]
    assert mine(cast.coordination) == ["g d", "g p", "/"]


def test_the_sheet_is_a_page_too(cast: Cast):
    page = words(english(cast.centre).get("/keyboard"))

    assert "g r Requests" in page
    assert "n New request" in page
    assert "The keys are on." in page


def test_who_switches_them_off_gets_no_sheet_and_may_switch_them_on_again(cast: Cast):
    browser = english(cast.centre)

    said = posted(browser, "/account/shortcuts", shortcuts="no")

    assert "The keys are off." in said
    assert '<dialog id="keys"' not in browser.get("/places").text
    assert '<dialog id="keys"' not in cast.centre.browser().get("/places").text
    posted(browser, "/account/shortcuts", shortcuts="yes")
    assert keys(browser.get("/places").text)


def test_the_account_leads_to_the_switch(cast: Cast):
    assert 'href="/keyboard"' in cast.centre.browser().get("/account").text


def test_nobody_who_is_not_signed_in_has_keys(cast: Cast):
    visitor = cast.centre.app.test_client()

    assert visitor.get("/keyboard").status_code == 303
    assert "<dialog" not in visitor.get("/sign-in").text
