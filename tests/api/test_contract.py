"""The contract says what there is, and nobody needs a token to read it."""

from typing import Any

import pytest
from flask import Flask

from network.api.access import needed_for
from tenants.credentials import ApiScope
from tenants.login import is_public
from tests.api.client import ROOT

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def contract(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get(f"{ROOT}/openapi.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.get_json()
    return told


def operations(contract: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method.upper(), path): operation
        for path, item in contract["paths"].items()
        for method, operation in item.items()
        if method.upper() in METHODS
    }


def test_every_endpoint_is_described_and_nothing_else(app: Flask, contract: dict[str, Any]) -> None:
    served = {
        (method, rule.rule.replace("<uuid:", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ROOT) and not is_public_rule(app, rule.endpoint)
        for method in METHODS & set(rule.methods or ())
    }

    assert contract["openapi"] == "3.1.0"
    assert set(operations(contract)) == served
    assert len(served) > 40


def test_every_endpoint_says_what_it_does_needs_and_is_called(
    app: Flask, contract: dict[str, Any]
) -> None:
    described = operations(contract)

    assert all(operation["summary"] for operation in described.values())
    assert len({each["operationId"] for each in described.values()}) == len(described)
    for (method, _), operation in described.items():
        [needed] = operation["security"][0].values()
        assert all(ApiScope(scope).endswith(":read") == (method == "GET") for scope in needed)


def test_no_endpoint_forgets_to_say_which_scope_it_needs(app: Flask) -> None:
    closed = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ROOT) and not is_public_rule(app, rule.endpoint)
    ]

    with app.app_context():
        assert all(isinstance(needed_for(each), ApiScope | None) for each in closed)


def test_people_can_read_the_contract_too(app: Flask, contract: dict[str, Any]) -> None:
    page = app.test_client().get(f"{ROOT}/", headers={"Accept-Language": "en"})

    text = page.get_data(as_text=True)
    assert page.status_code == 200
    for (_, path), operation in operations(contract).items():
        assert path in text
        assert operation["operationId"] in text
    for name in contract["components"]["schemas"]:
        assert f'id="{name}"' in text


def is_public_rule(app: Flask, endpoint: str) -> bool:
    with app.app_context():
        return is_public(endpoint)
