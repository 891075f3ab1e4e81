"""Whoever works with a young person asks for programmes; the house of one answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.programmes import queries, seats
from network.programmes.kinds import SeatUse
from network.programmes.models import Cohort
from network.programmes.published import PublishedProgramme, programmes_by_ids
from network.queue import defer
from network.requests.actions.answering import (
    HOLD,
    answerers,
    check_hold,
    received_ask,
)
from network.requests.actions.asking import (
    Addressee,
    AskedAlready,
    check_room,
    checked_lines,
    put,
    still_living,
    to_put,
)
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import AskMove, AskState
from network.requests.models import Ask, Request
from network.requests.moves import SEAT_FREED, current_state, move, subject
from tenants import clock
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.scope import Scope


def ask(
    scope: Scope,
    request_id: UUID,
    programme_ids: Sequence[UUID],
    why: Mapping[UUID, str] | None = None,
    identity_needed: bool = False,
) -> list[Ask]:
    """Put the request to programmes of its network, each at disclosure level 0, with a line `why`.

    All of them or none. Raises NotFound for a programme that is not in the catalogue, TooManyAsks,
    AskedAlready, RequestClosed, Conflict for one that takes nobody in now, Invalid.
    """
    request = to_put(scope, request_id)
    chosen = list(dict.fromkeys(programme_ids))
    if not chosen:
        raise Invalid(N_("Choose at least one programme to ask for."), "programme_ids")
    found = programmes_by_ids(scope, chosen)
    live = still_living(scope, request)
    if again := {each.programme_id for each in live if each.programme_id} & set(chosen):
        raise AskedAlready(
            N_("You have asked for %(group)s already."), group=found[next(iter(again))].name
        )
    check_room(live, len(chosen))
    for each in chosen:
        _check(scope, request, found.get(each))
    lines = checked_lines(why, identity_needed)
    return [put(scope, request, _to(found[each]), lines.get(each, "")) for each in chosen]


def _check(scope: Scope, request: Request, found: PublishedProgramme | None) -> None:
    if found is None or found.network_id != request.network_id:
        raise NotFound(N_("There is no such programme."))
    if found.tenant_id == scope.tenant_id:
        raise Invalid(
            N_("This is a programme of your own house: enrol there without asking."),
            "programme_ids",
        )
    if not found.open:
        raise Conflict(N_("%(name)s takes nobody in at the moment."), name=found.name)


def _to(found: PublishedProgramme) -> Addressee:
    return Addressee(found.tenant_id, found.tenant_name, found.name, programme_id=found.id)


def offer(
    scope: Scope,
    ask_id: UUID,
    *,
    cohort_id: UUID | None = None,
    starts: date | None = None,
    ends: date | None = None,
    hold_for: timedelta = HOLD,
    note: str = "",
    identity_needed: bool = False,
) -> Ask:
    """Offer a seat of the programme that was asked for, held from now for `hold_for`.

    Without a cohort it is the first that one may still join and that has a free seat. Raises
    NoFreeSeat, CannotMove, Invalid, NotFound, NotAllowed.
    """
    found = received_ask(scope, ask_id)
    cohort = _cohort(scope, found, cohort_id)
    refuse_identity(found.level, identity_needed, note=note)
    first = starts or max(found.wanted_from, clock.today(), cohort.starts)
    last = ends or cohort.ends
    _check_days(cohort, first, last)
    check_hold(hold_for)
    _give(scope, found, cohort, (first, last), hold_for, note)
    return found


def offer_next(scope: Scope, ask: Ask, hold_for: timedelta) -> None:
    """Offer the first free seat to an ask of the waiting list, as the house's programme has it;
    whoever asked sees that nobody in person did it. Raises NoFreeSeat, and Invalid where the cohort
    is over before somebody is to begin; neither has written anything then."""
    cohort = _cohort(scope, ask, None)
    first = max(clock.today(), ask.wanted_from, cohort.starts)
    _check_days(cohort, first, cohort.ends)
    _give(scope, ask, cohort, (first, cohort.ends), hold_for, "")


def back_to_the_list(scope: Scope, ask: Ask) -> None:
    """An offer that ran out puts whoever let it to the end of the waiting list; nothing for an ask
    that has moved on meanwhile."""
    if current_state(ask) is AskState.LAPSED:
        clocks.stop(scope, ask.id, ClockKind.OFFER)
        move(scope, ask, AskMove.WAITLIST, columns={"waitlisted_at": clock.now()})


def _give(
    scope: Scope,
    found: Ask,
    cohort: Cohort,
    days: tuple[date, date | None],
    hold_for: timedelta,
    note: str,
) -> None:
    until = clock.now() + hold_for
    if current_state(found) is AskState.LAPSED:
        seats.give_back(scope, found.id)
        clocks.stop(scope, found.id, ClockKind.OFFER)
    offered = {"hold_until": until, "offered_from": days[0], "offered_until": days[1]}
    _hold(scope, found, cohort, until)  # first: who finds none has not offered anything
    move(scope, found, AskMove.OFFER, note=note, columns=offered | answerers(scope, found))
    clocks.start(scope, ClockKind.OFFER, subject(found), whose=found.tenant_id, due_at=until)
    _go_on(found, until)


def _hold(scope: Scope, ask: Ask, cohort: Cohort, until: datetime) -> None:
    seats.claim(scope, cohort.id, SeatUse.HOLD, until=until, ask_id=ask.id, asker_id=ask.tenant_id)


def _cohort(scope: Scope, ask: Ask, chosen: UUID | None) -> Cohort:
    """Of the programme that was asked for. Raises Conflict where it was a group."""
    if ask.programme_id is None:
        raise Conflict(N_("This ask is for a place, not for a programme."))
    cohorts = queries.cohorts_of(scope, ask.programme_id)
    if chosen is not None:
        found = next((each for each in cohorts if each.id == chosen), None)
        if found is None:
            raise Invalid(N_("This programme has no such cohort."), "cohort_id")
        return found
    free = queries.filled(scope, [each.id for each in cohorts])
    for each in cohorts:
        if free[each.id].free and joinable(each):
            return each
    raise seats.NoFreeSeat(seats.NO_SEAT)


def joinable(cohort: Cohort) -> bool:
    """Whether somebody may still be taken in today."""
    last = cohort.enrol_until or cohort.ends
    return last is None or clock.today() <= last


def _check_days(cohort: Cohort, starts: date, ends: date | None) -> None:
    if starts < max(clock.today(), cohort.starts):
        raise Invalid(N_("The cohort begins later, or this day is past."), "starts")
    if cohort.ends is not None and starts >= cohort.ends:
        raise Invalid(N_("The cohort is over by then."), "starts")
    if ends is not None and ends <= starts:
        raise Invalid(N_("The planned end must be after the first day."), "ends")


def extend(
    scope: Scope, ask_id: UUID, *, hold_for: timedelta, note: str, identity_needed: bool = False
) -> Ask:
    """Hold the offered seat longer: `hold_for` from now. The reason is told to whoever asked.

    Raises CannotMove once the hold has run out, Invalid without a reason or for less than there
    is already, NotFound.
    """
    found = received_ask(scope, ask_id)
    if not note.strip():
        raise Invalid(N_("Say why the seat is held longer."), "note")
    refuse_identity(found.level, identity_needed, note=note)
    check_hold(hold_for)
    until = clock.now() + hold_for
    if found.hold_until is not None and until <= found.hold_until:
        raise Invalid(N_("The seat is held longer than that already."), "hold_hours")
    move(scope, found, AskMove.EXTEND, note=note, columns={"hold_until": until})
    seats.hold_longer(scope, found.id, until)
    clocks.prolong(scope, ClockKind.OFFER, found.id, until)
    _go_on(found, until)
    return found


def _go_on(ask: Ask, until: datetime) -> None:
    """Once the hold has run out, the seat goes down the list."""
    defer(SEAT_FREED, at=until, tenant_id=ask.recipient_id, programme_id=str(ask.programme_id))


def not_ready(scope: Scope, ask_id: UUID, *, note: str = "", identity_needed: bool = False) -> Ask:
    """It fits, but it is too early: what is missing is said in the note. Raises CannotMove,
    Invalid without a note, NotFound."""
    found = received_ask(scope, ask_id)
    if not note.strip():
        raise Invalid(N_("Say what is needed first."), "note")
    refuse_identity(found.level, identity_needed, note=note)
    return move(scope, found, AskMove.NOT_READY, note=note, columns=answerers(scope, found))


def put_on_hold(
    scope: Scope, ask_id: UUID, *, review_on: date, note: str = "", identity_needed: bool = False
) -> Ask:
    """It rests, and the house looks at it again on a day. Raises CannotMove, Invalid for a day
    that is not to come, NotFound."""
    found = received_ask(scope, ask_id)
    if review_on <= clock.today():
        raise Invalid(N_("This day must be after today."), "review_on")
    refuse_identity(found.level, identity_needed, note=note)
    columns = {"review_on": review_on} | answerers(scope, found)
    move(scope, found, AskMove.PUT_ON_HOLD, note=note, columns=columns)
    clocks.stop(scope, found.id, ClockKind.REVIEW)
    clocks.start(scope, ClockKind.REVIEW, subject(found), due_at=clock.begins(review_on))
    return found
