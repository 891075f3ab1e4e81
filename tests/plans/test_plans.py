"""A plan is begun, reviewed and finished by the house of the programme, and by nobody else."""

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.clocks import queries as due
from network.clocks.kinds import ClockKind
from network.interop import final_reports
from network.plans import own, queries, reporting, reviewing, writing
from network.plans.kinds import MOST_GOALS, Answerer, AskedHow, GoalArea, GoalState
from network.plans.own import PlanFinished
from network.plans.reporting import GoalsOpen
from network.plans.reviewing import Answers, ReviewedAlready
from network.plans.writing import GoalClosed, PlanBegun
from network.programmes import ending
from network.programmes.enrolling import EnrolmentPast
from network.programmes.lifecycle import EndReason
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role, Scope
from tests.actors import Cast, colleague
from tests.plans.plans import GOAL, begun, reviewed, taking_part
from tests.programmes import programmes

WEEK, A_DAY = timedelta(weeks=1), timedelta(days=1)
LONG = "čšž " * 1000  # 4000 characters


def running(scope: Scope, enrolment_id: UUID) -> dict[str, object]:
    """What is due on an enrolment, by kind, and on which day."""
    return {
        each.clock.kind: clock.local_day(each.clock.due_at)
        for each in due.of_subjects(scope, [enrolment_id])[enrolment_id]
        if not due.ended(each.clock)
    }


