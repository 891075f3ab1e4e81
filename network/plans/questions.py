"""What is asked at every review, of the worker and in plain words of the young person. Pure.

Eight questions about how life goes, the same each time, so that the answers can be compared; beside
them each open goal is scored. The bank is this network's own: no licensed questionnaire is in it.
"""

from dataclasses import dataclass
from enum import StrEnum

from network.plans.kinds import GoalArea
from tenants.errors import N_


class Question(StrEnum):
    SCHOOL = "school"
    HOME = "home"
    FEELINGS = "feelings"
    CALM = "calm"
    FRIENDS = "friends"
    BODY = "body"
    ALONE = "alone"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Asking:
    """One question as each of the two is asked it, and the areas of life it tells about."""

    worker: str
    young_person: str
    areas: tuple[GoalArea, ...]


A = GoalArea
BANK: dict[Question, Asking] = {
    Question.SCHOOL: Asking(
        N_("How does it go at school or at work?"),
        N_("How are you doing at school or at work?"),
        (A.SCHOOL, A.WORK),
    ),
    Question.HOME: Asking(
        N_("How do they get on at home?"), N_("How do you get on with those at home?"), (A.FAMILY,)
    ),
    Question.FEELINGS: Asking(
        N_("How does the young person feel?"), N_("How do you feel these days?"), (A.EMOTIONS,)
    ),
    Question.CALM: Asking(
        N_("How well do they calm down when something makes them angry?"),
        N_("When something makes you angry: how well can you calm down?"),
        (A.BEHAVIOUR,),
    ),
    Question.FRIENDS: Asking(
        N_("How does it go with friends and in free time?"),
        N_("How is it with your friends and in your free time?"),
        (A.FRIENDS, A.LEISURE),
    ),
    Question.BODY: Asking(
        N_("How do they sleep, eat and take care of their body?"),
        N_("How do you sleep and eat, and how does your body feel?"),
        (A.HEALTH,),
    ),
    Question.ALONE: Asking(
        N_("How much do they manage by themselves?"),
        N_("How much can you do by yourself?"),
        (A.INDEPENDENCE,),
    ),
    Question.HEARD: Asking(
        N_("How well do we listen, and does it count what they say?"),
        N_("Do we listen to you here, and does it count what you say?"),
        (),
    ),
}
GOAL = "goal"  # a goal of the plan, instead of a question of the bank
GOAL_ASKED = Asking(
    N_("How near is the goal?"), N_("How near are you to your goal?"), tuple(GoalArea)
)
OF_GOAL = "goal_"  # before the number of a goal, where questions and goals stand side by side
