"""How I sign in: my passkeys, the app with one-time codes, and the recovery codes.

Everybody may read the page; before anything is changed, one shows once more who one is.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup
from marshmallow import ValidationError

from network.interop import qr
from network.keys.vault import VAULT
from network.schemas.signin import AddPasskey, Proof, SecondStep, Signed
from network.web.forms import status_for
from network.web.passkey_site import known_site, site
from network.web.rendering import FormView, form_values, page, see_other
from network.web.words import gettext
from tenants import (
    challenges,
    factors,
    login,
    onetime,
    passkeys,
    recovery,
    second_step,
    sessions,
)
from tenants.challenges import Purpose
from tenants.database import transaction
from tenants.errors import Conflict, DomainError, Invalid, NotFound
from tenants.login import acting, before_factor, current_session, lacks_factor
from tenants.scope import Scope
from tenants.sessions import Recognised
from tenants.throttling import Throttled

bp = Blueprint("security", __name__, url_prefix="/account/security")
View = ParamSpec("View")
Refusal = ValidationError | DomainError


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """Whoever needs a second factor and has none is led to here."""
    login.when_closed(cast(Flask, state.app), factor=lambda: see_other(url_for("security.show")))


def proven(view: Callable[View, Response]) -> Callable[View, Response]:
    """Only for whoever has just shown who they are; others are asked to, on the page itself."""

    @wraps(view)
    def asked(*args: View.args, **kwargs: View.kwargs) -> Response:
        if not _session().fresh:
            return see_other(url_for("security.show"), "prove_first")
        return view(*args, **kwargs)

    return before_factor(asked)


def _session() -> Recognised:
    """A page is only ever opened by a browser's session."""
    return cast(Recognised, current_session())


@bp.get("")
@before_factor
def show() -> Response:
    return _page(FormView())


def _page(form: FormView, status: int = 200) -> Response:
    return page(
        "security/show.html",
        status=status,
        form=form,
        held=factors.held(acting().account_id),
        fresh=_session().fresh,
        lacking=lacks_factor(),
        passkeys=site() is not None,
        last_stays=_required() and _session().needs_factor,
    )


def _refused(refusal: Refusal) -> Response:
    answer = _page(FormView.refused(request.form, refusal), status_for(refusal))
    if isinstance(refusal, Throttled):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


@bp.post("/proof")
@before_factor
def prove() -> Response:
    """Once more who one is: by the password, a code, or a passkey."""
    scope = acting()
    try:
        _prove(scope)
        with transaction():
            sessions.proved(scope, _session().session_id)
    except (ValidationError, DomainError) as refusal:
        return _refused(refusal)
    return see_other(url_for("security.show"), "proved")


def _prove(scope: Scope) -> None:
    if request.form.get("credential"):
        signed = form_values(Signed(), request.form)["credential"]
        asked = challenges.take(Purpose.PROVE, _holder())
        passkeys.recognise(known_site(), asked, signed, scope.account_id)
        return
    given = form_values(Proof(), request.form)
    second_step.prove_again(scope, VAULT, login.address(), **given)


@bp.post("/proof/challenge")
@before_factor
def proof_challenge() -> Response:
    """What a passkey is to sign to prove who one is."""
    asked = challenges.issue(Purpose.PROVE, _holder())
    return Response(passkeys.asking(known_site(), asked), mimetype="application/json")


def _holder() -> str:
    return str(_session().session_id)


@bp.post("/codes")
@proven
def begin_codes() -> Response:
    try:
        with transaction():
            onetime.begin(acting(), VAULT)
    except DomainError as refusal:
        return _refused(refusal)
    return see_other(url_for("security.codes"))


@bp.get("/codes")
@proven
def codes() -> Response:
    return _codes_page(FormView())


def _codes_page(form: FormView, status: int = 200) -> Response:
    """Where nothing is being set up any more, as after going back in the browser, the way on."""
    try:
        secret, address = onetime.being_set_up(acting(), VAULT)
    except NotFound:
        return see_other(url_for("security.show"))
    drawn = qr.svg(address, gettext("QR code for the app on your phone"))
    return page(
        "security/codes.html",
        status=status,
        form=form,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=Markup(drawn),  # noqa: S704 - drawn here, from nothing that anybody typed
    )


@bp.post("/codes/confirmation")
@proven
def confirm_codes() -> Response:
    scope = acting()
    try:
        given = form_values(SecondStep(), request.form)
        with transaction():
            onetime.confirm(scope, VAULT, given["code"])
            made = _added(scope)
    except (ValidationError, Invalid, NotFound) as refusal:
        return _codes_page(FormView.refused(request.form, refusal), 422)
    return _told(made)


def _added(scope: Scope) -> list[str]:
    """With the first factor come the recovery codes, and sessions without it end elsewhere."""
    if recovery.left(scope.account_id):
        return []
    sessions.end_others(scope, _session().session_id)
    return recovery.make(scope)


@bp.post("/codes/removal")
@proven
def remove_codes() -> Response:
    try:
        with transaction():
            factors.remove_codes(acting(), required=_required())
    except DomainError as refusal:
        return _refused(refusal)
    return see_other(url_for("security.show"), "factor_removed")


@bp.post("/passkeys/challenge")
@proven
def passkey_challenge() -> Response:
    """What the new passkey is to sign, and for whom it is made."""
    asked = challenges.issue(Purpose.REGISTER, _holder())
    options = passkeys.registering(acting(), known_site(), asked)
    return Response(options, mimetype="application/json")


@bp.post("/passkeys")
@proven
def add_passkey() -> Response:
    scope = acting()
    try:
        given = form_values(AddPasskey(), request.form)
        asked = challenges.take(Purpose.REGISTER, _holder())
        with transaction():
            passkeys.register(scope, known_site(), asked, given["credential"], given["name"])
            made = _added(scope)
    except (ValidationError, DomainError) as refusal:
        return _refused(refusal)
    return _told(made)


@bp.post("/passkeys/<uuid:passkey_id>/removal")
@proven
def remove_passkey(passkey_id: UUID) -> Response:
    try:
        with transaction():
            factors.remove_passkey(acting(), passkey_id, required=_required())
    except Conflict as refusal:
        return _refused(refusal)
    return see_other(url_for("security.show"), "factor_removed")


@bp.post("/recovery-codes")
@proven
def new_recovery_codes() -> Response:
    """Ten new ones, shown in this answer and never again."""
    try:
        with transaction():
            made = factors.new_recovery_codes(acting())
    except DomainError as refusal:
        return _refused(refusal)
    return page("security/recovery.html", codes=made, anew=True)


def _told(made: list[str]) -> Response:
    """The first factor brings the recovery codes, shown in this answer; others bring none."""
    if not made:
        return see_other(url_for("security.show"), "factor_added")
    return page("security/recovery.html", codes=made, anew=False)


def _required() -> bool:
    return bool(current_app.config[login.REQUIRED])
