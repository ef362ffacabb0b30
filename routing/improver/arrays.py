"""The day and a plan of it as arrays, as the compiled steps read them; columns: `layout`."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routing.improver.layout import Kind, Link, Node, Rest, Rows, RunRow, table

Whole = NDArray[np.int64]
Short = NDArray[np.int32]
Table = NDArray[np.void]
Real = NDArray[np.float64]


class Day(NamedTuple):
    """What does not change while a day is searched.

    Nodes 0..n-1 are the stops, then come the places where runs begin and end.
    """

    out_s: Short
    """(roads, node, node): seconds from the first node to the second."""
    into_s: Short
    """The same with the nodes exchanged, so that a stop's roads from others lie side by side."""
    out_m: Short
    toll_out: Short
    """(tariff, node, node): the price of the road from the first node to the second."""
    toll_into: Short
    """The same with the nodes exchanged."""
    nodes: Rows[Node]
    windows: Whole
    kinds: Rows[Kind]
    rests: Rows[Rest]
    able: NDArray[np.uint8]
    """(stop, kind): whether they may serve it."""
    most: Whole
    """(kind, dimension): what the bag holds."""
    loads: Whole
    """(stop, 0 in the bag from the start, 1 how the bag changes here, dimension)."""
    doors: Short
    """(0 stops to come from, 1 stops to go on to; stop; nearest first): -1 where no more."""
    paired: NDArray[np.uint8]
    """(stop, stop): whether the second is among those that the first is come to from."""
    around: Short
    """(stop, nearest first): whose neighbours are taken out together."""
    orders: Real
    """(stop, order): by what absent stops are sorted before they are put in."""
    weights: Whole
    """What it counts to leave out the task of a stop: 0 where it may be left out for a price,
    -1 at a hand-over (its pick-up counts)."""
    penalties: Whole
    """The price at which a stop may be left out; FAR where it is to be served."""
    wishes: Whole
    """(stop, kind): what it costs that no other courier comes; one column where nobody minds."""
    hard: Whole
    """How difficult each stop is (nought at a hand-over)."""
    uneven: Whole
    """What an uneven day costs, by PER_SECOND and PER_POINT."""
    flags: Whole


class State(NamedTuple):
    """One plan: its stops and runs, linked."""

    chain: Rows[Link]
    runs: Rows[RunRow]
    bags: Whole
    """(run, which load, dimension)."""
    peaks: Whole
    """(stop, which peak, dimension)."""
    used: Whole
    """How many couriers of each kind have a stop."""
    absent: Whole
    """The first stops of tasks that are in no run."""
    clock: Whole
    """(2, breaks + 1): room for times with 0, 1, 2, ... breaks taken."""


class Scratch(NamedTuple):
    """Room to work in, so that no round asks for memory."""

    touched: Whole
    marks: NDArray[np.uint8]
    stale: NDArray[np.uint8]
    stops: Whole
    keys: Real


class Pool(NamedTuple):
    """The runs met in good plans, each once."""

    stops: Short
    ends: Whole
    kinds: Whole
    prices: Whole
    met: NDArray[np.uint64]
    keys: NDArray[np.uint64]


def empty_state(day: Day) -> State:
    """A plan in which every stop is absent."""
    stops, dimensions = len(day.able), day.most.shape[1]
    counts = [day.kinds[number].count for number in range(len(day.kinds))]
    chain, runs = table(Link, stops), table(RunRow, sum(counts))
    chain["run"] = runs["first"] = runs["last"] = -1
    runs["kind"] = np.repeat(np.arange(len(counts)), counts)
    return State(
        chain=chain.view(np.recarray),
        runs=runs.view(np.recarray),
        bags=np.zeros((len(runs), 3, dimensions), np.int64),
        peaks=np.zeros((stops, 3, dimensions), np.int64),
        used=np.zeros(len(counts), np.int64),
        absent=np.zeros(stops, np.int64),
        clock=np.zeros((2, len(day.rests) + 1), np.int64),
    )
