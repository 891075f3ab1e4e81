"""A centre writes requests, sees what fits, asks, decides, and closes."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.requests import lists
from network.requests.actions import writing
from network.requests.lifecycle import AskState
from network.requests.reasons import Closing
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import NOBODY, Browser
from tests.reading import chosen_in, english, value_of, words
from tests.standing import ask_states
from tests.statements import asked


def test_up_to_five_homes_are_asked_at_once(cast: Cast, worker: Browser):
    groups = [factories.group(cast.institution, name=f"Skupina {n}") for n in range(6)]
    request_id = factories.request(cast.centre)

    too_many = worker.post(f"/requests/{request_id}/asks", {"group_ids": list(map(str, groups))})
    none = worker.post(f"/requests/{request_id}/asks", {})
    done = worker.post(f"/requests/{request_id}/asks", {"group_ids": list(map(str, groups[:5]))})
    again = worker.post(f"/requests/{request_id}/asks", {"group_ids": str(groups[0])})
    sixth = worker.post(f"/requests/{request_id}/asks", {"group_ids": str(groups[5])})

    assert [one.status_code for one in (too_many, none, done, again, sixth)] == [
        422,
        422,
        303,
        409,
        409,
    ]
    assert sorted(chosen_in(too_many, "group_ids")) == sorted(map(str, groups))
    assert "You have asked Skupina 0 already." in words(again)
    assert "At most 5 homes can be asked at a time." in words(sixth)
    assert ask_states(cast.centre, request_id) == [AskState.SENT] * 5


UNMET = {"reason": "unmet", "unmet": "no_place"}


def test_what_may_change_changes_and_the_rest_stays(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    change = {
        "file_reference": "6120-9/2026",
        "home_town": "Kranj",
        "wanted_from": "2. 12. 2030",
        "responsible_id": str(cast.centre.scope.member_id),
        "age": "3",
    }

    form = worker.get(f"/requests/{request_id}/edit")
    page = worker.follow(worker.post(f"/requests/{request_id}", change))
    wrong = worker.post(f"/requests/{request_id}", change | {"home_town": "Nikjer vas"})

    assert value_of(form, "file_reference") == "6120-417/2026"
    assert "6120-9/2026" in words(page)
    assert "girl, 15" in words(page)
    assert wrong.status_code == 422
    assert value_of(wrong, "home_town") == "Nikjer vas"


def test_of_two_who_change_at_once_the_second_is_told_and_keeps_what_was_typed(
    cast: Cast, worker: Browser
):
    request_id = factories.request(cast.centre)
    form = {
        "version": value_of(worker.get(f"/requests/{request_id}/edit"), "version"),
        "file_reference": "first",
        "wanted_from": "2. 12. 2030",
        "responsible_id": str(cast.centre.scope.member_id),
    }

    worker.post(f"/requests/{request_id}", form)
    second = worker.post(f"/requests/{request_id}", form | {"file_reference": "second"})
    seen = form | {"file_reference": "second", "version": value_of(second, "version")}

    assert second.status_code == 409
    assert "Somebody has changed this request since you opened the page." in words(second)
    assert value_of(second, "file_reference") == "second"
    assert "second" in words(worker.follow(worker.post(f"/requests/{request_id}", seen)))


def test_closing_needs_a_reason_and_ends_every_ask(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    factories.ask(cast.centre, factories.group(cast.institution), request_id)

    without = worker.post(f"/requests/{request_id}/closing", {})
    page = worker.follow(worker.post(f"/requests/{request_id}/closing", UNMET))
    twice = worker.post(f"/requests/{request_id}/closing", UNMET)

    assert without.status_code == 422
    assert "Fill this in." in words(without)
    assert "no place could be found" in words(page)
    assert "At the moment no home sees anything of this request." in words(page)
    assert twice.status_code == 409
    assert "This request is no longer open" in words(twice)
    assert ask_states(cast.centre, request_id) == [AskState.RELEASED]


def test_the_list_filters_by_state_and_by_who_answers(cast: Cast, worker: Browser, owner: Engine):
    other = colleague(owner, cast.centre, "Ana", Role.CASE_WORKER)
    factories.request(cast.centre, file_reference="mine")
    factories.request(other, file_reference="hers")
    closed = factories.request(cast.centre, file_reference="over")
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, closed, Closing.LOST_CONTACT)

    def shown(query: str) -> set[str]:
        page = words(worker.get(f"/requests{query}"))
        return {name for name in ("mine", "hers", "over") if f" {name} " in page}

    assert shown("") == {"mine", "hers", "over"}
    assert shown("?mine=yes&state=open") == {"mine"}
    assert shown("?state=closed") == {"over"}
    assert shown("?state=nonsense&before=nonsense") == {"mine", "hers", "over"}


def test_a_long_list_goes_on_on_the_next_page(
    cast: Cast, worker: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lists, "PAGE", 2)
    for n in range(3):
        factories.request(cast.centre, file_reference=f"file {n}")

    first = worker.get("/requests")
    following = re.search(r'href="([^"]*before=[^"]*)"', first.text)
    assert following
    second = worker.get(following[1].replace("&amp;", "&"))

    assert "file 2" in words(first)
    assert "file 0" not in words(first)
    assert "file 0" in words(second)
    assert "file 2" not in words(second)


@pytest.mark.parametrize("path", ["/requests", "/requests?state=open&mine=yes"])
def test_a_list_of_three_costs_no_more_than_a_list_of_one(
    app: Flask, cast: Cast, worker: Browser, path: str
):
    group_id = factories.group(cast.institution)
    factories.ask(cast.centre, group_id)
    worker.get(path)
    with asked(app) as for_one:
        worker.get(path)

    for _ in range(2):
        factories.ask(cast.centre, group_id)
    worker.get(path)
    with asked(app) as for_three:
        worker.get(path)

    assert len(for_three) == len(for_one)


def test_an_administrator_sees_no_requests_and_is_told_who_does(cast: Cast, owner: Engine):
    request_id = factories.request(cast.centre)
    administrator = english(colleague(owner, cast.centre, "Uroš", Role.ADMINISTRATOR))

    answers = [
        administrator.get("/requests"),
        administrator.get("/requests/new"),
        administrator.get(f"/requests/{request_id}"),
        administrator.post(f"/requests/{request_id}/closing", UNMET),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert "Only a case worker, a crisis worker or the head writes requests." in words(answers[0])


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_a_foreign_request_is_as_unknown_as_a_made_up_one(cast: Cast, who: str):
    foreign = english(getattr(cast, who))
    for id_ in (factories.request(cast.centre), NOBODY):
        for path in (f"/requests/{id_}", f"/requests/{id_}/edit", f"/requests/{id_}/fits"):
            assert foreign.get(path).status_code == 404
        for path in ("", "/closing", "/asks"):
            assert foreign.post(f"/requests/{id_}{path}", {"reason": "unmet"}).status_code == 404
