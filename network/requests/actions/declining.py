"""A home says no, with reasons that count; takes a step back, or opens again what it declined."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from network.availability.holds import give_back
from network.availability.published import published_by_ids
from network.requests import catalogue
from network.requests.actions import reviewing
from network.requests.actions.answering import answerers, received_ask
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import AskMove, AskState
from network.requests.models import Ask
from network.requests.moves import await_reply, current_state, move
from network.requests.profile import Level, Urgency
from network.requests.reasons import AskAgain
from network.requests.thread import urgency
from network.requests.visits import cancel_visit
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

MOST_MORE = 2
AT_MOST_FIVE = "five other asks of this search live"  # how the database says it


class SearchOver(Conflict):
    """The centre's search has ended; there is nothing to open again."""

    code = "search_over"


def decline(
    scope: Scope,
    ask_id: UUID,
    reason: str,
    *,
    also_because: Sequence[str] = (),
    ask_again: AskAgain | None = None,
    ask_again_on: date | None = None,
    note: str = "",
    identity_needed: bool = False,
) -> Ask:
    """Say no, with one coded reason and up to two more; "other" needs a word.

    A held place is free again. `ask_again` is what would change the answer: a date
    (`ask_again_on`), a free place, a document. What the coordination reviews goes to it.
    Raises Invalid, CannotMove, NotFound.
    """
    found = received_ask(scope, ask_id)
    refuse_identity(found.level, identity_needed, note=note)
    chosen = catalogue.pick(reason, "reason")
    more = [catalogue.pick(code, "also_because").code for code in dict.fromkeys(also_because)]
    _check(reason, more, note, (ask_again, ask_again_on))
    columns = {
        "also_because": more,
        "ask_again": ask_again.value if ask_again else None,
        "ask_again_on": ask_again_on,
    }
    move(scope, found, AskMove.DECLINE, chosen.code, note, columns | answerers(scope, found))
    give_back(scope, found.id)
    if chosen.reviewable:
        reviewing.ask_for_review(scope, found)
    return found


def step_back(scope: Scope, ask_id: UUID, note: str, identity_needed: bool = False) -> Ask:
    """Take the last answer back, and say why: a hold is given up, a visit cancelled, a place on
    the waiting list lost. Raises CannotMove, Invalid, NotFound."""
    found = received_ask(scope, ask_id)
    if not note.strip():
        raise Invalid(N_("Say why you take it back."), "note")
    refuse_identity(found.level, identity_needed, note=note)
    before = current_state(found)
    if before in (AskState.OFFERED, AskState.LAPSED):
        give_back(scope, found.id)
    if before is AskState.VISIT_ARRANGED:
        cancel_visit(scope, found)
    lost = {"waitlisted_at": None} if before is AskState.WAITLISTED else {}
    move(scope, found, AskMove.STEP_BACK, note=note, columns=lost)
    _await_answer(scope, found)
    return found


def reopen(scope: Scope, ask_id: UUID, note: str, identity_needed: bool = False) -> Ask:
    """Open a declined ask again, and say why. It begins anew, at level 0: what the centre added
    for the home before stays closed to it.

    Raises SearchOver once the centre no longer looks, Conflict where it asks five others,
    CannotMove, Invalid, NotFound.
    """
    found = received_ask(scope, ask_id)
    if not note.strip():
        raise Invalid(N_("Say why you open it again."), "note")
    refuse_identity(Level.ANONYMOUS, identity_needed, note=note)
    return open_again(scope, found, note)


def open_again(scope: Scope, ask: Ask, note: str) -> Ask:
    """The same for whoever has locked it already. Raises SearchOver, CannotMove, Conflict."""
    if ask.search_ended_at is not None:
        raise SearchOver(N_("The centre no longer looks for a place, so nothing can be reopened."))
    if ask.group_id not in published_by_ids(scope, [ask.group_id]):
        raise Conflict(N_("This group is no longer on the board."))
    columns: dict[str, object] = {
        "ended_at": None,
        "end_reason": "",
        "also_because": [],
        "ask_again": None,
        "ask_again_on": None,
    }
    try:
        move(scope, ask, AskMove.REOPEN, note=note, columns=columns)
    except IntegrityError as refused:
        raise _not_again(refused) from refused
    db.session.refresh(ask)  # the database let its level fall and noted the time
    reviewing.make_pointless(scope, ask)
    _await_answer(scope, ask)
    return ask


def _not_again(refused: IntegrityError) -> Conflict:
    if AT_MOST_FIVE in str(refused.orig):
        return Conflict(N_("The centre asks five other homes by now, and no more at a time."))
    return Conflict(N_("The centre has asked this group anew; answer that ask."))


def _await_answer(scope: Scope, ask: Ask) -> None:
    if current_state(ask) is AskState.OPENED:
        await_reply(scope, ask, Urgency(urgency(scope, ask)))


def _check(
    reason: str,
    more: Sequence[str],
    note: str,
    again: tuple[AskAgain | None, date | None],
) -> None:
    wanted, on = again
    if catalogue.OTHER in (reason, *more) and not note.strip():
        raise Invalid(N_("Say in a few words what the other reason is."), "note")
    if len(more) > MOST_MORE or reason in more:
        raise Invalid(N_("Beside the main reason choose at most two others."), "also_because")
    if (wanted is AskAgain.ON_DATE) != (on is not None):
        raise Invalid(N_("Give the day from which asking again makes sense."), "ask_again_on")
    if on is not None and on <= clock.today():
        raise Invalid(N_("That day must lie in the future."), "ask_again_on")
