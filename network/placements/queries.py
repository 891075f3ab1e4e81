"""Ways to look at placements."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, select

from network.availability.models import Group, Occupancy, Place
from network.clocks.models import Clock
from network.clocks.subjects import SubjectKind
from network.placements.lifecycle import PlacementState
from network.placements.models import LegalState, Placement, PlacementStep
from network.requests.lists import PAGE, Page
from network.requests.models import Ask
from network.requests.queries import lock_ask
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, TODAY, US, filled
from tenants.models import NetworkTenant, Tenant
from tenants.roles import HOMES
from tenants.scope import Scope

LIVE = (PlacementState.EXPECTED, PlacementState.RESIDENT)


@dataclass(frozen=True, slots=True)
class Resident:
    """A placement of the own house, with the group and the number of its place."""

    placement: Placement
    group_name: str
    place: int
    overstays: bool


def get(scope: Scope, placement_id: UUID) -> Placement:
    """A placement of the own house, or one that follows an own ask. Raises NotFound."""
    return _seen(scope, select(Placement).where(Placement.id == placement_id))


def lock(scope: Scope, placement_id: UUID) -> Placement:
    """The same, as it is now, and ours until the transaction ends.

    The ask it follows is locked first, as the centre does when it cancels: two who are at it at
    once then never wait for each other.
    """
    seen = get(scope, placement_id)
    if seen.ask_id is not None:
        lock_ask(scope, seen.ask_id)
    return _seen(
        scope,
        select(Placement)
        .where(Placement.id == placement_id)
        .with_for_update()
        .execution_options(populate_existing=True),
    )


def of_ask(scope: Scope, ask_id: UUID) -> Placement | None:
    """The placement that follows an ask, if it came that far."""
    found = db.session.scalar(_OF_ASK, {"id": ask_id})
    sides = (found.tenant_id, found.asker_id) if found else ()
    return found if scope.tenant_id in sides else None


def of_clock(scope: Scope, due: Clock) -> Placement | None:
    """The stay on which a clock of ours runs: the home's on the stay itself, the centre's on the
    request that led there. None where nobody lives there by it."""
    if due.subject == SubjectKind.PLACEMENT:
        return get(scope, due.subject_id)
    own = select(Ask.id).where(Ask.tenant_id == scope.tenant_id, Ask.request_id == due.subject_id)
    return db.session.scalar(
        select(Placement)
        .where(
            Placement.asker_id == scope.tenant_id,
            Placement.ask_id.in_(own),
            Placement.state == PlacementState.RESIDENT,
        )
        .limit(1)
    )


def steps(placement: Placement) -> Sequence[PlacementStep]:
    """What was recorded of a placement, oldest first."""
    return db.session.scalars(_STEPS, {"home": placement.tenant_id, "id": placement.id}).all()


def residents(scope: Scope, *, live: bool = True, before: UUID | None = None) -> Page[Resident]:
    """Who lives in the own house or is expected (by reference), or who has left; newest first."""
    states = LIVE if live else tuple(set(PlacementState) - set(LIVE))
    chosen = _in_house(scope).where(Placement.state.in_(states))
    if before is not None:
        chosen = chosen.where(Placement.id < before)
    found = db.session.execute(chosen.order_by(Placement.id.desc()).limit(PAGE + 1)).all()
    rows = [Resident(p, name, number, overstays(p)) for p, name, number in found[:PAGE]]
    return Page(rows, rows[-1].placement.id if len(found) > PAGE else None)


def live_in(scope: Scope, group_ids: Sequence[UUID]) -> Sequence[Resident]:
    """Who lives in those groups of the own house or is expected there, by place. As many as there
    are places, so that it needs no pages."""
    chosen = _in_house(scope).where(Placement.group_id.in_(group_ids), Placement.state.in_(LIVE))
    found = db.session.execute(chosen.order_by(Place.number, Placement.id)).all()
    return [Resident(p, name, number, overstays(p)) for p, name, number in found]


def _in_house(scope: Scope) -> Select[Placement, str, int]:
    return (
        select(Placement, Group.name, Place.number)
        .join(Group, and_(Group.tenant_id == Placement.tenant_id, Group.id == Placement.group_id))
        .join(
            Occupancy,
            and_(
                Occupancy.tenant_id == Placement.tenant_id, Occupancy.id == Placement.occupancy_id
            ),
        )
        .join(Place, and_(Place.tenant_id == Occupancy.tenant_id, Place.id == Occupancy.place_id))
        .where(Placement.tenant_id == scope.tenant_id)
    )


def resident(scope: Scope, placement: Placement) -> Resident:
    """A placement of the own house with the name of its group and the number of its place."""
    row = db.session.execute(_in_house(scope).where(Placement.id == placement.id)).one()
    return Resident(row[0], row[1], row[2], overstays(placement))


@dataclass(frozen=True, slots=True)
class PlacedElsewhere:
    """A placement that follows an own ask, as the asking centre sees it."""

    placement: Placement
    home_name: str
    group_name: str
    request_id: UUID


def placed_elsewhere(
    scope: Scope, *, live: bool = True, before: UUID | None = None
) -> Page[PlacedElsewhere]:
    """Placements that follow the scope's own asks; newest first."""
    states = LIVE if live else tuple(set(PlacementState) - set(LIVE))
    chosen = (
        select(Placement, Ask.recipient_name, Ask.group_name, Ask.request_id)
        .join(Ask, and_(Ask.tenant_id == Placement.asker_id, Ask.id == Placement.ask_id))
        .where(Placement.asker_id == scope.tenant_id, Placement.state.in_(states))
    )
    if before is not None:
        chosen = chosen.where(Placement.id < before)
    found = db.session.execute(chosen.order_by(Placement.id.desc()).limit(PAGE + 1)).all()
    rows = [PlacedElsewhere(*row) for row in found[:PAGE]]
    return Page(rows, rows[-1].placement.id if len(found) > PAGE else None)


