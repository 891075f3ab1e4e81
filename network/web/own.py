"""The page of a young person or a parent: no member's, and nothing of a member's opens it.

It is read on shared computers: nothing is kept by the browser, the session is short, one button
leads away at once, and the address says nothing about anybody.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from marshmallow import ValidationError

from network.consent.kinds import Category
from network.own_pages import cared, entering, looking, questions, reviewing, speaking
from network.own_pages.entering import Visit
from network.own_pages.kinds import IDLE, Topic, is_parent
from network.records.door import Erased
from network.records.fields import FIELDS
from network.schemas.files import part_schema
from network.schemas.own_pages import EnterIn, SpeakUpIn, WordIn
from network.web import cookies, headers, own_sheet
from network.web.acts import Refused, carried_out, cursor
from network.web.forms import FormView, form_values, status_for
from network.web.rendering import page, see_other
from network.web.vocabulary import own_pages as words
from tenants import login
from tenants.errors import DomainError, NotFound
from tenants.login import public
from tenants.throttling import Throttled

bp = Blueprint("own", __name__, url_prefix="/own")
COOKIE = "pristan_page"
AWAY = "https://www.arso.gov.si/"
"""Where the quick exit leads: the weather, which anybody may have looked at."""

View = Callable[..., Response]


@bp.before_request
def alone() -> None:
    """Nothing of a member's stands around these pages, whoever else is signed in here."""
    g.on_its_own = True


@bp.after_request
def say_nothing(answer: Response) -> Response:
    """No other page learns where the reader came from, no search engine keeps it, and the way out
    may lead to another site."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    ours = headers.POLICY.replace("form-action 'self'", f"form-action 'self' {AWAY}")
    answer.headers["Content-Security-Policy"] = ours.format(nonce=headers.nonce())
    return answer


def visited(view: View) -> View:
    """A view for whoever has come in; who has no word yet chooses one first."""

    @public
    @wraps(view)
    def shown(**ids: Any) -> Response:
        secret = request.cookies.get(_cookie_name(), "")
        visit = entering.recognise(secret) if secret else None
        if visit is None:
            return drawn("own/gone.html", status=HTTPStatus.UNAUTHORIZED)
        if not visit.has_word and request.endpoint != "own.word":
            return see_other(url_for("own.word"))
        return view(visit, **ids)

    return shown


@bp.errorhandler(NotFound)
@bp.errorhandler(Erased)
def not_there(_: NotFound | Erased) -> Response:
    """Of another file, closed a moment ago, or erased: the same for all."""
    return drawn("own/gone.html", status=HTTPStatus.NOT_FOUND)


@bp.get("/<link>")
@public
def door(link: str) -> Response:
    """The same for every link, whether there is a page behind it or not."""
    return _door(link, FormView())


@bp.post("/<link>")
@public
def enter(link: str) -> Response:
    try:
        typed = form_values(EnterIn(), request.form)["secret"]
        secret = entering.enter(link, typed, login.address())
    except (ValidationError, DomainError) as refusal:
        answer = _door(link, FormView.refused(request.form, refusal), status_for(refusal))
        if isinstance(refusal, Throttled):
            answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    return _let_in(see_other(url_for("own.show")), secret)


def _door(link: str, form: FormView, status: int = 200) -> Response:
    return drawn("own/door.html", status=status, link=link, form=form)


@bp.route("/word", methods=["GET", "POST"])
@visited
def word(visit: Visit) -> Response:
    """Choosing the word that opens the page from now on."""
    if visit.has_word:
        return see_other(url_for("own.show"))
    if request.method == "GET":
        return drawn("own/word.html", visit, form=FormView())
    try:
        chosen = form_values(WordIn(), request.form)["word"]
        secret = entering.choose_word(visit, chosen)
    except (ValidationError, DomainError) as refusal:
        form = FormView.refused(request.form, refusal)
        return drawn("own/word.html", visit, status=status_for(refusal), form=form)
    return _let_in(see_other(url_for("own.show"), "word_chosen"), secret)


@bp.get("")
@visited
def show(visit: Visit) -> Response:
    """Everything that the page tells."""
    scope = visit.scope
    mine = looking.page(scope)
    young = not is_parent(mine.reader)
    standing = looking.standing(scope)
    which = 0 if young else 1
    answer = drawn(
        "own/show.html",
        visit,
        mine=mine,
        standing=standing,
        happening=words.HAPPENING[standing.now][which],
        coming=words.NEXT[standing.now][which],
        own_words=looking.own_words(scope, mine) if young else None,
        own_fields=FIELDS[Category.OWN_WORDS],
        about_me=looking.about_me(scope, mine),
        knows=looking.knows(scope),
        looks=looking.looked(scope).rows[:5],
        consents=looking.consents(scope, mine),
        asked=questions.put_to_me(scope, mine),
        decides=looking.decides_alone(scope, mine),
        voices=looking.voices(scope),
        sitting=reviewing.coming(scope) if young else None,
        cared=cared.standing(scope) if young else None,
        care_says=words.CARED,
    )
    return fading(answer)


def fading(answer: Response) -> Response:
    """Whoever walks away leaves nothing on the screen; what is being written stays there."""
    answer.headers["Refresh"] = str(int(IDLE.total_seconds()) + 1)
    return answer


@bp.get("/looks")
@visited
def looked(visit: Visit) -> Response:
    """Who looked, the newest first."""
    found = looking.looked(visit.scope, cursor())
    return fading(drawn("own/looks.html", visit, looks=found.rows, after=found.after))


@bp.route("/words", methods=["GET", "POST"])
@visited
def own_words(visit: Visit) -> Response:
    """The young person's own words, as the file says them from now on."""
    part = looking.own_words(visit.scope, looking.page(visit.scope))
    if request.method == "GET":
        form = FormView.known(**part.values, version=part.version)
        return drawn("own/words.html", visit, form=form, fields=FIELDS[Category.OWN_WORDS])
    try:
        carried_out(
            part_schema(Category.OWN_WORDS)(),
            lambda version, **values: speaking.write_words(visit.scope, values, version),
        )
    except Refused as refusal:
        fields = FIELDS[Category.OWN_WORDS]
        answer = {"form": refusal.form, "fields": fields}
        return drawn("own/words.html", visit, status=refusal.status, **answer)
    return see_other(url_for("own.show", _anchor="words"), "own_words_kept")


