"""Coordination: who waits where in the network, in counts, states and times. No names."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.availability.profile import Region
from network.filters.lists import FilteredList
from network.requests import reviews as declines
from network.requests.actions import reviewing
from network.requests.beside import DeclineReview
from network.requests.coordination import (
    Order,
    Stage,
    by_stage,
    counts_by_state,
    requests_of_network,
)
from network.requests.lifecycle import RequestState
from network.requests.profile import Urgency
from network.schemas.asks import DecisionIn
from network.web import figures, reasons
from network.web.acts import cursor
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page
from network.web.saved import opened_as_usual
from tenants import clock
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("coordination", __name__, url_prefix="/coordination")
Code = TypeVar("Code", bound=StrEnum)
FILTERS = ("state", "stage", "urgency", "region", "order")


@bp.get("")
def show() -> Response:
    """The open requests of the network, or those of another state; filtered and paged."""
    scope = acting()
    if usual := opened_as_usual(FilteredList.COORDINATION):
        return usual
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    if "stage" not in request.args:
        chosen["state"] = request.args.get("state", RequestState.OPEN.value)
    found = requests_of_network(
        scope,
        state=_coded(RequestState, chosen["state"]),
        stage=_coded(Stage, chosen["stage"]),
        urgency=_coded(Urgency, chosen["urgency"]),
        region=_coded(Region, chosen["region"]),
        order=_coded(Order, chosen["order"]) or Order.NEWEST,
        before=cursor(),
    )
    return page(
        "coordination/show.html",
        "figures",
        form=FormView(chosen),
        tabs=figures.tabs(),
        counts=counts_by_state(scope),
        stages=by_stage(scope),
        now=clock.now,
        rows=found.rows,
        next=_page_url(chosen, before=found.after) if found.after else None,
        first_page=None if cursor() is None else _page_url(chosen),
    )


def _page_url(chosen: Mapping[str, str], **more: Any) -> str:
    kept = {name: value for name, value in chosen.items() if value or name == "state"}
    return url_for("coordination.show", **{**kept, **more})


def _coded(kind: type[Code], value: str) -> Code | None:
    """The value a filter names; anything else filters nothing."""
    return kind(value) if value in set(kind) else None


@bp.get("/reviews")
def reviews() -> Response:
    """Declines to review, the soonest due first, and below what was decided."""
    return _reviews(acting())


def _reviews(
    scope: Scope,
    refused: Mapping[str, FormView] | None = None,
    status: int = 200,
    about: UUID | None = None,
) -> Response:
    waiting, decided = declines.undecided(scope), declines.decided(scope, before=cursor())
    after = decided.after
    return page(
        "coordination/reviews.html",
        "reviews",
        status,
        forms=Forms(refused),
        about=about,
        waiting=waiting,
        decided=decided.rows,
        tabs=figures.tabs(),
        names=_named([*waiting, *decided.rows]),
        now=clock.now,
        next=url_for("coordination.reviews", before=after) if after else None,
        first_page=None if cursor() is None else url_for("coordination.reviews"),
    )


def _named(found: Sequence[DeclineReview]) -> Mapping[str, str]:
    """What the reasons are called, all in one query."""
    return reasons.names(code for each in found for code in (each.reason, *each.also_because))


def _seen(scope: Scope, review_id: UUID) -> DeclineReview:
    """A review of the own coordination, to a coordinator; 404 before 403."""
    found = declines.get(scope, review_id)
    require(scope, Permission.REVIEW_DECLINES)
    return found


def _shown(
    scope: Scope, found: DeclineReview, forms: Mapping[str, FormView], status: int
) -> Response:
    return _reviews(scope, forms, status, found.id)


reviewers = Desk(
    Blueprint("reviews", __name__, url_prefix="/coordination/reviews"),
    "review_id",
    seen=_seen,
    shown=_shown,
    address=lambda _scope, _found: url_for("coordination.reviews"),
)
reviewers.act("decision", reviewing.decide, DecisionIn, says="decided")
