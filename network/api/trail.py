"""The trail: who saw, showed and decided what, and on which basis."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.telling import teller
from network.schemas.answers import trail as told
from network.schemas.values import one_of
from network.trail import queries
from network.trail.kinds import EntryKind
from network.trail.queries import Written
from tenants.credentials import ApiScope
from tenants.login import acting

area = Area("trail", "Who saw, showed and decided what; for those who watch over it.")
tell = teller(told.TrailEntry)


class TrailIn(Onward):
    """What members of the own house did, or what those of others did with what is ours."""

    of_others = fields.Boolean(load_default=False)
    kind = one_of(EntryKind, load_default=None, allow_none=True)


@area.get("/trail", ApiScope.MEMBERS_READ, told.TrailPage, query=TrailIn)
def index(values: dict[str, Any]) -> Response:
    """The entries of the trail, newest first"""
    scope = acting()
    found = queries.trail(
        scope, of_others=values["of_others"], kind=values["kind"], before=values["after"]
    )
    return page([told_entry(scope.tenant_id, row) for row in found.rows], found.after)


def told_entry(own_id: UUID, row: Written) -> dict[str, Any]:
    """One entry, with the other house it concerns."""
    entry = row.entry
    other = entry.owner_id if entry.tenant_id == own_id else entry.tenant_id
    return tell(entry, other_id=other, other_name=row.other, basis=entry.basis or None)
