"""Notes the runs of good plans, each once, to be put together anew (`routing/master`)."""

import numpy as np

from routing.improver import links
from routing.improver.arrays import Day, Pool, Scratch, State, Whole
from routing.improver.compiled import compiled
from routing.improver.layout import POOL_STOPS, POOLED

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
PROBES = 8
"""How many places of the table are looked at before a run is taken as known."""


@compiled
def note(day: Day, state: State, tally: Whole, scratch: Scratch, pool: Pool) -> None:
    """Notes the runs that a round has changed, as long as there is room."""
    for n in range(scratch.touched[-1]):
        run = scratch.touched[n]
        size = state.runs[run].size
        if (
            size == 0
            or tally[POOLED] >= len(pool.ends)
            or tally[POOL_STOPS] + size > len(pool.stops)
            or _met(state, pool, run)
        ):
            continue
        stop, at = state.runs[run].first, tally[POOL_STOPS]
        while stop >= 0:
            pool.stops[at] = stop
            at += 1
            stop = state.chain[stop].next
        pool.ends[tally[POOLED]] = at
        pool.kinds[tally[POOLED]] = state.runs[run].kind
        pool.prices[tally[POOLED]] = links.price(day, state, run)
        tally[POOL_STOPS] = at
        tally[POOLED] += 1


@compiled
def _met(state: State, pool: Pool, run: int) -> bool:
    """Whether a run with these stops, this kind and this road was met before; notes that it was."""
    runs = state.runs
    road = np.uint64(runs[run].toll * 31 + runs[run].kind + 1)
    mark = road * GOLDEN
    stop = runs[run].first
    while stop >= 0:
        mark ^= pool.keys[stop]
        stop = state.chain[stop].next
    slots = np.int64(len(pool.met))
    at = np.int64(mark % np.uint64(slots))
    for _ in range(PROBES):
        if pool.met[at] == mark:
            return True
        if pool.met[at] == 0:
            pool.met[at] = mark
            return False
        at = (at + 1) % slots
    return True
