"""Importing a list: choose a file, see what it would do, then do it."""

from uuid import UUID

from flask import Blueprint, Response, make_response, request, url_for

from network.availability.importing import lists
from network.availability.importing.columns import Column, written
from network.availability.importing.faults import NotImportable, Unreadable
from network.availability.importing.lists import Aim, Rehearsal
from network.availability.importing.plan import Move
from network.availability.importing.reading import MOST_BYTES
from network.availability.importing.template import EXAMPLE, template
from network.statuses import status_of
from network.web import import_page
from network.web.rendering import FormView, page, see_other
from tenants import admission
from tenants.database import transaction
from tenants.errors import N_, DomainError, Invalid, NotAllowed
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may

bp = Blueprint("imports", __name__, url_prefix="/imports")

# A file of the largest size is somewhat larger as a hidden field.
MOST_POSTED = 2 * MOST_BYTES
UNPROCESSABLE = 422
EVERYONE = "everyone"


@bp.get("/new")
def new() -> Response:
    _require_some()
    return _new(FormView.known(whose=EVERYONE if _may_all() else "own"))


@bp.get("/template.csv")
def example() -> Response:
    """A list to fill in."""
    _require_some()
    answer = make_response(template("" if _may_all() else acting().tenant_name))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = 'attachment; filename="pristan.csv"'
    return answer


@bp.post("/rehearsals")
def rehearse() -> Response:
    """What the chosen file would do, or everything that is wrong with it. Changes nothing."""
    _require_some()
    chosen = request.files.get("file")
    try:
        if chosen is None or not chosen.filename:
            raise Unreadable(N_("Choose a file."))
        content = chosen.stream.read(MOST_BYTES + 1)
        aim = _aim(chosen.filename)
        with transaction():
            rehearsal = lists.rehearse(acting(), content, aim)
    except (Invalid, NotAllowed) as refusal:
        return _refused(refusal)
    return _rehearsed(rehearsal, aim, content)


@bp.post("")
def create() -> Response:
    """Take in the file that was rehearsed, if it still can be: all of it or nothing."""
    request.max_content_length = request.max_form_memory_size = MOST_POSTED
    _require_some()
    try:
        content = import_page.unpacked(request.form.get("content", ""))
        aim = _aim(request.form.get("name", ""))
        with transaction():
            lists.take_in(acting(), content, aim)
    except NotImportable as refusal:
        with transaction():
            rehearsal = lists.rehearse(acting(), content, aim)
        return _rehearsed(rehearsal.with_faults(refusal.faults), aim, content)
    except (Invalid, NotAllowed) as refusal:
        return _refused(refusal)
    return see_other(url_for("board.show" if aim.whole_network else "groups.index"), "imported")


def _require_some() -> None:
    """NotAllowed for those who may import neither their own places nor the network's."""
    if not _may_all() and not may(acting(), Permission.IMPORT_PLACES):
        raise NotAllowed(REFUSALS[Permission.IMPORT_PLACES])


def _may_all() -> bool:
    return may(acting(), Permission.IMPORT_ALL_PLACES)


def _aim(name: str) -> Aim:
    whole = request.form.get("whose") == EVERYONE
    try:
        network_id = UUID(request.form["network_id"]) if request.form.get("network_id") else None
    except ValueError:
        network_id = None
    return lists.aim_for(acting(), whole_network=whole, network_id=network_id, source=name)


def _new(form: FormView, status: int = 200) -> Response:
    scope = acting()
    several = len(scope.network_ids) > 1
    return page(
        "imports/new.html",
        status=status,
        form=form,
        networks=[(str(one.id), one.name) for one in admission.networks()] if several else [],
        may_all=_may_all(),
        may_own=may(scope, Permission.IMPORT_PLACES),
        columns=[(written(column), EXAMPLE[column]) for column in Column if column in EXAMPLE],
    )


def _refused(refusal: DomainError) -> Response:
    return _new(FormView.refused(request.form, refusal), status_of(refusal))


def _rehearsed(rehearsal: Rehearsal, aim: Aim, content: bytes) -> Response:
    return page(
        "imports/rehearsal.html",
        status=UNPROCESSABLE if rehearsal.faults else 200,
        rehearsal=rehearsal,
        plan=rehearsal.plan,
        moves=Move,
        differences=import_page.differences,
        aim=aim,
        kept={
            "content": import_page.packed(content),
            "name": aim.source,
            "whose": EVERYONE if aim.whole_network else "own",
            "network_id": aim.network_id,
        },
    )
