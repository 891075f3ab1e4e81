"""Invitations: links by which people become members."""

from uuid import UUID

from flask import Response, request, url_for
from marshmallow import ValidationError

from network.schemas.members import Invite
from network.web.administration.frame import bp, status_for
from network.web.rendering import FormView, form_values, page, see_other
from tenants import invitations as inviting
from tenants import staffing
from tenants.database import transaction
from tenants.errors import DomainError, NotAllowed
from tenants.login import acting


@bp.get("/invitations")
def invitations() -> Response:
    return _page(FormView())


def _page(form: FormView, status: int = 200) -> Response:
    return page(
        "administration/invitations.html",
        status=status,
        form=form,
        invitations=inviting.waiting(acting()),
    )


@bp.post("/invitations")
def invite() -> Response:
    """The link stands in this answer and never again."""
    try:
        given = form_values(Invite(), request.form)
        until = given.pop("until")
        with transaction():
            secret = inviting.invite(acting(), until=until and staffing.last_moment(until), **given)
    except NotAllowed:
        raise
    except (ValidationError, DomainError) as refusal:
        return _page(FormView.refused(request.form, refusal), status_for(refusal))
    return _told(given["name"], secret)


@bp.post("/invitations/<uuid:invitation_id>/link")
def make_invitation_link(invitation_id: UUID) -> Response:
    """For an invitation that a program made, or whose link was lost."""
    with transaction():
        invitation, secret = inviting.make_link(acting(), invitation_id)
        name = invitation.name
    return _told(name, secret)


def _told(name: str, secret: str) -> Response:
    return page(
        "administration/invited.html",
        name=name,
        link=url_for("signin.invitation", secret=secret, _external=True),
    )


@bp.post("/invitations/<uuid:invitation_id>/withdrawal")
def withdraw_invitation(invitation_id: UUID) -> Response:
    with transaction():
        inviting.withdraw(acting(), invitation_id)
    return see_other(url_for("administration.invitations"), "withdrawn")
