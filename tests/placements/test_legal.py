"""How long what a stay rests on may last."""

from datetime import date

import pytest

from network.placements.legal import check, months_after, unexecuted_days
from network.placements.reasons import LegalKind
from tenants.errors import Invalid

K = LegalKind
DAY = date(2026, 11, 22)
LEAP = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("kind", "starts", "ends"),
    [
        (K.LASTING_MEASURE, DAY, date(2029, 11, 22)),
        (K.LASTING_MEASURE, LEAP, date(2031, 2, 28)),
        (K.CRIMINAL_MEASURE, DAY, date(2027, 5, 22)),
        (K.INTERIM_ORDER, DAY, None),
        (K.VOLUNTARY, DAY, date(2040, 1, 1)),
        (K.ENDED, DAY, None),
    ],
)
def test_what_the_law_allows_is_taken(kind: LegalKind, starts: date, ends: date | None) -> None:
    check(kind, starts, ends, None)


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "field"),
    [
        (K.LASTING_MEASURE, DAY, None, "ends"),
        (K.LASTING_MEASURE, DAY, date(2029, 11, 23), "ends"),
        (K.LASTING_MEASURE, LEAP, date(2031, 3, 1), "ends"),
        (K.EXTENDED, DAY, None, "ends"),
        (K.CRIMINAL_MEASURE, DAY, date(2027, 5, 21), "ends"),
        (K.CRIMINAL_MEASURE, DAY, date(2029, 11, 23), "ends"),
        (K.INTERIM_ORDER, DAY, DAY, "ends"),
        (K.ENDED, DAY, date(2027, 1, 1), "ends"),
        (K.YOUNG_ADULT_AGREEMENT, DAY, None, "starts"),
    ],
)
def test_what_the_law_does_not_know_is_refused(
    kind: LegalKind, starts: date, ends: date | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        check(kind, starts, ends, majority_on=date(2026, 11, 23))

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 12, 31), 36, date(2029, 12, 31)),
        (LEAP, 48, date(2032, 2, 29)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("final_on", "arrived_on", "days"),
    [
        (None, None, None),
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 1), None, 21),
        (date(2026, 11, 1), date(2026, 11, 11), 10),
        (date(2026, 11, 11), date(2026, 11, 1), 0),
    ],
)
def test_an_order_waits_from_the_day_it_is_final_to_the_arrival(
    final_on: date | None, arrived_on: date | None, days: int | None
) -> None:
    assert unexecuted_days(final_on, arrived_on, DAY) == days
