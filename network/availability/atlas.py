"""A schematic map: where on a drawing a town lies, and how large its dot is. Pure.

Slovenia is small enough for a plain projection: degrees of longitude shortened by the cosine of the
latitude in its middle. Nothing is drawn of what we were not told: dots and names only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt
from uuid import UUID

WIDTH, HEIGHT, MARGIN = 640, 420, 40
MIDDLE = 46.1  # degrees north
SMALLEST, LARGEST = 7.0, 24.0
BOUNDS = (13.3, 16.7, 45.4, 46.95)  # west, east, south, north of the country


@dataclass(frozen=True, slots=True)
class Spot:
    """What one group adds to the map: its town, where that lies, and its free places."""

    town: str
    latitude: float
    longitude: float
    free: int
    group: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One town on the drawing, with its groups in their order on the board."""

    town: str
    x: float
    y: float
    radius: float
    free: int
    groups: tuple[tuple[UUID, str], ...]

    @property
    def label_y(self) -> float:
        return round(self.y - self.radius - 5, 1)


def dots(spots: Iterable[Spot]) -> list[Dot]:
    """The towns, the largest dot first, so that a small one is never hidden below it."""
    by_town: dict[str, list[Spot]] = {}
    for spot in spots:
        by_town.setdefault(spot.town, []).append(spot)
    found = [_dot(town, here) for town, here in by_town.items()]
    return sorted(found, key=lambda dot: (-dot.radius, dot.town))


def _dot(town: str, here: list[Spot]) -> Dot:
    x, y = place(here[0].latitude, here[0].longitude)
    free = sum(spot.free for spot in here)
    groups = tuple((spot.group, spot.name) for spot in here)
    return Dot(town, x, y, radius(free), free, groups)


def place(latitude: float, longitude: float) -> tuple[float, float]:
    """Where it lies on the drawing; what lies outside the country stands at its edge."""
    west, east, south, north = BOUNDS
    across = (longitude - west) * cos(radians(MIDDLE))
    scale = min(
        (WIDTH - 2 * MARGIN) / ((east - west) * cos(radians(MIDDLE))),
        (HEIGHT - 2 * MARGIN) / (north - south),
    )
    x, y = MARGIN + across * scale, MARGIN + (north - latitude) * scale
    return _within(x, WIDTH), _within(y, HEIGHT)


def radius(free: int) -> float:
    """The area of a dot grows with the free places; none is still a dot."""
    return round(min(SMALLEST * sqrt(1 + free), LARGEST), 1)


def _within(value: float, size: int) -> float:
    return round(min(max(value, MARGIN / 2), size - MARGIN / 2), 1)
