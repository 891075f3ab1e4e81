"""What is opened for inspectors, and what they read of it."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.oversight import inspected, inspecting, registers
from network.oversight.inspecting import Opening
from network.schemas import oversight as given
from network.schemas.answers import oversight as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("inspections", "What is opened for an inspector, for thirty days at most.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/inspections/<uuid:inspection_id>"
tell = teller(told.Inspection)
tell_line = teller(told.InspectionLine)
tell_open = teller(told.OpenInspection)
tell_whole = teller(told.InspectedFile)
tell_right = teller(told.InspectedRight)
tell_basis = teller(told.InspectedBasis)


@area.get("/inspections", READ, told.InspectionPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Everything that is or was opened for inspectors, newest first"""
    found = registers.inspections(acting(), before=values["after"])
    return page([tell_line(one) for one in found.rows], found.after)


@area.act("POST", "/inspections", WRITE, told.Inspection, given.InspectionIn, status=201)
def open_inspection(values: dict[str, Any]) -> Response:
    """Open something for an inspector; the link of the invitation is made on its page, by people"""
    return perform(
        lambda scope: inspecting.open_for(scope, Opening(**values)).id,
        _show,
        look=lambda scope: require(scope, Permission.OVERSEE),
        status=201,
    )


@area.get(RULE, READ, told.Inspection)
def show(inspection_id: UUID) -> Response:
    """What one inspection opens"""
    return _show(acting(), inspection_id)


def _show(scope: Scope, inspection_id: UUID) -> Response:
    found = registers.inspection(scope, inspection_id)
    body = tell(found, numbers=registers.files_of(scope, inspection_id))
    return answer(body, tag=etags.of_version(found.version))


def _tag(scope: Scope, inspection_id: UUID) -> str:
    return etags.of_version(registers.inspection(scope, inspection_id, lock=True).version)


desk = Desk(area, RULE, WRITE, told.Inspection, look=registers.inspection, tag=_tag, show=_show)
desk.act("closing", inspecting.close, says="Close it at once")


@area.get("/inspection", READ, told.Inspected)
def opened() -> Response:
    """What is open for the inspector who asks, now"""
    scope = acting()
    files = [{"id": id_, "number": number} for id_, number in inspected.files(scope)]
    rows = [tell_open(row) for row in inspected.open_now(scope)]
    return answer({"inspections": rows, "files": files})


@area.get("/inspection/rights", READ, told.InspectedRightPage, query=Onward)
def rights(values: dict[str, Any]) -> Response:
    """What persons asked, without who they are, for an inspector to whom that register is open"""
    found = inspected.rights(acting(), before=values["after"])
    return page([tell_right(row, decision=row.decision or None) for row in found.rows], found.after)


@area.get("/inspection/bases", READ, told.InspectedBasisPage, query=Onward)
def bases(values: dict[str, Any]) -> Response:
    """Legal bases by the numbers of files, for an inspector to whom that register is open"""
    found = inspected.bases(acting(), before=values["after"])
    return page([tell_basis(row) for row in found.rows], found.after)


@area.get("/inspection/files/<uuid:person_id>", READ, told.InspectedFile)
def read_file(person_id: UUID) -> Response:
    """A file that is open for the inspector; each look is entered"""
    file, parts = inspected.read(acting(), person_id)
    said = [
        {"category": category.value, "values": dict(part.values)}
        for category, part in parts.items()
    ]
    return answer(tell_whole(file, parts=said))
