"""A seat that comes free is offered down the waiting list, each time to whoever is first."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from network.programmes import asking, queries
from network.programmes.kinds import ProgrammeState
from network.programmes.seats import NoFreeSeat
from network.requests.lifecycle import AskMove, AskState
from network.requests.models import Ask, AskStep
from network.requests.queries import lock_ask
from tenants import clock
from tenants.database import db
from tenants.errors import Invalid
from tenants.scope import NOBODY, Scope

SHOWN = 20


def go_down(scope: Scope, programme_id: UUID) -> list[UUID]:
    """Offer every free seat of an own programme to those who have waited longest, each held as
    long as the programme says; the ids of the asks.

    Nothing where its house offers by hand or nobody is taken in. Whoever let an offer run out
    makes room for the next and stands at the end of the list; only a person offers to them again,
    so that nobody is asked for ever. Raises NotFound.
    """
    programme = queries.own_programme(scope, programme_id, lock=True)
    if programme.list_hours is None or programme.state != ProgrammeState.PUBLISHED:
        return []
    _back_to_the_end(scope, programme_id)
    hold = timedelta(hours=programme.list_hours)
    offered: list[UUID] = []
    passed: list[UUID] = []  # no cohort that is open lasts until they are to begin
    while (next_id := _next(scope, programme_id, passed)) is not None:
        found = lock_ask(scope, next_id)
        if found.state != AskState.WAITLISTED:
            continue
        try:
            asking.offer_next(scope, found, hold)
        except NoFreeSeat:
            break
        except Invalid:
            passed.append(found.id)
            continue
        offered.append(found.id)
    return offered


def first_of(scope: Scope, programme_id: UUID) -> Sequence[Ask]:
    """The first SHOWN of an own waiting list, in the order in which a seat is offered."""
    return db.session.scalars(
        select(Ask)
        .where(
            Ask.recipient_id == scope.tenant_id,
            Ask.programme_id == programme_id,
            Ask.state == AskState.WAITLISTED,
        )
        .order_by(Ask.waitlisted_at, Ask.id)
        .limit(SHOWN)
    ).all()


def _back_to_the_end(scope: Scope, programme_id: UUID) -> None:
    lapsed = db.session.scalars(
        select(Ask.id)
        .where(
            Ask.recipient_id == scope.tenant_id,
            Ask.programme_id == programme_id,
            Ask.state == AskState.OFFERED,
            Ask.hold_until <= clock.now(),
        )
        .order_by(Ask.hold_until, Ask.id)
    ).all()
    for ask_id in lapsed:
        asking.back_to_the_list(scope, lock_ask(scope, ask_id))


def _next(scope: Scope, programme_id: UUID, passed: Sequence[UUID]) -> UUID | None:
    """Of those whom a person has put on the list, who has waited longest, but for the `passed`."""
    put_by = (
        select(AskStep.by_member_id)
        .where(
            AskStep.recipient_id == Ask.recipient_id,
            AskStep.ask_id == Ask.id,
            AskStep.move == AskMove.WAITLIST,
        )
        .order_by(AskStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return db.session.scalar(
        select(Ask.id)
        .where(
            Ask.recipient_id == scope.tenant_id,
            Ask.programme_id == programme_id,
            Ask.state == AskState.WAITLISTED,
            Ask.id.not_in(passed),
            put_by != NOBODY,
        )
        .order_by(Ask.waitlisted_at, Ask.id)
        .limit(1)
    )
