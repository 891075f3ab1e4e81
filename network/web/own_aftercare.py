"""After the stay, on the page of a young person: who keeps in touch, what they agreed on, a wish to
be called or to stop, and how it goes."""

from collections.abc import Callable

from flask import Response, request, url_for

from network import contents
from network.aftercare.lifecycle import AftercareState
from network.aftercare.wishes import CareWish
from network.interop import aftercare_papers
from network.own_pages import cared
from network.own_pages.cared import Cared
from network.own_pages.entering import Visit
from network.schemas.aftercare import CareWishIn, OwnFaresIn
from network.web import own, own_plan
from network.web.acts import Refused, carried_out
from network.web.desk import Forms
from network.web.forms import FormView
from network.web.rendering import see_other
from network.web.vocabulary import own_pages as words
from network.web.words import gettext
from tenants.errors import NotFound

bp = own_plan.bp  # that of the whole page


@own.bp.get("/aftercare")
@own.visited
def aftercare(visit: Visit) -> Response:
    """Everything that the house and the young person have of it together."""
    return own.fading(_shown(visit, _cared(visit), {}))


@own.bp.post("/aftercare/call")
@own.visited
def call_me(visit: Visit) -> Response:
    return _asked(visit, CareWish.CALL, "care_called")


@own.bp.post("/aftercare/stop")
@own.visited
def stop_care(visit: Visit) -> Response:
    return _asked(visit, CareWish.STOP, "care_stopped")


def _asked(visit: Visit, kind: CareWish, says: str) -> Response:
    try:
        carried_out(CareWishIn(), lambda **said: cared.ask_for(visit.scope, kind, **said))
    except Refused as refusal:
        return _shown(visit, _cared(visit), {kind.value: refusal.form}, refusal.status)
    return see_other(url_for("own.aftercare", _anchor="wishes"), says)


@own.bp.get("/aftercare/agreement.pdf")
@own.visited
def agreement(visit: Visit) -> Response:
    """What they signed, to be printed."""
    return contents.printed(aftercare_papers.agreement(cared.agreement(visit.scope)), "dogovor.pdf")


@own.bp.route("/aftercare/look-back", methods=["GET", "POST"])
@own.visited
def look_back(visit: Visit) -> Response:
    """How it goes, asked before the home looks back."""
    found = _cared(visit)
    if found.asked is None:
        raise NotFound(cared.NOTHING)
    if request.method == "GET":
        return _look_back(visit, found, _known(found))
    return _kept(visit, found, lambda **said: cared.answer(visit.scope, **said))


def _kept(visit: Visit, found: Cared, does: Callable[..., None]) -> Response:
    try:
        carried_out(OwnFaresIn(), does)
    except Refused as refusal:
        return _look_back(visit, found, refusal.form, refusal.status)
    return see_other(url_for("own.aftercare", _anchor="look-backs"), "care_answered")


def _cared(visit: Visit) -> Cared:
    """Raises NotFound where nobody is followed, as the page of a parent does."""
    found = cared.standing(visit.scope)
    if found is None:
        raise NotFound(cared.NOTHING)
    return found


def _shown(visit: Visit, found: Cared, refused: dict[str, FormView], status: int = 200) -> Response:
    return own.drawn(
        "own/aftercare.html",
        visit,
        status=status,
        cared=found,
        goes_on=found.state is AftercareState.AGREED,
        says=words.CARED[found.state],
        forms=Forms(refused),
    )


def _known(found: Cared) -> FormView:
    """The form with what was answered already."""
    said = next((told for stage, _, told in found.stages if stage is found.asked), None)
    if said is None:
        return FormView()
    fares = said.fares
    return FormView.known(
        lives_with=fares.lives_with, occupied=fares.occupied, going=fares.going, words=fares.words
    )


def _look_back(visit: Visit, found: Cared, form: FormView, status: int = 200) -> Response:
    return own.drawn(
        "own/look_back.html",
        visit,
        status=status,
        cared=found,
        form=form,
        lives=[(each.value, gettext(said)) for each, said in words.LIVES.items()],
        does=[(each.value, gettext(said)) for each, said in words.DOES.items()],
    )
