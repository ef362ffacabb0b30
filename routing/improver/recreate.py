"""Puts absent stops back, one after the other, each where it costs least.

Only places beside near stops are looked at and, by lot, the ends of all runs; the price first,
because most are too dear. Now and then (`BLINK`) a good place is overlooked, so that the search
does not repeat itself.
"""

from routing.improver import bags, clocks, links, pairs, rests
from routing.improver.arrays import Day, Real, Scratch, State, Whole
from routing.improver.chance import Chance, draw
from routing.improver.compiled import compiled, inlined
from routing.improver.layout import (
    ABSENT,
    BALANCE,
    BLINK,
    BLOCKED,
    BLOCKED_ROADS,
    LIMITS,
    METRES,
    PENALTY,
    PLACED,
    RESTS,
    SHIPMENTS,
    TIMED,
    USED_RUNS,
    WEIGHT,
    WISHES,
    Kind,
    variable,
)
from routing.improver.rests import NOBODY, START_OF_RUN

AT_ENDS, ENDS_A_STOP = 0.1, 4.0
"""How often a stop is tried at the ends of all runs, and how many such runs on average at most."""

Place = tuple[int, int, int]
"""A place in a plan: the run, the stop before it (-1: its start), what it costs more."""

Peak = tuple[int, int]
"""How long the longest run lasts, and how hard the hardest is, where that costs something."""

NO_PEAK = (variable(0), variable(0))


@inlined
def recreate(  # noqa: PLR0913 - arrays that live as long as the search
    day: Day,
    state: State,
    tally: Whole,
    scratch: Scratch,
    pace: Real,
    chance: Chance,
    spare: float,
    weight: int,
) -> bool:
    """Puts in what fits of the absent stops, in an order drawn by lot; the rest stays absent.

    False, and not to the end, where the plan is sure to leave out more than `weight`, or not less
    while what is put in costs more than `spare`: it would not be kept.
    """
    count = tally[ABSENT]
    _sort(day, state, scratch, count, chance)
    ends = min(AT_ENDS, ENDS_A_STOP / max(1, tally[USED_RUNS]))
    left, least = 0, tally[WEIGHT]
    uneven = day.flags[BALANCE] != 0
    peak = NO_PEAK
    if uneven:
        peak = links.peak(day, state)
    for n in range(count):
        least -= day.weights[state.absent[n]]
    for n in range(count):
        stop = int(state.absent[n])
        if day.flags[SHIPMENTS] and day.nodes[stop].partner >= 0:
            run, more = pairs.put_cheapest(day, state, stop, pace[BLINK], chance)
        else:
            run, more = _put_cheapest(day, state, stop, (pace[BLINK], ends, peak), chance)
        if run < 0:
            state.absent[left] = stop
            left += 1
            least += day.weights[stop]
            more = int(day.penalties[stop]) if day.weights[stop] == 0 else 0
        else:
            tally[WEIGHT] -= day.weights[stop]
            if day.weights[stop] == 0:
                tally[PENALTY] -= day.penalties[stop]
            tally[PLACED] += 1 if day.nodes[stop].partner < 0 else 2
            if not scratch.marks[run]:
                touch(state, tally, scratch, run)
        spare -= more
        if least > weight or (least == weight and spare <= 0.0 and not uneven):
            return False
        if uneven and run >= 0:
            peak = (
                max(peak[0], clocks.lasts_s(day, state, run)),
                max(peak[1], int(state.runs[run].hard)),
            )
    tally[ABSENT] = left
    return True


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
def _put_cheapest(
    day: Day, state: State, stop: int, luck: tuple[float, float, Peak], chance: Chance
) -> tuple[int, int]:
    """Puts a job where it costs least; its run (-1 where it fits nowhere) and what it costs.

    `luck`: how often a good place is overlooked, how often the ends of all runs are tried; the
    peak so far.
    """
    none = (-1, -1, int(day.penalties[stop]))
    near = (luck[0], luck[2], chance)
    place = _beside_near(day, state, stop, 0, none, near)
    place = _beside_near(day, state, stop, 1, place, near)
    if draw(chance) < luck[1]:
        place = _at_ends(day, state, stop, place, luck[2])
    run, before, more = place
    idle, price = cheapest_idle(day, state, stop, more, luck[2])
    if idle >= 0:
        run, before, more = idle, -1, price
    if run >= 0:
        links.put(day, state, stop, run, before)
    return run, more


@inlined
def _beside_near(
    day: Day, state: State, stop: int, side: int, known: Place, luck: tuple[float, Peak, Chance]
) -> Place:
    """The cheapest place right behind a near stop (side 0) or before one (1), if under the known.

    Little is read here, because here the time is spent.
    """
    chain, runs, kinds = state.chain, state.runs, day.kinds
    paired, doors, wishes = day.paired[stop], day.doors[side, stop], day.flags[WISHES]
    uneven = day.flags[BALANCE]
    found, behind, least = known
    for n in range(len(doors)):
        near = int(doors[n])
        if near < 0:
            break
        run = int(chain[near].run)
        if run < 0:
            continue
        tariff = chain[near].tariff
        if side == 0:
            before, after = near, int(chain[near].next)
            there = after if after >= 0 else int(kinds[runs[run].kind].end)
            more = int(day.toll_into[tariff, stop, before]) - chain[before].toll_on
            more += int(day.toll_out[tariff, stop, there])
        else:
            before, after = int(chain[near].prev), near
            if before >= 0 and paired[before]:
                continue
            here = before if before >= 0 else int(kinds[runs[run].kind].start)
            more = int(day.toll_out[tariff, stop, after]) - chain[after].toll
            more += int(day.toll_into[tariff, stop, here])
        if wishes:
            more += day.wishes[stop, runs[run].kind]
        if uneven and more < least:
            more += links.uneven_more(day, state, stop, run, (before, after), luck[1])
        if more < least and _fits(day, state, stop, run, (before, after)):
            if draw(luck[2]) < luck[0]:
                continue
            least, found, behind = more, run, before
    return found, behind, least


