"""The link alone opens nothing; a code opens it once, then a word of one's own, and never by
guessing."""

from datetime import timedelta

import pytest

from network.own_pages import entering, opening
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid
from tests.actors import Cast
from tests.own_pages.pages import (
    ADDRESS,
    WORD,
    Opened,
    enter,
    file_of,
    opened,
    settled,
    visiting,
)


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


def test_the_code_opens_it_until_a_word_is_chosen_and_then_the_word(page: Opened) -> None:
    settled(page)

    with pytest.raises(Invalid):
        enter(page)
    assert enter(page, " MALI  zmaj ")


def test_a_code_may_be_typed_with_spaces(page: Opened) -> None:
    assert enter(page, f"{page.code[:4]} {page.code[4:]}")


@pytest.mark.parametrize("word", ["kratk", "111111", "123456", "x" * 61])
def test_a_word_that_is_easy_to_guess_is_refused(page: Opened, word: str) -> None:
    with page.actor.app.app_context():
        visit = entering.recognise(entering.enter(page.link, page.code, ADDRESS))
        assert visit is not None
        with pytest.raises(Invalid):
            entering.choose_word(visit, word)


def test_choosing_a_word_turns_out_whoever_came_in_by_the_code(page: Opened) -> None:
    other = enter(page)
    settled(page)

    with page.actor.app.app_context():
        assert entering.recognise(other) is None


def test_a_word_is_chosen_once(page: Opened) -> None:
    with page.actor.app.app_context():
        visit = entering.recognise(entering.enter(page.link, page.code, ADDRESS))
        assert visit is not None
        entering.choose_word(visit, WORD)
        with pytest.raises(Conflict):
            entering.choose_word(visit, "drug zmaj")


def test_five_wrong_tries_lock_it_and_a_new_code_opens_it_again(cast: Cast, page: Opened) -> None:
    for _ in range(5):
        with pytest.raises(Invalid):
            enter(page, "00000000")
    with pytest.raises(Invalid):
        enter(page)

    with cast.centre.acting() as scope, transaction():
        code = opening.give_code(scope, page.page_id).code

    assert enter(page, code)
    with cast.centre.acting() as scope:
        kinds = [row.entry.kind for row in trail.trail(scope).rows]
        assert {"sign_in", "sign_in_refused"} <= set(kinds)


def test_a_code_that_nobody_used_for_two_weeks_opens_nothing(page: Opened) -> None:
    with clock.frozen(clock.now() + timedelta(days=14)), pytest.raises(Invalid):
        enter(page)


def test_an_unknown_link_a_closed_page_and_a_wrong_word_answer_alike(
    cast: Cast, page: Opened
) -> None:
    said = set()
    with pytest.raises(Invalid) as wrong:
        enter(page, "00000000")
    with cast.centre.acting() as scope, transaction():
        opening.close(scope, page.page_id)
    with pytest.raises(Invalid) as closed:
        enter(page)
    with page.actor.app.app_context(), pytest.raises(Invalid) as unknown:
        entering.enter("made-up", page.code, ADDRESS)

    said = {str(one.value) for one in (wrong, closed, unknown)}
    assert len(said) == 1


def test_a_session_ends_by_itself_and_by_leaving(page: Opened) -> None:
    secret = settled(page)
    with page.actor.app.app_context():
        assert entering.recognise(secret) is not None
    with clock.frozen(clock.now() + timedelta(minutes=16)), page.actor.app.app_context():
        assert entering.recognise(secret) is None
    with page.actor.app.app_context():
        entering.leave(secret)
        assert entering.recognise(secret) is None


def test_a_new_code_turns_everybody_out(cast: Cast, page: Opened) -> None:
    secret = settled(page)
    with cast.centre.acting() as scope, transaction():
        opening.give_code(scope, page.page_id)

    with page.actor.app.app_context():
        assert entering.recognise(secret) is None
    with pytest.raises(Invalid):
        enter(page, WORD)


def test_a_visitor_acts_for_no_house(page: Opened) -> None:
    with visiting(page.actor, settled(page)) as scope:
        assert scope.is_visitor
        assert not scope.roles
