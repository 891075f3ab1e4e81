"""Builders with no surprises: what you do not pass is dull and valid, and made by the real acts."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from network.availability import actions as availability
from network.placements import actions as placements
from network.placements.queries import of_ask
from network.requests.actions import answering, asking, writing
from network.requests.models import Request
from tenants import clock
from tenants.database import db, transaction
from tenants.scope import Scope
from tests.actors import Actor


def group(home: Actor, capacity: int = 3, **profile: Any) -> UUID:
    """A housing group in Ljubljana for everybody from 12 to 18."""
    dull: dict[str, Any] = {
        "name": "Jadro",
        "form": "housing_group",
        "age_from": 12,
        "age_to": 18,
        "sex": "mixed",
        "school_levels": [],
        "legal_groups": [],
        "needs_taken": [],
        "needs_asked": [],
        "needs_not_taken": [],
        "town": "Ljubljana",
        "duty_phone": "01 234 56 78",
        "note": "",
    }
    with home.acting() as scope, transaction():
        return availability.open_group(scope, capacity=capacity, **(dull | profile)).id


def stay(
    home: Actor, group_id: UUID, reference: str = "A1", planned_end: date | None = None
) -> UUID:
    """Somebody who lives in the group since today."""
    with home.acting() as scope, transaction():
        return placements.enter(
            scope,
            group_id,
            reference=reference,
            arrived_on=clock.today(),
            planned_end=planned_end,
        ).id


def request(centre: Actor, **needs: Any) -> UUID:
    """A planned request for a girl of fifteen, from today on; for each another one."""
    dull: dict[str, Any] = {
        "age": 15,
        "sex": "female",
        "region": "osrednjeslovenska",
        "home_town": "Domžale",
        "school_level": "vocational",
        "needs": ["school_problems"],
        "legal_group": "family_law",
        "urgency": "planned",
        "forms": [],
        "wanted_from": clock.today(),
        "risks": "Leaves at night when she is upset.",
        "own_words": "I would like to stay at my school.",
    }
    if needs.get("kind", "place") == "place":
        dull["why_not"] = "no_fit"
    with centre.acting() as scope, transaction():
        reference = {"file_reference": unused(scope)}
        return writing.write(scope, **(reference | dull | needs)).id


def unused(scope: Scope) -> str:
    """The first file reference of which the centre has no request, from 6120-417/2026 on."""
    of_centre = select(Request.file_reference).where(Request.tenant_id == scope.tenant_id)
    known = set(db.session.scalars(of_centre))
    references = (f"6120-{number}/2026" for number in count(417))
    return next(one for one in references if one not in known)


def ask(centre: Actor, group_id: UUID, request_id: UUID | None = None) -> UUID:
    """One request put to one group."""
    request_id = request_id or request(centre)
    with centre.acting() as scope, transaction():
        return asking.ask(scope, request_id, [group_id])[0].id


def offered(
    centre: Actor, home: Actor, group_id: UUID, request_id: UUID | None = None, **terms: Any
) -> UUID:
    """An ask with a place held for it."""
    ask_id = ask(centre, group_id, request_id)
    with home.acting() as scope, transaction():
        answering.offer(scope, ask_id, **terms)
    return ask_id


def accepted(
    centre: Actor, home: Actor, group_id: UUID, request_id: UUID | None = None
) -> tuple[UUID, UUID]:
    """An accepted ask and its placement, arrival expected today."""
    ask_id = offered(centre, home, group_id, request_id)
    with centre.acting() as scope, transaction():
        return ask_id, placements.accept(scope, ask_id).id


def arrived(
    centre: Actor, home: Actor, group_id: UUID, reference: str = "B1", days: int = 100
) -> tuple[UUID, UUID]:
    """An ask whose young person lives in the group, planned to leave in so many days."""
    ask_id, placement_id = accepted(centre, home, group_id)
    with home.acting() as scope, transaction():
        placements.arrive(
            scope,
            placement_id,
            arrived_on=clock.today(),
            reference=reference,
            planned_end=clock.today() + timedelta(days=days),
        )
    return ask_id, placement_id


def placement_of(actor: Actor, ask_id: UUID) -> UUID:
    """The placement that follows an ask."""
    with actor.acting() as scope:
        found = of_ask(scope, ask_id)
        assert found is not None
        return found.id
