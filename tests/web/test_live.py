"""What others change is heard: by whoever may, while they may, and by nobody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import islice
from queue import Empty
from uuid import UUID

import pytest
from flask import Flask

from network.availability import actions, taking
from network.availability.intake import Intake
from network.availability.profile import ClosureReason
from network.notes import actions as notes
from network.requests.actions import messages
from network.web import live
from network.web.hub import ANYTHING, Hub, Watcher
from tenants import clock
from tenants.database import db, transaction
from tenants.sessions import IDLE
from tests import factories
from tests.actors import Actor, Cast
from tests.client import Browser
from tests.reading import english
from tests.statements import asked

SOON = 5.0
STREAM = {"Accept": live.STREAM}


@contextmanager
def listening(app: Flask, *actors: Actor) -> Iterator[list[Watcher]]:
    """The process's hub with a watcher for each, all of them hearing."""
    hub: Hub = app.extensions[live.EXTENSION]
    watchers = [hub.join(live.heard_by(actor.scope)) for actor in actors]
    assert hub.listening.wait(SOON)
    for watcher in watchers:
        assert watcher is not None
        drained(watcher)
    yield [watcher for watcher in watchers if watcher]
    for watcher in watchers:
        hub.leave(watcher or Watcher(frozenset()))


def drained(watcher: Watcher) -> None:
    """What was told of the beginning, and of how the story was set up."""
    with suppress(Empty):
        while True:
            watcher.waiting.get(timeout=0.5)


def heard(watcher: Watcher) -> str | None:
    return watcher.waiting.get(timeout=SOON)


def closing(home: Actor, group_id: UUID) -> None:
    with home.acting() as scope, transaction():
        today = clock.today()
        actions.close_place(scope, group_id, starts=today, ends=None, reason=ClosureReason.WORKS)


def assessing(home: Actor, group_id: UUID) -> None:
    with home.acting() as scope, transaction():
        taking.set_intake(scope, group_id, intake=Intake.ASSESS_FIRST)


def confirming(home: Actor, group_id: UUID) -> None:
    with home.acting() as scope, transaction():
        actions.confirm(scope, group_id)


@pytest.mark.parametrize("change", [closing, assessing, confirming])
def test_a_change_is_heard_in_its_network_and_nowhere_else(
    app: Flask, cast: Cast, change: Callable[[Actor, UUID], None]
) -> None:
    group_id = factories.group(cast.institution)

    with listening(app, cast.centre, cast.outsider) as (centre, outsider):
        change(cast.institution, group_id)

        assert heard(centre) == str(group_id)
        with pytest.raises(Empty):
            outsider.waiting.get(timeout=0.3)


