"""The words of aftercare go with the stay, not while somebody is followed; a report has them."""

import pytest
from sqlalchemy import Engine

from network.aftercare import agreeing, ending, evaluating, queries, touch
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp, PlacedAgain
from network.aftercare.lifecycle import AftercareDecline, AftercareEnd
from network.aftercare.ways import ContactWay
from network.placements.filing import PlacementFile
from network.records import actions as files
from network.rights import erasing, keeping, obstacles, reporting
from network.rights.items import Section
from network.rights.kinds import Obstacle, Right
from network.rights.obstacles import StillKept
from network.rights.retention import RecordClass
from network.words.door import ERASED
from tenants import clock
from tenants.database import db, transaction
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.aftercare.leaving import A_DAY, agreed, proposed
from tests.rights.asking import House, erased, granted
from tests.rights.outlived import FIVE_YEARS, gone, keep_words


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    """The home has a file of somebody; with its head and its officer."""
    worker = colleague(owner, cast.institution, "Vida", Role.COUNSELLOR)
    dpo = colleague(owner, cast.institution, "dpo", Role.DPO)
    head = colleague(owner, cast.institution, "head", Role.HEAD)
    with worker.acting() as scope, transaction():
        return House(worker, dpo, head, files.begin(scope, last_name="Izmišljena").id)


def of_file(house: House, aftercare_id: object) -> None:
    """The stay is theirs of whom the file is."""
    with house.worker.acting() as scope, transaction():
        found = queries.get(scope, aftercare_id)  # type: ignore[arg-type]
        stay = {"placement_id": found.placement_id, "person_id": house.person_id}
        db.session.add(PlacementFile(tenant_id=scope.tenant_id, **stay))


def in_touch(home: Actor, aftercare_id: object, words: str = "Dela v pekarni.") -> None:
    with home.acting() as scope, transaction():
        said = {"on_day": clock.today(), "way": ContactWay.PHONE, "words": words}
        touch.contact(scope, aftercare_id, **said)  # type: ignore[arg-type]


def ends(home: Actor, aftercare_id: object) -> None:
    with home.acting() as scope, transaction():
        said = {"ended_on": clock.today(), "reason": AftercareEnd.AS_PLANNED}
        ending.end(scope, aftercare_id, **said)  # type: ignore[arg-type]


def said_of(home: Actor, aftercare_id: object) -> set[str]:
    """Everything that the house reads of what it wrote."""
    with home.acting() as scope:
        found = queries.get(scope, aftercare_id)  # type: ignore[arg-type]
        rows = queries.contacts_of(scope, found.id).rows
        kept = queries.agreement_of(scope, found.id)
        assert kept is not None
        plan = agreeing.plan_of(scope, found, kept)
        return {plan.we_do, *queries.said(scope, found, rows).values()}


def test_they_go_with_the_file_once_nobody_is_followed(cast: Cast, house: House) -> None:
    aftercare_id = agreed(cast)
    of_file(house, aftercare_id)
    in_touch(house.worker, aftercare_id)
    rights_request_id = granted(house, Right.ERASURE)
    with house.dpo.acting() as scope, transaction():
        standing = [one.reason for one in obstacles.of_file(scope, house.person_id)]
        with pytest.raises(StillKept, match="Aftercare"):
            erasing.ask(scope, rights_request_id)

    ends(cast.institution, aftercare_id)
    erased(house)

    assert standing == [Obstacle.AFTERCARE]
    assert said_of(house.worker, aftercare_id) == {"", ERASED}


def test_without_a_file_they_go_by_the_rule_of_the_house_counted_from_the_last_word(
    cast: Cast, house: House
) -> None:
    aftercare_id = agreed(cast)
    keep_words(house.dpo, 5)
    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        [kept] = keeping.would_go(scope, RecordClass.WORDS).rows
    with clock.frozen(clock.now() + 400 * A_DAY):
        in_touch(house.worker, aftercare_id)
        ends(cast.institution, aftercare_id)
        last = clock.today()
    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        early = keeping.would_go(scope, RecordClass.WORDS).rows
    with clock.frozen(clock.now() + 400 * A_DAY):
        gone(house.dpo)

    assert list(kept.kept) == [Obstacle.AFTERCARE]
    assert [one.since for one in early] in ([], [last])
    assert said_of(house.worker, aftercare_id) == {"", ERASED}


def test_who_was_erased_is_looked_back_at_in_codes_alone(cast: Cast, house: House) -> None:
    aftercare_id = proposed(cast)
    of_file(house, aftercare_id)
    with house.worker.acting() as scope, transaction():
        agreeing.decline(scope, aftercare_id, AftercareDecline.NOT_NEEDED)
    erased(house)
    told = Fares(reached=False, placed_again=PlacedAgain.NO)

    with clock.frozen(clock.now() + 190 * A_DAY), house.worker.acting() as scope:
        stage, today = FollowUp.HALF_YEAR, clock.today()
        with transaction():
            evaluating.evaluate(scope, aftercare_id, stage=stage, on_day=today, fares=told)
        assert len(queries.evaluations_of(scope, aftercare_id)) == 1


def test_a_report_has_what_was_written_in_words_that_are_read(cast: Cast, house: House) -> None:
    aftercare_id = agreed(cast)
    of_file(house, aftercare_id)
    in_touch(house.worker, aftercare_id)
    id_ = granted(house, Right.ACCESS)
    with house.worker.acting() as scope, transaction():
        kept = reporting.prepare(scope, id_)
        items = reporting.read(scope, kept).items

    found = {one.name: one for one in items if one.section is Section.AFTERCARE}

    assert set(found) == {"agreement", "contact"}
    assert found["contact"].others
    assert "Dela v pekarni." in found["contact"].said
    assert "Pokličemo vsak teden." in found["agreement"].said
    shown = house.worker.browser().get(f"/rights/{id_}/report").text
    assert "po telefonu" in shown
    assert "Stik" in shown
