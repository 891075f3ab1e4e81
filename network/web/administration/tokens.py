"""Tokens: what programs present to the API."""

from uuid import UUID

from flask import Response, request, url_for
from marshmallow import ValidationError

from network.schemas.tokens import IssueToken
from network.web.administration.frame import bp, status_for
from network.web.rendering import FormView, form_values, page, see_other
from tenants import credentials, staffing
from tenants.database import transaction
from tenants.errors import DomainError, NotAllowed
from tenants.login import acting


@bp.get("/tokens")
def tokens() -> Response:
    return _page(FormView())


def _page(form: FormView, status: int = 200) -> Response:
    scope = acting()
    return page(
        "administration/tokens.html",
        status=status,
        form=form,
        tokens=credentials.tokens(scope),
        members_in_force=staffing.active(scope),
    )


@bp.post("/tokens")
def issue_token() -> Response:
    """The token stands in this answer and never again."""
    try:
        given = form_values(IssueToken(), request.form)
        until = given.pop("until")
        with transaction():
            secret = credentials.issue(
                acting(), expires_at=until and staffing.last_moment(until), **given
            )
    except NotAllowed:
        raise
    except (ValidationError, DomainError) as refusal:
        return _page(FormView.refused(request.form, refusal), status_for(refusal))
    return page("administration/issued.html", name=given["name"], token=secret)


@bp.post("/tokens/<uuid:token_id>/revocation")
def revoke_token(token_id: UUID) -> Response:
    with transaction():
        credentials.revoke(acting(), token_id)
    return see_other(url_for("administration.tokens"), "token_revoked")
