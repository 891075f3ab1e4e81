"""Drafts: requests that are still being written. Each is deleted after thirty days at rest."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags, requests
from network.api.areas import Area
from network.api.performing import perform
from network.api.telling import answer, teller
from network.requests import drafts, identity
from network.requests.actions import drafting
from network.requests.drafts import RequestDraft, Step
from network.schemas.answers import drafts as told
from network.schemas.answers import requests as told_requests
from network.schemas.drafts import DraftIn, TextIn, complete, kept, missing
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("drafts", "Requests that are still being written.")
READ, WRITE = ApiScope.REQUESTS_READ, ApiScope.REQUESTS_WRITE
tell = teller(told.Draft)
tell_finding = teller(told.Finding)


@area.get("/requests/drafts", READ, told.DraftList)
def index() -> Response:
    """One's own drafts, the last changed first"""
    scope = acting()
    found = drafts.own(scope)
    said = drafts.wholes(scope, found)
    return answer({"items": [_told(draft, said[draft.id]) for draft in found]})


@area.act("POST", "/requests/drafts", WRITE, told.Draft, DraftIn(partial=True), status=201)
def begin(values: dict[str, Any]) -> Response:
    """Begin to write a request; any field may still be missing"""
    return perform(lambda scope: drafting.begin(scope, kept(values)).id, _show, status=201)


@area.get("/requests/drafts/<uuid:draft_id>", READ, told.Draft)
def show(draft_id: UUID) -> Response:
    """One draft of the own organisation"""
    scope = acting()
    _seen(scope, draft_id)
    return _show(scope, draft_id)


@area.act(
    "PATCH",
    "/requests/drafts/<uuid:draft_id>",
    WRITE,
    told.Draft,
    DraftIn(partial=True),
    versioned=True,
)
def save(values: dict[str, Any], draft_id: UUID) -> Response:
    """Change some fields of a draft; an empty value clears one, what is left out stays"""
    return perform(
        lambda scope: drafting.save(scope, draft_id, kept(values), of=values).id,
        _show,
        look=lambda scope: _seen(scope, draft_id),
        tag=lambda scope: _tag(drafts.get(scope, draft_id, lock=True)),
    )


@area.act("PUT", "/requests/drafts/<uuid:draft_id>/renewal", WRITE, told.Draft)
def renew(draft_id: UUID) -> Response:
    """Keep the draft for another thirty days"""
    return perform(
        lambda scope: drafting.renew(scope, draft_id).id,
        _show,
        look=lambda scope: _seen(scope, draft_id),
    )


@area.act(
    "PUT", "/requests/drafts/<uuid:draft_id>/sending", WRITE, told_requests.Request, status=201
)
def send(draft_id: UUID) -> Response:
    """The draft becomes a request; sent again, it is the same request"""
    return perform(
        lambda scope: drafting.send(scope, draft_id, complete),
        requests.told_request,
        look=lambda scope: drafts.sent_as(scope, draft_id) or _seen(scope, draft_id),
        status=201,
    )


@area.act("DELETE", "/requests/drafts/<uuid:draft_id>", WRITE, None, status=204)
def discard(draft_id: UUID) -> Response:
    """Delete the draft for good"""

    def make(scope: Scope) -> UUID:
        drafting.discard(scope, draft_id)
        return draft_id

    return perform(
        make,
        lambda _scope, _draft_id: answer(None),
        look=lambda scope: _seen(scope, draft_id),
        status=204,
    )


@area.act("POST", "/requests/identity", WRITE, told.FindingList, TextIn)
def look(values: dict[str, Any]) -> Response:
    """What in a text may tell who it is about; the text is not kept"""
    found = identity.findings(values["text"])
    return answer({"items": [tell_finding(one) for one in found]})


def _show(scope: Scope, draft_id: UUID) -> Response:
    draft = drafts.get(scope, draft_id)
    return answer(_told(draft, drafts.whole(scope, draft)), tag=_tag(draft))


def _told(draft: RequestDraft, content: dict[str, Any]) -> dict[str, Any]:
    gaps = [name for step in Step for name in missing(content, step)]
    return tell(draft, content=content, missing=gaps)


def _tag(draft: RequestDraft) -> str:
    return etags.of_version(draft.version, str(draft.renewed_at))


def _seen(scope: Scope, draft_id: UUID) -> RequestDraft:
    """A draft that was not sent, for somebody who writes. Raises NotFound, then NotAllowed."""
    try:
        found = drafts.get(scope, draft_id)
    except drafts.DraftSent as sent:
        raise NotFound(N_("There is no such draft.")) from sent
    require(scope, Permission.WRITE_REQUESTS)
    return found
