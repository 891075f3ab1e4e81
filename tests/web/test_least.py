"""Before a place is asked for, and while one waits, there are programmes that fit."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.requests import least
from network.requests.actions import declining
from network.requests.least import WhyNot
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Cast, neighbour
from tests.client import Browser
from tests.programmes import programmes
from tests.reading import words
from tests.statements import asked
from tests.web.writing import SOUGHT, sent, step, written


def declined(cast: Cast, request_id: UUID) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, "no_place")


def test_the_last_step_offers_what_is_milder_and_wants_an_answer(cast: Cast, worker: Browser):
    programme_id, _ = programmes.published(cast.institution, needs=["runaway"])
    address = written(worker)

    shown = worker.get(f"{address}?step=5")
    silent = sent(worker, address, why_not="")
    answer = {"why_not": "no_fit", "why_not_words": "Needs a home.", "why_not_shown": programme_id}
    done = sent(worker, address, **answer)

    assert "Varna pot" in words(shown)
    assert "answers these needs (running away)" in words(shown)
    assert (silent.status_code, done.status_code) == (422, 303)
    assert "Why will no programme do?" in words(silent)
    request_id = UUID(done.headers["Location"].split("/")[2])
    with cast.centre.acting() as scope:
        [said] = least.answers_of(scope, request_id)
    assert (said.why_not, said.words) == (WhyNot.NO_FIT, "Needs a home.")
    assert list(said.shown) == [programme_id]
    page = words(worker.get(f"/requests/{request_id}"))
    assert "none of them fits" in page
    assert "Needs a home." in page


def test_a_crisis_is_answered_already(cast: Cast, worker: Browser):
    address = written(worker)
    step(worker, address, 3, SOUGHT | {"urgency": "crisis"})

    shown = worker.get(f"{address}?step=5").text

    assert 'value="urgent_crisis" checked' in shown


def test_from_a_draft_one_comes_to_asking_for_a_programme(cast: Cast, worker: Browser):
    programme_id, _ = programmes.published(cast.institution)
    address = written(worker)
    draft_id = address.rpartition("/")[2]

    form = worker.get(f"/programmes/{programme_id}/referral?draft={draft_id}").text

    assert 'value="6120-500/2026"' in form
    assert 'value="15"' in form


def test_a_request_without_an_answer_gives_one_with_its_first_ask(cast: Cast, worker: Browser):
    group_id = factories.group(cast.institution)
    request_id = factories.request(cast.centre, why_not=None)

    fits = worker.get(f"/requests/{request_id}/fits")
    refused = worker.post(f"/requests/{request_id}/asks", {"group_ids": str(group_id)})
    done = worker.post(
        f"/requests/{request_id}/asks", {"group_ids": str(group_id), "why_not": "too_far"}
    )
    later = worker.get(f"/requests/{request_id}/fits")

    assert (refused.status_code, done.status_code) == (422, 303)
    assert "Is there something milder?" in words(fits)
    assert "Is there something milder?" not in words(later)


def test_after_a_decline_programmes_are_offered_again(cast: Cast, worker: Browser):
    programme_id, _ = programmes.published(cast.institution)
    request_id = factories.request(cast.centre)
    address = f"/requests/{request_id}"
    before = worker.get(address)
    declined(cast, request_id)

    after = worker.get(address)
    form = worker.get(f"/programmes/{programme_id}/referral?request={request_id}").text

    assert "Meanwhile: programmes that fit" not in words(before)
    assert "Meanwhile: programmes that fit" in words(after)
    assert f"/programmes/{programme_id}/referral?request={request_id}" in after.text
    assert f'value="{request_id}" selected' in form
    programmes_asked = {"request_id": str(request_id)}
    worker.post(f"/programmes/{programme_id}/referral", programmes_asked)
    assert "Meanwhile: programmes that fit" not in words(worker.get(address))


def test_the_request_of_another_house_is_not_taken_along(
    cast: Cast, worker: Browser, owner: Engine
):
    programme_id, _ = programmes.published(cast.institution)
    other = neighbour(owner, cast.centre, "CSD Severna Primorska", TenantKind.CSD, Role.CASE_WORKER)
    foreign = factories.request(other)

    answer = worker.get(f"/programmes/{programme_id}/referral?request={foreign}")
    odd = worker.get(f"/programmes/{programme_id}/referral?request=x")

    assert (answer.status_code, odd.status_code) == (404, 200)


@pytest.mark.parametrize("most", [3])
def test_three_programmes_cost_no_more_than_one(cast: Cast, worker: Browser, app: Flask, most: int):
    request_id = factories.request(cast.centre)
    declined(cast, request_id)
    counts = []
    for number in range(most):
        programmes.published(cast.institution, name=f"Pot {number}")
        worker.get(f"/requests/{request_id}")
        with asked(app) as said:
            worker.get(f"/requests/{request_id}")
        counts.append(len(said))

    assert len(set(counts)) == 1
