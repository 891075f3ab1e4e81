"""Opening something for an inspector, and what the inspector sees of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, g, url_for
from flask.blueprints import BlueprintSetupState

from network.oversight import inspected, inspecting, registers
from network.oversight.inspecting import Opening
from network.oversight.models import Inspection
from network.records.fields import FIELDS
from network.schemas.oversight import InspectionIn
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id, transaction
from tenants.errors import Conflict
from tenants.login import acting, lacks_factor, signed_in
from tenants.roles import Permission, require
from tenants.scope import Role, Scope

bp = Blueprint("inspections", __name__, url_prefix="/inspections")
seen_bp = Blueprint("inspection", __name__, url_prefix="/inspection")
OVERSEES = Permission.OVERSEE


@bp.get("")
def index() -> Response:
    """What is or was opened for inspectors, and a form to open something."""
    return _index(FormView.known(starts=clock.today()))


def _index(form: FormView, status: int = 200) -> Response:
    found = registers.inspections(acting(), before=cursor())
    return page(
        "inspections/index.html",
        "list",
        status,
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        at=clock.now(),
        form=form,
        form_id=new_id(),
    )


@bp.post("")
def open_for() -> Response:
    scope = acting()
    require(scope, OVERSEES)

    def opened(numbers: list[str], **said: Any) -> UUID:
        several = [each for line in numbers for each in line.replace(",", " ").split()]
        wanted = Opening(numbers=several, **said)
        return once(scope, lambda: inspecting.open_for(scope, wanted).id)

    try:
        made = carried_out(InspectionIn(), opened)
    except Refused as refusal:
        return _index(refusal.form, refusal.status)
    return see_other(url_for("inspections.show", inspection_id=made), "saved")


@bp.get("/<uuid:inspection_id>")
def show(inspection_id: UUID) -> Response:
    scope = acting()
    return _shown(scope, registers.inspection(scope, inspection_id), {}, 200)


def _shown(
    scope: Scope,
    found: Inspection,
    refused: Mapping[str, FormView],
    status: int,
    secret: str = "",
    came: bool = False,
) -> Response:
    return page(
        "inspections/show.html",
        "inspection",
        status,
        one=found,
        numbers=registers.files_of(scope, found.id),
        open=found.closed_at is None and found.ends > clock.now(),
        link=secret and url_for("signin.invitation", secret=secret, _external=True),
        came=came,
        forms=Forms(refused),
    )


@bp.post("/<uuid:inspection_id>/link")
def make_link(inspection_id: UUID) -> Response:
    """The link by which the inspector comes in; it stands in this answer and never again."""
    scope = acting()
    found, secret = registers.inspection(scope, inspection_id), ""
    try:
        with transaction():
            found, secret = inspecting.make_link(scope, inspection_id)
    except Conflict:
        found = registers.inspection(scope, inspection_id)
        return _shown(scope, found, {}, 409, came=True)
    return _shown(scope, found, {}, 200, secret)


desk = Desk(
    bp,
    "inspection_id",
    seen=registers.inspection,
    shown=_shown,
    address=lambda _, found: url_for("inspections.show", inspection_id=found.id),
)
desk.act("closing", inspecting.close, says="inspection_closed", needs=OVERSEES)


@seen_bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """The frame of every page tells an inspector what they look at, and until when."""
    app: Flask = state.app  # type: ignore[assignment] # flask types it as its plainer parent
    app.jinja_env.globals["open_inspections"] = open_inspections


def open_inspections() -> object:
    """What is open for the inspector who looks at a page; None for everybody else."""
    if not signed_in() or lacks_factor() or not acting().has(Role.INSPECTOR):
        return None
    if "inspections" not in g:
        g.inspections = inspected.open_now(acting())
    return g.inspections


@seen_bp.get("", endpoint="show")
def show_open() -> Response:
    """What is open for the inspector, now."""
    scope = acting()
    return page(
        "inspections/open.html",
        "open",
        files=inspected.files(scope),
        inspections=inspected.open_now(scope),
    )


@seen_bp.get("/rights")
def rights() -> Response:
    """What persons asked of the house, without who they are; the look is entered."""
    return _register("inspections/rights.html", inspected.rights(acting(), before=cursor()))


@seen_bp.get("/bases")
def bases() -> Response:
    """The legal bases of all files by their numbers; the look is entered."""
    return _register("inspections/bases.html", inspected.bases(acting(), before=cursor()))


def _register(template: str, found: inspected.RegisterPage) -> Response:
    first = cursor() is None
    return page(template, "list", rows=found.rows, after=found.after, first=first)


@seen_bp.get("/files/<uuid:person_id>")
def read_file(person_id: UUID) -> Response:
    """A file that is open for the inspector, to be read; the look is entered."""
    scope = acting()
    file, parts = inspected.read(scope, person_id)
    return page("inspections/file.html", "file", file=file, parts=parts, fields=FIELDS)
