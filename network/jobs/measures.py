"""The other side of a stay brings its own clock in line with what was told of the measure."""

from uuid import UUID

from network.jobs.registry import job, keeping_house
from network.placements import deadlines, queries
from tenants.errors import NotFound


@job(deadlines.FOLLOW)
def follow_legal_state(tenant_id: str, placement_id: str) -> None:
    """Start, move or stop the clock of the measure's end. Done twice it changes nothing."""
    with keeping_house(tenant_id) as scope:
        try:
            placement = queries.lock(scope, UUID(placement_id))
        except NotFound:
            return
        deadlines.follow(scope, placement)
