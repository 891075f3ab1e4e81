"""For whom a token acts, who else works there, and what waits for them."""

from typing import Any

from flask import Response
from marshmallow import fields

from network.api.areas import Area
from network.api.asks import told_ask
from network.api.telling import answer, teller
from network.requests import lists
from network.requests.lifecycle import RequestState
from network.schemas.answers import asks as told_asks
from network.schemas.answers import people as told
from network.schemas.answers import requests as told_requests
from network.schemas.values import Given
from tenants import staffing
from tenants.credentials import ApiScope
from tenants.login import acting, token_scopes
from tenants.roles import Permission, may

area = Area("people", "For whom a token acts, and who else works there.")
tell_member = teller(told.Member)
tell_request = teller(told_requests.RequestInList)


class DayIn(Given):
    """All that waits, or what the token's member is responsible or deputy for."""

    mine = fields.Boolean(load_default=False)


@area.get("/me", None, told.Me)
def me() -> Response:
    """The member for whom the token acts, and what it may do"""
    scope = acting()
    return answer(
        {
            "member_id": scope.member_id,
            "member_name": scope.member_name,
            "roles": sorted(scope.roles),
            "permissions": [each for each in Permission if may(scope, each)],
            "tenant_id": scope.tenant_id,
            "tenant_name": scope.tenant_name,
            "tenant_kind": scope.kind,
            "network_ids": scope.network_ids,
            "token_scopes": sorted(token_scopes() or ()),
        }
    )


@area.get("/members", None, told.MemberList)
def members() -> Response:
    """Everybody who works for the own organisation now, by name: who can answer for something"""
    return answer({"items": [tell_member(member) for member in staffing.active(acting())]})


@area.get("/day", ApiScope.ASKS_READ, told_asks.Day, query=DayIn)
def day(values: dict[str, Any]) -> Response:
    """What waits for the own organisation, and what it waits for; the longest waiting first"""
    scope, mine = acting(), values["mine"]
    return answer(
        {
            "for_us": [told_ask(scope, ask) for ask in lists.waiting_for_us(scope, mine=mine)],
            "for_them": [told_ask(scope, ask) for ask in lists.waiting_for_them(scope, mine=mine)],
            "unasked": [
                tell_request(request, state=RequestState.OPEN)
                for request in lists.unasked(scope, mine=mine)
            ],
        }
    )
