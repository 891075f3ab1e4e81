"""Consents and withdrawals to be printed, and the document on which a consent was given."""

from uuid import UUID

from flask import Blueprint, Response, url_for

from network import contents
from network.documents.flaws import TooLarge
from network.interop import consent_papers
from network.legal_bases import actions, facts, queries
from network.schemas.values import Given
from network.web import legal_bases
from network.web.acts import Refused, carried_out
from network.web.forms import status_for
from network.web.rendering import FormView, see_other
from tenants.errors import N_, Invalid
from tenants.login import acting

bp = Blueprint("consent_forms", __name__)


@bp.get("/files/<uuid:person_id>/bases/consent/form")
def blank(person_id: UUID) -> Response:
    """To be filled in by hand, with what the file says of who decides."""
    return _printed(facts.of_file(acting(), person_id))


@bp.get("/bases/<uuid:basis_id>/form")
def recorded(basis_id: UUID) -> Response:
    """What was recorded, to be signed."""
    return _printed(facts.of_basis(acting(), basis_id))


@bp.get("/bases/<uuid:basis_id>/withdrawal-form")
def withdrawal(basis_id: UUID) -> Response:
    """To take it back."""
    said = facts.of_basis(acting(), basis_id)
    return contents.printed(consent_papers.withdrawal(said), f"{_number(said)}-withdrawal.pdf")


@bp.post("/bases/<uuid:basis_id>/proof/upload")
@contents.takes_content
def prove_by(basis_id: UUID) -> Response:
    """The signed paper is put into the file and named as what the consent was given on."""
    scope = acting()
    basis, _ = queries.basis(scope, basis_id)

    def put() -> object:
        content = contents.content()
        if content is None:
            raise Invalid(N_("Choose a file."), "file")
        return actions.prove_by(scope, basis_id, content)

    try:
        contents.refuse_too_large()
        carried_out(Given(), put)
    except TooLarge as refusal:
        form = FormView.refused(contents.typed_before(), refusal)
        return legal_bases.shown(scope, basis, {"prove_by": form}, status_for(refusal))
    except Refused as refusal:
        return legal_bases.shown(scope, basis, {"prove_by": refusal.form}, refusal.status)
    return see_other(url_for("bases.show", basis_id=basis_id), "saved")


def _printed(said: facts.ConsentFacts) -> Response:
    return contents.printed(consent_papers.consent(said), f"{_number(said)}-consent.pdf")


def _number(said: facts.ConsentFacts) -> str:
    return said.number.replace("/", "-")
