"""What I was told, how I want to be told, and what a link in a mail says with one tap."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Flask, Response, url_for
from flask.blueprints import BlueprintSetupState

from network.notices import actions, queries
from network.notices.models import NoticeSettings
from network.schemas.notices import WishesIn
from network.web import navigation
from network.web.acts import Refused, carried_out, cursor
from network.web.paths import local_path
from network.web.rendering import FormView, page, see_other
from tenants.database import transaction
from tenants.login import acting

bp = Blueprint("notices", __name__)


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """The bell in the header asks how many there are."""
    cast(Flask, state.app).jinja_env.globals["unread_notices"] = unread


def unread() -> int:
    """How many notices the reader has not read."""
    return navigation.counts().get("notices", 0)


@bp.get("/notices")
def index() -> Response:
    found = queries.of_me(acting(), before=cursor())
    rows = found[: queries.PAGE]
    more = rows[-1].id if len(found) > queries.PAGE else None
    return page("notices/index.html", "list", rows=rows, after=more, first=cursor() is None)


@bp.get("/notices/<uuid:notice_id>")
def follow(notice_id: UUID) -> Response:
    """To what it is about; from now on it counts as read. Also where links in mails lead."""
    with transaction():
        notice = queries.one(acting(), notice_id)
        actions.read(acting(), [notice_id])
        return see_other(local_path(notice.path))


@bp.post("/notices/read")
def read_all() -> Response:
    with transaction():
        actions.read_all(acting())
    return see_other(url_for("notices.index"), "notices_read")


@bp.get("/account/notices")
def settings() -> Response:
    return _settings(_known(queries.wishes(acting())))


@bp.post("/account/notices")
def save_settings() -> Response:
    try:
        carried_out(WishesIn(), lambda **wishes: actions.wish(acting(), wishes))
    except Refused as refusal:
        return _settings(refusal.form, refusal.status)
    return see_other(url_for("notices.settings"), "saved")


def _settings(form: FormView, status: int = 200) -> Response:
    return page("notices/settings.html", status=status, form=form)


def _known(wishes: NoticeSettings) -> FormView:
    """Times as people here write them."""
    times = {
        name: f"{(at := getattr(wishes, name)).hour}.{at.minute:02}"
        for name in ("digest_at", "quiet_from", "quiet_until")
    }
    return FormView.known(
        mail=wishes.mail,
        absent_from=wishes.absent_from,
        absent_until=wishes.absent_until,
        **times,
    )
