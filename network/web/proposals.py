"""Proposals for a place: whoever passed one on sees what became of it; the centre reads it, begins
its request from it or puts it aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.consent.kinds import Category
from network.programmes.cases.kinds import NextStep
from network.programmes.cases.models import MobileCase
from network.programmes.proposals import passing, queries, reading
from network.programmes.proposals.kinds import IN_HAND, READ_FOR, ProposalStanding
from network.programmes.proposals.models import PassedProposal
from network.records import door
from network.records.fields import FIELDS
from network.records.models import YoungPerson
from network.requests import ladder
from network.requests.models import Request
from network.schemas.proposals import PutAsideIn
from network.schemas.values import Given
from network.web.acts import Refused, carried_out, cursor
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants.errors import NotAllowed
from tenants.login import acting
from tenants.models import Tenant
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("proposals", __name__, url_prefix="/proposals")
PASSES, TAKES = Permission.HAND_ON_PROPOSALS, Permission.TAKE_PROPOSALS


@bp.get("")
def index() -> Response:
    """Those that the own house passed on or received, the newest first."""
    scope = acting()
    _may_look(scope)
    found = queries.listed(scope, before=cursor())
    return page(
        "proposals/index.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        takes=may(scope, TAKES),
    )


@bp.get("/<uuid:proposal_id>")
def show(proposal_id: UUID) -> Response:
    """One of them, and to the centre what it may read of it."""
    scope = acting()
    return _shown(scope, _seen(scope, proposal_id), {}, 200)


def _may_look(scope: Scope) -> None:
    if not may(scope, PASSES):
        require(scope, TAKES)


def _seen(scope: Scope, proposal_id: UUID) -> PassedProposal:
    found = queries.get(scope, proposal_id)
    require(scope, PASSES if found.tenant_id == scope.tenant_id else TAKES)
    return found


def _shown(
    scope: Scope, found: PassedProposal, refused: Mapping[str, FormView], status: int
) -> Response:
    one = queries.told(scope, found.id)
    said = None if one.ours else reading.read(scope, found)
    return page(
        "proposals/show.html",
        "proposal",
        status,
        one=one,
        proposal=one.proposal,
        said=said,
        fields=FIELDS,
        withheld=ladder.withheld([part.category for part in said.parts]) if said else (),
        went=_went(scope, found) if one.ours else (),
        until=_until(one),
        forms=Forms(refused),
    )


def _went(scope: Scope, found: PassedProposal) -> list[str]:
    """Which parts went along, to whoever opens the file."""
    return [label(one.category, "Category") for one in queries.parts_of(scope, found.id)]


def _until(one: queries.Told) -> Any:
    """Until when something is open: an answer, or what there is to read."""
    if one.standing is ProposalStanding.PASSED:
        return one.proposal.created_at + READ_FOR
    if one.proposal.answered_at and one.standing in IN_HAND:
        return one.proposal.answered_at + READ_FOR
    return None


def _address(_: Scope, found: PassedProposal) -> str:
    return url_for("proposals.show", proposal_id=found.id)


@bp.post("/<uuid:proposal_id>/taking")
def take_up(proposal_id: UUID) -> Response:
    """Begin the request, or go on with it: to its form."""
    scope = acting()
    _seen(scope, proposal_id)
    require(scope, TAKES)
    try:
        carried_out(Given(), lambda **_: passing.take_up(scope, proposal_id))
    except Refused as refusal:
        found = _seen(scope, proposal_id)
        return _shown(scope, found, {"take_up": refusal.form}, refusal.status)
    draft_id = queries.get(scope, proposal_id).draft_id
    return see_other(url_for("drafts.show", draft_id=draft_id, step=1), "proposal_taken_up")


desk = Desk(bp, "proposal_id", seen=_seen, shown=_shown, address=_address)
desk.act("refusal", passing.put_aside, PutAsideIn, says="proposal_put_aside", needs=TAKES)
desk.act("withdrawal", passing.withdraw, says="saved", needs=PASSES)


@dataclass(frozen=True, slots=True)
class Passing:
    """What the page of a closed case offers to whoever asked: where the proposal went, and what is
    needed to pass it on. `lacks_basis` where nothing covers even who it is about."""

    passed: list[queries.Told]
    open: bool
    request: Request
    file: YoungPerson | None
    centres: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    lacks_basis: bool


def offered(scope: Scope, case: MobileCase) -> Passing | None:
    """The same; None where no place is proposed, and for whoever passes nothing on."""
    if case.next_step != NextStep.PLACEMENT_REQUEST or not may(scope, PASSES):
        return None
    try:
        request = passing.request_of(scope, case.enrolment_id)
    except NotAllowed:
        return None
    passed = queries.of_enrolment(scope, case.enrolment_id)
    centres = queries.centres(scope, request)
    opens = request.person_id is not None and door.opens(scope, request.person_id)
    file = door.person(scope, request.person_id) if opens and request.person_id else None
    covered = _covered(scope, file, centres)
    return Passing(
        passed,
        not any(one.standing in IN_HAND for one in passed),
        request,
        file,
        [(str(one.id), one.name) for one in centres],
        [(one.value, label(one)) for one in covered if one is not Category.IDENTITY],
        Category.IDENTITY not in covered,
    )


def _covered(scope: Scope, file: YoungPerson | None, centres: Sequence[Tenant]) -> list[Category]:
    """What a basis covers for one of the centres at least, in the order of a file."""
    if file is None:
        return []
    reached = queries.may_go(scope, file.id, [one.id for one in centres])
    return [each for each in Category if any(each in one for one in reached.values())]
