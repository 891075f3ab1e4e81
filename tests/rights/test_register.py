"""What persons ask of a house is received, timed and decided, each step written down."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from network.clocks import queries as clocks
from network.records import actions as files
from network.records.fields import Exclusion
from network.rights import actions, queries, steps
from network.rights.kinds import Decision, Right
from network.rights.terms import answer_by, extended_to
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.actors import Cast
from tests.rights.asking import WORDS, at_the_centre, received


@pytest.mark.parametrize(
    ("came", "month", "three"),
    [
        (date(2026, 11, 22), date(2026, 12, 22), date(2027, 2, 22)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2027, 11, 30), date(2027, 12, 30), date(2028, 2, 29)),
    ],
)
def test_months_end_on_the_day_of_the_same_number_or_the_last(
    came: date, month: date, three: date
) -> None:
    assert (answer_by(came), extended_to(came)) == (month, three)


def test_a_request_is_due_in_a_month_and_known_to_whoever_decides(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner)

    id_ = received(house)

    with house.dpo.acting() as scope:
        [found] = queries.requests(scope).rows
        [due] = clocks.running(scope)
        assert (found.id, found.due_on) == (id_, answer_by(clock.today()))
        assert queries.said(scope, found).asked == WORDS
        assert (due.clock.kind, due.clock.subject_id) == ("rights_answer", id_)
        assert clock.local_day(due.clock.due_at) == found.due_on + timedelta(days=1)


def test_decided_it_is_no_longer_due_and_each_step_stands_in_the_trail(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner)
    id_ = received(house)

    with house.dpo.acting() as scope, transaction():
        actions.extend(scope, id_, extension="Veliko spisov.")
        actions.decide(scope, id_, decision=Decision.GRANTED)

    with house.dpo.acting() as scope:
        found = queries.request(scope, id_)
        assert found.due_on == extended_to(clock.today())
        assert clocks.running(scope) == []
        assert [one.step for one in steps.of(scope, found)] == ["received", "extended", "granted"]
    with owner.connect() as connection:
        said = text("SELECT detail FROM trail_entries WHERE subject_id = :id ORDER BY seq")
        written = list(connection.scalars(said, {"id": id_}))
    assert written == ["rights_received", "rights_extended", "rights_granted"]


def test_what_is_not_granted_needs_a_reason_and_is_decided_once(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    id_ = received(house)

    with house.dpo.acting() as scope, transaction():
        with pytest.raises(Invalid):
            actions.decide(scope, id_, decision=Decision.REFUSED)
        actions.decide(scope, id_, decision=Decision.REFUSED, answer="Ni te osebe.")
        with pytest.raises(Conflict):
            actions.decide(scope, id_, decision=Decision.GRANTED)


def test_the_time_is_extended_within_the_month_only(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    id_ = received(house, received_on=clock.today() - timedelta(days=40))

    with house.dpo.acting() as scope, transaction(), pytest.raises(Conflict):
        actions.extend(scope, id_, extension="Prepozno.")


def test_who_is_excluded_from_the_file_decides_nothing_about_it(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    id_ = received(house)
    with house.worker.acting() as scope, transaction():
        member = house.head.scope.member_id
        files.exclude(scope, house.person_id, member, Exclusion.RELATIVE)

    with house.head.acting() as scope, transaction(), pytest.raises(NotFound):
        actions.decide(scope, id_, decision=Decision.GRANTED)


def test_whoever_opens_the_file_sees_the_request_and_does_not_decide(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner)
    id_ = received(house, Right.ERASURE)

    with house.worker.acting() as scope, transaction():
        assert queries.of_file(scope, house.person_id)[0].id == id_
        with pytest.raises(NotAllowed):
            actions.decide(scope, id_, decision=Decision.GRANTED)
        with pytest.raises(NotAllowed):
            queries.requests(scope)
    with cast.stranger.acting() as scope, pytest.raises(NotFound):
        queries.request(scope, id_)
