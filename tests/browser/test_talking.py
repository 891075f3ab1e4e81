"""Two sides of an ask talk, one shows more, and when it ends nothing is left to read."""

import pytest

from tests import factories
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]
CLOSED = (
    "This ask has ended, so the conversation is closed. The home no longer sees anything of it."
)
QUESTION, REPLY = "Ali ima svojo sobo?", "Svoja soba je prosta od ponedeljka."


def test_messages_go_both_ways_and_close_with_the_ask(cast: Cast, seated: Seated) -> None:
    factories.ask(cast.centre, factories.group(cast.institution))
    worker, counsellor = seated(cast.centre), seated(cast.institution)

    opens_the_request(worker)
    says(worker, "institution", QUESTION)
    opens_the_ask(counsellor)
    counsellor.sees(QUESTION)
    says(counsellor, "centre", REPLY)
    opens_the_request(worker)
    worker.sees(REPLY)

    withdraws(worker)
    worker.sees(CLOSED)
    counsellor.go("/asks?ended=yes")
    counsellor.follow_number(counsellor.main)
    counsellor.sees_a_tombstone()
    counsellor.sees_not(QUESTION)


def test_one_click_shows_one_home_the_profile_of_needs(cast: Cast, seated: Seated) -> None:
    factories.ask(cast.centre, factories.group(cast.institution))
    worker, counsellor = seated(cast.centre), seated(cast.institution)
    opens_the_ask(counsellor)
    counsellor.sees_not("I would like to stay at my school.")

    opens_the_request(worker)
    worker.press("Show the profile of needs")
    worker.sees("The home now sees more.")

    opens_the_ask(counsellor)
    counsellor.sees("I would like to stay at my school.")


def opens_the_request(worker: Person) -> None:
    worker.visit("Requests")
    worker.follow_number(worker.main)


def opens_the_ask(counsellor: Person) -> None:
    counsellor.visit("Asks received")
    counsellor.follow_number(counsellor.main)


def says(person: Person, whom: str, text: str) -> None:
    person.fill(person.say("Note for us, or message to %(whom)s", whom=whom), text)
    person.press(person.say("Send to %(whom)s", whom=whom))
    person.sees("The message is sent.")


def withdraws(worker: Person) -> None:
    worker.open("Withdraw the ask")
    worker.choose("Why do you withdraw it?", "another solution was found")
    worker.press("Withdraw the ask")
