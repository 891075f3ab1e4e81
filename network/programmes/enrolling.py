"""From an offered seat to the last day in a programme. Each act updates both sides in one
transaction."""

from datetime import date, timedelta
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.consent.kinds import Basis
from network.programmes import enrolments, queries, seats
from network.programmes.joining import (
    check_begin,
    check_open,
    check_reference,
    keep_reference,
)
from network.programmes.kinds import SeatUse
from network.programmes.lifecycle import (
    MOVES,
    EndReason,
    EnrolmentMove,
    EnrolmentState,
    refusal,
)
from network.programmes.models import Enrolment, EnrolmentStep, SeatClaim
from network.queue import defer
from network.requests import queries as requests
from network.requests.actions import searching
from network.requests.actions.answering import received_ask
from network.requests.actions.asking import sent_ask
from network.requests.actions.writing import open_request, release_others
from network.requests.lifecycle import AskMove
from network.requests.models import Ask, Request
from network.requests.moves import SEAT_FREED, move
from network.requests.moves import write_down as write_request
from network.requests.profile import RequestKind
from network.requests.reasons import Ending, Withdrawal
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

A_DAY = timedelta(days=1)
TO_TELL_OF_START = 3 * A_DAY  # as for arrivals


class EnrolmentPast(Conflict):
    """The enrolment is past that step, or not there yet."""

    code = "wrong_state"


def accept(scope: Scope, ask_id: UUID) -> Enrolment:
    """Whoever asked takes the offered seat: reserved, expected. Where the request is for a
    programme, every other ask is released and the search is over; a request for a place goes on.

    Raises NotFound, CannotMove, SeatLapsed, RequestClosed, NotAllowed.
    """
    request = requests.lock_request(scope, requests.own_ask(scope, ask_id).request_id)
    found = sent_ask(scope, ask_id)
    move(scope, found, AskMove.ACCEPT)
    open_request(scope, request.id)
    claimed = seats.take(scope, found.id)
    if request.kind == RequestKind.PROGRAMME:
        _settle(scope, request, found)
    enrolment = _expected(found, claimed)
    db.session.add(enrolment)
    db.session.flush()
    write_down(scope, enrolment, "accept", enrolment.expected_on)
    _await_start(scope, enrolment)
    return enrolment


def _settle(scope: Scope, request: Request, found: Ask) -> None:
    release_others(scope, request, found.id, Ending.PLACED_ELSEWHERE)
    request.accepted_ask_id = found.id
    searching.end_search(scope, request)
    write_request(scope, request, "accept")


def _expected(ask: Ask, claimed: SeatClaim) -> Enrolment:
    if ask.programme_id is None:
        raise Conflict(N_("This ask is for a place, not for a programme."))
    return Enrolment(
        tenant_id=ask.recipient_id,
        programme_id=ask.programme_id,
        cohort_id=claimed.cohort_id,
        claim_id=claimed.id,
        ask_id=ask.id,
        asker_id=ask.tenant_id,
        number=ask.number,
        state=EnrolmentState.EXPECTED.value,
        expected_on=ask.offered_from,
        planned_end=ask.offered_until,
    )


def cancel(scope: Scope, ask_id: UUID, reason: Withdrawal) -> Enrolment:
    """Whoever asked gives an accepted seat back before the first day; a request for a programme is
    open again. Raises NotFound, CannotMove, NotAllowed."""
    request = requests.lock_request(scope, requests.own_ask(scope, ask_id).request_id)
    found = sent_ask(scope, ask_id)
    move(scope, found, AskMove.CANCEL, reason.value)
    if request.accepted_ask_id == found.id:
        searching.search_again(scope, request.id)
        write_request(scope, request, "cancel", reason.value)
    enrolment = enrolments.of_ask(scope, found.id)
    if enrolment is None:
        raise NotFound(enrolments.NO_ENROLMENT)
    enrolment.state = EnrolmentState.CANCELLED.value
    enrolment.reason = reason.value
    db.session.flush()
    write_down(scope, enrolment, "cancel", reason=reason.value)
    clocks.stop(scope, enrolment.id, ClockKind.START)
    return enrolment


def enrol(
    scope: Scope,
    cohort_id: UUID,
    *,
    reference: str,
    began_on: date,
    planned_end: date | None = None,
) -> Enrolment:
    """Record somebody who takes part without an ask: of the own house, or who came by themselves.

    Raises NoFreeSeat, Invalid, EnrolmentReferenceTaken, NotFound, NotAllowed.
    """
    cohort = queries.own_cohort(scope, cohort_id)
    require(scope, Permission.RUN_PROGRAMMES)
    check_open(scope, cohort, began_on)
    check_begin(began_on, planned_end)
    check_reference(scope, cohort_id, reference, None)
    claimed = seats.claim(scope, cohort_id, SeatUse.ENROLMENT)
    enrolment = Enrolment(
        tenant_id=scope.tenant_id,
        programme_id=cohort.programme_id,
        cohort_id=cohort_id,
        claim_id=claimed.id,
        reference=reference.strip(),
        state=EnrolmentState.ENROLLED.value,
        began_on=began_on,
        planned_end=planned_end or cohort.ends,
    )
    _name_people(scope, enrolment)
    db.session.add(enrolment)
    keep_reference()
    write_down(scope, enrolment, "enrol", began_on)
    await_end(scope, enrolment)
    return enrolment


