"""Papers that the two sides of an ask send each other with messages, for programs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response

from network import contents
from network.api.areas import Area
from network.api.asks import READ, WRITE, tell_said
from network.api.performing import perform
from network.api.telling import answer
from network.documents.kinds import Media
from network.requests import queries, sent, thread
from network.requests.actions import attaching, giving
from network.requests.messages import Message
from network.schemas.answers import asks as told
from network.schemas.documents import PaperUpload, SentDocumentIn
from tenants.login import acting
from tenants.scope import Scope

area = Area("papers", "Papers that come with the messages of an ask.")
RULE = "/asks/<uuid:ask_id>/papers"


@area.act("POST", RULE, WRITE, told.Message, PaperUpload, status=201, location="files")
@contents.takes_content
def send(values: dict[str, Any], ask_id: UUID) -> Response:
    """Write to the other side with a paper, once the home knows who it is about"""
    content = values.pop("file")
    return _sent(
        ask_id, lambda scope: attaching.send_paper(scope, ask_id, content=content, **values)
    )


@area.act("POST", f"{RULE}/of-file", WRITE, told.Message, SentDocumentIn, status=201)
def send_document(values: dict[str, Any], ask_id: UUID) -> Response:
    """Write to the home with a document of the file, under the rules of a share"""
    return _sent(ask_id, lambda scope: giving.send_document(scope, ask_id, **values))


def _sent(ask_id: UUID, send_: Callable[[Scope], Message]) -> Response:
    def told_again(scope: Scope, message_id: UUID) -> Response:
        said = thread.message(scope, queries.get_ask(scope, ask_id), message_id)
        return answer(tell_said(said))

    return perform(
        lambda scope: send_(scope).id,
        told_again,
        look=lambda scope: queries.get_ask(scope, ask_id),
        status=201,
    )


@area.content(f"{RULE}/<uuid:paper_id>/content", READ, [media.value for media in Media])
def content(ask_id: UUID, paper_id: UUID) -> Response:
    """What a paper says; PDF and pictures with the member's name and the sender's over it"""
    return contents.shown(sent.opened(acting(), ask_id, paper_id))
