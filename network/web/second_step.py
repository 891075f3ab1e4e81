"""The second step of signing in, and passkeys, which are both steps in one.

Nobody who comes here is anybody yet: the cookie of the first step opens these pages and no other.
"""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.keys.vault import VAULT
from network.schemas.signin import SecondStep, Signed
from network.trail.kinds import Entrance
from network.web import cookies, kept, signin
from network.web.entering import Onward, let_in, note_refused, second_page, step_cookie
from network.web.passkey_site import known_site
from network.web.paths import local_path
from network.web.rendering import FormView, form_values, see_other
from tenants import challenges, halfway, login, membership, passkeys, second_step, throttling
from tenants.challenges import Purpose
from tenants.credentials import NO_MEMBERSHIP, NoMembership, WrongCredentials, scope_to_enter
from tenants.database import transaction
from tenants.digests import fresh_secret
from tenants.errors import DomainError, NotFound
from tenants.halfway import Halfway
from tenants.isolation import knocking
from tenants.login import public
from tenants.passkeys import UnknownPasskey
from tenants.scope import Scope
from tenants.throttling import Door

bp = Blueprint("second_step", __name__, url_prefix="/sign-in")
FIVE_MINUTES = int(challenges.VALID_FOR.total_seconds())
WRONG = (WrongCredentials, UnknownPasskey)
Refusal = ValidationError | DomainError


@bp.get("/second")
@public
def show() -> Response:
    back, half = local_path(request.args.get("next")), _halfway()
    if half is None:
        return see_other(url_for("signin.show", next=back))
    return second_page(FormView(), Onward(back), half.account_id)


@bp.post("/second")
@public
def prove() -> Response:
    onward, half = _onward(), _halfway()
    if half is None:
        return signin.form(FormView(), 401, onward, ended=True)
    try:
        given = form_values(SecondStep(), request.form)
        way = second_step.prove(half.account_id, given["code"], VAULT, login.address())
        scope = _wanted(half)
    except (ValidationError, DomainError) as refusal:
        return _refused(refusal, half, onward)
    if not halfway.end(_secret()):
        return signin.form(FormView(), 401, onward, ended=True)
    return _come_in(scope, Entrance(way.value), onward)


@bp.post("/challenge")
@public
def challenge() -> Response:
    """What a passkey is to sign; known to this browser by its cookie."""
    site, secret = known_site(), _secret() or fresh_secret()
    options = passkeys.asking(site, challenges.issue(Purpose.SIGN_IN, secret))
    answer = Response(options, mimetype="application/json")
    if not _secret():
        cookies.remember(answer, step_cookie(), secret, FIVE_MINUTES)
    return answer


@bp.post("/passkey")
@public
def by_passkey() -> Response:
    """In by a passkey alone, with or without a password before it: the device has verified who
    holds it, so that it is two factors."""
    onward, half = _onward(), _halfway()
    try:
        account_id = _signed_by()
        mine = half is not None and half.account_id == account_id
        scope = _wanted(half) if half and mine else scope_to_enter(account_id)
    except (ValidationError, DomainError) as refusal:
        return _refused(refusal, half, onward)
    halfway.end(_secret())
    return _come_in(scope, Entrance.PASSKEY, onward)


def _signed_by() -> UUID:
    given = form_values(Signed(), request.form)
    place = throttling.by_address(Door.SIGN_IN, login.address())
    throttling.attempt(place)
    asked = challenges.take(Purpose.SIGN_IN, _secret())
    account_id = passkeys.recognise(known_site(), asked, given["credential"])
    throttling.take_back(place)
    return account_id


def _come_in(scope: Scope, how: Entrance, onward: Onward) -> Response:
    answer = let_in(onward.answer(), scope, how)
    cookies.forget(answer, step_cookie())
    return answer


def _refused(refusal: Refusal, half: Halfway | None, onward: Onward) -> Response:
    view, status = FormView.refused(request.form, refusal), signin.status(refusal)
    if half is None:
        return signin.slowed(signin.form(view, status, onward), refusal)
    if isinstance(refusal, WRONG):
        note_refused(_wanted(half))
    return signin.slowed(second_page(view, onward, half.account_id, status), refusal)


def _wanted(half: Halfway) -> Scope:
    """The membership for which they want to come in. Raises NoMembership if it has just ended."""
    with knocking("", half.account_id), transaction():
        try:
            return membership.chosen(half.account_id, half.member_id)
        except NotFound:
            raise NoMembership(NO_MEMBERSHIP) from None


def _onward() -> Onward:
    form = request.form
    return Onward(local_path(form.get("next")), kept.unpacked(form.get("kept", "")))


def _halfway() -> Halfway | None:
    return halfway.look(_secret()) if _secret() else None


def _secret() -> str:
    return request.cookies.get(step_cookie(), "")
