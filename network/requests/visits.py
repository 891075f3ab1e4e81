"""The visit that is arranged for an ask, and its cancelling."""

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.requests.beside import Visit
from network.requests.models import Ask
from network.requests.reasons import VisitState
from tenants.database import db
from tenants.scope import Scope


def arranged(ask: Ask) -> Visit | None:
    """The visit that is arranged for an ask, locked, if there is one."""
    return db.session.scalar(
        select(Visit)
        .where(
            Visit.tenant_id == ask.tenant_id,
            Visit.ask_id == ask.id,
            Visit.state == VisitState.ARRANGED,
        )
        .with_for_update()
    )


def cancel_visit(scope: Scope, ask: Ask) -> None:
    """An arranged visit does not take place; nothing to do if none is arranged.

    Before the ask ends: then its home no longer sees the visit.
    """
    if visit := arranged(ask):
        visit.state = VisitState.CANCELLED.value
        visit.sequence += 1
        db.session.flush()
    clocks.stop(scope, ask.id, ClockKind.VISIT)
