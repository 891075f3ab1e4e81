"""Whoever asked the advisers passes on to a centre what they propose; the centre takes it up, with
a request that is filled in from it, or puts it aside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from network.consent.kinds import Category
from network.legal_bases.models import LegalBasis
from network.numbering import next_number
from network.programmes import enrolments
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import NextStep
from network.programmes.cases.models import MobileCase
from network.programmes.proposals import queries, reading
from network.programmes.proposals.kinds import (
    IN_HAND,
    ProposalAnswer,
    ProposalStanding,
    PutAside,
)
from network.programmes.proposals.models import PassedProposal, ProposalPart
from network.queue import defer
from network.records import door, restricting
from network.records.models import YoungPerson
from network.requests import drafts, ladder
from network.requests.actions import drafting
from network.requests.actions.sharing import NotCovered
from network.requests.models import Ask, Request
from network.requests.queries import get_ask, get_request, lock_request
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.fellows import fellows
from tenants.roles import Permission, require
from tenants.scope import Scope, TenantKind

PASSED, ANSWERED = "proposal_passed", "proposal_answered"
ANSWERED_ALREADY = N_("This was answered already.")


class PassedAlready(Conflict):
    """A centre has the proposal in hand."""

    code = "passed_already"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A closed case that proposes a place, and the own ask and request behind it."""

    case: MobileCase
    ask: Ask
    request: Request


def pass_on(
    scope: Scope, enrolment_id: UUID, *, centre_id: UUID, categories: Collection[Category] = ()
) -> PassedProposal:
    """Pass the proposal of a closed case on to a centre, with who the young person is and these
    categories of the file, as they are now, each under a basis for placement.

    Raises NotFound, NotAllowed, Invalid, Conflict where no place is proposed or nobody has said
    whose file it is, PassedAlready, NotCovered, Restricted.
    """
    proposed = _proposed(scope, enrolment_id)
    if centre_id not in {one.id for one in fellows(scope, TenantKind.CSD)}:
        raise Invalid(N_("Choose a centre of your network."), "centre_id")
    lock_request(scope, proposed.request.id)  # two at once wait for each other
    _refuse_in_hand(scope, enrolment_id)
    file = _file(scope, proposed.request)
    wanted = tuple(dict.fromkeys([Category.IDENTITY, *categories]))
    grounds = queries.may_go(scope, file.id, [centre_id])[centre_id]
    if not set(wanted) <= grounds.keys():
        raise NotCovered(
            N_("No legal basis for a placement covers all of this for that centre."),
            field="categories",
        )
    made = _written(scope, proposed, centre_id)
    parts = door.read(scope, file.id, *wanted)
    for category in wanted:
        _freeze(scope, made, category, grounds[category], parts[category].values)
    _shown(scope, made, file, {each: grounds[each] for each in wanted})
    defer(PASSED, tenant_id=centre_id, proposal_id=made.id)
    return made


def request_of(scope: Scope, enrolment_id: UUID) -> Request:
    """The own request behind a case that proposes a place. Raises NotFound, NotAllowed, Conflict
    where no place is proposed."""
    return _proposed(scope, enrolment_id).request


def withdraw(scope: Scope, proposal_id: UUID) -> PassedProposal:
    """The family has thought better of it: the centre reads nothing of it any more. What it has
    written of its own stays. Raises NotFound, NotAllowed, Conflict."""
    found = queries.get(scope, proposal_id, lock=True)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(queries.NO_PROPOSAL)
    require(scope, Permission.HAND_ON_PROPOSALS)
    if _standing(scope, found) not in (ProposalStanding.PASSED, ProposalStanding.TAKEN_UP):
        raise Conflict(ANSWERED_ALREADY)
    found.withdrawn_at = clock.now()
    db.session.flush()
    _decided(scope, found, "proposal_withdrawn")
    return found


def take_up(scope: Scope, proposal_id: UUID) -> PassedProposal:
    """Begin a request for a place that is filled in from the proposal; begun already, it is that
    one. Raises NotFound, NotAllowed, Conflict where it was put aside, withdrawn or has lapsed,
    where its request is written, and where nothing of it may be read any more."""
    found = _received(scope, proposal_id)
    now = _standing(scope, found)
    if now not in (ProposalStanding.PASSED, ProposalStanding.TAKEN_UP):
        raise Conflict(ANSWERED_ALREADY)
    if found.draft_id is not None and _is_draft(scope, found.draft_id):
        return found
    profile = reading.profile_of(scope, found)
    if profile is None:
        raise Conflict(N_("No legal basis covers this any more. Ask whoever passed it on."))
    known = {
        "age": profile.age,
        "sex": profile.sex,
        "region": profile.region,
        "home_town": profile.home_town,
        "school_level": profile.school_level,
        "needs": list(profile.needs),
    }
    found.draft_id = drafting.begin(scope, known).id
    if now is ProposalStanding.PASSED:
        _answer(scope, found, ProposalAnswer.TAKEN_UP)
    db.session.flush()
    return found


