"""The second step of a token's person: told, and taken away by whoever proves to be that person."""

from sqlalchemy import Engine

from tenants import factors
from tenants.credentials import ApiScope
from tenants.isolation import acting_as
from tenants.scope import Role
from tests.actors import PASSWORD, Actor, Cast, colleague
from tests.api.client import problem, program, told
from tests.client import NOBODY
from tests.second_steps import code, with_app, with_paper, with_passkey


def careful(cast: Cast, owner: Engine) -> tuple[Actor, str]:
    """A colleague with an app and a passkey, and the secret of the app."""
    ana = colleague(owner, cast.centre, "Ana Novak", Role.CASE_WORKER)
    with ana.app.app_context():
        with_passkey(ana.scope, "Telefon")
        with_paper(ana.scope)
        return ana, with_app(ana.scope)


def test_a_program_is_told_what_its_person_has(cast: Cast, owner: Engine) -> None:
    ana, secret = careful(cast, owner)

    found = told(program(cast.centre, member=ana).get("/me/second-factor"))

    assert found["app_since"] is not None
    assert [one["name"] for one in found["passkeys"]] == ["Telefon"]
    assert (found["needed"], found["recovery_codes_left"]) == (False, 10)
    assert secret not in str(found)


def test_a_token_alone_takes_nothing_away(cast: Cast, owner: Engine) -> None:
    ana, _ = careful(cast, owner)
    hers = program(cast.centre, member=ana)

    for body in ({}, {"password": "not the right words"}, {"code": "000000"}):
        problem(hers.put("/me/one-time-codes/removal", body), 422)

    assert told(hers.get("/me/second-factor"))["app_since"] is not None


def test_with_the_password_a_passkey_is_taken_away(cast: Cast, owner: Engine) -> None:
    ana, _ = careful(cast, owner)
    hers = program(cast.centre, member=ana)
    [passkey] = told(hers.get("/me/second-factor"))["passkeys"]
    path = f"/me/passkeys/{passkey['id']}/removal"

    left = told(hers.put(path, {"password": PASSWORD}))

    assert left["passkeys"] == []
    problem(hers.put(path, {"password": PASSWORD}), 404)


def test_with_a_code_the_app_is_taken_away(cast: Cast, owner: Engine) -> None:
    ana, secret = careful(cast, owner)
    hers = program(cast.centre, member=ana)

    left = told(hers.put("/me/one-time-codes/removal", {"code": code(secret, 1)}))

    assert left["app_since"] is None
    with ana.acting():
        assert factors.held(ana.scope.account_id).codes is None


def test_the_passkey_of_a_colleague_is_not_there(cast: Cast, owner: Engine) -> None:
    ana, _ = careful(cast, owner)
    with ana.app.app_context(), acting_as(ana.scope):
        theirs = factors.held(ana.scope.account_id).passkeys[0].id
    mine = program(cast.centre)

    for passkey_id in (theirs, NOBODY):
        answer = mine.put(f"/me/passkeys/{passkey_id}/removal", {"password": PASSWORD})
        problem(answer, 404)


def test_it_takes_a_token_that_was_issued_for_it(cast: Cast) -> None:
    poor = program(cast.centre, [ApiScope.MEMBERS_WRITE])

    problem(poor.get("/me/second-factor"), 403)
    problem(poor.put("/me/one-time-codes/removal", {"password": PASSWORD}), 403)
