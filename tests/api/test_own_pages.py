"""Pages of somebody's own, for the programs of the house; the pages themselves have no API."""

from uuid import UUID

import pytest

from network.consent.kinds import Category
from network.own_pages import deciding, speaking
from network.own_pages.kinds import Topic
from tenants.database import transaction
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.own_pages.pages import Opened, file_of, opened, settled, visiting


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


@pytest.fixture
def voice_id(cast: Cast, page: Opened) -> UUID:
    with visiting(cast.centre, settled(page)) as scope, transaction():
        return speaking.speak_up(scope, topic=Topic.DISAGREE, words="Ne grem.").id


def test_who_has_a_page_is_told_without_its_keys_and_closed(centre: Program, page: Opened) -> None:
    [listed] = told(centre.get(f"/files/{page.person_id}/pages"))["items"]
    closed = told(centre.put(f"/pages/{page.page_id}/closing", {}))

    assert listed["reader"] == "young_person"
    assert not {"link_hash", "code_hash", "word_hash", "link", "code"} & set(listed)
    assert closed["closed_at"]
    problem(centre.put(f"/pages/{page.page_id}/closing", {}), 409)


def test_what_was_said_is_read_and_answered(centre: Program, voice_id: UUID) -> None:
    [line] = told(centre.get("/voices"))["items"]
    whole = told(centre.get(f"/voices/{voice_id}"))
    answered = told(centre.put(f"/voices/{voice_id}/answer", {"words": "Prideva."}))

    assert "words" not in line
    assert whole["words"] == "Ne grem."
    assert answered["answer"] == "Prideva."
    problem(centre.put(f"/voices/{voice_id}/answer", {"words": "Še enkrat."}), 409)


def test_a_consent_is_put_to_somebody_and_its_answer_read(
    cast: Cast, centre: Program, home: Program, page: Opened
) -> None:
    path = f"/files/{page.person_id}/consent-questions"
    said = {
        "readers": ["young_person"],
        "categories": ["school", "health"],
        "why": "Zakaj.",
        "ends": "2099-12-31",
    }

    put = told(centre.post(path, said), 201)
    with visiting(cast.centre, settled(page)) as scope, transaction():
        deciding.agree_to(scope, UUID(put["id"]), categories=[Category.SCHOOL])
    [listed] = told(centre.get(path))["items"]
    closed = told(centre.put(f"/consent-questions/{put['id']}/closing", {}))

    assert (put["why"], put["answers"]) == ("Zakaj.", [])
    assert listed["answers"][0]["agreed"] == ["school"]
    assert closed["closed_at"]
    problem(centre.put(f"/consent-questions/{put['id']}/closing", {}), 409)
    problem(centre.post(path, said | {"readers": ["mother"]}), 422)
    problem(home.post(path, said), 404)
    problem(home.get(f"/consent-questions/{put['id']}"), 404)
    problem(home.get(path), 404)


def test_what_was_said_before_is_told(cast: Cast, centre: Program, page: Opened) -> None:
    with visiting(cast.centre, settled(page)) as scope, transaction():
        speaking.write_words(scope, {"wants": "Drugače."})

    [earlier] = told(centre.get(f"/files/{page.person_id}/earlier-words"))["items"]

    assert earlier["values"] == {"wants": "Rada bi domov."}


def test_another_house_finds_none_of_it(home: Program, page: Opened, voice_id: UUID) -> None:
    problem(home.get(f"/files/{page.person_id}/pages"), 404)
    problem(home.get(f"/pages/{page.page_id}"), 404)
    problem(home.put(f"/pages/{page.page_id}/closing", {}), 404)
    problem(home.get(f"/voices/{voice_id}"), 404)
    problem(home.put(f"/voices/{voice_id}/answer", {"words": "Prideva."}), 404)
    assert told(home.get("/voices"))["items"] == []
