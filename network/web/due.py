"""Everything that is due for the reader's organisation, and what its head lets go undone."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.clocks import queries
from network.clocks.kinds import STATUTORY
from network.clocks.models import Clock
from network.placements.actions import excuse
from network.schemas.hours import ExcuseIn
from network.web import deadlines
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page
from tenants.login import acting
from tenants.roles import Permission, may
from tenants.scope import Scope

bp = Blueprint("due", __name__, url_prefix="/deadlines")


@bp.get("")
def index() -> Response:
    """The soonest first, whatever is late on top of it; paged."""
    return _page(acting())


def _page(
    scope: Scope,
    refused: Mapping[str, FormView] | None = None,
    status: int = 200,
    about: UUID | None = None,
) -> Response:
    after = queries.place_of(scope, _asked_for())
    found = queries.running(scope, after=after)
    more = len(found) == queries.PAGE
    return page(
        "due/index.html",
        "list",
        status,
        rows=deadlines.shown(scope, found),
        forms=Forms(refused),
        about=about,
        statutory=STATUTORY,
        excuses=may(scope, Permission.AUTHORISE_EXCEPTIONS),
        next=url_for("due.index", after=found[-1].clock.id) if more else None,
        first=url_for("due.index") if after else None,
    )


def _asked_for() -> UUID | None:
    """After which the list goes on, from `?after=`; anything that is no id begins at the top."""
    try:
        return UUID(request.args["after"])
    except (KeyError, ValueError):
        return None


def _shown(scope: Scope, found: Clock, forms: Mapping[str, FormView], status: int) -> Response:
    return _page(scope, forms, status, found.id)


desk = Desk(
    bp,
    "clock_id",
    seen=queries.own,
    shown=_shown,
    address=lambda _scope, _found: url_for("due.index"),
)
desk.act("excuse", excuse, ExcuseIn, says="excused", needs=Permission.AUTHORISE_EXCEPTIONS)