@compiled
def _at_ends(day: Day, state: State, stop: int, known: Place, peak: Peak) -> Place:
    """The cheapest place at the start or the end of any run, if under the known.

    Where a run begins and ends is no stop, so such places are near no stop as a rule.
    """
    found, behind, least = known
    for run in range(len(state.runs)):
        one = state.runs[run]
        if one.size == 0:
            continue
        kind = day.kinds[one.kind]
        tolls = day.toll_out[kind.tariff]
        wish = int(day.wishes[stop, one.kind]) if day.flags[WISHES] else 0
        first, last = int(one.first), int(one.last)
        more = wish + int(tolls[kind.start, stop]) + int(tolls[stop, first])
        more -= int(tolls[kind.start, first])
        if day.flags[BALANCE]:
            more += links.uneven_more(day, state, stop, run, (START_OF_RUN, first), peak)
        if more < least and _fits_called(day, state, stop, run, (START_OF_RUN, first)):
            found, behind, least = run, -1, more
        more = wish + int(tolls[last, stop]) + int(tolls[stop, kind.end])
        more -= int(tolls[last, kind.end])
        if day.flags[BALANCE]:
            more += links.uneven_more(day, state, stop, run, (last, START_OF_RUN), peak)
        if more < least and _fits_called(day, state, stop, run, (last, START_OF_RUN)):
            found, behind, least = run, last, more
    return found, behind, least


@inlined
def _fits(day: Day, state: State, stop: int, run: int, between: tuple[int, int]) -> bool:
    """Whether a stop fits into a run between two others (-1: an end of it), whatever it costs."""
    before, after = between
    number = state.runs[run].kind
    kind = day.kinds[number]
    if not day.able[stop, number] or state.runs[run].size >= kind.most_stops:
        return False
    here = int(kind.start) if before < 0 else before
    there = int(kind.end) if after < 0 else after
    if day.flags[LIMITS] and not _within_limits(day, state, run, (here, stop, there)):
        return False
    room = bags.room(day, state, run, stop)
    if room == bags.NOWHERE or (
        room == bags.SOMEWHERE and not bags.room_here(day, state, run, stop, before)
    ):
        return False
    in_s, out_s = int(day.into_s[kind.roads, stop, here]), int(day.out_s[kind.roads, stop, there])
    if day.flags[BLOCKED_ROADS] and (in_s >= BLOCKED or out_s >= BLOCKED):
        return False
    if day.flags[TIMED] and not clocks.in_time(
        day, state, kind, stop, (before, after), (in_s, out_s)
    ):
        return False
    return not day.flags[RESTS] or rests.fit_with(day, state, run, (stop, before), (NOBODY, NOBODY))


@compiled
def _fits_called(day: Day, state: State, stop: int, run: int, between: tuple[int, int]) -> bool:
    """The same, compiled once for all who do not ask for it all the time."""
    return _fits(day, state, stop, run, between)


@compiled
def _within_limits(day: Day, state: State, run: int, way: tuple[int, int, int]) -> bool:
    """Whether a run may become longer by the way through a stop."""
    one, here, stop, there = state.runs[run], way[0], way[1], way[2]
    kind = day.kinds[one.kind]
    roads = day.out_s[kind.roads]
    old_s = 0 if one.size == 0 else int(roads[here, there])
    if one.road_s + int(roads[here, stop]) + int(roads[stop, there]) - old_s > kind.most_s:
        return False
    if not day.flags[METRES]:
        return True
    roads = day.out_m[kind.roads]
    old_m = 0 if one.size == 0 else int(roads[here, there])
    more_m = int(roads[here, stop]) + int(roads[stop, there]) - old_m
    return bool(one.road_m + more_m <= kind.most_m)


@inlined
def cheapest_idle(day: Day, state: State, stop: int, dearest: int, peak: Peak) -> tuple[int, int]:
    """A courier without a stop who could begin with this one for less, and for how much.

    -1 if there is none.
    """
    found = -1
    for number in range(len(day.kinds)):
        kind = day.kinds[number]
        if state.used[number] >= kind.count or not day.able[stop, number]:
            continue
        more = kind.fixed + int(day.toll_into[kind.tariff, stop, kind.start])
        more += int(day.toll_out[kind.tariff, stop, kind.end])
        if day.flags[WISHES]:
            more += day.wishes[stop, number]
        if more >= dearest:
            continue
        run = _idle_run(state, kind)
        if day.flags[BALANCE]:
            more += links.uneven_more(day, state, stop, run, (START_OF_RUN, START_OF_RUN), peak)
        if more < dearest and _fits_called(day, state, stop, run, (START_OF_RUN, START_OF_RUN)):
            found, dearest = run, more
    return found, dearest


@inlined
def _idle_run(state: State, kind: Kind) -> int:
    """The first empty run of a kind that has one."""
    run = kind.first_run
    while state.runs[run].size > 0:
        run += 1
    return int(run)
