"""The product on a port, a browser, and people who sit before it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright

from tests.actors import Actor
from tests.browser.person import Person
from tests.browser.views import View, one_for, told_in, two_for
from tests.chromium import chromium
from tests.database import Database
from tests.served import Served, served

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000
Seated = Callable[[Actor | str], Person]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In every run each story is told in two views, one with scripts and one without, and a long
    one in one of them; in `make proof` in the five in which every two choices meet, or in all
    sixteen if so asked."""
    if "view" in metafunc.fixturenames:
        long = metafunc.definition.get_closest_marker("long") is not None
        short = (one_for if long else two_for)(metafunc.function.__name__)
        views = [
            pytest.param(view, id=str(view), marks=() if view in short else pytest.mark.proof)
            for view in told_in()
        ]
        metafunc.parametrize("view", views)


@pytest.fixture(scope="session")
def product(app: Flask, database: Database) -> Iterator[Served]:
    """The product as people run it, on the database in which the cast lives."""
    with served(database) as answering:
        yield answering


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=QUIET)


@pytest.fixture
def visitors(chrome: Browser, product: Served, view: View) -> Iterator[Callable[[], Person]]:
    """People who are not signed in, each at a browser of their own."""
    come: list[Person] = []

    def comes() -> Person:
        person = Person(chrome, product.url, view)
        person.context.set_default_timeout(PATIENCE)
        come.append(person)
        return person

    yield comes
    for person in come:
        person.leave()


@pytest.fixture
def seated(visitors: Callable[[], Person]) -> Seated:
    """Somebody of the cast, who has signed in already, or the owner of an address, by the page."""

    def seat(who: Actor | str) -> Person:
        person = visitors()
        if isinstance(who, str):
            person.sign_in(who)
        else:
            person.comes_back(who.browser())
        return person

    return seat
