"""The desk of the data-protection officer: queues to be cleared, files by name, and the trail."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from network.oversight import desk, finding
from network.oversight.kinds import TOLD_WITHIN
from network.rights import erasing
from network.rights import queries as rights
from network.schemas.oversight import KeepingIn, SearchIn
from network.trail import pruning
from network.web.acts import Refused, carried_out
from network.web.rendering import FormView, page, see_other
from tenants import clock, throttling
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope
from tenants.throttling import Throttled

bp = Blueprint("data_protection", __name__, url_prefix="/data-protection")
finder = Blueprint("finder", __name__, url_prefix="/files")
VERIFIED_WITHIN, ANCHORED_WITHIN = timedelta(days=8), timedelta(days=2)


@bp.get("")
def show() -> Response:
    return _shown(FormView())


def _shown(keeping: FormView, status: int = 200) -> Response:
    scope = acting()
    found = desk.look(scope)
    now = clock.now()
    verified, anchored = found.trail.verified_at, found.trail.anchored_at
    return page(
        "oversight/desk.html",
        "desk",
        status,
        desk=found,
        within=TOLD_WITHIN,
        at=now,
        verified=verified is not None and verified > now - VERIFIED_WITHIN,
        anchored=anchored is not None and anchored > now - ANCHORED_WITHIN,
        keeping=keeping if keeping.errors else FormView.known(years=found.years),
        finding=FormView(key="find"),
        finds=may(scope, Permission.FIND_FILES),
        **_of_persons(scope),
    )


def _of_persons(scope: Scope) -> dict[str, object]:
    """What persons have asked for and nobody has answered, and what waits to be erased."""
    if not may(scope, Permission.DECIDE_RIGHTS):
        return {"asked": None}
    return {
        "asked": rights.requests(scope, open_only=True),
        "erasures": erasing.erasures(scope, open_only=True),
        "today": clock.today(),
    }


@bp.post("/trail")
def keep_trail() -> Response:
    """For how long the trail is kept."""
    scope = acting()
    require(scope, Permission.OVERSEE)
    try:
        carried_out(KeepingIn(), lambda years: pruning.keep_for(scope, years))
    except Refused as refusal:
        return _shown(refusal.form, refusal.status)
    return see_other(url_for("data_protection.show"), "saved")


@finder.post("/found")
def find() -> Response:
    """Files by words of the name or the day of birth; what was typed stands in no address."""
    scope = acting()
    require(scope, Permission.FIND_FILES)
    try:
        throttling.attempt(finding.counted_by(scope))
        hits = carried_out(SearchIn(), lambda **said: finding.find(scope, **said))
    except Throttled as slow:
        form = FormView.refused(request.form, slow)
        return _found(form, (), HTTPStatus.TOO_MANY_REQUESTS)
    except Refused as refusal:
        return _found(refusal.form, (), refusal.status)
    return _found(FormView(request.form.to_dict(flat=False)), hits)


def _found(form: FormView, hits: object, status: int = 200) -> Response:
    keeps = may(acting(), Permission.KEEP_FILES)
    return page("files/found.html", "found", status, form=form, hits=hits, keeps=keeps)
