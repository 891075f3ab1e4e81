"""My account: where I am signed in, my password, my language, and for whom I work."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from flask import Blueprint, Flask, Response, request, url_for
from flask.blueprints import BlueprintSetupState
from marshmallow import ValidationError

from network.schemas.signin import ChangePassword
from network.trail.kinds import Entrance
from network.web import language, navigation
from network.web.entering import let_in
from network.web.navigation import Membership
from network.web.rendering import FormView, form_values, page, see_other
from tenants import credentials, login, membership, sessions
from tenants.database import db, transaction
from tenants.errors import DomainError, NotFound
from tenants.login import acting, current_session
from tenants.models import Account
from tenants.scope import Scope
from tenants.throttling import Throttled

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """The header offers the person's organisations; the account remembers the language."""
    app = cast(Flask, state.app)
    navigation.memberships_by(app, memberships)
    language.remembered_by(app, stored_language, store_language)


def memberships(scope: Scope) -> Sequence[Membership]:
    """For the switch in the header; most people have one membership, and nothing is asked."""
    session = current_session()
    if session is None or session.memberships < 2:  # noqa: PLR2004 - one is nothing to choose
        return []
    return [
        Membership(one.member_id, one.tenant_name, one.member_id == scope.member_id)
        for one in membership.of_account(scope.account_id)
    ]


def stored_language() -> str | None:
    session = current_session()
    return session.language if session else None


def store_language(wanted: str) -> None:
    """Whoever is not signed in keeps the choice in this browser only."""
    if session := current_session():
        with transaction():
            db.session.get_one(Account, session.scope.account_id).language = wanted


@bp.get("")
def show() -> Response:
    return _page(FormView())


def _page(form: FormView, status: int = 200) -> Response:
    scope = acting()
    return page(
        "account/show.html",
        status=status,
        form=form,
        account=db.session.get_one(Account, scope.account_id),
        sessions=sessions.of_account(scope),
        this=current_session(),
        works_for=membership.of_account(scope.account_id),
    )


@bp.post("/password")
def change_password() -> Response:
    """Needs the current password; every other session ends."""
    scope = acting()
    try:
        given = form_values(ChangePassword(), request.form)
        credentials.prove(scope, given["current"], login.address())
        with transaction():
            credentials.change_password(scope, given["password"])
            sessions.end_others(scope, _this_session())
    except Throttled as refusal:
        answer = _page(FormView.refused(request.form, refusal), 429)
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    except (ValidationError, DomainError) as refusal:
        return _page(FormView.refused(request.form, refusal), 422)
    return see_other(url_for("account.show"), "password_changed")


@bp.post("/session-endings")
def end_other_sessions() -> Response:
    """Sign out everywhere else."""
    with transaction():
        sessions.end_others(acting(), _this_session())
    return see_other(url_for("account.show"), "sessions_ended")


def _this_session() -> UUID | None:
    session = current_session()
    return session.session_id if session else None


@bp.post("/membership")
def switch() -> Response:
    """Work for another of the own organisations, in a fresh session. 404 for anybody else's."""
    scope = membership.chosen(acting().account_id, _wanted_member())
    return let_in(see_other("/", "switched"), scope, Entrance.SWITCH, since=current_session())


def _wanted_member() -> UUID:
    try:
        return UUID(request.form.get("member_id", ""))
    except ValueError:
        raise NotFound(membership.NO_SUCH) from None
