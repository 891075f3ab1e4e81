"""Somebody takes part without an ask; an enrolment rests, goes on and ends."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from network.clocks import queries as due
from network.clocks.kinds import ClockKind
from network.programmes import catalogue, ending, enrolling, enrolments, queries
from network.programmes.enrolling import EnrolmentPast
from network.programmes.joining import EnrolmentReferenceTaken
from network.programmes.lifecycle import EndReason, EnrolmentMove
from network.programmes.seats import NoFreeSeat
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid
from tests.actors import Actor, Cast
from tests.programmes import programmes
from tests.programmes.test_enrolling import enrolled

A_DAY = timedelta(days=1)


def test_somebody_of_the_house_is_enrolled_without_an_ask(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=2)
    with cast.institution.acting() as scope:
        with transaction():
            enrolling.enrol(scope, cohort_id, reference="A1", began_on=clock.today())
        with pytest.raises(EnrolmentReferenceTaken), transaction():
            enrolling.enrol(scope, cohort_id, reference="A1", began_on=clock.today())
        with transaction():
            enrolling.enrol(scope, cohort_id, reference="A2", began_on=clock.today())
        with pytest.raises(NoFreeSeat), transaction():
            enrolling.enrol(scope, cohort_id, reference="A3", began_on=clock.today())
        assert queries.filled(scope, [cohort_id])[cohort_id].free == 0


def test_it_rests_until_a_day_goes_on_and_ends_early_for_a_reason(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = enrolled(cast, programme_id)
    made, today = EnrolmentMove.END_EARLY, clock.today()

    with cast.institution.acting() as scope:
        with transaction():
            ending.pause(scope, enrolment_id, today + 14 * A_DAY)
        with transaction():
            ending.go_on(scope, enrolment_id)
        with pytest.raises(EnrolmentPast), transaction():
            ending.go_on(scope, enrolment_id)
        with pytest.raises(Invalid), transaction():
            ending.end(scope, enrolment_id, made, ended_on=today)
        with transaction():
            reason = EndReason.SCHOOL_OR_WORK
            ending.end(scope, enrolment_id, made, ended_on=today, reason=reason)
        with pytest.raises(EnrolmentPast), transaction():
            ending.pause(scope, enrolment_id, today + A_DAY)

        found = enrolments.get(scope, enrolment_id)
        assert (found.state, found.reason) == ("ended_early", "school_or_work")


def due_on(house: Actor, enrolment_id: UUID) -> date | None:
    """The planned end by which it is to be told how it goes on, if that is due."""
    with house.acting() as scope:
        found = [
            clock.local_day(each.clock.due_at)
            for each in due.of_subjects(scope, [enrolment_id])[enrolment_id]
            if each.clock.kind == ClockKind.ENROLMENT_END and not due.ended(each.clock)
        ]
    assert len(found) < 2
    return next(iter(found), None)


def test_its_planned_end_is_due_moves_and_is_met_by_the_end(cast: Cast) -> None:
    today = clock.today()
    _, cohort_id = programmes.published(cast.institution)
    with cast.institution.acting() as scope:
        with transaction():
            terms = {"began_on": today, "planned_end": today + 30 * A_DAY}
            one = enrolling.enrol(scope, cohort_id, reference="A1", **terms).id
        assert due_on(cast.institution, one) == today + 30 * A_DAY
        with pytest.raises(Invalid), transaction():
            ending.plan_end(scope, one, today)
        with transaction():
            ending.plan_end(scope, one, today + 60 * A_DAY)
        assert due_on(cast.institution, one) == today + 60 * A_DAY
        with transaction():
            ending.plan_end(scope, one, None)
        assert due_on(cast.institution, one) is None
        with transaction():
            ending.plan_end(scope, one, today + 7 * A_DAY)
        with transaction():
            ending.complete(scope, one, today)
        assert due_on(cast.institution, one) is None
        with pytest.raises(EnrolmentPast), transaction():
            ending.plan_end(scope, one, today + 7 * A_DAY)
        known = due.of_subjects(scope, [one])[one]
        met = {each.clock.kind for each in known if each.state is due.ClockState.MET}
        assert ClockKind.ENROLMENT_END in met


def test_nobody_is_planned_to_stay_longer_than_the_cohort(cast: Cast) -> None:
    today = clock.today()
    programme_id = programmes.drafted(cast.institution)
    cohort_id = programmes.cohort(cast.institution, programme_id, ends=today + 90 * A_DAY)
    with cast.institution.acting() as scope:
        with transaction():
            catalogue.publish(scope, programme_id)
            one = enrolling.enrol(scope, cohort_id, reference="A1", began_on=today).id
        assert due_on(cast.institution, one) == today + 90 * A_DAY
        for too_late in (today + 91 * A_DAY, None):
            with pytest.raises(Invalid) as refused, transaction():
                ending.plan_end(scope, one, too_late)
            assert refused.value.field == "planned_end"
        with transaction():
            ending.plan_end(scope, one, today + 90 * A_DAY)
