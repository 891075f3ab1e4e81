"""What the house itself sees to in files that nobody who acts may open."""

from uuid import UUID

from network.jobs.registry import job, keeping_house
from network.records import handing_over


@job(handing_over.HANDED_OVER)
def files_handed_over(tenant_id: str, from_id: str, to_id: str) -> None:
    """Who has taken over the teams of files answers for them, too."""
    with keeping_house(tenant_id) as scope:
        handing_over.pass_on(scope, UUID(from_id), UUID(to_id))
