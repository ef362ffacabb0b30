"""Places as an engine is asked for them: checked once, so that no engine meets a NaN."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routing.errors import BadProblem
from routing.problem import Place


class Point(NamedTuple):
    """Where something is, WGS 84 degrees."""

    lon_deg: float
    lat_deg: float


def points_of(places: Sequence[Place]) -> list[Point]:
    """The coordinates of places, in their order.

    Raises BadProblem where one has none, or one that lies on no globe (NaN, beyond a pole).
    """
    return [_point(place) for place in places]


def _point(place: Place) -> Point:
    lon_deg, lat_deg = place.lon_deg, place.lat_deg
    if lon_deg is None or lat_deg is None:
        raise BadProblem(
            "a place has no coordinates, so its distance to others cannot be measured.",
            where="location",
            remedy="Give every stop and vehicle a [longitude, latitude], or give matrices.",
        )
    if not (abs(lon_deg) <= 180 and abs(lat_deg) <= 90):  # NaN is refused here too
        raise BadProblem(
            f"[{lon_deg}, {lat_deg}] is no place on the globe.",
            where="location",
            remedy="Give a longitude from -180 to 180, then a latitude from -90 to 90.",
        )
    return Point(float(lon_deg), float(lat_deg))


def as_arrays(points: Sequence[Point]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes in degrees, one array each."""
    both = np.array(points, dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
