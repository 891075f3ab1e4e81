"""A home opens, offers and declines."""

from datetime import date, datetime, timedelta
from uuid import UUID

from network.availability.holds import give_back, hold
from network.availability.queries import people_of
from network.requests import queries
from network.requests.lifecycle import AskMove, AskState
from network.requests.models import Ask
from network.requests.moves import current_state, move
from network.requests.reasons import Decline
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid, NotFound
from tenants.roles import Permission, may, require
from tenants.scope import Scope
from tenants.staffing import check_people

HOLD = timedelta(hours=48)
LONGEST_HOLD = timedelta(days=14)


def open_ask(scope: Scope, ask_id: UUID) -> Ask:
    """The home has looked: recorded once, by somebody who may answer, and shown to the asker."""
    found = queries.get_ask(scope, ask_id)
    if found.tenant_id == scope.tenant_id or not may(scope, Permission.ANSWER_ASKS):
        return found
    if current_state(found) is AskState.SENT:
        found = received_ask(scope, ask_id)
        if current_state(found) is AskState.SENT:
            seen = {"opened_at": clock.now(), "opened_by": scope.member_name}
            move(scope, found, AskMove.OPEN, columns=seen | _answerers(scope, found))
    return found


def offer(
    scope: Scope,
    ask_id: UUID,
    *,
    starts: date | None = None,
    ends: date | None = None,
    hold_for: timedelta = HOLD,
    note: str = "",
) -> Ask:
    """Offer a place of the asked group, held from now for `hold_for`.

    `starts` is the first day of the stay (the day asked for, or today, if not given), `ends` its
    planned end, if any. Raises NoFreePlace, CannotMove, Invalid, NotFound.
    """
    found = received_ask(scope, ask_id)
    first = starts or max(found.wanted_from, clock.today())
    _check_days(first, ends, hold_for)
    until: datetime = clock.now() + hold_for
    if current_state(found) is AskState.LAPSED:
        give_back(scope, found.id)
    offered = {"hold_until": until, "offered_from": first, "offered_until": ends}
    move(scope, found, AskMove.OFFER, note=note, columns=offered | _answerers(scope, found))
    _hold_for(scope, found, first, ends, until)
    return found


def _hold_for(scope: Scope, ask: Ask, starts: date, ends: date | None, until: datetime) -> None:
    hold(
        scope,
        ask.group_id,
        ask_id=ask.id,
        asker_id=ask.tenant_id,
        starts=starts,
        ends=ends,
        until=until,
    )


def decline(scope: Scope, ask_id: UUID, reason: Decline, *, note: str = "") -> Ask:
    """Say no, with a coded reason; "other" needs a word. A held place is free again.

    Raises Invalid, CannotMove, NotFound.
    """
    found = received_ask(scope, ask_id)
    if reason is Decline.OTHER and not note.strip():
        raise Invalid(N_("Say in a few words what the other reason is."), "note")
    move(scope, found, AskMove.DECLINE, reason.value, note)
    give_back(scope, found.id)
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


def _answerers(scope: Scope, ask: Ask) -> dict[str, object]:
    """Who answers an ask nobody was named for: the group's people, else whoever looks first."""
    if ask.recipient_responsible_id is not None:
        return {}
    responsible_id, deputy_id = people_of(scope, ask.group_id)
    return {
        "recipient_responsible_id": responsible_id or scope.member_id,
        "recipient_deputy_id": deputy_id if responsible_id else None,
    }


def received_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask that the scope's tenant received, locked, for somebody who may answer it.

    Raises NotFound for any other, NotAllowed for the wrong role.
    """
    found = queries.lock_ask(scope, ask_id)
    if found.recipient_id != scope.tenant_id:
        raise NotFound(N_("There is no such ask."))
    require(scope, Permission.ANSWER_ASKS)
    return found


def _check_days(starts: date, ends: date | None, hold_for: timedelta) -> None:
    if starts < clock.today():
        raise Invalid(N_("The stay cannot begin in the past."), "starts")
    if ends is not None and ends <= starts:
        raise Invalid(N_("The planned end must be after the first day."), "ends")
    if not timedelta(hours=1) <= hold_for <= LONGEST_HOLD:
        raise Invalid(N_("A place is held for at least an hour and at most 14 days."), "hold_hours")
