"""Signing in and out, and the links by which people join or set a new password."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, make_response, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from network.demo.accounts import Shown
from network.programmes import directory
from network.schemas.signin import Join, NewPassword, ProvePassword, SignIn
from network.trail.kinds import Entrance
from network.web import kept
from network.web.entering import Onward, let_in_or_ask
from network.web.forgotten import mails
from network.web.passkey_site import site
from network.web.paths import local_path, this_page
from network.web.rendering import FormView, form_values, page, see_other, wants_block
from tenants import admission, credentials, login, resets, throttling
from tenants.admission import Invited, LinkGone
from tenants.errors import DomainError
from tenants.login import public
from tenants.scope import Role, Scope
from tenants.throttling import Door, Throttled

bp = Blueprint("signin", __name__)

# Set at the start, and only where the demo has made the database.
DEMO_ACCOUNTS = "pristan_demo_accounts"
DEMO_PAGES = "pristan_demo_pages"
Refusal = ValidationError | DomainError


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """Callers whom we do not know are turned away to here."""
    login.when_closed(cast(Flask, state.app), page=closed)


def closed() -> ResponseReturnValue:
    """For whoever is not signed in: sign in first, and nothing typed is lost."""
    if request.method in ("GET", "HEAD"):
        return _sign_in_again() if wants_block() else login.to_sign_in()
    answer = form(FormView(), 401, Onward(this_page(), kept.from_request()), ended=True)
    if wants_block():
        answer.headers["HX-Retarget"] = "#main"
        answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def _sign_in_again() -> Response:
    """htmx asked for a part of a page; the whole page it stands on comes back afterwards."""
    standing_on = local_path(urlsplit(request.headers.get("HX-Current-URL", "")).path)
    answer = make_response("", 401)
    answer.headers["HX-Redirect"] = url_for("signin.show", next=standing_on)
    return answer


@bp.get("/sign-in")
@public
def show() -> Response:
    back = local_path(request.args.get("next"))
    return see_other(back) if login.signed_in() else form(FormView(), onward=Onward(back))


@bp.post("/sign-in")
@public
def sign_in() -> Response:
    back, typed = request.form.get("next"), request.form.get("kept", "")
    onward = Onward(local_path(back), kept.unpacked(typed))
    try:
        given = form_values(SignIn(), request.form)
        account_id = credentials.authenticate(given["email"], given["password"], login.address())
        scope = credentials.scope_to_enter(account_id)
    except (ValidationError, DomainError) as refusal:
        view = FormView.refused(request.form, refusal)
        return slowed(form(view, status(refusal), onward), refusal)
    return let_in_or_ask(scope, Entrance.PASSWORD, onward)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    return login.dismiss(see_other(url_for("signin.show"), "signed_out"))


def form(
    view: FormView, status: int = 200, onward: Onward | None = None, ended: bool = False
) -> Response:
    """The page on which one signs in."""
    onward = onward or Onward()
    return page(
        "signin/show.html",
        status=status,
        form=view,
        back=onward.back,
        kept=onward.kept_form,
        ended=ended,
        demo_accounts=_demo_accounts(),
        demo_pages=current_app.extensions.get(DEMO_PAGES, ()),
        mails=mails(),
        passkeys=site() is not None,
        directories=directory.networks(),
    )


def _demo_accounts() -> list[tuple[str, list[Shown], bool]]:
    """The demo's people by organisation, open for the first that asks and the first that offers."""
    shown: Callable[[], Sequence[Shown]] | None = current_app.extensions.get(DEMO_ACCOUNTS)
    people = groupby(shown() if shown else (), lambda one: one.tenant_name)
    houses = [(name, list(who)) for name, who in people]
    homes = [name for name, who in houses if any(Role.COUNSELLOR in one.roles for one in who)]
    first = {houses[0][0] if houses else "", homes[0] if homes else ""}
    return [(name, who, name in first) for name, who in houses]


def status(refusal: Refusal) -> int:
    """The status of a page that did not let somebody in."""
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(refusal, Throttled) else 422


def slowed(answer: Response, refusal: Refusal) -> Response:
    """The answer, with the time to wait where there is one."""
    if isinstance(refusal, Throttled):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


@bp.get("/invitations/<secret>")
@public
def invitation(secret: str) -> Response:
    try:
        link = admission.invited(secret)
    except LinkGone as refusal:
        return _gone(refusal)
    return _secretly(_joining(link, FormView.known(name=link.name)))


@bp.post("/invitations/<secret>")
@public
def accept(secret: str) -> Response:
    try:
        link = admission.invited(secret)
        scope = _accepted(secret, link)
    except LinkGone as refusal:
        return _gone(refusal)
    except (ValidationError, DomainError) as refusal:
        view = FormView.refused(request.form, refusal)
        return _secretly(slowed(_joining(link, view, status(refusal)), refusal))
    return let_in_or_ask(scope, Entrance.INVITATION, Onward())


def _accepted(secret: str, link: Invited) -> Scope:
    given = form_values(ProvePassword() if link.has_account else Join(), request.form)
    return admission.accept(
        secret,
        password=given["password"],
        name=given.get("name", ""),
        address=login.address(),
    )


def _joining(link: Invited, view: FormView, status: int = 200) -> Response:
    return page("signin/invitation.html", status=status, link=link, form=view)


@bp.get("/passwords/<secret>")
@public
def password(secret: str) -> Response:
    try:
        link = resets.resetting(secret)
    except LinkGone as refusal:
        return _gone(refusal)
    return _secretly(page("signin/password.html", link=link, form=FormView()))


@bp.post("/passwords/<secret>")
@public
def set_password(secret: str) -> Response:
    try:
        link = resets.resetting(secret)
        resets.redeem(secret, form_values(NewPassword(), request.form)["password"])
    except LinkGone as refusal:
        return _gone(refusal)
    except (ValidationError, DomainError) as refusal:
        view = FormView.refused(request.form, refusal)
        return _secretly(page("signin/password.html", status=422, link=link, form=view))
    return login.dismiss(see_other(url_for("signin.show"), "password_changed"))


def _secretly(answer: Response) -> Response:
    """The address holds a secret: no other page may learn where the reader came from."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _gone(refusal: LinkGone) -> Response:
    """Wrong, used, withdrawn or expired: one page for all. Raises Throttled for many guesses."""
    throttling.attempt(throttling.by_address(Door.LINK, login.address()))
    return _secretly(page("signin/gone.html", status=404, refusal=refusal))
