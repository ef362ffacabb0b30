"""When a courier is free at the earliest and must have come at the latest, along one run.

Both are kept for every stop, so that a stop more is judged by its two neighbours alone. They hold
without breaks; where a courier takes breaks, `rests` judges what passes here.
"""

from routing.improver.arrays import Day, State, Whole
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    BLOCKED,
    CLOSES,
    DUE,
    END,
    END_WINDOW,
    FIRST,
    FIRST_WINDOW,
    FREE,
    KIND,
    LAST,
    LATE,
    NEVER,
    NEXT,
    OPENS,
    PLACE,
    PREV,
    ROAD,
    ROADS,
    SERVICE,
    SETUP,
    SHIFT_CLOSES,
    SHIFT_OPENS,
    START,
)


@inlined
def opening(nodes: Whole, windows: Whole, stop: int, arrival_s: int) -> int:
    """When work may begin after an arrival; NEVER when all windows are over."""
    if arrival_s <= nodes[stop, OPENS]:
        return int(nodes[stop, OPENS])
    if arrival_s > nodes[stop, CLOSES]:
        return NEVER
    for n in range(nodes[stop, FIRST_WINDOW], nodes[stop, END_WINDOW]):
        if arrival_s <= windows[n, 1]:
            return max(arrival_s, int(windows[n, 0]))
    return arrival_s


@inlined
def latest(nodes: Whole, windows: Whole, stop: int, begin_s: int) -> int:
    """The latest arrival from which work can begin at `begin_s` or before; NEVER if none."""
    if begin_s < nodes[stop, OPENS]:
        return NEVER
    if begin_s >= nodes[stop, CLOSES]:
        return int(nodes[stop, CLOSES])
    for n in range(nodes[stop, END_WINDOW] - 1, nodes[stop, FIRST_WINDOW] - 1, -1):
        if windows[n, 0] <= begin_s:
            return min(begin_s, int(windows[n, 1]))
    return begin_s


@inlined
def work_s(nodes: Whole, before: int, stop: int) -> int:
    """Setup, spared at the place where the courier already is, and service."""
    if nodes[stop, SETUP] > 0 and nodes[before, PLACE] != nodes[stop, PLACE]:
        return int(nodes[stop, SERVICE] + nodes[stop, SETUP])
    return int(nodes[stop, SERVICE])


@compiled
def forward(day: Day, state: State, run: int, stop: int) -> bool:
    """Renews the earliest times from a stop on, as far as they change; False where one is late."""
    chain, nodes = state.chain, day.nodes
    kind = day.kinds[state.runs[run, KIND]]
    before = chain[stop, PREV]
    if before < 0:
        free_s, before = kind[SHIFT_OPENS], kind[START]
    else:
        free_s = chain[before, FREE]
    while stop >= 0:
        road_s = chain[stop, ROAD]
        begin_s = opening(nodes, day.windows, stop, free_s + road_s)
        if begin_s == NEVER or road_s >= BLOCKED:
            return False
        free_s = begin_s + work_s(nodes, before, stop)
        if chain[stop, FREE] == free_s:
            return True
        chain[stop, FREE] = free_s
        before, stop = stop, chain[stop, NEXT]
    home_s = day.out_s[kind[ROADS], before, kind[END]]
    return bool(home_s < BLOCKED and free_s + home_s <= kind[SHIFT_CLOSES])


@compiled
def backward(day: Day, state: State, run: int, stop: int) -> None:
    """Renews the latest times from a stop back, as far as they change."""
    chain, nodes = state.chain, day.nodes
    kind = day.kinds[state.runs[run, KIND]]
    after = chain[stop, NEXT]
    while stop >= 0:
        if after < 0:
            due_s = kind[SHIFT_CLOSES] - day.out_s[kind[ROADS], stop, kind[END]]
        else:
            due_s = chain[after, LATE] - chain[after, ROAD]
        before = chain[stop, PREV]
        came_from = kind[START] if before < 0 else before
        begin_s = due_s - work_s(nodes, came_from, stop)
        late_s = latest(nodes, day.windows, stop, begin_s)
        if chain[stop, LATE] == late_s and chain[stop, DUE] == due_s:
            return
        chain[stop, LATE], chain[stop, DUE] = late_s, due_s
        after, stop = stop, before


@compiled
def renew(day: Day, state: State, run: int) -> bool:
    """Renews all times of a run; False where it can no longer be kept."""
    first, last = state.runs[run, FIRST], state.runs[run, LAST]
    if first < 0:
        return True
    state.chain[first, FREE] = NEVER
    stop = first
    while stop >= 0:
        state.chain[stop, FREE] = NEVER
        state.chain[stop, DUE] = NEVER
        stop = state.chain[stop, NEXT]
    if not forward(day, state, run, first):
        return False
    backward(day, state, run, last)
    return True


@inlined
def in_time(
    day: Day, state: State, kind: Whole, stop: int, between: tuple[int, int], roads: tuple[int, int]
) -> bool:
    """Whether a stop fits between two neighbours (-1: an end of the run), its roads given."""
    before, after = between
    came_from = kind[START] if before < 0 else before
    free_s = kind[SHIFT_OPENS] if before < 0 else state.chain[before, FREE]
    times = (int(free_s), int(roads[0]), int(roads[1]))
    return in_time_from(day, state, kind, stop, (int(came_from), int(after)), times)


@inlined
def in_time_from(
    day: Day,
    state: State,
    kind: Whole,
    stop: int,
    between: tuple[int, int],
    times: tuple[int, int, int],
) -> bool:
    """The same where the courier is free at `times[0]`; then come the roads to and from."""
    chain, nodes = state.chain, day.nodes
    came_from, after = between
    begin_s = opening(nodes, day.windows, stop, times[0] + times[1])
    if begin_s == NEVER:
        return False
    arrival_s = begin_s + work_s(nodes, came_from, stop) + times[2]
    if after < 0:
        return bool(arrival_s <= kind[SHIFT_CLOSES])
    late_s = chain[after, LATE]
    if nodes[after, SETUP] > 0:
        now_s = work_s(nodes, stop, after)
        if nodes[came_from, PLACE] != nodes[stop, PLACE]:
            late_s = latest(nodes, day.windows, after, chain[after, DUE] - now_s)
    return bool(arrival_s <= late_s)
