"""The members: who works here, with which roles, and how they leave."""

from uuid import UUID

from flask import Response, request, url_for
from marshmallow import ValidationError

from network.duties import actions as duties
from network.duties.queries import of_member
from network.notices import factors
from network.schemas.members import ChangeMember, HandOver
from network.web.administration.frame import Refusal, bp, page_number, status_for
from network.web.rendering import FormView, form_values, page, see_other
from tenants import resets, staffing
from tenants.database import transaction
from tenants.errors import DomainError, NotAllowed, NotFound
from tenants.login import acting
from tenants.models import Member
from tenants.roles import Permission, require


@bp.get("/members")
def members() -> Response:
    found = staffing.members(acting(), page_number())
    return page("administration/members.html", found=found)


@bp.get("/members/<uuid:member_id>")
def member(member_id: UUID) -> Response:
    return _page(member_id)


def _page(member_id: UUID, form: FormView | None = None, status: int = 200) -> Response:
    scope = acting()
    found = staffing.get(scope, member_id)
    require(scope, Permission.MANAGE_MEMBERS)
    return page(
        "administration/member.html",
        status=status,
        member=found,
        form=form or _known(found),
        duties=of_member(scope, member_id),
        others=[one for one in staffing.active(scope) if one.id != member_id],
    )


def _known(found: Member) -> FormView:
    return FormView.known(
        name=found.name,
        roles=found.roles,
        until=staffing.last_day(found.until),
        version=found.version,
    )


def _refused(member_id: UUID, refusal: Refusal) -> Response:
    _pass_on(member_id, refusal)
    form = FormView.refused(request.form, refusal)
    return _page(member_id, form, status_for(refusal))


def _pass_on(member_id: UUID, refusal: Refusal) -> None:
    """What is no form's business the error pages say better; not found before not allowed."""
    if isinstance(refusal, NotAllowed):
        staffing.get(acting(), member_id)
    if isinstance(refusal, (NotAllowed, NotFound)):
        raise refusal


@bp.post("/members/<uuid:member_id>")
def change(member_id: UUID) -> Response:
    try:
        given = form_values(ChangeMember(), request.form)
        until = given.pop("until")
        with transaction():
            staffing.change_member(
                acting(), member_id, until=until and staffing.last_moment(until), **given
            )
    except (ValidationError, DomainError) as refusal:
        return _refused(member_id, refusal)
    return see_other(url_for("administration.members"), "roles_saved")


@bp.post("/members/<uuid:member_id>/deactivation")
def deactivate(member_id: UUID) -> Response:
    """Not before everything the member answers for is handed over."""
    try:
        with transaction():
            duties.deactivate(acting(), member_id)
    except DomainError as refusal:
        return _told(member_id, refusal)
    return see_other(url_for("administration.members"), "member_deactivated")


@bp.post("/members/<uuid:member_id>/reactivation")
def reactivate(member_id: UUID) -> Response:
    try:
        with transaction():
            staffing.reactivate(acting(), member_id)
    except DomainError as refusal:
        return _told(member_id, refusal)
    return see_other(_address(member_id), "member_reactivated")


@bp.post("/members/<uuid:member_id>/confirmation")
def confirm(member_id: UUID) -> Response:
    """It is still this person, although another organisation has reset the password."""
    try:
        with transaction():
            staffing.confirm(acting(), member_id)
    except DomainError as refusal:
        return _told(member_id, refusal)
    return see_other(_address(member_id), "confirmed")


@bp.post("/members/<uuid:member_id>/hand-over")
def hand_over(member_id: UUID) -> Response:
    try:
        given = form_values(HandOver(), request.form)
        with transaction():
            duties.hand_over(acting(), member_id, **given)
    except (ValidationError, DomainError) as refusal:
        return _told(member_id, refusal)
    return see_other(_address(member_id), "handed_over")


@bp.post("/members/<uuid:member_id>/password-link")
def make_password_link(member_id: UUID) -> Response:
    """A link for whoever forgot the password; shown in this answer and never again."""
    try:
        with transaction():
            secret = resets.make_link(acting(), member_id)
    except DomainError as refusal:
        return _told(member_id, refusal)
    return page(
        "administration/password_link.html",
        member=staffing.get(acting(), member_id),
        link=url_for("signin.password", secret=secret, _external=True),
    )


@bp.post("/members/<uuid:member_id>/second-step/removal")
def take_factors(member_id: UUID) -> Response:
    """For whoever lost the phone: the password alone lets in again, until a new one is set up."""
    try:
        with transaction():
            factors.take_away(acting(), member_id)
    except DomainError as refusal:
        return _told(member_id, refusal)
    return see_other(_address(member_id), "factors_taken")


def _told(member_id: UUID, refusal: Refusal) -> Response:
    """The member's page as it stands, with the reason on top; its form was not the one sent."""
    _pass_on(member_id, refusal)
    said = FormView.refused(request.form, refusal).errors
    found = staffing.get(acting(), member_id)
    form = FormView(_known(found).values, said)
    return _page(member_id, form, status_for(refusal))


def _address(member_id: UUID) -> str:
    return url_for("administration.member", member_id=member_id)
