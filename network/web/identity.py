"""A look at a text while it is typed: may it tell who it is about? Nothing is kept or logged."""

from flask import Blueprint, Response, request

from network.schemas.values import LONG
from network.web.rendering import page
from network.web.wizard_page import traces
from tenants.login import acting

bp = Blueprint("identity", __name__, url_prefix="/identity")


@bp.post("")
def look() -> Response:
    """What the field that the address names holds, for anybody who writes."""
    acting()
    typed = request.form.get(request.args.get("field", ""), "")
    return page("wizard/traces.html", "found", traces=traces(typed[:LONG]))
