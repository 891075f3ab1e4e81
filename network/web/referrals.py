"""A programme is asked for: with a request that is open, or with a new one written for it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.consent.giving import age_on
from network.consent.kinds import Category
from network.programmes.kinds import Referrer
from network.programmes.published import (
    PublishedProgramme,
    published_programme,
    published_programmes,
)
from network.programmes.referring import refer
from network.records import door
from network.records.models import YoungPerson
from network.requests import drafts, lists, of_files, permitted, queries
from network.requests.lifecycle import RequestState
from network.requests.models import Request
from network.requests.profile import Urgency
from network.schemas.drafts import known
from network.schemas.enrolments import ReferralIn
from network.web.acts import Refused, carried_out, once
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope, TenantKind

bp = Blueprint("referrals", __name__, url_prefix="/programmes/<uuid:programme_id>/referral")
of_file = Blueprint("file_referrals", __name__, url_prefix="/files/<uuid:person_id>/referral")
# Who asks, where nothing else is said: the house itself.
BY_KIND = {
    TenantKind.CSD: Referrer.CSD,
    TenantKind.INSTITUTION: Referrer.INSTITUTION,
    TenantKind.CRISIS_CENTRE: Referrer.CRISIS_CENTRE,
    TenantKind.SCHOOL: Referrer.SCHOOL,
    TenantKind.HEALTH: Referrer.HEALTH,
}

TAKEN_ALONG = (
    "file_reference",
    "age",
    "sex",
    "region",
    "home_town",
    "school_level",
    "needs",
    "legal_group",
    "urgency",
    "wanted_from",
    "own_words",
)


@bp.get("")
def new(programme_id: UUID) -> Response:
    """The form: for whom, who asks, and what has been tried."""
    scope, found = _chosen(programme_id)
    return _form(scope, found, FormView.known(**_known(scope)))


def _known(scope: Scope) -> dict[str, Any]:
    """What stands in the form already: of the request or of the draft from which one comes."""
    by = BY_KIND.get(scope.kind) if scope.kind else None
    blank: dict[str, Any] = {
        "requested_by": by.value if by else "",
        "wanted_from": clock.today(),
        "urgency": Urgency.PLANNED,
    }
    if chosen := _named(request.args.get("request", "")):
        return blank | {"request_id": _own(scope, chosen).id}
    if chosen := _named(request.args.get("person", "")):
        return blank | _of_file(scope, chosen)
    if chosen := _named(request.args.get("draft", "")):
        return blank | _of_draft(scope, chosen)
    return blank


def _of_file(scope: Scope, person_id: UUID) -> dict[str, Any]:
    """What the file says already; where a request for a programme is open for it, that request."""
    file = door.person(scope, person_id)
    if going := of_files.open_for_programmes(scope, person_id):
        return {"request_id": going.id}
    who = door.read(scope, person_id, Category.IDENTITY)[Category.IDENTITY].values
    born = who.get("birth_date")
    return {
        "person_id": file.id,
        "file_reference": file.number,
        "age": age_on(born, clock.today()) if isinstance(born, date) else None,
        "sex": who.get("sex"),
    }


def _of_draft(scope: Scope, draft_id: UUID) -> dict[str, Any]:
    """What a draft says already; of one that was sent, the request."""
    require(scope, Permission.WRITE_REQUESTS)
    try:
        said = known(drafts.whole(scope, drafts.get(scope, draft_id)))
    except drafts.DraftSent as sent:
        return {"request_id": sent.facts["request_id"]}
    return {name: said[name] for name in TAKEN_ALONG if said.get(name)}


def _own(scope: Scope, request_id: UUID) -> Request:
    found = queries.get_request(scope, request_id)
    require(scope, permitted.to_write(found))
    return found


def _named(typed: str) -> UUID | None:
    """The id that was given; anything else is as if it were not there."""
    try:
        return UUID(typed)
    except ValueError:
        return None


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
        requests=_open(scope, form.text("request_id")),
        file=_file(scope, form),
        referrers=[(each.value, label(each)) for each in Referrer],
    )


def _open(scope: Scope, chosen: str) -> list[tuple[str, str]]:
    """The own open requests, the newest first: for a place, too, while one waits for it. The one
    that is chosen stands among them, however old it is."""
    found = [row.request for row in lists.requests(scope, state=RequestState.OPEN).rows]
    named = _named(chosen)
    if named is not None and named not in {one.id for one in found}:
        found.append(_own(scope, named))
    return [(str(one.id), f"{one.number} · {one.file_reference}") for one in found]


def _file(scope: Scope, form: FormView) -> YoungPerson | None:
    """Whose file a new request will belong to; None where none was chosen, or it is not open to
    the member."""
    chosen = _named(form.text("person_id"))
    if chosen is None or not door.opens(scope, chosen):
        return None
    return door.person(scope, chosen)


@of_file.get("")
def from_file(person_id: UUID) -> Response:
    """From a file to the form for the programme that was chosen; without one, to the catalogue."""
    scope = acting()
    file = door.person(scope, person_id)
    require(scope, Permission.REFER)
    if chosen := _named(request.args.get("programme", "")):
        return see_other(url_for("referrals.new", programme_id=chosen, person=file.id))
    return see_other(url_for("programmes.index"))


def to_choose(scope: Scope) -> list[tuple[str, str]]:
    """The programmes of others that take somebody in now, by name, for somebody who may refer."""
    if not may(scope, Permission.REFER):
        return []
    found = (one for one in published_programmes(scope) if one.open)
    return sorted(
        (
            (str(one.id), f"{one.name}, {one.tenant_name}")
            for one in found
            if one.tenant_id != scope.tenant_id
        ),
        key=lambda one: one[1],
    )
