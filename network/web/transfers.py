"""Cases that go from one centre to another: asked for, handed over, taken."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.documents import arriving
from network.documents.arriving import ArrivingDocument
from network.records import door
from network.schemas.transfers import CaseApprovalIn, CaseAskedIn, CaseRefusalIn
from network.transfers import actions, queries
from network.transfers.kinds import TAKEN_WITHIN
from network.transfers.models import CaseTransfer
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("transfers", __name__, url_prefix="/transfers")
PASSES_ON = Permission.TRANSFER_CASES


@bp.get("")
def index() -> Response:
    """What we ask other centres for and what they ask us for, the newest first; a form to ask."""
    return _index(acting(), FormView())


def _index(scope: Scope, form: FormView, status: int = 200) -> Response:
    found = queries.transfers(scope, before=cursor())
    return page(
        "transfers/index.html",
        "list",
        status,
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        centres=[(one.id, one.name) for one in queries.centres(scope)],
        form=form,
        form_id=new_id(),
    )


@bp.post("")
def ask() -> Response:
    scope = acting()
    require(scope, PASSES_ON)
    try:
        made = carried_out(
            CaseAskedIn(), lambda **said: once(scope, lambda: actions.ask(scope, **said).id)
        )
    except Refused as refusal:
        return _index(scope, refusal.form, refusal.status)
    return see_other(url_for("transfers.show", transfer_id=made), "transfer_asked")


@bp.get("/<uuid:transfer_id>")
def show(transfer_id: UUID) -> Response:
    """One transfer: where it stands, and what we can do about it."""
    scope = acting()
    return _shown(scope, _seen(scope, transfer_id), {}, 200)


def _seen(scope: Scope, transfer_id: UUID) -> CaseTransfer:
    found = queries.transfer(scope, transfer_id)
    require(scope, PASSES_ON)
    return found


def _shown(
    scope: Scope, found: CaseTransfer, refused: Mapping[str, FormView], status: int
) -> Response:
    one = queries.told(scope, found.id)
    meant = None if one.ours else queries.meant(scope, found)
    return page(
        "transfers/show.html",
        "transfer",
        status,
        one=one,
        transfer=one.transfer,
        meant=meant,
        handed=None if one.ours else queries.handed(scope, found.id),
        along=[
            (str(each.document.id), label(each.document.kind, "DocumentKind"), each.title)
            for each in (meant.documents if meant else ())
        ],
        arriving=_arriving(scope, one.transfer),
        until=found.answered_at + TAKEN_WITHIN if found.answered_at else None,
        forms=Forms(refused),
    )


def _arriving(scope: Scope, transfer: CaseTransfer) -> Sequence[ArrivingDocument]:
    """What of the documents has not come into the own file yet, to whoever opens that."""
    if transfer.tenant_id != scope.tenant_id or transfer.person_id is None:
        return ()
    return (
        arriving.of_file(scope, transfer.person_id) if door.opens(scope, transfer.person_id) else ()
    )


def _address(_: Scope, found: CaseTransfer) -> str:
    return url_for("transfers.show", transfer_id=found.id)


desk = Desk(bp, "transfer_id", seen=_seen, shown=_shown, address=_address)
desk.act("approval", actions.approve, CaseApprovalIn, says="transfer_approved", needs=PASSES_ON)
desk.act("refusal", actions.decline, CaseRefusalIn, says="saved", needs=PASSES_ON)
desk.act("withdrawal", actions.withdraw, says="saved", needs=PASSES_ON)
desk.act("taking", actions.take_over, says="transfer_taken", needs=PASSES_ON)
