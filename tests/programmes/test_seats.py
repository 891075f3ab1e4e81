"""A seat is given once, however many want it, and whatever ends gives it back."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from network.programmes import queries
from network.programmes.kinds import SeatUse
from network.programmes.models import SeatClaim
from network.programmes.seats import NoFreeSeat, claim, release
from tenants import clock
from tenants.database import db, new_id, transaction
from tests.actors import Actor, Cast
from tests.effort import tried
from tests.programmes import programmes


def taken(house: Actor, cohort_id: UUID) -> UUID:
    with house.acting() as scope, transaction():
        return claim(scope, cohort_id, SeatUse.ENROLMENT).seat_id


def test_the_last_seats_go_to_as_many_as_there_are(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=3)
    together, won, lost = Barrier(8), [], []

    def want() -> None:
        together.wait()
        try:
            won.append(taken(cast.institution, cohort_id))
        except NoFreeSeat as refusal:
            lost.append(refusal)

    threads = [Thread(target=want) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(set(won)), len(lost)) == (3, 3, 5)


def test_the_database_itself_refuses_a_second_claim_on_a_seat(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=1)
    taken(cast.institution, cohort_id)

    again = text(
        "INSERT INTO seat_claims (tenant_id, id, cohort_id, seat_id, kind, created_at)"
        " SELECT tenant_id, :id, cohort_id, seat_id, kind, created_at FROM seat_claims"
    )
    with (
        cast.institution.acting(),
        pytest.raises(IntegrityError, match="uq_seat_claims_one_at_a_time"),
        transaction(),
    ):
        db.session.connection().execute(again, {"id": new_id()})


@settings(max_examples=tried(10, 100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(("take", "hold", "give back", "later")), max_size=20))
def test_seats_are_never_more_than_there_are(cast: Cast, acts: list[str]) -> None:
    """Beside a model: what is held until when, and what is taken."""
    _, cohort_id = programmes.published(cast.institution, seats=2, name=str(new_id()))
    now, ours = clock.now(), list[datetime | None]()
    for act in acts:
        with clock.frozen(now):
            live = [end for end in ours if end is None or end > now]
            if act in ("take", "hold"):
                end = now + timedelta(hours=1) if act == "hold" else None
                got = _claimed(cast.institution, cohort_id, end)
                assert got == (len(live) < 2)
                ours = [*live, end] if got else live
            elif act == "give back" and None in live:
                _given_back(cast.institution, cohort_id)
                live.remove(None)
                ours = live
            elif act == "later":
                now += timedelta(minutes=45)
                continue
            else:
                ours = live
            with cast.institution.acting() as scope:
                assert queries.filled(scope, [cohort_id])[cohort_id].taken == len(ours)


def _claimed(house: Actor, cohort_id: UUID, until: datetime | None) -> bool:
    try:
        with house.acting() as scope, transaction():
            use = SeatUse.HOLD if until else SeatUse.ENROLMENT
            claim(scope, cohort_id, use, until=until)
    except NoFreeSeat:
        return False
    return True


def _given_back(house: Actor, cohort_id: UUID) -> None:
    with house.acting(), transaction():
        found = (
            db.session.query(SeatClaim)
            .filter_by(cohort_id=cohort_id, kind="enrolment", released_at=None)
            .first()
        )
        assert found is not None
        release(found)
