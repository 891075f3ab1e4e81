"""My day: what waits for whom, on each side."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import Engine

from network.placements import actions as placements
from network.requests.actions import answering, questioning, writing
from network.requests.reasons import Closing, Topic
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.numbers import YEAR
from tests.reading import english, words
from tests.statements import asked


def day(actor: Actor, path: str = "/day") -> str:
    return words(english(actor).get(path))


def test_a_day_on_which_nothing_waits_is_kind(cast: Cast):
    assert "Nothing waits for you" in day(cast.centre, "/")
    assert "Nobody owes you an answer at the moment." in day(cast.centre)


def test_an_ask_waits_for_the_home_and_is_waited_for_by_the_centre(cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    home, centre = day(cast.institution), day(cast.centre)

    assert f"Asks to answer {YEAR}-0001" in home
    assert "Waiting for the home's answer" in centre
    assert "Nothing waits for you" in centre


def test_an_offer_waits_for_the_centre_until_its_hold_runs_out(cast: Cast):
    factories.offered(cast.centre, cast.institution, factories.group(cast.institution))

    assert "Offers to decide" in day(cast.centre)
    assert "Asks to answer" not in day(cast.institution)
    with clock.frozen(clock.now() + timedelta(hours=49)):
        assert "Offers to decide" not in day(cast.centre)
        assert "The hold has run out: offer again or decline" in day(cast.institution)


def test_an_arrival_waits_for_the_home_from_its_day_on(cast: Cast):
    group_id = factories.group(cast.institution)
    ask_id = factories.offered(
        cast.centre, cast.institution, group_id, starts=clock.today() + timedelta(days=3)
    )
    with cast.centre.acting() as scope, transaction():
        placements.accept(scope, ask_id)

    assert "Arrivals to record" not in day(cast.institution)
    assert "Record the arrival, expected on" in day(cast.institution)
    with clock.frozen(clock.now() + timedelta(days=4)):
        assert f"Arrivals to record {YEAR}-0001" in day(cast.institution)
        assert "overdue" in day(cast.institution)


def test_who_outstays_and_what_is_no_longer_confirmed_waits_for_the_home(cast: Cast):
    group_id = factories.group(cast.institution)
    factories.stay(cast.institution, group_id, "A1", planned_end=clock.today() + timedelta(days=1))

    with clock.frozen(clock.now() + timedelta(days=3)):
        page = day(cast.institution)

    assert "Past the planned end" in page
    assert "Are these places still true?" in page


def test_a_request_nobody_is_asked_for_waits_until_it_is_closed(cast: Cast):
    request_id = factories.request(cast.centre)
    assert "Requests for which nobody is asked" in day(cast.centre)

    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)

    assert "Requests for which nobody is asked" not in day(cast.centre)


def test_only_mine_leaves_out_what_colleagues_answer_for(cast: Cast, owner: Engine):
    ana = colleague(owner, cast.centre, "Ana", Role.CASE_WORKER)
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    factories.request(ana)

    assert f"{YEAR}-0002" in day(ana, "/day?mine=yes")
    assert f"{YEAR}-0001" not in day(ana, "/day?mine=yes")
    assert f"{YEAR}-0001" in day(eva, "/day?mine=yes")
    with cast.institution.acting() as scope, transaction():
        me = scope.member_id
        answering.assign(scope, ask_id, responsible_id=me, deputy_id=None)
    assert f"{YEAR}-0001" not in day(eva, "/day?mine=yes")
    assert f"{YEAR}-0001" in day(eva)


def test_only_mine_leaves_out_the_groups_of_colleagues(cast: Cast, owner: Engine):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    factories.group(cast.institution, name="Everybody's")
    factories.group(cast.institution, name="Hers", responsible_id=eva.scope.member_id)

    with clock.frozen(clock.now() + timedelta(days=3)):
        all_of_us, mine = day(cast.institution), day(cast.institution, "/day?mine=yes")

    assert "Hers" in all_of_us
    assert "Hers" not in mine
    assert "Everybody's" in mine


def test_everybody_sees_only_what_their_roles_let_them_do(cast: Cast, owner: Engine):
    factories.ask(cast.centre, factories.group(cast.institution))
    educator = colleague(owner, cast.institution, "Eva", Role.EDUCATOR)
    administrator = colleague(owner, cast.centre, "Uroš", Role.ADMINISTRATOR)

    assert f"{YEAR}-0001" not in day(educator)
    assert f"{YEAR}-0001" not in day(administrator)
    assert "Your roles give you no daily work here." in day(administrator)


def test_the_coordination_sees_its_figures(cast: Cast):
    factories.request(cast.centre)

    page = day(cast.coordination)

    assert "Looking for a place 1" in page
    assert f"{YEAR}-0001" not in page


def test_the_navigation_counts_what_waits(cast: Cast):
    group_id = factories.group(cast.institution)
    factories.ask(cast.centre, group_id)
    factories.offered(cast.centre, cast.institution, group_id)

    assert "My day 1 waiting" in day(cast.institution)
    assert "Asks received 1 waiting" in day(cast.institution)
    assert "Requests 1 waiting" in day(cast.centre)


def test_three_of_everything_cost_no_more_than_one(app: Flask, cast: Cast):
    group_id = factories.group(cast.institution, capacity=20)
    for actor in (cast.centre, cast.institution):
        reader = english(actor)
        counted = []
        for number in range(3):
            factories.request(cast.centre)
            factories.ask(cast.centre, group_id)
            factories.offered(cast.centre, cast.institution, group_id)
            factories.accepted(cast.centre, cast.institution, group_id)
            factories.group(cast.institution, name=f"Skupina {actor.email} {number}")
            reader.get("/day")
            with asked(app) as statements:
                reader.get("/day")
            counted.append(len(statements))

        assert counted[0] == counted[2]


def test_what_is_due_within_a_week_stands_on_the_day_and_what_is_late_is_marked(cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    home, centre = day(cast.institution), day(cast.centre)

    assert "What is due" in home
    assert "Answer by" in home
    assert "What is due" not in centre  # the next confirmation of the search is two weeks away
    with clock.frozen(clock.now() + timedelta(days=15)):
        assert "overdue" in day(cast.institution)
        assert "What is due" in day(cast.centre)
        assert "What is due" not in day(cast.stranger)


def test_a_question_waits_for_the_centre_and_not_for_the_home(cast: Cast):
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with cast.institution.acting() as scope, transaction():
        questioning.put_question(scope, ask_id, topic=Topic.SCHOOL, body="Which class?")

    home, centre = day(cast.institution), day(cast.centre)

    assert "Questions to answer" in centre
    assert "Offers to decide" not in centre
    assert "Asks to answer" not in home
