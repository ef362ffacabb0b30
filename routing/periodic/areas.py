"""Which readers live close to each other, so that they can share a day, and what an area costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routing.periodic.horizon import Horizon
from routing.problem import NO_ROAD

READERS_OF_AN_AREA = 8
MOST_AREAS = 40
FAR_S = 36_000


@dataclass(frozen=True, slots=True)
class Areas:
    """For every visit its area and its time from door to door; for every area the way there and
    back, and the way from the nearest other area."""

    of_visit: tuple[int, ...]
    hop_s: tuple[int, ...]
    there_and_back_s: tuple[int, ...]
    from_next_s: tuple[int, ...]


def areas(horizon: Horizon) -> Areas:
    """Groups of neighbours around readers who live far from each other.

    Centres are chosen farthest first (Gonzalez, "Clustering to minimize the maximum intercluster
    distance", Theoretical Computer Science 38 (1985), 293), by the time there and back. A hop is
    the way from the nearest neighbour; the way to an area is that of its nearest depot.
    """
    matrix = next(iter(horizon.roads.values())).durations_s
    rows = [visit.task.stops[0].place.index for visit in horizon.visits]
    apart = np.minimum(matrix[np.ix_(rows, rows)], FAR_S)
    apart = (apart + apart.T) // 2
    count = min(MOST_AREAS, -(-len(rows) // READERS_OF_AN_AREA))
    centres = _centres(apart, count)
    of_visit = np.argmin(apart[:, centres], axis=1)
    near = apart.copy()
    np.fill_diagonal(near, FAR_S)
    hop_s = near.min(axis=1) if len(rows) > 1 else np.zeros(1, np.int64)
    depots = sorted(
        {
            place.index
            for day in horizon.days
            for vehicle in day.vehicles
            for place in (vehicle.start, vehicle.end)
            if place is not None
        }
    )
    centre_rows = [rows[centre] for centre in centres]
    return Areas(
        tuple(int(one) for one in of_visit),
        tuple(int(min(one, FAR_S // 10)) for one in hop_s),
        tuple(_there_and_back_s(matrix, depots, row) for row in centre_rows),
        _from_next_s(apart[np.ix_(centres, centres)]),
    )


def _centres(apart: np.ndarray, count: int) -> list[int]:
    centres = [int(np.argmin(apart.sum(axis=1)))]
    while len(centres) < count:
        nearest = apart[:, centres].min(axis=1)
        furthest = int(np.argmax(nearest))
        if nearest[furthest] == 0:
            break
        centres.append(furthest)
    return centres


def _from_next_s(between: np.ndarray) -> tuple[int, ...]:
    if len(between) == 1:
        return (0,)
    others = between.copy()
    np.fill_diagonal(others, FAR_S)
    return tuple(int(one) for one in others.min(axis=1))


def _there_and_back_s(matrix: np.ndarray, depots: Sequence[int], row: int) -> int:
    ways = [
        int(matrix[depot, row] + matrix[row, depot])
        for depot in depots
        if matrix[depot, row] < NO_ROAD and matrix[row, depot] < NO_ROAD
    ]
    return min([*ways, FAR_S]) if depots else 0
