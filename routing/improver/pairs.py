"""Puts shipments into runs: the pick-up first, the hand-over somewhere behind it.

A pick-up is tried beside near stops and with idle couriers; for each place the run is gone through
once from there, so that every place of the hand-over is judged with the true clock and bag.
"""

from routing.improver import clocks, links, rests
from routing.improver.arrays import Day, State
from routing.improver.chance import Chance, draw
from routing.improver.compiled import compiled
from routing.improver.layout import (
    BLOCKED,
    FAR,
    HELD,
    LIMITS,
    LOAD_AT_START,
    METRES,
    NEVER,
    RESTS,
    TIMED,
    WISHES,
    Kind,
    variable,
)

NO_ROAD_YET = (variable(0), variable(0), variable(0))

Way = tuple[int, int, int]
"""The price, the seconds and the metres of a road."""


@compiled
def put_cheapest(
    day: Day, state: State, stop: int, blink: float, chance: Chance
) -> tuple[int, int]:
    """Puts both ends of a shipment where they cost least.

    Their run (-1 where they fit nowhere) and what they cost. `stop` is the pick-up.
    """
    cheapest, found, before, behind = int(day.penalties[stop]), -1, -1, -1
    for side in range(2):
        for n in range(day.doors.shape[2]):
            near = int(day.doors[side, stop, n])
            if near < 0:
                break
            run = state.chain[near].run
            if run < 0:
                continue
            ahead = near if side == 0 else state.chain[near].prev
            more, place = _best_behind(day, state, stop, (run, ahead), cheapest)
            if more < cheapest and draw(chance) >= blink:
                cheapest, found, before, behind = more, run, ahead, place
    for number in range(len(day.kinds)):
        kind = day.kinds[number]
        if state.used[number] < kind.count and day.able[stop, number]:
            run = kind.first_run
            while state.runs[run].size > 0:
                run += 1
            more, place = _best_behind(
                day, state, stop, (run, rests.START_OF_RUN), cheapest - kind.fixed
            )
            if more + kind.fixed < cheapest:
                cheapest, found, before, behind = more + kind.fixed, run, -1, place
    if found >= 0:
        links.place(day, state, stop, found, before)
        links.place(day, state, day.nodes[stop].partner, found, behind)
    return found, cheapest


@compiled
def _best_behind(
    day: Day, state: State, stop: int, place: tuple[int, int], cheapest: int
) -> tuple[int, int]:
    """The price of both ends with the pick-up at one place, and the stop the hand-over follows.

    `place` is the run and the stop before the pick-up. FAR where nothing fits for less than
    `cheapest`.
    """
    run, before = place
    runs, kind = state.runs, day.kinds[state.runs[run].kind]
    if not day.able[stop, runs[run].kind] or runs[run].size + 2 > kind.most_stops:
        return FAR, -1
    after = runs[run].first if before < 0 else state.chain[before].next
    came_from = kind.start if before < 0 else before
    goes_to = kind.end if after < 0 else after
    alone = runs[run].size == 0
    in_s = int(day.out_s[kind.roads, came_from, stop])
    if in_s >= BLOCKED or not _carries(day, state, run, before, stop):
        return FAR, -1
    free_s = kind.shift_opens if before < 0 else state.chain[before].free
    begin_s = clocks.opening(day.nodes, day.windows, stop, free_s + in_s)
    if begin_s == NEVER:
        return FAR, -1
    free_s = begin_s + clocks.work_s(day.nodes, came_from, stop)
    first = way(day, kind, came_from, stop)
    old = NO_ROAD_YET if alone else way(day, kind, came_from, goes_to)
    wish = int(day.wishes[stop, runs[run].kind]) if day.flags[WISHES] else 0
    so_far = (wish + first[0] - old[0], first[1] - old[1], first[2] - old[2])
    best, behind = cheapest, -1
    more = _hand_over(day, state, (run, before, stop, stop), (so_far, NO_ROAD_YET), (free_s, best))
    if more < best:
        best, behind = more, stop
    on = way(day, kind, stop, goes_to)
    so_far = (so_far[0] + on[0], so_far[1] + on[1], so_far[2] + on[2])
    came_from = stop
    while after >= 0:
        road_s = day.out_s[kind.roads, came_from, after]
        begin_s = clocks.opening(day.nodes, day.windows, after, free_s + road_s)
        if road_s >= BLOCKED or begin_s == NEVER or not _carries(day, state, run, after, stop):
            break
        free_s = begin_s + clocks.work_s(day.nodes, came_from, after)
        following = state.chain[after].next
        old = way(day, kind, after, kind.end if following < 0 else following)
        more = _hand_over(day, state, (run, before, stop, after), (so_far, old), (free_s, best))
        if more < best:
            best, behind = more, after
        came_from, after = after, following
    return (best, behind) if behind >= 0 else (FAR, -1)


@compiled
def way(day: Day, kind: Kind, here: int, there: int) -> Way:
    """What a road costs, and its length."""
    road_m = int(day.out_m[kind.roads, here, there]) if day.flags[METRES] else 0
    toll = int(day.toll_out[kind.tariff, here, there])
    return toll, int(day.out_s[kind.roads, here, there]), road_m


@compiled
def _carries(day: Day, state: State, run: int, behind: int, stop: int) -> bool:
    """Whether the bag has room for the shipment on leaving a stop of the run (-1: the start)."""
    most = day.most[state.runs[run].kind]
    for k in range(len(most)):
        held = state.bags[run, LOAD_AT_START, k] if behind < 0 else state.peaks[behind, HELD, k]
        if held + day.loads[stop, 1, k] > most[k]:
            return False
    return True


@compiled
def _hand_over(
    day: Day,
    state: State,
    place: tuple[int, int, int, int],
    ways: tuple[Way, Way],
    limit: tuple[int, int],
) -> int:
    """The price of a shipment with its hand-over right behind a stop; FAR where it does not fit.

    `place`: the run, the stop before the pick-up, the pick-up, the stop before the hand-over.
    `ways`: what was added before the hand-over, and the road that it replaces. `limit`: when the
    courier is free there, and the price to stay under.
    """
    run, before, stop, behind = place
    kind, last = day.kinds[state.runs[run].kind], day.nodes[stop].partner
    if behind == stop:
        after = state.runs[run].first if before < 0 else state.chain[before].next
    else:
        after = state.chain[behind].next
    goes_to = kind.end if after < 0 else after
    to, on = way(day, kind, behind, last), way(day, kind, last, goes_to)
    in_s, out_s = to[1], on[1]
    more = ways[0][0] + to[0] + on[0] - ways[1][0]
    if more >= limit[1] or in_s >= BLOCKED or out_s >= BLOCKED:
        return FAR
    if day.flags[LIMITS]:
        road_s = state.runs[run].road_s + ways[0][1] + in_s + out_s - ways[1][1]
        road_m = state.runs[run].road_m + ways[0][2] + to[2] + on[2] - ways[1][2]
        if road_s > kind.most_s or road_m > kind.most_m:
            return FAR
    times = (int(limit[0]), in_s, out_s)
    if day.flags[TIMED] and not clocks.in_time_from(
        day, state, kind, last, (behind, int(after)), times
    ):
        return FAR
    if day.flags[RESTS] and not rests.fit_with(day, state, run, (stop, before), (last, behind)):
        return FAR
    return int(more)
