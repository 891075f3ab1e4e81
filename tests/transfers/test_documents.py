"""Documents of a case that another centre takes: chosen one by one, sealed anew, told when lost."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents import arriving, at_hand, queries
from network.documents.arriving import Arrival
from network.documents.kinds import DocumentKind, Removal
from network.documents.models import StoredDocument
from network.jobs import every_job
from network.jobs.catching_up import catch_up
from network.jobs.registry import ROUNDS
from network.legal_bases import actions as bases
from network.requests.actions.sharing import NotCovered
from network.transfers import actions
from network.transfers.views import TRANSFERRED_DOCUMENTS
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.documents.made import pdf
from tests.papers import arrive
from tests.transfers.centres import ALL, ask, case_of, other_centre, task

C, K = Category, DocumentKind


@pytest.fixture
def centre(cast: Cast) -> Actor:
    return cast.centre


@pytest.fixture
def other(owner: Engine, centre: Actor) -> Actor:
    return other_centre(owner, centre)


@pytest.fixture
def person_id(centre: Actor) -> UUID:
    return case_of(centre)


def put_in(actor: Actor, person_id: UUID, kind: DocumentKind = K.HEALTH_REPORT) -> UUID:
    with actor.acting() as scope, transaction():
        return documents.keep(
            scope, person_id, kind=kind, content=pdf(kind.value), title="Izvid"
        ).id


def approve(actor: Actor, transfer_id: UUID, *chosen: UUID) -> None:
    with actor.acting() as scope, transaction():
        actions.approve(scope, transfer_id, chosen)


def take(actor: Actor, transfer_id: UUID) -> UUID:
    with actor.acting() as scope, transaction():
        return actions.take_over(scope, transfer_id).id


def kept(actor: Actor, person_id: UUID) -> list[tuple[str, str]]:
    with actor.acting() as scope, transaction():
        return [(one.document.kind, one.title) for one in queries.to_show(scope, person_id)]


def lost(actor: Actor, person_id: UUID) -> list[tuple[str, str]]:
    with actor.acting() as scope, transaction():
        return [(one.kind, one.state) for one in arriving.of_file(scope, person_id)]


def view(actor: Actor) -> int:
    with actor.acting():
        return len(db.session.execute(TRANSFERRED_DOCUMENTS.select()).all())


def test_what_was_chosen_comes_into_the_new_file_and_stays_in_the_old(
    centre: Actor, other: Actor, person_id: UUID, owner: Engine
) -> None:
    report, rest = put_in(centre, person_id), put_in(centre, person_id, K.OTHER)
    task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)

    approve(centre, transfer_id, report)
    file_id = take(other, transfer_id)
    on_the_way = lost(other, file_id)
    done = arrive(other, owner)

    assert on_the_way == [("health_report", Arrival.WAITING)]
    assert done == 1
    assert kept(other, file_id) == [("health_report", "Izvid")]
    assert lost(other, file_id) == []
    assert {kind for kind, _ in kept(centre, person_id)} == {"health_report", "other"}
    with centre.acting() as scope, transaction():
        ours = queries.shown(scope, person_id, report)
    with other.acting() as scope, transaction():
        [listed] = queries.to_show(scope, file_id)
        theirs = queries.shown(scope, file_id, listed.document.id)
        assert listed.document.content_id != rest
    assert (ours.media, len(ours.content) > 0) == (theirs.media, len(theirs.content) > 0)
    assert view(other) == 0


def test_the_keys_and_contents_of_the_two_have_nothing_in_common(
    centre: Actor, other: Actor, person_id: UUID, owner: Engine
) -> None:
    report = put_in(centre, person_id)
    task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id, report)
    file_id = take(other, transfer_id)
    arrive(other, owner)

    with centre.acting() as scope, transaction():
        documents.remove(scope, person_id, report, Removal.OTHER)

    with other.acting() as scope, transaction():
        [listed] = queries.to_show(scope, file_id)
        assert queries.shown(scope, file_id, listed.document.id).content.startswith(b"%PDF-")


@pytest.mark.parametrize("how", ["the basis ends", "it is removed", "the store has lost it"])
def test_what_cannot_be_had_any_more_is_told(
    centre: Actor, other: Actor, person_id: UUID, owner: Engine, how: str
) -> None:
    report = put_in(centre, person_id)
    basis = task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id, report)
    file_id = take(other, transfer_id)

    with centre.acting() as scope, transaction():
        if how == "the basis ends":
            bases.withdraw(scope, basis, None)
        elif how == "it is removed":
            documents.remove(scope, person_id, report, Removal.OTHER)
        else:
            content_id = db.session.get_one(StoredDocument, (scope.tenant_id, report)).content_id
            assert content_id is not None
            at_hand.keeping().store.delete(scope.tenant_id, content_id)
    arrive(other, owner)

    assert kept(other, file_id) == []
    assert lost(other, file_id) == [("health_report", Arrival.LOST)]


def test_each_needs_bases_for_care_and_stands_in_the_file(
    centre: Actor, other: Actor, person_id: UUID
) -> None:
    school = put_in(centre, person_id, K.SCHOOL_REPORT)
    task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)

    with pytest.raises(NotCovered):
        approve(centre, transfer_id, school)
    with pytest.raises(Invalid):
        approve(centre, transfer_id, uuid4())
    approve(centre, transfer_id)

    assert view(other) == 0


def test_nobody_else_sees_what_goes_along(
    cast: Cast, centre: Actor, other: Actor, person_id: UUID
) -> None:
    report = put_in(centre, person_id)
    task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)

    approve(centre, transfer_id, report)

    assert view(other) == 1
    assert [view(actor) for actor in (centre, cast.institution, cast.stranger)] == [0, 0, 0]
    file_id = take(other, transfer_id)
    for actor in (centre, cast.institution):
        with actor.acting() as scope, pytest.raises(NotFound):
            arriving.of_file(scope, file_id)


def dismissed(owner: Engine, actor: Actor) -> None:
    with owner.begin() as connection:
        connection.execute(
            text("UPDATE members SET paused_at = now() WHERE id = :id"),
            {"id": actor.scope.member_id},
        )


def test_where_whoever_took_it_is_gone_it_comes_for_who_answers_by_then(
    centre: Actor, other: Actor, person_id: UUID, owner: Engine
) -> None:
    report = put_in(centre, person_id)
    task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id, report)
    file_id = take(other, transfer_id)
    dismissed(owner, other)
    arrive(other, owner)
    assert lost(other, file_id) == [("health_report", Arrival.WAITING)]

    head = colleague(owner, other, "new head", Role.HEAD)
    assert every_job.known()
    with clock.frozen(clock.now() + timedelta(days=1)):
        with other.app.app_context():
            ROUNDS["waiting_documents"][1]()
        arrive(other, owner)

    assert kept(head, file_id) == [("health_report", "Izvid")]


def test_both_houses_are_told_once_that_something_was_lost(
    centre: Actor, other: Actor, person_id: UUID, owner: Engine
) -> None:
    papers = [put_in(centre, person_id), put_in(centre, person_id, K.OTHER)]
    basis = task(centre, person_id, other, *ALL, C.DOCUMENTS)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id, *papers)
    file_id = take(other, transfer_id)
    with centre.acting() as scope, transaction():
        bases.withdraw(scope, basis, None)
    arrive(other, owner)

    for _ in range(2):
        with other.app.app_context():
            catch_up()

    with owner.connect() as connection:
        told = connection.execute(
            text("SELECT tenant_id, member_id, path FROM notices WHERE kind = 'document_lost'")
        )
        assert {(row.tenant_id, row.member_id, row.path) for row in told} == {
            (centre.tenant_id, centre.scope.member_id, f"/transfers/{transfer_id}"),
            (other.tenant_id, other.scope.member_id, f"/files/{file_id}"),
        }
