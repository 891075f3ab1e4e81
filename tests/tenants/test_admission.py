"""How networks, organisations and people come in."""

from datetime import timedelta

import pytest

from tenants import admission, clock, invitations
from tenants.admission import LinkGone
from tenants.credentials import WrongCredentials
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope, TenantKind
from tests.houses import PASSWORD, House, accepted, invited

pytestmark = pytest.mark.usefixtures("context")


def test_an_organisation_is_admitted_into_its_network(network: str) -> None:
    steward = admission.steward_of(network)

    with acting_as(steward), transaction():
        admission.admit(steward, name="Mladinski dom Šentvid", kind=TenantKind.INSTITUTION)

    found = admission.scope_of_tenant("mladinski-dom-sentvid")
    assert (found.kind, found.network_ids) == (TenantKind.INSTITUTION, steward.network_ids)


def test_a_short_name_is_given_once(network: str) -> None:
    steward = admission.steward_of(network)

    with acting_as(steward), transaction():
        admission.admit(steward, name="Dom", kind=TenantKind.NGO)
        with pytest.raises(Conflict):
            admission.admit(steward, name="Dom", kind=TenantKind.NGO)


def test_an_unknown_short_name_is_not_found(network: str) -> None:
    with pytest.raises(NotFound):
        admission.scope_of_tenant("nikjer")
    with pytest.raises(NotFound):
        admission.steward_of("nikjer")


def test_only_the_network_admits_organisations(home: House) -> None:
    with acting_as(home.administrator), pytest.raises(NotAllowed):
        admission.admit(home.administrator, name="Še en dom", kind=TenantKind.INSTITUTION)


def test_everyone_is_one_caretaker_for_each_organisation(home: House, centre: House) -> None:
    found = {(scope.tenant_id, scope.kind) for scope in admission.everyone()}

    assert found == {
        (home.administrator.tenant_id, TenantKind.INSTITUTION),
        (centre.administrator.tenant_id, TenantKind.CSD),
    }


def test_an_invitation_makes_a_member_with_its_roles(home: House) -> None:
    scope = home.welcome("Ana@Crna.pristan.test ", Role.COUNSELLOR)

    assert scope.roles == {Role.COUNSELLOR}
    assert scope.tenant_id == home.administrator.tenant_id
    assert scope.network_ids == home.administrator.network_ids


def test_an_invitation_works_once(home: House) -> None:
    secret = invited(home.administrator, "ana@crna.pristan.test", Role.EDUCATOR)
    accepted(secret)

    with pytest.raises(LinkGone):
        accepted(secret)


def test_an_invitation_ends_after_seven_days(home: House) -> None:
    secret = invited(home.administrator, "ana@crna.pristan.test", Role.EDUCATOR)

    with clock.frozen(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(LinkGone):
        accepted(secret)


def test_a_withdrawn_invitation_opens_nothing(home: House) -> None:
    secret = invited(home.administrator, "ana@crna.pristan.test", Role.EDUCATOR)
    with acting_as(home.administrator) as scope, transaction():
        invitations.withdraw(scope, invitations.waiting(scope)[0].id)

    with pytest.raises(LinkGone):
        accepted(secret)


def test_a_new_invitation_takes_the_place_of_the_earlier_one(home: House) -> None:
    earlier = invited(home.administrator, "ana@crna.pristan.test", Role.EDUCATOR)

    later = invited(home.administrator, "ana@crna.pristan.test", Role.HEAD)

    with pytest.raises(LinkGone):
        accepted(earlier)
    assert accepted(later).roles == {Role.HEAD}


def test_whoever_has_an_account_proves_it_by_its_password(home: House, centre: House) -> None:
    home.welcome("ana@pristan.test", Role.COUNSELLOR)
    secret = invited(centre.administrator, "ana@pristan.test", Role.CASE_WORKER)

    with pytest.raises(WrongCredentials):
        accepted(secret, "some other long password")
    assert accepted(secret, PASSWORD).roles == {Role.CASE_WORKER}


def test_a_weak_password_leaves_the_invitation_open(home: House) -> None:
    secret = invited(home.administrator, "ana@crna.pristan.test", Role.EDUCATOR)

    with pytest.raises(Invalid):
        accepted(secret, "short")

    assert accepted(secret).roles == {Role.EDUCATOR}


def test_a_member_is_not_invited_twice(home: House) -> None:
    home.welcome("ana@crna.pristan.test", Role.EDUCATOR)

    with pytest.raises(Invalid) as refusal:
        invited(home.administrator, "ANA@crna.pristan.test", Role.HEAD)

    assert refusal.value.field == "email"


def test_an_organisation_cannot_give_away_the_roles_of_the_network(home: House) -> None:
    with pytest.raises(Invalid) as refusal:
        invited(home.administrator, "ana@crna.pristan.test", Role.NETWORK_ADMINISTRATOR)

    assert refusal.value.field == "roles"


def test_an_inspector_needs_a_last_day(home: House) -> None:
    with pytest.raises(Invalid) as refusal:
        invited(home.administrator, "nadzor@pristan.test", Role.INSPECTOR)

    assert refusal.value.field == "until"


def test_a_counsellor_invites_nobody(home: House) -> None:
    ana: Scope = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)

    with pytest.raises(NotAllowed):
        invited(ana, "bine@crna.pristan.test", Role.HEAD)
