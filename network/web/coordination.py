"""Coordination: who waits where in the network, in counts, states and times. No names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, request, url_for

from network.availability.profile import Region
from network.requests.coordination import counts_by_state, requests_of_network
from network.requests.lifecycle import RequestState
from network.requests.profile import Urgency
from network.web.acts import cursor
from network.web.rendering import FormView, page
from tenants import clock
from tenants.login import acting

bp = Blueprint("coordination", __name__, url_prefix="/coordination")
Code = TypeVar("Code", bound=StrEnum)
FILTERS = ("state", "urgency", "region")


@bp.get("")
def show() -> Response:
    """The open requests of the network, or those of another state; filtered and paged."""
    scope = acting()
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    chosen["state"] = request.args.get("state", RequestState.OPEN.value)
    found = requests_of_network(
        scope,
        state=_coded(RequestState, chosen["state"]),
        urgency=_coded(Urgency, chosen["urgency"]),
        region=_coded(Region, chosen["region"]),
        before=cursor(),
    )
    return page(
        "coordination/show.html",
        "figures",
        form=FormView(chosen),
        counts=counts_by_state(scope),
        now=clock.now,
        rows=found.rows,
        next=_page_url(chosen, before=found.after) if found.after else None,
        first_page=None if cursor() is None else _page_url(chosen),
    )


def _page_url(chosen: Mapping[str, str], **more: Any) -> str:
    return url_for("coordination.show", **{**chosen, **more})


def _coded(kind: type[Code], value: str) -> Code | None:
    """The value a filter names; anything else filters nothing."""
    return kind(value) if value in set(kind) else None