def begin(scope: Scope, enrolment_id: UUID, *, began_on: date, reference: str) -> Enrolment:
    """The first day has come, and so has the young person, under the house's own `reference`.

    Raises EnrolmentPast, Invalid, EnrolmentReferenceTaken, NotFound, NotAllowed.
    """
    enrolment = ours(scope, enrolment_id, EnrolmentMove.BEGIN)
    check_begin(began_on, enrolment.planned_end)
    check_reference(scope, enrolment.cohort_id, reference, enrolment.id)
    claimed = db.session.get_one(SeatClaim, (scope.tenant_id, enrolment.claim_id))
    claimed.kind = SeatUse.ENROLMENT.value
    enrolment.began_on, enrolment.reference = began_on, reference.strip()
    _name_people(scope, enrolment)
    keep_reference()
    record(scope, enrolment, EnrolmentMove.BEGIN, on_day=began_on)
    move_ask(scope, enrolment, AskMove.ARRIVE)
    clocks.meet(scope, ClockKind.START, enrolment.id)
    await_end(scope, enrolment)
    return enrolment


def not_start(scope: Scope, enrolment_id: UUID, reason: EndReason) -> Enrolment:
    """Nobody came: the seat is free again. Raises EnrolmentPast, NotFound, NotAllowed."""
    enrolment = ours(scope, enrolment_id, EnrolmentMove.NOT_START)
    record(scope, enrolment, EnrolmentMove.NOT_START, reason.value)
    release_seat(scope, enrolment)
    move_ask(scope, enrolment, AskMove.NOT_ARRIVE)
    clocks.meet(scope, ClockKind.START, enrolment.id)
    return enrolment


def of_enrolment(enrolment: Enrolment) -> Subject:
    """The enrolment, as its clocks know it."""
    return Subject(SubjectKind.ENROLMENT, enrolment.id, enrolment.number or enrolment.reference)


def await_end(scope: Scope, enrolment: Enrolment) -> None:
    """By the planned end it is told that it ended, or for how much longer it goes on."""
    on = enrolment.planned_end
    due_at = None if on is None else clock.begins(on)
    clocks.reach(scope, ClockKind.ENROLMENT_END, of_enrolment(enrolment), due_at)


def write_down(
    scope: Scope, enrolment: Enrolment, made: str, on_day: date | None = None, reason: str = ""
) -> None:
    """One change of an enrolment, as a row that both sides see, and in the trail."""
    db.session.add(
        EnrolmentStep(
            tenant_id=enrolment.tenant_id,
            enrolment_id=enrolment.id,
            asker_id=enrolment.asker_id,
            move=made,
            on_day=on_day,
            reason=reason,
            by_tenant_id=scope.tenant_id,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
        )
    )
    db.session.flush()
    house = scope.tenant_id == enrolment.tenant_id
    other = enrolment.asker_id if house else enrolment.tenant_id
    about = About("enrolment", enrolment.id, enrolment.number, other)
    trail.enter(
        scope, EntryKind.DECIDE, Purpose.CARE, about, basis=Basis.STATUTORY_TASK, detail=made
    )


def ours(scope: Scope, enrolment_id: UUID, made: EnrolmentMove) -> Enrolment:
    """An own enrolment, locked, from which the move is open. Raises NotFound, NotAllowed,
    EnrolmentPast."""
    enrolment = enrolments.lock(scope, enrolment_id)
    if enrolment.tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    require(scope, Permission.RUN_PROGRAMMES)
    if why := refusal(EnrolmentState(enrolment.state), made):
        raise EnrolmentPast(why)
    return enrolment


def record(
    scope: Scope,
    enrolment: Enrolment,
    made: EnrolmentMove,
    reason: str = "",
    on_day: date | None = None,
) -> None:
    """The move is made and written down."""
    enrolment.state = MOVES[made][1] or enrolment.state
    enrolment.reason = reason
    db.session.flush()
    write_down(scope, enrolment, made.value, on_day, reason)


def move_ask(scope: Scope, enrolment: Enrolment, made: AskMove) -> None:
    """The ask it follows, if there is one, moves along; why is told by the enrolment."""
    if enrolment.ask_id is not None:
        move(scope, received_ask(scope, enrolment.ask_id), made)


def release_seat(scope: Scope, enrolment: Enrolment) -> None:
    """Whoever is next may have the seat."""
    claimed = db.session.get_one(SeatClaim, (scope.tenant_id, enrolment.claim_id))
    if claimed.released_at is None:
        seats.release(claimed)
    if enrolment.ask_id is None:
        defer(SEAT_FREED, tenant_id=scope.tenant_id, programme_id=enrolment.programme_id)


def _name_people(scope: Scope, enrolment: Enrolment) -> None:
    """Somebody answers for every enrolment: who answered the ask, else the programme's people,
    else whoever records it."""
    named: tuple[UUID | None, UUID | None] = (None, None)
    if enrolment.ask_id is not None:
        ask = requests.get_ask(scope, enrolment.ask_id)
        named = (ask.recipient_responsible_id, ask.recipient_deputy_id)
    if named[0] is None:
        programme = queries.own_programme(scope, enrolment.programme_id)
        named = (programme.responsible_id, programme.deputy_id)
    enrolment.responsible_id = named[0] or scope.member_id
    enrolment.deputy_id = named[1] if named[0] else None


def _await_start(scope: Scope, enrolment: Enrolment) -> None:
    """That it began, or that nobody came, is told within three days of the first day."""
    if enrolment.expected_on is not None:
        due = clock.begins(enrolment.expected_on + TO_TELL_OF_START + A_DAY)
        subject = of_enrolment(enrolment)
        clocks.start(scope, ClockKind.START, subject, whose=enrolment.tenant_id, due_at=due)
