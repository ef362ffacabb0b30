"""Whether a courier can take every break of the shift: the whole run is gone through.

Kept for every number of breaks taken so far: the earliest that the courier is free. What is free
earlier is never worse, and breaks come in a fixed order, so this is exact. It costs the length of
the run, so it is asked only where all else fits.
"""

from routing.improver import clocks
from routing.improver.arrays import Day, State
from routing.improver.compiled import compiled
from routing.improver.layout import FAR, NEVER, Kind, variable

NOBODY, START_OF_RUN = variable(-2), variable(-1)


@compiled
def fit(day: Day, state: State, run: int) -> bool:
    """Whether the breaks fit into a run as it is."""
    return fit_with(day, state, run, (NOBODY, NOBODY), (NOBODY, NOBODY))


@compiled
def fit_with(
    day: Day, state: State, run: int, first: tuple[int, int], second: tuple[int, int]
) -> bool:
    """Whether the breaks fit with one or two stops more.

    Each is (stop, behind which stop of the run); -1 means at the start, NOBODY no stop. The second
    stands after the first, perhaps right behind it.
    """
    kind = day.kinds[state.runs[run].kind]
    breaks = kind.end_rest - kind.first_rest
    if breaks == 0:
        return True
    free = state.clock[0]
    for taken in range(breaks + 1):
        free[taken] = FAR
    free[0] = kind.shift_opens
    stop, before = _following(state, run, START_OF_RUN, first, second), kind.start
    while stop >= 0:
        if not _on_to(day, state, kind, before, stop):
            return False
        before = stop
        stop = _following(state, run, stop, first, second)
    return _home(day, state, kind, before)


@compiled
def _following(
    state: State, run: int, here: int, first: tuple[int, int], second: tuple[int, int]
) -> int:
    """The stop after `here` (-1: the start) with the new ones put in."""
    if here == second[1]:
        return second[0]
    if here == first[1]:
        return first[0]
    if here == second[0]:
        here = second[1]
    if here == first[0]:
        here = first[1]
    return int(state.runs[run].first if here < 0 else state.chain[here].next)


@compiled
def _on_to(day: Day, state: State, kind: Kind, before: int, stop: int) -> bool:
    """Goes on to a stop with every number of breaks on the road; False where none is in time."""
    free, after = state.clock[0], state.clock[1]
    breaks = kind.end_rest - kind.first_rest
    for taken in range(breaks + 1):
        after[taken] = FAR
    whole_s = day.out_s[kind.roads, before, stop]
    spent_s = clocks.work_s(day.nodes, before, stop)
    any_way = False
    for taken in range(breaks + 1):
        free_s, rest_s = free[taken], whole_s
        if free_s == FAR:
            continue
        for done in range(taken, breaks + 1):
            if done > taken:
                free_s, rest_s = _rested(day, kind.first_rest + done - 1, free_s, rest_s)
                if free_s == NEVER:
                    break
            begin_s = clocks.opening(day.nodes, day.windows, stop, free_s + rest_s)
            if begin_s != NEVER:
                after[done] = min(after[done], begin_s + spent_s)
                any_way = True
    for taken in range(breaks + 1):
        free[taken] = after[taken]
    return any_way


@compiled
def _home(day: Day, state: State, kind: Kind, before: int) -> bool:
    """Whether the end is reached inside the shift with every break taken."""
    breaks = kind.end_rest - kind.first_rest
    whole_s = day.out_s[kind.roads, before, kind.end]
    for taken in range(breaks + 1):
        free_s, rest_s = state.clock[0, taken], whole_s
        if free_s == FAR:
            continue
        for number in range(taken, breaks):
            free_s, rest_s = _rested(day, kind.first_rest + number, free_s, rest_s)
            if free_s == NEVER:
                break
        if free_s != NEVER and free_s + rest_s <= kind.shift_closes:
            return True
    return False


@compiled
def _rested(day: Day, rest: int, free_s: int, rest_s: int) -> tuple[int, int]:
    """When a break is over and how much of the road is left; NEVER where it is too late for it."""
    windows = day.windows
    for n in range(day.rests[rest].first_window, day.rests[rest].end_window):
        if free_s <= windows[n, 1]:
            begin_s = max(free_s, windows[n, 0])
            driven_s = min(rest_s, begin_s - free_s)
            return begin_s + day.rests[rest].rest_s, rest_s - driven_s
    return NEVER, rest_s
