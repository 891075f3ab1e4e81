"""A list goes from file to board as a whole, once, and only into the homes it is about."""

from datetime import date

import pytest
from sqlalchemy import Engine

from network.availability.importing.faults import NotImportable
from network.availability.importing.plan import Move
from network.availability.queries import closures, own_groups
from tenants.scope import Role
from tests.actors import Actor, colleague
from tests.availability.importing.books import COMPLETE, INCOMPLETE, as_xlsx, in_csv, table
from tests.availability.importing.taking import (
    mine,
    moves,
    rehearsed,
    rows,
    standing,
    taken_in,
)


def test_the_real_list_goes_into_an_empty_network(steward: Actor, owner: Engine) -> None:
    rehearsal = rehearsed(steward, COMPLETE)
    nothing = standing(owner)
    taken_in(steward, COMPLETE)

    assert len(rehearsal.plan.admissions) == 7
    assert moves(rehearsal) == {"open": 23}
    assert nothing["groups"] == 0
    assert rows(
        owner,
        "SELECT t.name, t.kind, t.town, count(DISTINCT g.id), count(p.id)"
        " FROM groups g JOIN tenants t ON t.id = g.tenant_id JOIN places p ON p.group_id = g.id"
        " GROUP BY t.id ORDER BY min(g.created_at)",
    ) == [
        ("Mladinski dom Malči Beličeve", "institution", "Ljubljana", 9, 77),
        ("Strokovni center Frana Milčinskega Smlednik", "institution", "Smlednik", 5, 48),
        ("Strokovni center Kranj", "institution", "Kranj", 1, 8),
        ("Strokovni center Višnja Gora", "institution", "Višnja Gora", 5, 50),
        ("Krizni center za mlade Ljubljana", "crisis_centre", "Ljubljana", 1, 10),
        ("Krizni center za mlade Kresnička", "crisis_centre", "Radovljica", 1, 6),
        ("Krizni center za mlade Koper, Marelična hiša", "crisis_centre", "Koper", 1, 8),
    ]


def test_the_restriction_level_follows_from_the_form(steward: Actor, owner: Engine) -> None:
    taken_in(steward, COMPLETE)

    assert rows(
        owner,
        "SELECT form, restriction_level, count(*) FROM groups GROUP BY 1, 2 ORDER BY 2, 1",
    ) == [
        ("youth_flat", 1, 1),
        ("crisis_ward", 2, 3),
        ("housing_group", 2, 4),
        ("residential_group", 3, 15),
    ]


def test_a_second_time_changes_nothing(steward: Actor, owner: Engine) -> None:
    everything = "SELECT 'g', id, xmin FROM groups UNION ALL SELECT 'p', id, xmin FROM places"
    taken_in(steward, COMPLETE)
    before = sorted(rows(owner, everything))

    again = taken_in(steward, COMPLETE)

    assert again.plan.changes_nothing
    assert moves(again) == {"keep": 23}
    assert sorted(rows(owner, everything)) == before


def test_the_incomplete_list_is_refused_and_changes_nothing(steward: Actor, owner: Engine) -> None:
    before = standing(owner)

    with pytest.raises(NotImportable) as refusal:
        taken_in(steward, INCOMPLETE)

    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [
        (2, "mest"),
        (3, "mest"),
        (4, "mest"),
        (5, "mest"),
        (6, "starost od"),
        (7, "mest"),
        (8, "kraj"),
        (10, "skupina"),
    ]
    assert standing(owner) == before


def test_nobody_of_the_home_has_confirmed_what_the_network_imports(
    steward: Actor, own: Actor, owner: Engine
) -> None:
    taken_in(steward, in_csv(mine()))
    taken_in(own, in_csv(mine(skupina="Krmilo")))

    assert rows(owner, "SELECT name, confirmed_by FROM groups ORDER BY name") == [
        ("Jadro", "coordination worker"),
        ("Krmilo", "institution worker"),
    ]


def test_a_homes_own_list_needs_no_column_for_the_home(own: Actor) -> None:
    rehearsal = taken_in(own, in_csv({}, {"skupina": "Krmilo"}))

    with own.acting() as scope:
        groups = [group.name for group in own_groups(scope)]

    assert moves(rehearsal) == {"open": 2}
    assert groups == ["Jadro", "Krmilo"]


def test_a_workbook_goes_in_like_any_other_list(own: Actor) -> None:
    assert moves(taken_in(own, as_xlsx(table({})))) == {"open": 1}


def test_only_what_differs_is_changed_and_shown_from_what_to_what(own: Actor) -> None:
    taken_in(own, in_csv({"opombe": "hiša z vrtom"}, {"skupina": "Krmilo"}))

    changed = taken_in(own, in_csv({"mest": "6", "kraj": "Ljubljana"}, {"skupina": "KRMILO"}))

    assert [step.move for step in changed.plan.steps] == [Move.CHANGE, Move.CHANGE]
    assert changed.plan.steps[0].changes == {"town": ("Kranj", "Ljubljana"), "capacity": (8, 6)}
    assert changed.plan.steps[1].changes == {"name": ("Krmilo", "KRMILO")}
    with own.acting() as scope:
        assert own_groups(scope)[0].note == "hiša z vrtom"


def test_another_form_brings_its_own_restriction(own: Actor) -> None:
    taken_in(own, in_csv({}))

    changed = rehearsed(own, in_csv({"oblika": "intenzivna skupina"}))

    assert changed.plan.steps[0].changes == {
        "form": ("housing_group", "intensive_group"),
        "restriction_level": (2, 4),
    }


def test_an_empty_cell_or_a_missing_column_takes_nothing_away(own: Actor) -> None:
    taken_in(own, in_csv({"telefon": "01 234 56 78", "sprejema": "begi", "pravne skupine": "dz"}))

    again = taken_in(own, in_csv({"telefon": "", "sprejema": ""}))

    assert moves(again) == {"keep": 1}


def test_closures_are_made_once(own: Actor) -> None:
    content = in_csv({"zaprtih mest": "2", "zaprto od": "1. 12. 2027", "razlog zaprtja": "prenova"})
    first, second = taken_in(own, content), taken_in(own, content)

    with own.acting() as scope:
        group = own_groups(scope)[0]
        made = [(each.starts, each.reason) for each, _ in closures(scope, group.id)]

    assert (first.plan.steps[0].closures, second.plan.steps[0].closures) == (2, 0)
    assert made == [(date(2027, 12, 1), "works")] * 2


def test_a_closure_that_is_over_is_a_fault(own: Actor) -> None:
    row = {"zaprtih mest": "1", "zaprto od": "1. 1. 2020", "zaprto do": "1. 2. 2020"}

    assert [fault.column for fault in rehearsed(own, in_csv(row)).faults] == ["zaprto do"]


def test_closures_need_somebody_who_may_close_places(own: Actor, owner: Engine) -> None:
    clerk = colleague(owner, own, "clerk", Role.ADMINISTRATOR)

    rehearsal = rehearsed(clerk, in_csv({"zaprtih mest": "1", "zaprto od": "1. 12. 2027"}))

    assert [fault.column for fault in rehearsal.faults] == ["zaprtih mest"]