@bp.get("/words/earlier")
@visited
def earlier_words(visit: Visit) -> Response:
    """What the young person wrote before, with when and by whom."""
    found = looking.earlier_words(visit.scope, looking.page(visit.scope), cursor())
    fields = FIELDS[Category.OWN_WORDS]
    return fading(
        drawn("own/earlier.html", visit, parts=found.rows, after=found.after, fields=fields)
    )


@bp.route("/talk", methods=["GET", "POST"])
@visited
def talk(visit: Visit) -> Response:
    """Saying that one does not agree, or wants to talk."""
    if request.method == "GET":
        topic = request.args.get("topic", "")
        known = {"topic": topic} if topic in set(Topic) else {}
        return drawn("own/talk.html", visit, form=FormView.known(**known))
    try:
        carried_out(SpeakUpIn(), lambda **said: speaking.speak_up(visit.scope, **said))
    except Refused as refusal:
        return drawn("own/talk.html", visit, status=refusal.status, form=refusal.form)
    return see_other(url_for("own.show", _anchor="talk"), "spoke_up")


@bp.post("/leave")
@public
def leave() -> Response:
    """Away from here at once: the session ends, and the weather is shown."""
    if secret := request.cookies.get(_cookie_name()):
        entering.leave(secret)
    answer = make_response(redirect(AWAY, HTTPStatus.SEE_OTHER))
    cookies.forget(answer, _cookie_name())
    return answer


def _let_in(answer: Response, secret: str) -> Response:
    """No age: it goes with the browser's window."""
    answer.set_cookie(
        _cookie_name(), secret, httponly=True, secure=cookies.https(), samesite="Strict", path="/"
    )
    return answer


def _cookie_name() -> str:
    return f"__Host-{COOKIE}" if cookies.https() else COOKIE


def drawn(
    template: str, visit: Visit | None = None, *, status: int = 200, **more: object
) -> Response:
    """A page of ours, with what stands on every one of them."""
    young = visit is None or not is_parent(visit.reader)
    known: dict[str, object] = {
        "visit": visit,
        "young": young,
        "away": AWAY,
        "help_lines": own_sheet.HELP_LINES,
        "plain": words,
    }
    return page(template, "main", status, **known, **more)
