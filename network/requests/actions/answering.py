"""A home opens an ask, shows interest, offers a place and keeps it, or puts the ask on its list."""

from datetime import date, datetime, timedelta
from uuid import UUID

from network.availability.holds import extend_hold, give_back, hold
from network.availability.queries import people_of
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.requests import permitted, queries
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import AskMove, AskState
from network.requests.models import Ask
from network.requests.moves import current_state, move, subject
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import may, require
from tenants.scope import Scope
from tenants.staffing import check_people

HOLD = timedelta(hours=48)
LONGEST_HOLD = timedelta(days=14)


def open_ask(scope: Scope, ask_id: UUID) -> Ask:
    """The home has looked: recorded once, by somebody who may answer, and shown to the asker."""
    found = queries.get_ask(scope, ask_id)
    if found.tenant_id == scope.tenant_id or not may(scope, permitted.on_ask(scope, found)):
        return found
    if current_state(found) is AskState.SENT:
        found = received_ask(scope, ask_id)
        if current_state(found) is AskState.SENT:
            seen = {"opened_at": clock.now(), "opened_by": scope.member_name}
            move(scope, found, AskMove.OPEN, columns=seen | answerers(scope, found))
    return found


def show_interest(
    scope: Scope, ask_id: UUID, *, note: str = "", identity_needed: bool = False
) -> Ask:
    """The home can imagine it, and would like to know more. Raises CannotMove, NotFound."""
    found = received_ask(scope, ask_id)
    refuse_identity(found.level, identity_needed, note=note)
    return move(scope, found, AskMove.INTEREST, note=note, columns=answerers(scope, found))


def waitlist(scope: Scope, ask_id: UUID, *, note: str = "", identity_needed: bool = False) -> Ask:
    """The ask goes to the end of the group's waiting list. Raises CannotMove, NotFound."""
    found = received_ask(scope, ask_id)
    refuse_identity(found.level, identity_needed, note=note)
    listed = {"waitlisted_at": clock.now()} | answerers(scope, found)
    clocks.stop(scope, found.id, ClockKind.OFFER)  # of an offer that ran out
    return move(scope, found, AskMove.WAITLIST, note=note, columns=listed)


def offer(
    scope: Scope,
    ask_id: UUID,
    *,
    starts: date | None = None,
    ends: date | None = None,
    hold_for: timedelta = HOLD,
    note: str = "",
    identity_needed: bool = False,
) -> Ask:
    """Offer a place of the asked group, held from now for `hold_for`.

    `starts` is the first day of the stay (the day asked for, or today, if not given), `ends` its
    planned end, if any. Raises NoFreePlace, CannotMove, Invalid, NotFound.
    """
    found = received_ask(scope, ask_id)
    of_group(found)
    refuse_identity(found.level, identity_needed, note=note)
    first = starts or max(found.wanted_from, clock.today())
    _check_days(first, ends, hold_for)
    until = clock.now() + hold_for
    if current_state(found) is AskState.LAPSED:
        give_back(scope, found.id)
        clocks.stop(scope, found.id, ClockKind.OFFER)
    offered = {"hold_until": until, "offered_from": first, "offered_until": ends}
    move(scope, found, AskMove.OFFER, note=note, columns=offered | answerers(scope, found))
    _hold_place(scope, found, first, ends)
    clocks.start(scope, ClockKind.OFFER, subject(found), whose=found.tenant_id, due_at=until)
    return found


def _hold_place(scope: Scope, ask: Ask, starts: date, ends: date | None) -> None:
    until = ask.hold_until or clock.now()
    hold(
        scope,
        of_group(ask),
        ask_id=ask.id,
        asker_id=ask.tenant_id,
        starts=starts,
        ends=ends,
        until=until,
    )


def extend(
    scope: Scope, ask_id: UUID, *, hold_for: timedelta, note: str, identity_needed: bool = False
) -> Ask:
    """Hold the offered place longer: `hold_for` from now. The reason is told to the centre.

    Raises CannotMove once the hold has run out, Invalid without a reason or for less than there
    is already, NotFound.
    """
    found = received_ask(scope, ask_id)
    if not note.strip():
        raise Invalid(N_("Say why the place is held longer."), "note")
    refuse_identity(found.level, identity_needed, note=note)
    until: datetime = clock.now() + hold_for
    check_hold(hold_for)
    if found.hold_until is not None and until <= found.hold_until:
        raise Invalid(N_("The place is held longer than that already."), "hold_hours")
    move(scope, found, AskMove.EXTEND, note=note, columns={"hold_until": until})
    extend_hold(scope, found.id, until)
    clocks.prolong(scope, ClockKind.OFFER, found.id, until)
    return found


def assign(
    scope: Scope, ask_id: UUID, *, responsible_id: UUID | None, deputy_id: UUID | None
) -> Ask:
    """Who answers this ask in the home. Raises Invalid, NotFound."""
    found = received_ask(scope, ask_id)
    check_people(scope, responsible_id, deputy_id)
    found.recipient_responsible_id = responsible_id
    found.recipient_deputy_id = deputy_id
    db.session.flush()
    return found


def answerers(scope: Scope, ask: Ask) -> dict[str, object]:
    """Who answers an ask nobody was named for: the group's people, else whoever looks first."""
    if ask.recipient_responsible_id is not None:
        return {}
    responsible_id, deputy_id = people_of(scope, ask.group_id) if ask.group_id else (None, None)
    return {
        "recipient_responsible_id": responsible_id or scope.member_id,
        "recipient_deputy_id": deputy_id if responsible_id else None,
    }


def of_group(ask: Ask) -> UUID:
    """The group that was asked. Raises Conflict where it was a programme."""
    if ask.group_id is None:
        raise Conflict(N_("This ask is for a programme, not for a place."))
    return ask.group_id


def received_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask that the scope's tenant received, locked, for somebody who may answer it.

    Raises NotFound for any other, NotAllowed for the wrong role.
    """
    found = queries.lock_ask(scope, ask_id)
    if found.recipient_id != scope.tenant_id:
        raise NotFound(N_("There is no such ask."))
    require(scope, permitted.on_ask(scope, found))
    return found


def _check_days(starts: date, ends: date | None, hold_for: timedelta) -> None:
    if starts < clock.today():
        raise Invalid(N_("The stay cannot begin in the past."), "starts")
    if ends is not None and ends <= starts:
        raise Invalid(N_("The planned end must be after the first day."), "ends")
    check_hold(hold_for)


def check_hold(hold_for: timedelta) -> None:
    """Raises Invalid for a hold that is too short or too long."""
    if not timedelta(hours=1) <= hold_for <= LONGEST_HOLD:
        raise Invalid(N_("A place is held for at least an hour and at most 14 days."), "hold_hours")
