"""Long lists come some at a time."""

import re
from datetime import date

import pytest

from network.requests.lists import PAGE
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told


def test_every_request_comes_once_by_following_the_links(cast: Cast, centre: Program) -> None:
    made = [str(factories.request(cast.centre, file_reference=str(n))) for n in range(PAGE + 2)]

    first = centre.get("/requests?state=open")
    link = re.fullmatch(r'<(/api/v1/requests\?[^>]+)>; rel="next"', first.headers["Link"])
    assert link is not None
    second = centre.get(link[1])

    pages = told(first), told(second)
    assert [len(each["items"]) for each in pages] == [PAGE, 2]
    assert [row["id"] for each in pages for row in each["items"]] == made[::-1]
    assert "state=open" in link[1]
    assert (pages[1]["next"], "Link" in second.headers) == (None, False)


def test_the_board_goes_on_where_it_stopped(cast: Cast, centre: Program) -> None:
    for number in range(27):
        factories.group(cast.institution, capacity=1, name=f"Group {number:02}")

    first = told(centre.get("/board?town=Kranj"))
    second = told(centre.get(f"/board?town=Kranj&after={first['next']}"))

    names = [each["name"] for page in (first, second) for each in page["items"]]
    assert names == [f"Group {number:02}" for number in range(27)]
    assert second["next"] is None


@pytest.mark.parametrize("path", ["/requests", "/asks?side=sent", "/board"])
@pytest.mark.parametrize("after", ["x", "eyJ9", "bnVsbA==", "WzEsMl0=", "č", "%00", "InR3byI="])
def test_a_cursor_that_is_not_ours_is_refused(centre: Program, path: str, after: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = centre.get(f"{path}{joint}after={after}")

    if answer.status_code != 200:
        assert list(problem(answer, 422)["errors"]) == ["after"]


def test_a_list_is_as_of_today(cast: Cast, centre: Program) -> None:
    assert date.fromisoformat(told(centre.get("/board"))["on"])
