"""The filters of lists that the token's member keeps: only ever their own."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.performing import perform
from network.api.telling import answer, teller
from network.filters import actions
from network.schemas import filters as given
from network.schemas.answers import filters as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("filters", "The filters of lists that the token's member keeps.")
READ, WRITE = ApiScope.NOTICES_READ, ApiScope.NOTICES_WRITE
tell = teller(told.SavedFilter)


@area.get("/me/filters", READ, told.SavedFilterList)
def index() -> Response:
    """What the member keeps, by list and name"""
    return answer({"items": [tell(one) for one in actions.all_of_me(acting())]})


@area.act("POST", "/me/filters", WRITE, told.SavedFilter, given.FilterIn, status=201)
def keep(values: dict[str, Any]) -> Response:
    """Keep a filter under a name; what was kept under that name before is replaced"""
    return perform(lambda scope: actions.keep(scope, **values).id, _show, status=201)


@area.act("PUT", "/me/filters/<uuid:filter_id>/usual", WRITE, told.SavedFilter, given.UsualIn)
def make_usual(values: dict[str, Any], filter_id: UUID) -> Response:
    """Say whether the list opens with this filter; no other of the list does then"""
    return perform(
        lambda scope: actions.make_usual(scope, filter_id, **values).id,
        _show,
        look=lambda scope: actions.one(scope, filter_id),
    )


@area.act("DELETE", "/me/filters/<uuid:filter_id>", WRITE, None, status=204)
def forget(filter_id: UUID) -> Response:
    """Delete the filter; the list stays as it is"""

    def make(scope: Scope) -> UUID:
        actions.forget(scope, filter_id)
        return filter_id

    return perform(
        make,
        lambda _scope, _id: answer(None),
        look=lambda scope: actions.one(scope, filter_id),
        status=204,
    )


def _show(scope: Scope, filter_id: UUID) -> Response:
    return answer(tell(actions.one(scope, filter_id)))
