"""Requests that are still being written, by programs."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from network.jobs import drafts as jobs
from network.requests import drafts
from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, told

BEGUN = {"file_reference": "6120-417/2026", "age": 15}


def test_a_draft_grows_and_becomes_a_request_once(cast: Cast, centre: Program) -> None:
    draft = told(centre.post("/requests/drafts", BEGUN), 201)
    path = f"/requests/drafts/{draft['id']}"
    early = problem(centre.put(f"{path}/sending"), 422)

    grown = told(centre.patch(path, bodies.request()))
    listed = told(centre.get("/requests/drafts"))["items"]
    first = told(centre.put(f"{path}/sending"), 201)
    again = told(centre.put(f"{path}/sending"), 201)

    assert draft["content"] == BEGUN
    assert set(early["errors"]) == set(draft["missing"])
    assert (grown["missing"], [one["id"] for one in listed]) == ([], [draft["id"]])
    assert first["id"] == again["id"]
    assert told(centre.get("/requests/drafts"))["items"] == []
    problem(centre.get(path), 404)


def test_an_older_version_changes_nothing(centre: Program) -> None:
    draft = centre.post("/requests/drafts", BEGUN)
    path, seen = f"/requests/drafts/{told(draft, 201)['id']}", draft.headers["ETag"]

    told(centre.patch(path, {"age": 16}, If_Match=seen))
    problem(centre.patch(path, {"age": 17}, If_Match=seen), 412)
    cleared = told(centre.patch(path, {"home_town": "", "needs": []}))

    assert cleared["content"] == BEGUN | {"age": 16}


def test_a_draft_is_renewed_and_deleted(centre: Program) -> None:
    path = f"/requests/drafts/{told(centre.post('/requests/drafts', BEGUN), 201)['id']}"

    told(centre.put(f"{path}/renewal"))
    gone = centre.delete(path)

    assert gone.status_code == 204
    problem(centre.get(path), 404)


def test_a_file_with_an_open_request_begins_no_other(cast: Cast, centre: Program) -> None:
    factories.request(cast.centre)

    begun = problem(centre.post("/requests/drafts", BEGUN), 409)
    written = problem(centre.post("/requests", bodies.request()), 409)

    assert begun["code"] == written["code"] == "already_live"
    assert "Follow that one." in begun["detail"]


@pytest.mark.parametrize("path", ["/requests", "/requests/drafts"])
def test_a_number_in_the_words_is_refused_unless_it_is_needed(centre: Program, path: str) -> None:
    said = bodies.request(risks="Mama: 041 123 456.")

    refused = problem(centre.post(path, said), 422)
    kept = told(centre.post(path, said | {"identity_needed": True}), 201)

    assert list(refused["errors"]) == ["risks"]
    assert kept["id"]


def test_a_text_is_looked_at(centre: Program) -> None:
    found = told(centre.post("/requests/identity", {"text": "Ana Novak, 041 123 456"}))

    assert [(one["trace"], one["start"], one["certain"]) for one in found["items"]] == [
        ("name", 0, False),
        ("telephone", 11, True),
    ]


def test_a_draft_at_rest_is_announced_once_and_deleted_for_good(
    cast: Cast, centre: Program, owner: Engine
) -> None:
    told(centre.post("/requests/drafts", BEGUN | {"risks": "Leaves at night."}), 201)
    now = clock.now()

    def after(days: float) -> tuple[int, int]:
        with clock.frozen(now + timedelta(days=days)), cast.centre.app.app_context():
            jobs.clear_drafts(str(cast.centre.tenant_id))
        with owner.connect() as connection:
            return tuple(
                connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0
                for table in ("request_drafts", "notices")
            )

    assert after(26) == (1, 0)
    assert after(27.5) == (1, 1)
    assert after(28) == (1, 1)
    assert after(drafts.KEPT.days + 0.1) == (0, 1)
