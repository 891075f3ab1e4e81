"""A request is received, given more time, and decided. Times are those of GDPR article 12(3)."""

from datetime import date, timedelta
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.numbering import next_number
from network.records import door
from network.rights import queries, steps, terms, words
from network.rights.kinds import AskedBy, Decision, Proof, Right, Step
from network.rights.models import RightsRequest
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

LONGEST_AGO = timedelta(days=366)
DECIDES = Permission.DECIDE_RIGHTS


def receive(
    scope: Scope,
    person_id: UUID,
    *,
    kind: Right,
    asked_by: AskedBy,
    proof: Proof,
    received_on: date,
    asked: str,
) -> RightsRequest:
    """Somebody asks for a right, of a file that the member opens; it is due from the day it came.

    Raises NotFound, NotAllowed, Invalid.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    if not clock.today() - LONGEST_AGO <= received_on <= clock.today():
        raise Invalid(N_("Enter a day of the last year, today at the latest."), "received_on")
    made = RightsRequest(
        tenant_id=scope.tenant_id,
        id=new_id(),
        number=next_number(scope, "rights"),
        person_id=person_id,
        file_number=file.number,
        kind=kind.value,
        asked_by=asked_by.value,
        proof=proof.value,
        received_on=received_on,
        due_on=terms.answer_by(received_on),
        by_name=scope.member_name,
    )
    made.asked = words.sealed(scope, made, "asked", asked)
    db.session.add(made)
    db.session.flush()
    _watch(scope, made)
    steps.take(scope, made, Step.RECEIVED)
    return made


def extend(scope: Scope, rights_request_id: UUID, *, extension: str) -> RightsRequest:
    """Two further months, once, within the first one; whoever asked is told why.

    Raises NotFound, NotAllowed, Conflict.
    """
    found = _undecided(scope, rights_request_id)
    if found.extended_at is not None:
        raise Conflict(N_("The time was extended already."))
    if clock.today() > found.due_on:
        raise Conflict(N_("The month is over: the time can no longer be extended."))
    kept = words.sealed(scope, found, "extension", extension)
    found.extended_at, found.extension = clock.now(), kept
    found.due_on = terms.extended_to(found.received_on)
    db.session.flush()
    clocks.stop(scope, found.id, ClockKind.RIGHTS_ANSWER)
    _watch(scope, found)
    steps.take(scope, found, Step.EXTENDED)
    return found


def decide(
    scope: Scope, rights_request_id: UUID, *, decision: Decision, answer: str = ""
) -> RightsRequest:
    """Grant, partly grant or refuse it, or note that it was taken back. What is not granted in
    full needs a reason (GDPR article 12(4)).

    Raises NotFound, NotAllowed, Conflict where it is decided, Invalid.
    """
    found = _undecided(scope, rights_request_id)
    if not answer and decision in (Decision.PARTLY, Decision.REFUSED):
        raise Invalid(N_("Say why it is not granted in full."), "answer")
    found.answer = words.sealed(scope, found, "answer", answer) if answer else None
    found.decision, found.decided_at = decision.value, clock.now()
    found.decided_by_id, found.decided_by = scope.member_id, scope.member_name
    db.session.flush()
    clocks.meet(scope, ClockKind.RIGHTS_ANSWER, found.id)
    steps.take(scope, found, Step(decision.value))
    return found


def granted(scope: Scope, rights_request_id: UUID, kind: Right) -> RightsRequest:
    """A request of that kind that was granted, in full or partly, so that it can be carried out.

    Raises NotFound, NotAllowed, Conflict.
    """
    found = queries.request(scope, rights_request_id, lock=True)
    check_granted(found, kind)
    return found


def check_granted(found: RightsRequest, kind: Right) -> None:
    """Raises Conflict where something else was asked for, or it was not granted."""
    if found.kind != kind:
        raise Conflict(N_("Something else was asked for."))
    if found.decision not in (Decision.GRANTED, Decision.PARTLY):
        raise Conflict(N_("Grant the request first."))


def _undecided(scope: Scope, rights_request_id: UUID) -> RightsRequest:
    found = queries.request(scope, rights_request_id)
    require(scope, DECIDES)
    found = queries.request(scope, rights_request_id, lock=True)
    if found.decision:
        raise Conflict(N_("This request is decided already."))
    return found


def _watch(scope: Scope, found: RightsRequest) -> None:
    subject = Subject(SubjectKind.RIGHTS_REQUEST, found.id, found.number)
    over = clock.begins(found.due_on + timedelta(days=1))
    clocks.start(scope, ClockKind.RIGHTS_ANSWER, subject, due_at=over)
