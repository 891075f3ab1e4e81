"""The coordination looks at declines whose reason it may question: it confirms them or sends them
back within a day; otherwise they count as confirmed. It sees codes, never words."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import LIMITS, ClockKind
from network.queue import defer
from network.requests.beside import DeclineReview
from network.requests.models import Ask
from network.requests.moves import subject
from network.requests.reasons import ReviewDecision
from tenants import clock
from tenants.caretaking import coordinators_of
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

SENT_BACK = "decline_sent_back"
LAPSE = "lapse_review"
ASKED_FOR = "decline_to_review"
WITHIN = LIMITS[ClockKind.DECLINE_REVIEW].wall or timedelta(hours=24)


def ask_for_review(scope: Scope, ask: Ask) -> None:
    """The home's decline goes to the first coordination office of its networks, if there is one."""
    for office in list(coordinators_of(scope))[:1]:
        due_at = clock.now() + WITHIN
        review = DeclineReview(
            tenant_id=office,
            home_id=ask.recipient_id,
            asker_id=ask.tenant_id,
            ask_id=ask.id,
            number=ask.number,
            home_name=ask.recipient_name,
            group_name=ask.group_name,
            reason=ask.end_reason,
            also_because=list(ask.also_because),
            due_at=due_at,
        )
        db.session.add(review)
        db.session.flush()
        clocks.start(scope, ClockKind.DECLINE_REVIEW, subject(ask), whose=office)
        defer(ASKED_FOR, tenant_id=office, review_id=review.id)
        defer(LAPSE, at=due_at, tenant_id=office, review_id=review.id)


def decide(
    scope: Scope, review_id: UUID, *, decision: ReviewDecision, remark: str = ""
) -> DeclineReview:
    """The coordinator confirms the decline, or sends it back to the home with a remark.

    Raises NotFound, NotAllowed, Conflict once it is decided, Invalid without a remark.
    """
    review = lock(scope, review_id)
    require(scope, Permission.REVIEW_DECLINES)
    if review.decision is not None:
        raise Conflict(N_("This decline has been reviewed already."))
    if decision is ReviewDecision.SENT_BACK and not remark.strip():
        raise Invalid(N_("Say to the home why it should look again."), "remark")
    settle(scope, review, decision, remark)
    if decision is ReviewDecision.SENT_BACK:
        defer(SENT_BACK, tenant_id=review.home_id, ask_id=review.ask_id, review_id=review.id)
    return review


def settle(scope: Scope, review: DeclineReview, decision: ReviewDecision, remark: str) -> None:
    """Write down how a review ended; of a lapsed one nobody has decided."""
    review.decision, review.decided_at = decision.value, clock.now()
    review.decided_by, review.remark = scope.member_name, remark.strip()
    db.session.flush()
    if decision is ReviewDecision.LAPSED:
        clocks.stop(scope, review.ask_id, ClockKind.DECLINE_REVIEW)
    else:
        clocks.meet(scope, ClockKind.DECLINE_REVIEW, review.ask_id)


def lapse(scope: Scope, review_id: UUID) -> None:
    """Nobody of the coordination looked in time: the decline stands. Done twice it does nothing."""
    review = lock(scope, review_id)
    if review.decision is None and review.due_at <= clock.now():
        settle(scope, review, ReviewDecision.LAPSED, "")


def make_pointless(scope: Scope, ask: Ask) -> None:
    """The home has opened its decline again by itself: there is nothing to review any more."""
    for review in db.session.scalars(
        select(DeclineReview).where(
            DeclineReview.home_id == scope.tenant_id,
            DeclineReview.ask_id == ask.id,
            DeclineReview.decision.is_(None),
        )
    ):
        review.decision, review.decided_at = ReviewDecision.REOPENED.value, clock.now()
        clocks.stop(scope, ask.id, ClockKind.DECLINE_REVIEW)
    db.session.flush()


def of_home(scope: Scope, review_id: UUID) -> DeclineReview:
    """The review of a decline that the scope's tenant gave. Raises NotFound for any other."""
    review = db.session.scalar(
        select(DeclineReview).where(
            DeclineReview.home_id == scope.tenant_id, DeclineReview.id == review_id
        )
    )
    if review is None:
        raise NotFound(N_("There is no such review."))
    return review


def lock(scope: Scope, review_id: UUID) -> DeclineReview:
    """A review of the scope's own coordination, locked. Raises NotFound for any other."""
    review = db.session.get(
        DeclineReview, (scope.tenant_id, review_id), with_for_update=True, populate_existing=True
    )
    if review is None:
        raise NotFound(N_("There is no such review."))
    return review
