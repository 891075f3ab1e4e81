"""Programmes: the catalogue of the network, one of them, and how a house keeps its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.filters.lists import FilteredList
from network.programmes import catalogue, own, queries, waiting_list
from network.programmes.kinds import ProgrammeState
from network.programmes.models import Programme
from network.programmes.outlook import outlook
from network.programmes.published import (
    PublishedProgramme,
    published_programme,
    published_programmes,
)
from network.requests.models import Ask
from network.schemas.programmes import ProgrammeChange, ProgrammeIn, ProgrammePauseIn
from network.undoing.actions import Undoable, undoable
from network.undoing.inverses import Act
from network.web import programme_forms, programme_lists
from network.web.acts import Refused, carried_out, once
from network.web.desk import Desk, Forms
from network.web.paths import page_number
from network.web.programme_forms import ChangedMeanwhile
from network.web.rendering import FormView, page, see_other
from network.web.saved import opened_as_usual
from tenants import admission, clock, staffing
from tenants.database import new_id
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("programmes", __name__, url_prefix="/programmes")
MANAGES = Permission.MANAGE_PROGRAMMES
A_PAGE = 25
CHANGE = undoable(Act.CHANGE_PROGRAMME, catalogue.change)


@bp.get("")
def index() -> Response:
    """The catalogue as filtered by the query string; one we cannot read keeps what was typed."""
    scope = acting()
    if usual := opened_as_usual(FilteredList.PROGRAMMES):
        return usual
    try:
        found = programme_lists.catalogue(published_programmes(scope))
    except ValidationError as refusal:
        return _index(scope, FormView.refused(request.args, refusal), 422)
    return _index(scope, programme_lists.typed(), found=found)


def _index(scope: Scope, form: FormView, status: int = 200, found: Any = None) -> Response:
    return page(
        "programmes/index.html",
        "list",
        status,
        form=form,
        found=found,
        labels=programme_lists.field_labels(),
        further=programme_lists.further(form),
        facets=programme_lists.choices(form, found),
        address=programme_lists.address,
        refers=may(scope, Permission.REFER),
        export_filter=programme_lists.kept(),
        directories=[each for each in admission.networks() if each.directory],
        manages=may(scope, MANAGES),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A programme as its reader sees it; `row` is there where it is the reader's own house's."""

    programme: PublishedProgramme
    row: Programme | None


def seen(scope: Scope, programme_id: UUID) -> Seen:
    """An own programme in whatever state, or one of the catalogue. Raises NotFound."""
    try:
        row = queries.own_programme(scope, programme_id)
    except NotFound:
        return Seen(published_programme(scope, programme_id), None)
    return Seen(own.one(scope, programme_id), row)


@bp.get("/<uuid:programme_id>")
def show(programme_id: UUID) -> Response:
    """Everything that is said of a programme, and who may join."""
    scope = acting()
    return shown(scope, seen(scope, programme_id), {}, 200)


def shown(scope: Scope, found: Seen, refused: Mapping[str, FormView], status: int) -> Response:
    """The page of a programme, with the forms that were refused."""
    programme, row = found.programme, found.row
    manages = row is not None and may(scope, MANAGES) and row.state != ProgrammeState.CLOSED
    return page(
        "programmes/show.html",
        status=status,
        programme=programme,
        outlook=outlook(programme, clock.today()),
        own=row is not None,
        manages=manages,
        refers=may(scope, Permission.REFER),
        runs=may(scope, Permission.RUN_PROGRAMMES),
        attends=may(scope, Permission.ATTEND),
        people=_people(scope, row),
        waiting=_waiting(scope, row),
        forms=Forms(refused, **_cohort_forms(programme) if manages else {}),
        labels=programme_forms.cohort_labels(),
        form_id=new_id(),
    )


def _people(scope: Scope, row: Programme | None) -> Sequence[str]:
    """Who answers for an own programme; another house names nobody."""
    if row is None:
        return ()
    names = {member.id: member.name for member in staffing.active(scope)}
    return [names[each] for each in (row.responsible_id, row.deputy_id) if each in names]


