"""Papers that the two sides of an ask send each other with messages."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from network import contents
from network.documents.flaws import TooLarge
from network.requests import sent
from network.requests.actions import attaching, giving
from network.schemas.documents import PaperIn, SentDocumentIn
from network.web import asks
from network.web.acts import Refused, carried_out
from network.web.forms import status_for
from network.web.rendering import FormView, see_other
from tenants.errors import N_, Invalid
from tenants.login import acting
from tenants.roles import require

bp = Blueprint("papers", __name__, url_prefix="/asks/<uuid:ask_id>/papers")


@bp.post("")
@contents.takes_content
def send(ask_id: UUID) -> Response:
    """A message with a paper, to the other side."""
    scope = acting()
    ask = asks.seen(scope, ask_id)

    def put(**said: Any) -> object:
        content = contents.content()
        if content is None:
            raise Invalid(N_("Choose a file."), "file")
        return attaching.send_paper(scope, ask_id, content=content, **said)

    try:
        contents.refuse_too_large()
        carried_out(PaperIn(), put)
    except TooLarge as refusal:
        form = FormView.refused(contents.typed_before(), refusal)
        return asks.shown(scope, ask, {"send_paper": form}, status_for(refusal))
    except Refused as refusal:
        ask = asks.seen(scope, ask_id)
        return asks.shown(scope, ask, {"send_paper": refusal.form}, refusal.status)
    return see_other(asks.address(scope, ask), "message_sent")


@bp.post("/of-file")
def send_document(ask_id: UUID) -> Response:
    """A message with a document of the file, to the home."""
    scope = acting()
    ask = asks.seen(scope, ask_id)
    require(scope, asks.WRITES(ask))
    try:
        carried_out(SentDocumentIn(), lambda **said: giving.send_document(scope, ask_id, **said))
    except Refused as refusal:
        ask = asks.seen(scope, ask_id)
        return asks.shown(scope, ask, {"send_document": refusal.form}, refusal.status)
    return see_other(asks.address(scope, ask), "message_sent")


@bp.get("/<uuid:paper_id>")
def show(ask_id: UUID, paper_id: UUID) -> Response:
    """A paper, with the reader's name and the sender's over it."""
    return contents.shown(sent.opened(acting(), ask_id, paper_id))
