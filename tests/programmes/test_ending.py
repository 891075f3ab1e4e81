"""Somebody takes part without an ask; an enrolment rests, goes on and ends."""

from datetime import timedelta

import pytest

from network.programmes import ending, enrolling, enrolments, queries
from network.programmes.enrolling import EnrolmentPast
from network.programmes.joining import EnrolmentReferenceTaken
from network.programmes.lifecycle import EndReason, EnrolmentMove
from network.programmes.seats import NoFreeSeat
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid
from tests.actors import Cast
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
