"""How a home takes somebody in, said beside the number of its free places."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.availability import queries
from network.availability.intake import in_force
from network.availability.models import Group
from network.availability.taking import set_intake
from network.schemas.intake import IntakeIn
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from network.web.forms import status_for
from network.web.rendering import FormView, form_values, page, see_other
from network.web.words import gettext
from tenants import clock
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may, require

bp = Blueprint("intake", __name__, url_prefix="/groups/<uuid:group_id>/intake")


@bp.get("")
def show(group_id: UUID) -> Response:
    group = _own(group_id)
    now = in_force(group.intake, group.intake_until, clock.today())
    known = FormView.known(
        intake=now,
        until=group.intake_until if now == group.intake else None,
        reason=group.intake_reason,
    )
    return _page(group, known)


def _own(group_id: UUID) -> Group:
    group = queries.own_group(acting(), group_id)
    require(acting(), Permission.SEE_HOUSE)
    return group


def _page(group: Group, form: FormView, status: int = 200) -> Response:
    may_set = may(acting(), Permission.MANAGE_CLOSURES)
    return page(
        "groups/intake.html",
        status=status,
        group=group,
        form=form,
        labels=labels(),
        refusal="" if may_set else REFUSALS[Permission.MANAGE_CLOSURES],
    )


def labels() -> dict[str, str]:
    return {
        "intake": gettext("Intake"),
        "reason": gettext("Reason"),
        "until": gettext("First day on which this no longer holds"),
    }


@bp.post("")
def save(group_id: UUID) -> Response:
    """Say it; saying the same twice says it again."""
    scope = acting()
    queries.own_group(scope, group_id)
    require(scope, Permission.MANAGE_CLOSURES)
    try:
        given = form_values(IntakeIn(), request.form)
        with transaction():
            done = undoable(Act.INTAKE, set_intake)(scope, group_id, **given)
    except (ValidationError, DomainError) as problem:
        form = FormView.refused(request.form, problem)
        return _page(_own(group_id), form, status_for(problem))
    return see_other(url_for("groups.show", group_id=group_id), "intake_saved", done)
