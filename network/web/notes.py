"""All notes that the own organisation wrote on a thing, some at a time."""

from uuid import UUID

from flask import Blueprint, Response

from network.clocks.subjects import SubjectKind
from network.duties.queries import names_of
from network.notes import queries
from network.notes.subjects import look
from network.web.acts import cursor
from network.web.happenings import of_notes
from network.web.rendering import page
from tenants.login import acting

bp = Blueprint("notes", __name__)


@bp.get("/requests/<uuid:request_id>/notes")
def on_request(request_id: UUID) -> Response:
    return _listed(SubjectKind.REQUEST, request_id)


@bp.get("/asks/<uuid:ask_id>/notes")
def on_ask(ask_id: UUID) -> Response:
    return _listed(SubjectKind.ASK, ask_id)


@bp.get("/placements/<uuid:placement_id>/notes")
def on_placement(placement_id: UUID) -> Response:
    return _listed(SubjectKind.PLACEMENT, placement_id)


def _listed(kind: SubjectKind, subject_id: UUID) -> Response:
    scope = acting()
    matter = look(scope, kind, subject_id)
    found = queries.page(scope, matter, cursor())
    shown = found[: queries.PAGE]
    names = names_of(scope, [note.told_id for note in shown])
    return page(
        "notes/index.html",
        "list",
        matter=matter,
        lines=of_notes(shown, queries.said(scope, shown), scope.member_id, names),
        after=shown[-1].id if len(found) > queries.PAGE else None,
        first=cursor() is None,
    )
