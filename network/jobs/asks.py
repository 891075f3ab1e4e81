"""What follows from the moves of asks: the other side is told, and declines are looked at."""

from contextlib import suppress
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.nudging import REVIEWS
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.requests import queries, reviews
from network.requests.actions import declining, reviewing, searching
from network.requests.actions.withdrawing import RESTRICTING
from network.requests.lifecycle import ENDED, AskMove, AskState
from network.requests.models import Ask, AskStep
from network.requests.moves import MOVED, current_state
from network.requests.profile import Urgency
from network.requests.reasons import ReviewDecision
from network.requests.thread import step_of, urgency
from tenants.errors import Conflict, NotFound
from tenants.scope import Role, Scope

# What happens to a place that was taken; the stay itself tells the rest.
AT_HOME = frozenset({AskMove.ARRIVE, AskMove.DEPART})
# The ask stays where it is; more or less of the young person is shown.
DISCLOSING = RESTRICTING | {
    "raise",
    "raise_file",
    "close_file",
    "close_document",
    "basis_ended",
}


@job(MOVED)
def ask_moved(tenant_id: str, ask_id: str, step_id: str) -> None:
    """Tell the people of the other side what was done; once, whatever is done twice. What they
    set themselves is due no more on an ask that is over; what fell through on the day sets the
    search going again."""
    with keeping_house(tenant_id) as scope:
        try:
            ask = queries.get_ask(scope, UUID(ask_id))
            step = step_of(scope, ask, UUID(step_id).int)
        except NotFound:
            return
        if current_state(ask) in ENDED:
            clocks.stop(scope, ask.id)
        if step.move == AskMove.NOT_ARRIVE and ask.tenant_id == scope.tenant_id:
            searching.fell_through(scope, ask)
        _tell(scope, ask, _kind(ask, step), step_id)


def _kind(ask: Ask, step: AskStep) -> NoticeKind:
    if step.move == "send":
        return NoticeKind.ASK_RECEIVED
    if step.move in AT_HOME:
        of_programme = ask.programme_id is not None
        return NoticeKind.ENROLMENT_CHANGED if of_programme else NoticeKind.PLACEMENT_CHANGED
    if step.move in DISCLOSING:
        return NoticeKind.SHOWN_CHANGED
    return NoticeKind.ASK_ENDED if step.after in ENDED else NoticeKind.ASK_ANSWERED


def _tell(scope: Scope, ask: Ask, kind: NoticeKind, occasion: str) -> None:
    people = answering.people_of(scope, SubjectKind.ASK, ask.id)
    tell(
        scope,
        answering.doers(scope, people),
        kind,
        number=ask.number,
        path=f"/asks/{ask.id}",
        once=f"{MOVED} {occasion}",
        urgent=_in_crisis(scope, ask),
    )


def _in_crisis(scope: Scope, ask: Ask) -> bool:
    """By what this side knows of the request: the home knows it while the ask lives."""
    try:
        return urgency(scope, ask) == Urgency.CRISIS
    except NotFound:
        return False


@job(reviewing.ASKED_FOR)
def decline_to_review(tenant_id: str, review_id: str) -> None:
    """Tell the coordinators that a decline waits for them."""
    with keeping_house(tenant_id) as scope:
        review = reviews.get(scope, UUID(review_id))
        if review.decision is None:
            tell(
                scope,
                answering.with_role(scope, Role.COORDINATOR),
                NoticeKind.DECLINE_TO_REVIEW,
                number=review.number,
                path=REVIEWS,
                once=f"{reviewing.ASKED_FOR} {review_id}",
            )


@job(reviewing.LAPSE)
def lapse_review(tenant_id: str, review_id: str) -> None:
    """A decline that nobody reviewed in time stands."""
    with keeping_house(tenant_id) as scope, suppress(NotFound):
        reviewing.lapse(scope, UUID(review_id))


@job(reviewing.SENT_BACK)
def decline_sent_back(tenant_id: str, ask_id: str, review_id: str) -> None:
    """Open the decline again, if the centre still looks and did not ask anew, and tell the home
    what the coordination remarks."""
    with suppress(Conflict), keeping_house(tenant_id) as scope:
        ask = queries.lock_ask(scope, UUID(ask_id))
        review = reviewing.of_home(scope, UUID(review_id))
        if current_state(ask) is AskState.DECLINED and review.decision == ReviewDecision.SENT_BACK:
            declining.open_again(scope, ask, review.remark)
    with keeping_house(tenant_id) as scope:
        ask = queries.get_ask(scope, UUID(ask_id))
        _tell(scope, ask, NoticeKind.DECLINE_SENT_BACK, f"{reviewing.SENT_BACK} {review_id}")
