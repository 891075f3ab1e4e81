"""Members change, leave and come back; an organisation is never without an administrator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask

from tenants import clock, credentials, sessions, staffing
from tenants.credentials import ApiScope
from tenants.database import new_id, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.houses import PASSWORD, House, accepted, invited

pytestmark = pytest.mark.usefixtures("context")


def version_of(house: House, member_id: UUID) -> int:
    with acting_as(house.administrator) as scope, transaction():
        return staffing.get(scope, member_id).version


def test_new_roles_hold_from_the_next_request_on(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.EDUCATOR)
    secret = sessions.start(ana, "")

    with acting_as(home.administrator) as scope, transaction():
        staffing.change_member(scope, ana.member_id, version=1, name="Ana Novak", roles=[Role.HEAD])

    found = sessions.recognise(secret)
    assert found is not None
    assert found.scope.roles == {Role.HEAD}


def test_a_change_on_top_of_somebody_elses_is_refused(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.EDUCATOR)
    change = {"version": 1, "name": "Ana", "roles": [Role.HEAD]}
    with acting_as(home.administrator) as scope, transaction():
        staffing.change_member(scope, ana.member_id, **change)

    with acting_as(home.administrator) as scope, pytest.raises(Conflict):
        staffing.change_member(scope, ana.member_id, **change)


def test_a_leaver_is_out_at_once_with_every_token(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    secret = sessions.start(ana, "")
    with acting_as(home.administrator) as scope, transaction():
        token = credentials.issue(
            scope, member_id=ana.member_id, name="x", scopes=[ApiScope.PLACES_READ]
        )

    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, ana.member_id)

    assert sessions.recognise(secret) is None
    assert credentials.recognise(token) is None
    with acting_as(home.administrator) as scope, transaction():
        assert credentials.tokens(scope) == []


def test_whoever_comes_back_signs_in_as_before(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, ana.member_id)
        staffing.reactivate(scope, ana.member_id)

    assert credentials.scope_to_enter(ana.account_id) == ana


def test_a_leaver_can_be_invited_again_and_is_the_same_member(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, ana.member_id)

    again = accepted(invited(home.administrator, "ana@crna.pristan.test", Role.HEAD), PASSWORD)

    assert (again.member_id, again.roles) == (ana.member_id, {Role.HEAD})


def test_the_last_administrator_stays(home: House) -> None:
    me = home.administrator.member_id
    with acting_as(home.administrator) as scope:
        with pytest.raises(Conflict):
            staffing.deactivate(scope, me)
        with pytest.raises(Conflict):
            staffing.change_member(scope, me, version=1, name="Mojca", roles=[Role.HEAD])


def test_one_of_two_administrators_may_leave(home: House) -> None:
    home.welcome("bine@crna.pristan.test", Role.ADMINISTRATOR)

    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, scope.member_id)

    assert version_of(home, home.administrator.member_id) == 2


def test_an_inspector_has_a_last_day_that_lies_ahead(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.EDUCATOR)
    with acting_as(home.administrator) as scope, pytest.raises(Invalid) as refusal:
        staffing.change_member(
            scope,
            ana.member_id,
            version=1,
            name="Ana",
            roles=[Role.INSPECTOR],
            until=clock.now() - timedelta(days=1),
        )

    assert refusal.value.field == "until"


def test_a_member_is_out_after_the_last_day(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.EDUCATOR)
    last = clock.now() + timedelta(minutes=10)
    secret = sessions.start(ana, "")
    with acting_as(home.administrator) as scope, transaction():
        staffing.change_member(
            scope, ana.member_id, version=1, name="Ana", roles=[Role.INSPECTOR], until=last
        )

    assert sessions.recognise(secret) is not None
    with clock.frozen(last):
        assert sessions.recognise(secret) is None


def test_members_of_another_organisation_are_not_found(home: House, centre: House) -> None:
    with acting_as(home.administrator) as scope, pytest.raises(NotFound):
        staffing.deactivate(scope, centre.administrator.member_id)


def test_the_list_shows_the_own_members_only(home: House, centre: House) -> None:
    home.welcome("ana@pristan.test", Role.EDUCATOR)
    accepted(invited(centre.administrator, "ana@pristan.test", Role.CASE_WORKER), PASSWORD)

    with acting_as(home.administrator) as scope, transaction():
        listed = [member.email for member in staffing.members(scope).members]

    assert listed == ["ana@pristan.test", home.email]


def test_only_an_administrator_changes_members(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.HEAD)

    with acting_as(ana), pytest.raises(NotAllowed):
        staffing.deactivate(ana, home.administrator.member_id)


def test_two_administrators_who_deactivate_each_other_at_once_leave_one(
    home: House, app: Flask
) -> None:
    bine = home.welcome("bine@crna.pristan.test", Role.ADMINISTRATOR)
    pairs = [(home.administrator, bine), (bine, home.administrator)]
    together = Barrier(2)

    def leave(pair: tuple[Scope, Scope]) -> str:
        me, other = pair
        with app.app_context(), acting_as(me):
            together.wait()
            try:
                with transaction():
                    staffing.deactivate(me, other.member_id)
            except Conflict as refusal:
                return refusal.sentence
        return "left"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(leave, pairs))

    assert outcomes == sorted(["left", staffing.LAST_ADMINISTRATOR])


def test_an_account_is_made_once(home: House) -> None:
    entering = Scope(home.administrator.tenant_id, account_id=new_id())

    with acting_as(entering), pytest.raises(Conflict):
        staffing.open_account(entering.account_id, home.email, PASSWORD, "Mojca Kos")
