""" "Still true": a home confirms what the board says of its groups, with one tap."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.availability import actions
from network.web.paths import local_path
from network.web.rendering import see_other
from tenants.database import transaction
from tenants.login import acting

bp = Blueprint("confirmations", __name__, url_prefix="/groups")


@bp.post("/<uuid:group_id>/confirmations")
def confirm(group_id: UUID) -> Response:
    """Confirming twice is confirming once more: nothing can go wrong with a second tap."""
    with transaction():
        actions.confirm(acting(), group_id)
    return _back()


@bp.post("/confirmations")
def confirm_all() -> Response:
    with transaction():
        actions.confirm_all(acting())
    return _back()


def _back() -> Response:
    """To the page the button stood on."""
    return see_other(local_path(request.form.get("next"), url_for("groups.index")), "confirmed")
