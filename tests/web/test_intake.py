"""What a home says beside the number, and the places a head puts up beyond it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.availability import extra
from network.availability.profile import ExtraReason
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.client import Browser
from tests.reading import chosen_in, english, typed_day, value_of, words
from tests.statements import asked


def on(days: int = 0) -> str:
    """A day from today, as people write it."""
    return typed_day(later(days))


def later(days: int) -> date:
    return clock.today() + timedelta(days=days)


def authorised(home: Actor, group_id: UUID, days: int = 9) -> str:
    with home.acting() as scope, transaction():
        return str(
            extra.authorise(
                scope,
                group_id,
                starts=later(0),
                ends=later(days),
                reason=ExtraReason.SIBLING,
            ).id
        )


def test_a_closed_intake_stands_on_the_board_with_its_reason_end_and_name(
    cast: Cast, counsellor: Browser
) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    path = f"/groups/{group_id}/intake"

    page = counsellor.follow(
        counsellor.post(path, {"intake": "closed", "reason": "illness", "until": on(5)})
    )

    assert "What you said stands beside the number." in words(page)
    board = words(english(cast.centre).get("/places"))
    assert "2 free of 2 closed to intake illness in the group, until" in board
    assert "closed to intake" not in words(english(cast.centre).get(f"/places?on={on(5)}"))
    assert chosen_in(counsellor.get(path), "intake") == ["closed"]


def test_looking_for_who_takes_somebody_leaves_it_out_and_says_why(
    cast: Cast, counsellor: Browser
) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    counsellor.post(f"/groups/{group_id}/intake", {"intake": "assess_first"})

    page = english(cast.centre).get("/places?takes_now=yes")

    assert "0 groups fit" in words(page)
    assert "the home assesses first" in words(page)
    assert chosen_in(page, "takes_now") == ["yes"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"intake": "closed"}, "Say why the group takes nobody in."),
        ({"intake": ""}, "Intake: Fill this in."),
        ({"intake": "waiting_list", "until": "22. 11. 2025"}, "This day must be after today."),
    ],
)
def test_what_does_not_fit_comes_back_as_it_was_typed(
    cast: Cast, counsellor: Browser, sent: dict[str, str], sentence: str
) -> None:
    group_id = factories.group(cast.institution)

    page = counsellor.post(f"/groups/{group_id}/intake", sent)

    assert page.status_code == 422
    assert sentence in words(page)
    assert value_of(page, "until") == sent.get("until", "")


def test_seven_where_six_may_live_is_shown_with_who_authorised_it(
    cast: Cast, counsellor: Browser
) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    factories.stay(home, group_id)
    head = english(home)

    page = head.follow(
        head.post(
            f"/groups/{group_id}/extra-places",
            {"reason": "crisis", "starts": on(), "ends": on(9), "note": "Do petka."},
        )
    )
    factories.stay(home, group_id, reference="A2", planned_end=later(9))

    assert "Extra place 2" in words(page)
    assert "authorised by institution worker" in words(page)
    board = words(english(cast.centre).get("/places"))
    assert "2/1 2 live here, the group is for 1 until" in board
    assert "authorised by institution worker" in board
    assert "Do petka" not in board
    assert "Do petka." in words(counsellor.get(f"/groups/{group_id}/extra-places"))


def test_an_end_under_somebody_is_refused_at_its_own_form(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    factories.stay(home, group_id)
    place_id = authorised(home, group_id)
    factories.stay(home, group_id, reference="A2", planned_end=later(9))
    head = english(home)
    path = f"/groups/{group_id}/extra-places/{place_id}/ending"

    refused = head.post(path, {"ends": on(2), "note": "Prej."})
    longer = head.follow(head.post(path, {"ends": on(20), "note": "Sodišče je preložilo."}))

    assert refused.status_code == 409
    assert "Somebody lives on this place or was promised it." in words(refused)
    assert "The end of the extra place is changed." in words(longer)
    assert "Sodišče je preložilo." in words(longer)


def test_only_a_head_authorises(cast: Cast, owner: Engine) -> None:
    group_id = factories.group(cast.institution)
    counsellor = english(colleague(owner, cast.institution, "Counsellor", Role.COUNSELLOR))
    path = f"/groups/{group_id}/extra-places"

    page = counsellor.get(path)
    refused = counsellor.post(path, {"reason": "crisis", "starts": on(), "ends": on(9)})

    assert "Only the head authorises exceptions." in words(page)
    assert refused.status_code == 403


def test_a_part_of_the_year_is_typed_as_people_write_it_and_explained_on_the_board(
    cast: Cast,
) -> None:
    home = cast.institution
    group_id = factories.group(home, admits_from="08-25", admits_until="06-15")
    browser = english(home)

    form = browser.get(f"/groups/{group_id}/edit")
    group = words(browser.get(f"/groups/{group_id}"))
    board = words(english(cast.centre).get("/places?on=1. 7. 2027"))

    assert value_of(form, "admits_from").replace("\N{NO-BREAK SPACE}", " ") == "25. 8."
    assert "from 25. 8. to 15. 6., every year" in group
    assert "takes somebody in again from 25 Aug 2027 on" in board


def test_a_group_says_when_it_takes_somebody_in_again_and_foresees_its_places_for_then(
    cast: Cast,
) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2, admits_from="08-25", admits_until="06-15")
    factories.stay(home, group_id, planned_end=date(2027, 7, 10))
    browser = english(cast.centre)

    shut = words(browser.get(f"/groups/{group_id}?on=1. 7. 2027"))
    open_still = words(browser.get(f"/groups/{group_id}?on=1. 6. 2027"))

    assert "Takes somebody in again from 25 Aug 2027 on." in shut
    assert "25 Aug 2027 2 places more, free then: 2" in shut
    assert "Takes somebody in again" not in open_still
    assert "1 place more, free then: 2" in open_still


def test_three_extra_places_cost_no_more_queries_than_one(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    browser, counts = english(cast.institution), []
    for more in (1, 2):
        for _ in range(more):
            authorised(cast.institution, group_id)
        with asked(app) as statements:
            assert browser.get(f"/groups/{group_id}/extra-places").status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1]
