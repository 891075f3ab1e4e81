"""Groups as the board publishes them, made by hand for rules that need no database."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from network.availability.published import PublishedGroup
from network.availability.strip import Filling, Slot
from tenants.database import new_id

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
HOME = UUID(int=1)
DULL: dict[str, Any] = {
    "network_id": HOME,
    "tenant_id": HOME,
    "tenant_name": "Mladinski dom Lipa",
    "tenant_kind": "institution",
    "form": "housing_group",
    "restriction_level": 2,
    "age_from": 12,
    "age_to": 18,
    "sex": "mixed",
    "school_levels": (),
    "legal_groups": (),
    "needs_taken": (),
    "needs_asked": (),
    "needs_not_taken": (),
    "town": "Ljubljana",
    "latitude": 46.05,
    "longitude": 14.51,
    "duty_phone": "01 234 56 78",
    "note": "",
    "confirmed_at": NOON,
    "confirmed_by": "Ana Novak",
    "changed_at": NOON,
    "version": 1,
    "intake": "open",
    "intake_until": None,
    "intake_reason": "",
    "intake_by": "",
    "intake_set_at": None,
    "admits_from": "",
    "admits_until": "",
}


def published(
    name: str = "Jadro",
    places: int = 2,
    fillings: tuple[Filling, ...] = (),
    **profile: Any,
) -> PublishedGroup:
    """A housing group in Ljubljana for everybody from 12 to 18, confirmed just now."""
    slots = [Slot(number) for number in range(1, places + 1)]
    told = DULL | {"id": new_id()} | profile
    return PublishedGroup(name=name, places=slots, fillings=fillings, **told)
