"""A home looks after its groups, confirms and closes them; everybody looks at one."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.availability import actions
from network.availability.published import published_group
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.group_forms import typed
from tests.reading import english, value_of, words
from tests.statements import asked


@pytest.fixture
def head(cast: Cast) -> Browser:
    return english(cast.institution)


def test_the_duty_telephone_can_be_called_from_the_page(cast: Cast) -> None:
    group_id = factories.group(cast.institution, duty_phone="+386 (4) 512-34/56")

    page = english(cast.centre).get(f"/groups/{group_id}")

    assert 'href="tel:+38645123456"' in page.text


def test_a_group_is_shown_as_of_a_chosen_day_with_what_becomes_free(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    first, second = (clock.today() + timedelta(days=days) for days in (5, 9))
    for day in (first, second):
        factories.stay(cast.institution, group_id, str(day), planned_end=day)
    browser = english(cast.centre)

    now = words(browser.get(f"/groups/{group_id}"))
    later = words(browser.get(f"/groups/{group_id}?on={first:%d.%m.%Y}"))

    assert "0 free of 2" in now
    assert "1 place more, free then: 1" in now
    assert "1 place more, free then: 2" in now
    assert "1 free of 2" in later
    assert "free then: 1" not in later


def test_a_day_that_is_none_keeps_what_was_typed(cast: Cast) -> None:
    page = english(cast.centre).get(f"/groups/{factories.group(cast.institution)}?on=pojutrišnjem")

    assert page.status_code == 422
    assert "Enter a date such as 24. 11. 2026." in words(page)
    assert value_of(page, "on") == "pojutrišnjem"


def test_foreign_closed_and_made_up_groups_are_not_found(cast: Cast, head: Browser) -> None:
    foreign = factories.group(cast.stranger)
    closed = factories.group(cast.institution)
    with cast.institution.acting() as scope, transaction():
        actions.close_group(scope, closed)

    for group_id in (foreign, closed, uuid4()):
        assert head.get(f"/groups/{group_id}/edit").status_code == 404
        assert head.get(f"/groups/{group_id}/closures").status_code == 404
        for path in ("", "/closing", "/confirmations", "/closures", f"/closures/{uuid4()}/ending"):
            assert head.post(f"/groups/{group_id}{path}", typed()).status_code == 404
    assert english(cast.outsider).get(f"/groups/{foreign}").status_code == 404


def test_an_empty_group_is_closed_and_leaves_the_board(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)

    page = head.follow(head.post(f"/groups/{group_id}/closing"))

    assert "The group is closed." in words(page)
    assert "Jadro" not in english(cast.centre).get("/places").text
    assert head.post(f"/groups/{group_id}/closing").status_code == 404


def test_a_group_somebody_lives_in_cannot_be_closed(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)
    factories.stay(cast.institution, group_id)

    page = head.post(f"/groups/{group_id}/closing")

    assert page.status_code == 409
    assert "Places that are filled or promised: 1." in words(page)
    with cast.centre.acting() as scope:
        assert published_group(scope, group_id).name == "Jadro"


def test_still_true_is_one_tap_for_one_group_and_for_all(
    cast: Cast, head: Browser, owner: Engine
) -> None:
    with clock.frozen(clock.now() - timedelta(days=3)):
        for name in ("Jadro", "Klas"):
            group_id = factories.group(cast.institution, name=name)
        foreign = factories.group(cast.stranger, name="Val")
    before = head.get("/groups")
    assert "2 groups were not confirmed for two days." in words(before)

    one = head.follow(head.post(f"/groups/{group_id}/confirmations"))
    both = head.follow(head.post("/groups/confirmations"))

    assert "1 group was not confirmed for two days." in words(one)
    assert "Confirmed. Thank you." in words(both)
    assert "not confirmed for two days" not in words(both)
    with cast.centre.acting() as scope:
        assert published_group(scope, foreign).confirmed_at < clock.now() - timedelta(days=2)
    with owner.connect() as behind:
        said = behind.execute(
            text("SELECT free_places FROM confirmations WHERE group_id = :id"), {"id": group_id}
        )
        assert said.scalars().all() == [3, 3, 3]


def test_a_second_tap_does_no_harm(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)

    answers = [head.post(f"/groups/{group_id}/confirmations") for _ in range(2)]
    answers += [head.post("/groups/confirmations") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303] * 4


def test_a_confirmation_leads_back_to_where_it_was_tapped(cast: Cast, head: Browser) -> None:
    path = f"/groups/{factories.group(cast.institution)}"

    here = head.post(f"{path}/confirmations", {"next": path})
    elsewhere = head.post(f"{path}/confirmations", {"next": "https://elsewhere.example"})

    assert here.headers["Location"] == path
    assert elsewhere.headers["Location"] == "/groups"


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({Role.ADMINISTRATOR}, {"manage"}),
        ({Role.HEAD}, {"manage", "confirm", "close"}),
        ({Role.COUNSELLOR}, {"confirm", "close"}),
        ({Role.EDUCATOR}, {"confirm"}),
    ],
)
def test_whoever_may_not_is_told_who_may(
    cast: Cast, owner: Engine, roles: set[Role], may: set[str]
) -> None:
    group_id = factories.group(cast.institution)
    page = english(colleague(owner, cast.institution, "eva", *roles))
    closure = {"reason": "works", "starts": f"{clock.today():%d.%m.%Y}"}

    groups, closures = words(page.get("/groups")), words(page.get(f"/groups/{group_id}/closures"))
    answers = {
        "manage": page.post("/groups", typed(name="Nova")).status_code,
        "confirm": page.post(f"/groups/{group_id}/confirmations").status_code,
        "close": page.post(f"/groups/{group_id}/closures", closure).status_code,
    }

    assert answers == {act: 303 if act in may else 403 for act in answers}
    assert ("Only an administrator or the head of the home manages groups." in groups) == (
        "manage" not in may
    )
    assert ("Still true :" in groups) == ("confirm" in may)
    assert ("closes and opens places." in closures) == ("close" not in may)


def test_a_centre_has_no_groups_of_its_own(cast: Cast) -> None:
    page = english(cast.centre).get("/groups")

    assert page.status_code == 403
    assert "Organisations of this kind do not do this." in words(page)


def test_a_home_without_groups_is_told_how_to_begin(head: Browser) -> None:
    assert "No group stands on the board yet" in words(head.get("/groups"))


@pytest.mark.parametrize("address", ["/groups", "/groups/{}", "/groups/{}/edit"])
def test_three_groups_cost_no_more_queries_than_one(app: Flask, cast: Cast, address: str) -> None:
    browser = english(cast.institution)
    counts = []
    for some in (("A",), ("B", "C")):
        for name in some:
            group_id = factories.group(cast.institution, name=name)
            factories.stay(cast.institution, group_id, reference=name)
        with asked(app) as statements:
            assert browser.get(address.format(group_id)).status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_two_who_confirm_and_change_at_the_same_moment_wait_for_each_other(cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    path, together, seen = f"/groups/{group_id}", Barrier(4), []
    closure = {"reason": "works", "starts": f"{clock.today():%d.%m.%Y}"}

    def send(browser: Browser, address: str, form: dict[str, str]) -> None:
        together.wait()
        seen.append(browser.post(address, form).status_code)

    sent = [(f"{path}/confirmations", {}), ("/groups/confirmations", {})]
    sent += [(f"{path}/confirmations", {}), (f"{path}/closures", closure)]
    threads = [Thread(target=send, args=(english(cast.institution), *each)) for each in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [303] * 4