def _waiting(scope: Scope, row: Programme | None) -> Sequence[Ask]:
    """The first of an own waiting list, for those who answer its asks."""
    if row is None or not may(scope, Permission.RUN_PROGRAMMES):
        return ()
    return waiting_list.first_of(scope, row.id)


def _cohort_forms(programme: PublishedProgramme) -> dict[str, FormView]:
    names = programme_forms.COHORT
    return {
        f"cohort_{each.id}": FormView({name: getattr(each, name) for name in names})
        for each in programme.cohorts
    }


def address(_scope: Scope, found: Seen) -> str:
    """Where it is looked at."""
    return url_for("programmes.show", programme_id=found.programme.id)


@bp.get("/own")
def own_list() -> Response:
    """The house's own programmes, also those that nobody else sees."""
    scope = acting()
    require(scope, MANAGES)
    everything = own.all_of(scope)
    last = max(1, -(-len(everything) // A_PAGE))
    number = min(page_number(), last)
    return page(
        "programmes/own.html",
        rows=programme_lists.listed(everything[(number - 1) * A_PAGE : number * A_PAGE]),
        number=number,
        last=last,
    )


@bp.get("/new")
def new() -> Response:
    scope = acting()
    require(scope, MANAGES)
    return _new(FormView(programme_forms.USUAL | {"responsible_id": scope.member_id}))


def _new(form: FormView, status: int = 200) -> Response:
    offered = programme_forms.offered(acting(), new=True)
    return page("programmes/new.html", status=status, form=form, form_id=new_id(), **offered)


@bp.post("")
def create() -> Response:
    """A new programme, which only its own house sees until it is shown."""
    scope = acting()
    require(scope, MANAGES)
    try:
        made = carried_out(
            ProgrammeIn(),
            lambda **said: once(scope, lambda: catalogue.draft(scope, **said).id),
        )
    except Refused as refusal:
        return _new(refusal.form, refusal.status)
    return see_other(url_for("programmes.show", programme_id=made), "programme_saved")


@bp.get("/<uuid:programme_id>/edit")
def edit(programme_id: UUID) -> Response:
    scope = acting()
    found = queries.own_programme(scope, programme_id)
    require(scope, MANAGES)
    return _edit(found, FormView(programme_forms.known(found)))


def _edit(found: Programme, form: FormView, status: int = 200, version: object = "") -> Response:
    return page(
        "programmes/edit.html",
        status=status,
        programme=found,
        form=form,
        version=version or form.text("version"),
        **programme_forms.offered(acting()),
    )


@bp.post("/<uuid:programme_id>")
def change(programme_id: UUID) -> Response:
    """Save the whole form, unless somebody has changed meanwhile what it shows."""
    scope = acting()
    queries.own_programme(scope, programme_id)
    require(scope, MANAGES)

    def save(**said: object) -> object:
        found = queries.own_programme(scope, programme_id, lock=True)
        programme_forms.require_same(found, request.form.get("version", ""))
        return CHANGE(scope, programme_id, **said)

    try:
        done = carried_out(ProgrammeChange(), save)
    except Refused as refusal:
        found = queries.own_programme(scope, programme_id)
        now = found.version if isinstance(refusal.__cause__, ChangedMeanwhile) else ""
        return _edit(found, refusal.form, refusal.status, now)
    back = url_for("programmes.show", programme_id=programme_id)
    return see_other(back, "programme_saved", cast(Undoable | None, done))


def _own(scope: Scope, programme_id: UUID) -> Seen:
    queries.own_programme(scope, programme_id)
    return seen(scope, programme_id)


desk = Desk(bp, "programme_id", seen=_own, shown=shown, address=address)
desk.act(
    "publication",
    undoable(Act.SHOW_PROGRAMME, catalogue.publish),
    says="programme_shown",
    needs=MANAGES,
)
desk.act(
    "pause",
    undoable(Act.PAUSE_PROGRAMME, catalogue.pause),
    ProgrammePauseIn,
    says="programme_paused",
    needs=MANAGES,
)
desk.act("closing", catalogue.close, says="programme_closed", needs=MANAGES)
