"""Puts stops into runs and takes them out, and keeps what is known of a run right."""

from routing.improver import bags, clocks, rests
from routing.improver.arrays import Day, State
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    BLOCKED,
    BLOCKED_ROADS,
    LIMITS,
    METRES,
    MIXED,
    NEVER,
    RESTS,
    TIMED,
)


@inlined
def put(day: Day, state: State, stop: int, run: int, before: int) -> None:
    """Puts a stop into a run, behind another (-1: first). It is known to fit."""
    chain, runs = state.chain, state.runs
    kind = day.kinds[runs[run].kind]
    after = runs[run].first if before < 0 else chain[before].next
    _count(day, state, run, stop, (before, after), 1)
    came_from = kind.start if before < 0 else before
    goes_to = kind.end if after < 0 else after
    chain[stop].prev, chain[stop].next, chain[stop].run = before, after, run
    road_s = day.out_s[kind.roads, came_from, stop]
    chain[stop].road = road_s
    if before < 0:
        runs[run].first = stop
    else:
        chain[before].next, chain[before].road_on = stop, road_s
    road_s = day.out_s[kind.roads, stop, goes_to]
    chain[stop].road_on = road_s
    if after < 0:
        runs[run].last = stop
    else:
        chain[after].prev, chain[after].road = stop, road_s
    runs[run].size += 1
    if runs[run].size == 1:
        state.used[runs[run].kind] += 1
    bags.add(day, state, run, stop, 1)
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if day.flags[TIMED]:
        _retime(day, state, run, stop)


@compiled
def place(day: Day, state: State, stop: int, run: int, before: int) -> None:
    """The same as `put`, compiled once for all who do not ask for it all the time."""
    put(day, state, stop, run, before)


@inlined
def _retime(day: Day, state: State, run: int, stop: int) -> None:
    """Renews the times around a stop that has just been put in."""
    chain = state.chain
    after = chain[stop].next
    chain[stop].free = NEVER
    clocks.forward(day, state, run, stop)
    chain[stop].due = NEVER
    if after >= 0 and day.nodes[after].setup > 0:
        chain[after].due = NEVER
        clocks.backward(day, state, run, after)
    else:
        clocks.backward(day, state, run, stop)


@inlined
def take(day: Day, state: State, stop: int) -> None:
    """Takes a stop out. The times of its run are wrong until `settle` is asked."""
    chain, runs = state.chain, state.runs
    run, before, after = chain[stop].run, chain[stop].prev, chain[stop].next
    kind = day.kinds[runs[run].kind]
    _count(day, state, run, stop, (before, after), -1)
    came_from = kind.start if before < 0 else before
    goes_to = kind.end if after < 0 else after
    road_s = day.out_s[kind.roads, came_from, goes_to]
    if before < 0:
        runs[run].first = after
    else:
        chain[before].next, chain[before].road_on = after, road_s
    if after < 0:
        runs[run].last = before
    else:
        chain[after].prev, chain[after].road = before, road_s
    chain[stop].run = -1
    runs[run].size -= 1
    if runs[run].size == 0:
        state.used[runs[run].kind] -= 1
        runs[run].road_s = runs[run].road_m = 0
    bags.add(day, state, run, stop, -1)


@inlined
def _count(
    day: Day, state: State, run: int, stop: int, between: tuple[int, int], sign: int
) -> None:
    """Adds to a run's road what a stop makes it longer, or takes it off."""
    runs = state.runs
    kind = day.kinds[runs[run].kind]
    before = kind.start if between[0] < 0 else between[0]
    after = kind.end if between[1] < 0 else between[1]
    alone = between[0] < 0 and between[1] < 0
    out_s = day.out_s[kind.roads]
    more_s = int(out_s[before, stop]) + int(out_s[stop, after])
    runs[run].road_s += sign * (more_s if alone else more_s - int(out_s[before, after]))
    if day.flags[METRES]:
        out_m = day.out_m[kind.roads]
        more_m = int(out_m[before, stop]) + int(out_m[stop, after])
        runs[run].road_m += sign * (more_m if alone else more_m - int(out_m[before, after]))


@inlined
def settle(day: Day, state: State, run: int) -> bool:
    """Renews all that is known of a run after stops were taken out; False if it cannot be kept.

    Where roads are measured, the way past a door may be longer than the way by it.
    """
    if state.runs[run].size == 0:
        return True
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if day.flags[LIMITS]:
        kind = day.kinds[state.runs[run].kind]
        if state.runs[run].road_s > kind.most_s or state.runs[run].road_m > kind.most_m:
            return False
    if day.flags[BLOCKED_ROADS] and not _has_roads(state, run):
        return False
    if day.flags[TIMED] and not clocks.renew(day, state, run):
        return False
    return not day.flags[RESTS] or rests.fit(day, state, run)


@compiled
def _has_roads(state: State, run: int) -> bool:
    stop = state.runs[run].first
    while stop >= 0:
        if state.chain[stop].road >= BLOCKED or state.chain[stop].road_on >= BLOCKED:
            return False
        stop = state.chain[stop].next
    return True


@inlined
def price(day: Day, state: State, run: int) -> int:
    """What a run costs; nothing where nobody sets out."""
    if state.runs[run].size == 0:
        return 0
    kind = day.kinds[state.runs[run].kind]
    road = kind.per_s * state.runs[run].road_s + kind.per_m * state.runs[run].road_m
    return int(kind.fixed + road)


@inlined
def copy_run(day: Day, source: State, target: State, run: int) -> None:
    """Makes a run of one plan what it is in another."""
    target.runs[run] = source.runs[run]
    for load in range(3):
        for k in range(day.most.shape[1]):
            target.bags[run, load, k] = source.bags[run, load, k]
    mixed = day.flags[MIXED]
    stop = source.runs[run].first
    while stop >= 0:
        target.chain[stop] = source.chain[stop]
        if mixed:
            for side in range(3):
                for k in range(day.most.shape[1]):
                    target.peaks[stop, side, k] = source.peaks[stop, side, k]
        stop = source.chain[stop].next
