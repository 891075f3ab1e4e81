"""A coordinator follows a whole case, from a decline that is not let stand to the day of moving in,
and the figures of the network; and never learns of whom they speak."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from network.requests import queries
from network.requests.actions.reviewing import SENT_BACK
from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.browser import before
from tests.browser.before import FINAL, WAITED
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.reading import typed_day

pytestmark = [pytest.mark.browser, pytest.mark.long]
JADRO, KLAS, BRIN = "Jadro", "Klas", "Brin"
REGION, ADDICTION = "a region we do not cover", "addiction that needs treatment first"
# What centre and homes write of this young person and to each other: birds, found nowhere else.
TOLD = {
    "file_reference": "6120-873/2026",
    "home_town": "Trbovlje",
    "risks": "Kanarček: v stiski spleza na streho.",
    "own_words": "Škrjanček: rada bi k teti.",
}
WHY, ASIDE = "Taščica: sestra živi v bližini.", "Sinička: poznamo jo od prej."
AGENDA, CONCLUSION = "Vrabec: kdo jo lahko sprejme?", "Slavček: dom jo obišče v šoli."
SECRETS = (*TOLD.values(), WHY, ASIDE, AGENDA, CONCLUSION)


@pytest.fixture
def sonja(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.coordination, "Sonja", Role.COORDINATOR)


@pytest.fixture
def network(cast: Cast) -> None:
    """Where the case begins: three groups that can be asked, and all that was before."""
    groups = {JADRO: cast.institution, KLAS: cast.stranger, BRIN: cast.institution}
    for name, home in groups.items():
        factories.group(home, name=name, capacity=1)
    before.happened(cast)


@pytest.fixture
def jobs(app: Flask, owner: Engine) -> Callable[[], None]:
    """What follows by itself from a decline that is sent back, as a worker does it."""

    def done() -> None:
        assert every_job.known()
        waiting = text("SELECT args FROM procrastinate_jobs WHERE task_name = :name")
        with owner.connect() as connection:
            deferred = connection.scalars(waiting, {"name": SENT_BACK}).all()
        for args in deferred:
            with app.app_context():
                JOBS[SENT_BACK](**args)

    return done


def test_a_coordinator_follows_a_case_without_learning_whose_it_is(
    cast: Cast, sonja: Actor, network: None, jobs: Callable[[], None], seated: Seated
) -> None:
    number = written(cast)
    worker, home, other = (seated(who) for who in (cast.centre, cast.institution, cast.stranger))
    coordinator = seated(sonja)
    coordinator.must_not_learn(*SECRETS)

    asks_three_groups(worker, number)
    sees_two_wait_for_an_answer(coordinator)
    declines(home, JADRO, REGION)
    declines(other, KLAS, ADDICTION)
    confirms_one_and_sends_the_other_back(coordinator)
    jobs()
    offers_after_all(home)
    sees_the_offer(coordinator, number)

    calls_a_meeting_and_writes_down_what_it_came_to(worker, number)
    accepts(worker)
    records_the_arrival(home)
    sees_it_placed(coordinator, number)
    sees_what_stalls(coordinator)
    sees_how_much_was_asked(coordinator)
    sees_what_was_missing(coordinator)
    sees_who_went_away_and_which_orders_wait(coordinator)
    takes_the_list_along(coordinator)
    sees_who_took_it(seated(cast.coordination))


def written(cast: Cast) -> str:
    """The request of the case, full of what the coordination must not learn; its number."""
    request_id = factories.request(cast.centre, **TOLD)
    with cast.centre.acting() as scope:
        return queries.get_request(scope, request_id).number


def asks_three_groups(worker: Person, number: str) -> None:
    opens_the_request(worker, number)
    for secret in TOLD.values():
        worker.sees(secret)
    worker.follow("See what fits")
    for group in (JADRO, KLAS, BRIN):
        worker.row(group).get_by_role("checkbox").check()
        worker.row(group).locator(".why").fill(WHY)
    worker.press("Ask the chosen")
    worker.sees("Waiting for the home's answer")


def opens_the_request(worker: Person, number: str) -> None:
    worker.visit("Requests")
    worker.follow_number(worker.row(number))


def sees_two_wait_for_an_answer(coordinator: Person) -> None:
    coordinator.visit("Coordination")
    coordinator.counts("Looking for a place", 3)
    stage = "waits for the first answer"
    assert coordinator.cells(stage) == [
        coordinator.say(stage),
        "1",
        "0",
        "1",
        "2",
        days(coordinator, WAITED),
    ]
    assert coordinator.cells("nobody is asked")[1:5] == ["1", "0", "0", "1"]


def days(person: Person, number: int) -> str:
    return person.words.count("%(num)s day", "%(num)s days", number)


def declines(home: Person, group: str, reason: str) -> None:
    home.visit("Asks received")
    home.follow_number(home.row(group))
    home.sees(WHY)
    home.open("Decline")
    home.choose("Why?", reason)
    home.fill("A word to the centre", ASIDE)
    home.press("Decline")
    home.sees_a_tombstone()


def confirms_one_and_sends_the_other_back(coordinator: Person) -> None:
    coordinator.visit("Coordination")
    coordinator.follow("Declines to review")
    assert coordinator.cells(JADRO)[1] == coordinator.say(REGION)
    coordinator.press("Confirm", at=coordinator.row(KLAS))
    coordinator.sees("Decided.")
    coordinator.open("Send back", at=coordinator.row(JADRO))
    coordinator.fill("Why should the home look again?", "Regija je v vašem območju.")
    coordinator.press("Send back", at=coordinator.row(JADRO))
    coordinator.sees("Nothing to review")
    assert coordinator.cells(KLAS)[2].startswith(coordinator.say("confirmed"))
    assert coordinator.cells(JADRO)[2].startswith(coordinator.say("sent back to the home"))


def offers_after_all(home: Person) -> None:
    home.visit("Asks received")
    home.follow_number(home.row(JADRO))
    home.open("Offer a place")
    home.press("Offer and hold the place")
    home.sees("The place is held and offered.")


def sees_the_offer(coordinator: Person, number: str) -> None:
    coordinator.visit("Coordination")
    assert coordinator.cells("a place is offered")[1:5] == ["1", "0", "0", "1"]
    sees_the_asks(coordinator, number, sent=3, live=2, declined=1)


def sees_the_asks(coordinator: Person, number: str, **counted: int) -> None:
    told = coordinator.cells(number)[-1]
    for what, many in counted.items():
        assert coordinator.words.count(f"%(num)s {what}", f"%(num)s {what}", many) in told


def calls_a_meeting_and_writes_down_what_it_came_to(worker: Person, number: str) -> None:
    opens_the_request(worker, number)
    worker.open("Call for a meeting")
    worker.choose("About which answer?", f"{KLAS}: {worker.say(ADDICTION)}")
    worker.fill("What is it to decide?", AGENDA)
    worker.fill("Planned for", typed_day(clock.today()))
    worker.tick("court")
    worker.press("Call for a meeting")
    worker.sees("The meeting is called for.")
    worker.open("Record what it came to")
    worker.choose("Outcome", "the home looks again")
    worker.fill("Held on", typed_day(clock.today()))
    worker.fill("Conclusion", CONCLUSION)
    worker.press("Save", at=worker.card("Inter-agency meetings"))
    worker.sees("What the meeting came to is recorded.")
    worker.sees("the home looks again")


def accepts(worker: Person) -> None:
    worker.visit("My day")
    worker.follow_number(worker.card("Offers to decide"))
    worker.press("Accept the offer")
    worker.sees("The place is reserved. The other asks are closed.")


def records_the_arrival(home: Person) -> None:
    home.visit("My day")
    home.follow_number(home.card("Arrivals to record"))
    home.open("Record the arrival")
    home.fill("Your own reference", "J7")
    home.press("Record the arrival")
    home.sees("The arrival is recorded.")


def sees_it_placed(coordinator: Person, number: str) -> None:
    coordinator.visit("Coordination")
    coordinator.counts("Looking for a place", 2)
    coordinator.counts("Placed", 1)
    coordinator.counts("Closed", 7)
    coordinator.choose("State", "placed")
    coordinator.press("Show")
    sees_the_asks(coordinator, number, sent=3, declined=1)


def sees_what_stalls(coordinator: Person) -> None:
    coordinator.follow("Stalls")
    for who, what in (
        ("institution", "answer to the ask"),
        ("centre", "is the search still wanted?"),
    ):
        assert coordinator.cells(what)[:3] == [who, coordinator.say(what), "1"]


def sees_how_much_was_asked(coordinator: Person) -> None:
    coordinator.follow("Asks per placement")
    coordinator.counts("Placements", 2)
    coordinator.counts("Asks, median", 2)
    coordinator.counts("Asks, most", 3)
    assert coordinator.cells("Osrednjeslovenska")[1:] == ["2", "2", "3", "0"]


def sees_what_was_missing(coordinator: Person) -> None:
    """One search in a region points at somebody, and another number would give it away."""
    few, withheld = coordinator.say("< 5"), coordinator.say("withheld")
    coordinator.follow("Unmet need")
    assert coordinator.cells("Gorenjska")[1:] == [few, "0", "0", "0", "0", few]
    assert coordinator.cells("Osrednjeslovenska")[1:] == [withheld, "0", "0", "0", "0", withheld]
    assert coordinator.cells("Together")[1:] == ["6", "0", "0", "0", "0", "6"]
    coordinator.follow("by need")
    assert coordinator.cells("problems at school")[1:] == ["6", "0", "0", "0", "0", "6"]


def sees_who_went_away_and_which_orders_wait(coordinator: Person) -> None:
    coordinator.follow("Outside the network")
    assert coordinator.cells("psychiatric hospital")[1:] == ["1", "1"]
    coordinator.follow("Court orders")
    coordinator.counts("Not carried out", 1)
    coordinator.counts("Days, longest", FINAL)
    assert coordinator.cells("Osrednjeslovenska")[-1] == days(coordinator, FINAL)


def takes_the_list_along(coordinator: Person) -> None:
    coordinator.visit("Coordination")
    file = coordinator.take_along("CSV")
    assert len(file.splitlines()) == 3
    assert not [secret for secret in SECRETS if secret in file]


def sees_who_took_it(administrator: Person) -> None:
    administrator.visit("Administration")
    administrator.follow("Exports")
    told = administrator.cells("Sonja")
    assert told[2] == f"{administrator.say('Requests of the network')}CSV"
    assert told[-1] == "2"
