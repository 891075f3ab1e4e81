"""What the member was told, and how they want to be told: only ever their own."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.notices import actions, queries
from network.schemas import notices as given
from network.schemas.answers import notices as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("notices", "What the token's member was told, and how they want to be told.")
READ, WRITE = ApiScope.NOTICES_READ, ApiScope.NOTICES_WRITE
tell = teller(told.Notice)
tell_wishes = teller(told.Wishes)
HOURS = ("digest_at", "quiet_from", "quiet_until")


@area.get("/notices", READ, told.NoticePage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """What the member was told, newest first"""
    scope = acting()
    found = queries.of_me(scope, before=values["after"])
    rows = found[: queries.PAGE]
    onward = rows[-1].id if len(found) > queries.PAGE else None
    return page([tell(row) for row in rows], onward, unread=queries.unread(scope))


@area.act("PUT", "/notices/read", WRITE, told.Unread, given.ReadIn)
def read(values: dict[str, Any]) -> Response:
    """These were read, or all of them where none is named; tells how many are left"""

    def make(scope: Scope) -> UUID:
        if values["ids"]:
            actions.read(scope, values["ids"])
        else:
            actions.read_all(scope)
        return scope.member_id

    return perform(make, lambda scope, _: answer({"unread": queries.unread(scope)}))


@area.get("/me/notice-settings", READ, told.Wishes)
def settings() -> Response:
    """How the member wants to be told"""
    return _wishes(acting())


@area.act("PATCH", "/me/notice-settings", WRITE, told.Wishes, given.WishesIn(partial=True))
def change_settings(values: dict[str, Any]) -> Response:
    """Change how the member wants to be told, or when they are away; what is left out stays"""

    def make(scope: Scope) -> UUID:
        return actions.wish(scope, values).member_id

    return perform(make, lambda scope, _: _wishes(scope))


def _wishes(scope: Scope) -> Response:
    found = queries.wishes(scope)
    hours = {name: f"{getattr(found, name):%H:%M}" for name in HOURS}
    return answer(tell_wishes(found, **hours))
