"""The last visit: far enough back that a reload does not empty what is new."""

from datetime import UTC, datetime, timedelta

import pytest

from network.notes.looks import FIRST, last_visit, with_look

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("looks", "since"),
    [
        ([], NOW - FIRST),
        (ago(90), *ago(90)),
        (ago(90, 29), *ago(90)),
        (ago(90, 30, 10), *ago(30)),
        (ago(60 * 24 * 60), NOW - FIRST),
    ],
)
def test_the_last_visit_lies_half_an_hour_back_or_more(looks: list[datetime], since: datetime):
    assert last_visit(looks, NOW) == since


def test_looks_that_can_no_longer_matter_are_forgotten():
    assert with_look(ago(600, 90, 20), NOW) == [*ago(90, 20), NOW]


def test_looks_close_together_count_as_one():
    assert with_look(ago(90, 4), NOW) == ago(90, 4)


def test_a_day_of_reloading_keeps_few_looks():
    looks: list[datetime] = []
    for minute in range(600):
        looks = with_look(looks, NOW + timedelta(minutes=minute))

    assert len(looks) <= 8
