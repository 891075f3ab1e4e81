"""Over-occupancy: places that a head puts up beyond what a group is for."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.availability import extra, queries
from network.availability.crowding import crowd
from network.schemas.intake import ExtraEndIn, ExtraIn
from network.web.forms import status_for
from network.web.rendering import FormView, form_values, page, see_other
from network.web.words import gettext
from tenants import clock
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may, require

bp = Blueprint("extra_places", __name__, url_prefix="/groups/<uuid:group_id>/extra-places")


@bp.get("")
def index(group_id: UUID) -> Response:
    return _page(group_id, FormView.known(starts=clock.today()))


def _page(
    group_id: UUID, form: FormView, status: int = 200, ending: UUID | None = None
) -> Response:
    scope = acting()
    group = queries.own_group(scope, group_id)
    require(scope, Permission.SEE_HOUSE)
    house, today = queries.house(scope, group_id), clock.today()
    slots, fillings = house.slots.get(group_id, []), house.fillings.get(group_id, [])
    may_authorise = may(scope, Permission.AUTHORISE_EXCEPTIONS)
    return page(
        "groups/extra_places.html",
        status=status,
        group=group,
        form=replace(form, key=str(ending or "")),
        fresh=FormView.known(starts=today) if ending else form,
        extras=[
            (place, replace(form if place.id == ending else FormView(), key=str(place.id)))
            for place in extra.extra_places(scope, group_id)
        ],
        strip=house.strip(group_id, today),
        crowd=crowd(slots, fillings, today, today),
        labels=labels(),
        refusal="" if may_authorise else REFUSALS[Permission.AUTHORISE_EXCEPTIONS],
    )


def labels() -> dict[str, str]:
    return {
        "reason": gettext("Reason"),
        "note": gettext("In a few words"),
        "starts": gettext("From"),
        "ends": gettext("First day without it"),
    }


@bp.post("")
def authorise(group_id: UUID) -> Response:
    """A head takes it upon themselves."""
    scope = acting()
    queries.own_group(scope, group_id)

    def act() -> None:
        extra.authorise(scope, group_id, **form_values(ExtraIn(), request.form))

    return _done(group_id, act, "extra_authorised")


@bp.post("/<uuid:place_id>/ending")
def end(group_id: UUID, place_id: UUID) -> Response:
    """The place goes sooner or stays longer than was authorised."""
    scope = acting()
    queries.own_group(scope, group_id)
    extra.extra_place(scope, group_id, place_id)

    def act() -> None:
        extra.change_end(scope, group_id, place_id, **form_values(ExtraEndIn(), request.form))

    return _done(group_id, act, "extra_ended", place_id)


def _done(
    group_id: UUID, act: Callable[[], None], says: str, ending: UUID | None = None
) -> Response:
    require(acting(), Permission.AUTHORISE_EXCEPTIONS)
    try:
        with transaction():
            act()
    except (ValidationError, DomainError) as problem:
        form = FormView.refused(request.form, problem)
        return _page(group_id, form, status_for(problem), ending)
    return see_other(url_for("extra_places.index", group_id=group_id), says)
