"""The table of permissions, read the way acts and buttons read it."""

from uuid import uuid4

import pytest

from tenants import roles
from tenants.errors import NotAllowed
from tenants.roles import KINDS, MAY, REFUSALS, Permission
from tenants.scope import Role, Scope, TenantKind


def member(kind: TenantKind | None, *held: Role) -> Scope:
    return Scope(uuid4(), roles=frozenset(held), kind=kind)


def test_every_permission_names_who_has_it_and_how_it_is_refused() -> None:
    assert set(MAY) == set(Permission) == set(REFUSALS)


@pytest.mark.parametrize("permission", list(Permission))
def test_a_member_without_roles_may_nothing(permission: Permission) -> None:
    assert not roles.may(member(TenantKind.INSTITUTION), permission)


@pytest.mark.parametrize("permission", list(KINDS))
def test_without_a_kind_of_organisation_nothing_that_depends_on_it_is_allowed(
    permission: Permission,
) -> None:
    assert not roles.may(member(None, *Role), permission)


def test_a_head_writes_requests_in_a_csd_and_not_in_a_home() -> None:
    assert roles.may(member(TenantKind.CSD, Role.HEAD), Permission.WRITE_REQUESTS)
    assert not roles.may(member(TenantKind.INSTITUTION, Role.HEAD), Permission.WRITE_REQUESTS)


def test_a_refusal_says_who_may() -> None:
    educator = member(TenantKind.INSTITUTION, Role.EDUCATOR)

    with pytest.raises(NotAllowed) as refusal:
        roles.require(educator, Permission.ANSWER_ASKS)

    assert refusal.value.sentence == REFUSALS[Permission.ANSWER_ASKS]


def test_a_refusal_for_the_wrong_kind_of_organisation_says_that_instead() -> None:
    head = member(TenantKind.SCHOOL, Role.HEAD)

    with pytest.raises(NotAllowed) as refusal:
        roles.require(head, Permission.ANSWER_ASKS)

    assert refusal.value.sentence == roles.OTHER_KIND


def test_what_is_allowed_passes_without_a_word() -> None:
    roles.require(member(TenantKind.INSTITUTION, Role.COUNSELLOR), Permission.ANSWER_ASKS)
