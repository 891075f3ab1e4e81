"""A category of a file is written anew because somebody asked for it to be corrected."""

from functools import partial
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.consent.kinds import Category
from network.records import door
from network.records.fields import FIELDS, WRITTEN
from network.rights import rectifying, reporting
from network.rights.models import RightsRequest
from network.schemas.files import part_schema
from network.web.acts import Refused, carried_out
from network.web.rendering import FormView, page, see_other
from tenants.login import acting

bp = Blueprint("corrections", __name__, url_prefix="/rights/<uuid:rights_request_id>/correction")


def edit(rights_request_id: UUID, category: Category) -> Response:
    """What the file says now, to be corrected."""
    scope = acting()
    found, file = reporting.opened(scope, rights_request_id)
    part = door.read(scope, file.id, category)[category]
    return _edit(found, category, FormView.known(**part.values, version=part.version))


def write(rights_request_id: UUID, category: Category) -> Response:
    scope = acting()
    found, _file = reporting.opened(scope, rights_request_id)
    try:
        carried_out(
            part_schema(category)(),
            lambda version, **values: rectifying.rectify(
                scope, rights_request_id, category, values, version
            ),
        )
    except Refused as refusal:
        return _edit(found, category, refusal.form, refusal.status)
    return see_other(url_for("rights.show", rights_request_id=found.id), "file_rectified")


for _each in WRITTEN:
    bp.add_url_rule(f"/{_each}", f"edit_{_each}", partial(edit, category=_each))
    bp.add_url_rule(f"/{_each}", f"write_{_each}", partial(write, category=_each), methods=["POST"])


def _edit(found: RightsRequest, category: Category, form: FormView, status: int = 200) -> Response:
    fields = FIELDS[category]
    context = {"one": found, "category": category, "form": form, "fields": fields}
    return page("rights/correction.html", "form", status, **context)
