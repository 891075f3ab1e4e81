"""A search without a file that is over: both sides have written on it, and the home has notes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine

from network.jobs.registry import keeping_house
from network.notes import actions as noting
from network.requests.actions import answering, declining, messages, writing
from network.requests.reasons import Closing, Decline
from network.rights import erasing, keeping
from network.rights.retention import RecordClass
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.rights.asking import House, at_the_centre

CANARY = "Kanarcek"
FIVE_YEARS = timedelta(days=6 * 366)  # and some more


@dataclass(frozen=True)
class Search:
    """On what it was written, and who decides on either side."""

    centre: House
    home_head: Actor
    group_id: UUID
    request_id: UUID
    ask_id: UUID


def ended(cast: Cast, owner: Engine) -> Search:
    """Declined by the home and closed by the centre, today."""
    centre = at_the_centre(cast, owner)
    head = colleague(owner, cast.institution, "home head", Role.HEAD)
    group_id = factories.group(cast.institution)
    return another(Search(centre, head, group_id, centre.person_id, centre.person_id), cast)


def another(search: Search, cast: Cast) -> Search:
    """The same people, and another search."""
    worker = search.centre.worker
    request_id = factories.request(worker, risks=CANARY, own_words=CANARY)
    ask_id = factories.ask(worker, search.group_id, request_id)
    with worker.acting() as scope, transaction():
        messages.say(scope, ask_id, CANARY)
        noting.note_on_request(scope, request_id, CANARY)
        noting.note_on_ask(scope, ask_id, CANARY)
    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
        messages.say(scope, ask_id, CANARY)
        noting.note_on_ask(scope, ask_id, CANARY)
        declining.decline(scope, ask_id, reason=Decline.STAFF_SHORTAGE)
    with worker.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)
    return replace(search, request_id=request_id, ask_id=ask_id)


def keep_words(actor: Actor, years: int) -> None:
    """The house says for how long."""
    with actor.acting() as scope, transaction():
        keeping.set_years(scope, record_class=RecordClass.WORDS, years=years)


def proposed(actor: Actor) -> list[UUID]:
    """What is proposed now for erasure by the rule of the house of whoever decides."""
    with actor.app.app_context(), keeping_house(actor.tenant_id) as scope:
        keeping.propose(scope, RecordClass.WORDS)
    with actor.acting() as scope:
        return [one.id for one in erasing.erasures(scope, open_only=True).rows]


def gone(actor: Actor) -> list[UUID]:
    """All of it confirmed, six years on."""
    with clock.frozen(clock.now() + FIVE_YEARS):
        found = proposed(actor)
        with actor.acting() as scope, transaction():
            erasing.confirm_all(scope, erasure_ids=found, files=len(found))
    return found
