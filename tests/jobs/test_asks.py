"""What follows from the moves of asks by itself: who is told, and what happens to declines."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from network.jobs.searching import every_search
from network.placements import actions as placements
from network.placements.lifecycle import Destination, NonArrival
from network.requests import queries, reviews
from network.requests.actions import asking, declining, questioning, reviewing, writing
from network.requests.lifecycle import AskState, RequestState
from network.requests.reasons import AskAgain, Closing, ReviewDecision, Topic, Withdrawal
from tenants import clock
from tenants.clock import frozen
from tenants.database import transaction
from tenants.errors import Conflict
from tests import factories
from tests.actors import Actor, Cast
from tests.standing import ask_of, ask_state, request_state

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FOLLOWING = (
    "ask_moved",
    "decline_to_review",
    "lapse_review",
    "decline_sent_back",
    "look_after_searches",
    "let_search_rest",
)


def work(app: Flask, owner: Engine) -> None:
    """Do everything of ours that has been deferred and is due, twice over."""
    assert every_job.known()
    waiting = text(
        "SELECT task_name, args FROM procrastinate_jobs WHERE task_name = ANY (:ours)"
        " AND coalesce(scheduled_at <= :now, true) ORDER BY id"
    )
    done: list[object] = []
    for _ in range(3):
        with owner.connect() as connection:
            bound = {"ours": list(FOLLOWING), "now": clock.now()}
            deferred = connection.execute(waiting, bound).all()
        for name, args in deferred:
            if (name, args) not in done:
                with app.app_context():
                    JOBS[name](**args)
                    JOBS[name](**args)
                done.append((name, args))


def told(owner: Engine, actor: Actor) -> list[str]:
    """The kinds of all that the actor's tenant was told, in order."""
    with owner.connect() as connection:
        found = connection.scalars(
            text("SELECT kind FROM notices WHERE tenant_id = :tenant ORDER BY id"),
            {"tenant": actor.tenant_id},
        )
        return list(found)


def urgent(owner: Engine, actor: Actor) -> set[bool]:
    with owner.connect() as connection:
        found = connection.scalars(
            text("SELECT urgent FROM notices WHERE tenant_id = :tenant"),
            {"tenant": actor.tenant_id},
        )
        return set(found)


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=1)


