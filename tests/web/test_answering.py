"""A home offers, declines and writes; whatever comes too late is refused kindly."""

from datetime import timedelta
from uuid import UUID

from network.requests.actions import asking
from network.requests.lifecycle import AskState
from network.requests.reasons import Withdrawal
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.reading import chosen_in, english, typed_day, value_of, words
from tests.standing import ask_of, ask_state


def test_whatever_is_done_to_an_ended_ask_is_refused_kindly(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    with cast.centre.acting() as scope, transaction():
        asking.withdraw(scope, ask_id, Withdrawal.SENT_IN_ERROR)

    answers = [
        counsellor.post(f"/asks/{ask_id}/offer", {"hold_hours": "48"}),
        counsellor.post(f"/asks/{ask_id}/decline", {"reason": "no_place"}),
        counsellor.post(f"/asks/{ask_id}/messages", {"body": "Still there?"}),
    ]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("This ask has ended" in words(answer) for answer in answers)


def test_declining_twice_is_declined_once(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)

    answers = [counsellor.post(f"/asks/{ask_id}/decline", {"reason": "no_place"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]
    assert words(answers[1]).count("Declined by the home") == 1


def test_a_message_of_the_home_sent_twice_at_once_is_one(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    for _ in range(2):
        counsellor.post(f"/asks/{ask_id}/messages", {"body": "Pridite v sredo."})
    with clock.frozen(clock.now() + timedelta(seconds=11)):
        english(cast.institution).post(f"/asks/{ask_id}/messages", {"body": "Pridite v sredo."})

    assert counsellor.get(f"/asks/{ask_id}").text.count("Pridite v sredo.") == 2


def test_somebody_takes_an_ask_on_and_nobody_holds_both_parts(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    me = str(cast.institution.scope.member_id)

    both = counsellor.post(f"/asks/{ask_id}/assignment", {"responsible_id": me, "deputy_id": me})
    page = counsellor.follow(counsellor.post(f"/asks/{ask_id}/assignment", {"responsible_id": me}))

    assert both.status_code == 422
    assert "The deputy must be somebody else than the responsible." in words(both)
    assert "Responsible institution worker" in words(page)


def test_a_place_is_offered_and_held(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    first = clock.today() + timedelta(days=3)

    form = counsellor.get(f"/asks/{ask_id}")
    answer = counsellor.post(
        f"/asks/{ask_id}/offer",
        {
            "starts": typed_day(first),
            "hold_hours": "24",
            "note": "By bus.",
        },
    )
    page = words(counsellor.follow(answer))

    assert value_of(form, "hold_hours") == "48"
    assert "1 place of the group is free." in words(form)
    assert "Waiting for the centre's decision, held until tomorrow" in page
    assert "By bus." in page
    assert ask_of(cast.centre, ask_id).offered_from == first


OFFERS = [
    ({"starts": "1. 1. 2020"}, "The stay cannot begin in the past.", "starts"),
    ({"starts": "soon"}, "Enter a date such as", "starts"),
    ({"ends": "1. 1. 2021"}, "The planned end must be after the first day.", "ends"),
    ({"hold_hours": "0"}, "Enter a number from 1 to 336.", "hold_hours"),
    ({"hold_hours": "two days"}, "Enter a number in digits.", "hold_hours"),
]


def test_a_wrong_offer_comes_back_open_as_it_was_typed(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    for wrong, sentence, name in OFFERS:
        typed = {"starts": "", "ends": "", "hold_hours": "48", "note": "Our word."} | wrong

        answer = counsellor.post(f"/asks/{ask_id}/offer", typed)

        assert answer.status_code == 422, wrong
        assert sentence in words(answer)
        assert value_of(answer, name) == wrong[name]
        assert "Our word." in answer.text
        assert 'id="offer" open' in answer.text
    assert ask_state(cast.centre, ask_id) is AskState.SENT


def test_the_last_place_is_not_offered_twice(cast: Cast, counsellor: Browser, group_id: UUID):
    factories.offered(cast.centre, cast.institution, group_id)
    late = factories.ask(cast.centre, group_id)

    answer = counsellor.post(f"/asks/{late}/offer", {"hold_hours": "48"})

    assert answer.status_code == 409
    assert "Nothing was done." in words(answer)
    assert ask_state(cast.centre, late) is AskState.SENT


def test_declining_needs_a_reason_and_another_reason_a_word(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    without = counsellor.post(f"/asks/{ask_id}/decline", {"note": "Kept."})
    other = counsellor.post(f"/asks/{ask_id}/decline", {"reason": "other"})

    assert [without.status_code, other.status_code] == [422, 422]
    assert "Kept." in without.text
    assert "Say in a few words what the other reason is." in words(other)
    assert chosen_in(other, "reason") == ["other"]
    assert ask_state(cast.centre, ask_id) is AskState.SENT
