"""Takes strings of neighbouring stops out of the runs around a place.

Source: Christiaens and Vanden Berghe (2020), sections 5.1 to 5.3.
"""

from routing.improver import links
from routing.improver.arrays import Day, Real, Scratch, State, Whole
from routing.improver.chance import Chance, below, draw
from routing.improver.compiled import inlined
from routing.improver.layout import (
    ABSENT,
    LONGEST,
    NEVER,
    PENALTY,
    PLACED,
    STRINGS,
    USED_RUNS,
    WEIGHT,
)
from routing.improver.recreate import touch

WHOLE, WHOLE_RUNS, WHOLE_LONGEST = 0.01, 2, 1e9
"""How often two whole runs are taken apart: only so can they change their couriers."""
AT_ABSENT = 0.5
"""How often strings are taken out around a stop that has no room."""
MOST_WHOLE = 60
"""A longer run is not taken out whole."""
SPLIT = 0.5
"""How often a string keeps some stops in its middle."""
DEEPER = 0.01
"""How often the middle that is kept grows by one more (the paper's)."""


@inlined
def ruin(
    day: Day, state: State, tally: Whole, scratch: Scratch, pace: Real, chance: Chance
) -> bool:
    """Takes strings out around a stop drawn by lot; False where a run cannot be kept so."""
    stops, runs = tally[PLACED], max(1, tally[USED_RUNS])
    longest = min(pace[LONGEST], max(1.0, stops / runs))
    strings = int(draw(chance) * (4.0 * pace[STRINGS] / (1.0 + longest) - 1.0) + 1.0)
    if draw(chance) < WHOLE:
        strings, longest = WHOLE_RUNS, WHOLE_LONGEST
    seed = below(chance, len(state.chain))
    if tally[ABSENT] > 0 and draw(chance) < AT_ABSENT:
        seed = state.absent[0]  # to make room for it
    done, kept = 0, True
    for n in range(-1, day.around.shape[1]):
        stop = seed if n < 0 else int(day.around[seed, n])
        if stop < 0:
            break
        run = state.chain[stop].run
        if run < 0 or scratch.marks[run]:
            continue
        touch(state, tally, scratch, run)
        kept = kept and _take_string(day, state, tally, scratch, (stop, longest), chance)
        done += 1
        if done >= strings or not kept:
            break
    return kept


@inlined
def _take_string(
    day: Day,
    state: State,
    tally: Whole,
    scratch: Scratch,
    at: tuple[int, float],
    chance: Chance,
) -> bool:
    """Takes a string around a stop out of its run, perhaps without its middle.

    False where the run cannot be kept so.
    """
    chain, stop = state.chain, at[0]
    run = int(chain[stop].run)
    size = state.runs[run].size
    length = min(size, int(draw(chance) * min(float(size), at[1]) + 1.0))
    if at[1] == WHOLE_LONGEST and size <= MOST_WHOLE:
        length = size
    kept = 0
    if length < size and draw(chance) < SPLIT:
        kept = 1
        while length + kept < size and draw(chance) < DEEPER:
            kept += 1
    ahead, here = 0, chain[stop].prev
    while here >= 0 and ahead < length + kept:
        ahead += 1
        here = chain[here].prev
    behind, here = 0, chain[stop].next
    while here >= 0 and behind < length + kept:
        behind += 1
        here = chain[here].next
    least, most = max(0, length + kept - 1 - behind), min(length + kept - 1, ahead)
    here = stop
    for _ in range(least + below(chance, most - least + 1)):
        here = chain[here].prev
    skip = below(chance, length + 1) if kept else length
    before = int(chain[here].prev)
    for n in range(length + kept):
        after = int(chain[here].next)
        if skip <= n < skip + kept:
            chain[here].free = chain[here].due = NEVER
            scratch.stops[n] = -1
        else:
            scratch.stops[n] = here
        here = after
    for n in range(length + kept):
        if scratch.stops[n] >= 0 and chain[scratch.stops[n]].run >= 0:
            _leave_out(day, state, tally, int(scratch.stops[n]))
    return links.mend(day, state, run, (before, here))


@inlined
def _leave_out(day: Day, state: State, tally: Whole, stop: int) -> None:
    """Makes a stop absent, and with it the other end of its shipment."""
    partner = day.nodes[stop].partner
    head = stop
    links.take(day, state, stop)
    tally[PLACED] -= 1
    if partner >= 0:
        links.take(day, state, partner)
        tally[PLACED] -= 1
        head = stop if day.weights[stop] >= 0 else partner
    state.absent[tally[ABSENT]] = head
    tally[ABSENT] += 1
    tally[WEIGHT] += day.weights[head]
    if day.weights[head] == 0:
        tally[PENALTY] += day.penalties[head]
