"""Somebody comes in: a second step where they have one, then a fresh session, and an entry in the
trail of the house they work for."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, url_for

from network.trail import writing as trail
from network.trail.kinds import Entrance, EntryKind, Purpose
from network.trail.writing import About
from network.web import cookies
from network.web.kept import KeptForm
from network.web.passkey_site import site
from network.web.rendering import FormView, page, see_other
from tenants import factors, halfway, login
from tenants.database import transaction
from tenants.isolation import acting_as, knocking
from tenants.scope import Scope
from tenants.sessions import Recognised

STEP = "pristan_step"


def let_in(
    response: Response, scope: Scope, how: Entrance, since: Recognised | None = None
) -> Response:
    """Sign the person in; `how` goes into the trail."""
    _enter(scope, EntryKind.SIGN_IN, how.value)
    return login.admit(response, scope, since)


def note_refused(scope: Scope) -> None:
    """The password was right and the second step was not: worth a look, so it is in the trail."""
    _enter(scope, EntryKind.SIGN_IN_REFUSED)


def _enter(scope: Scope, kind: EntryKind, detail: str = "") -> None:
    with acting_as(scope), transaction():
        about = About("member", scope.member_id)
        trail.enter(scope, kind, Purpose.CARE, about, detail=detail)


@dataclass(frozen=True, slots=True)
class Onward:
    """Where somebody wanted to go, and what they had typed when their session ended."""

    back: str = "/"
    kept_form: KeptForm | None = None

    def answer(self) -> Response:
        """The way there, once they are in."""
        if self.kept_form:
            return page("signin/continue.html", kept=self.kept_form)
        return see_other(self.back)


def let_in_or_ask(scope: Scope, how: Entrance, onward: Onward) -> Response:
    """Whoever has a second factor is asked for it first, and is nobody until then."""
    if not any(_has(scope.account_id)):
        return let_in(onward.answer(), scope, how)
    answer = see_other(url_for("second_step.show", next=onward.back))
    if onward.kept_form:
        answer = second_page(FormView(), onward, scope.account_id)
    seconds = int(halfway.VALID_FOR.total_seconds())
    cookies.remember(answer, step_cookie(), halfway.begin(scope), seconds)
    return answer


def second_page(form: FormView, onward: Onward, account_id: UUID, status: int = 200) -> Response:
    """The page that asks for the second step, by what this account has."""
    app, passkeys = _has(account_id)
    return page(
        "signin/second.html",
        status=status,
        form=form,
        back=onward.back,
        kept=onward.kept_form,
        app=app,
        passkeys=passkeys and site() is not None,
    )


def _has(account_id: UUID) -> tuple[bool, bool]:
    """Whether the account has an app, and passkeys. Nobody is anybody here yet."""
    with knocking("", account_id), transaction():
        held = factors.held(account_id)
        return held.codes is not None, bool(held.passkeys)


def step_cookie() -> str:
    """Over HTTPS with the prefix that keeps neighbouring hosts from setting it (RFC 6265bis)."""
    return f"__Host-{STEP}" if cookies.https() else STEP
