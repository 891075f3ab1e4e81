"""The page of an ask as the home sees it: what it may know, and what it can answer."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Response, current_app

from network.availability import queries as availability
from network.availability.strip import Counts, counts
from network.duties.queries import names_of
from network.placements.queries import of_ask
from network.requests import thread
from network.requests.lifecycle import ENDED, AskMove, AskState, Party, actions_for
from network.requests.lists import state_now
from network.requests.models import Ask
from network.web import happenings, standing
from network.web.desk import Forms
from network.web.rendering import FormView, page
from tenants import clock, staffing
from tenants.scope import Scope

# The home records these on the page of the placement.
AT_PLACEMENT = frozenset({AskMove.ARRIVE, AskMove.NOT_ARRIVE, AskMove.DEPART})


def shown(
    scope: Scope, ask: Ask, forms: Mapping[str, FormView] | None = None, status: int = 200
) -> Response:
    """The ask, or what is left of it after its end; `forms` are those that were refused."""
    stands = standing.of_ask(scope, ask)
    told = {
        "ask": ask,
        "stands": stands,
        "lines": happenings.of_ask(thread.timeline(scope, ask), scope.tenant_id),
        "forms": _forms(ask, forms),
        "placement": of_ask(scope, ask.id),
    }
    if stands.state in ENDED:
        why = happenings.ending(stands.state, ask.end_reason)
        return page("asks/ended.html", "ask", status, why=why, **told)
    return page(
        "asks/show.html",
        "ask",
        status,
        **told,
        disclosed=thread.disclosed(scope, ask),
        actions=[
            one
            for one in actions_for(stands.state, Party.RECIPIENT)
            if one.move in (AskMove.OFFER, AskMove.DECLINE)
            or (one.move in AT_PLACEMENT and one.open)
        ],
        rooms=_rooms(scope, ask),
        **people(scope, ask.recipient_responsible_id, ask.recipient_deputy_id),
    )


def people(scope: Scope, *answering: UUID | None) -> dict[str, object]:
    """Whom one may choose, and what those are called who answer now, also if they have left."""
    members = {member.id: member.name for member in staffing.active(scope)}
    left = [one for one in answering if one not in members]
    return {"members": list(members.items()), "names": members | names_of(scope, left)}


def _forms(ask: Ask, refused: Mapping[str, FormView] | None) -> Forms:
    settings = current_app.extensions["pristan_settings"]
    return Forms(
        refused,
        offer=FormView.known(starts=_first_day(ask), hold_hours=settings.hold_hours),
        assign=FormView.known(
            responsible_id=ask.recipient_responsible_id, deputy_id=ask.recipient_deputy_id
        ),
    )


def _first_day(ask: Ask) -> date:
    return max(ask.wanted_from, clock.today())


def _rooms(scope: Scope, ask: Ask) -> dict[str, tuple[date, Counts]]:
    """How many places of the group are free today, and on the day asked for."""
    house = availability.house(scope, ask.group_id)
    days = {"today": clock.today(), "wanted": _first_day(ask)}
    if ask.offered_from is not None and state_now(ask) is AskState.OFFERED:
        days["wanted"] = ask.offered_from
    return {name: (on, counts(house.strip(ask.group_id, on))) for name, on in days.items()}
