"""A plan with a goal and a review, somebody who has left and was asked afterwards, and the file of
the house that they belong to."""

from uuid import UUID

from network.plans import beforehand, filing, queries, reporting, reviewing, writing
from network.plans.beforehand import Sitting
from network.plans.kinds import AskedHow, GoalArea
from network.plans.reviewing import Answers
from network.programmes import ending, enrolling, following
from network.programmes.afterwards import OutcomeStage, Reached
from network.records import actions as files
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor

WORD = "Beseda doma."


def plan_and_follow(home: Actor, cohort_id: UUID, enrolment_id: UUID) -> UUID:
    """The goal of the plan of somebody who takes part; beside them, somebody who has left."""
    goal_id = plan(home, enrolment_id, WORD)
    with home.acting() as scope, transaction():
        today = clock.today()
        left = enrolling.enrol(scope, cohort_id, reference="P0", began_on=today).id
        ending.complete(scope, left, today)
        following.record(scope, left, stage=OutcomeStage.EXIT, reached=Reached.DECLINED)
        file = files.begin(scope, last_name="Izmišljena")
        filing.link_file(scope, enrolment_id, file_number=file.number)
    return goal_id


def plan(home: Actor, enrolment_id: UUID, word: str) -> UUID:
    """The same word wherever somebody can write; the id of the goal."""
    with home.acting() as scope, transaction():
        begun = writing.begin(scope, enrolment_id)
        area = GoalArea.SCHOOL
        goal_id = writing.add_goal(scope, enrolment_id, area=area, goal=word, hoped=word).id
        both = {"goal_1": word}
        sitting = Sitting(begun, queries.read(scope, begun).goals, None)
        beforehand.answer(scope, sitting, {"goal_1": 4}, both)
        answers = Answers({"goal_1": 4}, {"goal_1": 5}, both, both)
        held = {"held_on": clock.today(), "asked": AskedHow.TOGETHER}
        reviewing.hold(scope, enrolment_id, agreed=word, answers=answers, **held)  # type: ignore[arg-type]
        reporting.keep_report(scope, enrolment_id, report=word)
    return goal_id
