"""Where somebody has lived, as their file tells it: it writes itself from the stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from network.availability.models import Group
from network.placements.filing import PlacementFile
from network.placements.models import Placement
from network.records import door
from network.requests.models import Ask, Request
from tenants.database import db
from tenants.scope import Scope

AT_MOST = 50  # stays; more than anybody's file has


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay, or one that was to begin: with whom, and in which group."""

    placement: Placement
    home: str
    group: str


def of_file(scope: Scope, person_id: UUID) -> Sequence[Stay]:
    """The stays that followed the requests of a file, and those in the own house that the file is
    kept for; the latest first. Raises NotFound for whoever does not open the file."""
    door.person(scope, person_id)
    found = [*_asked_for(scope, person_id), *_in_the_house(scope, person_id)]
    return sorted({one.placement.id: one for one in found}.values(), key=_since, reverse=True)


def _since(stay: Stay) -> tuple[str, UUID]:
    begun = stay.placement.arrived_on or stay.placement.expected_on
    return (begun.isoformat() if begun else "", stay.placement.id)


def _asked_for(scope: Scope, person_id: UUID) -> list[Stay]:
    rows = db.session.execute(
        select(Placement, Ask.recipient_name, Ask.group_name)
        .join(Ask, and_(Ask.tenant_id == Placement.asker_id, Ask.id == Placement.ask_id))
        .join(Request, and_(Request.tenant_id == Ask.tenant_id, Request.id == Ask.request_id))
        .where(Request.tenant_id == scope.tenant_id, Request.person_id == person_id)
        .order_by(Placement.id.desc())
        .limit(AT_MOST)
    )
    return [Stay(*row) for row in rows]


def _in_the_house(scope: Scope, person_id: UUID) -> list[Stay]:
    of = PlacementFile
    rows = db.session.execute(
        select(Placement, Group.name)
        .join(of, and_(of.tenant_id == Placement.tenant_id, of.placement_id == Placement.id))
        .join(Group, and_(Group.tenant_id == Placement.tenant_id, Group.id == Placement.group_id))
        .where(of.tenant_id == scope.tenant_id, of.person_id == person_id)
        .order_by(Placement.id.desc())
        .limit(AT_MOST)
    )
    return [Stay(placement, scope.tenant_name, group) for placement, group in rows]
