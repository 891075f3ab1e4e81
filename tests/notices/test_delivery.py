"""When a mail goes out. Pure: wishes, quiet hours, digests, and the nights when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.notices.delivery import GATHERING, Wishes, mail_at
from network.notices.kinds import Mail

HERE = ZoneInfo("Europe/Ljubljana")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WISHES = st.builds(Wishes, st.sampled_from(Mail), HOURS, HOURS, HOURS)


def here(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HERE).astimezone(UTC)


@pytest.mark.parametrize(
    ("told", "goes_out"),
    [
        (here(2026, 11, 24, 7, 29), here(2026, 11, 24, 7, 30)),
        (here(2026, 11, 24, 7, 30), here(2026, 11, 25, 7, 30)),
        (here(2026, 3, 28, 12), here(2026, 3, 29, 7, 30)),  # the night with 23 hours before it
        (here(2026, 10, 24, 12), here(2026, 10, 25, 7, 30)),  # and the one with 25
        (here(2028, 2, 28, 12), here(2028, 2, 29, 7, 30)),
    ],
)
def test_a_digest_goes_out_when_the_wall_clock_shows_its_time(told: datetime, goes_out: datetime):
    assert mail_at(Wishes(), False, told, HERE) == goes_out


@pytest.mark.parametrize(
    ("told", "goes_out"),
    [
        (here(2026, 11, 24, 12), here(2026, 11, 24, 12, 2)),
        (here(2026, 11, 24, 19, 58), here(2026, 11, 25, 7)),
        (here(2026, 11, 24, 23), here(2026, 11, 25, 7)),
        (here(2026, 11, 25, 3), here(2026, 11, 25, 7)),
    ],
)
def test_in_quiet_hours_a_mail_waits_for_their_end(told: datetime, goes_out: datetime):
    assert mail_at(Wishes(mail=Mail.AT_ONCE), False, told, HERE) == goes_out


def test_quiet_hours_may_lie_within_a_day_or_be_none():
    at_noon = here(2026, 11, 24, 12)
    nap = Wishes(Mail.AT_ONCE, time(11), time(13))
    none = Wishes(Mail.AT_ONCE, time(8), time(8))

    assert mail_at(nap, False, at_noon, HERE) == here(2026, 11, 24, 13)
    assert mail_at(none, False, at_noon, HERE) == at_noon + GATHERING


def test_who_wants_only_what_is_urgent_gets_only_that():
    at_noon = here(2026, 11, 24, 12)

    assert mail_at(Wishes(mail=Mail.URGENT), False, at_noon, HERE) is None
    assert mail_at(Wishes(mail=Mail.URGENT), True, at_noon, HERE) == at_noon
    assert mail_at(Wishes(mail=Mail.NEVER), True, at_noon, HERE) is None


@given(WISHES, MOMENTS)
def test_what_is_urgent_goes_out_at_once_unless_no_mail_is_wanted(wishes: Wishes, now: datetime):
    at = mail_at(wishes, True, now, HERE)

    assert at == (None if wishes.mail is Mail.NEVER else now)


@given(WISHES, MOMENTS)
def test_nothing_waits_for_more_than_a_day_and_no_mail_goes_into_the_past(
    wishes: Wishes, now: datetime
):
    at = mail_at(wishes, False, now, HERE)

    assert at is None or now < at <= now + timedelta(hours=25, minutes=2)
