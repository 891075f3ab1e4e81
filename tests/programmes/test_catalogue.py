"""What there is: written by a house, shown to its network, and to everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from network.programmes import catalogue, cohorts, queries
from network.programmes.catalogue import NotInThatState, ProgrammeNameTaken
from network.programmes.kinds import STAGES, PathStage, ProgrammeKind, SeatUse
from network.programmes.published import (
    public_programmes,
    published_programme,
    published_programmes,
)
from network.programmes.seats import SeatsTaken, claim
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast
from tests.programmes import programmes


def names(reader: Actor) -> list[str]:
    with reader.acting() as scope:
        return [each.name for each in published_programmes(scope)]


def test_every_kind_stands_somewhere_on_the_path() -> None:
    assert STAGES.keys() == set(ProgrammeKind)
    assert set(STAGES.values()) == set(PathStage)


def test_a_draft_is_seen_by_nobody_else_until_it_is_published(cast: Cast) -> None:
    programme_id = programmes.drafted(cast.institution)
    programmes.cohort(cast.institution, programme_id)

    assert names(cast.centre) == []

    with cast.institution.acting() as scope, transaction():
        catalogue.publish(scope, programme_id)
    assert names(cast.centre) == names(cast.stranger) == ["Varna pot"]
    assert names(cast.outsider) == []


def test_it_is_published_with_somebody_who_answers_for_it_and_a_cohort_with_seats(
    cast: Cast,
) -> None:
    programme_id = programmes.drafted(cast.institution, responsible_id=None)

    with cast.institution.acting() as scope:
        with pytest.raises(Invalid) as nobody, transaction():
            catalogue.publish(scope, programme_id)
        with transaction():
            catalogue.change(scope, programme_id, responsible_id=scope.member_id)
        with pytest.raises(Invalid) as empty, transaction():
            catalogue.publish(scope, programme_id)

    assert (nobody.value.field, empty.value.field) == ("responsible_id", "cohorts")


def test_the_catalogue_counts_the_free_seats_of_cohorts_that_one_may_still_join(
    cast: Cast,
) -> None:
    programme_id, cohort_id = programmes.published(cast.institution, seats=4)
    today = clock.today()
    programmes.cohort(
        cast.institution,
        programme_id,
        5,
        name="pomlad",
        starts=today - timedelta(days=60),
        enrol_until=today - timedelta(days=1),
    )
    with cast.institution.acting() as scope, transaction():
        claim(scope, cohort_id, SeatUse.ENROLMENT)

    with cast.centre.acting() as scope:
        found = published_programme(scope, programme_id)

    assert (found.seats, found.free, found.open) == (4, 3, True)
    assert found.stage is PathStage.INDIVIDUAL


def test_a_hold_that_ran_out_keeps_nobody_out(cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution, seats=1)
    with cast.institution.acting() as scope, transaction():
        claim(scope, cohort_id, SeatUse.HOLD, until=clock.now() - timedelta(minutes=1))

    with cast.centre.acting() as scope:
        assert published_programme(scope, programme_id).free == 1
    with cast.institution.acting() as scope, transaction():
        assert queries.filled(scope, [cohort_id])[cohort_id].free == 1
        claim(scope, cohort_id, SeatUse.ENROLMENT)


def test_a_pause_keeps_it_in_the_catalogue_and_takes_nobody(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    until = clock.today() + timedelta(days=30)

    with cast.institution.acting() as scope, transaction():
        catalogue.pause(scope, programme_id, until)

    with cast.centre.acting() as scope:
        found = published_programme(scope, programme_id)
    assert (found.open, found.paused_until) == (False, until)


def test_a_closed_programme_is_gone_and_stays_closed(cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)
    with cast.institution.acting() as scope:
        with transaction():
            taken = claim(scope, cohort_id, SeatUse.ENROLMENT)
        with pytest.raises(SeatsTaken), transaction():
            catalogue.close(scope, programme_id)
        with transaction():
            taken.released_at = clock.now()
        with transaction():
            catalogue.close(scope, programme_id)
        with pytest.raises(NotInThatState), transaction():
            catalogue.publish(scope, programme_id)

    assert names(cast.centre) == []


def test_fewer_seats_are_possible_as_long_as_nobody_loses_one(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=3)
    with cast.institution.acting() as scope:
        with transaction():
            claim(scope, cohort_id, SeatUse.ENROLMENT)
        again = {"name": "jesen 2026", "starts": clock.today()}
        with transaction():
            cohorts.change(scope, cohort_id, seats=1, **again)
        with pytest.raises(SeatsTaken), transaction():
            cohorts.change(scope, cohort_id, seats=0, **again)
        with transaction():
            cohorts.change(scope, cohort_id, seats=4, **again)

        assert queries.filled(scope, [cohort_id])[cohort_id] == queries.Filled(4, 1)


def test_two_programmes_of_a_house_are_not_called_the_same(cast: Cast) -> None:
    programmes.drafted(cast.institution)
    programmes.drafted(cast.stranger)

    with pytest.raises(ProgrammeNameTaken):
        programmes.drafted(cast.institution, name="varna POT")


def test_what_contradicts_itself_is_refused_by_its_field(cast: Cast) -> None:
    for wrong, field in (({"age_from": 19}, "age_from"), ({"town": "Ljubljanna"}, "town")):
        with pytest.raises(Invalid) as refused:
            programmes.drafted(cast.institution, **wrong)
        assert refused.value.field == field


def test_another_house_changes_nothing(cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)

    with cast.stranger.acting() as scope:
        with pytest.raises(NotFound), transaction():
            catalogue.change(scope, programme_id, summary="x")
        with pytest.raises(NotFound), transaction():
            cohorts.close(scope, cohort_id)
        with pytest.raises(NotFound), transaction():
            cohorts.add(scope, programme_id, name="x", starts=clock.today(), seats=1)


def test_the_public_reads_the_catalogue_without_signing_in(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    network_id = cast.institution.scope.network_ids[0]

    with cast.outsider.acting():
        assert [each.id for each in public_programmes(network_id)] == [programme_id]


def test_whoever_teaches_there_manages_no_programmes(cast: Cast) -> None:
    educator = frozenset({Role.EDUCATOR})
    scope = replace(cast.institution.scope, roles=educator)

    with pytest.raises(NotAllowed):
        programmes.drafted(replace(cast.institution, scope=scope))
