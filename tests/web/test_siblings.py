"""Brothers and sisters look for a place together, each by a request of their own."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.requests import queries
from network.requests.actions import siblings
from tenants.database import transaction
from tenants.errors import DomainError
from tests import factories
from tests.actors import Actor, Cast
from tests.api.client import problem, program, told
from tests.client import Browser
from tests.reading import value_of, words
from tests.web.writing import NEEDS, SOUGHT, WHO, WORDS, drafts_of, sent, step


def number_of(actor: Actor, request_id: UUID) -> str:
    with actor.acting() as scope:
        return queries.get_request(scope, request_id).number


def together(actor: Actor) -> tuple[UUID, UUID]:
    """Two requests that look for a place together."""
    first, second = factories.request(actor), factories.request(actor, age=13, sex="male")
    number = number_of(actor, second)
    with actor.acting() as scope, transaction():
        siblings.join(scope, first, number=number)
    return first, second


def test_the_first_step_begins_a_second_draft_with_what_is_the_same(
    cast: Cast, worker: Browser, owner: Engine
):
    factories.group(cast.institution, capacity=2)
    factories.group(cast.stranger, capacity=1, name="Klas")

    worker.post("/requests/drafts", WHO | {"sibling": "yes"})
    second, first = sorted(drafts_of(worker), key=lambda each: _reference(worker, each))
    page = worker.get(f"{second}?step=1")
    fits = words(worker.get(f"{first}?step=1"))
    for address, own in ((first, {}), (second, {"file_reference": "6120-501/2026", "age": "13"})):
        for number, fields in enumerate((WHO | own, NEEDS, SOUGHT, WORDS), 1):
            step(worker, address, number, fields)
    answers = [sent(worker, address) for address in (first, second)]
    pages = [worker.get(one.headers["Location"].removesuffix("/fits")) for one in answers]

    assert value_of(page, "home_town") == "Domžale"
    assert value_of(page, "age") == ""
    assert "1 group has a place for both." in fits
    assert ["Together with" in words(each) for each in pages] == [True, True]
    with owner.connect() as connection:
        families = connection.scalars(text("SELECT DISTINCT family_id FROM requests")).all()
    assert len(families) == 1
    assert families[0] is not None


def _reference(worker: Browser, address: str) -> str:
    return value_of(worker.get(f"{address}?step=1"), "file_reference")


def test_two_open_requests_are_joined_and_parted(cast: Cast, worker: Browser):
    first, second = factories.request(cast.centre), factories.request(cast.centre)
    number = number_of(cast.centre, second)

    joined = worker.follow(worker.post(f"/requests/{first}/family", {"number": number}))
    seen_there = worker.get(f"/requests/{second}")
    parted = worker.follow(worker.post(f"/requests/{first}/parting"))

    assert f"Together with {number}" in words(joined)
    assert "Looks together with a brother or sister" in words(seen_there)
    assert "Together with" not in words(parted)


@pytest.mark.parametrize("whose", ["own", "foreign", "made up"])
def test_nobody_looks_together_with_themselves_or_with_another_centres_request(
    cast: Cast, worker: Browser, whose: str
):
    request_id = factories.request(cast.centre)
    factories.request(cast.outsider)
    foreign = [factories.request(cast.outsider) for _ in range(2)][1]
    numbers = {
        "own": number_of(cast.centre, request_id),
        "foreign": number_of(cast.outsider, foreign),
        "made up": "2026-9999",
    }

    answer = worker.post(f"/requests/{request_id}/family", {"number": numbers[whose]})

    assert answer.status_code == 422
    assert value_of(answer, "number") == numbers[whose]
    with cast.centre.acting() as scope:
        assert queries.get_request(scope, request_id).family_id is None


def test_a_group_with_a_place_for_both_is_marked_and_an_acceptance_reminds_of_the_other(
    cast: Cast, worker: Browser
):
    group_id = factories.group(cast.institution, capacity=2)
    factories.group(cast.stranger, capacity=1, name="Klas")
    first, second = together(cast.centre)

    fits = words(worker.get(f"/requests/{first}/fits"))
    factories.accepted(cast.centre, cast.institution, group_id, first)
    page = words(worker.get(f"/requests/{first}"))
    other = words(worker.get(f"/requests/{second}"))

    assert fits.count("a place for both") == 1
    assert "The brother or sister still looks for one." in page
    assert "still looks for one." not in other


def test_a_program_joins_and_parts_them(cast: Cast):
    centre = program(cast.centre)
    first, second = factories.request(cast.centre), factories.request(cast.centre)

    joined = told(
        centre.put(f"/requests/{first}/family", {"number": number_of(cast.centre, second)})
    )
    parted = told(centre.put(f"/requests/{first}/parting"))
    problem(centre.put(f"/requests/{first}/family", {"number": "2026-9999"}), 422)

    assert joined["family_id"]
    assert parted["family_id"] is None


def test_whoever_joins_one_of_a_family_joins_all_of_it(cast: Cast):
    first, second = together(cast.centre)
    third = factories.request(cast.centre)
    number = number_of(cast.centre, second)

    with cast.centre.acting() as scope, transaction():
        siblings.join(scope, third, number=number)

    with cast.centre.acting() as scope:
        families = {queries.get_request(scope, each).family_id for each in (first, second, third)}
    assert len(families) == 1


def test_a_closed_request_joins_nobody(cast: Cast):
    closed, _ = factories.arrived(cast.centre, cast.institution, factories.group(cast.institution))
    with cast.centre.acting() as scope:
        number = queries.own_ask(scope, closed).number
    request_id = factories.request(cast.centre)

    with (
        pytest.raises(DomainError, match="no open request"),
        cast.centre.acting() as scope,
        transaction(),
    ):
        siblings.join(scope, request_id, number=number)
