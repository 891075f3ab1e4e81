"""Who answers for what, for those who hand work over without administering members."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.duties import actions, listing, queries
from network.schemas.members import HandOver
from network.web.forms import status_for
from network.web.paths import page_number
from network.web.rendering import FormView, form_values, page, see_other
from network.web.words import gettext
from tenants import staffing
from tenants.database import transaction
from tenants.errors import N_, DomainError
from tenants.login import acting
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

CALLED = {
    "groups": N_("Groups"),
    "requests": N_("Requests"),
    "asks": N_("Asks"),
    "placements": N_("Placements"),
    "programmes": N_("Programmes"),
    "enrolments": N_("Enrolments"),
    "sessions": N_("Sessions"),
    "cases": N_("Teams of advisers"),
    "aftercare": N_("Aftercare"),
}
bp = Blueprint("duties", __name__, url_prefix="/duties")


@bp.get("")
def index() -> Response:
    return page("duties/index.html", found=queries.answering(acting(), page_number()))


@bp.get("/<uuid:member_id>")
def show(member_id: UUID) -> Response:
    return _page(acting(), member_id, FormView())


def _page(scope: Scope, member_id: UUID, form: FormView, status: int = 200) -> Response:
    member = _somebody(scope, member_id)
    duties = queries.of_member(scope, member_id)
    open_kinds = [each for each in listing.kinds(scope) if getattr(duties, each)]
    wanted = request.args.get("show", "")
    shown = wanted if wanted in open_kinds else next(iter(open_kinds), "")
    return page(
        "duties/show.html",
        status=status,
        member=member,
        form=form,
        duties=duties,
        tabbed=[
            (_kind(member_id, each), gettext(CALLED[each]), getattr(duties, each), each == shown)
            for each in open_kinds
        ],
        listed=listing.listed(scope, member_id, shown, page_number()),
        others=[(str(one.id), one.name) for one in staffing.active(scope) if one.id != member_id],
    )


def _kind(member_id: UUID, kind: str) -> str:
    return url_for("duties.show", member_id=member_id, show=kind)


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
            actions.hand_over(scope, member_id, **given)
    except (ValidationError, DomainError) as refusal:
        form = FormView.refused(request.form, refusal)
        return _page(scope, member_id, form, status_for(refusal))
    return see_other(url_for("duties.index"), "handed_over")
