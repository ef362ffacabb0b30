"""When a courier is free at the earliest and must have come at the latest, along one run.

Both are kept for every stop, so that a stop more is judged by its two neighbours alone. They hold
without breaks; where a courier takes breaks, `rests` judges what passes here.
"""

from routing.improver.arrays import Day, State, Whole
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import BLOCKED, NEVER, Kind, Node, Rows


@inlined
def opening(nodes: Rows[Node], windows: Whole, stop: int, arrival_s: int) -> int:
    """When work may begin after an arrival; NEVER when all windows are over."""
    if arrival_s <= nodes[stop].opens:
        return int(nodes[stop].opens)
    if arrival_s > nodes[stop].closes:
        return NEVER
    for n in range(nodes[stop].first_window, nodes[stop].end_window):
        if arrival_s <= windows[n, 1]:
            return max(arrival_s, int(windows[n, 0]))
    return arrival_s


@inlined
def latest(nodes: Rows[Node], windows: Whole, stop: int, begin_s: int) -> int:
    """The latest arrival from which work can begin at `begin_s` or before; NEVER if none."""
    if begin_s < nodes[stop].opens:
        return NEVER
    if begin_s >= nodes[stop].closes:
        return int(nodes[stop].closes)
    for n in range(nodes[stop].end_window - 1, nodes[stop].first_window - 1, -1):
        if windows[n, 0] <= begin_s:
            return min(begin_s, int(windows[n, 1]))
    return begin_s


@inlined
def work_s(nodes: Rows[Node], before: int, stop: int) -> int:
    """Setup, spared at the place where the courier already is, and service."""
    if nodes[stop].setup > 0 and nodes[before].place != nodes[stop].place:
        return int(nodes[stop].service + nodes[stop].setup)
    return int(nodes[stop].service)


@inlined
def forward(day: Day, state: State, run: int, stop: int) -> bool:
    """Renews the earliest times from a stop on, as far as they change; False where one is late."""
    chain, nodes = state.chain, day.nodes
    kind = day.kinds[state.runs[run].kind]
    before = chain[stop].prev
    if before < 0:
        free_s, before = kind.shift_opens, kind.start
    else:
        free_s = chain[before].free
    while stop >= 0:
        road_s = chain[stop].road
        begin_s = opening(nodes, day.windows, stop, free_s + road_s)
        if begin_s == NEVER or road_s >= BLOCKED:
            return False
        free_s = begin_s + work_s(nodes, before, stop)
        if chain[stop].free == free_s:
            return True
        chain[stop].free = free_s
        before, stop = stop, chain[stop].next
    home_s = day.out_s[kind.roads, before, kind.end]
    return bool(home_s < BLOCKED and free_s + home_s <= kind.shift_closes)


@inlined
def backward(day: Day, state: State, run: int, stop: int) -> None:
    """Renews the latest times from a stop back, as far as they change."""
    chain, nodes = state.chain, day.nodes
    kind = day.kinds[state.runs[run].kind]
    after = chain[stop].next
    while stop >= 0:
        if after < 0:
            due_s = kind.shift_closes - day.out_s[kind.roads, stop, kind.end]
        else:
            due_s = chain[after].late - chain[after].road
        before = chain[stop].prev
        came_from = kind.start if before < 0 else before
        begin_s = due_s - work_s(nodes, came_from, stop)
        late_s = latest(nodes, day.windows, stop, begin_s)
        if chain[stop].late == late_s and chain[stop].due == due_s:
            return
        chain[stop].late, chain[stop].due = late_s, due_s
        after, stop = stop, before


@compiled
def renew(day: Day, state: State, run: int) -> bool:
    """Renews all times of a run; False where it can no longer be kept."""
    first, last = state.runs[run].first, state.runs[run].last
    if first < 0:
        return True
    stop = first
    while stop >= 0:
        state.chain[stop].free = NEVER
        state.chain[stop].due = NEVER
        stop = state.chain[stop].next
    if not forward(day, state, run, first):
        return False
    backward(day, state, run, last)
    return True


@inlined
def mend(day: Day, state: State, run: int, between: tuple[int, int]) -> bool:
    """Renews the times of a run that has lost stops between two others (-1: an end of the run).

    Those that still stand there have no times. False where the run can no longer be kept.
    """
    chain = state.chain
    before, after = between
    if before >= 0:
        chain[before].due = NEVER
    if after >= 0:
        chain[after].free = chain[after].due = NEVER
    first = state.runs[run].first if before < 0 else chain[before].next
    if first < 0:
        kind = day.kinds[state.runs[run].kind]
        home_s = day.out_s[kind.roads, before, kind.end]
        if home_s >= BLOCKED or chain[before].free + home_s > kind.shift_closes:
            return False
    elif not forward(day, state, run, first):
        return False
    backward(day, state, run, after if after >= 0 else state.runs[run].last)
    return True


@inlined
def lasts_s(day: Day, state: State, run: int) -> int:
    """How long a run lasts, breaks not counted; nobody leaves earlier than the first door asks."""
    kind = day.kinds[state.runs[run].kind]
    first, last = state.runs[run].first, state.runs[run].last
    road_s = state.chain[first].road
    begin_s = opening(day.nodes, day.windows, first, kind.shift_opens + road_s)
    home_s = day.out_s[kind.roads, last, kind.end]
    return int(state.chain[last].free + home_s - begin_s + road_s)


@inlined
def in_time(
    day: Day, state: State, kind: Kind, stop: int, between: tuple[int, int], roads: tuple[int, int]
) -> bool:
    """Whether a stop fits between two neighbours (-1: an end of the run), its roads given."""
    before, after = between
    came_from = kind.start if before < 0 else before
    free_s = kind.shift_opens if before < 0 else state.chain[before].free
    times = (int(free_s), int(roads[0]), int(roads[1]))
    return in_time_from(day, state, kind, stop, (int(came_from), int(after)), times)


@inlined
def in_time_from(
    day: Day,
    state: State,
    kind: Kind,
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
        return bool(arrival_s <= kind.shift_closes)
    late_s = chain[after].late
    if nodes[after].setup > 0:
        now_s = work_s(nodes, stop, after)
        if nodes[came_from].place != nodes[stop].place:
            late_s = latest(nodes, day.windows, after, chain[after].due - now_s)
    return bool(arrival_s <= late_s)
