"""Why a group that would fit does not take somebody on the day that is looked for. Pure.

Outside its part of the year a group takes nobody. What the home says of its intake excludes only
where one looks for whoever takes now: a home may yet make an exception for somebody.
"""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from network.availability.fit import Reason
from network.availability.intake import CapacityStatus
from network.availability.strip import Counts
from network.availability.window import Window
from tenants.errors import N_

HOME_SAYS = {
    CapacityStatus.ASSESS_FIRST: N_("the home assesses first"),
    CapacityStatus.EMERGENCY_ONLY: N_("takes emergencies only"),
    CapacityStatus.WAITING_LIST: N_("the home keeps a waiting list"),
    CapacityStatus.CLOSED: N_("closed to intake: %(closure)s"),
}


class Sought(Protocol):
    """What of a search concerns time."""

    @property
    def on(self) -> date: ...
    @property
    def only_free(self) -> bool: ...
    @property
    def takes_now(self) -> bool: ...


class Taking(Protocol):
    """What a group says of when it takes somebody."""

    @property
    def window(self) -> Window | None: ...
    @property
    def intake_reason(self) -> str: ...


def not_now(
    group: Taking, search: Sought, counts: Counts, status: CapacityStatus
) -> Iterator[Reason]:
    """Every reason that lies in the day, not in the young person."""
    window = group.window
    if window is not None and not window.holds(search.on):
        yield Reason(
            "window",
            N_("takes somebody in again from %(opening)s on"),
            facts={"opening": window.opening(search.on).isoformat()},
        )
    if counts.free == 0 and (search.only_free or search.takes_now):
        yield Reason("full", N_("no free place on that day"))
    if search.takes_now and status in HOME_SAYS:
        facts = {"closure": group.intake_reason} if status is CapacityStatus.CLOSED else {}
        yield Reason(status.value, HOME_SAYS[status], facts=dict(facts))
