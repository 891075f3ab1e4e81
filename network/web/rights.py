"""What persons ask of a house: the register, one request, and the form that takes one in."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.records import door
from network.records.fields import FIELDS, WRITTEN
from network.rights import (
    actions,
    corrected,
    erasing,
    obstacles,
    queries,
    restriction,
    rewriting,
    steps,
)
from network.rights.kinds import Decision, Right
from network.rights.models import RightsRequest
from network.rights.rewriting import Correctable
from network.schemas.rights import (
    ExtensionIn,
    LiftingIn,
    MarkCorrectionIn,
    NoteCorrectionIn,
    RestrictionIn,
    RightDecisionIn,
    RightIn,
)
from network.web import formats
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.files import seen as seen_file
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("rights", __name__, url_prefix="/rights")
of_file = Blueprint("file_rights", __name__, url_prefix="/files/<uuid:person_id>/rights")
SHORT = 60  # characters by which a note is told from others
DECIDES, KEEPS = Permission.DECIDE_RIGHTS, Permission.KEEP_FILES


@bp.get("")
def index() -> Response:
    """The register, the newest first; or only what is still open."""
    open_only = request.args.get("show") == "open"
    found = queries.requests(acting(), open_only=open_only, before=cursor())
    return page(
        "rights/index.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        open_only=open_only,
        today=clock.today(),
    )


@bp.get("/<uuid:rights_request_id>")
def show(rights_request_id: UUID) -> Response:
    """One request, what was said, what happened, and what can be done next."""
    scope = acting()
    return _shown(scope, queries.request(scope, rights_request_id), {}, 200)


def _shown(
    scope: Scope, found: RightsRequest, refused: Mapping[str, FormView], status: int
) -> Response:
    decides = may(scope, DECIDES)
    erases = found.kind == Right.ERASURE
    granted = found.decision in (Decision.GRANTED, Decision.PARTLY)
    opened = may(scope, KEEPS) and door.opens(scope, found.person_id)
    corrects = found.kind == Right.RECTIFICATION and granted and opened
    return page(
        "rights/show.html",
        "request",
        status,
        one=found,
        said=queries.said(scope, found),
        steps=steps.of(scope, found),
        decides=decides,
        granted=granted,
        opens=opened,
        sessions=rewriting.correctable(scope, found.person_id) if corrects else None,
        erasure=erasing.of_request(scope, found) if erases else None,
        corrected=corrected.of_request(scope, found),
        categories=WRITTEN,
        fields={field.name: field for fields in FIELDS.values() for field in fields},
        session_choices=_session_choices,
        note_choices=_note_choices,
        restricted=restriction.of_request(scope, found)
        if found.kind == Right.RESTRICTION
        else None,
        kept=obstacles.of_file(scope, found.person_id) if erases and decides else (),
        extends=found.extended_at is None and clock.today() <= found.due_on,
        today=clock.today(),
        forms=Forms(refused),
    )


def _session_choices(found: Correctable) -> list[tuple[str, str]]:
    return [
        (str(session.id), f"{formats.moment(session.starts_at)}: {label(mark)}")
        for session, mark in found.marks
    ]


def _note_choices(found: Correctable) -> list[tuple[str, str]]:
    return [
        (str(note.id), f"{formats.moment(note.created_at)}, {note.by_name}: {said[:SHORT]}")
        for note, said in found.notes
    ]


@of_file.get("")
def listed(person_id: UUID) -> Response:
    """What was asked about one file, and the form for what is asked next."""
    return _asked(acting(), person_id, FormView.known(received_on=clock.today()))


@of_file.post("")
def receive(person_id: UUID) -> Response:
    scope = acting()
    seen_file(scope, person_id)
    try:
        made = carried_out(
            RightIn(),
            lambda **said: once(scope, lambda: actions.receive(scope, person_id, **said).id),
        )
    except Refused as refusal:
        return _asked(scope, person_id, refusal.form, refusal.status)
    return see_other(url_for("rights.show", rights_request_id=made), "right_received")


def _asked(scope: Scope, person_id: UUID, form: FormView, status: int = 200) -> Response:
    file = door.person(scope, person_id)
    require(scope, KEEPS)
    rows = queries.of_file(scope, person_id)
    return page(
        "rights/of_file.html", "form", status, file=file, rows=rows, form=form, form_id=new_id()
    )


def _address(_: Scope, found: RightsRequest) -> str:
    return url_for("rights.show", rights_request_id=found.id)


desk = Desk(
    Blueprint("rights_requests", __name__, url_prefix="/rights"),
    "rights_request_id",
    seen=queries.request,
    shown=_shown,
    address=_address,
)
desk.act("extension", actions.extend, ExtensionIn, says="right_extended", needs=DECIDES)
desk.act("decision", actions.decide, RightDecisionIn, says="right_decided", needs=DECIDES)
desk.act("restriction", restriction.restrict, RestrictionIn, says="file_restricted", needs=DECIDES)
desk.act("lifting", restriction.lift, LiftingIn, says="restriction_lifted", needs=DECIDES)
desk.act(
    "correction/mark",
    rewriting.correct_mark,
    MarkCorrectionIn,
    says="session_rectified",
    needs=KEEPS,
)
desk.act(
    "correction/note",
    rewriting.correct_note,
    NoteCorrectionIn,
    says="session_rectified",
    needs=KEEPS,
)
desk.act("erasure", erasing.ask, says="erasure_asked", needs=DECIDES, name="erase")