def put_aside(scope: Scope, proposal_id: UUID, because: PutAside) -> PassedProposal:
    """The centre writes no request, and says why; it reads nothing of it any more. Raises NotFound,
    NotAllowed, Conflict."""
    found = _received(scope, proposal_id)
    if _standing(scope, found) is not ProposalStanding.PASSED:
        raise Conflict(ANSWERED_ALREADY)
    found.because = because.value
    _answer(scope, found, ProposalAnswer.PUT_ASIDE)
    return found


def _proposed(scope: Scope, enrolment_id: UUID) -> Proposed:
    enrolment = enrolments.get(scope, enrolment_id)
    if enrolment.asker_id != scope.tenant_id or enrolment.ask_id is None:
        raise NotFound(enrolments.NO_ENROLMENT)
    case = cases.get(scope, enrolment.id)
    require(scope, Permission.HAND_ON_PROPOSALS)
    if case.next_step != NextStep.PLACEMENT_REQUEST:
        raise Conflict(N_("Nobody has proposed to look for a place."))
    ask = get_ask(scope, enrolment.ask_id)
    return Proposed(case, ask, get_request(scope, ask.request_id))


def _refuse_in_hand(scope: Scope, enrolment_id: UUID) -> None:
    """Raises PassedAlready; what has lapsed is withdrawn, and no more in the way."""
    for one in queries.of_enrolment(scope, enrolment_id):
        if one.standing in IN_HAND:
            raise PassedAlready(
                N_("%(other)s has this proposal already."), other=one.other, field="centre_id"
            )
        if one.standing is ProposalStanding.LAPSED:
            one.proposal.withdrawn_at = clock.now()
    db.session.flush()


def _file(scope: Scope, request: Request) -> YoungPerson:
    if request.person_id is None:
        raise Conflict(N_("Say first whose file belongs to this request."))
    restricting.refuse_if_restricted(scope, request.person_id)
    return door.person(scope, request.person_id)


def _written(scope: Scope, proposed: Proposed, centre_id: UUID) -> PassedProposal:
    case, ask = proposed.case, proposed.ask
    made = PassedProposal(
        tenant_id=scope.tenant_id,
        id=new_id(),
        number=next_number(scope, "proposal"),
        recipient_id=centre_id,
        enrolment_id=case.enrolment_id,
        request_id=proposed.request.id,
        house_name=ask.recipient_name,
        programme_name=ask.group_name,
        closed_on=case.closed_on,
        member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _freeze(
    scope: Scope,
    made: PassedProposal,
    category: Category,
    basis: LegalBasis,
    values: door.Values,
) -> None:
    part = ProposalPart(
        tenant_id=scope.tenant_id,
        id=new_id(),
        proposal_id=made.id,
        recipient_id=made.recipient_id,
        person_id=basis.person_id,
        category=category.value,
        purpose=queries.PURPOSE.value,
        basis_id=basis.id,
        by_name=scope.member_name,
    )
    crossing = {n: value for n, value in values.items() if ladder.may_cross(category, n)}
    where = reading.place(part.tenant_id, part.id)
    part.sealed = door.sealed(scope, part.person_id, crossing, where)
    db.session.add(part)
    db.session.flush()


def _received(scope: Scope, proposal_id: UUID) -> PassedProposal:
    found = queries.received(scope, proposal_id, lock=True)
    require(scope, Permission.TAKE_PROPOSALS)
    return found


def _standing(scope: Scope, found: PassedProposal) -> ProposalStanding:
    return queries.told(scope, found.id).standing


def _is_draft(scope: Scope, draft_id: UUID) -> bool:
    try:
        drafts.get(scope, draft_id)
    except NotFound:
        return False
    return True


def _answer(scope: Scope, found: PassedProposal, answer: ProposalAnswer) -> None:
    found.answer, found.answered_at = answer.value, clock.now()
    found.answered_by = scope.member_name
    db.session.flush()
    _decided(scope, found, f"proposal_{answer}")
    defer(ANSWERED, tenant_id=found.tenant_id, proposal_id=found.id)


def _decided(scope: Scope, found: PassedProposal, detail: str) -> None:
    other = found.recipient_id if found.tenant_id == scope.tenant_id else found.tenant_id
    about = About("proposal", found.id, found.number, other)
    trail.enter(scope, EntryKind.DECIDE, Purpose.FIND_PLACE, about, detail=detail)


def _shown(
    scope: Scope,
    made: PassedProposal,
    file: YoungPerson,
    grounds: Mapping[Category, LegalBasis],
) -> None:
    _decided(scope, made, PASSED)
    about = About("young_person", file.id, file.number, made.recipient_id)
    for kind in sorted({basis.kind for basis in grounds.values()}):
        trail.enter(
            scope,
            EntryKind.DISCLOSE,
            Purpose.FIND_PLACE,
            about,
            basis=kind,
            categories=[each for each, basis in grounds.items() if basis.kind == kind],
            detail="proposal",
        )
