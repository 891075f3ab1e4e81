"""At an admission the home begins its own file from what it was shown."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Category
from network.documents import arriving, queries
from network.placements import actions, filing
from network.placements.queries import get
from network.records import actions as files
from network.records import door
from network.requests.actions import asking, giving
from network.requests.queries import get_ask
from tenants.database import transaction
from tenants.errors import Conflict, NotFound
from tests import factories
from tests.actors import Cast
from tests.papers import arrive, give, put_in
from tests.shares import WHO, end_consent, grant, show, with_file

C = Category


@pytest.fixture
def stay(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """A placement that has begun, with its request and ask; the home sees who it is."""
    group = factories.group(cast.institution)
    ask_id, placement_id = factories.arrived(cast.centre, cast.institution, group)
    with cast.centre.acting() as scope, transaction():
        request_id = get_ask(scope, ask_id).request_id
    with_file(cast.centre, request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return placement_id, request_id, ask_id


def take_over(cast: Cast, placement_id: UUID) -> UUID:
    with cast.institution.acting() as scope, transaction():
        return actions.take_over(scope, placement_id).id


def test_each_side_keeps_its_own_file_from_then_on(
    cast: Cast, stay: tuple[UUID, UUID, UUID]
) -> None:
    placement_id, request_id, ask_id = stay
    consent = grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)

    ours = take_over(cast, placement_id)
    end_consent(cast, consent)

    with cast.institution.acting() as scope, transaction():
        parts = door.read(scope, ours)
        files.write(scope, ours, C.HEALTH, {"allergies": "mleko"})
        found = filing.file_of(scope, get(scope, placement_id))
        assert found is not None
        assert found.id == ours
    assert parts[C.IDENTITY].values["first_name"] == "Živa"
    assert parts[C.CONTACT].values == {"address": "Nikjer 1"}
    assert parts[C.HEALTH].values == {}
    with cast.centre.acting() as scope, transaction(), pytest.raises(NotFound):
        door.read(scope, ours)


def test_nothing_is_begun_of_what_is_not_shown(cast: Cast, stay: tuple[UUID, UUID, UUID]) -> None:
    with pytest.raises(Conflict):
        take_over(cast, stay[0])


def test_it_is_begun_once(cast: Cast, stay: tuple[UUID, UUID, UUID]) -> None:
    placement_id, request_id, ask_id = stay
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    take_over(cast, placement_id)

    with pytest.raises(Conflict):
        take_over(cast, placement_id)


def test_the_centre_begins_no_file_of_the_homes_stay(
    cast: Cast, stay: tuple[UUID, UUID, UUID]
) -> None:
    with cast.centre.acting() as scope, transaction(), pytest.raises(NotFound):
        actions.take_over(scope, stay[0])


def test_the_documents_that_were_shown_come_into_the_homes_file(
    cast: Cast, stay: tuple[UUID, UUID, UUID], owner: Engine
) -> None:
    placement_id, request_id, ask_id = stay
    shown, kept_back = put_in(cast, request_id, title="Osmi razred"), put_in(cast, request_id)
    grant(cast, request_id, *WHO, C.DOCUMENTS, C.SCHOOL)
    show(cast, ask_id, *WHO)
    give(cast, ask_id, shown)

    ours = take_over(cast, placement_id)
    done = arrive(cast.institution, owner)

    assert done == 1
    with cast.institution.acting() as scope, transaction():
        [listed] = queries.to_show(scope, ours)
        content = queries.shown(scope, ours, listed.document.id).content
        assert (listed.title, content[:5]) == ("Osmi razred", b"%PDF-")
        assert listed.document.id not in (shown, kept_back)


def test_a_document_that_is_closed_before_it_came_is_told_as_lost(
    cast: Cast, stay: tuple[UUID, UUID, UUID], owner: Engine
) -> None:
    placement_id, request_id, ask_id = stay
    report = put_in(cast, request_id)
    grant(cast, request_id, *WHO, C.DOCUMENTS, C.SCHOOL)
    show(cast, ask_id, *WHO)
    give(cast, ask_id, report)
    ours = take_over(cast, placement_id)

    with cast.centre.acting() as scope, transaction():
        giving.close_document(scope, ask_id, report)
    arrive(cast.institution, owner)

    with cast.institution.acting() as scope, transaction():
        assert [one.state for one in arriving.of_file(scope, ours)] == ["lost"]
        assert queries.to_show(scope, ours) == []
