"""Closures: places that cannot be given for a while although nobody lives on them."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.availability import actions, queries
from network.schemas.groups import ClosureIn
from network.undoing.actions import remember
from network.undoing.inverses import Act
from network.undoing.standing import of_closure
from network.web.forms import status_for
from network.web.labels import label
from network.web.rendering import FormView, form_values, page, see_other
from network.web.words import gettext
from tenants import clock
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may, require

bp = Blueprint("closures", __name__, url_prefix="/groups/<uuid:group_id>/closures")


@bp.get("")
def index(group_id: UUID) -> Response:
    return _page(group_id, FormView.known(starts=clock.today()))


def _page(group_id: UUID, form: FormView, status: int = 200) -> Response:
    scope = acting()
    group = queries.own_group(scope, group_id)
    require(scope, Permission.SEE_HOUSE)
    may_close = may(scope, Permission.MANAGE_CLOSURES)
    house = queries.house(scope, group_id)
    return page(
        "groups/closures.html",
        status=status,
        group=group,
        form=form,
        closures=queries.closures(scope, group_id),
        strip=house.strip(group_id, clock.today()),
        numbers=_numbers(house, group_id),
        labels=labels(),
        refusal="" if may_close else REFUSALS[Permission.MANAGE_CLOSURES],
    )


def _numbers(house: queries.House, group_id: UUID) -> list[tuple[str, str]]:
    """The places of the group to choose from: the number of each, and what fills it today."""
    today = clock.today()
    fills: dict[int, str] = {}
    for each in sorted(house.fillings.get(group_id, []), key=lambda filling: filling.starts):
        if each.fills(today, today):
            fills.setdefault(each.number, label(each.kind))
    return [
        (str(number), f"{number}: {fills.get(number) or gettext('free')}")
        for number, _ in house.strip(group_id, today)
    ]


def labels() -> dict[str, str]:
    return {
        "number": gettext("Place"),
        "reason": gettext("Reason"),
        "starts": gettext("First day closed"),
        "ends": gettext("First day open again"),
    }


@bp.post("")
def close(group_id: UUID) -> Response:
    """Close a place on days on which nothing fills it."""
    scope = acting()
    queries.own_group(scope, group_id)
    require(scope, Permission.MANAGE_CLOSURES)
    try:
        given = form_values(ClosureIn(), request.form)
        with transaction():
            closed = actions.close_place(scope, group_id, **given).id
            done = remember(scope, Act.CLOSE_PLACE, closed, {}, of_closure(scope, closed))
    except (ValidationError, DomainError) as problem:
        return _page(group_id, FormView.refused(request.form, problem), status_for(problem))
    return see_other(url_for("closures.index", group_id=group_id), "places_closed", done)


@bp.post("/<uuid:closure_id>/ending")
def end(group_id: UUID, closure_id: UUID) -> Response:
    """The place can be given again from today on. Ending twice changes nothing more."""
    with transaction():
        actions.open_place(acting(), group_id, closure_id)
    return see_other(url_for("closures.index", group_id=group_id), "places_opened")
