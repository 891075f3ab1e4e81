"""What the court is owed on a request, before and after there is a place. For its centre alone."""

from datetime import date, datetime
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import LIMITS, ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.placements.own import WrongState
from network.requests.models import Request
from network.requests.moves import write_down
from network.requests.queries import lock_request
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def removed(scope: Scope, request_id: UUID, *, removed_at: datetime) -> Request:
    """The centre has taken a child out at once: the court needs a proposal within twelve hours of
    it (DZ 167). Raises NotFound, NotAllowed, WrongState, Invalid."""
    request = _open(scope, request_id)
    if removed_at > clock.now():
        raise Invalid(N_("The removal cannot lie in the future."), "removed_at")
    within = LIMITS[ClockKind.COURT_FILE].wall
    due_at = None if within is None else removed_at + within
    clocks.start(scope, ClockKind.COURT_FILE, _subject(request), due_at=due_at, urgent=True)
    write_down(scope, request, "removed")
    return request


def filed(scope: Scope, request_id: UUID) -> Request:
    """The court has the proposal, and decides within a day. Raises NotFound, NotAllowed,
    WrongState."""
    request = _open(scope, request_id)
    clocks.meet(scope, ClockKind.COURT_FILE, request.id)
    clocks.start(scope, ClockKind.COURT_DECIDE, _subject(request), urgent=True)
    write_down(scope, request, "filed")
    return request


def decided(scope: Scope, request_id: UUID, *, final_on: date | None = None) -> Request:
    """The court has decided; from `final_on` its order wants to be carried out, and the days are
    counted until the arrival. Raises NotFound, NotAllowed, WrongState, Invalid."""
    request = _open(scope, request_id)
    if final_on is not None and final_on > clock.today():
        raise Invalid(N_("Enter the day once the order is final."), "final_on")
    clocks.meet(scope, ClockKind.COURT_FILE, request.id)
    clocks.meet(scope, ClockKind.COURT_DECIDE, request.id)
    request.order_final_on = final_on
    db.session.flush()
    write_down(scope, request, "decided")
    return request


def _open(scope: Scope, request_id: UUID) -> Request:
    request = lock_request(scope, request_id)
    require(scope, Permission.WRITE_REQUESTS)
    if request.closed_at is not None:
        raise WrongState(N_("This request is closed."))
    return request


def _subject(request: Request) -> Subject:
    return Subject(SubjectKind.REQUEST, request.id, request.number)
