"""What every source of travel times promises, whoever draws the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from routing.problem import NO_ROAD, Metres, Seconds
from routing.travel.points import Point

MOST_OFF_ROAD_M = 2_000
"""A place further than this from every road is off the map: nobody carries books that far across
fields, and a slip in a coordinate should be told, not planned."""


@dataclass(frozen=True, eq=False)
class Table:
    """Seconds and metres from every source (rows) to every target (columns); NO_ROAD in both where
    no road leads. Whole numbers, rounded up, and not symmetric where streets are one-way."""

    durations_s: Seconds
    distances_m: Metres

    @classmethod
    def without_roads(cls, sources: int, targets: int) -> "Table":
        """A table to be filled: nobody gets anywhere yet."""
        shape = (sources, targets)
        return cls(np.full(shape, NO_ROAD, np.int64), np.full(shape, NO_ROAD, np.int64))

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where no road leads."""
        return np.asarray(self.durations_s >= NO_ROAD)

    def put(self, rows: Sequence[int], columns: Sequence[int], part: "Table") -> None:
        """Lays a smaller table into this one."""
        at = np.ix_(rows, columns)
        self.durations_s[at], self.distances_m[at] = part.durations_s, part.distances_m

    def fill(self, rows: Sequence[int], columns: Sequence[int], part: "Table") -> None:
        """Lays a smaller table in, only where this one has no road yet."""
        at = np.ix_(rows, columns)
        gaps = self.missing[at]
        self.durations_s[at] = np.where(gaps, part.durations_s, self.durations_s[at])
        self.distances_m[at] = np.where(gaps, part.distances_m, self.distances_m[at])


class RoadEngine(Protocol):
    """Knows the roads for a way of travelling ("car", "bike", "foot"). Safe in several threads."""

    @property
    def version(self) -> str:
        """Another word whenever answers may differ: the map's own version, and the engine's."""
        ...

    @property
    def knows_streets(self) -> bool:
        """False where lengths are reckoned without a map, so that nothing needs to be kept."""
        ...

    def off_road_m(self, points: Sequence[Point], profile: str) -> Metres:
        """How far each point lies from its nearest road; NO_ROAD where there is none near.

        Raises BadProblem for an unknown profile, RoadsUnavailable where nobody answers.
        """
        ...

    def table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Table:
        """Travel between points that are on the road net (see `off_road_m`).

        Raises BadProblem for an unknown profile, RoadsUnavailable where nobody answers.
        """
        ...


def covering(missing: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """At most two questions (rows, columns) that cover every cell that is missing.

    What is missing usually is whole rows and whole columns (a new stop, a place that cannot be
    left): first rows with more than half of their cells missing, then the columns of the rest.
    """
    found = []
    full = missing.sum(axis=1) * 2 > missing.shape[1]
    for rows in (np.flatnonzero(full), np.flatnonzero(~full & missing.any(axis=1))):
        columns = np.flatnonzero(missing[rows].any(axis=0))
        if len(rows) and len(columns):
            found.append((rows.tolist(), columns.tolist()))
    return found
