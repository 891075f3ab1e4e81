"""A file behind a request, legal bases for it, and what a home is shown of it."""

from datetime import date
from uuid import UUID

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.records import actions as files
from network.requests import queries, received
from network.requests.actions import asking, sharing, withdrawing
from tenants import clock
from tenants.database import transaction
from tenants.errors import NotFound
from tests import factories
from tests.actors import Actor, Cast

C = Category
UNTIL = date(2099, 11, 20)
WHO = (C.IDENTITY, C.CONTACT)


def born() -> date:
    """Of somebody who is thirteen."""
    return date(clock.today().year - 13, 1, 1)


def with_file(actor: Actor, request_id: UUID) -> UUID:
    """The request has a file: a girl of thirteen, with an address and an allergy."""
    with actor.acting() as scope, transaction():
        file = files.begin(scope, first_name="Živa", last_name="Ilić", birth_date=born())
        said = {"address": "Nikjer 1", "contact_safety": "Ne kličite očeta."}
        files.write(scope, file.id, C.CONTACT, said)
        files.write(scope, file.id, C.HEALTH, {"allergies": "oreščki"})
        sharing.link_file(scope, request_id, file.number)
        return file.id


def person_of(actor: Actor, request_id: UUID) -> UUID:
    with actor.acting() as scope, transaction():
        found = queries.get_request(scope, request_id).person_id
        assert found is not None
        return found


def grant(cast: Cast, request_id: UUID, *categories: Category, **more: object) -> UUID:
    """A consent of the mother, for a year."""
    person_id = person_of(cast.centre, request_id)
    said = {"givers": [Giver.MOTHER], "how": How.ON_PAPER, "ends": UNTIL} | more
    with cast.centre.acting() as scope, transaction():
        told = Told(Basis.CONSENT, categories, **said)  # type: ignore[arg-type]
        return bases.record(scope, person_id, told).id


def order(cast: Cast, request_id: UUID, *categories: Category) -> UUID:
    told = Told(
        Basis.COURT_ORDER,
        categories,
        court="Okrožno sodišče",
        decision_number="III N 1/2026",
        final_on=date(2026, 11, 2),
    )
    with cast.centre.acting() as scope, transaction():
        return bases.record(scope, person_of(cast.centre, request_id), told).id


def show(cast: Cast, ask_id: UUID, *categories: Category) -> None:
    with cast.centre.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, categories)


def request_with_file(cast: Cast) -> UUID:
    """A request of the centre, with its file."""
    request_id = factories.request(cast.centre)
    with_file(cast.centre, request_id)
    return request_id


def ask_that_names(cast: Cast, request_id: UUID) -> UUID:
    """An ask of it whose home knows who it is about, by a consent."""
    group_id = factories.group(cast.institution, name="Jadro")
    ask_id = factories.ask(cast.centre, group_id, request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    grant(cast, request_id, C.IDENTITY)
    show(cast, ask_id, C.IDENTITY)
    return ask_id


def read(actor: Actor, ask_id: UUID) -> dict[Category, dict[str, object]]:
    with actor.acting() as scope, transaction():
        try:
            ask = queries.get_ask(scope, ask_id)
        except NotFound:
            return {}
        found = received.file_of(scope, ask)
        return {part.category: dict(part.values) for part in found.parts}


def end_consent(cast: Cast, basis_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        withdrawing.withdraw_basis(scope, basis_id, Giver.MOTHER)