def test_each_side_hears_once_of_what_the_other_does(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        questioning.put_question(scope, ask_id, topic=Topic.SCHOOL, body="Katera šola?")
    with cast.centre.acting() as scope, transaction():
        questioning.answer_question(scope, ask_id, answer="Srednja.")
        asking.withdraw(scope, ask_id, Withdrawal.NO_LONGER_NEEDED)

    work(app, owner)

    assert told(owner, cast.institution) == ["ask_received", "ask_answered", "ask_ended"]
    assert told(owner, cast.centre) == ["ask_answered"]


@pytest.mark.parametrize(("urgency", "breaks_through"), [("crisis", True), ("planned", False)])
def test_a_crisis_is_urgent_to_both_sides(
    app: Flask,
    owner: Engine,
    cast: Cast,
    group_id: UUID,
    urgency: str,
    breaks_through: bool,
):
    request_id = factories.request(cast.centre, urgency=urgency)
    factories.offered(cast.centre, cast.institution, group_id, request_id)

    work(app, owner)

    for actor in (cast.centre, cast.institution):
        assert urgent(owner, actor) == {breaks_through}


def test_after_a_non_arrival_the_search_goes_on(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    request_id = ask_of(cast.centre, ask_id).request_id
    with cast.institution.acting() as scope, transaction():
        placements.not_arrive(scope, placement_id, NonArrival.ILLNESS)
    assert ask_of(cast.centre, ask_id).search_ended_at is not None

    work(app, owner)

    assert request_state(cast.centre, request_id) is RequestState.OPEN
    assert ask_of(cast.centre, ask_id).search_ended_at is None
    assert running(owner, request_id) == {"keep_alive", "full_review"}


def running(owner: Engine, subject_id: UUID) -> set[str]:
    with owner.connect() as connection:
        found = connection.scalars(
            text(
                "SELECT kind FROM clocks WHERE subject_id = :id AND met_at IS NULL"
                " AND stopped_at IS NULL AND excused_at IS NULL"
            ),
            {"id": subject_id},
        )
        return set(found)


def review_of(owner: Engine, ask_id: UUID) -> tuple[UUID, str | None]:
    with owner.connect() as connection:
        found = connection.execute(
            text("SELECT id, decision FROM decline_reviews WHERE ask_id = :ask"), {"ask": ask_id}
        ).one()
        return found.id, found.decision


def declined(cast: Cast, group_id: UUID, **terms: object) -> UUID:
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, str(terms.pop("reason", "region")), **terms)  # type: ignore[arg-type]
    return ask_id


def sent_back(cast: Cast, owner: Engine, ask_id: UUID) -> None:
    review_id, _ = review_of(owner, ask_id)
    with cast.coordination.acting() as scope, transaction():
        reviewing.decide(
            scope, review_id, decision=ReviewDecision.SENT_BACK, remark="Regija je vaša."
        )


def test_a_decline_that_is_sent_back_is_open_again_with_its_home(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id = declined(cast, group_id)
    work(app, owner)
    sent_back(cast, owner, ask_id)

    work(app, owner)

    assert ask_state(cast.institution, ask_id) is AskState.OPENED
    assert "decline_to_review" in told(owner, cast.coordination)
    assert told(owner, cast.institution) == ["ask_received", "decline_sent_back"]


def test_a_decline_that_the_home_opened_again_is_not_reviewed(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id = declined(cast, group_id)

    with cast.institution.acting() as scope, transaction():
        declining.reopen(scope, ask_id, "Mesto se je sprostilo.")

    review_id, decision = review_of(owner, ask_id)
    assert decision == "reopened"
    with cast.coordination.acting() as scope:
        assert reviews.undecided(scope) == []
        with pytest.raises(Conflict):
            reviewing.decide(scope, review_id, decision=ReviewDecision.CONFIRMED)


def test_a_decline_is_not_opened_again_once_the_centre_no_longer_looks(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id = declined(cast, group_id)
    request_id = ask_of(cast.centre, ask_id).request_id
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)
    sent_back(cast, owner, ask_id)

    work(app, owner)

    assert ask_state(cast.institution, ask_id) is AskState.DECLINED


def test_a_decline_that_nobody_reviews_within_a_day_stands(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    with frozen(MONDAY):
        ask_id = declined(cast, group_id)
        work(app, owner)
        assert review_of(owner, ask_id)[1] is None

    with frozen(MONDAY + DAY + timedelta(minutes=1)):
        work(app, owner)

    assert review_of(owner, ask_id)[1] == "lapsed"
    assert ask_state(cast.institution, ask_id) is AskState.DECLINED


def morning(app: Flask, owner: Engine, at: datetime) -> None:
    with frozen(at), app.app_context():
        every_search()
    with frozen(at + timedelta(minutes=1)):
        work(app, owner)


def test_a_search_that_nobody_confirms_rests_after_three_more_days(
    app: Flask, owner: Engine, cast: Cast
):
    with frozen(MONDAY):
        request_id = factories.request(cast.centre)
        factories.request(cast.centre)

    morning(app, owner, MONDAY + 16 * DAY)
    assert pause_of(cast, request_id) == ""

    morning(app, owner, MONDAY + 18 * DAY)
    assert pause_of(cast, request_id) == "not_confirmed"
    assert told(owner, cast.centre) == ["search_paused"] * 2


def pause_of(cast: Cast, request_id: UUID) -> str:
    with cast.centre.acting() as scope:
        return queries.get_request(scope, request_id).pause


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ({"ask_again": AskAgain.ON_DATE, "ask_again_on": (MONDAY + 9 * DAY).date()}, (8, 9)),
        ({"ask_again": AskAgain.PLACE_FREE}, (4, 6)),
        ({"ask_again": AskAgain.DOCUMENT}, (1, 3)),
    ],
    ids=["the day has come", "a place is free", "the request was changed"],
)
def test_when_what_was_missing_comes_true_the_centre_is_told_once(
    app: Flask,
    owner: Engine,
    cast: Cast,
    group_id: UUID,
    condition: dict[str, object],
    days: tuple[int, int],
):
    early, late = days
    with frozen(MONDAY):
        end = (MONDAY + 5 * DAY).date()
        factories.stay(cast.institution, group_id, planned_end=end)
        ask_id = declined(cast, group_id, reason="too_early", **condition)
        request_id = ask_of(cast.centre, ask_id).request_id

    morning(app, owner, MONDAY + early * DAY)
    before = told(owner, cast.centre).count("ask_again")
    with frozen(MONDAY + 2 * DAY), cast.centre.acting() as scope, transaction():
        writing.change(scope, request_id, {"home_town": "Kranj"})
    leave(cast, owner, MONDAY + 5 * DAY)
    for day in (late, late + 1):
        morning(app, owner, MONDAY + day * DAY)

    assert before == 0
    assert told(owner, cast.centre).count("ask_again") == 1


def leave(cast: Cast, owner: Engine, at: datetime) -> None:
    """Whoever lives in the home moves out."""
    with owner.connect() as connection:
        placement_id = connection.scalar(text("SELECT id FROM placements"))
    with frozen(at), cast.institution.acting() as scope, transaction():
        placements.depart(scope, placement_id, left_on=at.date(), destination=Destination.HOME)
