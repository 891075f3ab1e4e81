"""What a visitor decides on their own page: consents, yes or no to what they are asked, and a no of
their own accord."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from network.consent.kinds import SharingPurpose
from network.own_pages import deciding, looking, questions, speaking, wishes
from network.own_pages.entering import Visit
from network.requests.ladder import EVERY_PART
from network.schemas.own_pages import NoIn, WishIn, YesIn
from network.schemas.values import Given
from network.web import own
from network.web.acts import Refused, carried_out
from network.web.forms import FormView
from network.web.paths import page_number
from network.web.rendering import see_other
from network.web.vocabulary import own_pages as words
from network.web.words import gettext

Choices = list[tuple[str, str]]
PROGRAMMES = 12  # on a page
bp = own.bp


@own.bp.get("/consents/<uuid:basis_id>")
@own.visited
def consent(visit: Visit, basis_id: UUID) -> Response:
    """One consent, with what follows from agreeing or taking it back."""
    return _consent(visit, basis_id, FormView())


def _consent(visit: Visit, basis_id: UUID, form: FormView, status: int = 200) -> Response:
    found = speaking.consent(visit.scope, basis_id)
    return own.drawn("own/consent.html", visit, status=status, consent=found, form=form)


@own.bp.post("/consents/<uuid:basis_id>/agreement")
@own.visited
def agree(visit: Visit, basis_id: UUID) -> Response:
    return _decided(visit, basis_id, speaking.agree, "own_consent_given")


@own.bp.post("/consents/<uuid:basis_id>/withdrawal")
@own.visited
def withdraw(visit: Visit, basis_id: UUID) -> Response:
    return _decided(visit, basis_id, speaking.withdraw, "own_consent_ended")


def _decided(visit: Visit, basis_id: UUID, does: Callable[..., None], says: str) -> Response:
    try:
        carried_out(Given(), lambda: does(visit.scope, basis_id))
    except Refused as refusal:
        return _consent(visit, basis_id, refusal.form, refusal.status)
    return see_other(url_for("own.show", _anchor="consents"), says)


@own.bp.get("/questions/<uuid:consent_question_id>")
@own.visited
def question(visit: Visit, consent_question_id: UUID) -> Response:
    """What somebody is asked to agree to, in plain words, with what follows from yes and no."""
    asked = questions.mine(visit.scope, consent_question_id)
    return _question(visit, asked, FormView.known(categories=asked.question.categories))


def _question(visit: Visit, asked: questions.Asked, form: FormView, status: int = 200) -> Response:
    return own.drawn(
        "own/question.html",
        visit,
        status=status,
        asked=asked,
        mine=asked.answers.get(visit.reader),
        categories=_plainly(asked.question.categories),
        form=form,
    )


@own.bp.post("/questions/<uuid:consent_question_id>/agreement")
@own.visited
def agree_to(visit: Visit, consent_question_id: UUID) -> Response:
    return _answered(visit, consent_question_id, YesIn(), deciding.agree_to, "own_consent_given")


@own.bp.post("/questions/<uuid:consent_question_id>/refusal")
@own.visited
def refuse(visit: Visit, consent_question_id: UUID) -> Response:
    return _answered(visit, consent_question_id, Given(), deciding.refuse, "own_no_said")


def _answered(
    visit: Visit, asked_id: UUID, schema: Given, does: Callable[..., None], says: str
) -> Response:
    try:
        carried_out(schema, lambda **said: does(visit.scope, asked_id, **said))
    except Refused as refusal:
        asked = questions.mine(visit.scope, asked_id)
        return _question(visit, asked, refusal.form, refusal.status)
    return see_other(url_for("own.show", _anchor="consents"), says)


@own.bp.get("/programmes")
@own.visited
def programmes(visit: Visit) -> Response:
    """What there is, for whoever would like to take part in something."""
    found, number = wishes.offered(visit.scope), page_number()
    last = max(1, -(-len(found) // PROGRAMMES))
    shown = found[(number - 1) * PROGRAMMES : number * PROGRAMMES]
    return own.drawn("own/programmes.html", visit, programmes=shown, number=number, last=last)


@own.bp.route("/programmes/<uuid:programme_id>", methods=["GET", "POST"])
@own.visited
def programme(visit: Visit, programme_id: UUID) -> Response:
    """One of them, and a few words why, if one likes."""
    found = wishes.one(visit.scope, programme_id)
    if request.method == "GET":
        return own.drawn("own/programme.html", visit, programme=found, form=FormView())
    try:
        carried_out(WishIn(), lambda **said: speaking.wish_for(visit.scope, programme_id, **said))
    except Refused as refusal:
        shown = {"programme": found, "form": refusal.form}
        return own.drawn("own/programme.html", visit, status=refusal.status, **shown)
    return see_other(url_for("own.show", _anchor="talk"), "spoke_up")


@own.bp.route("/no", methods=["GET", "POST"])
@own.visited
def say_no(visit: Visit) -> Response:
    """A no of one's own accord."""
    if request.method == "GET":
        return _no(visit, FormView.known(purpose=SharingPurpose.PLACEMENT))
    try:
        carried_out(NoIn(), lambda **said: deciding.say_no(visit.scope, **said))
    except Refused as refusal:
        return _no(visit, refusal.form, refusal.status)
    return see_other(url_for("own.show", _anchor="consents"), "own_no_said")


def _no(visit: Visit, form: FormView, status: int = 200) -> Response:
    scope = visit.scope
    mine = looking.page(scope)
    return own.drawn(
        "own/no.html",
        visit,
        status=status,
        form=form,
        counts=mine.reader in looking.whose_word_counts(scope, mine),
        categories=_plainly(EVERY_PART),
        purposes=[(each.value, gettext(said)) for each, said in words.PURPOSES.items()],
        homes=[(str(row.id), row.home) for row in looking.homes(scope)],
    )


def _plainly(categories: Any) -> Choices:
    """In the words of these pages."""
    return [
        (each.value, gettext(words.CATEGORIES[each])) for each in EVERY_PART if each in categories
    ]
