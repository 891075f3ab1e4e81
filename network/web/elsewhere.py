"""Known elsewhere? Asked by a file or by a name, and answered. Whom it is about travels in bodies
only, never in an address."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.elsewhere import asking, glass, queries, switching
from network.elsewhere.kinds import KNOWN
from network.elsewhere.models import Asked, Question
from network.schemas.elsewhere import ElsewhereAnswerIn, GlassIn, PersonAskedIn, SwitchIn
from network.schemas.values import Given
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page, see_other
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope
from tenants.throttling import Throttled

bp = Blueprint("elsewhere", __name__, url_prefix="/elsewhere")
of_file = Blueprint("file_elsewhere", __name__, url_prefix="/files/<uuid:person_id>/elsewhere")
KEEPS, ASKS = Permission.KEEP_FILES, Permission.ASK_ELSEWHERE
BREAKS, SETS_UP = Permission.BREAK_GLASS, Permission.SET_UP_NETWORK


@bp.get("")
def index() -> Response:
    """What was asked, the newest first, and a form to ask by a name."""
    return _index(acting(), FormView())


def _index(scope: Scope, form: FormView, status: int = 200) -> Response:
    found = queries.questions(scope, before=cursor())
    return page(
        "elsewhere/index.html",
        "list",
        status,
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        on=queries.switched_on(scope),
        asks=may(scope, ASKS),
        form=form,
        form_id=new_id(),
        known=KNOWN,
    )


@bp.post("")
def ask() -> Response:
    scope = acting()
    require(scope, ASKS)
    try:
        made = _asked(PersonAskedIn, lambda **who: asking.by_name(scope, **who).id)
    except Refused as refusal:
        return _index(scope, refusal.form, refusal.status)
    return see_other(url_for("elsewhere.show", question_id=made), "asked_elsewhere")


@of_file.post("")
def ask_about(person_id: UUID) -> Response:
    scope = acting()
    try:
        made = _asked(Given, lambda **_: asking.about_file(scope, person_id).id)
    except Refused as refusal:
        return _index(scope, refusal.form, refusal.status)
    return see_other(url_for("elsewhere.show", question_id=made), "asked_elsewhere")


def _asked(schema: type[Given], ask: Callable[..., UUID]) -> object:
    """The id of the question; a double click asks once. Raises Refused, also for the twenty-first
    in an hour, with what was typed."""
    scope = acting()
    try:
        return carried_out(schema(), lambda **who: once(scope, lambda: ask(**who)))
    except Throttled as slow:
        form = FormView.refused(request.form, slow)
        raise Refused(form, HTTPStatus.TOO_MANY_REQUESTS) from slow


@bp.get("/<uuid:question_id>")
def show(question_id: UUID) -> Response:
    """A question: whether anybody may know, what they answered, and the glass."""
    scope = acting()
    return _shown(scope, _seen(scope, question_id), {}, 200)


def _seen(scope: Scope, question_id: UUID) -> Question:
    found = queries.question(scope, question_id)
    require(scope, KEEPS)
    return found


def _shown(
    scope: Scope, question: Question, refused: Mapping[str, FormView], status: int
) -> Response:
    return page(
        "elsewhere/show.html",
        "question",
        status,
        put=queries.put(scope, question.id),
        known=KNOWN,
        emergencies=queries.of_question(scope, question.id),
        breaks=may(scope, BREAKS),
        forms=Forms(refused),
        form_id=new_id(),
    )


@bp.post("/<uuid:question_id>/emergency")
def break_glass(question_id: UUID) -> Response:
    scope = acting()
    question = _seen(scope, question_id)
    require(scope, BREAKS)

    def broken(**why: object) -> UUID:
        return once(scope, lambda: glass.break_glass(scope, question_id, **why).id)  # type: ignore[arg-type]

    try:
        made = carried_out(GlassIn(), broken)
    except Refused as refusal:
        return _shown(scope, question, {"break_glass": refusal.form}, refusal.status)
    return see_other(url_for("emergencies.show", emergency_id=made), "glass_broken")


@bp.get("/asked")
def asked() -> Response:
    """What other houses ask about the files that the member opens."""
    return _asked_of_us(acting())


def _asked_of_us(
    scope: Scope,
    _about: Asked | None = None,
    refused: Mapping[str, FormView] | None = None,
    status: int = 200,
) -> Response:
    found = queries.asked_of_us(scope, before=cursor())
    return page(
        "elsewhere/asked.html",
        "list",
        status,
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        known=KNOWN,
        asks=may(scope, ASKS),
        forms=Forms(refused),
    )


answers = Desk(
    Blueprint("asked", __name__, url_prefix="/elsewhere/asked"),
    "asked_id",
    seen=queries.asked,
    shown=_asked_of_us,
    address=lambda _scope, _asked: url_for("elsewhere.asked"),
)
answers.act("answer", asking.answer, ElsewhereAnswerIn, says="answered_elsewhere", needs=KEEPS)


@bp.get("/network")
def network() -> Response:
    """Whether the members of each network may ask each other; for its administrator."""
    scope = acting()
    require(scope, SETS_UP)
    return page("elsewhere/network.html", networks=switching.networks(scope))


@bp.post("/network")
def switch() -> Response:
    scope = acting()
    require(scope, SETS_UP)
    carried_out(SwitchIn(), lambda network_id, on: switching.switch(scope, network_id, on))
    return see_other(url_for("elsewhere.network"), "saved")


@bp.post("/network/directory")
def show_programmes() -> Response:
    """Whether everybody may read which programmes there are."""
    scope = acting()
    require(scope, SETS_UP)
    carried_out(SwitchIn(), lambda network_id, on: switching.show_programmes(scope, network_id, on))
    return see_other(url_for("elsewhere.network"), "saved")
