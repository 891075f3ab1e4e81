"""Every page that somebody of a full network may open is readable, fits, and says nothing in the
console; those that exist, and those that will be added."""

from collections.abc import Iterator
from http import HTTPStatus
from zlib import crc32

import pytest
from flask import Flask, url_for
from sqlalchemy import Engine
from werkzeug.routing import Rule

from tests.actors import Actor
from tests.browser.conftest import Seated
from tests.browser.views import PAIRWISE, View
from tests.effort import asked_for_all, tried
from tests.promises.story import Story, tell
from tests.promises.test_routes import own_id, routes

pytestmark = pytest.mark.browser
# Pages that have several faces, by what follows the path.
FACES = {
    "board.show": ("", "?map=yes", "?sex=female&age=15"),
    "requests.index": ("", "?state=closed"),
    "asks.index": ("", "?ended=yes"),
    "my_day.show": ("", "?mine=yes"),
}
NO_PAGES = ("static", "live.stream")
LOOKS = tried((0,), (0, 2))


def test_every_page_can_be_read(app: Flask, owner: Engine, seated: Seated, view: View) -> None:
    story = tell(app, owner)
    cast = story.cast

    for actor in (cast.centre, cast.institution, cast.coordination):
        paths = sorted(pages(app, owner, story, actor, view))
        assert paths
        person = seated(actor)
        for path in paths:
            person.go(path)


def here(path: str, view: View) -> bool:
    """In an ordinary run two of the five views of the short list are told, and each looks at its
    own fifth of the pages, always the same; in a proof every page is looked at in two views that
    differ in most, and in all of them where all are asked for."""
    rule = "".join(letter for letter in path if not letter.isdigit())
    lot = crc32(rule[:24].encode())
    chosen = {PAIRWISE[(lot + step) % len(PAIRWISE)] for step in LOOKS}
    return asked_for_all() or view in chosen


def pages(app: Flask, owner: Engine, story: Story, actor: Actor, view: View) -> Iterator[str]:
    """The paths of the view's pages that open to the actor, found by asking for them."""
    browser = actor.browser()
    for rule in routes(app):
        for path in paths_of(app, owner, story, actor, rule):
            if not here(path, view):
                continue
            answer = browser.get(path)
            if answer.status_code == HTTPStatus.OK and answer.data.startswith(b"<!doctype html>"):
                yield path


def paths_of(app: Flask, owner: Engine, story: Story, actor: Actor, rule: Rule) -> Iterator[str]:
    """The page's addresses: of several asks in different states, and with each of its faces."""
    api_or_file = rule.endpoint.startswith("api_") or rule.endpoint in NO_PAGES
    if "GET" not in (rule.methods or ()) or api_or_file:
        return
    asks = (story.live_ask, story.ended_ask, story.visited_ask, story.reopened_ask)
    for ask_id in asks if "ask_id" in rule.arguments else asks[:1]:
        known = {name: getattr(story, name, None) for name in rule.arguments} | {"ask_id": ask_id}
        values = {name: known[name] or own_id(owner, actor, name) for name in rule.arguments}
        with app.test_request_context():
            built = url_for(rule.endpoint, **values)
        yield from (built + face for face in FACES.get(rule.endpoint, ("",)))
