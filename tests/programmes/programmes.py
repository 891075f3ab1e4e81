"""Builders of programmes: what you do not pass is dull and valid, and made by the real acts."""

from typing import Any
from uuid import UUID

from network.programmes import asking, catalogue, cohorts, enrolling
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor

DULL: dict[str, Any] = {
    "name": "Varna pot",
    "kind": "group_treatment",
    "summary": "Skupina za tiste, ki se hitro razjezijo.",
    "audience": ["young_person"],
    "age_from": 12,
    "age_to": 18,
    "venues": ["on_site"],
    "languages": ["sl"],
    "referrers": ["csd", "school"],
}


def drafted(house: Actor, **content: Any) -> UUID:
    """A programme that nobody else sees yet."""
    with house.acting() as scope, transaction():
        people = {"responsible_id": scope.member_id}
        return catalogue.draft(scope, **(DULL | people | content)).id


def cohort(house: Actor, programme_id: UUID, seats: int = 3, **days: Any) -> UUID:
    """A cohort that is always open, from today on."""
    dull: dict[str, Any] = {"name": "jesen 2026", "starts": clock.today()}
    with house.acting() as scope, transaction():
        return cohorts.add(scope, programme_id, seats=seats, **(dull | days)).id


def published(house: Actor, seats: int = 3, **content: Any) -> tuple[UUID, UUID]:
    """A programme in the catalogue, and its one cohort."""
    programme_id = drafted(house, **content)
    cohort_id = cohort(house, programme_id, seats)
    with house.acting() as scope, transaction():
        catalogue.publish(scope, programme_id)
    return programme_id, cohort_id


def asked(asker: Actor, programme_id: UUID, **needs: Any) -> UUID:
    """A new request for a programme, put to it."""
    request_id = factories.request(asker, kind="programme", requested_by="school", **needs)
    with asker.acting() as scope, transaction():
        return asking.ask(scope, request_id, [programme_id])[0].id


def enrolled(asker: Actor, house: Actor, programme_id: UUID, reference: str = "P1") -> UUID:
    """Somebody asked for by the one, who takes part with the other since today."""
    ask_id = asked(asker, programme_id)
    with house.acting() as scope, transaction():
        asking.offer(scope, ask_id)
    with asker.acting() as scope, transaction():
        enrolment_id = enrolling.accept(scope, ask_id).id
    with house.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference=reference)
    return enrolment_id
