"""Notes that only the own organisation sees, beside what both sides see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.notes import actions
from network.requests.actions import declining
from network.requests.reasons import Decline
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.numbers import YEAR
from tests.reading import english, posted, words
from tests.standing import ask_of
from tests.statements import asked


@dataclass(frozen=True)
class Case:
    """A thing on which both sides may write, with the page of each."""

    centre: str
    home: str
    path: str


def asked_for(cast: Cast) -> Case:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    request_id = ask_of(cast.centre, ask_id).request_id
    return Case(f"/requests/{request_id}", f"/asks/{ask_id}", f"/asks/{ask_id}")


def living_there(cast: Cast) -> Case:
    _, stay_id = factories.arrived(cast.centre, cast.institution, factories.group(cast.institution))
    path = f"/placements/{stay_id}"
    return Case(path, path, path)


@pytest.mark.parametrize("made", [asked_for, living_there])
def test_each_side_sees_only_its_own_notes(cast: Cast, made: Callable[[Cast], Case]):
    case = made(cast)
    centre, home = english(cast.centre), english(cast.institution)

    told = posted(home, f"{case.path}/notes", body="Žiga naj pokliče očeta.")
    posted(centre, f"{case.path}/notes", body="Sodišče še čaka.")

    assert "The note is saved. Only your organisation sees it." in told
    assert "Only for us Žiga naj pokliče očeta." in words(home.get(case.home))
    assert "Sodišče" not in words(home.get(case.home))
    assert "Only for us Sodišče še čaka." in words(centre.get(case.centre))
    assert "Žiga" not in words(centre.get(case.centre))
    assert "Žiga" in words(home.get(f"{case.path}/notes"))
    assert "Žiga" not in words(centre.get(f"{case.path}/notes"))


def test_the_centre_keeps_notes_on_its_request(cast: Cast):
    request_id = factories.request(cast.centre)
    worker = english(cast.centre)

    page = posted(worker, f"/requests/{request_id}/notes", body="Mati se strinja.")

    assert "Only for us Mati se strinja." in page
    assert english(cast.institution).get(f"/requests/{request_id}/notes").status_code == 404


def test_the_same_words_are_a_note_or_a_message_and_say_who_sees_them(cast: Cast):
    case = asked_for(cast)
    home = english(cast.institution)

    page = words(home.get(case.home))
    sent = posted(home, f"{case.path}/messages", body="Kdaj lahko pride?")

    assert page.index("Save note for us") < page.index("Send to centre")
    assert "Seen by both sides Kdaj lahko pride?" in sent
    assert "Seen by both sides Kdaj lahko pride?" in words(english(cast.centre).get(case.centre))


def test_once_the_ask_has_ended_only_notes_are_written(cast: Cast):
    case = asked_for(cast)
    ask_id = UUID(case.path.rpartition("/")[2])
    with cast.institution.acting() as scope, transaction():
        actions.note_on_ask(scope, ask_id, "Ni mesta.")
        declining.decline(scope, ask_id, Decline.NO_PLACE)
    home, centre = english(cast.institution), english(cast.centre)

    page = posted(home, f"{case.path}/notes", body="Poklicali smo jih.")

    assert "Ni mesta." in page
    assert "Poklicali smo jih." in page
    assert "Send to" not in page + words(centre.get(case.centre))
    assert "Save note for us" in words(centre.get(case.centre))


@pytest.mark.parametrize(
    ("body", "status"), [("", 422), ("   ", 422), ("č" * 2500, 303), ("č" * 4001, 422)]
)
def test_a_note_has_some_words_and_not_too_many(cast: Cast, body: str, status: int):
    case = asked_for(cast)
    browser = english(cast.institution)

    answer = browser.post(f"{case.path}/notes", {"body": body})

    assert answer.status_code == status
    if len(body) > 4000:
        assert body in answer.text


def test_a_note_sent_twice_by_a_double_click_is_one_note(cast: Cast):
    case = asked_for(cast)
    browser = english(cast.institution)

    for _ in range(2):
        browser.post(f"{case.path}/notes", {"body": "Enkrat."})

    assert words(browser.get(case.home)).count("Enkrat.") == 1


def test_a_refused_note_comes_back_as_it_was_typed(cast: Cast):
    case = asked_for(cast)
    browser = english(cast.centre)
    stranger = str(cast.institution.scope.member_id)

    answer = browser.post(f"{case.path}/notes", {"body": "Kdo ve?", "told_id": stranger})

    assert answer.status_code == 422
    assert "Choose a colleague who may look at this." in words(answer)
    assert "Kdo ve?" in answer.text


def test_a_colleague_is_told_with_a_number_and_a_link_alone(cast: Cast, owner: Engine):
    case = asked_for(cast)
    matic = colleague(owner, cast.institution, "Matic Čuk", Role.COUNSELLOR)
    colleague(owner, cast.institution, "Uroš Uradnik", Role.ADMINISTRATOR)
    browser, his = english(cast.institution), english(matic)

    choice = browser.get(case.home).text.split('name="told_id"')[1].split("</select>")[0]
    told = str(matic.scope.member_id)
    page = posted(browser, f"{case.path}/notes", body="Poglej, prosim.", told_id=told)

    assert "Matic Čuk" in choice
    assert "Uroš Uradnik" not in choice
    assert "Only for us for Matic Čuk Poglej, prosim." in page
    notices = words(his.get("/notices"))
    assert "A colleague mentions you" in notices
    assert f"{YEAR}-0001" in notices
    assert "Poglej" not in notices
    assert "1 unread notice" in his.get("/notices").text


def test_who_reads_what_they_were_told_of_has_read_the_notice(cast: Cast, owner: Engine):
    case = asked_for(cast)
    matic = colleague(owner, cast.institution, "Matic", Role.COUNSELLOR)
    told = str(matic.scope.member_id)
    posted(english(cast.institution), f"{case.path}/notes", body="Poglej.", told_id=told)
    his = english(matic)

    first, second = words(his.get(case.home)), words(his.get(case.home))

    assert "new Only for us" in first
    assert "new Only for us" not in second
    assert "unread notice" not in his.get("/notices").text


def test_many_notes_stand_on_pages(cast: Cast):
    case = asked_for(cast)
    ask_id = UUID(case.path.rpartition("/")[2])
    with cast.institution.acting() as scope, transaction():
        for number in range(27):
            actions.note_on_ask(scope, ask_id, f"Beležka št. {number}.")
    browser = english(cast.institution)

    page = browser.get(case.home)
    older = browser.get(f"{case.path}/notes")

    assert "All our notes" in words(page)
    assert "Beležka št. 1." not in words(page)
    assert "Beležka št. 1." not in words(older)
    following = older.text.split(f'href="{case.path}/notes?before=')[1].split('"')[0]
    assert "Beležka št. 1." in words(browser.get(f"{case.path}/notes?before={following}"))


def note(actor: Actor, ask_id: UUID, body: str) -> None:
    with actor.acting() as scope, transaction():
        actions.note_on_ask(scope, ask_id, body)


def test_a_page_costs_the_same_with_one_note_and_with_three(app: Flask, cast: Cast, owner: Engine):
    case = asked_for(cast)
    ask_id = UUID(case.path.rpartition("/")[2])
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    browser = english(cast.institution)
    browser.get(case.home)
    counts = []
    for several in (1, 2):
        for number in range(several):
            note(eva, ask_id, f"Beseda {several}{number}")
        with asked(app) as said:
            browser.get(case.home)
        counts.append(len(said))

    assert counts[0] == counts[1]


def test_clicks_at_the_very_same_moment_are_one_note(cast: Cast):
    case = asked_for(cast)
    browsers = [english(cast.institution) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        sent = [
            pool.submit(each.post, f"{case.path}/notes", {"body": "Hkrati."}) for each in browsers
        ]
        answers = [each.result().status_code for each in sent]

    assert answers == [303] * 4
    assert words(browsers[0].get(f"{case.path}/notes")).count("Hkrati.") == 1


def test_the_page_reads_the_same_in_slovenian(cast: Cast):
    case = asked_for(cast)
    browser = cast.institution.browser()

    page = words(browser.get(case.home))
    saved = words(browser.follow(browser.post(f"{case.path}/notes", {"body": "Čaka."})))

    assert page.index("Shrani zapisek za nas") < page.index("Pošlji: centre")
    assert "Zapisek je shranjen. Vidi ga samo vaša organizacija." in saved
    assert "Samo za nas Čaka." in saved
