"""How a programme and a cohort stand, in plain values, and how they are said again as before."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from network.programmes import catalogue, cohorts, queries
from network.programmes.catalogue import CHANGEABLE
from network.programmes.kinds import ProgrammeState
from tenants import clock
from tenants.scope import Scope

PEOPLE = ("responsible_id", "deputy_id")
COHORT_DAYS = ("starts", "ends", "enrol_until")


def of_programme(scope: Scope, programme_id: UUID) -> dict[str, Any]:
    """What is said of an own programme, and whether it is shown. Raises NotFound."""
    found = queries.own_programme(scope, programme_id, lock=True)
    content = {name: getattr(found, name) for name in sorted(CHANGEABLE)}
    content |= {name: _plain(content[name]) for name in (*PEOPLE, "open_from")}
    return {
        "content": content,
        "state": found.state,
        "paused_until": _plain(found.paused_until),
        "version": found.version,
    }


def of_cohort(scope: Scope, cohort_id: UUID) -> dict[str, Any]:
    """What is said of an own cohort, and how many seats it has. Raises NotFound."""
    found = queries.own_cohort(scope, cohort_id, lock=True)
    days = {name: _plain(getattr(found, name)) for name in COHORT_DAYS}
    seats = queries.filled(scope, [cohort_id])[cohort_id].seats
    return days | {"name": found.name, "seats": seats, "version": found.version}


def content_as_before(scope: Scope, programme_id: UUID, before: Mapping[str, Any]) -> None:
    """Say of the programme what was said. Raises as `catalogue.change` does."""
    content = dict(before["content"])
    content |= {name: UUID(content[name]) if content[name] else None for name in PEOPLE}
    content["open_from"] = _day(content["open_from"])
    catalogue.change(scope, programme_id, **content)


def state_as_before(scope: Scope, programme_id: UUID, before: Mapping[str, Any]) -> None:
    """Show it or pause it as it was; a day that is over is said no more. Raises as those acts."""
    if before["state"] == ProgrammeState.PUBLISHED:
        catalogue.publish(scope, programme_id)
        return
    until = _day(before["paused_until"])
    over = until is not None and until <= clock.today()
    catalogue.pause(scope, programme_id, None if over else until)


def cohort_as_before(scope: Scope, cohort_id: UUID, before: Mapping[str, Any]) -> None:
    """Say the cohort as it was. Raises as `cohorts.change` does, also SeatsTaken."""
    days = {name: _day(before[name]) for name in COHORT_DAYS}
    cohorts.change(scope, cohort_id, name=before["name"], seats=before["seats"], **days)  # type: ignore[arg-type]


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
