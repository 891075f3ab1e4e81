"""The pages on which a case goes to another centre."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.records import door
from tenants.database import transaction
from tests.actors import Actor, Cast
from tests.documents.made import pdf
from tests.papers import arrive
from tests.reading import english, value_of, words
from tests.statements import asked
from tests.transfers.centres import ALL, ask, case_of, other_centre, task


@pytest.fixture
def other(cast: Cast, owner: Engine) -> Actor:
    return other_centre(owner, cast.centre)


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return case_of(cast.centre)


def test_from_the_question_to_the_new_file(cast: Cast, other: Actor, person_id: UUID) -> None:
    task(cast.centre, person_id, other)
    with cast.centre.acting() as scope, transaction():
        number = door.person(scope, person_id).number
    here, there = english(cast.centre), english(other)
    said = {"owner_id": cast.centre.tenant_id, "file_number": number, "reason": "moved"}

    path = there.post("/transfers", said).headers["Location"]
    waits = words(there.get(path))
    meant = words(here.get(path))
    here.post(f"{path}/approval", {})
    taken = there.follow(there.post(f"{path}/taking", {}))
    link = taken.text.split('href="/files/')[1].split('"')[0]

    assert "waits for an answer" in waits
    assert "Handed over, with the legal basis for each" in meant
    assert "The case is yours now" in words(taken)
    assert "oreščki" in words(there.get(f"/files/{link}"))
    assert "taken over" in words(here.get(f"/files/{person_id}")).split("Cases passed on")[1]
    assert number in words(here.get("/transfers"))


def test_documents_go_along_and_are_told_until_they_have_come(
    cast: Cast, other: Actor, person_id: UUID, owner: Engine
) -> None:
    task(cast.centre, person_id, other, *ALL, Category.DOCUMENTS)
    with cast.centre.acting() as scope, transaction():
        kind = DocumentKind.HEALTH_REPORT
        report = documents.keep(scope, person_id, kind=kind, content=pdf(), title="Izvid").id
    transfer_id = ask(other, cast.centre, person_id)
    here, there = english(cast.centre), english(other)
    path = f"/transfers/{transfer_id}"

    offered = words(here.get(path))
    here.post(f"{path}/approval", {"documents": [str(report)]})
    given = words(here.get(path))
    there.post(f"{path}/taking", {})
    waits = there.get(path)
    arrive(other, owner)
    link = waits.text.split('href="/files/')[1].split('"')[0]

    assert "Documents that go along" in offered
    assert "Izvid" in offered
    assert "What was handed over" in given
    assert "Medical report" in given.split("What was handed over")[1]
    assert "is on its way into the file" in words(waits)
    assert "is on its way" not in words(there.get(path))
    assert "Izvid" in words(there.get(f"/files/{link}"))


def test_what_does_not_fit_comes_back_as_it_was_typed(cast: Cast, other: Actor) -> None:
    there = english(other)

    empty = there.post("/transfers", {"owner_id": cast.centre.tenant_id, "file_number": ""})
    elsewhere = there.post(
        "/transfers",
        {"owner_id": cast.outsider.tenant_id, "file_number": "2026-0001", "reason": "moved"},
    )

    assert (empty.status_code, elsewhere.status_code) == (422, 422)
    assert value_of(elsewhere, "file_number") == "2026-0001"


def test_a_second_answer_is_told_kindly(cast: Cast, other: Actor, person_id: UUID) -> None:
    path = f"/transfers/{ask(other, cast.centre, person_id)}"
    here = english(cast.centre)
    here.post(f"{path}/refusal", {"because": "not_ready"})

    again = here.post(f"{path}/refusal", {"because": "unknown"})

    assert again.status_code == 409
    assert "This was answered already." in words(again)


def test_the_list_asks_as_much_for_three_as_for_one(
    cast: Cast, other: Actor, person_id: UUID
) -> None:
    here, app = english(cast.centre), cast.centre.app
    ask(other, cast.centre, person_id)
    here.get("/transfers")
    with asked(app) as one:
        here.get("/transfers")
    for number in ("2026-0001", "2026-0002"):
        ask(other, cast.centre, number=number)
    with asked(app) as three:
        here.get("/transfers")

    assert len(three) == len(one)
