"""Documents of a young person's file: put in, looked at, taken out."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from network import contents
from network.documents import actions, queries
from network.documents.flaws import TooLarge
from network.schemas.documents import DocumentIn, RemovalIn
from network.web import files
from network.web.acts import Refused, carried_out, once
from network.web.forms import status_for
from network.web.rendering import FormView, see_other
from tenants.errors import N_, Invalid
from tenants.login import acting

bp = Blueprint("documents", __name__, url_prefix="/files/<uuid:person_id>/documents")


@bp.post("")
@contents.takes_content
def keep(person_id: UUID) -> Response:
    """Put a document into the file. A file that is chosen again stays the reader's own: a browser
    forgets what was chosen, everything typed comes back."""
    scope = acting()
    file = files.seen(scope, person_id)

    def put(**values: Any) -> UUID:
        content = contents.content()
        if content is None:
            raise Invalid(N_("Choose a file."), "file")
        return actions.keep(scope, person_id, content=content, **values).id

    try:
        contents.refuse_too_large()
        carried_out(DocumentIn(), lambda **values: once(scope, lambda: put(**values)))
    except TooLarge as refusal:
        form = FormView.refused(contents.typed_before(), refusal)
        return files.shown(scope, file, {"keep": form}, status_for(refusal))
    except Refused as refusal:
        return files.shown(scope, file, {"keep": refusal.form}, refusal.status)
    return see_other(_card(person_id), "document_kept")


@bp.get("/<uuid:document_id>")
def show(person_id: UUID, document_id: UUID) -> Response:
    """A document with the reader's name and the time over it, where it can be drawn on."""
    return contents.shown(queries.shown(acting(), person_id, document_id))


@bp.post("/<uuid:document_id>/removal")
def remove(person_id: UUID, document_id: UUID) -> Response:
    scope = acting()
    file = files.seen(scope, person_id)
    queries.document(scope, person_id, document_id)
    try:
        carried_out(
            RemovalIn(),
            lambda removal: actions.remove(scope, person_id, document_id, removal),
        )
    except Refused as refusal:
        return files.shown(scope, file, {f"remove_{document_id}": refusal.form}, refusal.status)
    return see_other(_card(person_id), "document_removed")


def _card(person_id: UUID) -> str:
    return url_for("files.show", person_id=person_id, _anchor="documents")
