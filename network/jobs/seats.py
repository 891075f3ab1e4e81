"""What follows when a seat of a programme comes free."""

from contextlib import suppress
from uuid import UUID

from network.jobs.registry import job, keeping_house
from network.programmes import waiting_list
from network.requests.moves import SEAT_FREED
from tenants.errors import NotFound


@job(SEAT_FREED)
def seat_freed(tenant_id: str, programme_id: str) -> None:
    """Whoever has waited longest is offered it, where the house has it so."""
    with suppress(NotFound), keeping_house(tenant_id) as scope:
        waiting_list.go_down(scope, UUID(programme_id))
