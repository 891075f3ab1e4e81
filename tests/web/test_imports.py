"""The page of the import: a file is chosen, shown for what it would do, and then taken in."""

import html
import io
import re
from typing import Any

import pytest
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from network.availability.importing.reading import MOST_BYTES, read
from network.web import import_page
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.availability.importing.books import COMPLETE, INCOMPLETE, in_csv
from tests.client import Browser

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def chosen(browser: Browser, content: bytes, whose: str = "own", **more: Any) -> TestResponse:
    """The file is chosen and sent."""
    form = {"file": (io.BytesIO(content), "seznam.csv"), "whose": whose, **more}
    answer = browser.post("/imports/rehearsals", form)
    # A large form lies in a temporary file, which the test client leaves open.
    answer.request.environ["wsgi.input"].close()
    return answer


def kept(answer: TestResponse) -> dict[str, str]:
    """What the page carries along to the import."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(words(answer))}


def words(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def english(actor: Actor) -> Browser:
    browser = actor.browser()
    browser.client.set_cookie("pristan_language", "en")
    return browser


def groups(owner: Engine) -> int:
    with owner.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM groups")) or 0)


def test_a_home_sees_what_its_list_would_do_and_then_does_it(cast: Cast, owner: Engine) -> None:
    browser = english(cast.institution)
    shown = chosen(browser, in_csv({}, {"skupina": "Krmilo"}))
    before = groups(owner)

    done = browser.post("/imports", kept(shown))

    assert shown.status_code == 200
    assert "Krmilo" in words(shown)
    assert (before, groups(owner)) == (0, 2)
    assert (done.status_code, done.headers["Location"]) == (303, "/groups")


def test_the_real_list_goes_in_for_the_whole_network(cast: Cast, owner: Engine) -> None:
    browser = english(cast.coordination)
    shown = chosen(browser, COMPLETE, "everyone")
    done = browser.post("/imports", kept(shown))
    again = chosen(browser, COMPLETE, "everyone")

    assert "new to the network" in words(shown)
    assert "These columns are left out: vir." in words(shown)
    assert (done.status_code, groups(owner)) == (303, 23)
    assert "There is nothing to import." in words(again)


def test_the_incomplete_list_is_answered_with_every_fault(cast: Cast, owner: Engine) -> None:
    refused = chosen(english(cast.coordination), INCOMPLETE, "everyone")

    assert refused.status_code == 422
    assert "8 cells need another look. Nothing was imported." in words(refused)
    assert "The youngest age, 18, is above the oldest, 14." in words(refused)
    assert kept(refused).get("content") is None
    assert groups(owner) == 0


def test_the_list_is_judged_again_when_it_is_taken_in(cast: Cast, owner: Engine) -> None:
    browser = english(cast.institution)
    form = kept(chosen(browser, in_csv({})))
    form["content"] = import_page.packed(in_csv({"mest": "veliko"}))

    refused = browser.post("/imports", form)

    assert refused.status_code == 422
    assert "is not a number of places" in words(refused)
    assert groups(owner) == 0


@pytest.mark.parametrize("content", ["", "nonsense", import_page.packed(b"x" * (MOST_BYTES + 2))])
def test_a_file_that_got_lost_on_the_way_is_asked_for_again(cast: Cast, content: str) -> None:
    refused = english(cast.institution).post("/imports", {"content": content, "whose": "own"})

    assert refused.status_code == 422
    assert "The file got lost on the way. Choose it again." in words(refused)


def test_the_largest_file_comes_through_the_page_whole() -> None:
    content = bytes(range(256)) * (MOST_BYTES // 256)

    assert import_page.unpacked(import_page.packed(content)) == content


def test_without_a_file_the_form_says_so_and_keeps_the_choice(cast: Cast) -> None:
    browser = english(cast.institution)

    refused = browser.post("/imports/rehearsals", {"whose": "own"})

    assert refused.status_code == 422
    assert "Choose a file." in words(refused)


def test_a_file_that_is_no_list_is_refused_at_its_field(cast: Cast) -> None:
    refused = chosen(english(cast.institution), b"\x89PNG\r\n\x1a\n\x00\x00")

    assert refused.status_code == 422
    assert "This is no table. Save the list as CSV or XLSX and try again." in words(refused)


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 7 * 1024 * 1024])
def test_a_file_that_is_too_large_is_413(cast: Cast, size: int) -> None:
    assert chosen(cast.institution.browser(), b"x" * size).status_code == 413


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/imports/new"),
        ("get", "/imports/template.csv"),
        ("post", "/imports/rehearsals"),
        ("post", "/imports"),
    ],
)
def test_who_may_not_import_finds_the_door_closed(
    cast: Cast, owner: Engine, method: str, path: str
) -> None:
    counsellor = colleague(owner, cast.institution, "counsellor", Role.COUNSELLOR)

    for actor in (counsellor, cast.centre):
        assert getattr(actor.browser(), method)(path).status_code == 403


def test_a_home_cannot_import_for_everybody(cast: Cast, owner: Engine) -> None:
    refused = chosen(cast.institution.browser(), COMPLETE, "everyone")

    assert refused.status_code == 403
    assert groups(owner) == 0


def test_the_page_offers_what_the_member_may(cast: Cast, owner: Engine) -> None:
    both = colleague(
        owner, cast.institution, "both", Role.ADMINISTRATOR, Role.NETWORK_ADMINISTRATOR
    )
    own, whole, either = (
        words(english(actor).get("/imports/new"))
        for actor in (cast.institution, cast.coordination, both)
    )

    assert 'name="whose" value="own"' in own
    assert "are admitted, after you have seen them" in whole
    assert "Several homes of the network; the list names them" in either


def test_a_network_that_is_none_is_asked_for_again(cast: Cast) -> None:
    refused = chosen(english(cast.institution), in_csv({}), network_id="nonsense")
    foreign = chosen(
        english(cast.institution),
        in_csv({}),
        network_id=str(cast.outsider.scope.network_ids[0]),
    )

    assert refused.status_code == 200
    assert foreign.status_code == 422
    assert "Choose the network on whose board the group stands." in words(foreign)


def test_the_list_to_fill_in_can_be_imported_as_it_is(cast: Cast) -> None:
    browser = english(cast.institution)
    template = browser.get("/imports/template.csv")

    shown = chosen(browser, template.data)

    assert template.mimetype == "text/csv"
    assert read(template.data).ignored == []
    assert (shown.status_code, "nothing to import" in words(shown)) == (200, False)


def test_what_changes_is_shown_from_what_to_what(cast: Cast) -> None:
    browser = english(cast.institution)
    browser.post("/imports", kept(chosen(browser, in_csv({}))))

    shown = words(chosen(browser, in_csv({"oblika": "dnevna skupina", "sprejema": "begi"})))

    assert "Form of living: Housing group → <b>Day group</b>" in shown
    assert "Needs it takes: – → <b>running away</b>" in shown


def test_the_page_speaks_slovenian(cast: Cast) -> None:
    browser = cast.coordination.browser()

    shown = words(chosen(browser, INCOMPLETE, "everyone"))

    assert "Manjka število mest." in shown
    assert "Najnižja starost, 18, je višja od najvišje, 14." in shown
