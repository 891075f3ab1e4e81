"""Young people's files, for programs."""

import pytest

from tests.actors import Cast
from tests.api.client import Program, problem, told

IDENTITY = {"first_name": "Živa", "last_name": "Izmišljena", "birth_date": "2011-02-28"}


@pytest.fixture
def path(centre: Program) -> str:
    return f"/files/{told(centre.post('/files', IDENTITY), 201)['id']}"


def test_a_file_is_begun_written_and_read(centre: Program, path: str) -> None:
    told(centre.put(f"{path}/health", {"allergies": "oreščki"}))

    file = told(centre.get(path))
    [listed] = told(centre.get("/files"))["items"]

    said = {part["category"]: part["values"] for part in file["parts"]}
    assert said["identity"] == IDENTITY
    assert said["health"] == {"allergies": "oreščki"}
    assert listed["name"] == "Živa Izmišljena"
    assert [one["name"] for one in file["team"]] == ["centre worker"]


def test_a_stale_version_writes_nothing(centre: Program, path: str) -> None:
    told(centre.put(f"{path}/health", {"allergies": "oreščki", "version": 0}))

    problem(centre.put(f"{path}/health", {"allergies": "mleko", "version": 0}), 409)

    said = {part["category"]: part["values"] for part in told(centre.get(path))["parts"]}
    assert said["health"] == {"allergies": "oreščki"}


def test_nobody_else_finds_it(cast: Cast, home: Program, path: str) -> None:
    problem(home.get(path), 404)
    problem(home.put(f"{path}/health", {"allergies": "mleko"}), 404)
    assert told(home.get("/files"))["items"] == []
