"""From a request to the last day in a programme, as both sides and the stranger see it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from network.programmes import asking, ending, enrolling, enrolments
from network.programmes.lifecycle import EndReason, EnrolmentMove
from network.programmes.published import published_programme
from network.programmes.seats import NoFreeSeat, SeatLapsed
from network.requests.actions import answering, declining
from network.requests.actions import asking as requests
from network.requests.actions.asking import AskedAlready
from network.requests.lifecycle import AskState, CannotMove, RequestState
from network.requests.lists import state_now
from network.requests.queries import get_ask, get_request, state_of
from network.requests.reasons import Refusal, Withdrawal
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import factories
from tests.actors import Actor, Cast
from tests.programmes import programmes

A_DAY = timedelta(days=1)


def sought(centre: Actor, **needs: Any) -> UUID:
    """A request for a programme."""
    return factories.request(centre, kind="programme", requested_by="school", **needs)


def asked(centre: Actor, programme_id: UUID, request_id: UUID | None = None) -> UUID:
    request_id = request_id or sought(centre)
    with centre.acting() as scope, transaction():
        return asking.ask(scope, request_id, [programme_id])[0].id


def offered(cast: Cast, programme_id: UUID, **terms: Any) -> UUID:
    ask_id = asked(cast.centre, programme_id, terms.pop("request_id", None))
    with cast.institution.acting() as scope, transaction():
        asking.offer(scope, ask_id, **terms)
    return ask_id


def accepted(cast: Cast, programme_id: UUID, **terms: Any) -> tuple[UUID, UUID]:
    ask_id = offered(cast, programme_id, **terms)
    with cast.centre.acting() as scope, transaction():
        return ask_id, enrolling.accept(scope, ask_id).id


def enrolled(cast: Cast, programme_id: UUID, reference: str = "P1", **terms: Any) -> UUID:
    _, enrolment_id = accepted(cast, programme_id, **terms)
    with cast.institution.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference=reference)
    return enrolment_id


def free(cast: Cast, programme_id: UUID) -> int:
    with cast.stranger.acting() as scope:
        return published_programme(scope, programme_id).free


def state(actor: Actor, ask_id: UUID) -> AskState:
    with actor.acting() as scope:
        return state_now(get_ask(scope, ask_id))


def test_a_programme_is_asked_for_offered_accepted_and_gone_through(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=2)
    ask_id, enrolment_id = accepted(cast, programme_id)
    assert free(cast, programme_id) == 1

    with cast.institution.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference="P1")
    assert state(cast.centre, ask_id) is AskState.ARRIVED
    with cast.institution.acting() as scope, transaction():
        ending.end(scope, enrolment_id, EnrolmentMove.COMPLETE, ended_on=clock.today())

    assert free(cast, programme_id) == 2
    assert state(cast.centre, ask_id) is AskState.DEPARTED
    with cast.centre.acting() as scope:
        made = [step.move for step in enrolments.steps_of(scope, enrolment_id)]
        assert made == ["accept", "begin", "complete"]
        request = get_request(scope, get_ask(scope, ask_id).request_id)
        assert state_of(scope, request) is RequestState.CLOSED


def test_the_stranger_sees_nothing_of_it(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    ask_id, enrolment_id = accepted(cast, programme_id)

    with cast.stranger.acting() as scope:
        with pytest.raises(NotFound):
            enrolments.get(scope, enrolment_id)
        with pytest.raises(NotFound), transaction():
            enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference="X")
        assert enrolments.of_ask(scope, ask_id) is None


def test_the_centre_sees_the_enrolment_and_changes_nothing_of_it(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = enrolled(cast, programme_id)

    with cast.centre.acting() as scope:
        found = enrolments.get(scope, enrolment_id)
        with pytest.raises(NotFound), transaction():
            ending.end(scope, enrolment_id, EnrolmentMove.COMPLETE, ended_on=clock.today())
        found.ended_on = clock.today()
        with pytest.raises(DBAPIError, match="only the house of the programme"), transaction():
            db.session.flush()


@pytest.mark.parametrize("ending", ["refuse", "withdraw", "decline", "step_back"])
def test_whatever_ends_an_offer_gives_the_seat_back(cast: Cast, ending: str) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    ask_id = offered(cast, programme_id)
    assert free(cast, programme_id) == 0

    if ending in ("refuse", "withdraw"):
        with cast.centre.acting() as scope, transaction():
            if ending == "refuse":
                requests.refuse(scope, ask_id, Refusal.TOO_FAR)
            else:
                requests.withdraw(scope, ask_id, Withdrawal.OTHER_SOLUTION)
    else:
        with cast.institution.acting() as scope, transaction():
            if ending == "decline":
                declining.decline(scope, ask_id, reason="other", note="Se je premislil.")
            else:
                declining.step_back(scope, ask_id, note="Moramo še premisliti.")

    assert free(cast, programme_id) == 1


def test_an_accepted_seat_that_is_cancelled_is_free_and_the_search_goes_on(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    ask_id, enrolment_id = accepted(cast, programme_id)

    with cast.centre.acting() as scope, transaction():
        enrolling.cancel(scope, ask_id, Withdrawal.NEEDS_CHANGED)

    assert free(cast, programme_id) == 1
    with cast.institution.acting() as scope:
        assert enrolments.get(scope, enrolment_id).state == "cancelled"
    with cast.centre.acting() as scope:
        request = get_request(scope, get_ask(scope, ask_id).request_id)
        assert state_of(scope, request) is RequestState.OPEN


def test_whoever_does_not_come_leaves_the_seat_free(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    ask_id, enrolment_id = accepted(cast, programme_id)

    with cast.institution.acting() as scope, transaction():
        enrolling.not_start(scope, enrolment_id, EndReason.NO_SHOWS)

    assert free(cast, programme_id) == 1
    assert state(cast.centre, ask_id) is AskState.NOT_ARRIVED


def test_a_hold_that_ran_out_is_not_accepted_and_can_be_offered_anew(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    ask_id = offered(cast, programme_id)

    with clock.frozen(clock.now() + 3 * A_DAY):
        with cast.centre.acting() as scope, pytest.raises((CannotMove, SeatLapsed)), transaction():
            enrolling.accept(scope, ask_id)
        with cast.institution.acting() as scope, transaction():
            asking.offer(scope, ask_id)
        with cast.centre.acting() as scope, transaction():
            enrolling.accept(scope, ask_id)
        assert free(cast, programme_id) == 0


def test_the_last_seat_is_offered_once(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    offered(cast, programme_id)
    second = asked(cast.centre, programme_id)

    with cast.institution.acting() as scope, pytest.raises(NoFreeSeat), transaction():
        asking.offer(scope, second)


def test_suitable_but_not_ready_on_hold_and_then_offered(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    ask_id = asked(cast.centre, programme_id)
    later = clock.today() + 30 * A_DAY

    with cast.institution.acting() as scope:
        with pytest.raises(Invalid), transaction():
            asking.not_ready(scope, ask_id, note=" ")
        with transaction():
            asking.not_ready(scope, ask_id, note="Najprej končati zdravljenje.")
        with pytest.raises(Invalid), transaction():
            asking.put_on_hold(scope, ask_id, review_on=clock.today())
        with transaction():
            asking.put_on_hold(scope, ask_id, review_on=later)
        with transaction():
            asking.put_on_hold(scope, ask_id, review_on=later + A_DAY)
        with transaction():
            answering.waitlist(scope, ask_id)
        with transaction():
            asking.offer(scope, ask_id)

    assert state(cast.centre, ask_id) is AskState.OFFERED


def test_a_group_is_not_answered_like_a_programme_nor_the_other_way_round(cast: Cast) -> None:
    of_group = factories.ask(cast.centre, factories.group(cast.institution))
    programme_id, _ = programmes.published(cast.institution)
    of_programme = asked(cast.centre, programme_id)

    with cast.institution.acting() as scope:
        with pytest.raises(CannotMove), transaction():
            asking.not_ready(scope, of_group, note="x")
        with pytest.raises(Conflict), transaction():
            asking.offer(scope, of_group)
        with pytest.raises(Conflict), transaction():
            answering.offer(scope, of_programme)


def test_a_programme_may_bridge_the_wait_for_a_place(cast: Cast) -> None:
    """A request for a place asks for a programme, too, and goes on when that begins."""
    programme_id, _ = programmes.published(cast.institution)
    request_id = factories.request(cast.centre)
    of_group = factories.ask(cast.centre, factories.group(cast.stranger), request_id)

    enrolled(cast, programme_id, request_id=request_id)

    assert state(cast.centre, of_group) is AskState.SENT
    with cast.centre.acting() as scope:
        assert state_of(scope, get_request(scope, request_id)) is RequestState.OPEN


def test_one_asks_for_a_programme_once_and_never_for_ones_own(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    own_id, _ = programmes.published(cast.centre, name="Naš")
    request_id = sought(cast.centre)
    asked(cast.centre, programme_id, request_id)

    with cast.centre.acting() as scope:
        with pytest.raises(AskedAlready), transaction():
            asking.ask(scope, request_id, [programme_id])
        with pytest.raises(Invalid), transaction():
            asking.ask(scope, request_id, [own_id])


def test_a_paused_programme_takes_nobody_in(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, open_from=clock.today() + A_DAY)

    with pytest.raises(Conflict):
        asked(cast.centre, programme_id)


def test_an_institution_asks_for_a_programme_but_never_for_a_place(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.stranger)

    ask_id = asked(cast.institution, programme_id)

    assert state(cast.stranger, ask_id) is AskState.SENT
    with pytest.raises(NotAllowed):
        factories.request(cast.institution)


def test_two_who_accept_and_take_back_at_once_leave_one_truth(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    ask_id = offered(cast, programme_id)
    with cast.institution.acting() as scope, transaction():
        declining.step_back(scope, ask_id, note="Napaka.")

    with cast.centre.acting() as scope, pytest.raises(CannotMove), transaction():
        enrolling.accept(scope, ask_id)

    assert free(cast, programme_id) == 1
