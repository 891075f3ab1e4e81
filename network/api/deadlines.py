"""What the token's organisation has to do and by when, and the hours in which it works."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from network.api.areas import Area
from network.api.paging import NOT_OURS, Cursor, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.clocks import hours, queries
from network.clocks.queries import Due
from network.placements import actions as placements
from network.schemas import hours as given
from network.schemas.answers import deadlines as told
from network.schemas.values import Given
from tenants import clock
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("deadlines", "What the token's organisation has to do, and when it works.")
tell = teller(told.Deadline)


class Onward(Given):
    """The rest of the list, from the cursor `next` of an earlier answer on."""

    after = Cursor(load_default=None)


@area.get("/deadlines", ApiScope.NOTICES_READ, told.DeadlinePage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """What is due, the soonest first; what stands still is left out"""
    found = queries.running(acting(), after=_place(values["after"]))
    last = found[-1].clock if len(found) == queries.PAGE else None
    return page([_told(due) for due in found], last and [last.due_at.isoformat(), str(last.id)])


def _place(sent: Any) -> tuple[datetime, UUID] | None:
    try:
        return None if sent is None else (datetime.fromisoformat(sent[0]), UUID(sent[1]))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as odd:
        raise ValidationError(NOT_OURS, "after") from odd


def _told(due: Due) -> Told:
    return tell(due.clock, state=due.state.value)


@area.act(
    "PUT",
    "/deadlines/<uuid:clock_id>/excuse",
    ApiScope.NOTICES_WRITE,
    told.Deadline,
    given.ExcuseIn,
)
def excuse(values: dict[str, Any], clock_id: UUID) -> Response:
    """The head lets something due go undone, and says why; never what the law sets"""
    return perform(
        lambda scope: placements.excuse(scope, clock_id, **values).id,
        _show,
        look=lambda scope: queries.own(scope, clock_id),
    )


def _show(scope: Scope, clock_id: UUID) -> Response:
    found = queries.own(scope, clock_id)
    return answer(_told(Due(found, queries.state_of(found, clock.now()))))


@area.get("/working-hours", ApiScope.MEMBERS_READ, told.WorkingHours)
def working_hours() -> Response:
    """The hours in which deadlines in working days run"""
    return _hours(acting())


@area.act("PUT", "/working-hours", ApiScope.MEMBERS_WRITE, told.WorkingHours, given.HoursIn)
def keep(values: dict[str, Any]) -> Response:
    """Set them, all days at once; none at all means the usual office hours"""

    def make(scope: Scope) -> UUID:
        hours.keep(scope, values["hours"])
        return scope.tenant_id

    return perform(make, lambda scope, _: _hours(scope))


def _hours(scope: Scope) -> Response:
    days = [
        {"weekday": weekday, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
        for weekday, (opens, closes) in sorted(hours.in_force(scope).items())
    ]
    return answer({"usual": not hours.given(scope), "days": days})
