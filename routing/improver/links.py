"""Puts stops into runs and takes them out, and keeps what is known of a run right."""

from routing.improver import bags, clocks, rests
from routing.improver.arrays import Day, State
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    BLOCKED,
    BLOCKED_ROADS,
    DUE,
    END,
    FIRST,
    FIXED,
    FREE,
    KIND,
    LAST,
    LIMITS,
    METRES,
    MIXED,
    MOST_M,
    MOST_S,
    NEVER,
    NEXT,
    PER_M,
    PER_S,
    PREV,
    RESTS,
    ROAD,
    ROAD_M,
    ROAD_ON,
    ROAD_S,
    ROADS,
    RUN,
    SETUP,
    SIZE,
    START,
    TIMED,
)


@inlined
def put(day: Day, state: State, stop: int, run: int, before: int) -> None:
    """Puts a stop into a run, behind another (-1: first). It is known to fit."""
    chain, runs = state.chain, state.runs
    kind = day.kinds[runs[run, KIND]]
    after = runs[run, FIRST] if before < 0 else chain[before, NEXT]
    _count(day, state, run, stop, (before, after), 1)
    came_from = kind[START] if before < 0 else before
    goes_to = kind[END] if after < 0 else after
    chain[stop, PREV], chain[stop, NEXT], chain[stop, RUN] = before, after, run
    road_s = day.out_s[kind[ROADS], came_from, stop]
    chain[stop, ROAD] = road_s
    if before < 0:
        runs[run, FIRST] = stop
    else:
        chain[before, NEXT], chain[before, ROAD_ON] = stop, road_s
    road_s = day.out_s[kind[ROADS], stop, goes_to]
    chain[stop, ROAD_ON] = road_s
    if after < 0:
        runs[run, LAST] = stop
    else:
        chain[after, PREV], chain[after, ROAD] = stop, road_s
    runs[run, SIZE] += 1
    if runs[run, SIZE] == 1:
        state.used[runs[run, KIND]] += 1
    bags.add(day, state, run, stop, 1)
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if day.flags[TIMED]:
        _retime(day, state, run, stop)


@inlined
def _retime(day: Day, state: State, run: int, stop: int) -> None:
    """Renews the times around a stop that has just been put in."""
    chain = state.chain
    after = chain[stop, NEXT]
    chain[stop, FREE] = NEVER
    clocks.forward(day, state, run, stop)
    chain[stop, DUE] = NEVER
    if after >= 0 and day.nodes[after, SETUP] > 0:
        chain[after, DUE] = NEVER
        clocks.backward(day, state, run, after)
    else:
        clocks.backward(day, state, run, stop)


@inlined
def take(day: Day, state: State, stop: int) -> None:
    """Takes a stop out. The times of its run are wrong until `settle` is asked."""
    chain, runs = state.chain, state.runs
    run, before, after = chain[stop, RUN], chain[stop, PREV], chain[stop, NEXT]
    kind = day.kinds[runs[run, KIND]]
    _count(day, state, run, stop, (before, after), -1)
    came_from = kind[START] if before < 0 else before
    goes_to = kind[END] if after < 0 else after
    road_s = day.out_s[kind[ROADS], came_from, goes_to]
    if before < 0:
        runs[run, FIRST] = after
    else:
        chain[before, NEXT], chain[before, ROAD_ON] = after, road_s
    if after < 0:
        runs[run, LAST] = before
    else:
        chain[after, PREV], chain[after, ROAD] = before, road_s
    chain[stop, RUN] = -1
    runs[run, SIZE] -= 1
    if runs[run, SIZE] == 0:
        state.used[runs[run, KIND]] -= 1
        runs[run, ROAD_S] = runs[run, ROAD_M] = 0
    bags.add(day, state, run, stop, -1)


@inlined
def _count(
    day: Day, state: State, run: int, stop: int, between: tuple[int, int], sign: int
) -> None:
    """Adds to a run's road what a stop makes it longer, or takes it off."""
    runs = state.runs
    kind = day.kinds[runs[run, KIND]]
    before = kind[START] if between[0] < 0 else between[0]
    after = kind[END] if between[1] < 0 else between[1]
    alone = between[0] < 0 and between[1] < 0
    out_s = day.out_s[kind[ROADS]]
    more_s = int(out_s[before, stop]) + int(out_s[stop, after])
    runs[run, ROAD_S] += sign * (more_s if alone else more_s - int(out_s[before, after]))
    if day.flags[METRES]:
        out_m = day.out_m[kind[ROADS]]
        more_m = int(out_m[before, stop]) + int(out_m[stop, after])
        runs[run, ROAD_M] += sign * (more_m if alone else more_m - int(out_m[before, after]))


@compiled
def settle(day: Day, state: State, run: int) -> bool:
    """Renews all that is known of a run after stops were taken out; False if it cannot be kept.

    Where roads are measured, the way past a door may be longer than the way by it.
    """
    if state.runs[run, SIZE] == 0:
        return True
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if day.flags[LIMITS]:
        kind = day.kinds[state.runs[run, KIND]]
        if state.runs[run, ROAD_S] > kind[MOST_S] or state.runs[run, ROAD_M] > kind[MOST_M]:
            return False
    if day.flags[BLOCKED_ROADS] and not _has_roads(state, run):
        return False
    if day.flags[TIMED] and not clocks.renew(day, state, run):
        return False
    return not day.flags[RESTS] or rests.fit(day, state, run)


@compiled
def _has_roads(state: State, run: int) -> bool:
    stop = state.runs[run, FIRST]
    while stop >= 0:
        if state.chain[stop, ROAD] >= BLOCKED or state.chain[stop, ROAD_ON] >= BLOCKED:
            return False
        stop = state.chain[stop, NEXT]
    return True


@inlined
def price(day: Day, state: State, run: int) -> int:
    """What a run costs; nothing where nobody sets out."""
    if state.runs[run, SIZE] == 0:
        return 0
    kind = day.kinds[state.runs[run, KIND]]
    road = kind[PER_S] * state.runs[run, ROAD_S] + kind[PER_M] * state.runs[run, ROAD_M]
    return int(kind[FIXED] + road)


@inlined
def copy_run(day: Day, source: State, target: State, run: int) -> None:
    """Makes a run of one plan what it is in another."""
    for column in range(source.runs.shape[1]):
        target.runs[run, column] = source.runs[run, column]
    for load in range(3):
        for k in range(day.most.shape[1]):
            target.bags[run, load, k] = source.bags[run, load, k]
    mixed = day.flags[MIXED]
    stop = source.runs[run, FIRST]
    while stop >= 0:
        for column in range(source.chain.shape[1]):
            target.chain[stop, column] = source.chain[stop, column]
        if mixed:
            for side in range(3):
                for k in range(day.most.shape[1]):
                    target.peaks[stop, side, k] = source.peaks[stop, side, k]
        stop = source.chain[stop, NEXT]
