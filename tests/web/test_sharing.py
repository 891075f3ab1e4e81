"""Showing something of a file: recorded, shown, looked at, taken back, and no longer used."""

from uuid import UUID

import pytest
from flask import Flask

from network.consent.kinds import Category
from network.placements.actions import court
from network.requests.actions import asking
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.reading import english, words
from tests.shares import grant, person_of, show, with_file
from tests.statements import asked

CONSENT = {
    "categories": ["identity", "contact"],
    "givers": ["mother"],
    "how": "on_paper",
    "starts": "",
    "ends": "31. 12. 2099",
    "purpose": "placement",
}


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    return factories.request(cast.centre)


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID) -> UUID:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution, name="Jadro"), request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return ask_id


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


@pytest.fixture
def home(cast: Cast) -> Browser:
    return english(cast.institution)


def test_a_file_is_linked_shown_and_taken_back_while_the_home_looks(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    begun = worker.post(
        "/files",
        {
            "first_name": "Živa",
            "last_name": "Ilić",
            "birth_date": f"1. 1. {clock.today().year - 13}",
        },
    )
    file = begun.headers["Location"]
    number = words(worker.get(file)).split("is begun. Files ")[1].split()[0]
    worker.post(f"/requests/{request_id}/file", {"file_number": number})
    recorded = worker.post(f"{file}/bases/consent", CONSENT)
    basis = recorded.headers["Location"]
    worker.post(f"/asks/{ask_id}/file", {"categories": ["identity"]})

    seen = words(home.get(f"/asks/{ask_id}"))
    before = words(worker.get(basis))
    worker.post(f"{basis}/withdrawal", {"by": "mother"})
    after = home.get(f"/asks/{ask_id}")

    assert "Živa" in seen
    assert "10 sections are withheld" in seen
    assert "closes: identity" in before
    assert "Živa" not in words(after)
    assert "You may no longer use what you have seen: identity" in words(after)
    told = home.follow(home.post(f"/asks/{ask_id}/stop-use", {}))
    assert "no longer use" not in words(told)
    assert "no longer used since" in words(worker.get(f"/requests/{request_id}"))


def test_the_centre_sees_who_sees_what_with_the_basis_of_each_row(
    cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    with_file(cast.centre, request_id)
    grant(cast, request_id, Category.IDENTITY, Category.CONTACT)
    show(cast, ask_id, Category.IDENTITY)

    told = words(worker.get(f"/requests/{request_id}"))

    assert "Identity consent until 20 Nov 2099" in told
    assert "No legal basis covers: family, school" in told


def test_what_no_basis_covers_is_refused_with_what_was_chosen(
    cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    with_file(cast.centre, request_id)
    grant(cast, request_id, Category.IDENTITY)

    refused = worker.post(f"/asks/{ask_id}/file", {"categories": ["identity", "contact"]})

    assert refused.status_code == 409
    assert "No legal basis covers all of this" in words(refused)


@pytest.mark.parametrize(
    ("kind", "sentences"),
    [
        ("consent", ["Say who agrees", "Say how the consent", "Say until when"]),
        ("court_order", ["Name the court", "Enter the number", "Say when the decision"]),
        ("statutory_task", ["Name the statute"]),
        ("vital_interest", ["Say what the danger is", "Say until when"]),
        ("duty_to_report", ["Name the statute"]),
    ],
)
def test_a_basis_that_says_too_little_comes_back_as_it_was_typed(
    cast: Cast, worker: Browser, request_id: UUID, kind: str, sentences: list[str]
) -> None:
    person_id = with_file(cast.centre, request_id)

    refused = worker.post(
        f"/files/{person_id}/bases/{kind}", {"categories": ["health"], "purpose": "care"}
    )

    assert refused.status_code == 422
    for missing in sentences:
        assert missing in words(refused)
    assert 'value="health" checked' in refused.get_data(as_text=True).replace(
        ' id="categories"', ""
    )


def test_a_double_click_records_one_basis(cast: Cast, worker: Browser, request_id: UUID) -> None:
    person_id = with_file(cast.centre, request_id)
    form = CONSENT | {"form_id": "019f0000-0000-7000-8000-000000000001"}

    first, second = (worker.post(f"/files/{person_id}/bases/consent", form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]


def test_the_pages_of_a_basis_are_nobody_elses(cast: Cast, home: Browser, request_id: UUID) -> None:
    with_file(cast.centre, request_id)
    basis = grant(cast, request_id, Category.IDENTITY)
    person_id = person_of(cast.centre, request_id)

    answers = [
        home.get(f"/bases/{basis}"),
        home.post(f"/bases/{basis}/withdrawal", {}),
        home.get(f"/files/{person_id}/bases"),
        home.get(f"/files/{person_id}/bases/consent"),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_page_costs_the_same_with_three_homes_as_with_one(
    app: Flask, cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    with_file(cast.centre, request_id)
    grant(cast, request_id, Category.IDENTITY)
    show(cast, ask_id, Category.IDENTITY)
    worker.get(f"/requests/{request_id}")
    with asked(app) as one:
        worker.get(f"/requests/{request_id}")

    for name in ("Klas", "Vrt"):
        more = factories.ask(cast.centre, factories.group(cast.institution, name=name), request_id)
        with cast.centre.acting() as scope, transaction():
            asking.raise_level(scope, more)
        show(cast, more, Category.IDENTITY)
    with asked(app) as three:
        worker.get(f"/requests/{request_id}")

    assert len(three) == len(one)


def test_who_looked_stands_on_the_file(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    person_id = with_file(cast.centre, request_id)
    grant(cast, request_id, Category.IDENTITY)
    show(cast, ask_id, Category.IDENTITY)
    home.get(f"/asks/{ask_id}")

    told = words(worker.get(f"/files/{person_id}/looks"))

    assert "institution worker institution read identity consent" in told
    assert "centre worker centre showed identity consent" in told
    assert home.get(f"/files/{person_id}/looks").status_code == 404


def test_the_table_names_the_basis_of_each_row_also_of_what_carries_no_name(
    cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    before = words(worker.get(f"/requests/{request_id}"))
    with cast.centre.acting() as scope, transaction():
        court.decided(scope, request_id, final_on=clock.today())
    factories.ask(cast.centre, factories.group(cast.stranger, name="Val"), request_id)

    after = words(worker.get(f"/requests/{request_id}"))

    assert "Summary task given by statute" in before
    assert "School, risks, own words task given by statute" in before
    assert "Summary court order, task given by statute" in after
