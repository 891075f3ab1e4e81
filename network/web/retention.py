"""How long a house keeps things, what that would let go, and many erasures at once."""

from flask import Blueprint, Response, request, url_for

from network.rights import erasing, keeping, letting_go
from network.rights.retention import RULES, RecordClass
from network.schemas.rights import ErasuresIn, RetentionIn
from network.web.acts import Refused, carried_out, cursor
from network.web.rendering import FormView, page, see_other
from tenants.login import acting
from tenants.roles import Permission, require

bp = Blueprint("retention", __name__, url_prefix="/retention")
DECIDES = Permission.DECIDE_RIGHTS


@bp.get("")
def show() -> Response:
    """The classes with their sources, the rule of the house, and a dry run of it."""
    scope = acting()
    require(scope, DECIDES)
    shown = _shown()
    return _page(FormView.known(record_class=shown.value, years=keeping.rules(scope)[shown]))


@bp.post("")
def keep() -> Response:
    scope = acting()
    require(scope, DECIDES)
    try:
        carried_out(RetentionIn(), lambda **said: keeping.set_years(scope, **said))
    except Refused as refusal:
        return _page(refusal.form, refusal.status)
    return see_other(
        url_for("retention.show", show=request.form.get("record_class")), "retention_set"
    )


@bp.post("/erasures")
def confirm_all() -> Response:
    """What was ticked on the list of erasures, all or none; asked a second time first."""
    scope = acting()
    require(scope, DECIDES)
    ticked = request.form.getlist("erasure_ids")
    if ticked and not request.form.get("files"):
        return page("rights/sure.html", "list", ticked=ticked)
    try:
        carried_out(ErasuresIn(), lambda **said: erasing.confirm_all(scope, **said))
    except Refused as refusal:
        return _page(refusal.form, refusal.status)
    return see_other(url_for("erasures.index"), "files_erased")


def _shown() -> RecordClass:
    """Of which class the dry run is: files, unless something else is asked for."""
    wanted = request.args.get("show", "")
    return next((each for each in keeping.ERASED_BY_RULE if each == wanted), RecordClass.FILE)


def _page(form: FormView, status: int = 200) -> Response:
    scope, shown = acting(), _shown()
    found = keeping.would_go(scope, shown, before=cursor())
    return page(
        "rights/retention.html",
        "list",
        status,
        rules=RULES,
        here=keeping.rules(scope),
        shown=shown,
        tonight={each: letting_go.due(scope, each) for each in letting_go.BY_NIGHT},
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        form=form,
    )
