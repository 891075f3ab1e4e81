"""How it is going, on the page of a young person: the questions of the next review."""

from flask import Response, request, url_for

from network.own_pages import reviewing
from network.own_pages.entering import Visit
from network.plans.beforehand import Sitting
from network.plans.questions import BANK, GOAL_ASKED
from network.schemas.plans import OwnAnswersIn
from network.web import own, own_deciding
from network.web.acts import Refused, carried_out
from network.web.forms import FormView
from network.web.plans import SCORES
from network.web.rendering import see_other
from tenants.errors import N_, NotFound

bp = own_deciding.bp  # that of the whole page


@own.bp.route("/plan", methods=["GET", "POST"])
@own.visited
def plan(visit: Visit) -> Response:
    """What is asked, and what was answered before."""
    sitting = reviewing.coming(visit.scope)
    if sitting is None:
        raise NotFound(N_("There is no such question."))
    if request.method == "GET":
        return _asked(visit, sitting, known(sitting))
    try:
        carried_out(OwnAnswersIn(), lambda **said: reviewing.answer(visit.scope, **said))
    except Refused as refusal:
        again = reviewing.coming(visit.scope) or sitting
        return _asked(visit, again, refusal.form, refusal.status)
    return see_other(url_for("own.show", _anchor="plan"), "own_answers_kept")


def known(sitting: Sitting) -> FormView:
    """The form with what was answered already."""
    if sitting.said is None:
        return FormView()
    scores = {f"young_person.{topic}": score for topic, score in sitting.said.scores.items()}
    words = {f"young_words.{topic}": said for topic, said in sitting.said.words.items()}
    return FormView.known(**scores, **words)


def _asked(visit: Visit, sitting: Sitting, form: FormView, status: int = 200) -> Response:
    topics = [
        *((goal.topic, GOAL_ASKED, goal) for goal in sitting.goals),
        *((each.value, asking, None) for each, asking in BANK.items()),
    ]
    return own.drawn("own/plan.html", visit, status=status, form=form, topics=topics, scores=SCORES)
