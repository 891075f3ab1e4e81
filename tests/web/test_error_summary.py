"""What is wrong is listed above a form in the order in which its fields stand on the page."""

import re

import pytest
from werkzeug.test import TestResponse

from tests import factories
from tests.actors import Cast
from tests.reading import english


def listed(page: TestResponse) -> list[str]:
    """The fields that the summary leads to, in its order."""
    summary = re.search(r'class="errsum".*?</ul>', page.text, re.S)
    assert summary, page.text
    return re.findall(r'href="#([^"]+)"', summary[0])


def standing(page: TestResponse) -> list[str]:
    """The fields of the page, from top to bottom."""
    return re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page.text)


def in_order(page: TestResponse, least: int) -> None:
    wrong = listed(page)

    assert page.status_code == 422
    assert len(wrong) >= least
    assert wrong == [field for field in standing(page) if field in wrong]


@pytest.mark.parametrize(
    ("path", "sent", "least"),
    [
        ("/groups", {"note": "x" * 5000, "needs.self_harm": "x", "needs.school_problems": "x"}, 8),
        ("/administration/invitations", {"until": "yesterday"}, 3),
        ("/administration/tokens", {"until": "yesterday"}, 4),
        ("/placements", {"arrived_on": "x", "planned_end": "x", "number": "x"}, 4),
    ],
)
def test_a_home_finds_its_mistakes_from_top_to_bottom(
    cast: Cast, path: str, sent: dict[str, str], least: int
) -> None:
    factories.group(cast.institution)

    page = english(cast.institution).post(path, sent)

    in_order(page, least)


def test_a_centre_finds_its_mistakes_from_top_to_bottom(cast: Cast) -> None:
    request_id = factories.request(cast.centre)
    worker = english(cast.centre)

    wrong = {"file_reference": "x" * 61, "age": "x", "sex": "x", "region": "x"}
    new = worker.post("/requests/drafts", wrong)
    changed = worker.post(
        f"/requests/{request_id}", {"wanted_from": "x", "forms": "castle", "version": "1"}
    )

    in_order(new, 4)
    in_order(changed, 3)


def test_a_search_finds_its_mistakes_from_top_to_bottom(cast: Cast) -> None:
    page = english(cast.centre).get("/places?age=x&sex=x&on=x&forms=x&needs=x&legal_group=x")

    in_order(page, 5)