def test_from_the_first_goal_to_the_final_report(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    first, second = begun(house, enrolment_id, GOAL, "Pomiriti se.")
    reviewed(house, enrolment_id, worker={"school": 3, "goal_1": 2}, young_person={"goal_1": 4})
    with clock.frozen(clock.now() + 6 * WEEK):
        told = {"worker": {"school": 7, "goal_1": 8}, "young_person": {"goal_1": 9}}
        reviewed(house, enrolment_id, **told, young_words={"goal_1": "Lažje vstanem, č."})

        with house.acting() as scope, transaction():
            writing.close_goal(scope, first, state=GoalState.ACHIEVED, score=9, own_score=10)
            writing.close_goal(scope, second, state=GoalState.PARTLY, score=5)
        with house.acting() as scope:
            draft = final_reports.draft(reporting.facts(scope, enrolment_id))
        assert GOAL in draft
        assert "9" in draft
        with house.acting() as scope, transaction():
            plan = reporting.finish(scope, enrolment_id, report=draft)
            assert (plan.state, plan.next_review_on) == ("finished", None)
            assert running(scope, enrolment_id) == {}
        with house.acting() as scope:
            read = queries.read(scope, own.plan(scope, enrolment_id))
            said = read.reviews[-1].of(Answerer.YOUNG_PERSON, "goal_1")
            assert read.report == draft.strip()
            assert said is not None
            assert (said.score, said.said) == (9, "Lažje vstanem, č.")
            assert final_reports.printed(reporting.facts(scope, enrolment_id))[:4] == b"%PDF"


def test_a_review_is_due_after_so_many_weeks_and_the_held_one_sets_the_next(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, GOAL, review_every=4)
    today = clock.today()
    with house.acting() as scope:
        assert running(scope, enrolment_id) == {ClockKind.PLAN_REVIEW: today + 4 * WEEK + A_DAY}
    with clock.frozen(clock.now() + 5 * WEEK):
        reviewed(house, enrolment_id, today + 3 * WEEK)
        with house.acting() as scope:
            assert running(scope, enrolment_id) == {ClockKind.PLAN_REVIEW: today + 7 * WEEK + A_DAY}
        reviewed(house, enrolment_id, today + 2 * WEEK)
        with house.acting() as scope:
            found = own.plan(scope, enrolment_id)
            assert found.next_review_on == today + 7 * WEEK
            read = queries.read(scope, found)
            assert [each.row.number for each in read.reviews] == [2, 1]
        with house.acting() as scope, transaction():
            writing.set_rhythm(scope, enrolment_id, review_every=2)
            again = {ClockKind.PLAN_REVIEW: today + 7 * WEEK + A_DAY}
            assert running(scope, enrolment_id) == again


def test_nothing_is_due_on_the_plan_of_somebody_who_has_left(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, GOAL)
    with house.acting() as scope, transaction():
        ending.end_early(scope, enrolment_id, clock.today(), EndReason.NO_INTEREST)

    reviewed(house, enrolment_id)

    with house.acting() as scope:
        assert set(running(scope, enrolment_id)) == {ClockKind.AFTERWARDS}
        with pytest.raises(EnrolmentPast), transaction():
            writing.set_rhythm(scope, enrolment_id, review_every=3)


def test_the_plan_never_crosses_the_border(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)
    [goal_id] = begun(cast.institution, enrolment_id, GOAL)
    reviewed(cast.institution, enrolment_id)

    for actor in (cast.centre, cast.stranger, cast.outsider):
        with actor.acting() as scope:
            with pytest.raises(NotFound):
                own.plan(scope, enrolment_id)
            with pytest.raises(NotFound), transaction():
                writing.begin(scope, enrolment_id)
            with pytest.raises(NotFound), transaction():
                writing.close_goal(scope, goal_id, state=GoalState.PARTLY)
            for table in ("plans", "plan_goals", "plan_reviews", "review_answers"):
                assert db.session.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_an_empty_plan_is_reviewed_but_not_finished(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id)
    reviewed(house, enrolment_id)

    with house.acting() as scope:
        with pytest.raises(GoalsOpen), transaction():
            reporting.finish(scope, enrolment_id, report="Konec.")
        assert final_reports.draft(reporting.facts(scope, enrolment_id))


def test_a_plan_with_an_open_goal_is_not_finished_by_anybody(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, GOAL)

    with house.acting() as scope:
        with pytest.raises(GoalsOpen), transaction():
            reporting.finish(scope, enrolment_id, report="Konec.")
        plan = own.plan(scope, enrolment_id)
        plan.state, plan.finished_on, plan.next_review_on = "finished", clock.today(), None
        plan.report = b"x"
        with pytest.raises(DBAPIError, match="open goal"), transaction():
            db.session.flush()


def test_a_goal_is_closed_once_and_taken_up_again(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    [goal_id] = begun(house, enrolment_id, GOAL)

    with house.acting() as scope:
        with transaction():
            writing.close_goal(scope, goal_id, state=GoalState.NOT_ACHIEVED, score=1)
        with pytest.raises(GoalClosed), transaction():
            writing.close_goal(scope, goal_id, state=GoalState.ACHIEVED)
        with pytest.raises(GoalClosed), transaction():
            writing.reword_goal(scope, goal_id, area=GoalArea.WORK, goal="Drugače.")
        with pytest.raises(Invalid), transaction():
            reviewing.hold(
                scope,
                enrolment_id,
                held_on=clock.today(),
                asked=AskedHow.TOGETHER,
                answers=Answers(worker={"goal_1": 3}),
            )
        with transaction():
            found = writing.reopen_goal(scope, goal_id)
            assert (found.state, found.score, found.closed_on) == ("open", None, None)
        with pytest.raises(GoalClosed), transaction():
            writing.reopen_goal(scope, goal_id)
        with transaction():
            writing.reword_goal(scope, goal_id, area=GoalArea.WORK, goal="Drugače.")


def test_what_is_wrong_is_refused(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    with house.acting() as scope:
        with pytest.raises(NotFound):
            own.plan(scope, enrolment_id)
        for weeks in (1, 27):
            with pytest.raises(Invalid), transaction():
                writing.begin(scope, enrolment_id, review_every=weeks)
    [goal_id] = begun(house, enrolment_id, GOAL)
    tomorrow = clock.today() + A_DAY
    with house.acting() as scope:
        with pytest.raises(PlanBegun), transaction():
            writing.begin(scope, enrolment_id)
        with pytest.raises(Invalid), transaction():
            writing.add_goal(scope, enrolment_id, area=GoalArea.SCHOOL, goal=" ")
        with pytest.raises(Invalid), transaction():
            writing.close_goal(scope, goal_id, state=GoalState.OPEN)
        with pytest.raises(Invalid), transaction():
            writing.close_goal(scope, goal_id, state=GoalState.PARTLY, score=11)
        with pytest.raises(Invalid), transaction():
            writing.close_goal(scope, goal_id, state=GoalState.PARTLY, closed_on=tomorrow)
        with pytest.raises(NotFound), transaction():
            writing.reopen_goal(scope, uuid4())


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (Answers(), AskedHow.TOGETHER),
        (Answers(worker={"nothing": 3}), AskedHow.TOGETHER),
        (Answers(worker={"goal_9": 3}), AskedHow.TOGETHER),
        (Answers(worker={"school": 11}), AskedHow.TOGETHER),
        (Answers(young_person={"school": 3}), AskedHow.NOT_ASKED),
        (Answers(worker={"school": 3}, worker_words={"home": "Beseda"}), AskedHow.APART),
    ],
)
def test_answers_that_do_not_fit_are_refused(cast: Cast, told: Answers, asked: AskedHow) -> None:
    enrolment_id = taking_part(cast.institution)
    begun(cast.institution, enrolment_id, GOAL)

    with cast.institution.acting() as scope, pytest.raises(Invalid), transaction():
        reviewing.hold(scope, enrolment_id, held_on=clock.today(), asked=asked, answers=told)


def test_a_plan_is_reviewed_once_a_day(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, GOAL)
    reviewed(house, enrolment_id)

    with pytest.raises(ReviewedAlready):
        reviewed(house, enrolment_id)
    with pytest.raises(Invalid):
        reviewed(house, enrolment_id, clock.today() - A_DAY)


def test_of_two_who_review_at_once_one_is_told_that_it_is_done(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, GOAL)
    came: list[str] = []

    def review() -> None:
        try:
            reviewed(house, enrolment_id)
            came.append("held")
        except ReviewedAlready:
            came.append("refused")

    both = [threading.Thread(target=review) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(came) == ["held", "refused"]


def test_there_are_only_so_many_goals_and_each_may_be_long(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    begun(house, enrolment_id, *[LONG.strip()] * MOST_GOALS)

    with house.acting() as scope:
        read = queries.read(scope, own.plan(scope, enrolment_id))
        assert {goal.goal for goal in read.goals} == {LONG.strip()}
        with pytest.raises(Conflict), transaction():
            writing.add_goal(scope, enrolment_id, area=GoalArea.SCHOOL, goal="Še eden.")


def test_a_finished_plan_stays_as_it_is(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    [goal_id] = begun(house, enrolment_id, GOAL)
    with house.acting() as scope, transaction():
        reporting.keep_report(scope, enrolment_id, report="Osnutek.")
        writing.close_goal(scope, goal_id, state=GoalState.ACHIEVED)
        reporting.finish(scope, enrolment_id, report="Konec.")

    with pytest.raises(PlanFinished):
        reviewed(house, enrolment_id)
    with house.acting() as scope:
        with pytest.raises(PlanFinished), transaction():
            writing.add_goal(scope, enrolment_id, area=GoalArea.SCHOOL, goal="Še eden.")
        with pytest.raises(PlanFinished), transaction():
            writing.reopen_goal(scope, goal_id)
        own.plan(scope, enrolment_id).report = b"x"
        with pytest.raises(DBAPIError, match="stays as it is"), transaction():
            db.session.flush()


def test_whoever_does_not_run_programmes_reads_no_plan(cast: Cast, owner: Engine) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    [goal_id] = begun(house, enrolment_id, GOAL)
    clerk = colleague(owner, house, "clerk", Role.ADMINISTRATOR)

    with clerk.acting() as scope:
        with pytest.raises(NotAllowed):
            own.plan(scope, enrolment_id)
        with pytest.raises(NotAllowed):
            own.goal(scope, goal_id)
