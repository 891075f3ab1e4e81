"""A centre calls several organisations to a meeting on a search that is stuck, or on one decline
(the inter-agency meeting of the network's agreement); no statute sets a time for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.requests import permitted, queries
from network.requests.beside import Appeal
from network.requests.lifecycle import AskState
from network.requests.models import Request
from network.requests.moves import current_state, write_down
from network.requests.reasons import AppealOutcome, Sitting
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.gaps import ID, US, filled
from tenants.roles import require
from tenants.scope import Scope


def call_meeting(
    scope: Scope,
    request_id: UUID,
    *,
    called_for: str,
    ask_id: UUID | None = None,
    meets_on: date | None = None,
    participants: Sequence[Sitting] = (),
) -> Request:
    """Call for a meeting on the request, or on the decline `ask_id` of it; one at a time.

    Raises NotFound, NotAllowed, Conflict while one is called for or the request is closed, Invalid.
    """
    request = _own(scope, request_id)
    if request.closed_at is not None:
        raise Conflict(N_("This search is over."))
    if _called(scope, request) is not None:
        raise Conflict(N_("A meeting is called for already. Record first what it came to."))
    if not called_for.strip():
        raise Invalid(N_("Say what the meeting is to decide."), "called_for")
    if ask_id is not None:
        _check_decline(scope, request, ask_id)
    appeal = Appeal(
        tenant_id=scope.tenant_id,
        id=new_id(),
        request_id=request.id,
        ask_id=ask_id,
        meets_on=meets_on,
        participants=[each.value for each in participants],
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    door.begin(scope, request.id).put(appeal, "called_for", called_for.strip())
    db.session.add(appeal)
    db.session.flush()
    write_down(scope, request, "call_meeting")
    return request


def conclude_meeting(
    scope: Scope,
    request_id: UUID,
    *,
    outcome: AppealOutcome,
    conclusion: str = "",
    held_on: date | None = None,
    participants: Sequence[Sitting] = (),
) -> Request:
    """What the meeting came to, when it was held and who sat there; or that it was withdrawn.

    Raises NotFound, NotAllowed, Conflict if none is called for, Invalid without its day.
    """
    request = _own(scope, request_id)
    appeal = _called(scope, request)
    if appeal is None:
        raise Conflict(N_("No meeting is called for."))
    if outcome is not AppealOutcome.WITHDRAWN and held_on is None:
        raise Invalid(N_("Give the day on which the meeting was held."), "held_on")
    if held_on is not None and held_on > clock.today():
        raise Invalid(N_("That day lies in the future."), "held_on")
    door.begin(scope, request.id).put(appeal, "conclusion", conclusion.strip())
    appeal.outcome, appeal.held_on = outcome.value, held_on
    if participants:
        appeal.participants = [each.value for each in participants]
    write_down(scope, request, "conclude_meeting", outcome.value)
    return request


def appeals_of(scope: Scope, request_id: UUID) -> Sequence[Appeal]:
    """The meetings on an own request, the newest first."""
    return db.session.scalars(_OF_REQUEST, filled(scope, id=request_id)).all()


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting, with what it was called for and what it concluded."""

    appeal: Appeal
    called_for: str
    conclusion: str


def meetings_of(scope: Scope, request_id: UUID) -> list[Called]:
    """The same with their words."""
    found = appeals_of(scope, request_id)
    words = door.about(scope, request_id) if found else None
    return [
        Called(one, words.of(one, "called_for"), words.of(one, "conclusion"))
        for one in found
        if words
    ]


_OF_REQUEST = (
    select(Appeal).where(Appeal.tenant_id == US, Appeal.request_id == ID).order_by(Appeal.id.desc())
)


def _own(scope: Scope, request_id: UUID) -> Request:
    request = queries.lock_request(scope, request_id)
    require(scope, permitted.to_write(request))
    return request


def _called(scope: Scope, request: Request) -> Appeal | None:
    """The meeting that was called for and has come to nothing yet; the request is locked."""
    return next((one for one in appeals_of(scope, request.id) if one.outcome is None), None)


def _check_decline(scope: Scope, request: Request, ask_id: UUID) -> None:
    ask = queries.own_ask(scope, ask_id)
    if ask.request_id != request.id:
        raise NotFound(N_("There is no such ask."))
    if current_state(ask) is not AskState.DECLINED:
        raise Invalid(N_("Only a decline can be taken to a meeting."), "ask_id")
