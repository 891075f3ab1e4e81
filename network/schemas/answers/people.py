"""For whom a token acts, and who works for the same organisation."""

from marshmallow import fields

from network.schemas.answers.values import Told, code, codes, some
from tenants.credentials import ApiScope
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


class Problem(Told):
    """Why a request was not served (RFC 9457). `code` is stable; title, detail and the sentences
    in `errors` are in the language of Accept-Language."""

    type = fields.String(**some())
    title = fields.String(**some())
    status = fields.Integer(**some())
    code = fields.String(**some())
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
