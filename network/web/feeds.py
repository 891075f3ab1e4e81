"""Calendars that people follow from elsewhere: made, renewed and revoked; and read by a secret."""

from uuid import UUID

from flask import Blueprint, Response, make_response, request, url_for

from network.programmes import queries
from network.programmes.sessions import feeds
from network.schemas.feeds import CalendarFeedIn
from network.web import session_calendars
from network.web.acts import Refused, carried_out
from network.web.rendering import FormView, page, see_other
from tenants import login, throttling
from tenants.admission import LinkGone
from tenants.database import transaction
from tenants.login import acting, public
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.throttling import Door

bp = Blueprint("feeds", __name__)


@bp.get("/sessions/calendars")
def index() -> Response:
    """The links of the member that hold, and what can be followed."""
    scope = acting()
    require(scope, Permission.ATTEND)
    return _index(scope, FormView())


def _index(scope: Scope, form: FormView, status: int = 200) -> Response:
    cohorts = [
        (str(cohort.id), f"{programme.name}: {cohort.name}")
        for programme, cohort in queries.open_cohorts(scope)
    ]
    return page(
        "sessions/calendars.html",
        status=status,
        form=form,
        followed=feeds.mine(scope),
        cohorts=cohorts,
    )


@bp.post("/sessions/calendars")
def make() -> Response:
    """The address stands in this answer and never again; an earlier one of the same calendar
    ends."""
    scope = acting()
    require(scope, Permission.ATTEND)
    try:
        secret = carried_out(CalendarFeedIn(), lambda **said: feeds.make(scope, **said))
    except Refused as refusal:
        return _index(scope, refusal.form, refusal.status)
    address = url_for("feeds.show", secret=secret, _external=True)
    return page("sessions/calendar_made.html", address=address)


@bp.post("/sessions/calendars/<uuid:feed_id>/revocation")
def revoke(feed_id: UUID) -> Response:
    with transaction():
        feeds.revoke(acting(), feed_id)
    return see_other(url_for("feeds.index"), "calendar_revoked")


@bp.get("/calendar/<secret>.ics")
@public
def show(secret: str) -> Response:
    """The calendar of whoever made the link, for programs: 304 while nothing has changed. Wrong,
    revoked or of somebody who left: 404 for all. Raises Throttled for many guesses."""
    try:
        content = session_calendars.of_entries(feeds.presented(secret))
    except LinkGone:
        throttling.attempt(throttling.by_address(Door.LINK, login.address()))
        return make_response("", 404)
    answer = make_response(content)
    answer.mimetype = session_calendars.MIMETYPE
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Content-Disposition"] = "inline; filename=pristan.ics"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
