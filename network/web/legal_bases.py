"""Legal bases of a file: recorded kind by kind, looked at, agreed to, and ended."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.consent.kinds import Basis
from network.consent.needs import FOR_FILES, NEEDED, OPTIONAL
from network.documents import at_hand
from network.documents import queries as documents
from network.documents.kinds import DocumentKind, Media
from network.documents.queries import Listed
from network.legal_bases import actions, queries
from network.legal_bases.actions import Told
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.models import YoungPerson
from network.requests import who_sees
from network.requests.actions.withdrawing import record_basis, withdraw_basis
from network.requests.ladder import EVERY_PART
from network.schemas.legal_bases import AgreementIn, BasisWithdrawnIn, ProofIn, basis_schema
from network.web.acts import Refused, carried_out, once
from network.web.desk import Desk, Forms
from network.web.formats import day
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.errors import Invalid
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("bases", __name__, url_prefix="/bases")
of_file = Blueprint("file_bases", __name__, url_prefix="/files/<uuid:person_id>/bases")
KEEPS = Permission.KEEP_FILES


@of_file.get("")
def choose(person_id: UUID) -> Response:
    """Which kind of basis somebody wants to record."""
    file = _opened(acting(), person_id)
    return page("bases/choose.html", file=file, kinds=FOR_FILES)


def new(person_id: UUID, kind: Basis) -> Response:
    """A form for a basis of one kind."""
    scope = acting()
    known = FormView.known(starts=clock.today())
    return _form(scope, _opened(scope, person_id), kind, known)


def record(person_id: UUID, kind: Basis) -> Response:
    scope = acting()
    file = _opened(scope, person_id)

    def made(**said: Any) -> UUID:
        said["starts"] = said["starts"] or clock.today()
        return once(scope, lambda: record_basis(scope, person_id, Told(kind, **said)).id)

    try:
        basis_id = carried_out(basis_schema(kind)(), made)
    except Refused as refusal:
        return _form(scope, file, kind, refusal.form, refusal.status)
    return see_other(url_for("bases.show", basis_id=basis_id), "basis_recorded")


for _each in FOR_FILES:
    of_file.add_url_rule(f"/{_each}", f"new_{_each}", partial(new, kind=_each))
    of_file.add_url_rule(
        f"/{_each}", f"record_{_each}", partial(record, kind=_each), methods=["POST"]
    )


def _form(
    scope: Scope, file: YoungPerson, kind: Basis, form: FormView, status: int = 200
) -> Response:
    return page(
        "bases/new.html",
        "form",
        status,
        file=file,
        kind=kind,
        form=form,
        form_id=new_id(),
        names=(*NEEDED[kind], *OPTIONAL[kind]),
        optional=OPTIONAL[kind],
        categories=[(each.value, label(each)) for each in EVERY_PART],
        recipients=[(one.id, one.name) for one in queries.possible_recipients(scope)],
        who_agrees=_who_agrees(scope, file.id) if kind is Basis.CONSENT else [],
    )


def _who_agrees(scope: Scope, person_id: UUID) -> list[list[str]]:
    """Whose word is needed, as far as the file tells it."""
    try:
        needed = actions.who_agrees(scope, person_id)
    except Invalid:
        return []
    return [sorted(label(giver) for giver in givers) for givers in needed]


@bp.get("/<uuid:basis_id>")
def show(basis_id: UUID) -> Response:
    """One basis, and what would close if it ended now."""
    scope = acting()
    return shown(scope, _seen(scope, basis_id), {}, 200)


def _seen(scope: Scope, basis_id: UUID) -> LegalBasis:
    return queries.basis(scope, basis_id)[0]


def shown(
    scope: Scope, basis: LegalBasis, refused: Mapping[str, FormView], status: int
) -> Response:
    """The page of a basis, with the forms that were refused."""
    file = door.person(scope, basis.person_id)
    names = {one.id: one.name for one in queries.possible_recipients(scope)}
    return page(
        "bases/show.html",
        "basis",
        status,
        basis=basis,
        file=file,
        words=queries.words(scope, [basis])[basis.id],
        recipients=[names[one] for one in basis.recipients if one in names],
        proof=_proof(scope, basis),
        papers=_papers(scope, basis),
        accepted=",".join(media.value for media in Media),
        most_megabytes=at_hand.keeping().most_megabytes,
        closings=who_sees.closings(scope, basis) if basis.withdrawn_at is None else [],
        missing=[] if basis.effective else _who_agrees(scope, basis.person_id),
        forms=Forms(refused),
    )


def _proof(scope: Scope, basis: LegalBasis) -> Listed | None:
    if basis.proof_id is None:
        return None
    return documents.document(scope, basis.person_id, basis.proof_id)


def _papers(scope: Scope, basis: LegalBasis) -> list[tuple[str, str]]:
    """Which documents of the file it could have been given on, consents first."""
    if basis.kind != Basis.CONSENT or basis.withdrawn_at is not None:
        return []
    found = sorted(
        documents.to_show(scope, basis.person_id),
        key=lambda one: one.document.kind != DocumentKind.CONSENT,
    )
    return [(str(one.document.id), _called(one)) for one in found]


def _called(one: Listed) -> str:
    kind = label(one.document.kind, "DocumentKind")
    return " · ".join(filter(None, (kind, one.title, day(one.document.created_at))))


def _opened(scope: Scope, person_id: UUID) -> YoungPerson:
    found = door.person(scope, person_id)
    require(scope, KEEPS)
    return found


def _address(_: Scope, basis: LegalBasis) -> str:
    return url_for("bases.show", basis_id=basis.id)


desk = Desk(bp, "basis_id", seen=_seen, shown=shown, address=_address)
desk.act("agreement", actions.agree, AgreementIn, says="saved", needs=KEEPS)
desk.act("proof", actions.prove, ProofIn, says="saved", needs=KEEPS)
desk.act("withdrawal", withdraw_basis, BasisWithdrawnIn, says="basis_ended", needs=KEEPS)
