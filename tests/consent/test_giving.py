"""Who has to agree: by age, by parental responsibility, and when parents are known to disagree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.consent.giving import Care, Giver, age_on, birthday, needed, suffices

BORN = date(2011, 11, 22)
DAY = timedelta(days=1)
G = Giver


def test_at_fifteen_the_young_person_decides() -> None:
    day = birthday(BORN, 15)

    assert needed(BORN, day - DAY, Care.MOTHER, False) == [frozenset({G.MOTHER})]
    assert needed(BORN, day, Care.MOTHER, False) == [frozenset({G.YOUNG_PERSON})]


@pytest.mark.parametrize("care", [care for care in Care if care is not Care.BOTH])
def test_below_fifteen_whoever_has_parental_responsibility(care: Care) -> None:
    assert needed(BORN, BORN, care, True) == [frozenset({Giver(care.value)})]


def test_one_parent_speaks_for_both_unless_they_disagree() -> None:
    agreeing = needed(BORN, BORN, Care.BOTH, False)
    disagreeing = needed(BORN, BORN, Care.BOTH, True)

    assert suffices(frozenset({G.FATHER}), agreeing)
    assert not suffices(frozenset({G.FATHER}), disagreeing)
    assert suffices(frozenset({G.FATHER, G.MOTHER}), disagreeing)
    assert not suffices(frozenset(), agreeing)
    assert not suffices(frozenset({G.GUARDIAN}), agreeing)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 30))
def test_a_birthday_is_the_first_day_of_that_age(born: date, years: int) -> None:
    day = birthday(born, years)

    assert age_on(born, day) == years
    assert age_on(born, day - DAY) == years - 1


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    assert birthday(date(2012, 2, 29), 15) == date(2027, 3, 1)
    assert birthday(date(2012, 2, 29), 16) == date(2028, 2, 29)
