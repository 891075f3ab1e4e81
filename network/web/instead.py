"""Programmes that fit, beside a request for a place: before it is sent, and while it waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from network.programmes.instead import MOST_MEANWHILE, Offered, Seeker, offered
from network.requests import least
from network.requests.least import WhyNot
from network.requests.lifecycle import AskState, RequestState
from network.requests.lists import state_now
from network.requests.models import Ask, Request
from network.requests.profile import RequestKind, Urgency
from network.web.rendering import FormView
from tenants.roles import Permission, may
from tenants.scope import Scope


def before_sending(scope: Scope, values: Mapping[str, Any]) -> Sequence[Offered]:
    """What fits somebody of whom a draft says this; nothing to somebody who may not refer."""
    if not may(scope, Permission.REFER):
        return ()
    return offered(scope, _seeker(values), network_id=values.get("network_id"))


def before_asking(scope: Scope, request: Request) -> Sequence[Offered]:
    """The same before the first ask of a request that was written without an answer."""
    values = {"age": request.age, "region": request.region, "needs": request.needs}
    return before_sending(scope, values | {"network_id": request.network_id})


def meanwhile(
    scope: Scope, request: Request, asks: Sequence[Ask], state: RequestState
) -> Sequence[Offered]:
    """What fits somebody who waits for a place: after a decline, where nobody is asked any more,
    or where everybody who is asked has put the ask on a list."""
    if request.kind != RequestKind.PLACE or not _waits(asks, state):
        return ()
    if not may(scope, Permission.REFER):
        return ()
    known = {"age": request.age, "region": request.region, "needs": request.needs}
    asked = {each.programme_id for each in asks if each.programme_id and each.ended_at is None}
    return offered(
        scope, _seeker(known), network_id=request.network_id, but=asked, most=MOST_MEANWHILE
    )


def _waits(asks: Sequence[Ask], state: RequestState) -> bool:
    places = [state_now(each) for each in asks if each.group_id is not None]
    live = [state_now(each) for each in asks if each.group_id and each.ended_at is None]
    declined = AskState.DECLINED in places
    return (
        state is RequestState.OPEN
        and bool(places)
        and (declined or all(each is AskState.WAITLISTED for each in live))
    )


def _seeker(values: Mapping[str, Any]) -> Seeker:
    """As it is kept of a request, or as it was typed into a draft."""
    region = values.get("region")
    needs = frozenset(str(each) for each in values.get("needs") or ())
    return Seeker(values.get("age"), str(region) if region else None, needs)


def suggested(form: FormView, urgency: object) -> FormView:
    """The form with what a crisis needs answered already: its place must not wait for an answer."""
    if form.text("why_not") or urgency != Urgency.CRISIS:
        return form
    return FormView({**form.values, "why_not": WhyNot.URGENT_CRISIS}, form.errors, form.key)


def answered(scope: Scope, request: Request) -> Sequence[least.Answered]:
    """Why a place is asked for, the last answer first; nothing of a request for a programme."""
    return least.answers_of(scope, request.id) if request.kind == RequestKind.PLACE else ()
