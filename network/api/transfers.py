"""Cases that go from one centre to another."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.schemas import transfers as given
from network.schemas.answers import transfers as told
from network.transfers import actions, queries
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("transfers", "A young person's case goes to another centre, with its file.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell = teller(told.CaseTransfer)
tell_centre = teller(told.Centre)


@area.get("/transfers", READ, told.CaseTransferPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Transfers in both directions, newest first"""
    found = queries.transfers(acting(), before=values["after"])
    return page([_told(one) for one in found.rows], found.after)


@area.get("/transfers/centres", READ, told.CentreList)
def centres() -> Response:
    """The centres that can be asked for a case"""
    scope = acting()
    require(scope, Permission.TRANSFER_CASES)
    return answer({"items": [tell_centre(one) for one in queries.centres(scope)]})


@area.act("POST", "/transfers", WRITE, told.CaseTransfer, given.CaseAskedIn, status=201)
def ask(values: dict[str, Any]) -> Response:
    """Ask another centre for a case, by the number of its file there"""
    return perform(lambda scope: actions.ask(scope, **values).id, _show, status=201)


@area.get("/transfers/<uuid:transfer_id>", READ, told.CaseTransfer)
def show(transfer_id: UUID) -> Response:
    """One transfer, and where it stands"""
    return _show(acting(), transfer_id)


def _show(scope: Scope, transfer_id: UUID) -> Response:
    found = queries.told(scope, transfer_id)
    require(scope, Permission.TRANSFER_CASES)
    return answer(_told(found), tag=etags.of_version(found.transfer.version))


def _told(one: queries.Told) -> Told:
    return tell(
        one.transfer,
        ours=one.ours,
        other=one.other,
        standing=one.standing,
        declined_because=one.transfer.declined_because or None,
        person_id=one.transfer.person_id if one.ours else None,
    )


def _tag(scope: Scope, transfer_id: UUID) -> str:
    return etags.of_version(queries.transfer(scope, transfer_id, lock=True).version)


desk = Desk(
    area,
    "/transfers/<uuid:transfer_id>",
    WRITE,
    told.CaseTransfer,
    look=queries.transfer,
    tag=_tag,
    show=_show,
)
desk.act(
    "approval",
    actions.approve,
    given.CaseApprovalIn,
    says="The case is handed over, with the documents that are chosen, under the bases that cover"
    " it",
)
desk.act("refusal", actions.decline, given.CaseRefusalIn, says="The case stays where it is")
desk.act("withdrawal", actions.withdraw, says="It is asked for no more")
desk.act("taking", actions.take_over, says="An own file begins with what was handed over")
