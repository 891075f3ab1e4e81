"""Some who take part in programmes of the demo, with plans that are reviewed every two weeks; a
third of them get through, and are asked about school and work."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from uuid import UUID

from network.demo.coming import FULL
from network.demo.diary import at_local, played_by
from network.demo.houses import World
from network.demo.meeting import MEETINGS
from network.demo.programmes import Stayer, Written
from network.interop import final_reports
from network.plans import own, queries, reporting, reviewing, writing
from network.plans.kinds import HIGHEST, AskedHow, GoalArea, GoalState
from network.plans.questions import Question
from network.plans.reviewing import Answers
from network.programmes import ending, following
from network.programmes.afterwards import (
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
)
from tenants import clock
from tenants.clock import LOCAL
from tenants.scope import Scope

WEEKS = 2
BEFORE_THE_END = timedelta(days=4)
SITS_DOWN = time(9, 30)


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody wants, where they stand at first (0 to 10), and how fast it gets better."""

    goals: tuple[tuple[GoalArea, str, str], ...]
    first: int
    pace: float
    said: tuple[str, ...]
    through: bool = False


STORIES = (
    Story(
        (
            (GoalArea.SCHOOL, "Vsak dan pridem v šolo do osmih.", "Učiteljica me pohvali."),
            (GoalArea.BEHAVIOUR, "Ko se razjezim, grem ven na zrak.", "Doma ni več vpitja."),
        ),
        3,
        1.5,
        ("Zjutraj je težko.", "Zdaj vstanem sam.", "Mama pravi, da je drugače."),
        through=True,
    ),
    Story(
        (
            (GoalArea.FRIENDS, "Enkrat na teden grem na trening.", "Imam družbo."),
            (GoalArea.EMOTIONS, "Povem, kadar me je strah.", ""),
        ),
        4,
        0.5,
        ("Na treningu je v redu.", "En teden nisem šel.", "Spet hodim."),
    ),
    Story(
        (
            (
                GoalArea.INDEPENDENCE,
                "Sam skuham kosilo in operem perilo.",
                "Pripravljen na stanovanje.",
            ),
        ),
        5,
        0.8,
        ("Testenine znam.", "Perilo tudi.", "Manjka še denar za ves mesec."),
    ),
)


def plan(world: World, written: Written) -> None:
    """On the second morning they come; every two weeks somebody sits down with them."""
    begins = at_local(world.starts + timedelta(days=1), 9)
    world.diary.at(begins, partial(_begin, world, written))


def _begin(world: World, written: Written, moment: datetime) -> None:
    """With one of each house, whoever came first; those who get through take part where nobody
    awaits them every week and nobody waits for their seat."""
    chosen: dict[str, tuple[Stayer, Story]] = {}
    busy = MEETINGS.keys() | {name for _, name, _ in FULL}
    for one in sorted(written.stayers, key=lambda one: one.life.begins):
        story = STORIES[len(chosen) % len(STORIES)]
        if one.house not in chosen and not (story.through and one.programme in busy):
            chosen[one.house] = (one, story)
    for one, story in chosen.values():
        came = datetime.combine(one.life.begins, SITS_DOWN, LOCAL) + timedelta(days=2)
        world.diary.at(max(moment, came), partial(_sits_down, world, one, story))


def _sits_down(world: World, one: Stayer, story: Story, moment: datetime) -> None:
    worker = one.taking.writer
    with played_by(worker, moment) as scope:
        _write(scope, one.enrolment_id, story)
    _go_on(world, worker, one.enrolment_id, story, moment)


def _write(scope: Scope, enrolment_id: UUID, story: Story) -> None:
    writing.begin(scope, enrolment_id, review_every=WEEKS)
    for area, goal, hoped in story.goals:
        writing.add_goal(scope, enrolment_id, area=area, goal=goal, hoped=hoped)


def _go_on(world: World, worker: Scope, enrolment_id: UUID, story: Story, begun: datetime) -> None:
    """Each review in its turn, and where somebody is through, the end."""
    last = at_local(world.until - BEFORE_THE_END, 11)
    number, moment = 0, at_local(begun + timedelta(weeks=WEEKS), 10)
    while moment < last:
        world.diary.at(moment, partial(_review, worker, enrolment_id, story, number))
        number, moment = number + 1, at_local(moment + timedelta(weeks=WEEKS), 10)
    if story.through:
        world.diary.at(max(last, begun), partial(_end, worker, enrolment_id))


def _review(worker: Scope, enrolment_id: UUID, story: Story, number: int, moment: datetime) -> None:
    def reached(first: float) -> int:
        return min(HIGHEST, round(first + number * story.pace))

    topics = [*(each.value for each in Question)]
    goals = [f"goal_{at}" for at in range(1, len(story.goals) + 1)]
    worker_says = {topic: reached(story.first + at % 3) for at, topic in enumerate(topics)}
    answers = Answers(
        worker_says | dict.fromkeys(goals, reached(story.first - 1)),
        {topic: min(HIGHEST, score + 1) for topic, score in worker_says.items()}
        | dict.fromkeys(goals, reached(story.first)),
        {},
        {goals[0]: story.said[number % len(story.said)]},
    )
    with played_by(worker, moment) as scope:
        reviewing.hold(
            scope,
            enrolment_id,
            held_on=clock.today(),
            asked=AskedHow.TOGETHER,
            agreed="Nadaljujemo po načrtu.",
            answers=answers,
        )


def _end(worker: Scope, enrolment_id: UUID, moment: datetime) -> None:
    with played_by(worker, moment) as scope:
        read = queries.read(scope, own.plan(scope, enrolment_id))
        for goal, state in zip(read.goals, (GoalState.ACHIEVED, GoalState.PARTLY), strict=False):
            writing.close_goal(scope, goal.row.id, state=state, score=8, own_score=9)
        ending.complete(scope, enrolment_id, clock.today())
        report = final_reports.draft(reporting.facts(scope, enrolment_id))
        reporting.finish(scope, enrolment_id, report=f"{report} še naprej hoditi na trening.")
        following.record(
            scope,
            enrolment_id,
            stage=OutcomeStage.EXIT,
            reached=Reached.REACHED,
            in_education=InEducation.YES,
            education=EducationKind.VOCATIONAL,
            qualification=Qualification.NONE,
            employment=Employment.NOT_WORKING,
        )
