"""What the pages of the administration share."""

from collections.abc import Sequence

from flask import Blueprint
from marshmallow import ValidationError

from network.web.forms import status_for
from network.web.paths import page_number
from tenants import login, staffing
from tenants.errors import DomainError
from tenants.models import Member
from tenants.roles import roles_for

__all__ = ["Refusal", "bp", "page_number", "people", "status_for"]

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
