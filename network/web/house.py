"""The house view: who is on which place until when, and what is due for whom."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.availability.queries import own_groups
from network.placements.house import house
from network.web.rendering import page
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("house", __name__, url_prefix="/house")
MOST = 12  # lines of a card beside the groups


@bp.get("")
def show() -> Response:
    """The whole house, or one group of it: overdue first."""
    scope = acting()
    require(scope, Permission.SEE_HOUSE)
    chosen = _chosen()
    return page(
        "house/show.html",
        "house",
        house=house(scope, chosen),
        chosen=chosen,
        choice=_choice(scope, chosen),
        may_enter=may(scope, Permission.MANAGE_PLACEMENTS),
        most=MOST,
    )


def _chosen() -> UUID | None:
    """A group of `?group=`; anything that is no id is the whole house."""
    try:
        return UUID(request.args["group"])
    except (KeyError, ValueError):
        return None


def _choice(scope: Scope, chosen: UUID | None) -> list[tuple[str, str, str, bool]]:
    return [
        (url_for("house.show", group=one.id), one.name, "", one.id == chosen)
        for one in own_groups(scope)
    ]
