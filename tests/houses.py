"""A home, a centre and their people, brought in by the real acts: for tests of getting in."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from tenants import admission, invitations
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Role, Scope, TenantKind
from tests.client import Browser

PASSWORD = "pet zelenih konjev pleše"


@dataclass(frozen=True)
class House:
    """A tenant with its administrator."""

    app: Flask
    slug: str
    email: str
    administrator: Scope

    def welcome(self, email: str, *roles: Role, name: str = "Ana Novak") -> Scope:
        """A new member, by invitation."""
        with self.app.app_context():
            return accepted(invited(self.administrator, email, *roles, name=name))

    def browser(self, email: str = "") -> Browser:
        """A browser in which the administrator, or the member with this e-mail, is signed in."""
        browser = Browser(self.app)
        answer = browser.sign_in(email or self.email, PASSWORD)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return browser


def invited(scope: Scope, email: str, *roles: Role, name: str = "Ana Novak") -> str:
    with acting_as(scope), transaction():
        return invitations.invite(scope, email=email, name=name, roles=roles)


def accepted(secret: str, password: str = PASSWORD) -> Scope:
    return admission.accept(secret, password=password)


def admitted(app: Flask, network: str, name: str, kind: TenantKind) -> House:
    with app.app_context():
        steward = admission.steward_of(network)
        with acting_as(steward), transaction():
            slug = admission.admit(steward, name=name, kind=kind).slug
        email = f"uprava@{slug}.pristan.test"
        link = invited(admission.scope_of_tenant(slug), email, Role.ADMINISTRATOR, name="Mojca Kos")
        return House(app, slug, email, accepted(link))


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """For tests that call acts and open no browser."""
    with app.app_context():
        yield


@pytest.fixture
def network(app: Flask) -> str:
    steward = Scope.steward()
    with app.app_context(), acting_as(steward), transaction():
        return admission.found_network(steward, slug="zavetje", name="Zavetje").slug


@pytest.fixture
def home(app: Flask, network: str) -> House:
    return admitted(app, network, "Vzgojni zavod Črna", TenantKind.INSTITUTION)


@pytest.fixture
def centre(app: Flask, network: str) -> House:
    return admitted(app, network, "CSD Koroška", TenantKind.CSD)
