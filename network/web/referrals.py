"""A programme is asked for: with a request that is open, or with a new one written for it."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.programmes.kinds import Referrer
from network.programmes.published import PublishedProgramme, published_programme
from network.programmes.referring import refer
from network.requests import lists
from network.requests.lifecycle import RequestState
from network.schemas.enrolments import ReferralIn
from network.web.acts import Refused, carried_out, once
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope, TenantKind

bp = Blueprint("referrals", __name__, url_prefix="/programmes/<uuid:programme_id>/referral")
# Who asks, where nothing else is said: the house itself.
BY_KIND = {
    TenantKind.CSD: Referrer.CSD,
    TenantKind.INSTITUTION: Referrer.INSTITUTION,
    TenantKind.CRISIS_CENTRE: Referrer.CRISIS_CENTRE,
    TenantKind.SCHOOL: Referrer.SCHOOL,
    TenantKind.HEALTH: Referrer.HEALTH,
}


@bp.get("")
def new(programme_id: UUID) -> Response:
    """The form: for whom, who asks, and what has been tried."""
    scope, found = _chosen(programme_id)
    by = BY_KIND.get(scope.kind) if scope.kind else None
    known = FormView.known(
        requested_by=by.value if by else "",
        wanted_from=clock.today(),
        file_reference=request.args.get("file", ""),  # from the file whose consent is there
    )
    return _form(scope, found, known)


@bp.post("")
def send(programme_id: UUID) -> Response:
    """Ask for it. A form that is sent twice leads to the ask that it made the first time."""
    scope, found = _chosen(programme_id)
    try:
        made = carried_out(
            ReferralIn(),
            lambda **said: once(scope, lambda: refer(scope, programme_id, **said).id),
        )
    except Refused as refusal:
        return _form(scope, found, refusal.form, refusal.status)
    return see_other(url_for("asks.show", ask_id=made), "programme_asked")


def _chosen(programme_id: UUID) -> tuple[Scope, PublishedProgramme]:
    """A programme of the catalogue, to somebody who may ask for one; 404 before 403."""
    scope = acting()
    found = published_programme(scope, programme_id)
    require(scope, Permission.REFER)
    return scope, found


def _form(scope: Scope, found: PublishedProgramme, form: FormView, status: int = 200) -> Response:
    return page(
        "referrals/new.html",
        "form",
        status,
        programme=found,
        form=form,
        form_id=new_id(),
        requests=_open(scope),
        referrers=[(each.value, label(each)) for each in Referrer],
    )


def _open(scope: Scope) -> list[tuple[str, str]]:
    """The own open requests, the newest first: for a place, too, while one waits for it."""
    rows = lists.requests(scope, state=RequestState.OPEN).rows
    return [
        (str(row.request.id), f"{row.request.number} · {row.request.file_reference}")
        for row in rows
    ]
