"""Guessing gets slower and slower; working people hardly notice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tenants import clock, throttling
from tenants.throttling import Door, Throttled, by_account, by_address

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANA = by_account("ana@pristan.test")


def fail(times: int) -> None:
    for _ in range(times):
        throttling.attempt(ANA)


@pytest.mark.usefixtures("context")
class TestByAccount:
    def test_five_failures_are_free_and_the_sixth_waits_a_minute(self) -> None:
        with clock.frozen(NOON):
            fail(5)
            with pytest.raises(Throttled) as refusal:
                throttling.attempt(ANA)

        assert refusal.value.seconds == 60

    def test_each_failure_after_a_pause_doubles_the_next_pause(self) -> None:
        at, waits = NOON, []
        with clock.frozen(at):
            fail(4)
        for _ in range(6):
            with clock.frozen(at):
                throttling.attempt(ANA)
                with pytest.raises(Throttled) as refusal:
                    throttling.attempt(ANA)
            waits.append(refusal.value.seconds // 60)
            at += timedelta(seconds=refusal.value.seconds)

        assert waits == [1, 2, 4, 8, 15, 15]

    def test_failures_of_long_ago_are_forgotten(self) -> None:
        with clock.frozen(NOON):
            fail(4)

        with clock.frozen(NOON + throttling.WINDOW):
            fail(4)

    def test_a_success_clears_the_slate(self) -> None:
        with clock.frozen(NOON):
            fail(5)
            throttling.forget(ANA)
            fail(5)

    def test_one_account_does_not_slow_down_another(self) -> None:
        fail(5)

        throttling.attempt(by_account("bine@pristan.test"))

    def test_an_account_is_the_same_in_every_spelling(self) -> None:
        assert by_account(" ANA@pristan.test ") == ANA


@pytest.mark.usefixtures("context")
def test_a_success_takes_back_only_its_own_attempt_from_an_address() -> None:
    office = by_address(Door.SIGN_IN, "192.0.2.7")
    with clock.frozen(NOON):
        for _ in range(29):
            throttling.attempt(office)
        throttling.attempt(office)
        throttling.take_back(office)
        throttling.attempt(office)

        with pytest.raises(Throttled):
            throttling.attempt(office)


def test_an_old_token_does_not_close_the_sign_in_of_its_office() -> None:
    assert by_address(Door.PROGRAM, "192.0.2.7") != by_address(Door.SIGN_IN, "192.0.2.7")


def test_the_addresses_of_one_subscriber_count_together() -> None:
    one, other = (by_address(Door.LINK, f"2001:db8:1:2::{n}") for n in (1, 2))

    assert one == other
    assert one != by_address(Door.LINK, "2001:db8:1:3::1")


def test_a_hundred_at_once_do_not_slip_through_together(app: Flask) -> None:
    def guess(_: int) -> bool:
        with app.app_context():
            try:
                throttling.attempt(ANA)
            except Throttled:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        admitted = sum(pool.map(guess, range(100)))

    assert admitted == 5
