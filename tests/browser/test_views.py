"""The few views of an ordinary test run stand for all sixteen, two choices at a time."""

from dataclasses import astuple
from itertools import combinations

from tests.browser.views import EVERY, PAIRWISE, View


def pairs(views: tuple[View, ...]) -> set[tuple[object, ...]]:
    return {pair for view in views for pair in combinations([*enumerate(astuple(view))], 2)}


def test_every_two_choices_of_different_kinds_meet_in_some_view_of_the_short_list() -> None:
    assert pairs(PAIRWISE) == pairs(EVERY)
    assert len(EVERY) == 16
