"""Sessions are planned in a rhythm that can be, and none is left where nobody meets any more."""

from datetime import timedelta

import pytest

from network.programmes import cohorts, ending
from network.programmes.sessions import planning, queries, repeating
from network.programmes.sessions.kinds import CancelReason, SessionKind
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid
from tests.actors import Cast
from tests.programmes import held, programmes
from tests.programmes.test_attending import CAME, mark


def test_a_series_is_cancelled_from_one_on(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    day = held.tomorrow()
    with cast.institution.acting() as scope:
        with transaction():
            when = {"on": day, "begins": held.FIVE, "minutes": 60, "skips_holidays": False}
            _, made = repeating.repeat(scope, cohort_id, until=day + timedelta(weeks=4), **when)
            ids = [each.id for each in made]
        with transaction():
            planning.cancel_rest(scope, ids[2], CancelReason.WEATHER)

        states = [queries.get(scope, each).state for each in ids]
        assert states == ["planned", "planned", "cancelled", "cancelled", "cancelled"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 2},
        {"on": clock.today() + timedelta(days=400)},
        {"until": clock.today() - timedelta(days=9)},
        {"until": clock.today() + timedelta(days=800)},
        {"weekdays": [(clock.today().weekday() + 3) % 7], "until": clock.today() + held.A_DAY},
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    _, cohort_id = programmes.published(cast.institution)
    when = {"on": held.tomorrow(), "begins": held.FIVE, "minutes": 60}
    until = {"until": held.tomorrow() + timedelta(days=3)}

    with cast.institution.acting() as scope, pytest.raises(Invalid), transaction():
        repeating.repeat(scope, cohort_id, **(when | until | wrong))  # type: ignore[arg-type]


def test_whoever_leaves_meets_nobody_any_more_and_their_rooms_are_free(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    rooms = [held.room(cast.institution)]
    alone = {"kind": SessionKind.INDIVIDUAL, "enrolment_id": one, "room_ids": rooms}
    to_come = held.planned(cast.institution, cohort_id, **alone)
    over = held.begun(cast.institution, cohort_id, **alone)
    with cast.institution.acting() as scope, transaction():
        ending.complete(scope, one, clock.today())

    held.planned(cast.institution, cohort_id, room_ids=rooms)

    mark(cast.institution, over, {}, others=CAME)
    with cast.institution.acting() as scope:
        assert queries.get(scope, to_come).reason == "over"


def test_a_closed_cohort_has_no_more_sessions(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    to_come = held.planned(cast.institution, cohort_id)
    with cast.institution.acting() as scope, transaction():
        cohorts.close(scope, cohort_id)
    with cast.institution.acting() as scope:
        assert queries.get(scope, to_come).state == "cancelled"

    with pytest.raises(Conflict):
        held.planned(cast.institution, cohort_id)
