"""How far "still true" can be trusted: amber after 48 hours, last after seven days."""

from datetime import UTC, datetime, timedelta

import pytest

from network.availability.freshness import Freshness, freshness
from tenants import clock

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("age", "seen"),
    [
        (timedelta(0), Freshness.FRESH),
        (timedelta(hours=48) - SECOND, Freshness.FRESH),
        (timedelta(hours=48), Freshness.AGEING),
        (timedelta(days=7) - SECOND, Freshness.AGEING),
        (timedelta(days=7), Freshness.STALE),
        (timedelta(days=700), Freshness.STALE),
        (-timedelta(minutes=5), Freshness.FRESH),
    ],
)
def test_a_confirmation_ages_at_its_edges(age: timedelta, seen: Freshness) -> None:
    assert freshness(NOON - age, NOON) is seen


def test_what_was_never_confirmed_is_stale() -> None:
    assert freshness(None, NOON) is Freshness.STALE


def test_forty_eight_hours_are_hours_also_when_the_clocks_go_back() -> None:
    saturday = datetime(2026, 10, 24, 12, tzinfo=clock.LOCAL)  # the night to Sunday has 25 hours
    same_time_on_monday = datetime(2026, 10, 26, 12, tzinfo=clock.LOCAL)
    an_hour_before = datetime(2026, 10, 26, 11, tzinfo=clock.LOCAL)

    moments = [at.astimezone(UTC) for at in (an_hour_before, same_time_on_monday)]

    assert freshness(saturday.astimezone(UTC), moments[0] - SECOND) is Freshness.FRESH
    assert [freshness(saturday.astimezone(UTC), now) for now in moments] == [Freshness.AGEING] * 2
