"""Cohorts of a house's own programmes: added, changed, closed on the programme's page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from network.programmes import cohorts, queries
from network.schemas.programmes import CohortIn
from network.schemas.values import Given
from network.undoing.actions import Undoable, undoable
from network.undoing.inverses import Act
from network.web import programmes
from network.web.acts import Refused, carried_out, once
from network.web.rendering import see_other
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import require
from tenants.scope import Scope

CHANGE = undoable(Act.CHANGE_COHORT, cohorts.change)
bp = Blueprint("programme_cohorts", __name__, url_prefix="/programmes/<uuid:programme_id>/cohorts")


@bp.post("")
def add(programme_id: UUID) -> Response:
    """A cohort with its seats; a double click adds one."""
    scope = acting()
    queries.own_programme(scope, programme_id)
    require(scope, programmes.MANAGES)

    def begin(**said: Any) -> object:
        return once(scope, lambda: cohorts.add(scope, programme_id, **said).id)

    return _done(programme_id, "add_cohort", CohortIn, begin, "cohort_saved")


@bp.post("/<uuid:cohort_id>")
def change(programme_id: UUID, cohort_id: UUID) -> Response:
    scope = _admitted(programme_id, cohort_id)

    def save(**said: Any) -> object:
        return CHANGE(scope, cohort_id, **said)

    return _done(programme_id, f"cohort_{cohort_id}", CohortIn, save, "cohort_saved")


@bp.post("/<uuid:cohort_id>/closing")
def close(programme_id: UUID, cohort_id: UUID) -> Response:
    """Nobody joins it any more, if nobody is in it."""
    scope = _admitted(programme_id, cohort_id)
    return _done(
        programme_id,
        f"cohort_{cohort_id}",
        Given,
        lambda **_: cohorts.close(scope, cohort_id),
        "cohort_closed",
    )


def _admitted(programme_id: UUID, cohort_id: UUID) -> Scope:
    scope = acting()
    if queries.own_cohort(scope, cohort_id).programme_id != programme_id:
        raise NotFound(N_("There is no such cohort."))
    require(scope, programmes.MANAGES)
    return scope


def _done(
    programme_id: UUID, form: str, takes: type[Given], act: Callable[..., object], says: str
) -> Response:
    scope = acting()
    try:
        done = carried_out(takes(), act)
    except Refused as refusal:
        found = programmes.seen(scope, programme_id)
        return programmes.shown(scope, found, {form: refusal.form}, refusal.status)
    undo = done if isinstance(done, Undoable) else None
    return see_other(programmes.address(scope, programmes.seen(scope, programme_id)), says, undo)
