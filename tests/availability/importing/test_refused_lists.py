"""What a list may not do, and that it then does nothing at all."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from network.availability.actions import close_group
from network.availability.importing import lists
from network.availability.importing.faults import NotImportable, Unreadable
from network.availability.queries import own_groups
from tenants import admission
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.availability.importing.books import in_csv
from tests.availability.importing.taking import (
    aim,
    mine,
    rehearsed,
    rows,
    standing,
    taken_in,
)


def test_places_that_are_filled_cannot_be_taken_away(own: Actor, owner: Engine) -> None:
    group_id = factories.group(own, capacity=2)
    factories.stay(own, group_id, "A1")
    factories.stay(own, group_id, "A2")
    before = rows(owner, "SELECT id, xmin FROM places ORDER BY id")

    rehearsal = rehearsed(own, in_csv({"mest": "1"}))

    assert [(fault.line, fault.column) for fault in rehearsal.faults] == [(2, "mest")]
    assert rows(owner, "SELECT id, xmin FROM places ORDER BY id") == before


def test_a_closed_group_is_not_opened_again_by_a_list(own: Actor) -> None:
    group_id = factories.group(own)
    with own.acting() as scope, transaction():
        close_group(scope, group_id)

    assert [fault.column for fault in rehearsed(own, in_csv({})).faults] == ["skupina"]


def test_another_homes_rows_are_faults_in_a_homes_own_list(own: Actor, owner: Engine) -> None:
    rehearsal = rehearsed(own, in_csv(mine(), {"zavod": "stranger", "skupina": "Krmilo"}))

    assert [(fault.line, fault.column) for fault in rehearsal.faults] == [(3, "zavod")]


def test_one_fault_is_enough_to_import_nothing(own: Actor, owner: Engine) -> None:
    with pytest.raises(NotImportable):
        taken_in(own, in_csv({}, {"skupina": "Krmilo", "mest": "veliko"}))

    assert standing(owner)["groups"] == 0


def test_a_refusal_half_way_undoes_what_was_done(own: Actor, owner: Engine) -> None:
    content = in_csv({}, {"skupina": "Krmilo"})
    with own.acting() as scope:
        planned = lists.rehearse(scope, content, aim(own))
        db.session.commit()
    factories.group(own, name="Krmilo")

    with pytest.raises(NotImportable) as refusal, own.acting() as scope, transaction():
        lists.carry_out(scope, planned.plan, aim(own).network_id, "seznam.csv")

    assert [fault.line for fault in refusal.value.faults] == [3]
    assert rows(owner, "SELECT name FROM groups") == [("Krmilo",)]


def test_an_unknown_home_that_looks_like_a_known_one_is_pointed_out(steward: Actor) -> None:
    rehearsal = rehearsed(steward, in_csv({"zavod": "instittution"}))

    assert [house.resembles for house in rehearsal.plan.admissions] == ["institution"]


def test_a_centre_has_no_groups_to_import(steward: Actor) -> None:
    rehearsal = rehearsed(steward, in_csv({"zavod": "centre"}))

    assert [(fault.line, fault.column) for fault in rehearsal.faults] == [(2, "zavod")]


def test_a_name_that_is_taken_outside_the_network_is_a_fault(steward: Actor) -> None:
    rehearsal = rehearsed(steward, in_csv({"zavod": "outsider"}))

    assert [(fault.line, fault.column) for fault in rehearsal.faults] == [(2, "zavod")]


def test_a_list_for_all_homes_must_name_them(steward: Actor) -> None:
    with pytest.raises(Unreadable):
        rehearsed(steward, in_csv({}))


def test_a_row_without_its_home_is_a_fault_in_a_list_for_all_of_them(steward: Actor) -> None:
    rehearsal = rehearsed(steward, in_csv({"zavod": "Dom Breza"}, {"skupina": "Krmilo"}))

    assert [(fault.line, fault.column) for fault in rehearsal.faults] == [(3, "zavod")]


def test_who_may_not_import_is_told_who_may(cast: Cast, owner: Engine) -> None:
    educator = colleague(owner, cast.institution, "educator", Role.EDUCATOR)

    for actor, whole in ((educator, False), (cast.institution, True), (cast.centre, False)):
        with pytest.raises(NotAllowed):
            lists.aim_for(actor.scope, whole_network=whole)


def test_a_home_in_several_networks_chooses_one(cast: Cast) -> None:
    here, there = cast.institution.scope.network_ids[0], cast.outsider.scope.network_ids[0]
    scope = replace(cast.institution.scope, network_ids=(here, there))

    with pytest.raises(Invalid):
        lists.aim_for(scope, whole_network=False)
    assert lists.aim_for(scope, whole_network=False, network_id=there).network_id == there


def test_a_network_of_somebody_elses_cannot_be_chosen(cast: Cast) -> None:
    with pytest.raises(Invalid):
        lists.aim_for(
            cast.institution.scope,
            whole_network=False,
            network_id=cast.outsider.scope.network_ids[0],
        )


def test_after_an_import_for_all_homes_one_still_acts_for_oneself(steward: Actor) -> None:
    with steward.acting() as scope, transaction():
        lists.take_in(scope, in_csv({"zavod": "Dom Breza"}), aim(steward))
        seen = [tenant.name for tenant in admission.tenants_in(scope.network_ids[0])]
        groups = own_groups(scope)

    assert "Dom Breza" in seen
    assert groups == []


def test_the_crisis_wards_of_a_home_do_not_make_it_a_crisis_centre(steward: Actor) -> None:
    ward = {"zavod": "Dom Breza", "skupina": "Otok", "oblika": "krizna namestitev"}

    rehearsal = rehearsed(steward, in_csv(ward, {"zavod": "Dom Breza"}))

    assert [house.kind for house in rehearsal.plan.houses] == [TenantKind.INSTITUTION]
