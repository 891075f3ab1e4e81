"""How far apart two points of the map are. Pure."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres, by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = _in_radians(a), _in_radians(b)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def _in_radians(point: Point) -> Point:
    return radians(point[0]), radians(point[1])
