"""Pages for when something did not work: what happened, and what to do next."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, make_response, render_template, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError

from network.statuses import status_of
from network.web import headers
from network.web.forms import FormView
from network.web.origin import ForeignOrigin
from network.web.rendering import wants_block
from network.web.words import gettext
from tenants.errors import N_, DomainError
from tenants.login import API
from tenants.throttling import Throttled

log = logging.getLogger("pristan")


@dataclass(frozen=True, slots=True)
class Help:
    """What an error page says: a title, what happened, what to do; message ids."""

    title: str
    happened: str
    next: str


HELP = {
    400: Help(
        N_("We did not understand this request"),
        N_("The browser sent something this page does not know."),
        N_("Go back, reload the page and try again."),
    ),
    403: Help(
        N_("This is not yours to do"),
        N_("Your roles do not allow this."),
        N_("If you need it for your work, ask the administrator of your organisation."),
    ),
    404: Help(
        N_("There is no such page"),
        N_("It does not exist, it has ended, or it is not meant for your organisation."),
        N_("Check the address, or go on from one of the pages below."),
    ),
    405: Help(
        N_("This page cannot be opened like that"),
        N_("The address belongs to a form; by itself it shows nothing."),
        N_("Go back and use the button on the page."),
    ),
    409: Help(
        N_("Somebody was faster"),
        N_("Something has changed since you opened the page, so nothing was done."),
        N_("Open the page again, look at how things stand now, and decide anew."),
    ),
    413: Help(
        N_("This is too large"),
        N_("What you sent is larger than we accept, so nothing was kept."),
        N_("Send a smaller file, or split it into several."),
    ),
    422: Help(
        N_("Something does not fit"),
        N_("Some of the values cannot be used as they are."),
        N_("Go back, mend them and send the form again. Nothing was done yet."),
    ),
    429: Help(
        N_("Too many attempts"),
        N_("To protect accounts we wait a little after several attempts."),
        N_("Wait a few minutes and try again."),
    ),
    500: Help(
        N_("Something went wrong on our side"),
        N_("It is not your fault. Nothing was half-done: what you started was not kept."),
        N_("Try again in a moment. If it happens again, tell us the number below."),
    ),
    503: Help(
        N_("This cannot be done at the moment"),
        N_("Something that is needed for it does not answer. Nothing was done."),
        N_("Try again in a few minutes. If it stays so, tell us the number below."),
    ),
}
BROKEN = 500
FOREIGN = Help(
    N_("This form came from another page"),
    N_("To protect you, we accept forms only from our own pages."),
    N_("Open Pristan in this browser window and do it again from there."),
)


# How the API words the same errors. It sets this at start: surfaces never import each other.
API_ANSWER = "pristan_api_problem"


def init_app(app: Flask) -> None:
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(ValidationError, invalid)
    app.register_error_handler(HTTPException, told)


def _for_program(error: Exception) -> Response | None:
    """The API's own answer below its paths, where it has given one."""
    answer: Callable[[Exception], Response] | None = current_app.extensions.get(API_ANSWER)
    return answer(error) if answer and request.path.startswith(API) else None


def refused(error: DomainError) -> Response:
    """A rule of the network was not met: its own sentence, under the status of its kind."""
    if problem := _for_program(error):
        return problem
    answer = explain(status_of(error), gettext(error.sentence) % error.facts)
    if isinstance(error, Throttled):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def invalid(error: ValidationError) -> Response:
    """A form that its page did not catch: every sentence, so that nothing has to be guessed."""
    if problem := _for_program(error):
        return problem
    said = FormView.refused(request.form, error).errors
    return explain(422, " ".join(one for sentences in said.values() for one in sentences))


def told(error: HTTPException) -> Response:
    """What Flask itself refuses or reports: no such page, too large, a bug of ours."""
    if error.response is not None:
        return make_response(error.response)
    if isinstance(error, InternalServerError):
        log.error("Request %s failed", headers.request_id())
        g.on_its_own = True  # the database may be what failed: this page must not ask it
    if problem := _for_program(error):
        return problem
    foreign = FOREIGN if isinstance(error, ForeignOrigin) else None
    answer = explain(error.code or 500, help_with=foreign)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def explain(status: int, sentence: str = "", help_with: Help | None = None) -> Response:
    """The page for `status`; for htmx a note that goes to the page's alert region."""
    known = help_with or HELP.get(status) or HELP[500 if status >= BROKEN else 400]
    context = {
        "help": known,
        "sentence": sentence,
        "status": status,
        "number": headers.request_id() if status >= BROKEN else "",
    }
    template = "errors/note.html" if wants_block() else "errors/page.html"
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    if wants_block():
        response.headers["HX-Retarget"] = "#alerts"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
