"""Progress over time as two lines, the worker's and the young person's. Pure.

In units of a drawing 320 wide and 120 high; a score of 10 is at the top. Where nobody answered
there is no point, and the line goes on at the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.plans.kinds import HIGHEST, Answerer
from network.plans.queries import Review

WIDTH, HEIGHT, MARGIN = 320, 120, 10


@dataclass(frozen=True, slots=True)
class Point:
    """An answer: where it is drawn, and what it says."""

    x: float
    y: float
    on: date
    score: int


@dataclass(frozen=True, slots=True)
class Row:
    """One review of the table beside the drawing."""

    on: date
    worker: int | None
    young_person: int | None


@dataclass(frozen=True, slots=True)
class Curve:
    """How one topic went: the points of each party, and the same as rows."""

    topic: str
    lines: dict[Answerer, list[Point]]
    rows: Sequence[Row]

    def path(self, party: Answerer) -> str:
        """The points of a line, as SVG has them."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.lines[party])


def curve(topic: str, reviews: Sequence[Review]) -> Curve | None:
    """What was answered to one topic at all these reviews; None where nobody answered it."""
    told = [each for each in reviews if any(each.of(party, topic) for party in Answerer)]
    if not told:
        return None
    lines = {party: _points(topic, party, told) for party in Answerer}
    rows = [
        Row(
            each.held_on,
            _score(each, Answerer.WORKER, topic),
            _score(each, Answerer.YOUNG_PERSON, topic),
        )
        for each in told
    ]
    return Curve(topic, lines, rows)


def _points(topic: str, party: Answerer, reviews: Sequence[Review]) -> list[Point]:
    first, last = reviews[0].held_on, reviews[-1].held_on
    days = (last - first).days
    found = []
    for each in reviews:
        if (answer := each.of(party, topic)) is not None:
            share = (each.held_on - first).days / days if days else 0.5
            x = MARGIN + share * (WIDTH - 2 * MARGIN)
            y = HEIGHT - MARGIN - answer.score / HIGHEST * (HEIGHT - 2 * MARGIN)
            found.append(Point(round(x, 1), round(y, 1), each.held_on, answer.score))
    return found


def _score(review: Review, party: Answerer, topic: str) -> int | None:
    answer = review.of(party, topic)
    return None if answer is None else answer.score
