"""Who answers for what, for those who hand work over without administering members."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.duties import actions, queries
from network.schemas.members import HandOver
from network.web.forms import status_for
from network.web.paths import page_number
from network.web.rendering import FormView, form_values, page, see_other
from tenants import staffing
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.login import acting
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("duties", __name__, url_prefix="/duties")


@bp.get("")
def index() -> Response:
    return page("duties/index.html", found=queries.answering(acting(), page_number()))


@bp.get("/<uuid:member_id>")
def show(member_id: UUID) -> Response:
    return _page(acting(), member_id, FormView())


def _page(scope: Scope, member_id: UUID, form: FormView, status: int = 200) -> Response:
    member = _somebody(scope, member_id)
    return page(
        "duties/show.html",
        status=status,
        member=member,
        form=form,
        duties=queries.of_member(scope, member_id),
        others=[(str(one.id), one.name) for one in staffing.active(scope) if one.id != member_id],
    )


def _somebody(scope: Scope, member_id: UUID) -> Member:
    """A member of one's own; whoever is elsewhere is not found, whatever one may do."""
    found = staffing.get(scope, member_id)
    require(scope, Permission.HAND_OVER)
    return found


@bp.post("/<uuid:member_id>/hand-over")
def hand_over(member_id: UUID) -> Response:
    scope = acting()
    _somebody(scope, member_id)
    try:
        given = form_values(HandOver(), request.form)
        with transaction():
            actions.hand_over(scope, member_id, given["to_id"])
    except (ValidationError, DomainError) as refusal:
        form = FormView.refused(request.form, refusal)
        return _page(scope, member_id, form, status_for(refusal))
    return see_other(url_for("duties.index"), "handed_over")