def overstays(placement: Placement) -> bool:
    """Still there although the planned end has come."""
    return (
        placement.state == PlacementState.RESIDENT
        and placement.planned_end is not None
        and placement.planned_end <= clock.today()
    )


def arrivals_due(scope: Scope) -> Sequence[Placement]:
    """Expected in the own house today or before, the longest overdue first; at most PAGE."""
    return db.session.scalars(_ARRIVALS, filled(scope)).all()


def overstayers(scope: Scope) -> Sequence[Placement]:
    """Residents of the own house beyond their planned end and whatever the head authorised beyond
    it; at most PAGE."""
    return db.session.scalars(_OVERSTAYERS, filled(scope)).all()


# Built once, for everybody's day and the page of a request.
_ARRIVALS = (
    select(Placement)
    .where(
        Placement.tenant_id == US,
        Placement.state == PlacementState.EXPECTED,
        Placement.expected_on <= TODAY,
    )
    .order_by(Placement.expected_on)
    .limit(PAGE)
)
_OVERSTAYERS = (
    select(Placement)
    .where(
        Placement.tenant_id == US,
        Placement.state == PlacementState.RESIDENT,
        Placement.planned_end <= TODAY,
        func.coalesce(Placement.overstay_until <= TODAY, True),
    )
    .order_by(Placement.planned_end)
    .limit(PAGE)
)
_OF_ASK = select(Placement).where(Placement.ask_id == ID)
_HOME = bindparam("home", type_=Uuid)
_STEPS = (
    select(PlacementStep)
    .where(PlacementStep.tenant_id == _HOME, PlacementStep.placement_id == ID)
    .order_by(PlacementStep.id)
)
_LEGAL_STATES = (
    select(LegalState)
    .where(LegalState.tenant_id == _HOME, LegalState.placement_id == ID)
    .order_by(LegalState.id.desc())
)


def _seen(scope: Scope, chosen: Select[Placement]) -> Placement:
    found = db.session.scalar(chosen)
    if found is None or scope.tenant_id not in (found.tenant_id, found.asker_id):
        raise NotFound(N_("There is no such placement."))
    return found


def other_homes(scope: Scope) -> dict[UUID, str]:
    """The other homes and crisis centres of the scope's networks, by name."""
    found = db.session.execute(
        select(Tenant.id, Tenant.name)
        .distinct()
        .join(NetworkTenant, NetworkTenant.tenant_id == Tenant.id)
        .where(
            Tenant.kind.in_(HOMES),
            Tenant.id != scope.tenant_id,
            NetworkTenant.network_id.in_(scope.network_ids),
        )
        .order_by(Tenant.name)
    )
    return {row.id: row.name for row in found}


def legal_states(placement: Placement) -> Sequence[LegalState]:
    """On what the stay rested and rests, newest first."""
    found = {"home": placement.tenant_id, "id": placement.id}
    return db.session.scalars(_LEGAL_STATES, found).all()


def reference_used(scope: Scope, reference: str, but: UUID | None) -> bool:
    """Whether another live placement of the house carries this reference."""
    found = select(Placement.id).where(
        Placement.tenant_id == scope.tenant_id,
        Placement.reference == reference,
        Placement.state.in_(LIVE),
    )
    if but is not None:
        found = found.where(Placement.id != but)
    return db.session.scalar(found.limit(1)) is not None
