"""Between the password and the second step: a secret that opens nothing but that step."""

import pytest

from tenants import halfway, sessions
from tenants.clock import frozen, now
from tests.houses import House

pytestmark = pytest.mark.usefixtures("context")


def test_whoever_is_on_the_way_is_known_by_the_secret_alone(home: House) -> None:
    scope = home.administrator
    secret = halfway.begin(scope)

    found = halfway.look(secret)

    assert found == halfway.Halfway(scope.account_id, scope.tenant_id, scope.member_id)
    assert halfway.look(secret[:-1]) is None
    assert sessions.recognise(secret) is None


def test_the_way_is_open_for_ten_minutes(home: House) -> None:
    secret = halfway.begin(home.administrator)

    with frozen(now() + halfway.VALID_FOR):
        assert halfway.look(secret) is None


def test_the_way_ends_once(home: House) -> None:
    secret = halfway.begin(home.administrator)

    assert [halfway.end(secret), halfway.end(secret)] == [True, False]
    assert halfway.look(secret) is None
