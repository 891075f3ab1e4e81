"""School and work before and after a programme, for programs of the house that ran it."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.performing import perform
from network.api.telling import answer, teller
from network.plans import figures
from network.programmes import following
from network.programmes.afterwards import OutcomeStage
from network.requests.suppression import TOTAL, Grid
from network.schemas.answers import plans as told
from network.schemas.plans import AfterwardsIn
from network.schemas.values import Given, one_of
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area(
    "afterwards", "School and work on entry and after a programme, at six stages; codes, no names."
)
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
tell = teller(told.EnrolmentOutcome)


class StageIn(Given):
    """On entry, or how long after the end."""

    stage = one_of(OutcomeStage, load_default=OutcomeStage.EXIT)


@area.get("/enrolments/figures", READ, told.AfterwardsFigures, query=StageIn)
def numbers(values: dict[str, Any]) -> Response:
    """How those stand on entry, or whose programme ended so long ago; the last line is all"""
    found = figures.afterwards(acting(), values["stage"])
    lines = [*found.grid.rows, TOTAL]
    items = [{"programme": row, "numbers": _numbers(found.grid, row)} for row in lines]
    return answer({"stage": values["stage"].value, "items": items})


def _numbers(grid: Grid, row: str) -> dict[str, int | None]:
    told_numbers = zip((*grid.columns, "together"), grid.line(row), strict=True)
    return {column: n if isinstance(n, int) else None for column, n in told_numbers}


@area.get("/enrolments/<uuid:enrolment_id>/outcomes", READ, told.EnrolmentOutcomeList)
def index(enrolment_id: UUID) -> Response:
    """What was told of an own enrolment, stage by stage"""
    return _show(acting(), enrolment_id)


@area.act(
    "POST",
    "/enrolments/<uuid:enrolment_id>/outcomes",
    WRITE,
    told.EnrolmentOutcomeList,
    AfterwardsIn,
)
def record(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """What is known at a stage; told again it is corrected"""

    def told_now(scope: Scope) -> UUID:
        following.record(scope, enrolment_id, **values)
        return enrolment_id

    return perform(told_now, _show, look=lambda scope: _look(scope, enrolment_id))


def _look(scope: Scope, enrolment_id: UUID) -> None:
    following.own(scope, enrolment_id)
    require(scope, Permission.RUN_PROGRAMMES)


def _show(scope: Scope, enrolment_id: UUID) -> Response:
    _look(scope, enrolment_id)
    return answer({"items": [tell(one) for one in following.told_of(scope, enrolment_id)]})
