"""What the pages of the administration share."""

from collections.abc import Sequence

from flask import Blueprint, request
from marshmallow import ValidationError

from network.statuses import status_of
from tenants import login, staffing
from tenants.errors import DomainError
from tenants.models import Member
from tenants.roles import roles_for

Refusal = ValidationError | DomainError

bp = Blueprint("administration", __name__, url_prefix="/administration")


@bp.context_processor
def shared() -> dict[str, object]:
    """The roles this kind of organisation can give, and how lists of people and days are drawn."""
    kind = login.acting().kind if login.signed_in() else None
    return {"own_roles": roles_for(kind), "people": people, "last_day": staffing.last_day}


def people(members: Sequence[Member]) -> list[tuple[str, str]]:
    """Members as the options of a field."""
    return [(str(member.id), f"{member.name}, {member.email}") for member in members]


def status_for(refusal: Refusal) -> int:
    """The status of a refused form."""
    return 422 if isinstance(refusal, ValidationError) else status_of(refusal)


def page_number() -> int:
    """Which page of a list is asked for; the first where the address makes no sense."""
    return max(1, request.args.get("page", 1, type=int))
