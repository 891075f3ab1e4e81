"""Programmes: the catalogue of the networks, and what a house does with its own."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, request
from marshmallow import ValidationError

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import NOT_OURS, Cursor, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.programmes import catalogue, cohorts, own, queries, search
from network.programmes.models import Programme
from network.programmes.outlook import outlook
from network.programmes.published import (
    OpenCohort,
    PublishedProgramme,
    published_programme,
    published_programmes,
)
from network.schemas import programmes as given
from network.schemas.answers import programmes as told
from network.undoing.actions import undo_last, undoable
from network.undoing.inverses import Act
from tenants import clock
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("programmes", "What there is before, beside and after a place: never who takes part.")
READ, WRITE = ApiScope.PROGRAMMES_READ, ApiScope.PROGRAMMES_WRITE
ONE, COHORT = "/programmes/<uuid:programme_id>", "/cohorts/<uuid:cohort_id>"
A_PAGE = 25
NOT_TOLD = ("list_hours", "responsible_id", "deputy_id", "version")
tell_programme = teller(told.Programme)
tell_cohort = teller(told.Cohort)


class SearchIn(given.Filter):
    """The filter of the catalogue, some programmes at a time."""

    after = Cursor(load_default=None)


@area.get("/programmes", READ, told.ProgrammePage, query=SearchIn)
def index(values: dict[str, Any]) -> Response:
    """The catalogue: along the path, then what one can join today"""
    everything, wanted = published_programmes(acting()), given.wanted_from(values)
    fitting = search.fitting(everything, wanted)
    rows = _after(fitting, values["after"])
    more = search.order(rows[A_PAGE - 1]) if len(rows) > A_PAGE else None
    stages = {stage.value: count for stage, count in search.by_stage(everything, wanted).items()}
    items = [_tell(each) for each in rows[:A_PAGE]]
    return page(items, more, total=len(fitting), stages=stages)


def _after(rows: Sequence[PublishedProgramme], place: Any) -> Sequence[PublishedProgramme]:
    """What stands behind a place in the order, also if that programme has gone since."""
    if place is None:
        return rows
    try:
        return [row for row in rows if search.order(row) > tuple(place)]
    except TypeError as odd:
        raise ValidationError(NOT_OURS, "after") from odd


@area.get("/programmes/own", READ, told.ProgrammeList)
def own_list() -> Response:
    """The programmes of the own house, drafts and closed ones too"""
    scope = acting()
    require(scope, Permission.MANAGE_PROGRAMMES)
    return answer({"items": [_tell(each, row) for row, each in own.rows_of(scope)]})


@area.get(ONE, READ, told.Programme)
def one(programme_id: UUID) -> Response:
    """A programme of the catalogue, or of the own house in whatever state"""
    scope = acting()
    try:
        return _show(scope, programme_id)
    except NotFound:
        return answer(_tell(published_programme(scope, programme_id)))


@area.act("POST", "/programmes", WRITE, told.Programme, given.ProgrammeIn, status=201)
def draft(values: dict[str, Any]) -> Response:
    """Write a programme, which only the own house sees until it is published"""
    return perform(lambda scope: catalogue.draft(scope, **values).id, _show, status=201)


@area.act("PATCH", ONE, WRITE, told.Programme, given.ProgrammeChange(partial=True), versioned=True)
def change(values: dict[str, Any], programme_id: UUID) -> Response:
    """Change what is said of a programme; what is left out stays"""

    def make(scope: Scope) -> UUID:
        undoable(Act.CHANGE_PROGRAMME, catalogue.change)(scope, programme_id, **values)
        return programme_id

    return perform(
        make,
        _show,
        look=lambda scope: queries.own_programme(scope, programme_id),
        tag=lambda scope: _tag(scope, programme_id),
    )


@area.act("POST", f"{ONE}/cohorts", WRITE, told.Programme, given.CohortIn, status=201)
def add_cohort(values: dict[str, Any], programme_id: UUID) -> Response:
    """Add a cohort with numbered seats"""

    def make(scope: Scope) -> UUID:
        cohorts.add(scope, programme_id, **values)
        return programme_id

    return perform(
        make, _show, look=lambda scope: queries.own_programme(scope, programme_id), status=201
    )


@area.act("PUT", ONE + COHORT, WRITE, told.Programme, given.CohortIn, versioned=True)
def change_cohort(values: dict[str, Any], programme_id: UUID, cohort_id: UUID) -> Response:
    """Say a cohort anew; fewer seats as long as nobody loses one"""
    return _on_cohort(
        programme_id,
        cohort_id,
        lambda scope: undoable(Act.CHANGE_COHORT, cohorts.change)(scope, cohort_id, **values),
    )


@area.act("PUT", f"{ONE}{COHORT}/undoing", WRITE, told.Programme, versioned=True)
def undo_cohort(programme_id: UUID, cohort_id: UUID) -> Response:
    """Take back what one has just changed of the cohort, while nothing has happened since"""
    return _on_cohort(programme_id, cohort_id, lambda scope: undo_last(scope, cohort_id))


@area.act("PUT", f"{ONE}{COHORT}/closing", WRITE, told.Programme, versioned=True)
def close_cohort(programme_id: UUID, cohort_id: UUID) -> Response:
    """Nobody joins the cohort any more; nobody may be in it"""
    return _on_cohort(programme_id, cohort_id, lambda scope: cohorts.close(scope, cohort_id))


def _on_cohort(programme_id: UUID, cohort_id: UUID, act: Any) -> Response:
    def look(scope: Scope) -> None:
        if queries.own_cohort(scope, cohort_id).programme_id != programme_id:
            raise NotFound(N_("There is no such cohort."))

    def make(scope: Scope) -> UUID:
        act(scope)
        return programme_id

    return perform(make, _show, look=look, tag=lambda scope: _tag(scope, programme_id))


def _show(scope: Scope, programme_id: UUID) -> Response:
    row = queries.own_programme(scope, programme_id)
    return answer(_tell(own.one(scope, programme_id), row), tag=_tag(scope, programme_id))


def _tag(scope: Scope, programme_id: UUID) -> str:
    """The row's version, and the seats and days beside it."""
    row = queries.own_programme(scope, programme_id, lock=request.method not in etags.READS)
    seen = own.one(scope, programme_id)
    beside = repr((seen.cohorts, outlook(seen, clock.today())))
    return etags.of_version(row.version, hashlib.sha256(beside.encode()).hexdigest()[:12])


def _tell(programme: PublishedProgramme, row: Programme | None = None) -> Told:
    cents = programme.price_cents
    return tell_programme(
        programme,
        price=None if cents is None else cents / 100,
        chance=outlook(programme, clock.today()).chance.value,
        cohorts=[_cohort(each) for each in programme.cohorts],
        **{name: None if row is None else getattr(row, name) for name in NOT_TOLD},
    )


def _cohort(cohort: OpenCohort) -> Told:
    return tell_cohort(cohort)


desk = Desk(
    area,
    ONE,
    WRITE,
    told.Programme,
    look=queries.own_programme,
    tag=_tag,
    show=_show,
)
desk.act(
    "publication",
    undoable(Act.SHOW_PROGRAMME, catalogue.publish),
    says="Show it in the catalogue, also after a pause",
)
desk.act(
    "pause",
    undoable(Act.PAUSE_PROGRAMME, catalogue.pause),
    given.ProgrammePauseIn,
    says="Take nobody in for a while",
)
desk.act(
    "undoing",
    undo_last,
    says="Take back what one has just changed of it, while nothing has happened since",
)
desk.act("closing", catalogue.close, says="Take it out of the catalogue for good")
