"""What stands beside the number: derived where it can be, said by the home where it cannot."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from network.availability.board import Row, Search, board
from network.availability.fit import Wanted
from network.availability.intake import CapacityStatus, Intake, in_force, status
from network.availability.profile import OccupancyKind
from network.availability.strip import Filling
from tests.availability.groups import NOON, published

TODAY = NOON.date()
S = CapacityStatus
FULL = (Filling(1, OccupancyKind.STAY, TODAY, None), Filling(2, OccupancyKind.STAY, TODAY, None))
LEAVING = (FULL[0], replace(FULL[1], ends=TODAY + timedelta(days=30)))


def seen(*groups: Any, on: date = TODAY, takes_now: bool = False) -> tuple[list[Row], list[Row]]:
    found = board(groups, Search(Wanted(), on, takes_now=takes_now), NOON, TODAY)
    return list(found.fitting), list(found.excluded)


@pytest.mark.parametrize(
    ("intake", "free", "free_from", "means"),
    [
        (Intake.OPEN, 1, None, S.FREE),
        (Intake.OPEN, 0, TODAY, S.FREE_FROM),
        (Intake.OPEN, 0, None, S.FULL),
        (Intake.ASSESS_FIRST, 1, None, S.ASSESS_FIRST),
        (Intake.ASSESS_FIRST, 0, TODAY, S.FREE_FROM),
        (Intake.EMERGENCY_ONLY, 2, None, S.EMERGENCY_ONLY),
        (Intake.EMERGENCY_ONLY, 0, None, S.FULL),
        (Intake.WAITING_LIST, 1, None, S.WAITING_LIST),
        (Intake.WAITING_LIST, 0, TODAY, S.WAITING_LIST),
        (Intake.CLOSED, 3, None, S.CLOSED),
        (Intake.CLOSED, 0, TODAY, S.CLOSED),
    ],
)
def test_the_status_follows_from_the_number_and_from_what_the_home_says(
    intake: Intake, free: int, free_from: date | None, means: S
) -> None:
    assert status(intake, free, free_from) is means


def test_what_a_home_says_holds_up_to_the_day_before_its_end() -> None:
    until = TODAY + timedelta(days=2)

    said = [in_force("closed", until, TODAY + timedelta(days=days)) for days in (0, 1, 2)]

    assert said == [Intake.CLOSED, Intake.CLOSED, Intake.OPEN]
    assert in_force("closed", None, TODAY + timedelta(days=900)) is Intake.CLOSED


def test_groups_that_take_somebody_now_come_before_those_that_may() -> None:
    names = ("waiting", "full", "closed", "free", "assess", "emergency")
    groups = {
        "free": published("free"),
        "assess": published("assess", intake="assess_first"),
        "emergency": published("emergency", intake="emergency_only"),
        "full": published("full", fillings=FULL),
        "waiting": published("waiting", intake="waiting_list"),
        "closed": published("closed", intake="closed", intake_reason="works"),
    }

    fitting, excluded = seen(*(groups[name] for name in names))

    found = [row.group.name for row in fitting]
    assert found == ["free", "assess", "emergency", "full", "waiting", "closed"]
    assert excluded == []


def test_looking_for_who_takes_somebody_leaves_out_the_rest_and_says_why() -> None:
    fitting, excluded = seen(
        published("free"),
        published("full", fillings=FULL),
        published("closed", intake="closed", intake_reason="works"),
        published("over", intake="closed", intake_reason="works", intake_until=TODAY),
        takes_now=True,
    )

    assert [row.group.name for row in fitting] == ["free", "over"]
    why = {row.group.name: [(r.code, r.facts) for r in row.against] for row in excluded}
    assert why == {"full": [("full", {})], "closed": [("closed", {"closure": "works"})]}


def test_outside_its_part_of_the_year_a_group_is_free_only_when_it_opens_again() -> None:
    summer = date(2027, 7, 1)
    school: dict[str, Any] = {"admits_from": "08-25", "admits_until": "06-15"}

    _, (free, leaving) = seen(
        published("A free", **school),
        published("B leaving", fillings=LEAVING, **school),
        on=summer,
    )

    opens = date(2027, 8, 25)
    assert [reason.code for reason in free.against] == ["window"]
    assert free.against[0].facts == {"opening": "2027-08-25"}
    assert (free.status, free.next_free, free.more_then) == (S.FREE_FROM, opens, 2)
    assert (leaving.status, leaving.next_free, leaving.more_then) == (S.FREE_FROM, opens, 1)


def test_inside_the_window_a_place_that_frees_up_after_it_waits_for_the_next_one() -> None:
    autumn: dict[str, Any] = {"admits_from": "11-01", "admits_until": "11-30"}

    (row,), _ = seen(published("full", fillings=LEAVING, **autumn))

    assert LEAVING[1].ends == date(2026, 12, 20)
    assert (row.status, row.next_free) == (S.FREE_FROM, date(2027, 11, 1))
