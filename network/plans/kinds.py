"""The words of an individual plan: areas of life, how a goal ends, who answers. Pure.

Scores are whole numbers from 0 to 10 for every question and every goal, so that they can be drawn
beside each other: 0 is "not at all", 10 is "fully". The scale is that of goal-based outcomes (Law
and Jacob, Goals and Goal Based Outcomes, 2015), in use in services for young people.
"""

from enum import StrEnum

LOWEST, HIGHEST = 0, 10
SHORTEST, LONGEST = 2, 26  # weeks between two reviews
USUAL = 6  # weeks, this network's own agreement
MOST_GOALS = 12  # open and closed; a plan with more is no plan that somebody keeps in mind


class PlanState(StrEnum):
    ACTIVE = "active"
    FINISHED = "finished"


class GoalArea(StrEnum):
    """In which part of life something is to change."""

    SCHOOL = "school"
    FAMILY = "family"
    BEHAVIOUR = "behaviour"
    EMOTIONS = "emotions"
    FRIENDS = "friends"
    HEALTH = "health"
    INDEPENDENCE = "independence"
    WORK = "work"
    LEISURE = "leisure"


class GoalState(StrEnum):
    """Open, or how it ended (capabilities, row 56)."""

    OPEN = "open"
    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"


CLOSED = (GoalState.ACHIEVED, GoalState.PARTLY, GoalState.NOT_ACHIEVED)


class Answerer(StrEnum):
    """Who answers: the same is asked of both."""

    WORKER = "worker"
    YOUNG_PERSON = "young_person"


class AskedHow(StrEnum):
    """How the young person was asked at a review."""

    TOGETHER = "together"
    APART = "apart"
    NOT_ASKED = "not_asked"
