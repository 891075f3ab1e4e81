"""The pages of young people's files."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.reading import english, value_of, words
from tests.statements import asked

IDENTITY = {"first_name": "Živa", "last_name": "Izmišljena", "birth_date": "28. 2. 2011"}


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


@pytest.fixture
def path(worker: Browser) -> str:
    begun = worker.post("/files", IDENTITY)
    assert begun.status_code == 303
    return str(begun.headers["Location"])


def test_a_file_is_begun_written_and_read(worker: Browser, path: str) -> None:
    version = value_of(worker.get(f"{path}/health"), "version")
    written = worker.post(f"{path}/health", {"allergies": "oreščki", "version": version})
    told = worker.follow(written)
    listed = words(worker.get("/files"))

    assert "Živa Izmišljena" in words(told)
    assert "oreščki" in words(told)
    assert "Živa Izmišljena" in listed


def test_what_does_not_fit_comes_back_as_it_was_typed(worker: Browser) -> None:
    wrong = worker.post("/files", IDENTITY | {"emso": "1234567890123"})
    nameless = worker.post("/files", {"birth_date": "28. 2. 2011"})

    assert (wrong.status_code, nameless.status_code) == (422, 422)
    assert "wrong digit" in words(wrong)
    assert value_of(wrong, "first_name") == "Živa"
    assert value_of(nameless, "birth_date") == "28. 2. 2011"


def test_whoever_is_late_is_told_and_keeps_what_was_typed(worker: Browser, path: str) -> None:
    version = value_of(worker.get(f"{path}/school"), "version")
    worker.post(f"{path}/school", {"school": "Prva", "version": version})

    late = worker.post(f"{path}/school", {"school": "Druga", "version": version})

    assert late.status_code == 409
    assert value_of(late, "school") == "Druga"


def test_nobody_else_opens_it(cast: Cast, owner: Engine, worker: Browser, path: str) -> None:
    stranger = english(cast.institution)
    other = english(colleague(owner, cast.centre, "other", Role.CASE_WORKER))

    for browser in (stranger, other):
        assert browser.get(path).status_code == 404
        assert browser.get(f"{path}/health").status_code == 404
        assert browser.post(f"{path}/health", {"allergies": "x"}).status_code == 404
    assert worker.get(f"{path}/documents").status_code == 405
    assert "Živa" not in words(other.get("/files"))


def test_a_longer_list_costs_no_more(cast: Cast, worker: Browser, path: str) -> None:
    worker.get("/files")
    with asked(cast.centre.app) as one:
        worker.get("/files")
    for number in range(2):
        worker.post("/files", IDENTITY | {"first_name": f"Ime {number}"})
    worker.get("/files")
    with asked(cast.centre.app) as three:
        page = worker.get("/files")

    assert len(one) == len(three)
    assert page.text.count("Izmišljena") == 3


def test_the_double_click_begins_one_file(worker: Browser) -> None:
    form = IDENTITY | {"form_id": str(UUID(int=7))}

    twice = [worker.post("/files", form).headers["Location"] for _ in range(2)]

    assert twice[0] == twice[1]


def test_the_team_is_changed_and_somebody_excluded(
    cast: Cast, owner: Engine, worker: Browser, path: str
) -> None:
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)
    member = {"member_id": str(other.scope.member_id)}

    joined = words(worker.follow(worker.post(f"{path}/team", member)))
    opened = english(other).get(path).status_code
    left = worker.follow(worker.post(f"{path}/team/leaving", member))
    excluded = words(
        worker.follow(worker.post(f"{path}/exclusions", member | {"reason": "relative"}))
    )

    assert "other" in joined
    assert opened == 200
    assert left.status_code == 200
    assert "other: a relative" in excluded
    assert english(other).get(path).status_code == 404
