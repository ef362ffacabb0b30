"""Valhalla's JSON: what is asked, and what an answer must look like to be believed.

Source: Valhalla's API references for `sources_to_targets`, `locate`, `route` and `status`,
version 3.9 (docs/docs/api in its repository); answers of 3.2 and later are read as well.
"""

from collections.abc import Sequence
from itertools import chain
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from routing.errors import BadProblem
from routing.problem import NO_ROAD
from routing.travel.engine import MOST_OFF_ROAD_M, Table
from routing.travel.points import Point

Json = dict[str, object]

COSTINGS = {"car": "auto", "bike": "bicycle", "foot": "pedestrian"}
MOST_CELL = 10**8


class Nonsense(ValueError):
    """An answer that does not look like one."""


def costing_of(profile: str) -> str:
    """Valhalla's word for a way of travelling. Raises BadProblem for one that has none."""
    if profile not in COSTINGS:
        raise BadProblem(
            f"Valhalla has no roads for the profile '{profile[:40]}'.",
            where="vehicles[*].profile",
            remedy=f"Use one of {', '.join(COSTINGS)}, or give a matrix for '{profile[:40]}'.",
        )
    return COSTINGS[profile]


def location(point: Point) -> Json:
    """A point as Valhalla is told it; it looks no further for a road than we let it."""
    return {"lat": point.lat_deg, "lon": point.lon_deg, "search_cutoff": MOST_OFF_ROAD_M}


def matrix_question(sources: Sequence[Point], targets: Sequence[Point], costing: str) -> Json:
    """Asks for seconds and kilometres, as two plain matrices."""
    return {
        "sources": [location(point) for point in sources],
        "targets": [location(point) for point in targets],
        "costing": costing,
        "verbose": False,
        "units": "kilometers",
        "shape_format": "no_shape",
    }


def matrix_answer(answer: Json, rows: int, columns: int) -> Table:
    """The matrices of an answer, terse or verbose. Raises Nonsense."""
    cells = answer.get("sources_to_targets")
    if isinstance(cells, dict):
        durations, distances = cells.get("durations"), cells.get("distances")
    else:
        durations, distances = _column(cells, "time"), _column(cells, "distance")
    seconds = matrix(durations, rows, columns, 1)
    metres = matrix(distances, rows, columns, 1_000)
    blocked = (seconds >= NO_ROAD) | (metres >= NO_ROAD)
    seconds[blocked] = metres[blocked] = NO_ROAD
    return Table(seconds, metres)


def _column(cells: object, name: str) -> object:
    """One number of every cell of a verbose matrix."""
    try:
        return [[cell[name] for cell in row] for row in cells]  # type: ignore[attr-defined]
    except (TypeError, KeyError) as fault:
        raise Nonsense("has no matrix") from fault


def matrix(cells: object, rows: int, columns: int, scale: int) -> NDArray[np.int64]:
    """Rows of numbers, null where there is no road, whole numbers rounded up. Raises Nonsense."""
    if not isinstance(cells, list) or len(cells) != rows:
        raise Nonsense(f"has no matrix of {rows} rows")
    if any(not isinstance(row, list) or len(row) != columns for row in cells):
        raise Nonsense(f"has a matrix that is not {columns} wide")
    whole = [_whole(cell, scale) for cell in chain.from_iterable(cells)]
    return np.array(whole, dtype=np.int64).reshape(rows, columns)


def _whole(cell: object, scale: int) -> int:
    if cell is None:
        return NO_ROAD
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not isfinite(cell):
        raise Nonsense("has a cell that is no number")
    if not 0 <= cell <= MOST_CELL:
        raise Nonsense(f"has a cell of {cell}")
    return -int(-cell * scale // 1) if isinstance(cell, int) else -int(-round(cell * scale, 3) // 1)


def snapped(answer: Json, count: int) -> list[list[Point]]:
    """For every place of a `locate` the points of roads near it; none off the map."""
    found = answer.get("")
    if not isinstance(found, list) or len(found) != count:
        raise Nonsense(f"does not locate {count} places")
    return [list(_near(place)) for place in found]


def _near(place: object) -> list[Point]:
    if not isinstance(place, dict):
        raise Nonsense("locates something that is no place")
    edges = [_lon_lat(one, "correlated_lon", "correlated_lat") for one in _listed(place, "edges")]
    return edges + [_lon_lat(one, "lon", "lat") for one in _listed(place, "nodes")]


def _listed(place: Json, name: str) -> list[object]:
    """What a place has of roads; off the map it has null, or nothing."""
    found = place.get(name)
    if found is not None and not isinstance(found, list):
        raise Nonsense(f"has {name} that are no list")
    return found or []


def _lon_lat(found: object, lon: str, lat: str) -> Point:
    if not isinstance(found, dict):
        raise Nonsense("locates something that is no road")
    return Point(number(found.get(lon), 180, least=-180), number(found.get(lat), 90, least=-90))


def number(found: object, most: float, *, least: float = 0) -> float:
    """A finite number within bounds. Raises Nonsense."""
    good = isinstance(found, int | float) and not isinstance(found, bool)
    if not good or not least <= found <= most:  # type: ignore[operator]
        raise Nonsense("has something that is no number, or not within its bounds")
    return float(found)  # type: ignore[arg-type]
