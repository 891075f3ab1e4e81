"""The pages of a young person and of a parent, as they and the members see them."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.own_pages import opening
from network.own_pages.kinds import MOST_FAILURES
from tenants.database import transaction
from tests.actors import Cast
from tests.client import NOBODY, Browser
from tests.own_pages.pages import WORD, Opened, file_of, opened
from tests.reading import english, words
from tests.statements import asked


class Visitor(Browser):
    """Somebody with a sheet of paper."""

    def come_in(self, page: Opened) -> None:
        let_in = self.post(f"/own/{page.link}", {"secret": page.code})
        assert (let_in.status_code, let_in.headers["Location"]) == (303, "/own")
        assert self.get("/own").headers["Location"] == "/own/word"
        assert self.post("/own/word", {"word": WORD}).status_code == 303


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


@pytest.fixture
def young(cast: Cast, page: Opened) -> Visitor:
    visitor = Visitor(cast.centre.app)
    visitor.client.set_cookie("pristan_language", "en")
    visitor.come_in(page)
    return visitor


def test_the_page_tells_what_is_happening_and_who_decides(young: Visitor) -> None:
    told = words(young.get("/own"))

    for said in ("What is happening", "centre worker", "01 234 56 78", "oreščki", "080 15 52"):
        assert said in told
    for secret in ("skrito", "Izmišljena šola", "vsak drugi"):
        assert secret not in told


def test_nothing_of_it_is_kept_found_or_told_to_others(young: Visitor, page: Opened) -> None:
    for path in ("/own", f"/own/{page.link}", "/own/looks", "/own/talk"):
        headers = young.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "form-action 'self' https://www.arso.gov.si/;" in headers["Content-Security-Policy"]


def test_a_link_looks_the_same_whether_there_is_a_page_or_not(cast: Cast, page: Opened) -> None:
    visitor = Visitor(cast.centre.app)
    wrong = [visitor.post(f"/own/{link}", {"secret": "x" * 8}) for link in (page.link, "made-up")]
    with cast.centre.acting() as scope, transaction():
        opening.close(scope, page.page_id)
    wrong.append(visitor.post(f"/own/{page.link}", {"secret": page.code}))

    seen = {
        (one.status_code, one.text.replace(page.link, "L").replace("made-up", "L")) for one in wrong
    }
    assert len({(status, re.sub(r'nonce="[^"]+"', "", text)) for status, text in seen}) == 1
    assert wrong[0].status_code == 422
    assert visitor.get("/own/anything").status_code == 200


def test_a_locked_page_says_kindly_whom_to_ask(cast: Cast, page: Opened) -> None:
    visitor = Visitor(cast.centre.app)
    visitor.client.set_cookie("pristan_language", "en")
    for _ in range(MOST_FAILURES):
        visitor.post(f"/own/{page.link}", {"secret": "00000000"})

    told = visitor.post(f"/own/{page.link}", {"secret": page.code})

    assert told.status_code == 422
    assert "ask the person who gave you the sheet for a new code" in words(told)


def test_a_members_session_opens_no_page_and_a_page_opens_nothing_of_a_members(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    member = english(cast.centre)

    assert member.get("/own").status_code == 401
    for path in ("/day", "/files", f"/files/{page.person_id}", "/places", "/trail"):
        assert "/sign-in" in young.get(path).headers.get("Location", ""), path
    assert young.get("/api/v1/files").status_code == 401
    assert young.get(f"/own/consents/{NOBODY}").status_code == 404


def test_both_in_one_browser_stay_apart(cast: Cast, page: Opened) -> None:
    browser = english(cast.centre)
    visitor = Visitor(cast.centre.app)
    visitor.client = browser.client
    visitor.come_in(page)

    own = words(browser.get("/own"))

    assert "Open places" not in own
    assert browser.get("/day").status_code == 200


def test_a_foreign_consent_answers_like_a_made_up_one(cast: Cast, young: Visitor) -> None:
    foreign = consent(cast, opened(cast.centre, file_of(cast.centre)))

    for act in ("", "/agreement", "/withdrawal"):
        ask = young.get if not act else young.post
        seen, never = (ask(f"/own/consents/{one}{act}") for one in (foreign, NOBODY))
        assert (seen.status_code, never.status_code) == (404, 404)
        assert len(seen.text) == len(never.text)


def consent(cast: Cast, page: Opened) -> object:
    with cast.centre.acting() as scope, transaction():
        told = Told(
            Basis.CONSENT,
            {Category.IDENTITY},
            givers=[Giver.YOUNG_PERSON],
            how=How.ON_PAPER,
            ends=date(2099, 1, 1),
        )
        return bases.record(scope, page.person_id, told).id


def test_a_consent_is_taken_back(cast: Cast, young: Visitor, page: Opened) -> None:
    basis_id = consent(cast, page)

    asked_first = words(young.get(f"/own/consents/{basis_id}"))
    done = words(young.follow(young.post(f"/own/consents/{basis_id}/withdrawal")))
    again = young.post(f"/own/consents/{basis_id}/withdrawal")

    assert "closes at once" in asked_first
    assert "You have taken it back" in done
    assert again.status_code == 404


def test_own_words_are_written_and_a_late_change_keeps_what_was_typed(young: Visitor) -> None:
    form = {"wants": "Rada bi k teti.", "version": "1"}

    told = words(young.follow(young.post("/own/words", form)))
    late = young.post("/own/words", form | {"wants": "Drugače."})

    assert "Rada bi k teti." in told
    assert late.status_code == 409
    assert "Drugače." in late.text


def test_speaking_up_is_answered_by_the_house(cast: Cast, young: Visitor) -> None:
    refused = young.post("/own/talk", {"topic": "disagree"})
    told = words(young.follow(young.post("/own/talk", {"topic": "disagree", "words": "Ne grem."})))
    member = english(cast.centre)
    path = str(re.search(r'href="(/voices/[0-9a-f-]{36})"', member.get("/voices").text)[1])  # type: ignore[index]
    shown = words(member.get(path))
    empty = member.post(f"{path}/answer", {"words": ""})
    member.post(f"{path}/answer", {"words": "Prideva v sredo."})

    assert refused.status_code == empty.status_code == 422
    assert "within three working days" in told
    assert "Ne grem." in shown
    assert "Prideva v sredo." in words(young.get("/own"))
    assert "answered" in words(member.get(path))


def test_leaving_ends_it_at_once_and_leads_to_the_weather(young: Visitor, page: Opened) -> None:
    left = young.post("/own/leave")

    assert (left.status_code, left.headers["Location"]) == (303, "https://www.arso.gov.si/")
    assert young.get("/own").status_code == 401
    assert young.post("/own/leave").status_code == 303


def test_closing_it_ends_what_is_open(cast: Cast, young: Visitor, page: Opened) -> None:
    member = english(cast.centre)

    closed = words(member.follow(member.post(f"/pages/{page.page_id}/closing")))

    assert "The page is closed" in closed
    assert young.get("/own").status_code == 401
    assert member.post(f"/pages/{page.page_id}/code").status_code == 409


def test_a_page_is_opened_and_handed_over_on_paper(cast: Cast) -> None:
    member, person_id = english(cast.centre), file_of(cast.centre)
    path = f"/files/{person_id}/pages"
    wrong = member.post(path, {"reader": "centre", "reach": "x"})
    made = member.post(path, {"reader": "young_person", "reach": "01 234 56 78"})
    link = str(re.search(r"/own/([\w-]{43})", made.text)[1])  # type: ignore[index]
    code = str(re.search(r'name="code" value="(\d{8})"', made.text)[1])  # type: ignore[index]
    sheet = str(re.search(r'action="(/pages/[^"]+/sheet)"', made.text)[1])  # type: ignore[index]

    printed = member.post(sheet, {"link": link, "code": code})
    forged = member.post(sheet, {"link": "x" * 43, "code": code})
    again = member.post(path, {"reader": "young_person", "reach": "01 234 56 78"})

    assert (wrong.status_code, forged.status_code, again.status_code) == (422, 404, 409)
    told = PdfReader(io.BytesIO(printed.data)).pages[0].extract_text()
    for said in (f"{code[:4]} {code[4:]}", "080 15 52", "116 111", "01 234 56 78"):
        assert said in told
    assert "Živa" not in told
    assert "Živa" not in str(printed.headers)
    assert "never yet" in words(member.get(path))


def test_a_new_code_is_told_once(cast: Cast, page: Opened, young: Visitor) -> None:
    told = english(cast.centre).post(f"/pages/{page.page_id}/code")
    code = str(re.search(r'name="code" value="(\d{8})"', told.text)[1])  # type: ignore[index]

    assert young.get("/own").status_code == 401
    assert young.post(f"/own/{page.link}", {"secret": WORD}).status_code == 422
    assert young.post(f"/own/{page.link}", {"secret": code}).status_code == 303


def test_a_parent_reads_what_is_for_parents(cast: Cast) -> None:
    page = opened(cast.centre, file_of(cast.centre), Giver.MOTHER)
    visitor = Visitor(cast.centre.app)
    visitor.client.set_cookie("pristan_language", "en")
    visitor.come_in(page)

    told = words(visitor.get("/own"))

    assert "Izmišljena šola" in told
    for hidden in ("My words", "Rada bi domov", "oreščki", "Who looked", "skrito"):
        assert hidden not in told
    assert visitor.get("/own/words").status_code == 404


def test_a_parent_is_spoken_to_as_a_grown_up_and_the_young_person_is_not(
    cast: Cast, young: Visitor
) -> None:
    visitor = Visitor(cast.centre.app)
    visitor.come_in(opened(cast.centre, file_of(cast.centre), Giver.MOTHER))
    young.client.set_cookie("pristan_language", "sl")

    to_parent, to_young = words(visitor.get("/own/talk")), words(young.get("/own/talk"))

    assert "Povejte" in to_parent
    assert "Povej " in to_young
    assert "Povejte" not in to_young


def test_more_that_was_said_costs_no_more(cast: Cast, young: Visitor, page: Opened) -> None:
    member, form = english(cast.centre), {"topic": "talk", "words": "Beseda."}
    young.post("/own/talk", form)
    counted = []
    for _ in range(2):
        for browser, path in ((young, "/own"), (member, "/voices")):
            browser.get(path)
            with asked(cast.centre.app) as statements:
                browser.get(path)
            counted.append(len(statements))
        for _ in range(2):
            young.post("/own/talk", form)

    assert counted[:2] == counted[2:]
