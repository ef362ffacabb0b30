"""Puts absent stops back, one after the other, each where it costs least.

Only places beside near stops are looked at, the price first, because most are too dear. Now and
then (`BLINK`) a good place is overlooked, so that the search does not repeat itself.
"""

from routing.improver import bags, clocks, links, pairs, rests
from routing.improver.arrays import Day, Real, Scratch, State, Whole
from routing.improver.chance import Chance, draw
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    ABSENT,
    ALIKE,
    BLINK,
    BLOCKED,
    FAR,
    LIMITS,
    METRES,
    PLACED,
    RESTS,
    SHIPMENTS,
    TIMED,
    WEIGHT,
    Kind,
    variable,
)
from routing.improver.rests import NOBODY, START_OF_RUN

NO_METRES = variable(0)


@inlined
def recreate(
    day: Day, state: State, tally: Whole, scratch: Scratch, pace: Real, chance: Chance
) -> None:
    """Puts in what fits of the absent stops, in an order drawn by lot; the rest stays absent."""
    count = tally[ABSENT]
    _sort(day, state, scratch, count, chance)
    left = 0
    for n in range(count):
        stop = state.absent[n]
        if day.flags[SHIPMENTS] and day.nodes[stop].partner >= 0:
            run = pairs.put_cheapest(day, state, stop, pace[BLINK], chance)
        else:
            run = _put_cheapest(day, state, stop, pace[BLINK], chance)
        if run < 0:
            state.absent[left] = stop
            left += 1
            continue
        tally[WEIGHT] -= day.weights[stop]
        tally[PLACED] += 1 if day.nodes[stop].partner < 0 else 2
        if not scratch.marks[run]:
            touch(state, tally, scratch, run)
    tally[ABSENT] = left


@inlined
def touch(state: State, tally: Whole, scratch: Scratch, run: int) -> None:
    """Notes that a run is no longer what it was."""
    scratch.marks[run] = 1
    scratch.touched[scratch.touched[-1]] = run
    scratch.touched[-1] += 1


@inlined
def _sort(day: Day, state: State, scratch: Scratch, count: int, chance: Chance) -> None:
    """Absent stops in one of the orders; a few of them, so by insertion."""
    absent, keys = state.absent, scratch.keys
    orders = day.orders.shape[1]
    order = int(draw(chance) * (orders + 4)) - 4
    for n in range(count):
        stop = absent[n]
        keys[stop] = draw(chance) if order < 0 else day.orders[stop, order]
    for n in range(1, count):
        stop = absent[n]
        key = keys[stop]
        m = n - 1
        while m >= 0 and keys[absent[m]] > key:
            absent[m + 1] = absent[m]
            m -= 1
        absent[m + 1] = stop


@inlined
def _put_cheapest(day: Day, state: State, stop: int, blink: float, chance: Chance) -> int:
    """Puts a job where it costs least; its run, or -1 where it fits nowhere."""
    if day.flags[ALIKE]:
        run, before, cheapest = _beside_alike(day, state, stop, blink, chance)
    else:
        known = _behind_near(day, state, stop, blink, chance)
        run, before, cheapest = _before_near(day, state, stop, known, blink, chance)
    idle = cheapest_idle(day, state, stop, cheapest)
    if idle >= 0:
        run, before = idle, -1
    if run >= 0:
        links.put(day, state, stop, run, before)
    return run


@inlined
def _beside_alike(
    day: Day, state: State, stop: int, blink: float, chance: Chance
) -> tuple[int, int, int]:
    """The cheapest place beside a near stop: its run, behind whom, the price; -1 if none.

    Where all roads are alike seconds are compared, and little is read: here the time is spent.
    """
    chain, runs, kinds = state.chain, state.runs, day.kinds
    into_s, out_s, paired = day.into_s[0, stop], day.out_s[0, stop], day.paired[stop]
    least_s, found, behind = BLOCKED, -1, -1
    doors = day.doors[0, stop]
    for n in range(len(doors)):
        before = int(doors[n])
        if before < 0:
            break
        run = chain[before].run
        if run < 0:
            continue
        after = chain[before].next
        on_s = int(out_s[after]) if after >= 0 else int(out_s[kinds[runs[run].kind].end])
        in_s = int(into_s[before])
        more_s = in_s + on_s - chain[before].road_on
        if more_s < least_s and _fits(
            day, state, stop, (run, before, after), (in_s, on_s), (more_s, NO_METRES)
        ):
            if draw(chance) < blink:
                continue
            least_s, found, behind = more_s, run, before
    doors = day.doors[1, stop]
    for n in range(len(doors)):
        after = int(doors[n])
        if after < 0:
            break
        run, before = chain[after].run, chain[after].prev
        if run < 0 or (before >= 0 and paired[before]):
            continue
        in_s = int(into_s[before]) if before >= 0 else int(into_s[kinds[runs[run].kind].start])
        on_s = int(out_s[after])
        more_s = in_s + on_s - chain[after].road
        if more_s < least_s and _fits(
            day, state, stop, (run, before, after), (in_s, on_s), (more_s, NO_METRES)
        ):
            if draw(chance) < blink:
                continue
            least_s, found, behind = more_s, run, before
    return found, behind, FAR if found < 0 else least_s * kinds[0].per_s


