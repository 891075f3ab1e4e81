"""Consents that are put to somebody, as the case team and as they see them."""

from datetime import date

import pytest

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages import putting
from network.own_pages.putting import Asked
from tenants.database import transaction
from tests.actors import Cast
from tests.client import NOBODY
from tests.own_pages.pages import Opened, file_of, opened
from tests.reading import english, words
from tests.statements import asked as statements
from tests.web.test_own import Visitor

ASKED = {
    "readers": "young_person",
    "categories": ["school", "health"],
    "why": "Da dom ve, v katero šolo hodiš.",
    "ends": "31. 12. 2099",
}


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


@pytest.fixture
def young(cast: Cast, page: Opened) -> Visitor:
    visitor = Visitor(cast.centre.app)
    visitor.client.set_cookie("pristan_language", "en")
    visitor.come_in(page)
    return visitor


def question(cast: Cast, page: Opened) -> str:
    asked = Asked(
        [Giver.YOUNG_PERSON], [Category.SCHOOL, Category.HEALTH], "Zakaj.", date(2099, 1, 1)
    )
    with cast.centre.acting() as scope, transaction():
        return str(putting.put(scope, page.person_id, asked).id)


def test_all_that_is_missing_is_said_at_once_and_stands_at_its_field(
    cast: Cast, page: Opened
) -> None:
    member = english(cast.centre)

    refused = member.post(f"/files/{page.person_id}/consents", {"recipients": []})

    assert refused.status_code == 422
    for said in ("Whom you ask: Fill this in.", "What may be shown: Fill this in."):
        assert said in words(refused)
    assert "Until: Fill this in." in words(refused)


def test_it_is_put_read_answered_in_part_and_seen_by_the_team(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    member = english(cast.centre)
    path = f"/files/{page.person_id}/consents"

    put = words(member.follow(member.post(path, ASKED)))
    own = young.get("/own")
    link = own.text.split('href="/own/questions/')[1].split('"')[0]
    read = words(young.get(f"/own/questions/{link}"))
    done = words(
        young.follow(young.post(f"/own/questions/{link}/agreement", {"categories": "school"}))
    )

    assert "waits for an answer" in put
    assert "Da dom ve, v katero šolo hodiš." in read
    assert "It is written down that you agree" in done
    assert "You have said yes to: school." in words(young.get(f"/own/questions/{link}"))
    assert "yes to: school" in words(member.get(path))
    assert "Somebody decided on their own page" in words(member.get("/notices"))


def test_a_no_is_said_and_nothing_ticked_is_refused_kindly(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    asked = question(cast, page)

    nothing = young.post(f"/own/questions/{asked}/agreement", {})
    no = words(young.follow(young.post(f"/own/questions/{asked}/refusal")))

    assert nothing.status_code == 422
    assert "Choose what may be shown, or say no." in words(nothing)
    assert "It is written down that you said no." in no
    assert young.post(f"/own/questions/{asked}/refusal").status_code == 409


def test_a_no_of_their_own_accord_stands_on_the_page_and_is_taken_back(young: Visitor) -> None:
    said = {"categories": ["family", "health"], "purpose": "placement"}

    empty = young.post("/own/no", {"purpose": "placement"})
    done = young.follow(young.post("/own/no", said))
    basis = done.text.split('href="/own/consents/')[1].split('"')[0]
    taken = words(young.follow(young.post(f"/own/consents/{basis}/withdrawal")))

    assert empty.status_code == 422
    assert "You have said no to this." in words(done)
    assert "You have said no to this." not in taken


def test_whose_word_does_not_count_is_shown_the_way_to_speak_up(cast: Cast, page: Opened) -> None:
    mother = Visitor(cast.centre.app)
    mother.client.set_cookie("pristan_language", "en")
    mother.come_in(opened(cast.centre, page.person_id, Giver.MOTHER))

    told = mother.get("/own/no")
    refused = mother.post("/own/no", {"categories": "school", "purpose": "placement"})

    assert 'name="categories"' not in told.text
    assert "/own/talk?topic=disagree" in told.text
    assert refused.status_code == 409


def test_a_foreign_question_answers_like_a_made_up_one(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    foreign = question(cast, opened(cast.centre, file_of(cast.centre)))

    for act in ("", "/agreement", "/refusal"):
        ask = young.post if act else young.get
        seen, never = (ask(f"/own/questions/{one}{act}") for one in (foreign, NOBODY))
        assert (seen.status_code, never.status_code) == (404, 404)


def test_a_refused_form_keeps_what_was_typed(cast: Cast, page: Opened) -> None:
    member = english(cast.centre)

    refused = member.post(f"/files/{page.person_id}/consents", ASKED | {"readers": "mother"})

    assert refused.status_code == 422
    assert "Da dom ve, v katero šolo hodiš." in refused.text


def test_pages_cost_the_same_for_one_question_and_for_three(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    member = english(cast.centre)
    paths = ((member, f"/files/{page.person_id}/consents"), (young, "/own"))
    question(cast, page)
    for browser, path in paths:
        browser.get(path)
    one = [_cost(browser, path) for browser, path in paths]
    for _ in range(2):
        question(cast, page)

    assert [_cost(browser, path) for browser, path in paths] == one


def _cost(browser: Visitor, path: str) -> int:
    with statements(browser.client.application) as found:
        assert browser.get(path).status_code == 200
    return len(found)
