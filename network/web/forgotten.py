"""A forgotten password, where mail is set up: the answer is the same for whoever is asked about."""

from flask import Blueprint, Response, current_app, request
from marshmallow import ValidationError

from network.notices import forgotten
from network.schemas.notices import Forgotten
from network.settings import Settings
from network.web.rendering import FormView, form_values, page
from tenants import login
from tenants.login import public
from tenants.throttling import Throttled

bp = Blueprint("forgotten", __name__, url_prefix="/forgotten")


def mails() -> bool:
    """Whether this deployment can send a link at all."""
    settings: Settings = current_app.extensions["pristan_settings"]
    return settings.sends_mail


@bp.get("")
@public
def show() -> Response:
    return _page(FormView())


def _page(form: FormView, status: int = 200, done: bool = False) -> Response:
    return page("signin/forgotten.html", status=status, form=form, done=done, mails=mails())


@bp.post("")
@public
def ask() -> Response:
    """Known or unknown, the same page after the same work."""
    if not mails():
        return _page(FormView(), 404)
    try:
        given = form_values(Forgotten(), request.form)
        forgotten.ask_for_link(given["email"], login.address())
    except Throttled as refusal:
        answer = _page(FormView.refused(request.form, refusal), 429)
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    except ValidationError as refusal:
        return _page(FormView.refused(request.form, refusal), 422)
    return _page(FormView(), done=True)
