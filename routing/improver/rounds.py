"""The rounds of the search: take out, put in, keep or go back.

A plan that is worse is kept now and then, the more seldom the later, as metal cools (simulated
annealing). What is left out counts first: a plan that leaves out more is never kept.
"""

from math import log

from routing.improver import links, pool
from routing.improver.arrays import Day, Pool, Real, Scratch, State, Whole
from routing.improver.chance import Chance, below, draw
from routing.improver.compiled import inlined, way_in
from routing.improver.layout import (
    ABSENT,
    AT_BEST,
    BALANCE,
    BEST_PRICE,
    BEST_WEIGHT,
    KEPT,
    NEARLY,
    PENALTY,
    PLACED,
    PRICE,
    ROUNDS,
    TEMPERATURE,
    UNEVEN,
    USED_RUNS,
    WEIGHT,
)
from routing.improver.recreate import recreate
from routing.improver.ruin import ruin

TRIED = 24
"""How many of the stops that are left out are tried again in one round."""

States = tuple[State, State, State]
"""The plan at work, the plan that a round goes back to, the best plan."""


@way_in
def go_rounds(  # noqa: PLR0913 - arrays that live as long as the search
    day: Day,
    states: States,
    tally: Whole,
    scratch: Scratch,
    noted: Pool,
    pace: Real,
    chance: Chance,
    rounds: int,
) -> None:
    """Goes through so many rounds; afterwards the third plan is the best one met."""
    for _ in range(rounds):
        _one_round(day, states, tally, scratch, noted, pace, chance)
        tally[ROUNDS] += 1
    if tally[AT_BEST]:
        _note_best(day, states[1], states[2], tally, scratch)


@inlined
def _one_round(
    day: Day,
    states: States,
    tally: Whole,
    scratch: Scratch,
    noted: Pool,
    pace: Real,
    chance: Chance,
) -> None:
    work, current, best = states
    before, placed, weight = tally[ABSENT], tally[PLACED], tally[WEIGHT]
    penalty = tally[PENALTY]
    tried = _try_again(current, work, before, chance)
    tally[ABSENT] = tried
    tally[USED_RUNS] = 0
    for kind in range(len(work.used)):
        tally[USED_RUNS] += work.used[kind]
    scratch.touched[-1] = 0
    more = uneven = 0
    kept = ruin(day, work, tally, scratch, pace, chance)
    if kept:
        worse = -pace[TEMPERATURE] * log(draw(chance) + 1e-300)
        spare = worse + _spared(day, current, work, scratch, tried) + tally[UNEVEN]
        kept = recreate(day, work, tally, scratch, pace, chance, spare, weight)
        if kept:
            uneven = links.uneven(day, work) if day.flags[BALANCE] else 0
            more = tally[PENALTY] - penalty + uneven - tally[UNEVEN]
            for n in range(scratch.touched[-1]):
                run = scratch.touched[n]
                more += links.price(day, work, run) - links.price(day, current, run)
            fewer = tally[WEIGHT] - weight
            kept = fewer < 0 or (fewer == 0 and more < worse)
    if kept:
        price = tally[PRICE] + more
        better = tally[WEIGHT] < tally[BEST_WEIGHT] or (
            tally[WEIGHT] == tally[BEST_WEIGHT] and price < tally[BEST_PRICE]
        )
        if tally[AT_BEST] and not better:
            _note_best(day, current, best, tally, scratch)
        _keep(day, states, tally, scratch, (before, tried))
        tally[PRICE], tally[UNEVEN] = price, uneven
        tally[KEPT] += 1
        if better:
            tally[AT_BEST] = 1
            tally[BEST_WEIGHT], tally[BEST_PRICE] = tally[WEIGHT], price
        if tally[WEIGHT] == tally[BEST_WEIGHT] and price <= tally[BEST_PRICE] * pace[NEARLY]:
            pool.note(day, current, tally, scratch, noted)
    else:
        _go_back(day, states, scratch, tried)
        tally[ABSENT], tally[PLACED], tally[WEIGHT] = before, placed, weight
        tally[PENALTY] = penalty
    for n in range(scratch.touched[-1]):
        scratch.marks[scratch.touched[n]] = 0


