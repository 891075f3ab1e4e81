"""On the planned end of aftercare something is due: it is ended, or goes on for a reason."""

from datetime import date, datetime, timedelta

import pytest

from network.aftercare import agreeing, ending, queries
from network.aftercare.lifecycle import AftercareEnd, AftercareLonger, Rhythm
from network.clocks.kinds import ClockKind, Hearer, ladder
from network.jobs.catching_up import catch_up
from network.notices.models import Notice
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid
from tests.actors import Cast
from tests.aftercare.leaving import A_DAY, agreed
from tests.aftercare.test_following import running

A_YEAR = timedelta(days=365)
WHY = AftercareLonger.CHANGE_AHEAD


def test_it_is_due_on_the_day_after_the_planned_last_one(cast: Cast) -> None:
    last = clock.today() + 60 * A_DAY
    aftercare_id = agreed(cast, planned_end=last)

    assert running(cast.institution, aftercare_id)["aftercare_end"] == last + A_DAY
    assert "aftercare_end" not in running(cast.centre, aftercare_id)
    assert "aftercare_end" not in running(cast.institution, agreed(cast, "B2"))


def test_the_day_of_a_change_of_clocks_ends_at_midnight_on_the_wall(cast: Cast) -> None:
    with clock.frozen(datetime(2026, 9, 1, 12, tzinfo=clock.LOCAL)):
        aftercare_id = agreed(cast, planned_end=date(2026, 10, 25))

    assert running(cast.institution, aftercare_id)["aftercare_end"] == date(2026, 10, 26)


def test_whoever_follows_is_told_two_weeks_before_and_a_deputy_later() -> None:
    steps = [(one.after.days, one.hearer) for one in ladder(ClockKind.AFTERCARE_END, False)]

    assert steps == [(-14, Hearer.DOER), (0, Hearer.DOER), (7, Hearer.DEPUTY)]


def test_the_warning_comes_by_itself(cast: Cast) -> None:
    aftercare_id = agreed(cast, planned_end=clock.today() + 20 * A_DAY)
    with clock.frozen(clock.now() + 8 * A_DAY), cast.centre.app.app_context():
        catch_up()

    with cast.institution.acting() as scope:
        path = f"/aftercare/{aftercare_id}"
        told = db.session.query(Notice).filter_by(member_id=scope.member_id, path=path).all()
        assert "due_soon" in {one.kind for one in told}


def test_it_is_prolonged_with_a_reason_and_due_again(cast: Cast) -> None:
    last, home = clock.today() + 10 * A_DAY, cast.institution
    aftercare_id = agreed(cast, planned_end=last)
    with home.acting() as scope:
        for day in (last, last - A_DAY, clock.today(), clock.today() + 5 * A_YEAR):
            with pytest.raises(Invalid), transaction():
                ending.prolong(scope, aftercare_id, planned_end=day, reason=WHY)
        with transaction():
            ending.prolong(scope, aftercare_id, planned_end=last + A_YEAR, reason=WHY)

    assert running(home, aftercare_id)["aftercare_end"] == last + A_YEAR + A_DAY
    with cast.centre.acting() as scope:
        step = queries.steps_of(queries.get(scope, aftercare_id))[-1]
        assert (step.move, step.reason, step.on_day) == ("prolong", WHY.value, last + A_YEAR)


def test_another_rhythm_lets_it_end_sooner_but_not_later(cast: Cast) -> None:
    last, home = clock.today() + 30 * A_DAY, cast.institution
    aftercare_id = agreed(cast, planned_end=last)
    with home.acting() as scope:
        for day in (None, last + A_DAY):
            with pytest.raises(Invalid, match="prolong it"), transaction():
                agreeing.set_rhythm(scope, aftercare_id, rhythm=Rhythm.MONTHLY, planned_end=day)
        with transaction():
            agreeing.set_rhythm(
                scope, aftercare_id, rhythm=Rhythm.MONTHLY, planned_end=last - A_DAY
            )

    assert running(home, aftercare_id)["aftercare_end"] == last


def test_what_has_ended_is_due_no_more(cast: Cast) -> None:
    aftercare_id = agreed(cast, planned_end=clock.today() + 10 * A_DAY)
    with cast.institution.acting() as scope, transaction():
        ending.end(
            scope, aftercare_id, ended_on=clock.today(), reason=AftercareEnd.YOUNG_PERSON_STOPS
        )

    left = running(cast.institution, aftercare_id)
    assert set(left) == {"aftercare_half_year", "aftercare_year", "aftercare_two_years"}
