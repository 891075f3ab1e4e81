"""What was written in a plan is told to whoever asks, and goes with the file or by the rule."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.plans import filing, own, queries
from network.programmes import ending, following
from network.programmes.afterwards import InEducation, OutcomeStage, Reached
from network.records import door
from network.rights import gathering, keeping
from network.rights.items import Section
from network.rights.kinds import What
from network.rights.retention import RecordClass
from network.words.door import ERASED, WordsErased
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor, Cast
from tests.plans.plans import reviewed, taking_part
from tests.promises.planned import plan
from tests.rights.asking import House, at_the_centre, erased
from tests.rights.outlived import FIVE_YEARS, gone, keep_words

CANARY = "Kanarcek"


def left(runs: Actor) -> UUID:
    """Somebody who took part in a programme of the house, with a plan full of canaries."""
    enrolment_id = taking_part(runs)
    plan(runs, enrolment_id, CANARY)
    with runs.acting() as scope, transaction():
        ending.complete(scope, enrolment_id, clock.today())
        told = {"in_education": InEducation.NO}
        stage, reached = OutcomeStage.EXIT, Reached.REACHED
        following.record(scope, enrolment_id, stage=stage, reached=reached, **told)  # type: ignore[arg-type]
    return enrolment_id


def filed(house: House, enrolment_id: UUID) -> None:
    with house.worker.acting() as scope, transaction():
        number = door.person(scope, house.person_id).number
        filing.link_file(scope, enrolment_id, file_number=number)


def read(actor: Actor, enrolment_id: UUID) -> queries.Read:
    with actor.acting() as scope:
        return queries.read(scope, own.plan(scope, enrolment_id))


def test_a_report_of_what_is_kept_tells_it_all(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    enrolment_id = left(cast.centre)
    filed(house, enrolment_id)

    with house.worker.acting() as scope:
        items = gathering.gather(scope, door.person(scope, house.person_id))

    of_plan = [one for one in items if one.section is Section.PLAN]
    [after] = [one for one in items if one.section is Section.AFTERWARDS]
    assert len(of_plan) == 6
    assert all(CANARY in one.said and one.others for one in of_plan)
    assert after.said.startswith("Reached.reached InEducation.no Qualification.unknown")


def test_with_the_file_go_the_words_of_its_plans(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    enrolment_id = left(cast.centre)
    filed(house, enrolment_id)

    erased(house)

    found = read(cast.centre, enrolment_id)
    assert {found.goals[0].goal, found.report, found.reviews[0].agreed} == {ERASED}
    with pytest.raises(WordsErased), clock.frozen(clock.now() + FIVE_YEARS):
        reviewed(cast.centre, enrolment_id)


def test_words_on_an_enrolment_without_a_file_go_by_the_rule_of_the_house(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner)
    enrolment_id, goes_on = left(cast.centre), taking_part(cast.centre, "Č2")
    plan(cast.centre, goes_on, CANARY)
    keep_words(house.dpo, 5)
    with house.dpo.acting() as scope:
        assert keeping.would_go(scope, RecordClass.WORDS).rows == []
    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        [one] = keeping.would_go(scope, RecordClass.WORDS).rows
        assert (one.thing.what, one.thing.id) == (What.ENROLMENT, enrolment_id)

    gone(house.dpo)

    assert read(cast.centre, enrolment_id).goals[0].goal == ERASED
    assert read(cast.centre, goes_on).goals[0].goal == CANARY
