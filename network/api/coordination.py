"""What the coordination sees of its networks: counts, states and times; no narrative."""

from typing import Any

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.telling import answer, teller
from network.availability.profile import Region
from network.requests import coordination
from network.requests.coordination import Order, Stage
from network.requests.lifecycle import RequestState
from network.requests.profile import Urgency
from network.schemas.answers import requests as told
from network.schemas.values import one_of
from tenants.credentials import ApiScope
from tenants.login import acting

area = Area("network", "What the coordination sees of its networks.")
tell = teller(told.NetworkRequest)


class ListIn(Onward):
    """Requests of the networks: in one state, at one stage, of one urgency, of one region, or all;
    newest first unless `order` says otherwise."""

    state = one_of(RequestState, load_default=None)
    urgency = one_of(Urgency, load_default=None)
    region = one_of(Region, load_default=None)
    stage = one_of(Stage, load_default=None)
    order = one_of(Order, load_default=Order.NEWEST)


@area.get("/network/requests", ApiScope.NETWORK_READ, told.NetworkRequestPage, query=ListIn)
def requests(values: dict[str, Any]) -> Response:
    """The requests of the networks"""
    before = values.pop("after")
    found = coordination.requests_of_network(acting(), before=before, **values)
    return page([tell(row) for row in found.rows], found.after)


@area.get("/network/figures", ApiScope.NETWORK_READ, told.Figures)
def figures() -> Response:
    """How many requests of the networks stand where"""
    return answer({"requests": coordination.counts_by_state(acting())})
