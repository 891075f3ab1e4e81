"""What is to be erased: asked for by one, confirmed by another, and the certificate."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, url_for
from flask_babel import get_locale

from network.interop.paper import Paper
from network.rights import erasing, obstacles
from network.rights.erasing import Certificate
from network.rights.kinds import ErasureGround
from network.rights.models import Erasure
from network.web import formats
from network.web.acts import cursor
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page
from network.web.words import gettext as _
from tenants.login import acting
from tenants.roles import Permission, may
from tenants.scope import Scope

bp = Blueprint("erasures", __name__, url_prefix="/erasures")
DECIDES = Permission.DECIDE_RIGHTS


@bp.get("")
def index() -> Response:
    """What is to be erased and what was, the newest first."""
    found = erasing.erasures(acting(), before=cursor())
    return page(
        "rights/erasures.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
    )


@bp.get("/<uuid:erasure_id>")
def show(erasure_id: UUID) -> Response:
    """One erasure, what stands against it, and who has to confirm it."""
    scope = acting()
    return _shown(scope, erasing.erasure(scope, erasure_id), {}, 200)


def _shown(scope: Scope, found: Erasure, refused: Mapping[str, FormView], status: int) -> Response:
    is_open = found.confirmed_at is None and found.dropped_at is None
    return page(
        "rights/erasure.html",
        "erasure",
        status,
        one=found,
        is_open=is_open,
        decides=may(scope, DECIDES),
        own=found.asked_by_id == scope.member_id,
        kept=obstacles.against(scope, found.thing) if is_open else (),
        forms=Forms(refused),
    )


@bp.get("/<uuid:erasure_id>/certificate")
def certificate(erasure_id: UUID) -> Response:
    """To be printed: that it was done, by whom and when; of whom it was stands nowhere."""
    scope = acting()
    found = erasing.certificate(scope, erasure_id)
    answer = Response(_printed(scope, found), mimetype="application/pdf")
    name = f"izbris-{found.erasure.number}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _printed(scope: Scope, found: Certificate) -> bytes:
    done = found.erasure
    title = _("Certificate of erasure %(number)s", number=done.number)
    paper = Paper(title, language=str(get_locale()), foot=scope.tenant_name)
    paper.paragraph(
        _(
            "A key was destroyed. Whatever was sealed with it can be read by nobody any more; what"
            " stood beside it was deleted."
        )
    )
    asked = done.asked_by or label(ErasureGround.RETENTION)
    paper.facts(
        [
            (_("Organisation"), scope.tenant_name),
            (_("What"), label(done.subject, "What")),
            (_("Keys of words that were destroyed"), str(found.words)),
            (_("Reason"), label(done.ground, "ErasureGround")),
            (_("Asked for by"), asked),
            (_("Confirmed by"), done.confirmed_by),
            (_("When"), formats.moment(done.confirmed_at) if done.confirmed_at else ""),
            (_("Entry in the trail"), str(found.entry)),
            (_("Digest of the entry"), found.digest),
        ]
    )
    paper.small(_("Whose it was does not stand here, and cannot be found out from this."))
    paper.to_sign(_("Signature"))
    return paper.done()


def _address(_scope: Scope, found: Erasure) -> str:
    return url_for("erasures.show", erasure_id=found.id)


desk = Desk(
    Blueprint("erasure_acts", __name__, url_prefix="/erasures"),
    "erasure_id",
    seen=erasing.erasure,
    shown=_shown,
    address=_address,
)
desk.act("confirmation", erasing.confirm, says="file_erased", needs=DECIDES)
desk.act("dropping", erasing.drop, says="erasure_dropped", needs=DECIDES)
