"""Which points of the map a file speaks of, and the matrices it may bring for them."""

from collections.abc import Iterable, Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

from routing.json_fields import Field
from routing.problem import NO_ROAD, Place, Roads

MOST_PLACES = 3_500
LONGEST_S = 10_000_000
LONGEST_M = 100_000_000
DEAREST = 10_000_000


class Places:
    """The places met so far; the same point is met once.

    Without matrices a place is known by its coordinates, and its row is the order of meeting;
    with matrices it is known by the row that the file names.
    """

    def __init__(self, *, by_index: bool) -> None:
        self.by_index = by_index
        self.last_row = Field(-1, "")
        """The highest row that the file speaks of, with its path."""
        self._met: dict[tuple[float, float], Place] = {}

    @property
    def all(self) -> tuple[Place, ...]:
        """Every place, in the order of the rows; only of use without matrices."""
        return tuple(self._met.values())

    def find(
        self, whole: Field, point: Field | None, row: Field | None, *, name: str = "location"
    ) -> Place:
        """The place of a stop or of a run's end, from its coordinates or its row."""
        if row is not None and row.whole(MOST_PLACES - 1) > self.last_row.whole(MOST_PLACES, -1):
            self.last_row = row
        if self.by_index:
            if row is None:
                Field(None, f"{whole.path}.{name}_index").refuse(
                    "is missing, though the file brings its own matrices.", "Add it."
                )
            return Place(row.whole(MOST_PLACES - 1), *(_lon_lat(point) if point else (None, None)))
        if point is None:
            Field(None, f"{whole.path}.{name}").refuse(
                "is missing.", "Give [longitude, latitude], or matrices."
            )
        where = _lon_lat(point)
        return self._met.setdefault(where, Place(len(self._met), *where))


def _lon_lat(point: Field) -> tuple[float, float]:
    lon, lat = point.items(at_most=2, at_least=2)
    return lon.number(-180, 180), lat.number(-90, 90)


def own_roads(matrices: Field, profiles: Mapping[str, str], last_row: Field) -> dict[str, Roads]:
    """The file's own matrices for the profiles in use.

    `profiles` says for each which vehicle asks for it, `last_row` which row they must reach. A
    cell may be null where no road leads.
    """
    known = matrices.value if isinstance(matrices.value, dict) else ()
    inside = matrices.members(known, refused={})
    if not inside:
        matrices.refuse("is empty.", "Add a matrix for every profile, or leave it out.")
    roads = {name: _roads(matrix) for name, matrix in inside.items()}
    for profile, asks in profiles.items():
        if profile not in roads:
            Field(None, f"{asks}.profile").refuse(
                f"is '{profile[:40]}', for which there is no matrix.", "Add it to matrices."
            )
        rows = len(roads[profile].durations_s)
        if last_row.whole(MOST_PLACES, -1) >= rows:
            last_row.refuse(
                f"is {last_row.value}, but the matrix '{profile[:40]}' has {rows} rows.",
                f"Write a row from 0 to {rows - 1}, or give a larger matrix.",
            )
    return {profile: roads[profile] for profile in profiles}


def _roads(matrix: Field) -> Roads:
    inside = matrix.members(("durations", "distances", "costs"), needed=["durations"], refused={})
    durations_s = _square(inside["durations"], LONGEST_S)
    others: dict[str, NDArray[np.int64]] = {}
    for name, most in (("distances", LONGEST_M), ("costs", DEAREST)):
        if name in inside:
            others[name] = _square(inside[name], most)
            if others[name].shape != durations_s.shape:
                inside[name].refuse("has another size than durations.", "Make them the same.")
    blocked = durations_s == NO_ROAD
    for matrix_of in others.values():
        blocked |= matrix_of == NO_ROAD
    for matrix_of in (durations_s, *others.values()):
        matrix_of[blocked] = NO_ROAD
    if "costs" in others:  # where no road leads nothing is paid either
        others["costs"][blocked] = 0
    return Roads(durations_s, others.get("distances"), others.get("costs"))


def _square(matrix: Field, most: int) -> NDArray[np.int64]:
    rows = matrix.items(at_most=MOST_PLACES, at_least=1)
    found = np.empty((len(rows), len(rows)), np.int64)
    for n, row in enumerate(rows):
        cells: list[object] = (
            row.value if isinstance(row.value, list) else list(row.items(at_most=MOST_PLACES))
        )
        if len(cells) != len(rows):
            row.refuse(
                f"has {len(cells)} numbers in a matrix of {len(rows)} rows.",
                "Make the matrix square.",
            )
        # millions of cells: only a row that holds something else is looked at cell by cell
        found[n] = _whole_row(cells, most) or list(_numbers(row.items(at_most=MOST_PLACES), most))
    return found


def _whole_row(cells: list[object], most: int) -> list[int] | None:
    """The cells, if all of them are whole numbers within bounds."""
    if set(map(type, cells)) != {int}:
        return None
    whole = cast(list[int], cells)
    return whole if min(whole) >= 0 and max(whole) <= most else None


def _numbers(row: Iterable[Field], most: int) -> Iterable[int]:
    for cell in row:
        yield NO_ROAD if cell.value is None else cell.whole(most)
