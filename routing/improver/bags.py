"""What the bag holds along a run, exactly: handed out and taken back at the same doors.

A job's drop lies in the bag from the start to its door, its pick-up from the door to the end; what
a shipment carries lies in it between its two ends. A stop more lifts the bag before it by what it
hands out and after it by what it takes, so the heaviest bag on either side is enough to judge it.
"""

from routing.improver.arrays import Day, State
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    HEAVIEST_AFTER,
    HEAVIEST_BEFORE,
    HELD,
    LOAD_AT_END,
    LOAD_AT_START,
    LOAD_MOST,
)

NOWHERE, SOMEWHERE, EVERYWHERE = 0, 1, 2


@inlined
def room(day: Day, state: State, run: int, stop: int) -> int:
    """Whether a job's load fits into a run nowhere, somewhere or everywhere."""
    most = day.most[state.runs[run].kind]
    found = EVERYWHERE
    for k in range(len(most)):
        given = day.loads[stop, 0, k]
        taken = given + day.loads[stop, 1, k]
        bag = state.bags[run]
        if bag[LOAD_MOST, k] + max(given, taken) > most[k]:
            if bag[LOAD_AT_START, k] + given > most[k] or bag[LOAD_AT_END, k] + taken > most[k]:
                return NOWHERE
            found = SOMEWHERE
    return found


@inlined
def room_here(day: Day, state: State, run: int, stop: int, before: int) -> bool:
    """Whether a job's load fits into a run right behind a stop (-1: at its start)."""
    most, bag = day.most[state.runs[run].kind], state.bags[run]
    for k in range(len(most)):
        given = day.loads[stop, 0, k]
        taken = given + day.loads[stop, 1, k]
        if before < 0:
            ahead, behind = bag[LOAD_AT_START, k], bag[LOAD_MOST, k]
        else:
            ahead = state.peaks[before, HEAVIEST_BEFORE, k]
            behind = state.peaks[before, HEAVIEST_AFTER, k]
        if ahead + given > most[k] or behind + taken > most[k]:
            return False
    return True


@inlined
def add(day: Day, state: State, run: int, stop: int, sign: int) -> None:
    """Puts a stop's load into a run's bag, or (sign -1) takes it out; exact if loads go one way."""
    for k in range(day.most.shape[1]):
        given = day.loads[stop, 0, k]
        taken = given + day.loads[stop, 1, k]
        state.bags[run, LOAD_AT_START, k] += sign * given
        state.bags[run, LOAD_AT_END, k] += sign * taken
        state.bags[run, LOAD_MOST, k] = max(
            state.bags[run, LOAD_AT_START, k], state.bags[run, LOAD_AT_END, k]
        )


@compiled
def weigh(day: Day, state: State, run: int) -> None:
    """Renews the heaviest bags of a whole run, where loads go both ways."""
    chain, runs, bags = state.chain, state.runs, state.bags
    for k in range(day.most.shape[1]):
        held = bags[run, LOAD_AT_START, k]
        heaviest = held
        stop = runs[run].first
        while stop >= 0:
            held += day.loads[stop, 1, k]
            heaviest = max(heaviest, held)
            state.peaks[stop, HEAVIEST_BEFORE, k] = heaviest
            state.peaks[stop, HEAVIEST_AFTER, k] = held
            state.peaks[stop, HELD, k] = held
            stop = chain[stop].next
        bags[run, LOAD_MOST, k] = heaviest
        stop = runs[run].last
        heaviest = NO_LOAD
        while stop >= 0:
            heaviest = max(heaviest, state.peaks[stop, HEAVIEST_AFTER, k])
            state.peaks[stop, HEAVIEST_AFTER, k] = heaviest
            stop = chain[stop].prev


NO_LOAD = -1
