"""The final report of an individual plan: a draft in Slovenian from what the record says, to be put
into somebody's own words, and the report as PDF."""

from collections.abc import Iterator, Sequence

from network.interop.paper import Paper
from network.interop.slovenian import LANGUAGE, day, gettext
from network.plans.kinds import Answerer, GoalState
from network.plans.queries import Goal
from network.plans.questions import BANK, GOAL_ASKED, Question
from network.plans.reporting import Course, Facts
from tenants.errors import N_

MEDIA = "application/pdf"
ENDED: dict[str, str] = {
    GoalState.OPEN: N_("still open"),
    GoalState.ACHIEVED: N_("achieved"),
    GoalState.PARTLY: N_("partly achieved"),
    GoalState.NOT_ACHIEVED: N_("not achieved"),
}
WHO: dict[Answerer, str] = {
    Answerer.WORKER: N_("worker"),
    Answerer.YOUNG_PERSON: N_("young person"),
}


def draft(facts: Facts) -> str:
    """The text somebody begins with; nothing in it but what was recorded."""
    parts = [_programme(facts), _goals(facts), _reviews(facts), gettext(ADVICE)]
    return "\n\n".join(part for part in parts if part)


ADVICE = N_("What we advise for the time to come:")


def _programme(facts: Facts) -> str:
    said = [gettext("Programme: %(name)s, %(cohort)s.", name=facts.programme, cohort=facts.cohort)]
    if facts.began_on and facts.ended_on:
        began, ended = day(facts.began_on), day(facts.ended_on)
        said.append(gettext("Took part from %(began)s to %(ended)s.", began=began, ended=ended))
    elif facts.began_on:
        said.append(gettext("Takes part since %(began)s.", began=day(facts.began_on)))
    if facts.attendance:
        came = facts.attendance
        said.append(
            gettext("Came to %(came)s of %(held)s sessions.", came=came.came, held=came.held)
        )
    return "\n".join(said)


def _goals(facts: Facts) -> str:
    lines = [gettext("Goals:")]
    for goal in facts.goals:
        lines.append(f"{goal.row.number}. {goal.goal} – {how(goal)}")
        if goal.hoped:
            lines.append(gettext("   What was hoped for: %(hoped)s", hoped=goal.hoped))
    return "\n".join(lines) if facts.goals else ""


def how(goal: Goal) -> str:
    """How it ended, with what each said of it: "dosežen (delavec 8, mladostnik 7 od 10)"."""
    ended = gettext(ENDED[goal.row.state])
    scores = zip(Answerer, (goal.row.score, goal.row.own_score), strict=True)
    told = [f"{gettext(WHO[party])} {score}" for party, score in scores if score is not None]
    return f"{ended} ({gettext('%(scores)s of 10', scores=', '.join(told))})" if told else ended


def _reviews(facts: Facts) -> str:
    if not facts.reviews:
        return ""
    first, last = facts.reviews[0].held_on, facts.reviews[-1].held_on
    lines = [
        gettext(
            "Reviews of the plan: %(count)s, from %(first)s to %(last)s.",
            count=len(facts.reviews),
            first=day(first),
            last=day(last),
        )
    ]
    return "\n".join([*lines, *_courses(facts)])


def _courses(facts: Facts) -> Iterator[str]:
    for course in facts.courses:
        yield gettext(
            "- %(question)s %(who)s: %(first)s at first, %(last)s at last (of 10).",
            question=asked(course, facts.goals),
            who=gettext(WHO[course.party]).capitalize(),
            first=course.first,
            last=course.last,
        )


def asked(course: Course, goals: Sequence[Goal]) -> str:
    """The question of a topic, or the goal by its number."""
    for goal in goals:
        if goal.topic == course.topic:
            return f"{gettext(GOAL_ASKED.worker)} ({goal.row.number})"
    return gettext(BANK[Question(course.topic)].worker)


def printed(facts: Facts) -> bytes:
    """The report that is kept, with lines to sign; by the house's own reference, without a name."""
    foot = f"{facts.house}, {facts.number}"
    paper = Paper(gettext("Final report"), language=LANGUAGE, foot=foot)
    paper.facts(
        [
            (gettext("House"), facts.house),
            (gettext("Programme"), f"{facts.programme}, {facts.cohort}"),
            (gettext("Reference"), facts.number),
            (gettext("First day"), day(facts.began_on) if facts.began_on else ""),
            (gettext("Last day"), day(facts.ended_on) if facts.ended_on else ""),
        ]
    )
    for paragraph in facts.read.report.split("\n\n"):
        paper.paragraph(paragraph)
    paper.to_sign(gettext("Place and day"), gettext("Signature for the house"))
    return paper.done()
