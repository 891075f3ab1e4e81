"""Notes on a request, an ask or a placement: of the own organisation, for nobody else."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.clocks.subjects import SubjectKind
from network.notes import actions, queries
from network.notes.models import Note
from network.notes.subjects import look
from network.schemas import notes as given
from network.schemas.answers import notes as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("notes", "What the own organisation notes for itself; the other side never sees it.")
tell = teller(told.Note)


def _noted(kind: SubjectKind, read: ApiScope, write: ApiScope) -> None:
    """The notes on things of one kind, at the address of the thing."""
    rule = f"/{kind}s/<uuid:{kind}_id>/notes"

    def listed(values: dict[str, Any], **ids: UUID) -> Response:
        scope = acting()
        [id_] = ids.values()
        found = queries.page(scope, look(scope, kind, id_), values["after"])
        shown = found[: queries.PAGE]
        onward = shown[-1].id if len(found) > queries.PAGE else None
        said = queries.said(scope, shown)
        return page([tell(note, body=said[note.id]) for note in shown], onward)

    def noted(values: dict[str, Any], **ids: UUID) -> Response:
        [id_] = ids.values()
        return perform(
            lambda scope: actions.write(scope, kind, id_, **values).id,
            lambda scope, made: _one(scope, queries.one(scope, look(scope, kind, id_), made)),
            look=lambda scope: look(scope, kind, id_),
            status=201,
        )

    listed.__name__, listed.__doc__ = f"on_{kind}", "What we noted on it, newest first"
    noted.__name__, noted.__doc__ = f"note_on_{kind}", "Note something for us, and tell a colleague"
    area.get(rule, read, told.NotePage, query=Onward)(listed)
    area.act("POST", rule, write, told.Note, given.OwnNoteIn, status=201)(noted)


def _one(scope: Scope, note: Note) -> Response:
    return answer(tell(note, body=queries.said(scope, [note])[note.id]))


_noted(SubjectKind.REQUEST, ApiScope.REQUESTS_READ, ApiScope.REQUESTS_WRITE)
_noted(SubjectKind.ASK, ApiScope.ASKS_READ, ApiScope.ASKS_WRITE)
_noted(SubjectKind.PLACEMENT, ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE)
