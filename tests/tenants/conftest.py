"""Two homes, a centre and their people, brought in by the real acts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from tenants import admission
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Role, Scope, TenantKind

PASSWORD = "pet zelenih konjev pleše"


@dataclass(frozen=True)
class House:
    """A tenant with its administrator."""

    slug: str
    administrator: Scope

    def welcome(self, email: str, *roles: Role, name: str = "Ana Novak") -> Scope:
        """A new member, by invitation."""
        return accepted(invited(self.administrator, email, *roles, name=name))


def invited(scope: Scope, email: str, *roles: Role, name: str = "Ana Novak") -> str:
    with acting_as(scope), transaction():
        return admission.invite(scope, email=email, name=name, roles=roles)


def accepted(secret: str, password: str = PASSWORD) -> Scope:
    return admission.accept(secret, password=password)


def admitted(network: str, name: str, kind: TenantKind) -> House:
    steward = admission.steward_of(network)
    with acting_as(steward), transaction():
        slug = admission.admit(steward, name=name, kind=kind).slug
    caretaker = admission.scope_of_tenant(slug)
    email = f"uprava@{slug}.pristan.test"
    return House(slug, accepted(invited(caretaker, email, Role.ADMINISTRATOR)))


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """For tests that call acts and open no browser."""
    with app.app_context():
        yield


@pytest.fixture
def network(context: None) -> str:
    steward = Scope.steward()
    with acting_as(steward), transaction():
        return admission.found_network(steward, slug="zavetje", name="Zavetje").slug


@pytest.fixture
def home(network: str) -> House:
    return admitted(network, "Vzgojni zavod Črna", TenantKind.INSTITUTION)


@pytest.fixture
def centre(network: str) -> House:
    return admitted(network, "CSD Koroška", TenantKind.CSD)
