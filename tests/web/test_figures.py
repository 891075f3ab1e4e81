"""How the searches of a network go: counts, days and codes; nobody's name and no story."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from network.placements import actions as placements
from network.placements.actions import court
from network.placements.lifecycle import Destination
from network.placements.reasons import Country, OutsideKind
from network.programmes import asking
from network.requests import figures
from network.requests.actions import writing
from network.requests.reasons import Closing, Unmet
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.numbers import YEAR
from tests.programmes import programmes
from tests.reading import english, words
from tests.statements import asked

PARTS = ("stalls", "placements", "unmet", "why-not", "outside", "orders")


@pytest.fixture
def coordinator(cast: Cast) -> Browser:
    return english(cast.coordination)


def unmet(cast: Cast, **needs: object) -> None:
    request_id = factories.request(cast.centre, **needs)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.UNMET, unmet=Unmet.NO_PLACE)


def went_outside(cast: Cast, group_id: UUID, reference: str = "B1") -> None:
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id, reference)
    with cast.institution.acting() as scope, transaction():
        placements.depart(
            scope,
            placement_id,
            left_on=clock.today(),
            destination=Destination.HOSPITAL,
            outside=OutsideKind.PSYCHIATRY,
            outside_country=Country.AUSTRIA,
        )


def ordered(cast: Cast, days: int = 12) -> None:
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        court.decided(scope, request_id, final_on=clock.today() - timedelta(days=days))


def something_of_each(cast: Cast, number: int = 0) -> None:
    """A placement that ended outside, an unmet need, an order, and an ask nobody has answered."""
    group_id = factories.group(cast.institution, name=f"Jadro {number}")
    went_outside(cast, group_id, f"B{number}")
    unmet(cast)
    ordered(cast)
    factories.ask(cast.centre, group_id)


@pytest.mark.parametrize("part", PARTS)
def test_a_quiet_network_says_so_and_others_see_nothing(cast: Cast, part: str):
    quiet = english(cast.coordination).get(f"/coordination/{part}")

    assert quiet.status_code == 200
    assert 'class="empty"' in quiet.text
    for actor in (cast.centre, cast.institution):
        assert actor.browser().get(f"/coordination/{part}").status_code == 403


def test_requests_stand_at_their_stage_with_the_longest_waiting(cast: Cast, coordinator: Browser):
    with clock.frozen(clock.now() - timedelta(days=40)):
        factories.request(cast.centre)
    group_id = factories.group(cast.institution)
    factories.request(cast.centre)
    factories.offered(cast.centre, cast.institution, group_id)
    factories.accepted(cast.centre, cast.institution, group_id)

    page = words(coordinator.get("/coordination"))

    assert "nobody is asked 1 0 1 2 40 days" in page
    assert "a place is offered 1 0 0 1 since today" in page
    assert "accepted, arrival is awaited 1 0 0 1 since today" in page
    assert "the search rests 0 0 0 0 –" in page


def test_a_stage_leads_to_its_requests_the_longest_waiting_first(cast: Cast, coordinator: Browser):
    factories.request(cast.centre)
    factories.request(cast.centre)
    factories.ask(cast.centre, factories.group(cast.institution))

    page = words(coordinator.get("/coordination?stage=unasked&order=longest"))

    assert page.index(f"{YEAR}-0001") < page.index(f"{YEAR}-0002")
    assert f"{YEAR}-0003" not in page


def test_what_is_overdue_is_counted_by_organisation_and_kind_only(cast: Cast, coordinator: Browser):
    group_id = factories.group(cast.institution)
    with clock.frozen(clock.now() - timedelta(days=30)):
        factories.ask(cast.centre, group_id)
        factories.ask(cast.centre, group_id)

    page = words(coordinator.get("/coordination/stalls"))

    assert "institution answer to the ask 2 " in page
    assert "centre is the search still wanted? 2 " in page
    assert "-0001" not in page


def test_asks_per_placement_are_told_by_month_and_region(cast: Cast, coordinator: Browser):
    jadro, klas = factories.group(cast.institution), factories.group(cast.institution, name="Klas")
    request_id = factories.request(cast.centre)
    factories.ask(cast.centre, klas, request_id)
    ask_id, placement_id = factories.accepted(cast.centre, cast.institution, jadro, request_id)
    assert ask_id
    with cast.institution.acting() as scope, transaction():
        placements.arrive(scope, placement_id, arrived_on=clock.today(), reference="B1")
    factories.arrived(cast.centre, cast.institution, klas, "B2")

    page = words(coordinator.get("/coordination/placements"))

    assert "Placements 2 Asks, median 1.5 Asks, most 2" in page
    assert f"{clock.today():%B %Y} 2 1.5 2 0" in page
    assert "Osrednjeslovenska 2 1.5 2 0" in page


def test_why_no_programme_will_do_is_counted_and_few_are_hidden(cast: Cast, coordinator: Browser):
    for _ in range(5):
        factories.request(cast.centre, why_not="safety")
    factories.request(cast.centre, why_not="too_far")

    page = words(coordinator.get("/coordination/why-not"))

    assert "it is not safe at home 5" not in page
    assert "it is not safe at home withheld" in page
    assert "they are too far away < 5" in page


def test_few_unmet_needs_are_hidden_and_many_are_told(cast: Cast, coordinator: Browser):
    for _ in range(5):
        unmet(cast)
    unmet(cast, region="gorenjska", sex="male")

    by_region = words(coordinator.get("/coordination/unmet"))
    by_need = words(coordinator.get("/coordination/unmet?by=need"))
    odd = coordinator.get("/coordination/unmet?by=%3Cb%3E")

    assert "Gorenjska < 5 0 0 0 0 < 5" in by_region
    assert "Osrednjeslovenska withheld 0 0 0 0 withheld" in by_region
    assert "Together 6 0 0 0 0 6" in by_region
    assert "Together 6 0 0 0 0 6" in by_need
    assert odd.status_code == 200


def test_programmes_are_no_places(cast: Cast, coordinator: Browser):
    """A request for a programme is not counted as one for a place, nor is an ask for one beside."""
    programme_id, _ = programmes.published(cast.institution)
    programmes.asked(cast.centre, programme_id)
    for closing in (Closing.UNMET, Closing.OUTSIDE_NETWORK):
        request_id = factories.request(cast.centre, kind="programme", requested_by="csd")
        with cast.centre.acting() as scope, transaction():
            unmet = Unmet.NO_PLACE if closing is Closing.UNMET else None
            writing.close(scope, request_id, closing, unmet=unmet)
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        asking.ask(scope, request_id, [programme_id])
    group_id = factories.group(cast.institution)
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id, request_id)
    with cast.institution.acting() as scope, transaction():
        placements.arrive(scope, placement_id, arrived_on=clock.today(), reference="B1")

    page = words(coordinator.get("/coordination/placements"))

    assert "Placements 1 Asks, median 1 Asks, most 1" in page
    for part in ("unmet", "outside"):
        assert 'class="empty"' in coordinator.get(f"/coordination/{part}").text
    assert f"{YEAR}-0001" not in words(coordinator.get("/coordination?state=open"))


def test_who_went_outside_is_counted_by_destination(cast: Cast, coordinator: Browser):
    went_outside(cast, factories.group(cast.institution))

    page = words(coordinator.get("/coordination/outside"))

    assert "psychiatric hospital 1 1" in page


def test_orders_that_nobody_carried_out_stand_there_the_oldest_first(
    cast: Cast, coordinator: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(figures, "PAGE", 1)
    ordered(cast, days=3)
    ordered(cast, days=20)

    first = coordinator.get("/coordination/orders")
    second = coordinator.get("/coordination/orders?after=1")

    assert "Not carried out 2 Days, median 11.5 Days, longest 20" in words(first)
    assert f"{YEAR}-0002" in words(first)
    assert f"{YEAR}-0001" not in words(first)
    assert "after=1" in first.text
    assert f"{YEAR}-0001" in words(second)
    assert coordinator.get("/coordination/orders?after=x9").status_code == 200


def test_another_networks_figures_are_its_own(cast: Cast, coordinator: Browser):
    request_id = factories.request(cast.outsider)
    with cast.outsider.acting() as scope, transaction():
        court.decided(scope, request_id, final_on=clock.today())

    assert 'class="empty"' in coordinator.get("/coordination/orders").text


@pytest.mark.parametrize("part", ["", "/stalls", "/placements", "/unmet", "/outside", "/orders"])
def test_three_of_everything_cost_no_more_than_one(
    app: Flask, cast: Cast, coordinator: Browser, part: str
):
    counted = []
    for number in range(3):
        with clock.frozen(clock.now() - timedelta(days=30)):
            something_of_each(cast, number)
        coordinator.get(f"/coordination{part}")
        with asked(app) as statements:
            coordinator.get(f"/coordination{part}")
        counted.append(len(statements))

    assert counted[0] == counted[2]


@pytest.mark.parametrize(
    "name", ["stalls", "asks-per-placement", "unmet", "outside", "orders", "network", "reviews"]
)
def test_every_figure_leaves_as_a_file(cast: Cast, coordinator: Browser, name: str):
    with clock.frozen(clock.now() - timedelta(days=30)):
        something_of_each(cast)

    taken = coordinator.get(f"/exports/{name}.csv")

    lines = taken.get_data().decode("utf-8-sig").splitlines()
    assert taken.status_code == 200
    assert len(lines) > (0 if name == "reviews" else 1)
    assert cast.centre.browser().get(f"/exports/{name}.csv").status_code == 403
