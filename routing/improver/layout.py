"""What is known of a stop, a courier, a run: the rows of the improver's tables.

A row holds all that is asked about one thing at once, so that one look at memory finds it. Every
number is a whole one of 64 bits.
"""

from typing import Protocol, TypeVar, cast

import numpy as np

Row = TypeVar("Row")


class Rows(Protocol[Row]):
    """A table: an array whose elements have named numbers."""

    def __getitem__(self, number: int) -> Row:
        """The row of one thing."""
        ...

    def __setitem__(self, number: int, row: Row) -> None: ...

    def __len__(self) -> int: ...


class Node(Protocol):
    """A stop, or a place where a run begins or ends; from the first opening to the last closing.

    `partner` is the other end of a shipment (-1: none).
    """

    opens: int
    closes: int
    service: int
    setup: int
    place: int
    first_window: int
    end_window: int
    partner: int


class Kind(Protocol):
    """Couriers who are alike: where runs begin and end, which roads, shift, prices, limits.

    Their runs are `first_run` and the `count - 1` after it.
    """

    start: int
    end: int
    roads: int
    shift_opens: int
    shift_closes: int
    fixed: int
    per_s: int
    per_m: int
    most_stops: int
    most_s: int
    most_m: int
    first_run: int
    count: int
    first_rest: int
    end_rest: int
    unused: int


class Rest(Protocol):
    """A break: how long, and its windows."""

    rest_s: int
    first_window: int
    end_window: int


class Link(Protocol):
    """A stop in a plan: its neighbours (-1: an end of the run) and its run (-1: none).

    When the courier is `free` again at the earliest, must have come (`late`) and be done (`due`)
    at the latest, and the roads to it and on from it in seconds.
    """

    next: int
    prev: int
    run: int
    free: int
    late: int
    due: int
    road: int
    road_on: int


class RunRow(Protocol):
    """A run: its ends, how many stops, whose, its road in all."""

    first: int
    last: int
    size: int
    kind: int
    road_s: int
    road_m: int


def table(row: type, count: int) -> np.ndarray:
    """An empty table with a row's names; read as `Rows[row]`."""
    return np.zeros(count, np.dtype([(name, np.int64) for name in row.__annotations__]))


def variable(number: int) -> int:
    """A constant that the compiler does not take for one: else it compiles a step for each."""
    return cast(int, np.int64(number))


LOAD_AT_START, LOAD_MOST, LOAD_AT_END = range(3)
"""Of a bag: what it holds on leaving, at its heaviest, at the end."""

HEAVIEST_BEFORE, HEAVIEST_AFTER, HELD = range(3)
"""Of a stop in a plan: the heaviest bag up to leaving it, and from then on; the bag on leaving."""

TIMED, MIXED, BLOCKED_ROADS, METRES, RESTS, SHIPMENTS, LIMITS, ALIKE = range(8)
"""What has to be looked at on this day at all. ALIKE: a second of any road costs the same."""
FLAGS = 8

ABSENT, PLACED, USED_RUNS, AT_BEST, WEIGHT, PRICE, BEST_WEIGHT, BEST_PRICE = range(8)
ROUNDS, KEPT, POOLED, POOL_STOPS = range(8, 12)
"""The tally of a search: how many stops are absent and placed, how many runs used, whether the
plan is the best one and not yet noted, what it and the best one weigh and cost; rounds gone
through and kept; runs noted for recombination and their stops."""
TALLIES = 12

TEMPERATURE, STRINGS, LONGEST, BLINK, NEARLY = range(5)
"""How a search goes: how much worse a plan may be, how many
stops are taken out on average, the longest string, how often a good place is overlooked, how
near to the best a plan must be for its runs to be noted."""
PACES = 5

BLOCKED = 2**30
"""Seconds of a road that does not exist."""

NEVER = -(2**60)
FAR = 2**62
