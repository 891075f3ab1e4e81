"""Proposals for a place that go from whoever asked advisers to a centre for social work."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.programmes.proposals import passing, queries, reading
from network.programmes.proposals.queries import Told as Found
from network.records.door import Values
from network.schemas import proposals as given
from network.schemas.answers import proposals as told
from network.schemas.answers import transfers as told_centres
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

area = Area("proposals", "What advisers proposed, passed on to a centre for social work.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
ONE = "/proposals/<uuid:proposal_id>"
CASE = "/enrolments/<uuid:enrolment_id>/case"
tell = teller(told.PassedProposal)
tell_part = teller(told.ProposedPart)
tell_profile = teller(told.ProposedProfile)
tell_centre = teller(told_centres.Centre)


@area.get("/proposals", READ, told.PassedProposalPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Proposals that the own organisation passed on and received, newest first"""
    scope = acting()
    _may_look(scope)
    found = queries.listed(scope, before=values["after"])
    return page([_told(one) for one in found.rows], found.after)


@area.get(f"{CASE}/centres", READ, told_centres.CentreList)
def centres(enrolment_id: UUID) -> Response:
    """The centres to which a proposal may go, the one nearest to the young person first"""
    scope = acting()
    found = queries.centres(scope, passing.request_of(scope, enrolment_id))
    return answer({"items": [tell_centre(one) for one in found]})


@area.get(ONE, READ, told.PassedProposal)
def show(proposal_id: UUID) -> Response:
    """One proposal, and where it stands"""
    return _show(acting(), proposal_id)


@area.get(f"{ONE}/content", READ, told.ReadProposal)
def content(proposal_id: UUID) -> Response:
    """What of a received proposal the centre may read; each look stands in the trail"""
    scope = acting()
    found = queries.received(scope, proposal_id)
    said = reading.read(scope, found)
    return answer(
        {
            "profile": tell_profile(said.profile) if said.profile else None,
            "parts": [tell_part(one, values=_plain(one.values)) for one in said.parts],
        }
    )


@area.act("POST", CASE + "/proposals", WRITE, told.PassedProposal, given.ProposalIn, status=201)
def pass_on(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """Pass on what a closed case proposes, with the identity and the chosen categories"""
    return perform(
        lambda scope: passing.pass_on(scope, enrolment_id, **values).id,
        _show,
        look=lambda scope: passing.request_of(scope, enrolment_id),
        status=201,
    )


def _show(scope: Scope, proposal_id: UUID) -> Response:
    found = queries.told(scope, proposal_id)
    _may_look(scope)
    return answer(_told(found), tag=_digest(found))


def _told(one: Found) -> Told:
    passed = one.proposal
    return tell(
        passed,
        ours=one.ours,
        other=one.other,
        standing=one.standing,
        because=passed.because or None,
        requested_on=one.requested_on,
        request_id=one.request_id,
        draft_id=None if one.ours else passed.draft_id,
    )


def _may_look(scope: Scope) -> None:
    if not may(scope, Permission.HAND_ON_PROPOSALS):
        require(scope, Permission.TAKE_PROPOSALS)


def _plain(values: Values) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _digest(found: Found) -> str:
    return etags.of_version(found.proposal.version, found.standing)


def _tag(scope: Scope, proposal_id: UUID) -> str:
    queries.get(scope, proposal_id, lock=True)
    return _digest(queries.told(scope, proposal_id))


desk = Desk(area, ONE, WRITE, told.PassedProposal, look=queries.get, tag=_tag, show=_show)
desk.act("taking", passing.take_up, says="A draft of a request is filled in from it")
desk.act("refusal", passing.put_aside, given.PutAsideIn, says="The centre writes no request")
desk.act("withdrawal", passing.withdraw, says="The centre reads nothing of it any more")
