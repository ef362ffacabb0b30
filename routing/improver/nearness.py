"""Which stops are near enough to be neighbours in a run, and in what orders stops are put in."""

import numpy as np
from numpy.typing import NDArray

from routing.improver.arrays import Real, Short, Table, Whole
from routing.improver.layout import BLOCKED

DOORS = 25
"""How many stops are tried on either side of a stop."""
AROUND = 200
"""Among how many near stops the runs are found that a round takes apart."""
WAITING = 0.2
"""What a second of waiting counts beside a second of road (Vidal et al., C&OR 40, 2013)."""
ROWS_AT_ONCE = 256

Seconds = NDArray[np.int32]


def doors(out_s: Short, nodes: Table, kinds: Table, stops: int) -> Short:
    """(2, stops, nearest): whom to come from and whom to go on to; -1 where nobody is left.

    A stop that could never be reached in time from another is not its neighbour.
    """
    road_s = out_s[:, :stops, :stops].min(axis=0)
    opens, closes = nodes["opens"][:stops], nodes["closes"][:stops]
    free_s = np.maximum(opens, _first_arrival(out_s, kinds, stops)) + nodes["service"][:stops]
    last_s = closes + nodes["service"][:stops]
    nearest = min(DOORS, max(stops - 1, 1))
    found = np.full((2, stops, nearest), -1, np.int32)
    for first in range(0, stops, ROWS_AT_ONCE):
        some = slice(first, first + ROWS_AT_ONCE)
        to_s, on_s = road_s[:, some].T, road_s[some]
        found[0, some] = _nearest(
            to_s, free_s[None, :], last_s[None, :], opens[some, None], closes[some, None], first
        )
        found[1, some] = _nearest(
            on_s, free_s[some, None], last_s[some, None], opens[None, :], closes[None, :], first
        )
    return found


def paired(doors: Short) -> NDArray[np.uint8]:
    """(stops, stops): whether the second is among those that the first is come to from."""
    stops, nearest = doors.shape[1:]
    found = np.zeros((stops, stops + 1), np.uint8)
    found[np.repeat(np.arange(stops), nearest), doors[0].ravel()] = 1  # the last column is for -1
    return np.ascontiguousarray(found[:, :stops])


def _nearest(
    road_s: Seconds, free_s: Whole, last_s: Whole, opens: Whole, closes: Whole, first: int
) -> Short:
    """For some stops the nearest others, roads and waiting counted; late ones are left out."""
    far = road_s + WAITING * np.maximum(0, opens - last_s - road_s)
    far = np.where((free_s + road_s > closes) | (road_s >= BLOCKED), np.inf, far)
    rows = np.arange(len(road_s))
    far[rows, first + rows] = np.inf
    return _smallest(far, min(DOORS, max(far.shape[1] - 1, 1)))


def _smallest(far: Real, count: int) -> Short:
    """For every row the columns of its smallest numbers, in order; -1 for infinity."""
    some = np.argpartition(far, count - 1, axis=1)[:, :count]
    some.sort(axis=1)  # so that equals come in the order of the stops
    far_of = np.take_along_axis(far, some, axis=1)
    order = np.argsort(far_of, axis=1, kind="stable")
    found = np.take_along_axis(some, order, axis=1).astype(np.int32)
    found[np.isinf(np.take_along_axis(far_of, order, axis=1))] = -1
    return found


def _first_arrival(out_s: Short, kinds: Table, stops: int) -> Whole:
    """When any courier could be at each stop at the earliest, straight from the start."""
    arrivals = [kind["shift_opens"] + out_s[kind["roads"], kind["start"], :stops] for kind in kinds]
    return np.asarray(np.min(arrivals, axis=0), dtype=np.int64)


def around(out_s: Short, stops: int) -> Short:
    """(stops, nearest): the stops around each, by the road there and back."""
    road_s = out_s[:, :stops, :stops].min(axis=0)
    nearest = min(AROUND, max(stops - 1, 1))
    found = np.full((stops, nearest), -1, np.int32)
    for first in range(0, stops, ROWS_AT_ONCE):
        some = slice(first, first + ROWS_AT_ONCE)
        far = road_s[some].astype(np.float64) + road_s[:, some].T
        rows = np.arange(len(far))
        far[rows, first + rows] = np.inf
        found[some] = _smallest(far, nearest)
    return found


def orders(out_s: Short, nodes: Table, kinds: Table, loads: Whole, weights: Whole) -> Real:
    """(stops, orders): heavy first, far first, near first, narrow windows first, early, late.

    Each stands there as often as it is to be drawn by lot, four times as often a lot of its own.
    """
    stops = len(weights)
    starts = {(int(kind["roads"]), int(kind["start"])) for kind in kinds}
    far = np.min([out_s[roads, start, :stops] for roads, start in starts], axis=0)
    columns: list[NDArray[np.generic]] = [-far, -far, far]
    most = np.maximum(1, np.abs(loads).max(axis=(0, 1)))
    heavy = (np.abs(loads) / most).sum(axis=(1, 2))
    if heavy.any():
        columns += [-heavy] * 4
    opens, closes = nodes["opens"][:stops], nodes["closes"][:stops]
    if np.ptp(opens) or np.ptp(closes):
        columns += [closes - opens, closes - opens, opens, opens, -closes, -closes]
    if (weights > 0).any() and np.ptp(weights[weights > 0]):
        columns += [-weights] * 4
    return np.ascontiguousarray(np.stack(columns, axis=1), dtype=np.float64)
