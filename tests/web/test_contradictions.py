"""A home that declines what its profile takes is asked which of the two is wrong."""

from uuid import UUID

from sqlalchemy import Engine

from network.availability import actions as availability
from network.requests.actions import answering, declining
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.reading import english, words

ASKED = "By its profile the group takes it."


def declined(cast: Cast, group_id: UUID, reason: str) -> None:
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
        declining.decline(scope, ask_id, reason)


def test_who_declines_for_a_need_the_profile_takes_is_led_to_it(cast: Cast) -> None:
    group_id = factories.group(cast.institution, needs_taken=["substance_use"])
    declined(cast, group_id, "addiction")

    page = english(cast.institution).get(f"/groups/{group_id}")

    assert ASKED in words(page)
    assert "Change what it says of: substance use" in words(page)
    assert f'href="/groups/{group_id}/edit#needs-substance-use"' in page.text


def test_a_profile_that_says_so_by_now_asks_nothing(cast: Cast) -> None:
    group_id = factories.group(cast.institution, needs_asked=["substance_use"])
    declined(cast, group_id, "addiction")

    assert ASKED not in words(english(cast.institution).get(f"/groups/{group_id}"))


def test_a_profile_changed_since_asks_nothing_more(cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    declined(cast, group_id, "sex_or_age")
    before = words(english(cast.institution).get(f"/groups/{group_id}"))

    with cast.institution.acting() as scope, transaction():
        availability.change_group(scope, group_id, age_to=16)

    assert "because: the free place is for another sex or age" in before
    assert ASKED not in words(english(cast.institution).get(f"/groups/{group_id}"))


def test_neither_others_nor_who_cannot_change_it_are_asked(cast: Cast, owner: Engine) -> None:
    group_id = factories.group(cast.institution)
    declined(cast, group_id, "addiction")
    counsellor = colleague(owner, cast.institution, "Counsellor", Role.COUNSELLOR)

    for reader in (cast.centre, counsellor):
        assert ASKED not in words(english(reader).get(f"/groups/{group_id}"))
