"""A report of everything that is kept about somebody who asked for it."""

from dataclasses import asdict
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.telling import answer
from network.rights import reporting
from network.schemas import rights as given
from network.schemas.answers import reports as told
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.scope import Scope

area = Area("reports", "Everything that is kept about somebody, for those who open the file.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/rights/<uuid:rights_request_id>/report"


@area.get(RULE, READ, told.AccessReport)
def show(rights_request_id: UUID) -> Response:
    """The report as it stands; finished, what is redacted is gone from it"""
    return _show(acting(), rights_request_id)


def _show(scope: Scope, rights_request_id: UUID) -> Response:
    kept = reporting.of_request(scope, rights_request_id)
    if kept is None:
        raise NotFound(N_("No report was prepared yet."))
    report = reporting.read(scope, kept)
    body = {
        "prepared_by": kept.by_name,
        "prepared_at": kept.created_at,
        "finished_at": kept.finished_at,
        "handed_over_at": kept.handed_over_at,
        "digest": kept.digest.hex() if kept.digest else None,
        "open": report.open,
        "items": [asdict(one) | {"mark": report.marks.get(one.key)} for one in report.items],
    }
    return answer(body, tag=etags.of_version(kept.version))


def _tag(scope: Scope, rights_request_id: UUID) -> str:
    kept = reporting.of_request(scope, rights_request_id)
    return etags.of_version(kept.version if kept else 0)


desk = Desk(area, RULE, WRITE, told.AccessReport, look=reporting.opened, tag=_tag, show=_show)
desk.act("preparation", reporting.prepare, says="Gather everything that is kept, as it stands")
desk.act("marks", reporting.mark, given.MarksIn, says="What may speak of others is shown, or not")
desk.act("finishing", reporting.finish, says="From now on the report stays as it is")
desk.act("handing-over", reporting.hand_over, says="Whoever asked has the report")
