"""How a deployment is filled from the command line: network, organisation, administrator, token."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from network.cli import main
from tenants import credentials
from tests.client import Browser
from tests.database import Database
from tests.second_steps import with_app

NEW = "kava brez mleka ob petih"


class Terminal:
    """Runs commands as people type them, on the test's database."""

    def __init__(self, database: Database) -> None:
        self.environment = database.environment

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, words, env=self.environment)

    def told(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.output.strip()


@pytest.fixture
def terminal(database: Database) -> Terminal:
    return Terminal(database)


@pytest.fixture
def home(terminal: Terminal) -> str:
    """The short name of a home in the network `zavetje`."""
    terminal.told("networks", "create", "zavetje", "Zavetje")
    return terminal.told(
        "tenants", "admit", "Dom Šentvid", "--kind", "institution", "--network", "zavetje"
    )


def invite(terminal: Terminal, slug: str, *more: str) -> Result:
    who = ("--email", "ana@pristan.test", "--name", "Ana Novak")
    return terminal.run("members", "invite", "--tenant", slug, *who, *more)


def test_a_network_and_its_organisations_are_listed(terminal: Terminal, home: str) -> None:
    assert terminal.told("networks", "list") == "zavetje\tZavetje"
    assert terminal.told("tenants", "list", "--network", "zavetje") == (
        "dom-sentvid\tinstitution\tDom Šentvid"
    )


def test_an_organisation_can_be_in_two_networks(terminal: Terminal, home: str) -> None:
    terminal.told("networks", "create", "vzhod", "Vzhod")

    assert terminal.told("tenants", "join", home, "--network", "vzhod") == home
    assert home in terminal.told("tenants", "list", "--network", "vzhod")
    assert terminal.run("tenants", "join", home, "--network", "vzhod").exit_code == 1


def test_the_printed_link_makes_the_first_administrator(
    terminal: Terminal, home: str, app: Flask
) -> None:
    link = invite(terminal, home, "--role", "administrator").output.strip()
    browser = Browser(app)

    browser.post(link, {"name": "Ana Novak", "password": NEW, "again": NEW})

    assert browser.get("/administration/members").status_code == 200
    assert terminal.told("members", "list", "--tenant", home) == (
        "active\tana@pristan.test\tAna Novak\tadministrator"
    )


def test_a_lonely_administrator_gets_a_new_password(
    terminal: Terminal, home: str, app: Flask
) -> None:
    link = invite(terminal, home, "--role", "administrator").output.strip()
    Browser(app).post(link, {"name": "Ana Novak", "password": NEW, "again": NEW})

    way_in = terminal.told(
        "members", "password-link", "--tenant", home, "--email", "ana@pristan.test"
    )

    assert Browser(app).get(way_in).status_code == 200


def test_a_token_is_issued_listed_and_revoked(terminal: Terminal, home: str, app: Flask) -> None:
    link = invite(terminal, home, "--role", "administrator").output.strip()
    Browser(app).post(link, {"name": "Ana Novak", "password": NEW, "again": NEW})
    issue = ("tokens", "issue", "--tenant", home, "--member", "ana@pristan.test", "--name", "eCSD")

    secret = terminal.told(*issue, "--scope", "places:read", "--scope", "asks:read")
    listed = terminal.told("tokens", "list", "--tenant", home)
    assert recognised(app, secret)
    terminal.told("tokens", "revoke", "--tenant", home, listed.split("\t")[0])

    assert listed.split("\t")[1:] == ["ana@pristan.test", "eCSD", "asks:read,places:read"]
    assert not recognised(app, secret)


def recognised(app: Flask, secret: str) -> bool:
    with app.app_context():
        return credentials.recognise(secret) is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tenants list --network nikjer", "There is no network with the short name nikjer."),
        ("members list --tenant nikjer", "There is no organisation with the short name nikjer."),
        (
            "members password-link --tenant dom-sentvid --email x@pristan.test",
            "There is no such member.",
        ),
        (
            "networks create zavetje Zavetje",
            "There is already something with the short name zavetje.",
        ),
    ],
)
def test_a_refusal_is_one_sentence(
    words: str, sentence: str, terminal: Terminal, home: str
) -> None:
    refused = terminal.run(*words.split())

    assert (refused.exit_code, refused.output) == (1, f"Error: {sentence}\n")


def test_a_role_that_does_not_fit_is_refused(terminal: Terminal, home: str) -> None:
    refused = invite(terminal, home, "--role", "network_administrator")

    assert refused.exit_code == 1
    assert refused.output == "Error: Members of your organisation cannot have this role.\n"


def test_an_inspector_is_invited_until_a_day(terminal: Terminal, home: str) -> None:
    assert invite(terminal, home, "--role", "inspector").exit_code == 1
    assert invite(terminal, home, "--role", "inspector", "--until", "2099-12-31").exit_code == 0


def test_a_lost_second_step_is_taken_away(terminal: Terminal, home: str, app: Flask) -> None:
    link = invite(terminal, home, "--role", "administrator").output.strip()
    Browser(app).post(link, {"name": "Ana Novak", "password": NEW, "again": NEW})
    with app.app_context():
        account_id = credentials.authenticate("ana@pristan.test", NEW, "192.0.2.1")
        with_app(credentials.scope_to_enter(account_id))
    lost = ("members", "take-second-step", "--tenant", home, "--email", "ana@pristan.test")

    assert terminal.told(*lost) == ""
    assert terminal.run(*lost).output == "Error: This member has no second step for signing in.\n"
    assert Browser(app).sign_in("ana@pristan.test", NEW).headers["Location"] == "/"


@pytest.mark.parametrize("group", ["networks", "tenants", "members", "tokens"])
def test_help_names_every_command(group: str, terminal: Terminal) -> None:
    helped = terminal.told(group, "--help")

    assert "list" in helped
    assert group in terminal.told("--help")
