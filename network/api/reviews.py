"""Declines that the coordination looks at: codes and times, never words of the home's."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.telling import answer, teller
from network.requests import reviews
from network.requests.actions import reviewing
from network.schemas.answers import asks as told
from network.schemas.asks import DecisionIn
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("reviews", "Declines that the coordination looks at.")
tell = teller(told.Review)


@area.get("/decline-reviews", ApiScope.NETWORK_READ, told.ReviewList)
def waiting() -> Response:
    """Declines that wait for the coordination, the soonest due first"""
    return answer({"items": [tell(each) for each in reviews.undecided(acting())]})


@area.get("/decline-reviews/decided", ApiScope.NETWORK_READ, told.ReviewPage, query=Onward)
def decided(values: dict[str, Any]) -> Response:
    """Those that were decided or have lapsed, newest first"""
    found = reviews.decided(acting(), before=values["after"])
    return page([tell(each) for each in found.rows], found.after)


def _show(scope: Scope, review_id: UUID) -> Response:
    found = reviews.get(scope, review_id)
    return answer(tell(found), tag=etags.of_version(found.version, found.decision or ""))


def _tag(scope: Scope, review_id: UUID) -> str:
    found = reviewing.lock(scope, review_id)
    return etags.of_version(found.version, found.decision or "")


desk = Desk(
    area,
    "/decline-reviews/<uuid:review_id>",
    ApiScope.ASKS_WRITE,
    told.Review,
    look=reviews.get,
    tag=_tag,
    show=_show,
)
desk.act(
    "decision",
    reviewing.decide,
    DecisionIn,
    says="The coordinator confirms a decline, or sends it back to the home with a remark",
)
