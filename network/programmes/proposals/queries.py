"""How either side looks at proposals that were passed on, and what could be passed on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from network.availability import towns
from network.availability.distance import distance_km
from network.consent.decision import Wish, covered
from network.consent.kinds import Category, SharingPurpose
from network.legal_bases import queries as bases
from network.legal_bases.models import LegalBasis
from network.programmes.proposals.kinds import READ_FOR, ProposalStanding, standing
from network.programmes.proposals.models import PassedProposal, ProposalPart
from network.programmes.proposals.views import PROPOSAL_REQUESTS
from network.records.fields import WRITTEN
from network.requests.lists import PAGE, Page
from network.requests.models import Request
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.fellows import fellows
from tenants.models import Tenant
from tenants.scope import Scope, TenantKind

NO_PROPOSAL = N_("There is no such proposal.")
PURPOSE = SharingPurpose.PLACEMENT


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal, where it stands, what the other side is called, and when the centre wrote its
    request; which that is, to the centre alone."""

    proposal: PassedProposal
    standing: ProposalStanding
    other: str
    ours: bool
    requested_on: date | None
    request_id: UUID | None


def get(scope: Scope, proposal_id: UUID, *, lock: bool = False) -> PassedProposal:
    """A proposal that the own house passed on or received. Raises NotFound."""
    chosen = select(PassedProposal).where(PassedProposal.id == proposal_id, _either(scope))
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(NO_PROPOSAL)
    return found


def received(scope: Scope, proposal_id: UUID, *, lock: bool = False) -> PassedProposal:
    """One that the own centre received. Raises NotFound, also for whoever passed it on."""
    found = get(scope, proposal_id, lock=lock)
    if found.recipient_id != scope.tenant_id:
        raise NotFound(NO_PROPOSAL)
    return found


def told(scope: Scope, proposal_id: UUID) -> Told:
    """One of them with where it stands. Raises NotFound."""
    return _told(scope, [get(scope, proposal_id)])[0]


def listed(scope: Scope, *, before: UUID | None = None) -> Page[Told]:
    """A page of those that the own house passed on and received, the newest first."""
    chosen = select(PassedProposal).where(_either(scope))
    if before is not None:
        chosen = chosen.where(PassedProposal.id < before)
    found = db.session.scalars(chosen.order_by(PassedProposal.id.desc()).limit(PAGE + 1)).all()
    after = found[PAGE - 1].id if len(found) > PAGE else None
    return Page(_told(scope, found[:PAGE]), after)


def waiting(scope: Scope) -> Sequence[PassedProposal]:
    """What the own centre has received and nobody has answered, the longest waiting first; at most
    PAGE."""
    return db.session.scalars(
        select(PassedProposal)
        .where(
            PassedProposal.recipient_id == scope.tenant_id,
            PassedProposal.answer == "",
            PassedProposal.withdrawn_at.is_(None),
            PassedProposal.created_at > clock.now() - READ_FOR,
        )
        .order_by(PassedProposal.id)
        .limit(PAGE)
    ).all()


def of_enrolment(scope: Scope, enrolment_id: UUID) -> list[Told]:
    """Where the proposal that closed the work on it was passed on to, the latest first."""
    return _told(scope, _of(scope, PassedProposal.enrolment_id == enrolment_id))


def of_file(scope: Scope, person_id: UUID) -> list[Told]:
    """To which centres something of an own file went with a proposal, the latest first."""
    went = select(ProposalPart.proposal_id).where(
        ProposalPart.tenant_id == scope.tenant_id, ProposalPart.person_id == person_id
    )
    return _told(scope, _of(scope, PassedProposal.id.in_(went)))


def parts_of(scope: Scope, proposal_id: UUID) -> Sequence[ProposalPart]:
    """What of an own file went along, to whoever opens the file."""
    return db.session.scalars(
        select(ProposalPart)
        .where(ProposalPart.tenant_id == scope.tenant_id, ProposalPart.proposal_id == proposal_id)
        .order_by(ProposalPart.category)
    ).all()


def centres(scope: Scope, request: Request) -> Sequence[Tenant]:
    """The centres of the network: the one nearest to the young person's home first, as far as a
    home is known, else to the own house; the others by name."""
    found = list(fellows(scope, TenantKind.CSD))
    gazetteer = towns.everything()
    home = gazetteer.find(request.home_town or _own_town(scope))
    if home is None:
        return found
    at = (home.latitude, home.longitude)
    far = {
        each.id: distance_km(at, (town.latitude, town.longitude))
        for each in found
        if (town := gazetteer.find(each.town))
    }
    if far:
        nearest = min(far, key=lambda id_: far[id_])
        found.sort(key=lambda each: each.id != nearest)
    return found


def may_go(
    scope: Scope, person_id: UUID, centre_ids: Collection[UUID]
) -> Mapping[UUID, Mapping[Category, LegalBasis]]:
    """What of an own file a basis for placement lets each centre see today, in the order of the
    file; documents stay. Raises NotFound for whoever does not open the file."""
    grants = [one for one in bases.of_file(scope, person_id) if one.effective]
    found = {}
    for centre_id in centre_ids:
        wish = Wish(frozenset(WRITTEN), centre_id, PURPOSE.value, clock.today())
        reached = covered(wish, grants)
        found[centre_id] = {each: reached[each] for each in Category if each in reached}
    return found


def _own_town(scope: Scope) -> str:
    return db.session.scalar(select(Tenant.town).where(Tenant.id == scope.tenant_id)) or ""


def _either(scope: Scope) -> ColumnElement[bool]:
    return or_(
        PassedProposal.tenant_id == scope.tenant_id,
        PassedProposal.recipient_id == scope.tenant_id,
    )


def _of(scope: Scope, *conditions: ColumnElement[bool]) -> Sequence[PassedProposal]:
    return db.session.scalars(
        select(PassedProposal)
        .where(PassedProposal.tenant_id == scope.tenant_id, *conditions)
        .order_by(PassedProposal.id.desc())
        .limit(PAGE)
    ).all()


def _told(scope: Scope, found: Sequence[PassedProposal]) -> list[Told]:
    if not found:
        return []
    others = {each.id: _other(scope, each) for each in found}
    rows = db.session.execute(
        select(Tenant.id, Tenant.name).where(Tenant.id.in_(set(others.values())))
    )
    names = {tenant_id: name for tenant_id, name in rows}
    view, now = PROPOSAL_REQUESTS.c, clock.now()
    said = (view.proposal_id, view.requested_on, view.request_id)
    written = {
        row.proposal_id: row
        for row in db.session.execute(select(*said).where(view.proposal_id.in_(list(others))))
    }
    return [
        Told(
            each,
            standing(each, now, requested=each.id in written),
            names.get(others[each.id], ""),
            each.tenant_id == scope.tenant_id,
            written[each.id].requested_on if each.id in written else None,
            written[each.id].request_id if each.id in written else None,
        )
        for each in found
    ]


def _other(scope: Scope, each: PassedProposal) -> UUID:
    return each.recipient_id if each.tenant_id == scope.tenant_id else each.tenant_id