@inlined
def _behind_near(
    day: Day, state: State, stop: int, blink: float, chance: Chance
) -> tuple[int, int, int]:
    """The cheapest place right behind a near stop: its run, behind whom, the price; -1 if none."""
    chain, runs, kinds = state.chain, state.runs, day.kinds
    cheapest, found, behind = FAR, -1, -1
    for n in range(day.doors.shape[2]):
        before = int(day.doors[0, stop, n])
        if before < 0:
            break
        run = chain[before].run
        if run < 0:
            continue
        after, number = chain[before].next, runs[run].kind
        goes_to = after if after >= 0 else kinds[number].end
        roads = kinds[number].roads
        in_s = int(day.into_s[roads, stop, before])
        out_s = int(day.out_s[roads, stop, goes_to])
        more_s = in_s + out_s - chain[before].road_on
        more, more_m = kinds[number].per_s * more_s, 0
        if day.flags[METRES]:
            more_m = longer_m(day, roads, before, stop, goes_to)
            more += kinds[number].per_m * more_m
        if more < cheapest and _fits_called(
            day, state, stop, (run, before, after), (in_s, out_s), (more_s, more_m)
        ):
            if draw(chance) < blink:
                continue
            cheapest, found, behind = more, run, before
    return found, behind, cheapest


@inlined
def _before_near(
    day: Day,
    state: State,
    stop: int,
    known: tuple[int, int, int],
    blink: float,
    chance: Chance,
) -> tuple[int, int, int]:
    """The cheapest place right before a near stop, if cheaper than what is known."""
    chain, runs, kinds = state.chain, state.runs, day.kinds
    found, behind, cheapest = known
    for n in range(day.doors.shape[2]):
        after = int(day.doors[1, stop, n])
        if after < 0:
            break
        run, before = chain[after].run, chain[after].prev
        if run < 0 or (before >= 0 and day.paired[stop, before]):
            continue
        number = runs[run].kind
        came_from = before if before >= 0 else kinds[number].start
        roads = kinds[number].roads
        in_s = int(day.into_s[roads, stop, came_from])
        out_s = int(day.out_s[roads, stop, after])
        more_s = in_s + out_s - chain[after].road
        more, more_m = kinds[number].per_s * more_s, 0
        if day.flags[METRES]:
            more_m = longer_m(day, roads, came_from, stop, after)
            more += kinds[number].per_m * more_m
        if more < cheapest and _fits_called(
            day, state, stop, (run, before, after), (in_s, out_s), (more_s, more_m)
        ):
            if draw(chance) < blink:
                continue
            cheapest, found, behind = more, run, before
    return found, behind, cheapest


@inlined
def _fits(
    day: Day,
    state: State,
    stop: int,
    place: tuple[int, int, int],
    roads: tuple[int, int],
    more: tuple[int, int],
) -> bool:
    """Whether a stop fits at a place (run, behind whom, before whom), whatever it costs.

    `roads` are those to and from it in seconds, `more` by what the run gets longer.
    """
    run, before, after = place
    if roads[0] >= BLOCKED or roads[1] >= BLOCKED:
        return False
    if not _allowed(day, state, run, stop, more):
        return False
    there = bags.room(day, state, run, stop)
    if there == bags.NOWHERE:
        return False
    if there == bags.SOMEWHERE and not bags.room_here(day, state, run, stop, before):
        return False
    if day.flags[TIMED]:
        kind = day.kinds[state.runs[run].kind]
        if not clocks.in_time(day, state, kind, stop, (before, after), roads):
            return False
    return not day.flags[RESTS] or rests.fit_with(day, state, run, (stop, before), (NOBODY, NOBODY))


@compiled
def _fits_called(
    day: Day,
    state: State,
    stop: int,
    place: tuple[int, int, int],
    roads: tuple[int, int],
    more: tuple[int, int],
) -> bool:
    """The same, compiled once for all who do not ask for it all the time."""
    return _fits(day, state, stop, place, roads, more)


@inlined
def longer_m(day: Day, roads: int, before: int, stop: int, after: int) -> int:
    """By how many metres a stop makes the way between two nodes longer."""
    out_m, into_m = day.out_m[roads], day.into_m[roads]
    return int(into_m[stop, before]) + int(out_m[stop, after]) - int(out_m[before, after])


@inlined
def _allowed(day: Day, state: State, run: int, stop: int, more: tuple[int, int]) -> bool:
    """Whether the courier may serve the stop, and the run may become so much longer."""
    number = state.runs[run].kind
    if not day.able[stop, number]:
        return False
    if not day.flags[LIMITS]:
        return True
    kind, one = day.kinds[number], state.runs[run]
    return bool(
        one.size < kind.most_stops
        and one.road_s + more[0] <= kind.most_s
        and one.road_m + more[1] <= kind.most_m
    )


@inlined
def cheapest_idle(day: Day, state: State, stop: int, dearest: int) -> int:
    """A courier without a stop who could begin with this one for less; -1 if there is none."""
    found = -1
    for number in range(len(day.kinds)):
        kind = day.kinds[number]
        if state.used[number] >= kind.count or not day.able[stop, number]:
            continue
        roads = kind.roads
        in_s = int(day.into_s[roads, stop, kind.start])
        out_s = int(day.out_s[roads, stop, kind.end])
        more_s = in_s + out_s
        more = kind.fixed + kind.per_s * more_s
        more_m = 0
        if day.flags[METRES]:
            more_m = int(day.into_m[roads, stop, kind.start]) + int(
                day.out_m[roads, stop, kind.end]
            )
            more += kind.per_m * more_m
        if more >= dearest:
            continue
        run = _idle_run(state, kind)
        if _fits_called(
            day, state, stop, (run, START_OF_RUN, START_OF_RUN), (in_s, out_s), (more_s, more_m)
        ):
            found, dearest = run, more
    return found


@inlined
def _idle_run(state: State, kind: Kind) -> int:
    """The first empty run of a kind that has one."""
    run = kind.first_run
    while state.runs[run].size > 0:
        run += 1
    return int(run)
