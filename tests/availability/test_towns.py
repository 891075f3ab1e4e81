"""People type the name of a town as they please, and mean the same town."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.availability import gazetteer, towns
from network.availability.distance import distance_km
from network.availability.profile import Region
from network.availability.regions import REGION_OF
from network.availability.spelling import plain
from tenants.database import new_id
from tenants.isolation import acting_as
from tenants.scope import Scope


@pytest.fixture
def anyone(app: Flask) -> Iterator[Scope]:
    """Some member of some tenant: the gazetteer is the same for everybody."""
    with app.app_context(), acting_as(Scope(new_id())) as scope:
        yield scope


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ljubljana", "Ljubljana"),
        ("  LJUBLJANA ", "Ljubljana"),
        ("visnja gora", "Višnja Gora"),
        ("Črna na Koroškem", "Črna na Koroškem"),
        ("Novo mesto", "Novo mesto"),
        ("Smlednik", "Smlednik"),
        ("Capodistria", "Koper"),
        ("Koper/Capodistria", "Koper"),
        ("Šiška", "Ljubljana Šiška"),
        ("Ljubljana - Šiška", "Ljubljana Šiška"),
        ("Kranj, Zlato polje", "Kranj"),
        ("Ljubljana Rakova Jelša", "Ljubljana"),
        ("Bohinj", "Bohinjska Bistrica"),
        ("Škocjan", "Škocjan"),
    ],
)
def test_a_town_is_found_however_its_name_is_typed(anyone: Scope, typed: str, meant: str) -> None:
    found = towns.find(typed)

    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize("typed", ["", " ", "?", "Ljubljanna", "Jesenice na Dolenjskem", "Trst"])
def test_what_is_no_town_is_not_taken_for_one(anyone: Scope, typed: str) -> None:
    assert towns.find(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Ljubljanna", "Ljubljana"), ("Radoljica", "Radovljica"), ("mariborr", "Maribor")],
)
def test_a_misspelt_town_is_suggested_rightly(anyone: Scope, typed: str, meant: str) -> None:
    assert towns.suggest(typed)[0] == meant


def test_nothing_is_suggested_for_what_is_like_no_town(anyone: Scope) -> None:
    assert towns.suggest("qqqqqqqq") == []


def test_a_beginning_finds_the_largest_town_first_and_each_town_once(anyone: Scope) -> None:
    found = [town.name for town in towns.starting_with("ljub", limit=3)]

    assert found[0] == "Ljubljana"
    assert len(found) == len(set(found)) == 3


def test_the_list_to_choose_from_has_every_town_once_and_in_order(anyone: Scope) -> None:
    names = towns.all_names()

    assert {"Ljubljana", "Smlednik", "Žužemberk"} < set(names)
    assert list(names) == sorted(set(names), key=plain)


def test_a_town_lies_in_its_municipality_and_region(anyone: Scope) -> None:
    town = towns.find("Višnja Gora")

    assert town is not None
    assert (town.municipality, town.region) == ("Ivančna Gorica", Region.OSREDNJESLOVENSKA)


def test_every_municipality_has_a_town_that_lies_in_it(anyone: Scope) -> None:
    gazetteer_of_all = towns.everything()

    elsewhere = {
        municipality: town and town.region
        for municipality, region in REGION_OF.items()
        if (town := gazetteer_of_all.find(municipality)) is None or town.region != region
    }

    assert elsewhere == {}


def test_a_town_is_found_again_by_the_name_that_is_kept_of_it(anyone: Scope) -> None:
    known = towns.everything()

    lost = {
        town.name
        for town in known.by_key.values()
        if (again := known.find(town.name)) is None
        or (again.name, again.municipality) != (town.name, town.municipality)
    }

    assert lost == set()


def test_two_hundred_and_twelve_municipalities_lie_in_twelve_regions() -> None:
    assert len(REGION_OF) == 212
    assert set(REGION_OF.values()) == set(Region)


def test_loading_the_towns_again_changes_nothing(owner: Engine) -> None:
    with owner.begin() as connection:
        before = connection.execute(text("SELECT *, xmin FROM towns ORDER BY key")).all()
        gazetteer.load(connection)
        after = connection.execute(text("SELECT *, xmin FROM towns ORDER BY key")).all()

    assert len(after) > 600
    assert after == before


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((46.0511, 14.5051), (46.0511, 14.5051), 0),
        ((46.0511, 14.5051), (46.5547, 15.6467), 104),  # Ljubljana to Maribor
        ((46.0511, 14.5051), (45.5482, 13.7302), 82),  # Ljubljana to Koper
        ((0.0, 0.0), (0.0, 180.0), 20015),  # half round the earth
    ],
)
def test_the_distance_is_that_of_a_bird(
    one: tuple[float, float], other: tuple[float, float], kilometres: int
) -> None:
    assert distance_km(one, other) == pytest.approx(kilometres, abs=0.6)
    assert distance_km(other, one) == distance_km(one, other)
