"""What somebody has not read, and what others did since they looked at their day."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.notes import actions, reading
from network.requests.actions import answering, messages
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.numbers import YEAR
from tests.reading import english, words
from tests.standing import ask_of
from tests.statements import asked


@pytest.fixture
def ask_id(cast: Cast, group_id: UUID) -> UUID:
    return factories.ask(cast.centre, group_id)


def say(actor: Actor, ask_id: UUID, body: str) -> None:
    with actor.acting() as scope, transaction():
        messages.say(scope, ask_id, body)


def note(actor: Actor, ask_id: UUID, body: str, told: Actor | None = None) -> None:
    with actor.acting() as scope, transaction():
        told_id = told.scope.member_id if told else None
        actions.note_on_ask(scope, ask_id, body, told_id)


def test_what_is_new_is_counted_until_the_page_is_opened(cast: Cast, ask_id: UUID):
    say(cast.centre, ask_id, "Prva.")
    say(cast.centre, ask_id, "Druga.")
    home = english(cast.institution)

    listed, day = words(home.get("/asks")), words(home.get("/day"))
    opened = words(home.get(f"/asks/{ask_id}"))
    after = words(home.get("/asks"))

    assert f"{YEAR}-0001 centre 2 new" in listed
    assert "2 unread" in listed
    assert f"Not read yet {YEAR}-0001 messages and notes" in day
    assert opened.count("new Seen by both sides") == 2
    assert "2 new" not in after
    assert "unread" not in after


def test_a_message_mentions_nobody_and_a_note_may(cast: Cast, owner: Engine, ask_id: UUID):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    say(cast.centre, ask_id, "Prva.")
    with cast.institution.acting() as scope, transaction():
        before = [one.told for one in reading.threads(scope)]
    note(eva, ask_id, "Poglej.", cast.institution)
    with cast.institution.acting() as scope, transaction():
        after = [one.told for one in reading.threads(scope)]

    assert (before, after) == ([False], [True])


def test_each_member_reads_for_themselves(cast: Cast, owner: Engine, ask_id: UUID):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    note(cast.institution, ask_id, "Kdo jih pokliče?")
    hers, his = english(eva), english(cast.institution)

    assert "1 new" in words(hers.get("/asks"))
    assert "1 new" not in words(his.get("/asks"))
    hers.get(f"/asks/{ask_id}")
    assert "1 new" not in words(hers.get("/asks"))


def test_a_centre_sees_on_its_request_what_the_home_wrote(cast: Cast, ask_id: UUID):
    say(cast.institution, ask_id, "Pridite v sredo.")
    request_id = ask_of(cast.centre, ask_id).request_id
    worker = english(cast.centre)

    assert "1 new" in words(worker.get("/requests"))
    worker.get(f"/requests/{request_id}")
    assert "1 new" not in words(worker.get("/requests"))


def test_to_look_at_a_page_with_nothing_new_writes_the_look_alone(
    app: Flask, cast: Cast, ask_id: UUID
):
    say(cast.centre, ask_id, "Beseda.")
    home = english(cast.institution)
    home.get(f"/asks/{ask_id}")

    with asked(app) as said:
        home.get(f"/asks/{ask_id}")

    written = [one for one in said if "INSERT" in one or "UPDATE" in one]
    assert [one for one in written if "trail_" not in one] == []


def test_a_mention_stands_on_the_day_of_whoever_is_meant(cast: Cast, owner: Engine, ask_id: UUID):
    eva = colleague(owner, cast.institution, "Eva Čuk", Role.COUNSELLOR)
    with cast.institution.acting() as scope, transaction():
        answering.assign(scope, ask_id, responsible_id=scope.member_id, deputy_id=None)
    note(cast.institution, ask_id, "Brez nje.")
    hers = english(eva)
    assert "Not read yet" not in words(hers.get("/day"))

    note(cast.institution, ask_id, "Poglej.", told=eva)
    day = words(hers.get("/day"))
    hers.get(f"/asks/{ask_id}")

    assert f"Not read yet {YEAR}-0001 mentions you" in day
    assert "Not read yet" not in words(hers.get("/day"))


def test_a_mention_waits_however_old_it_is_and_other_words_do_not(
    cast: Cast, owner: Engine, ask_id: UUID
):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    note(cast.institution, ask_id, "Staro.")
    note(cast.institution, ask_id, "Zate.", told=eva)

    with clock.frozen(clock.now() + timedelta(days=40)):
        hers = english(eva)
        listed = words(hers.get("/asks"))
        hers.get(f"/asks/{ask_id}")
        after = words(hers.get("/asks"))

    assert "1 new" in listed
    assert "1 new" not in after


def test_what_others_did_since_the_last_visit_survives_a_reload(cast: Cast, ask_id: UUID):
    start = clock.now()
    with clock.frozen(start + timedelta(hours=1)):
        english(cast.centre).get("/day")
    with clock.frozen(start + timedelta(hours=2)):
        with cast.institution.acting() as scope, transaction():
            answering.show_interest(scope, ask_id)
        say(cast.institution, ask_id, "Pokličite, prosim.")
    with clock.frozen(start + timedelta(hours=3)):
        worker = english(cast.centre)
        first, again = words(worker.get("/day")), words(worker.get("/day"))
        everything = words(worker.get("/day/changes"))
    with clock.frozen(start + timedelta(hours=4)):
        later = words(english(cast.centre).get("/day"))

    for page in (first, again):
        assert f"Since your last visit {YEAR}-0001" in page
        assert "New message institution worker" in page
        assert "The home is interested institution worker" in page
    assert "The home is interested" in everything
    assert "Pokličite" not in first + everything
    assert "Since your last visit" not in later


def test_changes_stand_on_pages(cast: Cast, ask_id: UUID):
    for number in range(27):
        say(cast.institution, ask_id, f"Beseda {number}")
    worker = english(cast.centre)

    assert "All of it" in words(worker.get("/day"))
    assert words(worker.get("/day/changes")).count("New message") == 25
    assert words(worker.get("/day/changes?page=2")).count("New message") == 2


@pytest.mark.parametrize("path", ["/day", "/day/changes", "/asks", "/requests", "/placements"])
def test_lists_cost_the_same_with_one_and_with_three(
    app: Flask, cast: Cast, group_id: UUID, path: str
):
    actor = cast.centre if path == "/requests" else cast.institution
    other = cast.institution if actor is cast.centre else cast.centre
    browser = english(actor)
    browser.get(path)
    counts = []
    for several in (1, 2):
        for _ in range(several):
            say(other, factories.ask(cast.centre, group_id), "Beseda.")
        with asked(app) as said:
            browser.get(path)
        counts.append(len(said))

    assert counts[0] == counts[1]
