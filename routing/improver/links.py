"""Puts stops into runs and takes them out, and keeps what is known of a run right."""

from routing.improver import bags, clocks, rests
from routing.improver.arrays import Day, State
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    BALANCE,
    BLOCKED,
    BLOCKED_ROADS,
    LIMITS,
    METRES,
    MIXED,
    NEVER,
    PER_POINT,
    PER_SECOND,
    RESTS,
    SHIPMENTS,
    TIMED,
    WISHES,
)


@inlined
def put(day: Day, state: State, stop: int, run: int, before: int) -> None:
    """Puts a stop into a run, behind another (-1: first). It is known to fit."""
    chain, runs = state.chain, state.runs
    number = runs[run].kind
    kind = day.kinds[number]
    tolls, roads = day.toll_out[kind.tariff], day.out_s[kind.roads]
    after = runs[run].first if before < 0 else chain[before].next
    came_from = kind.start if before < 0 else before
    goes_to = kind.end if after < 0 else after
    toll, toll_on = int(tolls[came_from, stop]), int(tolls[stop, goes_to])
    chain[stop].prev, chain[stop].next, chain[stop].run = before, after, run
    chain[stop].tariff, chain[stop].road = kind.tariff, roads[came_from, stop]
    chain[stop].toll, chain[stop].toll_on = toll, toll_on
    runs[run].toll += toll + toll_on
    if before < 0:
        runs[run].first = stop
    else:
        runs[run].toll -= chain[before].toll_on
        chain[before].next, chain[before].toll_on = stop, toll
    if after < 0:
        runs[run].last = stop
    else:
        chain[after].prev, chain[after].toll, chain[after].road = stop, toll_on, roads[stop, after]
        if before < 0:
            runs[run].toll -= tolls[kind.start, after]
    if day.flags[LIMITS]:
        _count(day, state, run, stop, (before, after), 1)
    if day.flags[WISHES]:
        runs[run].wish += day.wishes[stop, number]
    if day.flags[BALANCE]:
        runs[run].hard += day.hard[stop]
    runs[run].size += 1
    if runs[run].size == 1:
        state.used[number] += 1
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
    """Takes a stop out. The times of its run are wrong until `settle` or `mend` is asked."""
    chain, runs = state.chain, state.runs
    run, before, after = chain[stop].run, chain[stop].prev, chain[stop].next
    number = runs[run].kind
    kind = day.kinds[number]
    came_from = kind.start if before < 0 else before
    goes_to = kind.end if after < 0 else after
    toll = int(day.toll_out[kind.tariff, came_from, goes_to])
    runs[run].toll += toll - chain[stop].toll - chain[stop].toll_on
    if day.flags[LIMITS]:
        _count(day, state, run, stop, (before, after), -1)
    if day.flags[WISHES]:
        runs[run].wish -= day.wishes[stop, number]
    if day.flags[BALANCE]:
        runs[run].hard -= day.hard[stop]
    if before < 0:
        runs[run].first = after
    else:
        chain[before].next, chain[before].toll_on = after, toll
    if after < 0:
        runs[run].last = before
    else:
        chain[after].prev, chain[after].toll = before, toll
        chain[after].road = day.out_s[kind.roads, came_from, goes_to]
    chain[stop].run = -1
    runs[run].size -= 1
    if runs[run].size == 0:
        state.used[number] -= 1
        runs[run].toll = 0
        runs[run].road_s = runs[run].road_m = 0
    bags.add(day, state, run, stop, -1)


@compiled
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
def mend(day: Day, state: State, run: int, behind: tuple[int, int]) -> bool:
    """Renews what is known of a run after one string was taken out; False if it cannot be kept.

    `behind` are the stops (-1: an end of the run) between which it stood. Stops that were left
    standing between them must have no times. Where roads are measured, the way past a door may be
    longer than the way by it.
    """
    if state.runs[run].size == 0:
        return True
    if day.flags[SHIPMENTS] or day.flags[RESTS]:
        return settle(day, state, run)
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if not _within_limits(day, state, run):
        return False
    return not day.flags[TIMED] or clocks.mend(day, state, run, behind)


@inlined
def _within_limits(day: Day, state: State, run: int) -> bool:
    """Whether a run's road is short enough, and is there."""
    if day.flags[LIMITS]:
        kind = day.kinds[state.runs[run].kind]
        if state.runs[run].road_s > kind.most_s or state.runs[run].road_m > kind.most_m:
            return False
    return not day.flags[BLOCKED_ROADS] or _has_roads(day, state, run)


@compiled
def settle(day: Day, state: State, run: int) -> bool:
    """Renews all that is known of a run after stops were taken out; False if it cannot be kept."""
    if state.runs[run].size == 0:
        return True
    if day.flags[MIXED]:
        bags.weigh(day, state, run)
    if not _within_limits(day, state, run):
        return False
    if day.flags[TIMED] and not clocks.renew(day, state, run):
        return False
    return not day.flags[RESTS] or rests.fit(day, state, run)


@compiled
def _has_roads(day: Day, state: State, run: int) -> bool:
    kind, stop = day.kinds[state.runs[run].kind], state.runs[run].first
    while stop >= 0:
        if state.chain[stop].road >= BLOCKED:
            return False
        stop = state.chain[stop].next
    return bool(day.out_s[kind.roads, state.runs[run].last, kind.end] < BLOCKED)


@inlined
def price(day: Day, state: State, run: int) -> int:
    """What a run costs; nothing where nobody sets out."""
    if state.runs[run].size == 0:
        return 0
    kind = day.kinds[state.runs[run].kind]
    return int(kind.fixed + state.runs[run].toll + state.runs[run].wish)


@compiled
def peak(day: Day, state: State) -> tuple[int, int]:
    """How long the longest run lasts, breaks not counted, and how hard the hardest is."""
    longest_s = hardest = 0
    for run in range(len(state.runs)):
        if state.runs[run].size > 0:
            longest_s = max(longest_s, clocks.lasts_s(day, state, run))
            hardest = max(hardest, int(state.runs[run].hard))
    return longest_s, hardest


@inlined
def uneven(day: Day, state: State) -> int:
    """What an uneven day costs."""
    longest_s, hardest = peak(day, state)
    return int(longest_s * day.uneven[PER_SECOND] + hardest * day.uneven[PER_POINT])


@compiled
def uneven_more(
    day: Day,
    state: State,
    stop: int,
    run: int,
    between: tuple[int, int],
    most: tuple[int, int],
) -> int:
    """About what the day becomes more uneven by a stop between two others; waiting is not seen.

    `most`: how long the longest run lasts so far, and how hard the hardest is.
    """
    one = state.runs[run]
    kind = day.kinds[one.kind]
    here = int(kind.start) if between[0] < 0 else between[0]
    there = int(kind.end) if between[1] < 0 else between[1]
    roads = day.out_s[kind.roads]
    lasts_s = int(roads[here, stop]) + int(roads[stop, there])
    lasts_s += clocks.work_s(day.nodes, here, stop)
    if one.size > 0:
        lasts_s += clocks.lasts_s(day, state, run) - int(roads[here, there])
    more = max(0, lasts_s - most[0]) * day.uneven[PER_SECOND]
    more += max(0, int(one.hard) + int(day.hard[stop]) - most[1]) * day.uneven[PER_POINT]
    return int(more)


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