@inlined
def _spared(day: Day, current: State, work: State, scratch: Scratch, tried: int) -> int:
    """What the stops taken out have cost so far, and what it cost to leave others out."""
    spared = 0
    for n in range(scratch.touched[-1]):
        run = scratch.touched[n]
        spared += links.price(day, current, run) - links.price(day, work, run)
    for n in range(tried):
        if day.weights[work.absent[n]] == 0:
            spared += day.penalties[work.absent[n]]
    return spared


@inlined
def _try_again(current: State, work: State, absent: int, chance: Chance) -> int:
    """Draws by lot which of the stops left out are tried again, and how many they are."""
    tried = min(absent, TRIED)
    for n in range(tried):
        if absent > TRIED:
            m = n + below(chance, absent - n)
            one, other = current.absent[n], current.absent[m]
            current.absent[n], current.absent[m] = other, one
        work.absent[n] = current.absent[n]
    return tried


@inlined
def _keep(
    day: Day, states: States, tally: Whole, scratch: Scratch, absent: tuple[int, int]
) -> None:
    """Makes the plan at work the one to go on from.

    `absent`: how many were left out before, and how many of them were tried again.
    """
    work, current, _ = states
    before, tried = absent
    left, untried = tally[ABSENT], before - tried
    for n in range(untried):
        scratch.stops[n] = current.absent[tried + n]
    for n in range(left):
        stop = work.absent[n]
        current.absent[n] = stop
        _set_out(day, current, stop)
    for n in range(untried):
        current.absent[left + n] = scratch.stops[n]
    tally[ABSENT] = left + untried
    for n in range(scratch.touched[-1]):
        run = scratch.touched[n]
        links.copy_run(day, work, current, run)
        scratch.stale[run] = 1
    _copy_used(work, current)


@inlined
def _go_back(day: Day, states: States, scratch: Scratch, tried: int) -> None:
    """Makes the plan at work again what it was."""
    work, current, _ = states
    for n in range(tried):
        _set_out(day, work, current.absent[n])
    for n in range(scratch.touched[-1]):
        links.copy_run(day, current, work, scratch.touched[n])
    _copy_used(current, work)


@inlined
def _copy_used(source: State, target: State) -> None:
    for kind in range(len(source.used)):
        target.used[kind] = source.used[kind]


@inlined
def _set_out(day: Day, state: State, stop: int) -> None:
    state.chain[stop].run = -1
    if day.nodes[stop].partner >= 0:
        state.chain[day.nodes[stop].partner].run = -1


@inlined
def _note_best(day: Day, current: State, best: State, tally: Whole, scratch: Scratch) -> None:
    """Copies the plan to the best one: the runs that have changed since it was last noted."""
    for n in range(tally[ABSENT]):
        best.absent[n] = current.absent[n]
        _set_out(day, best, current.absent[n])
    for run in range(len(current.runs)):
        if scratch.stale[run]:
            links.copy_run(day, current, best, run)
            scratch.stale[run] = 0
    _copy_used(current, best)
    tally[AT_BEST] = 0


@way_in
def take_up(
    day: Day, states: States, tally: Whole, scratch: Scratch, stops: Whole, ends: Whole
) -> bool:
    """Makes a given plan the one to go on from; False where it breaks a limit.

    `stops` are those of all runs in a row, `ends[run]` is where the next run begins among them.
    All plans must be empty before.
    """
    work, current, best = states
    first, kept = 0, True
    for run in range(len(ends)):
        before = -1
        for n in range(first, ends[run]):
            links.place(day, work, stops[n], run, before)
            before = stops[n]
            tally[PLACED] += 1
            tally[WEIGHT] -= max(0, day.weights[stops[n]])
        first = ends[run]
        kept = kept and links.settle(day, work, run)
        tally[PRICE] += links.price(day, work, run)
        links.copy_run(day, work, current, run)
        links.copy_run(day, work, best, run)
    _copy_used(work, current)
    _copy_used(work, best)
    scratch.stale[:] = 0
    absent = 0
    for stop in range(len(work.chain)):
        if work.chain[stop].run < 0 and day.weights[stop] >= 0:
            current.absent[absent] = stop
            best.absent[absent] = stop
            absent += 1
            if day.weights[stop] == 0:
                tally[PENALTY] += day.penalties[stop]
    tally[ABSENT] = absent
    if day.flags[BALANCE]:
        tally[UNEVEN] = links.uneven(day, work)
    tally[PRICE] += tally[PENALTY] + tally[UNEVEN]
    return kept
