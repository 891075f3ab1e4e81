"""What the network already knows of a home's groups, before a list is compared with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from network.availability import queries
from network.availability.actions import CHANGEABLE
from network.availability.importing.entries import Closing
from network.availability.models import Group, Place
from network.availability.spelling import plain
from tenants.database import db
from tenants.scope import Scope

Closed = tuple[date, date | None, str]


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group as it stands."""

    group_id: UUID
    profile: Mapping[str, Any]
    closed: bool

    def still_to_close(self, scope: Scope, closing: Closing | None) -> int:
        """How many places the list wants closed that are not closed like that already."""
        if closing is None:
            return 0
        standing: Counter[Closed] = Counter(
            (each.starts, each.ends, each.reason)
            for each, _ in queries.closures(scope, self.group_id)
        )
        alike = standing[closing.starts, closing.ends, closing.reason.value]
        return max(0, closing.places - alike)


def groups(scope: Scope) -> dict[str, KnownGroup]:
    """The groups of the scope's tenant by their plain names, closed ones included."""
    found = db.session.scalars(select(Group).where(Group.tenant_id == scope.tenant_id)).all()
    places = _places(scope)
    by_name: dict[str, KnownGroup] = {}
    for group in sorted(found, key=lambda each: each.closed_at is None):
        profile = {name: getattr(group, name) for name in CHANGEABLE}
        profile["capacity"] = places.get(group.id, 0)
        known = KnownGroup(group.id, profile, group.closed_at is not None)
        by_name[plain(group.name)] = known
    return by_name


def _places(scope: Scope) -> dict[UUID, int]:
    counted = db.session.execute(
        select(Place.group_id, func.count())
        .where(Place.tenant_id == scope.tenant_id, Place.retired_on.is_(None))
        .group_by(Place.group_id)
    )
    return {group_id: count for group_id, count in counted}
