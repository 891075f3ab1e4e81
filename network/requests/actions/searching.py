"""Whether a search goes on: confirmed every two weeks, paused, ended, and taken up again.

A search that nobody confirms pauses: homes are not kept waiting for somebody who no longer comes
(keep-alive every 14 days, a full review every three months).
"""

from uuid import UUID

from sqlalchemy import update

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.requests import guard, permitted, queries
from network.requests.lifecycle import RequestState
from network.requests.models import Ask, Request
from network.requests.moves import write_down
from network.requests.profile import RequestKind
from network.requests.reasons import Pause
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import require
from tenants.scope import Scope

KEPT_ALIVE = (ClockKind.KEEP_ALIVE, ClockKind.FULL_REVIEW)


def begin_search(scope: Scope, request: Request) -> None:
    """From now on the centre confirms from time to time that the search is wanted."""
    for kind in KEPT_ALIVE:
        clocks.start(scope, kind, subject(request))


def confirm_search(scope: Scope, request_id: UUID) -> Request:
    """It is still needed: the next two weeks begin; a paused search goes on.

    Raises NotFound, NotAllowed, Conflict where the search is over.
    """
    request = _open(scope, request_id)
    if request.paused_at is not None:
        return _resume(scope, request)
    clocks.meet(scope, ClockKind.KEEP_ALIVE, request.id)
    clocks.start(scope, ClockKind.KEEP_ALIVE, subject(request))
    write_down(scope, request, "confirm")
    return request


def review_search(scope: Scope, request_id: UUID, note: str) -> Request:
    """The quarterly review has been made: what was found, in a few words. Raises as above."""
    request = _open(scope, request_id)
    if not note.strip():
        raise Invalid(N_("Write in a few words what the review found."), "note")
    clocks.meet(scope, ClockKind.FULL_REVIEW, request.id)
    clocks.start(scope, ClockKind.FULL_REVIEW, subject(request))
    write_down(scope, request, "review", words=note.strip())
    return request


def pause_search(scope: Scope, request_id: UUID, pause: Pause) -> Request:
    """The search rests: nothing is asked meanwhile, live asks stay as they are."""
    request = _open(scope, request_id)
    rest(scope, request, pause)
    return request


def rest(scope: Scope, request: Request, pause: Pause) -> None:
    """The same for whoever has locked it already; nothing to do if it rests."""
    if request.paused_at is None:
        request.paused_at, request.pause = clock.now(), pause.value
        clocks.stop(scope, request.id, ClockKind.KEEP_ALIVE)
        write_down(scope, request, "pause", pause.value)


def _resume(scope: Scope, request: Request) -> Request:
    request.paused_at, request.pause = None, ""
    clocks.start(scope, ClockKind.KEEP_ALIVE, subject(request))
    write_down(scope, request, "resume")
    return request


def end_search(scope: Scope, request: Request) -> None:
    """A place is found, or the request closed: nothing is due on it, and no home opens an ask of
    it again."""
    clocks.stop(scope, request.id, *KEPT_ALIVE)
    _mark(scope, request.id, ended=True)


def search_again(scope: Scope, request_id: UUID) -> None:
    """The place fell through: the search goes on where it was."""
    request = queries.lock_request(scope, request_id)
    if queries.state_of(scope, request) is RequestState.OPEN:
        _mark(scope, request.id, ended=False)
        if request.paused_at is None:
            begin_search(scope, request)


def fell_through(scope: Scope, ask: Ask) -> None:
    """Nobody came on the first day: the search goes on, unless it was not over. Somebody who waits
    for a place may have been given a seat of a programme meanwhile."""
    if queries.get_request(scope, ask.request_id).accepted_ask_id == ask.id:
        search_again(scope, ask.request_id)


def reopen_search(scope: Scope, request_id: UUID, note: str) -> Request:
    """A closed search is taken up again, with the reason; what was closed stays in its history.

    Raises NotFound, NotAllowed, Conflict where it is not closed or another request is open for
    the file, Invalid without a reason.
    """
    request = queries.lock_request(scope, request_id)
    require(scope, permitted.to_write(request))
    if request.closed_at is None:
        raise Conflict(N_("This search is not closed."))
    if not note.strip():
        raise Invalid(N_("Say why you open it again."), "note")
    guard.claim(scope, request.file_reference, but=request.id, kind=RequestKind(request.kind))
    request.closed_at = request.closing = request.unmet = None
    write_down(scope, request, "reopen", words=note.strip())
    _mark(scope, request.id, ended=False)
    begin_search(scope, request)
    return request


def subject(request: Request) -> Subject:
    """The request, as its clocks know it."""
    return Subject(SubjectKind.REQUEST, request.id, request.number)


def _mark(scope: Scope, request_id: UUID, *, ended: bool) -> None:
    db.session.execute(
        update(Ask)
        .where(Ask.tenant_id == scope.tenant_id, Ask.request_id == request_id)
        .values(search_ended_at=clock.now() if ended else None)
        .execution_options(synchronize_session="fetch")
    )


def _open(scope: Scope, request_id: UUID) -> Request:
    request = queries.lock_request(scope, request_id)
    require(scope, permitted.to_write(request))
    if queries.state_of(scope, request) is not RequestState.OPEN:
        raise Conflict(N_("This search is over."))
    return request
