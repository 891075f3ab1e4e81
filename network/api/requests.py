"""Requests: what a young person needs, and whom to ask for it."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api import asks, etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.placements.actions import court
from network.requests import lists, queries, spoken
from network.requests.actions import asking, sharing, siblings, writing
from network.requests.lifecycle import RequestState
from network.requests.models import Request
from network.schemas import requests as given
from network.schemas.answers import asks as told_asks
from network.schemas.answers import requests as told
from network.schemas.asks import AskIn
from network.schemas.legal_bases import FileLinkIn
from network.schemas.values import one_of
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("requests", "What young people need, without saying who they are.")
READ, WRITE = ApiScope.REQUESTS_READ, ApiScope.REQUESTS_WRITE
tell = teller(told.Request)
tell_row = teller(told.RequestRow)
tell_step = teller(told.Step)


class ListIn(Onward):
    """Which requests of the own organisation: in one state, and only those I answer for."""

    state = one_of(RequestState, load_default=None)
    mine = fields.Boolean(load_default=False)


@area.get("/requests", READ, told.RequestPage, query=ListIn)
def index(values: dict[str, Any]) -> Response:
    """Own requests, newest first"""
    found = lists.requests(
        acting(), state=values["state"], mine=values["mine"], before=values["after"]
    )
    items = [
        tell_row(
            row.request,
            state=row.state,
            live=row.live,
            offered=row.offered,
            declined=row.declined,
        )
        for row in found.rows
    ]
    return page(items, found.after)


@area.act("POST", "/requests", WRITE, told.Request, given.RequestIn, status=201)
def write(values: dict[str, Any]) -> Response:
    """Write a request; nobody is asked yet"""
    return perform(lambda scope: writing.write(scope, **values).id, told_request, status=201)


@area.get("/requests/<uuid:request_id>", READ, told.Request)
def show(request_id: UUID) -> Response:
    """One own request"""
    return told_request(acting(), request_id)


@area.act(
    "PATCH",
    "/requests/<uuid:request_id>",
    WRITE,
    told.Request,
    given.RequestChange(partial=True),
    versioned=True,
)
def change(values: dict[str, Any], request_id: UUID) -> Response:
    """Change what homes were not told of an open request; what is left out stays"""
    return perform(
        lambda scope: writing.change(scope, request_id, values).id,
        told_request,
        look=lambda scope: queries.get_request(scope, request_id),
        tag=lambda scope: _lock(scope, request_id),
    )


@area.get("/requests/<uuid:request_id>/steps", READ, told.StepList)
def steps(request_id: UUID) -> Response:
    """What was done with an own request, oldest first"""
    scope = acting()
    queries.get_request(scope, request_id)
    found = queries.request_steps(scope, request_id)
    why = spoken.reasons(scope, found)
    return answer({"items": [tell_step(one, reason=why[one.id]) for one in found]})


@area.get("/requests/<uuid:request_id>/asks", READ, told_asks.AskList)
def asks_of(request_id: UUID) -> Response:
    """Every ask of an own request, newest first"""
    scope = acting()
    queries.get_request(scope, request_id)
    return _show_asks(scope, request_id)


@area.act(
    "POST",
    "/requests/<uuid:request_id>/asks",
    ApiScope.ASKS_WRITE,
    told_asks.AskList,
    AskIn,
    status=201,
)
def ask(values: dict[str, Any], request_id: UUID) -> Response:
    """Ask up to five groups, each at disclosure level 0; all asks of the request are told"""

    def make(scope: Scope) -> UUID:
        asking.ask(scope, request_id, **values)
        return request_id

    return perform(
        make,
        _show_asks,
        look=lambda scope: queries.get_request(scope, request_id),
        status=201,
    )


def _show_asks(scope: Scope, request_id: UUID) -> Response:
    found = queries.asks_of(scope, request_id)
    return answer({"items": [asks.told_ask(scope, each) for each in found]})


def told_request(scope: Scope, request_id: UUID) -> Response:
    """The answer that tells one own request."""
    request = queries.get_request(scope, request_id)
    state = queries.state_of(scope, request)
    said = spoken.narrative(scope, request)
    told = tell(request, state=state, risks=said.risks, own_words=said.own_words)
    return answer(told, tag=etags.of_version(request.version, state))


def _tag(scope: Scope, request: Request) -> str:
    return etags.of_version(request.version, queries.state_of(scope, request))


def _lock(scope: Scope, request_id: UUID) -> str:
    return _tag(scope, queries.lock_request(scope, request_id))


desk = Desk(
    area,
    "/requests/<uuid:request_id>",
    WRITE,
    told.Request,
    look=queries.get_request,
    tag=_lock,
    show=told_request,
)
desk.act(
    "closing",
    undoable(Act.CLOSE, writing.close),
    given.RequestClosing,
    says="End the search without a stay; live asks are released",
)
desk.act(
    "family",
    siblings.join,
    given.FamilyIn,
    says="Look for a place together with another open request, of a brother or sister",
)
desk.act(
    "file",
    sharing.link_file,
    FileLinkIn,
    says="Say to which file a request belongs; only who opens it learns whose it is",
)
desk.act("parting", siblings.part, says="Look for a place alone again")
desk.act(
    "removal",
    court.removed,
    given.RemovedIn,
    says="A child was removed at once: the court is owed a proposal within twelve hours",
)
desk.act("court-filing", court.filed, says="The court has the proposal")
desk.act(
    "court-decision",
    court.decided,
    given.DecidedIn,
    says="The court has decided; from the day its order is final it wants to be carried out",
)
