"""A file is erased by two people, unless something stands against it; then nobody opens it."""

import subprocess
from uuid import UUID

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from network.consent.kinds import Basis, Category
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.notes import actions as noting
from network.records import actions as files
from network.records import door
from network.requests import queries as requests
from network.requests import spoken
from network.requests.actions import sharing, writing
from network.requests.reasons import Closing
from network.rights import erasing, obstacles, queries
from network.rights.kinds import Obstacle
from network.rights.obstacles import StillKept
from network.words.door import ERASED, WordsErased
from tenants import clock
from tenants.cluster import Cluster
from tenants.database import db, transaction
from tenants.errors import Conflict, NotAllowed
from tests import factories
from tests.actors import Cast
from tests.database import Database
from tests.documents import made
from tests.rights.asking import House, at_the_centre, erased, granted, to_erase

CANARY = "Kanarcek"


def test_one_asks_and_somebody_else_confirms(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    erasure_id = to_erase(house)

    with house.dpo.acting() as scope, transaction(), pytest.raises(NotAllowed):
        erasing.confirm(scope, erasure_id)
    with house.head.acting() as scope, transaction():
        erasing.confirm(scope, erasure_id)
        with pytest.raises(Conflict):
            erasing.confirm(scope, erasure_id)

    with house.worker.acting() as scope, pytest.raises(door.Erased):
        door.read(scope, house.person_id)


def test_afterwards_nothing_opens_and_no_copy_tells_a_word(
    cast: Cast, owner: Engine, cluster: Cluster, database: Database
) -> None:
    house = at_the_centre(cast, owner, first_name=CANARY)
    request_id = written_all_over(house)
    with house.worker.acting() as scope:
        before = spoken.narrative(scope, requests.get_request(scope, request_id))

    erased(house)

    assert before == spoken.Narrative(CANARY, CANARY)
    assert CANARY.encode() not in dumped(cluster, database)
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM document_contents")) == 0
        assert connection.scalar(text("SELECT max(wrapped) FROM person_keys")) is None
        assert connection.scalar(text("SELECT count(content_key) FROM stored_documents")) == 0
    with house.worker.acting() as scope:
        [about] = queries.of_file(scope, house.person_id)
        assert queries.said(scope, about).asked == ""
        after = spoken.narrative(scope, requests.get_request(scope, request_id))
        assert after == spoken.Narrative(ERASED, ERASED)
        with pytest.raises(WordsErased):
            noting.note_on_request(scope, request_id, CANARY)


def written_all_over(house: House) -> UUID:
    """Everything that can be said of somebody at the centre, with a canary in it."""
    request_id = factories.request(house.worker, own_words=CANARY, risks=CANARY)
    with house.worker.acting() as scope, transaction():
        number = door.person(scope, house.person_id).number
        sharing.link_file(scope, request_id, number)
        files.write(scope, house.person_id, Category.HEALTH, {"allergies": CANARY})
        documents.keep(
            scope,
            house.person_id,
            kind=DocumentKind.OTHER,
            content=made.pdf(CANARY),
            title=CANARY,
        )
        noting.note_on_request(scope, request_id, CANARY)
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)
    return request_id


def test_an_open_request_and_a_court_order_stand_against_it(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    rights_request_id = granted(house, erasing.Right.ERASURE)
    request_id = factories.request(house.worker)
    with house.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, house.person_id).number)
        order = {"court": "Sodišče", "decision_number": "III N 1", "final_on": clock.today()}
        told = Told(Basis.COURT_ORDER, [Category.COURT], **order)  # type: ignore[arg-type]
        basis_id = bases.record(scope, house.person_id, told).id

    with house.dpo.acting() as scope, transaction():
        standing = [one.reason for one in obstacles.of_file(scope, house.person_id)]
        with pytest.raises(StillKept):
            erasing.ask(scope, rights_request_id)
    with house.worker.acting() as scope, transaction():
        bases.withdraw(scope, basis_id)
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)
    with house.dpo.acting() as scope, transaction():
        erasing.ask(scope, rights_request_id)

    assert standing == [Obstacle.COURT_ORDER, Obstacle.REQUEST]


def test_the_database_refuses_what_the_rule_forgot(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    erasure_id = to_erase(house)
    request_id = factories.request(house.worker)
    with house.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, house.person_id).number)

    for actor in (house.head, house.dpo, house.worker):
        for statement in (
            "UPDATE erasures SET confirmed_at = app_now(), confirmed_by_id = app_member()"
            " WHERE id = :id",
            "UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()"
            " WHERE CAST(:id AS uuid) IS NOT NULL",
        ):
            with actor.acting():
                try:
                    done = db.session.execute(text(statement), {"id": erasure_id}).rowcount
                except DBAPIError:
                    done = 0
                db.session.rollback()
                assert done == 0, (actor.scope.member_name, statement)


def test_the_certificate_names_nobody_and_finds_its_entry(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    erasure_id = erased(house)

    with house.head.acting() as scope:
        found = erasing.certificate(scope, erasure_id)

    with owner.connect() as connection:
        seal = connection.scalar(
            text("SELECT seal FROM trail_entries WHERE seq = :seq AND tenant_id = :tenant"),
            {"seq": found.entry, "tenant": house.head.tenant_id},
        )
    assert found.digest == bytes(seal or b"").hex()
    assert found.erasure.confirmed_by == "head"


def test_what_was_dropped_can_be_asked_for_again(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    erasure_id = to_erase(house)

    with house.head.acting() as scope, transaction():
        rights_request_id = erasing.drop(scope, erasure_id).rights_request_id
        assert rights_request_id is not None
        erasing.ask(scope, rights_request_id)
        with pytest.raises(Conflict):
            erasing.ask(scope, rights_request_id)


def dumped(cluster: Cluster, database: Database) -> bytes:
    """As an operator dumps it."""
    url = make_url(database.owner_url)
    host = url.host or str(url.query["host"])
    program = cluster.bindir / "pg_dump"
    command = [program, "-h", host, "-U", str(url.username), database.name]
    return subprocess.run(command, capture_output=True, check=True).stdout
