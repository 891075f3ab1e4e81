"""The acts that are the same for a place and for a programme, by what was asked for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from network.placements.actions import coming
from network.programmes import asking as of_programmes
from network.programmes import enrolling
from network.requests.actions import answering
from network.requests.models import Ask
from network.requests.queries import get_ask
from network.requests.reasons import Withdrawal
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def offer(scope: Scope, ask_id: UUID, *, cohort_id: UUID | None = None, **terms: Any) -> Ask:
    """Offer a place of the group, or a seat of the programme (of one cohort), that was asked for.

    Raises what `answering.offer` and `programmes.asking.offer` raise.
    """
    if _for_programme(scope, ask_id):
        return of_programmes.offer(scope, ask_id, cohort_id=cohort_id, **terms)
    if cohort_id is not None:
        raise Invalid(N_("A place has no cohort."), "cohort_id")
    return answering.offer(scope, ask_id, **terms)


def extend(
    scope: Scope, ask_id: UUID, *, hold_for: timedelta, note: str, identity_needed: bool = False
) -> Ask:
    """Hold it longer. Raises what `answering.extend` raises."""
    act = of_programmes.extend if _for_programme(scope, ask_id) else answering.extend
    return act(scope, ask_id, hold_for=hold_for, note=note, identity_needed=identity_needed)


def accept(scope: Scope, ask_id: UUID) -> object:
    """Take what is offered. Raises what `coming.accept` and `enrolling.accept` raise."""
    return (enrolling.accept if _for_programme(scope, ask_id) else coming.accept)(scope, ask_id)


def cancel(scope: Scope, ask_id: UUID, reason: Withdrawal) -> object:
    """Give back what was accepted. Raises what `coming.cancel` and `enrolling.cancel` raise."""
    act = enrolling.cancel if _for_programme(scope, ask_id) else coming.cancel
    return act(scope, ask_id, reason)


def _for_programme(scope: Scope, ask_id: UUID) -> bool:
    return get_ask(scope, ask_id).programme_id is not None
