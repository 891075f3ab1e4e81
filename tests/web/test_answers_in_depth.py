"""A home looks further before it offers: interest, questions, visits, the waiting list; what it
says can be taken back, and its time is told on top."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from network.requests.actions import asking, visiting
from network.requests.lifecycle import AskState
from network.requests.reasons import Visitor, Withdrawal
from tenants import clock
from tenants.clock import frozen
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.numbers import YEAR
from tests.reading import english, posted, typed_day, words
from tests.standing import ask_of, ask_state

MONDAY = datetime(2026, 11, 23, 9, tzinfo=clock.LOCAL)
HOUR = timedelta(hours=1)


def test_the_time_to_answer_stands_on_top_and_is_late_once_it_is_over(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    with frozen(MONDAY):
        request_id = factories.request(cast.centre, urgency="crisis")
        ask_id = factories.ask(cast.centre, group_id, request_id)

    with frozen(MONDAY + HOUR):
        early = words(english(cast.institution).get(f"/asks/{ask_id}"))
    with frozen(MONDAY + 3 * HOUR):
        late = words(english(cast.institution).get(f"/asks/{ask_id}"))
        centre = words(english(cast.centre).get(f"/requests/{request_id}"))

    assert "Answer by today at 11:00" in early
    assert "Your answer was due today at 11:00" in late
    assert "The home's answer was due today at 11:00" in centre
    assert "Close as unanswered" in centre


def test_the_soonest_due_stands_first_in_the_list(cast: Cast, counsellor: Browser, group_id: UUID):
    for urgency in ("planned", "crisis", "urgent"):
        request_id = factories.request(cast.centre, urgency=urgency)
        factories.ask(cast.centre, group_id, request_id)

    page = words(counsellor.get("/asks"))

    assert page.index(f"{YEAR}-0002") < page.index(f"{YEAR}-0003") < page.index(f"{YEAR}-0001")


def test_a_question_stops_the_clock_until_the_centre_answers(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    asked = posted(counsellor, f"/asks/{ask_id}/question", topic="school", body="Which school?")
    twice = counsellor.post(f"/asks/{ask_id}/question", {"topic": "school", "body": "And now?"})
    seen = words(worker.follow(worker.get(f"/asks/{ask_id}")))
    answered = posted(worker, f"/asks/{ask_id}/answer", answer="The one in Kranj.")
    then = words(counsellor.get(f"/asks/{ask_id}"))

    assert "The centre answers your question by" in asked
    assert "waits for the centre" in asked
    assert twice.status_code == 409
    assert "Which school?" in seen
    assert "Answer the question by" in seen
    assert "The one in Kranj." in answered
    assert "The one in Kranj." in then
    assert "Answer by" in then


def test_an_answer_without_a_question_is_refused(cast: Cast, worker: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)

    answer = worker.post(f"/asks/{ask_id}/answer", {"answer": "x"})

    assert answer.status_code == 409
    assert "There is no open question." in words(answer)


def test_a_visit_is_arranged_held_and_spoken_of(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    at = f"{typed_day(clock.today() + timedelta(days=2))} 14.00"

    arranged = posted(
        counsellor, f"/asks/{ask_id}/visit", at=at, minutes="90", participants=["csd", "parent"]
    )
    early = counsellor.post(f"/asks/{ask_id}/visit/record", {})
    with frozen(clock.now() + timedelta(days=3)):
        posted(english(cast.institution), f"/asks/{ask_id}/visit/record", note="It went well.")
        said = posted(
            english(cast.centre), f"/asks/{ask_id}/wish", wish="agrees", words="I like the dog."
        )
        home = words(english(cast.institution).get(f"/asks/{ask_id}"))

    assert "at 14:00, 90 minutes" in arranged
    assert "centre for social work, parent, young person" in arranged
    assert early.status_code == 422
    assert "The young person agrees. I like the dog." in said
    assert "I like the dog." in home
    assert ask_state(cast.institution, ask_id) is AskState.VISITED


@pytest.mark.parametrize(
    ("typed", "status", "hour"),
    [
        ("29. 3. 2026 2.30", 422, None),
        ("29. 3. 2026 3.30", 303, 1),
        ("25. 10. 2026 2.30", 303, 0),
        ("soon", 422, None),
    ],
    ids=["an hour that does not exist", "after it", "an hour that comes twice", "no time at all"],
)
def test_a_visit_in_the_nights_in_which_clocks_are_changed(
    cast: Cast, group_id: UUID, typed: str, status: int, hour: int | None
):
    month = 10 if "10." in typed else 3
    with frozen(datetime(2026, month, 20, 9, tzinfo=clock.LOCAL)):
        ask_id = factories.ask(cast.centre, group_id)

        answer = english(cast.institution).post(f"/asks/{ask_id}/visit", {"at": typed})

        visit_at = ask_of(cast.centre, ask_id).visit_at
    assert answer.status_code == status
    assert (visit_at.utctimetuple().tm_hour if visit_at else None) == hour


def event_of(browser: Browser, ask_id: UUID) -> tuple[str, dict[str, str]]:
    answer = browser.get(f"/asks/{ask_id}/visit.ics")
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.get_data(as_text=True))
    [event] = calendar.walk("VEVENT")
    assert not event.errors
    return str(calendar["METHOD"]), {name: str(value) for name, value in event.items()}


def test_the_calendar_file_follows_the_visit_and_names_nobody(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    for days in (2, 3):
        with cast.institution.acting() as scope, transaction():
            visiting.arrange_visit(
                scope,
                ask_id,
                at=clock.now() + timedelta(days=days),
                participants=[Visitor.PARENT],
            )

    method, moved = event_of(worker, ask_id)
    with cast.centre.acting() as scope, transaction():
        asking.withdraw(scope, ask_id, Withdrawal.NO_LONGER_NEEDED)
    cancelled_method, cancelled = event_of(worker, ask_id)

    assert (method, moved["SEQUENCE"], moved["STATUS"]) == ("PUBLISH", "1", "CONFIRMED")
    assert (cancelled_method, cancelled["SEQUENCE"]) == ("CANCEL", "2")
    assert cancelled["UID"] == moved["UID"]
    assert moved["SUMMARY"] == f"Visit, ask {YEAR}-0001"
    assert "worker" not in "".join(moved.values())
    assert counsellor.get(f"/asks/{ask_id}/visit.ics").status_code == 404


def test_both_sides_see_the_number_on_the_waiting_list(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    asks = [factories.ask(cast.centre, group_id) for _ in range(2)]
    for ask_id in asks:
        posted(counsellor, f"/asks/{ask_id}/waiting-list")

    assert "number 2 of 2" in words(counsellor.get(f"/asks/{asks[1]}"))
    assert "number 1 of 2" in words(worker.follow(worker.get(f"/asks/{asks[0]}")))


def test_a_hold_is_made_longer_with_a_reason(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    before = ask_of(cast.centre, ask_id).hold_until

    without = counsellor.post(f"/asks/{ask_id}/hold", {"hold_hours": "100"})
    posted(counsellor, f"/asks/{ask_id}/hold", hold_hours="100", note="The parents come on Friday.")

    after = ask_of(cast.centre, ask_id).hold_until
    assert without.status_code == 422
    assert before is not None
    assert after is not None
    assert after > before + 50 * HOUR


def test_a_decline_has_up_to_three_reasons_and_says_when_to_ask_again(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    again = clock.today() + timedelta(days=30)
    form = {
        "reason": "staff_shortage",
        "also_because": ["region", "age_spread"],
        "ask_again": "on_date",
        "ask_again_on": typed_day(again),
    }

    wrong = counsellor.post(f"/asks/{ask_id}/decline", form | {"ask_again_on": ""})
    page = posted(counsellor, f"/asks/{ask_id}/decline", **form)
    centre = words(worker.follow(worker.get(f"/asks/{ask_id}")))

    assert wrong.status_code == 422
    assert "Give the day from which asking again makes sense." in words(wrong)
    for seen in (page, centre):
        assert "there is not enough staff" in seen
        assert "a region we do not cover" in seen
        assert "Ask again" in seen


def test_an_answer_that_cannot_be_given_says_why(cast: Cast, counsellor: Browser, group_id: UUID):
    page = words(counsellor.get(f"/asks/{factories.ask(cast.centre, group_id)}"))

    assert "A visit can be recorded once it is arranged." in page
    assert "There is no hold to extend." in page
