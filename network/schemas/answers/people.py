"""For whom a token acts, and who works for the same organisation."""

from marshmallow import fields

from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some
from tenants.credentials import ApiScope
from tenants.invitations import InvitationState
from tenants.roles import Permission
from tenants.scope import Role, TenantKind


class Me(Told):
    """The member for whom the token acts, and what both together may do."""

    member_id = fields.UUID(**some())
    member_name = fields.String(**some())
    roles = codes(Role)
    permissions = codes(Permission)
    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    tenant_kind = code(TenantKind, **some())
    network_ids = fields.List(fields.UUID(), **some())
    token_scopes = codes(ApiScope)


class Member(Told):
    """Somebody who works for one's own organisation now."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    roles = codes(Role)


class MemberList(Told):
    """By name."""

    items = fields.List(fields.Nested(Member), **some())


class Membership(Told):
    """A member as administrators see one. `until` is the last day; a paused membership waits for
    a confirmation, a deactivated one has ended."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    email = fields.String(**some())
    roles = codes(Role)
    until = fields.Date(**perhaps())
    paused_at = fields.DateTime(**perhaps())
    deactivated_at = fields.DateTime(**perhaps())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


MembershipPage = page_of(Membership)


class Duties(Told):
    """How many open things of each kind a member is responsible or deputy for, and in the team of
    how many files and of how many cases of advisers (`cases`) they are."""

    groups = fields.Integer(**some())
    requests = fields.Integer(**some())
    asks = fields.Integer(**some())
    placements = fields.Integer(**some())
    programmes = fields.Integer(**some())
    enrolments = fields.Integer(**some())
    sessions = fields.Integer(**some())
    cases = fields.Integer(**some())
    files = fields.Integer(**some())
    aftercare = fields.Integer(**some())


class Invitation(Told):
    """Who is to become a member. The link is never told here: an administrator makes it on the
    page of the invitations. `until` is the last day of the membership."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    email = fields.String(**some())
    roles = codes(Role)
    until = fields.Date(**perhaps())
    state = code(InvitationState, **some())
    expires_at = fields.DateTime(**some())
    invited_by_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())


InvitationPage = page_of(Invitation)


class Problem(Told):
    """Why a request was not served (RFC 9457). `code` is stable; title, detail and the sentences
    in `errors` are in the language of Accept-Language."""

    type = fields.String(**some())
    title = fields.String(**some())
    status = fields.Integer(**some())
    code = fields.String(**some())
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
