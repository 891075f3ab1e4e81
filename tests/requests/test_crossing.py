"""No text for the other side tells who somebody is before that side was shown it, whichever act
carries it; unless somebody says that it is needed."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from network.consent.kinds import Category
from network.requests.actions import (
    answering,
    asking,
    declining,
    messages,
    questioning,
    visiting,
    writing,
)
from network.requests.reasons import Topic, Visitor, Wish
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid
from tenants.scope import Scope
from tests import factories
from tests.actors import Cast
from tests.shares import grant, show

NUMBER = "Pokličite 041 123 456."
Act = Callable[[Scope, UUID, bool], object]


def _visit(scope: Scope, ask_id: UUID, needed: bool) -> object:
    at = clock.now() + timedelta(days=2)
    return visiting.arrange_visit(
        scope, ask_id, at=at, participants=[Visitor.PARENT], note=NUMBER, identity_needed=needed
    )


OF_THE_HOME: dict[str, Act] = {
    "offer": lambda s, a, n: answering.offer(s, a, note=NUMBER, identity_needed=n),
    "interest": lambda s, a, n: answering.show_interest(s, a, note=NUMBER, identity_needed=n),
    "waiting list": lambda s, a, n: answering.waitlist(s, a, note=NUMBER, identity_needed=n),
    "visit": _visit,
    "question": lambda s, a, n: questioning.put_question(
        s, a, topic=Topic.OTHER, body=NUMBER, identity_needed=n
    ),
    "decline": lambda s, a, n: declining.decline(s, a, "no_place", note=NUMBER, identity_needed=n),
    "message": lambda s, a, n: messages.say(s, a, NUMBER, n),
}


@pytest.fixture
def fresh(cast: Cast, group_id: UUID, request_id: UUID) -> UUID:
    """An ask at level 0 that the home has opened."""
    ask_id = factories.ask(cast.centre, group_id, request_id)
    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
    return ask_id


@pytest.mark.parametrize("act", OF_THE_HOME)
def test_the_home_names_nobody_before_it_knows_them(cast: Cast, fresh: UUID, act: str) -> None:
    does = OF_THE_HOME[act]

    with cast.institution.acting() as scope, transaction():
        with pytest.raises(Invalid, match="can be recognised") as refused:
            does(scope, fresh, False)
        assert refused.value.field in ("note", "body")
        assert does(scope, fresh, True)


def test_what_the_home_takes_back_or_takes_up_again_names_nobody(cast: Cast, fresh: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        answering.show_interest(scope, fresh)
        with pytest.raises(Invalid, match="can be recognised"):
            declining.step_back(scope, fresh, NUMBER)
        declining.step_back(scope, fresh, NUMBER, identity_needed=True)
        declining.decline(scope, fresh, "no_place")
        with pytest.raises(Invalid, match="can be recognised"):
            declining.reopen(scope, fresh, NUMBER)

        assert declining.reopen(scope, fresh, NUMBER, identity_needed=True)


def test_the_centre_answers_without_a_number(cast: Cast, fresh: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        questioning.put_question(scope, fresh, topic=Topic.OTHER, body="Kako spi?")

    with cast.centre.acting() as scope, transaction():
        with pytest.raises(Invalid, match="can be recognised") as refused:
            questioning.answer_question(scope, fresh, answer=NUMBER)
        assert refused.value.field == "answer"
        assert questioning.answer_question(scope, fresh, answer=NUMBER, identity_needed=True)


def test_what_the_young_person_says_of_a_visit_names_nobody(cast: Cast, fresh: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        at = clock.now() + timedelta(days=1)
        visiting.arrange_visit(scope, fresh, at=at, participants=[Visitor.PARENT])
    with clock.frozen(at + timedelta(hours=3)):
        with cast.institution.acting() as scope, transaction():
            with pytest.raises(Invalid, match="can be recognised"):
                visiting.record_visit(scope, fresh, note=NUMBER)
            visiting.record_visit(scope, fresh)

        with cast.centre.acting() as scope, transaction():
            with pytest.raises(Invalid, match="can be recognised") as refused:
                visiting.state_wish(scope, fresh, wish=next(iter(Wish)), words=NUMBER)
            assert refused.value.field == "words"
            assert visiting.state_wish(
                scope, fresh, wish=next(iter(Wish)), words=NUMBER, identity_needed=True
            )


def test_a_request_and_the_line_to_a_home_name_nobody(
    cast: Cast, group_id: UUID, request_id: UUID
) -> None:
    with cast.centre.acting() as scope, transaction():
        with pytest.raises(Invalid, match="can be recognised") as refused:
            asking.ask(scope, request_id, [group_id], {group_id: NUMBER})
        assert refused.value.field == "why"
        for name in writing.FREE_TEXTS:
            with pytest.raises(Invalid, match="can be recognised"):
                writing.check_texts({name: NUMBER}, identity_needed=False)
            writing.check_texts({name: NUMBER}, identity_needed=True)


def test_once_the_home_knows_who_it_is_a_number_may_be_written(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, Category.IDENTITY)
    show(cast, ask_id, Category.IDENTITY)

    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
        assert answering.show_interest(scope, ask_id, note=NUMBER)
