"""What a home said can be taken back or opened again, as long as the centre looks; access that
had ended comes back only by an act of the centre."""

from datetime import timedelta
from uuid import UUID

from network.requests.actions import declining
from network.requests.lifecycle import AskState
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.reading import english, posted, typed_day, words
from tests.standing import ask_of, ask_state


def test_a_step_is_taken_back_and_a_decline_opened_again(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    posted(counsellor, f"/asks/{ask_id}/interest", note="We know the school.")
    silent = counsellor.post(f"/asks/{ask_id}/step-back", {})
    posted(counsellor, f"/asks/{ask_id}/step-back", note="The wrong ask.")
    back = ask_state(cast.institution, ask_id)
    posted(counsellor, f"/asks/{ask_id}/decline", reason="no_place")
    page = posted(counsellor, f"/asks/{ask_id}/reopening", note="A place came free.")

    assert silent.status_code == 422
    assert back is AskState.OPENED
    assert "Answer by" in page
    assert "A place came free." in page


def test_what_is_opened_again_begins_anew_until_the_centre_shows_more(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id, factories.request(cast.centre, risks="Runs."))
    posted(worker, f"/asks/{ask_id}/level")
    posted(worker, f"/asks/{ask_id}/messages", body="Her brother is with you.")
    posted(counsellor, f"/asks/{ask_id}/question", topic="school", body="Which school?")
    posted(worker, f"/asks/{ask_id}/answer", answer="The one in Kranj.")
    at = typed_day(clock.today() + timedelta(days=2)) + " 10:00"
    posted(counsellor, f"/asks/{ask_id}/visit", at=at, minutes="60", participants="csd")
    before = words(counsellor.get(f"/asks/{ask_id}"))
    posted(counsellor, f"/asks/{ask_id}/decline", reason="no_place")

    after = posted(counsellor, f"/asks/{ask_id}/reopening", note="A place came free.")
    posted(worker, f"/asks/{ask_id}/level")
    posted(worker, f"/asks/{ask_id}/messages", body="Welcome back.")
    then = words(counsellor.get(f"/asks/{ask_id}"))

    gone = ("Her brother is with you.", "Which school?", "The one in Kranj.")
    assert all(each in before for each in (*gone, "Runs."))
    assert not any(each in after for each in (*gone, "Runs."))
    assert not any(each in then for each in gone)
    assert "Runs." in then
    assert "Welcome back." in then


def test_a_sixth_ask_is_not_opened_again(
    cast: Cast, counsellor: Browser, worker: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    posted(counsellor, f"/asks/{ask_id}/decline", reason="no_place")
    request_id = ask_of(cast.centre, ask_id).request_id
    others = [factories.ask(cast.centre, _another(cast, n), request_id) for n in range(5)]

    full = counsellor.post(f"/asks/{ask_id}/reopening", {"note": "A place came free."})
    posted(worker, f"/asks/{others[0]}/withdrawal", reason="other_solution")
    page = posted(counsellor, f"/asks/{ask_id}/reopening", note="A place came free.")

    assert full.status_code == 409
    assert "The centre asks five other homes by now" in words(full)
    assert "Answer by" in page


def _another(cast: Cast, number: int) -> UUID:
    return factories.group(cast.institution, name=f"Another {number}")


def test_what_the_centre_ended_stays_ended(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, "no_place")
    request_id = ask_of(cast.centre, ask_id).request_id
    english(cast.centre).post(f"/requests/{request_id}/closing", {"reason": "no_longer_needed"})

    page = words(counsellor.get(f"/asks/{ask_id}"))
    answer = counsellor.post(f"/asks/{ask_id}/reopening", {"note": "A place came free."})

    assert "Open the ask again" not in page
    assert answer.status_code == 409
