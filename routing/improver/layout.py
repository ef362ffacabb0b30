"""What is known of a stop, a courier, a run: the rows of the improver's tables.

A row holds all that is asked about one thing at once, and lies in one line of the processor's
memory, so that one look finds it. Numbers are whole ones of 64 bits, or of 32 where they are
roads, prices of roads or numbers of things.
"""

from typing import Annotated, Protocol, TypeVar, cast, get_type_hints

import numpy as np

Row = TypeVar("Row")
Half = Annotated[int, np.int32]
"""A number of 32 bits."""
LINE = 64
"""Bytes that the processor reads from memory at once."""


class Rows(Protocol[Row]):
    """A table: an array whose elements have named numbers."""

    def __getitem__(self, number: int) -> Row:
        """The row of one thing."""
        ...

    def __setitem__(self, number: int, row: Row) -> None: ...

    def __len__(self) -> int: ...


class Node(Protocol):
    """A stop, or a place where a run begins or ends; from the first opening to the last closing.

    The windows are told apart only where there are several (`first_window` to `end_window`).
    `partner` is the other end of a shipment (-1: none).
    """

    opens: int
    closes: int
    service: int
    setup: int
    place: Half
    first_window: Half
    end_window: Half
    partner: Half


class Kind(Protocol):
    """Couriers who are alike: where runs begin and end, which roads, shift, prices, limits.

    `tariff` says which table has the prices of the roads. Their runs are `first_run` and the
    `count - 1` after it.
    """

    start: int
    end: int
    roads: int
    tariff: int
    shift_opens: int
    shift_closes: int
    fixed: int
    most_stops: int
    most_s: int
    most_m: int
    first_run: int
    count: int
    first_rest: int
    end_rest: int


class Rest(Protocol):
    """A break: how long, and its windows."""

    rest_s: int
    first_window: int
    end_window: int


class Link(Protocol):
    """A stop in a plan: its neighbours (-1: an end of the run) and its run (-1: none).

    When the courier is `free` again at the earliest, must have come (`late`) and be done (`due`)
    at the latest; the road to it in seconds; what the roads to it and on from it cost; by which
    `tariff`.
    """

    free: int
    late: int
    due: int
    next: Half
    prev: Half
    run: Half
    tariff: Half
    road: Half
    toll: Half
    toll_on: Half


class RunRow(Protocol):
    """A run: its ends, how many stops, whose; what its roads and the wishes of its stops cost;
    how hard its stops are.

    How long and far the roads are is kept only where a limit asks for it.
    """

    first: Half
    last: Half
    size: Half
    kind: Half
    toll: int
    wish: int
    hard: int
    road_s: int
    road_m: int


def table(row: type, count: int) -> np.ndarray:
    """An empty table with a row's names, each row in a line of its own; read as `Rows[row]`."""
    hints = get_type_hints(row, include_extras=True)
    fields = np.dtype(
        [(name, np.int32 if hint is Half else np.int64) for name, hint in hints.items()]
    )
    width = -(-fields.itemsize // LINE) * LINE
    spaced = np.dtype(
        {
            "names": list(fields.names or ()),
            "formats": [fields[name] for name in hints],
            "offsets": [fields.fields[name][1] for name in hints] if fields.fields else [],
            "itemsize": width,
        }
    )
    room = np.zeros(count * width + LINE, np.uint8)
    skip = -room.ctypes.data % LINE
    return room[skip : skip + count * width].view(spaced)


def variable(number: int) -> int:
    """A constant that the compiler does not take for one: else it compiles a step for each."""
    return cast(int, np.int64(number))


LOAD_AT_START, LOAD_MOST, LOAD_AT_END = range(3)
"""Of a bag: what it holds on leaving, at its heaviest, at the end."""

HEAVIEST_BEFORE, HEAVIEST_AFTER, HELD = range(3)
"""Of a stop in a plan: the heaviest bag up to leaving it, and from then on; the bag on leaving."""

TIMED, MIXED, BLOCKED_ROADS, METRES, RESTS, SHIPMENTS, LIMITS, WISHES, BALANCE = range(9)
"""What has to be looked at on this day at all. LIMITS: of time or way on the road. WISHES: some
stops cost more with some couriers. BALANCE: an uneven day costs more."""
FLAGS = 9

PER_SECOND, PER_POINT = range(2)
"""What a second of the longest run costs, and a point of difficulty of the hardest."""

ABSENT, PLACED, USED_RUNS, AT_BEST, WEIGHT, PRICE, BEST_WEIGHT, BEST_PRICE = range(8)
ROUNDS, KEPT, POOLED, POOL_STOPS, PENALTY, UNEVEN = range(8, 14)
"""The tally of a search: how many stops are absent and placed, how many runs used, whether the
plan is the best one and not yet noted, what it and the best one weigh and cost; rounds gone
through and kept; runs noted for recombination and their stops; what it costs that stops are left
out which may be, and that the day is uneven (parts of the price)."""
TALLIES = 14

TEMPERATURE, STRINGS, LONGEST, BLINK, NEARLY = range(5)
"""How a search goes: how much worse a plan may be, how many
stops are taken out on average, the longest string, how often a good place is overlooked, how
near to the best a plan must be for its runs to be noted."""
PACES = 5

BLOCKED = 2**30
"""Seconds and price of a road that does not exist."""

NEVER = -(2**60)
FAR = 2**62
