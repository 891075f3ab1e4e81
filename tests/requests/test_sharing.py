"""What of a file a home sees: step by step, under a basis, and nothing once either falls."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.consent.kinds import Basis, Category
from network.legal_bases import queries as known
from network.records import actions as files
from network.requests import queries, received, who_sees
from network.requests.actions import asking, declining, sharing
from network.requests.profile import Level
from network.requests.reasons import Decline
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.shares import WHO, born, end_consent, grant, order, person_of, read, show

C = Category
TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2099, 11, 21, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


def test_whoever_of_the_home_does_not_answer_asks_is_shown_nothing_of_the_file(
    cast: Cast, owner: Engine, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    educator = colleague(owner, cast.institution, "educator", Role.EDUCATOR)

    with pytest.raises(NotAllowed):
        read(educator, ask_id)


def test_the_home_sees_what_was_shown_and_the_count_of_what_was_not(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)

    show(cast, ask_id, *WHO)

    with cast.institution.acting() as scope, transaction():
        found = received.file_of(scope, queries.get_ask(scope, ask_id))
    assert [part.category for part in found.parts] == [C.IDENTITY, C.CONTACT]
    assert found.parts[0].values["birth_date"] == born()
    assert found.parts[0].basis is Basis.CONSENT
    assert C.HEALTH in found.withheld
    assert len(found.withheld) == 9


def test_what_is_internal_never_crosses(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    grant(cast, request_id, *WHO)

    show(cast, ask_id, *WHO)

    assert read(cast.institution, ask_id)[C.CONTACT] == {"address": "Nikjer 1"}


def test_it_is_frozen_as_it_was_shown(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    person_id = person_of(cast.centre, request_id)

    with cast.centre.acting() as scope, transaction():
        files.write(scope, person_id, C.CONTACT, {"address": "Drugje 2"})
    before = read(cast.institution, ask_id)[C.CONTACT]
    show(cast, ask_id, C.CONTACT)
    after = read(cast.institution, ask_id)[C.CONTACT]

    assert before == {"address": "Nikjer 1"}
    assert after == {"address": "Drugje 2"}


def test_without_a_basis_for_all_of_it_nothing_is_shown(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, C.IDENTITY)

    with pytest.raises(sharing.NotCovered):
        show(cast, ask_id, C.IDENTITY, C.CONTACT)

    assert read(cast.institution, ask_id) == {}


def test_it_rises_one_step_at_a_time(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    grant(cast, request_id, C.IDENTITY, C.HEALTH)

    with pytest.raises(Invalid):
        show(cast, ask_id, C.HEALTH)
    show(cast, ask_id, C.IDENTITY)
    show(cast, ask_id, C.HEALTH)

    with cast.centre.acting() as scope, transaction():
        assert queries.get_ask(scope, ask_id).level == Level.DOCUMENTS
    assert set(read(cast.institution, ask_id)) == {C.IDENTITY, C.HEALTH}


def test_a_basis_for_one_home_is_none_for_another(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, C.IDENTITY, recipients=[cast.stranger.tenant_id])

    with pytest.raises(sharing.NotCovered):
        show(cast, ask_id, C.IDENTITY)


def test_withdrawal_closes_with_the_next_look_and_a_court_order_stays(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    consent = grant(cast, request_id, *WHO)
    order(cast, request_id, C.IDENTITY)
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)

    end_consent(cast, consent)

    assert set(read(cast.institution, ask_id)) == {C.IDENTITY}


def test_what_a_withdrawal_would_close_is_said_before(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    consent = grant(cast, request_id, *WHO)
    order(cast, request_id, C.IDENTITY)
    show(cast, ask_id, *WHO)

    with cast.centre.acting() as scope, transaction():
        basis, _ = known.basis(scope, consent)
        (closing,) = who_sees.closings(scope, basis)

    assert closing.closes == {C.CONTACT}
    assert set(closing.stays) == {C.IDENTITY}


@pytest.mark.parametrize("how", ["expiry", "dissent", "decline", "withdrawn ask", "closed"])
def test_it_falls_to_nothing_by_itself(
    cast: Cast, request_id: UUID, ask_id: UUID, how: str
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    assert read(cast.institution, ask_id)

    moment = TODAY
    if how == "expiry":
        moment = LATER
    elif how == "dissent":
        grant(cast, request_id, *WHO, dissent=True, ends=None)
    elif how == "decline":
        with cast.institution.acting() as scope, transaction():
            declining.decline(scope, ask_id, Decline.NO_PLACE)
    elif how == "closed":
        with cast.centre.acting() as scope, transaction():
            sharing.close_parts(scope, ask_id)
    else:
        with cast.centre.acting() as scope, transaction():
            asking.withdraw(scope, ask_id, next(iter(asking.Withdrawal)))

    with clock.frozen(moment):
        assert read(cast.institution, ask_id) == {}


def test_a_declined_ask_that_is_opened_again_shows_nothing_of_the_file(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)

    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.NO_PLACE)
        declining.reopen(scope, ask_id, "Mesto se je sprostilo.")

    assert read(cast.institution, ask_id) == {}


def test_nobody_else_sees_it(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)

    for actor in (cast.stranger, cast.coordination, cast.outsider):
        with actor.acting(), transaction():
            for relation in ("received_parts", "stopped_parts", "shared_parts", "part_sightings"):
                assert db.session.scalar(text(f"SELECT count(*) FROM {relation}")) == 0
        assert read(actor, ask_id) == {}


def test_who_does_not_open_the_file_cannot_show_it(
    cast: Cast, owner: Engine, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)

    with other.acting() as scope, transaction(), pytest.raises(NotFound):
        sharing.show_parts(scope, ask_id, WHO)
    with other.acting() as scope, transaction():
        request = queries.get_request(scope, request_id)
        assert who_sees.homes(scope, request, queries.asks_of(scope, request_id)) == []


def test_every_look_stands_in_the_trail_with_its_basis(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)

    with cast.centre.acting() as scope, transaction():
        looks = [
            (row.entry.basis, row.entry.categories)
            for row in trail.trail(scope, of_others=True).rows
            if row.entry.detail == "file"
        ]

    assert looks == [("consent", ["contact", "identity"])]


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE shared_parts SET closed_at = NULL",
        "UPDATE part_sightings SET seen_by = 'x'",
        "INSERT INTO part_sightings (tenant_id, part_id, ask_id, recipient_id, category, seen_at,"
        " seen_by, stopped_by) SELECT tenant_id, gen_random_uuid(), id, recipient_id, 'health',"
        " app_now(), 'x', '' FROM asks",
    ],
)
def test_what_was_shown_and_seen_is_nobodys_to_rewrite(
    cast: Cast, request_id: UUID, ask_id: UUID, forged: str
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)
    with cast.centre.acting() as scope, transaction():
        sharing.close_parts(scope, ask_id)

    with cast.institution.acting(), transaction():
        before = db.session.execute(text("SELECT * FROM part_sightings ORDER BY part_id")).all()
    try:
        with cast.institution.acting(), transaction():
            db.session.execute(text(forged))
    except (ProgrammingError, DomainError):
        pass
    with cast.institution.acting(), transaction():
        after = db.session.execute(text("SELECT * FROM part_sightings ORDER BY part_id")).all()

    assert before == after
    assert read(cast.institution, ask_id) == {}


def test_a_request_keeps_its_file_once_something_was_shown(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    with cast.centre.acting() as scope, transaction():
        other = files.begin(scope, last_name="Druga").number

    with cast.centre.acting() as scope, pytest.raises(Conflict), transaction():
        sharing.link_file(scope, request_id, other)
    with cast.centre.acting() as scope, pytest.raises(Invalid), transaction():
        sharing.link_file(scope, request_id, "ni takega")
