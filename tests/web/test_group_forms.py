"""Setting up a group and changing it: what is refused, what is kept, and two people at once."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from network.availability import actions
from network.availability.models import Group
from network.availability.queries import own_groups
from tenants.database import new_id, transaction
from tenants.staffing import NOT_OURS
from tests import factories
from tests.actors import Actor, Cast
from tests.client import Browser
from tests.group_forms import opened, typed
from tests.reading import chosen_in, english, value_of, words


def only_group(home: Actor) -> Group:
    with home.acting() as scope:
        (group,) = own_groups(scope)
        return group


@pytest.fixture
def head(cast: Cast) -> Browser:
    return english(cast.institution)


def test_a_new_group_stands_on_everybodys_board_at_once(cast: Cast, head: Browser) -> None:
    answer = head.post("/groups", typed())

    page = head.follow(answer)
    assert "The group is saved." in words(page)
    group = only_group(cast.institution)
    assert (group.town, group.restriction_level, group.needs_asked) == (
        "Škofja Loka",
        2,
        ["self_harm"],
    )
    seen = words(english(cast.centre).get(f"/groups/{group.id}"))
    for fact in (
        "Jadro",
        "4 free of 4",
        "12–18 years",
        "vocational school, secondary school",
        "Takes running away",
        "+386 4 512 34 56",
        "Confirmed by institution worker, today at",
    ):
        assert fact in seen


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 81}, "The length must be between 1 and 80."),
        ({"form": "castle"}, "Choose one of the values offered."),
        ({"form": ""}, "Fill this in."),
        ({"age_from": "19"}, "The youngest age is above the oldest."),
        ({"age_to": "osemnajst"}, "Enter a number in digits."),
        ({"capacity": "0"}, "Enter a number from 1 to 60."),
        ({"capacity": "600"}, "Enter a number from 1 to 60."),
        ({"town": "Atlantida"}, "We do not know this town. Check its spelling."),
        ({"duty_phone": "pokličite"}, "Enter a telephone number such as 01 234 56 78."),
        ({"school_levels": ["primary", "hogwarts"]}, "Choose one of the values offered."),
        ({"needs.self_harm": "perhaps"}, "Choose one of the values offered."),
        ({"restriction_level": "5"}, "Enter a number from 1 to 4."),
        ({"note": "\x00"}, "Some characters cannot be shown. Type the text again."),
        ({"responsible_id": "nobody"}, "Choose one of the values offered."),
    ],
)
def test_a_new_group_that_does_not_fit_is_refused_with_everything_kept(
    cast: Cast, head: Browser, changes: dict[str, Any], sentence: str
) -> None:
    page = head.post("/groups", typed(**changes))

    assert page.status_code == 422
    assert sentence in words(page)
    sent = typed(**changes)
    assert value_of(page, "name") == sent["name"]
    assert value_of(page, "duty_phone") == sent["duty_phone"]
    assert chosen_in(page, "needs.runaway") == ["taken"]
    assert "vocational" in chosen_in(page, "school_levels") or "school_levels" in changes
    with cast.institution.acting() as scope:
        assert own_groups(scope) == []


def test_two_groups_of_a_home_cannot_be_called_the_same(cast: Cast, head: Browser) -> None:
    factories.group(cast.institution, name="JADRO")

    page = head.post("/groups", typed())

    assert page.status_code == 409
    assert "Name: Your organisation has a group of this name already." in words(page)
    assert value_of(page, "name") == "Jadro"


def test_the_deputy_is_somebody_else(cast: Cast, head: Browser) -> None:
    me = str(cast.institution.scope.member_id)

    page = head.post("/groups", typed(responsible_id=me, deputy_id=me))

    assert page.status_code == 422
    assert "The deputy must be somebody else than the responsible." in words(page)
    assert chosen_in(page, "responsible_id") == [me]


@pytest.mark.parametrize("field", ["responsible_id", "deputy_id"])
def test_somebody_from_elsewhere_cannot_answer_for_a_group(
    cast: Cast, head: Browser, field: str
) -> None:
    page = head.post("/groups", typed(**{field: str(cast.stranger.scope.member_id)}))

    assert page.status_code == 422
    assert NOT_OURS in words(page)


def test_a_group_is_edited_as_it_stands(cast: Cast, head: Browser) -> None:
    group_id = factories.group(
        cast.institution, note="Ob reki.", needs_taken=["runaway"], school_levels=["primary"]
    )
    form = opened(head.get(f"/groups/{group_id}/edit"))

    page = head.follow(head.post(f"/groups/{group_id}", form | {"name": "Klas", "capacity": "5"}))

    said = words(page)
    assert "The group is saved." in said
    assert "5 free of 5" in said
    group = only_group(cast.institution)
    assert (group.name, group.needs_taken, group.school_levels, group.note) == (
        "Klas",
        ["runaway"],
        ["primary"],
        "Ob reki.",
    )


def test_a_refused_change_changes_nothing_and_keeps_what_was_typed(
    cast: Cast, head: Browser
) -> None:
    group_id = factories.group(cast.institution)
    form = opened(head.get(f"/groups/{group_id}/edit"))

    page = head.post(f"/groups/{group_id}", form | {"name": "Klas", "age_to": "100"})

    assert page.status_code == 422
    assert (value_of(page, "name"), value_of(page, "age_to")) == ("Klas", "100")
    assert only_group(cast.institution).name == "Jadro"


def test_fewer_places_than_are_filled_cannot_be(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution, capacity=3)
    for reference in ("A", "B"):
        factories.stay(cast.institution, group_id, reference)
    form = opened(head.get(f"/groups/{group_id}/edit"))

    page = head.post(f"/groups/{group_id}", form | {"capacity": "1"})

    assert page.status_code == 409
    said = words(page)
    assert "Places that are filled or promised: 2. End or move those stays first." in said
    assert value_of(page, "capacity") == "1"


def test_what_somebody_else_changed_is_shown_before_anything_is_saved(
    cast: Cast, head: Browser
) -> None:
    group_id = factories.group(cast.institution)
    form = opened(head.get(f"/groups/{group_id}/edit"))
    with cast.institution.acting() as scope, transaction():
        actions.change_group(scope, group_id, duty_phone="040 111 222", needs_asked=["runaway"])

    page = head.post(f"/groups/{group_id}", form | {"name": "Klas"})

    assert page.status_code == 409
    said = words(page)
    assert "Somebody has changed this group since you opened the form." in said
    assert "Duty telephone 040 111 222" in said
    assert "running away ask first" in said
    assert (value_of(page, "name"), value_of(page, "duty_phone")) == ("Klas", "040 111 222")
    assert only_group(cast.institution).name == "Jadro"

    assert head.post(f"/groups/{group_id}", opened(page)).status_code == 303
    group = only_group(cast.institution)
    assert (group.name, group.duty_phone, group.needs_asked) == ("Klas", "040 111 222", ["runaway"])


def test_what_both_typed_keeps_mine_and_shows_theirs(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)
    form = opened(head.get(f"/groups/{group_id}/edit"))
    with cast.institution.acting() as scope, transaction():
        actions.change_group(scope, group_id, name="Njihova", sex="girls")

    page = head.post(f"/groups/{group_id}", form | {"name": "Moja"})

    assert page.status_code == 409
    assert "Name Njihova" in words(page)
    assert "Whom it takes girls" in words(page)
    assert value_of(page, "name") == "Moja"
    assert chosen_in(page, "sex") == ["girls"]


def test_a_confirmation_meanwhile_does_not_stop_a_change(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)
    form = opened(head.get(f"/groups/{group_id}/edit"))
    head.post(f"/groups/{group_id}/confirmations")

    assert head.post(f"/groups/{group_id}", form | {"name": "Klas"}).status_code == 303


def test_a_form_without_its_stamp_is_not_trusted(cast: Cast, head: Browser) -> None:
    group_id = factories.group(cast.institution)

    assert head.post(f"/groups/{group_id}", typed(name="Klas")).status_code == 409


def test_a_home_in_two_networks_chooses_on_whose_board_a_group_stands(
    cast: Cast, owner: Engine
) -> None:
    second = new_id()
    with owner.begin() as behind:
        behind.execute(
            text("INSERT INTO networks VALUES (:id, 'obala', 'Obala', now())"), {"id": second}
        )
        behind.execute(
            text(
                "INSERT INTO network_tenants (network_id, tenant_id, joined_at)"
                " VALUES (:network, :tenant, now())"
            ),
            {"network": second, "tenant": cast.institution.tenant_id},
        )
    head = english(cast.institution)

    unsaid = head.post("/groups", typed())
    chosen = head.post("/groups", typed(network_id=str(second)))

    assert "Obala" in words(head.get("/groups/new"))
    assert unsaid.status_code == 422
    assert "Network: Choose the network on whose board the group stands." in words(unsaid)
    assert chosen.status_code == 303
    assert "Jadro" in words(head.get("/places"))
    assert "Jadro" not in words(english(cast.centre).get("/places"))
