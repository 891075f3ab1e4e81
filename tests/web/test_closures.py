"""Places a home closes for a while: what counts, what is refused, and opening them again."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from network.availability import actions
from network.availability.profile import ClosureReason
from network.availability.queries import closures
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.client import Browser
from tests.reading import chosen_in, english, typed_day, value_of, words
from tests.statements import asked


def on(days: int = 0) -> str:
    """A day from today, as people write it."""
    return typed_day(clock.today() + timedelta(days=days))


def closed(home: Actor, group_id: Any, starts: date, ends: date | None = None) -> str:
    with home.acting() as scope, transaction():
        return str(
            actions.close_place(
                scope, group_id, starts=starts, ends=ends, reason=ClosureReason.WORKS
            ).id
        )


def test_a_closed_place_is_free_for_nobody_until_it_opens_again(
    cast: Cast, counsellor: Browser
) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    path = f"/groups/{group_id}/closures"

    page = counsellor.follow(
        counsellor.post(path, {"reason": "works", "starts": on(), "ends": on(5), "number": "2"})
    )

    said = words(page)
    assert "The places are closed." in said
    assert "2 building works" in said
    assert "2 places: 1 free, 1 closed" in page.text
    browser = english(cast.centre)
    assert "1 free of 2" in words(browser.get("/places"))
    assert "2 free of 2" in words(browser.get(f"/places?on={on(5)}"))


def test_one_chooses_among_the_places_of_the_group_and_sees_what_fills_them(
    cast: Cast, counsellor: Browser
) -> None:
    group_id = factories.group(cast.institution, capacity=3)
    factories.stay(cast.institution, group_id)
    closed(cast.institution, group_id, clock.today())

    page = words(counsellor.get(f"/groups/{group_id}/closures"))

    assert "any free place 1: stay 2: closure 3: free" in page


def test_a_closure_ends_today_and_ending_it_twice_does_no_harm(
    cast: Cast, counsellor: Browser
) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    closure_id = closed(cast.institution, group_id, clock.today() - timedelta(days=3))
    ending = f"/groups/{group_id}/closures/{closure_id}/ending"

    answers = [counsellor.post(ending) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    page = words(counsellor.follow(answers[0]))
    assert "No place is closed" in page
    assert "1 free of 1" in page


def test_a_closure_that_has_not_begun_is_taken_back(cast: Cast, counsellor: Browser) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    closure_id = closed(cast.institution, group_id, clock.today() + timedelta(days=3))

    before = words(counsellor.get(f"/groups/{group_id}/closures"))
    counsellor.post(f"/groups/{group_id}/closures/{closure_id}/ending")

    assert "Take back" in before
    with cast.institution.acting() as scope:
        assert closures(scope, group_id) == []


def test_a_place_somebody_lives_on_cannot_be_closed(cast: Cast, counsellor: Browser) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    factories.stay(cast.institution, group_id)

    page = counsellor.post(
        f"/groups/{group_id}/closures", {"reason": "illness", "starts": on(), "ends": on(9)}
    )

    assert page.status_code == 409
    assert "No place of this group is free on those days any more." in words(page)
    assert value_of(page, "ends") == on(9)
    assert chosen_in(page, "reason") == ["illness"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "Reason: Fill this in."),
        ({"reason": "holidays"}, "Choose one of the values offered."),
        ({"starts": ""}, "First day closed: Fill this in."),
        ({"starts": "jutri"}, "Enter a date such as 24. 11. 2026."),
        ({"ends": on()}, "The closure must end after the day on which it starts."),
        ({"ends": "1. 1. 1900"}, "Check the year of this date."),
        ({"number": "dva"}, "Enter a number in digits."),
        ({"number": "0"}, "Enter a number from 1 to 9999."),
        ({"number": "4"}, "This group has no place with that number."),
    ],
)
def test_a_closure_that_does_not_fit_is_refused_with_everything_kept(
    cast: Cast, counsellor: Browser, changes: dict[str, str], sentence: str
) -> None:
    group_id = factories.group(cast.institution)
    sent = {"reason": "works", "starts": on(), "ends": on(5), "number": "1"} | changes

    page = counsellor.post(f"/groups/{group_id}/closures", sent)

    assert page.status_code == 422
    assert sentence in words(page)
    assert [value_of(page, name) for name in ("starts", "ends")] == [sent["starts"], sent["ends"]]
    assert chosen_in(page, "number") == [one for one in "123" if one == sent["number"]]
    with cast.institution.acting() as scope:
        assert closures(scope, group_id) == []


def test_a_closure_of_another_group_or_a_stay_is_not_found(cast: Cast, counsellor: Browser) -> None:
    here = factories.group(cast.institution, name="Tu")
    there = factories.group(cast.institution, name="Tam")
    stay_id = factories.stay(cast.institution, here)
    closure_id = closed(cast.institution, there, clock.today())

    for foreign in (closure_id, stay_id):
        answer = counsellor.post(f"/groups/{here}/closures/{foreign}/ending")
        assert answer.status_code == 404


def test_three_closures_cost_no_more_queries_than_one(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=4)
    browser, counts = english(cast.institution), []
    for more in (1, 2):
        for _ in range(more):
            closed(cast.institution, group_id, clock.today())
        with asked(app) as statements:
            assert browser.get(f"/groups/{group_id}/closures").status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1]
