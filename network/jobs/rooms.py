"""A room that a house has lent and takes back is told to those whose session it was for."""

from uuid import UUID

from network.duties import answering
from network.duties.answering import People
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.programmes.sessions import queries
from network.programmes.sessions.lending import REFUSED
from tenants.errors import NotFound


@job(REFUSED)
def room_refused(tenant_id: str, booking_id: str) -> None:
    """Tell whoever leads the session once: the programme and the way there."""
    with keeping_house(tenant_id) as scope:
        try:
            found = queries.of_booking(scope, UUID(booking_id))
        except NotFound:
            return
        one = found.session
        tell(
            scope,
            answering.doers(scope, People(one.responsible_id, one.deputy_id)),
            NoticeKind.ROOM_REFUSED,
            number=found.programme,
            path=f"/sessions/{one.id}",
            once=f"{REFUSED} {booking_id}",
        )
