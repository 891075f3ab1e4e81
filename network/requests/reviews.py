"""What the coordination sees of declines to review: codes and times, never words."""

from uuid import UUID

from sqlalchemy import func, or_, select

from network.requests.beside import DeclineReview
from network.requests.lists import PAGE, Page
from network.requests.models import Ask
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, US, filled
from tenants.roles import Permission, require
from tenants.scope import Scope


def undecided(scope: Scope) -> list[DeclineReview]:
    """Declines that wait for the scope's coordination, the soonest due first; at most PAGE.

    Raises NotAllowed.
    """
    require(scope, Permission.REVIEW_DECLINES)
    return list(
        db.session.scalars(
            select(DeclineReview)
            .where(DeclineReview.tenant_id == scope.tenant_id, DeclineReview.decision.is_(None))
            .order_by(DeclineReview.due_at, DeclineReview.id)
            .limit(PAGE)
        )
    )


def decided(scope: Scope, *, before: UUID | None = None) -> Page[DeclineReview]:
    """Those that were decided or have lapsed, the newest first. Raises NotAllowed."""
    require(scope, Permission.REVIEW_DECLINES)
    chosen = select(DeclineReview).where(
        DeclineReview.tenant_id == scope.tenant_id, DeclineReview.decision.is_not(None)
    )
    if before is not None:
        chosen = chosen.where(DeclineReview.id < before)
    rows = db.session.scalars(chosen.order_by(DeclineReview.id.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def waiting(scope: Scope) -> int:
    """How many wait for the scope's coordination."""
    return db.session.scalar(_WAITING, filled(scope)) or 0


_WAITING = select(func.count()).where(
    DeclineReview.tenant_id == US, DeclineReview.decision.is_(None)
)


def get(scope: Scope, review_id: UUID) -> DeclineReview:
    """One of the scope's own coordination. Raises NotFound for any other."""
    found = db.session.get(DeclineReview, (scope.tenant_id, review_id))
    if found is None:
        raise NotFound(N_("There is no such review."))
    return found


def of_ask(scope: Scope, ask: Ask) -> DeclineReview | None:
    """The last review of a decline, to either side of the ask."""
    return db.session.scalar(_OF_ASK, filled(scope, id=ask.id))


_OF_ASK = (
    select(DeclineReview)
    .where(
        DeclineReview.ask_id == ID,
        or_(DeclineReview.home_id == US, DeclineReview.asker_id == US),
    )
    .order_by(DeclineReview.id.desc())
    .limit(1)
)
