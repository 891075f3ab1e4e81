"""A centre writes, changes and closes its requests."""

from collections.abc import Mapping
from uuid import UUID

from network.availability.holds import give_back
from network.availability.towns import find
from network.numbering import next_number
from network.requests import guard, least, permitted, queries
from network.requests.actions.searching import begin_search, end_search
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import SEEKING, AskMove, RequestState
from network.requests.models import Request
from network.requests.moves import current_state, move, write_down
from network.requests.profile import Level, RequestKind
from network.requests.reasons import (
    UNMET_BY_CLOSING,
    UNMET_TO_CHOOSE,
    Closing,
    Ending,
    Unmet,
)
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

# What may still change while the request is open: what homes were told stays as it was told.
CHANGEABLE = frozenset(
    {"file_reference", "home_town", "forms", "wanted_from", "responsible_id", "deputy_id"}
)

FREE_TEXTS = ("risks", "own_words", "help_given")


class RequestClosed(Conflict):
    """The request is closed or its young person is placed."""

    code = "request_closed"


def write(
    scope: Scope,
    *,
    network_id: UUID | None = None,
    identity_needed: bool = False,
    **needs: object,
) -> Request:
    """A new request of the scope's tenant, open and numbered; nobody is asked yet.

    `needs` are the columns of Request that a person fills in, and of a place why no programme will
    do (`least.FIELDS`). Without a responsible member it is the writer's. Raises Invalid for what
    contradicts itself, for people who cannot answer it and for a number or an address in the free
    texts unless `identity_needed`; AlreadyLive.
    """
    kind = RequestKind(str(needs.get("kind", RequestKind.PLACE)))
    sought = Permission.REFER if kind is RequestKind.PROGRAMME else Permission.WRITE_REQUESTS
    require(scope, sought)
    check_texts(needs, identity_needed)
    guard.claim(scope, str(needs.get("file_reference", "")), kind=kind)
    needs.setdefault("responsible_id", scope.member_id)
    needs["home_town"] = known_town(needs.get("home_town"))
    said = {name: str(needs.pop(name, "")) for name in FREE_TEXTS}
    why_not = least.taken(needs)
    request = Request(
        tenant_id=scope.tenant_id,
        id=new_id(),
        network_id=_network(scope, network_id),
        number=next_number(scope, "request"),
        **needs,
    )
    check_people(scope, request.responsible_id, request.deputy_id)
    _seal(scope, request, said)
    db.session.add(request)
    db.session.flush()
    write_down(scope, request, "write")
    least.keep(scope, request, why_not)
    begin_search(scope, request)
    return request


def _seal(scope: Scope, request: Request, said: Mapping[str, str]) -> None:
    """Every request has a key, also where it says nothing: homes write to its centre under it."""
    words = door.begin(scope, request.id)
    for name, text in said.items():
        words.put(request, name, text)


def change(scope: Scope, request_id: UUID, changes: Mapping[str, object]) -> Request:
    """Change what is CHANGEABLE of an open request. Raises RequestClosed, Invalid, NotFound."""
    request = open_request(scope, request_id)
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"of a request {sorted(unknown)} does not change")
    if "file_reference" in changes:
        guard.claim(
            scope,
            str(changes["file_reference"]),
            but=request.id,
            kind=RequestKind(request.kind),
        )
    for name, value in changes.items():
        setattr(request, name, known_town(value) if name == "home_town" else value)
    check_people(scope, request.responsible_id, request.deputy_id)
    write_down(scope, request, "change")
    return request


def close(
    scope: Scope, request_id: UUID, reason: Closing, *, unmet: Unmet | None = None
) -> Request:
    """End the search without a stay: live asks are released, held places given back.

    Where the reason does not say by itself what became of the need, `unmet` does. Raises
    RequestClosed if a place is accepted (cancel that first) or it is closed already, Invalid.
    """
    request = open_request(scope, request_id)
    release_others(scope, request, None, Ending.REQUEST_CLOSED)
    request.closed_at = clock.now()
    request.closing = reason.value
    request.unmet = _unmet(reason, unmet)
    request.paused_at, request.pause = None, ""
    end_search(scope, request)
    write_down(scope, request, "close", reason.value)
    return request


def _unmet(reason: Closing, chosen: Unmet | None) -> str | None:
    """What the network could not give: told by the reason, or chosen where it tells nothing."""
    if reason in UNMET_BY_CLOSING:
        told = UNMET_BY_CLOSING[reason]
        return told.value if told else None
    if chosen not in UNMET_TO_CHOOSE:
        raise Invalid(N_("Say why the need was not met."), "unmet")
    return chosen.value


def open_request(scope: Scope, request_id: UUID) -> Request:
    """The own request, locked, for somebody who may write to it, if it is open.

    In this order: what is not seen is not found, whatever the role. Raises NotFound, NotAllowed,
    RequestClosed.
    """
    request = queries.lock_request(scope, request_id)
    require(scope, permitted.to_write(request))
    if queries.state_of(scope, request) is not RequestState.OPEN:
        raise RequestClosed(
            N_("This request is no longer open: a place was accepted, or it was closed.")
        )
    return request


def release_others(scope: Scope, request: Request, kept: UUID | None, ending: Ending) -> None:
    """End every ask of the request that still seeks an answer, but for `kept`.

    Access ends and held places are free with the same transaction.
    """
    for ask in queries.lock_asks(scope, request.id):
        if ask.id != kept and current_state(ask) in SEEKING:
            move(scope, ask, AskMove.RELEASE, ending.value)
            give_back(scope, ask.id)


def check_texts(needs: Mapping[str, object], identity_needed: bool) -> None:
    """Raises Invalid at the first text that holds what tells who somebody is, unless it must."""
    texts = {name: str(needs.get(name, "")) for name in FREE_TEXTS}
    refuse_identity(Level.ANONYMOUS, identity_needed, **texts)


def known_town(name: object) -> str:
    """The town as the gazetteer spells it; empty for none. Raises Invalid for one unknown."""
    if not name:
        return ""
    town = find(str(name))
    if town is None:
        raise Invalid(N_("We do not know this town. Check its spelling."), "home_town")
    return town.name


def _network(scope: Scope, chosen: UUID | None) -> UUID:
    """The network that was chosen, or the only one there is."""
    if chosen in scope.network_ids:
        return chosen
    if chosen is None and len(scope.network_ids) == 1:
        return scope.network_ids[0]
    raise Invalid(N_("Choose the network in which you look for a place."), "network_id")
