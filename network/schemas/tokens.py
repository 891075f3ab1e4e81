"""Tokens by which programs use the API."""

from marshmallow import Schema, fields, validate

from network.schemas.values import day
from tenants.credentials import ApiScope


class IssueToken(Schema):
    """For which member, what for, and until when (a last day)."""

    member_id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(min=2, max=80))
    scopes = fields.List(
        fields.Enum(ApiScope, by_value=True), required=True, validate=validate.Length(min=1)
    )
    until = day(allow_none=True, load_default=None)