def test_a_centre_that_accepts_is_heard_as_well(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    ask_id = factories.offered(cast.centre, cast.institution, group_id)

    with listening(app, cast.stranger) as (stranger,):
        with cast.centre.acting() as scope, transaction():
            factories.placements.accept(scope, ask_id)

        assert heard(stranger) == str(group_id)


def test_what_was_undone_is_not_heard(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution)

    with listening(app, cast.centre) as (centre,):
        with cast.institution.acting() as scope:
            actions.confirm(scope, group_id)
            db.session.rollback()
        closing(cast.institution, other := factories.group(cast.institution, name="Sidro"))

        assert heard(centre) == str(other)
        assert str(group_id) != str(other)


def test_a_message_is_heard_by_both_sides_and_by_nobody_else(app: Flask, cast: Cast) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    sides = (cast.centre, cast.institution)

    with listening(app, *sides, cast.stranger, cast.coordination, cast.outsider) as watchers:
        with cast.institution.acting() as scope, transaction():
            messages.say(scope, ask_id, "Beseda doma.")
        heard_of = [heard(watcher) for watcher in watchers[:2]]

        assert heard_of == [f"talk {ask_id}"] * 2
        for watcher in watchers:
            with pytest.raises(Empty):
                watcher.waiting.get(timeout=0.2)


def test_a_note_is_heard_by_the_own_side_alone(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    ask_id, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    request_id = factories.request(cast.centre)
    kinds: list[tuple[Callable[..., object], Actor, UUID]] = [
        (notes.note_on_ask, cast.institution, ask_id),
        (notes.note_on_placement, cast.institution, placement_id),
        (notes.note_on_request, cast.centre, request_id),
    ]

    with listening(app, cast.centre, cast.institution, cast.stranger) as (centre, home, stranger):
        for write, actor, subject_id in kinds:
            with actor.acting() as scope, transaction():
                write(scope, subject_id, "Za nas.")
        said = [heard(home), heard(home), heard(centre)]

        assert said == [f"talk {subject_id}" for _, _, subject_id in kinds]
        for watcher in (centre, home, stranger):
            with pytest.raises(Empty):
                watcher.waiting.get(timeout=0.2)


def test_a_page_with_a_refused_form_does_not_read_itself_anew(cast: Cast) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    browser = english(cast.institution)

    shown = browser.get(f"/asks/{ask_id}")
    refused = browser.post(f"/asks/{ask_id}/messages", {"body": ""})

    assert f'data-live="talk {ask_id}"' in shown.text
    assert refused.status_code == 422
    assert "data-live" not in refused.text


def test_a_stream_says_which_group_and_nothing_else(app: Flask, cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    browser = english(cast.centre)
    answer = browser.client.get("/live", headers=STREAM, buffered=False)
    said = iter(answer.response)

    first = text(next(said))
    app.extensions[live.EXTENSION].listening.wait(SOON)
    confirming(cast.institution, group_id)
    second = text(next(said))
    while str(group_id) not in second:
        assert second == live.event(ANYTHING)
        second = text(next(said))
    answer.close()

    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert first.startswith("retry:")
    assert second == f"data: board {group_id}\n\n"


def text(part: str | bytes) -> str:
    return part if isinstance(part, str) else part.decode()


def test_a_stream_ends_with_the_session(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.0)
    browser, elsewhere = english(cast.centre), english(cast.centre)
    answer = browser.client.get("/live", headers=STREAM, buffered=False)
    said = iter(answer.response)
    first, beat = text(next(said)), text(next(said))

    elsewhere.post("/account/session-endings")
    rest = [text(part) for part in islice(said, 50)]

    assert (first[:5], beat) == ("retry", ":\n\n")
    assert len(rest) <= 1, "the stream goes on"


def test_watching_is_no_sign_of_anybody_being_there(cast: Cast) -> None:
    browser = english(cast.centre)
    began = clock.now()

    with clock.frozen(began + IDLE - timedelta(minutes=1)):
        watched = [
            browser.client.get("/live").status_code,
            browser.client.get("/places", headers={"X-Watching": "1"}).status_code,
        ]
    with clock.frozen(began + IDLE + timedelta(seconds=1)):
        after = browser.client.get("/places", headers={"X-Watching": "1"}).status_code

    assert watched == [200, 200]
    assert after != 200


def test_a_full_house_of_watchers_leaves_the_rest_to_look_for_themselves(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions[live.EXTENSION], "most", 0)

    answer = english(cast.centre).client.get("/live", headers=STREAM)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "20"


def test_somebody_far_behind_is_not_waited_for() -> None:
    hub = Hub("", most=1)
    watcher = Watcher(frozenset({"here"}))
    hub._watchers.add(watcher)

    for _ in range(100):
        hub.hear("here group")
        hub.hear("there group")

    assert watcher.waiting.full()


def test_opening_a_stream_costs_two_questions_however_many_watch(app: Flask, cast: Cast) -> None:
    browser: Browser = english(cast.centre)
    counts = []
    for _ in range(2):
        with asked(app) as statements:
            answer = browser.client.get("/live", headers=STREAM, buffered=False)
            next(iter(answer.response))
        counts.append(len(statements))
        answer.close()

    assert counts[0] == counts[1] <= 2
