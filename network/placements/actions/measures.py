"""On what a stay rests: told by the centre that asked, or by the home where nobody asked."""

from datetime import date, datetime
from uuid import UUID

from network.placements import deadlines, legal, queries
from network.placements.models import LeavingHint, LegalState, Placement
from network.placements.moves import write_down
from network.placements.own import WrongState
from network.placements.queries import LIVE
from network.placements.reasons import LegalKind
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid, NotAllowed
from tenants.roles import Permission, require
from tenants.scope import Scope


def record_legal_state(
    scope: Scope,
    placement_id: UUID,
    *,
    kind: LegalKind,
    starts: date,
    ends: date | None = None,
    removed_at: datetime | None = None,
) -> LegalState:
    """From `starts` on the stay rests on something new. What was told before stays as it was.

    Its end is due for both sides. After an emergency removal (`removed_at`) the court is owed a
    proposal within twelve hours. Raises NotFound, NotAllowed, WrongState, Invalid.
    """
    placement = teller_of(scope, placement_id)
    removal = kind is LegalKind.EMERGENCY_REMOVAL
    _check_removal(removal, starts, removed_at)
    legal.check(kind, starts, ends, _majority(scope, placement))
    told = _told(scope, placement, kind, (starts, ends), removed_at if removal else None)
    db.session.add(told)
    db.session.flush()
    write_down(scope, placement, "legal_state", starts, kind.value)
    deadlines.court(scope, placement, kind, told.removed_at)
    deadlines.follow_both(scope, placement)
    return told


def court_filed(scope: Scope, placement_id: UUID) -> Placement:
    """The court has the proposal for an interim order; it decides within a day.

    Raises NotFound, NotAllowed, WrongState.
    """
    placement = teller_of(scope, placement_id)
    newest = deadlines.legal_state(placement)
    if newest is None or newest.kind != LegalKind.EMERGENCY_REMOVAL:
        raise WrongState(N_("There is no emergency removal for which the court waits."))
    deadlines.filed(scope, placement)
    write_down(scope, placement, "court_filed", clock.today())
    return placement


def teller_of(scope: Scope, placement_id: UUID) -> Placement:
    """A live placement of which the scope tells the legal state. Raises NotFound, NotAllowed,
    WrongState."""
    placement = queries.lock(scope, placement_id)
    if placement.asker_id == scope.tenant_id:
        require(scope, Permission.WRITE_REQUESTS)
    elif placement.asker_id is None:
        require(scope, Permission.MANAGE_PLACEMENTS)
    else:
        raise NotAllowed(N_("The centre that asked tells on what this stay rests."))
    if placement.state not in LIVE:
        raise WrongState(N_("This placement is over."))
    return placement


def _check_removal(removal: bool, starts: date, removed_at: datetime | None) -> None:
    if not removal:
        return
    if removed_at is None:
        raise Invalid(N_("Enter when the child was removed: the court's time runs."), "removed_at")
    if removed_at > clock.now():
        raise Invalid(N_("The removal cannot lie in the future."), "removed_at")
    if clock.local_day(removed_at) != starts:
        raise Invalid(N_("The removal was on another day than the one entered."), "removed_at")


def _majority(scope: Scope, placement: Placement) -> date | None:
    """Known to the home alone, and asked of it alone."""
    if scope.tenant_id != placement.tenant_id:
        return None
    hint = db.session.get(LeavingHint, (scope.tenant_id, placement.id))
    return None if hint is None else hint.majority_on


def _told(
    scope: Scope,
    placement: Placement,
    kind: LegalKind,
    days: tuple[date, date | None],
    removed_at: datetime | None,
) -> LegalState:
    return LegalState(
        tenant_id=placement.tenant_id,
        placement_id=placement.id,
        asker_id=placement.asker_id,
        kind=kind.value,
        starts=days[0],
        ends=days[1],
        removed_at=removed_at,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
