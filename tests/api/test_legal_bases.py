"""Programs record legal bases, show parts of a file, and take them back."""

from uuid import UUID

import pytest

from network.requests.actions import asking
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.shares import with_file

CONSENT = {
    "categories": ["identity", "contact"],
    "givers": ["mother"],
    "how": "on_paper",
    "ends": "2099-12-31",
}


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    return factories.request(cast.centre)


@pytest.fixture
def person_id(cast: Cast, request_id: UUID) -> UUID:
    return with_file(cast.centre, request_id)


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID, person_id: UUID) -> UUID:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return ask_id


def test_a_part_is_shown_and_taken_back_with_its_basis(
    centre: Program, home: Program, request_id: UUID, person_id: UUID, ask_id: UUID
) -> None:
    basis = told(centre.post(f"/files/{person_id}/bases/consent", CONSENT), 201)
    told(centre.put(f"/asks/{ask_id}/file", {"categories": ["identity"]}))

    seen = told(home.get(f"/asks/{ask_id}/file"))
    [closing] = told(centre.get(f"/bases/{basis['id']}/closings"))["items"]
    told(centre.put(f"/bases/{basis['id']}/withdrawal", {"by": "mother"}))
    after = told(home.get(f"/asks/{ask_id}/file"))

    assert [part["category"] for part in seen["parts"]] == ["identity"]
    assert seen["parts"][0]["basis"] == "consent"
    assert closing["closes"] == ["identity"]
    assert (after["parts"], after["to_stop"]) == ([], ["identity"])
    told(home.put(f"/asks/{ask_id}/stop-use", {}))
    told_of = told(centre.get(f"/requests/{request_id}/who-sees"))
    assert [bool(look["stopped_at"]) for look in told_of["looks"]] == [True]


def test_refusals_say_what_is_missing(centre: Program, person_id: UUID, ask_id: UUID) -> None:
    little = problem(centre.post(f"/files/{person_id}/bases/court_order", {}), 422)
    uncovered = problem(centre.put(f"/asks/{ask_id}/file", {"categories": ["identity"]}), 409)

    assert little["errors"]
    assert uncovered["code"] == "not_covered"


def test_it_is_nobody_elses(home: Program, centre: Program, person_id: UUID) -> None:
    basis = told(centre.post(f"/files/{person_id}/bases/consent", CONSENT), 201)

    problem(home.get(f"/bases/{basis['id']}"), 404)
    problem(home.put(f"/bases/{basis['id']}/withdrawal", {}), 404)
    problem(home.get(f"/files/{person_id}/bases"), 404)
    problem(home.post(f"/files/{person_id}/bases/consent", CONSENT), 404)


def test_a_stale_version_of_a_basis_changes_nothing(centre: Program, person_id: UUID) -> None:
    basis = told(centre.post(f"/files/{person_id}/bases/consent", CONSENT), 201)
    path = f"/bases/{basis['id']}/withdrawal"

    problem(centre.put(path, {}, if_match='"stale"'), 412)

    assert told(centre.get(f"/bases/{basis['id']}"))["withdrawn_at"] is None
