"""Why a stop found no room today, in one sentence, and what would help.

Limits are set aside one at a time. What no plan can change is said as a fact; for the rest we say
that no room was found, never that there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routing.alone import excess, proof_against
from routing.filling import Patience, with_task
from routing.plan import Reason, ReasonCode
from routing.problem import ALWAYS, Problem, Stop, Task, Vehicle, Window
from routing.timetable import Limit, Obstacle, Run, Timetable, Timetables
from routing.words import clock, counted, kilometres, lasting, listed

TRIES_PER_TASK = 2_000
LONG_S = 7_200
ANOTHER_DAY = "Another day, another courier or wider hours would help."


@dataclass(frozen=True, slots=True)
class _Offer:
    """A courier who could take the task with one limit set aside, and by how much."""

    vehicle: Vehicle
    limit: Limit
    amount: int
    ends_s: int
    stop: Stop | None

    @property
    def rank(self) -> tuple[int, int]:
        """Cheapest first: a little more time, one more stop, more road, more load, a skill."""
        kinds = (Limit.COUNT, Limit.TRAVEL, Limit.DISTANCE, Limit.LOAD, Limit.SKILL, Limit.BREAK)
        if self.limit in (Limit.SHIFT, Limit.WINDOW):
            return (0 if self.amount <= LONG_S else len(kinds) + 1), self.amount
        return kinds.index(self.limit) + 1, self.amount


def reason(
    problem: Problem, tables: Timetables, runs: Sequence[Run], task: int, patience: Patience
) -> Reason:
    """The reason for one task that is in none of the runs."""
    wanted, vehicles = problem.tasks[task], problem.vehicles
    proofs = [proof_against(wanted, vehicle) for vehicle in vehicles]
    if None not in proofs:
        worst = max(proof for proof in proofs if proof is not None)
        last = [v for v, proof in zip(vehicles, proofs, strict=True) if proof is worst]
        return _proved(wanted, worst, last, vehicles)
    stops = problem.stops_of[task]
    obstacles = []
    for vehicle, proof in zip(vehicles, proofs, strict=True):
        if proof is None:
            found = tables.lay_out(vehicle, stops) if patience.take() else None
            if not isinstance(found, Obstacle):
                return _no_room(problem, tables, runs, task, patience)
            obstacles.append((vehicle, found))
    return _out_of_reach(problem, tables, stops, obstacles)


def _proved(
    task: Task, limit: Limit, last: Sequence[Vehicle], vehicles: Sequence[Vehicle]
) -> Reason:
    """What holds whatever else is planned: every courier falls at this limit or before it."""
    who = listed([vehicle.vehicle_id for vehicle in last])
    those = "no courier" if len(last) == len(vehicles) else f"no courier who could come ({who})"
    if limit is Limit.SKILL:
        return _no_skill(task, vehicles)
    if limit is Limit.LOAD:
        nearest = min(last, key=lambda vehicle: excess(task, vehicle))
        over = excess(task, nearest)
        return Reason(
            ReasonCode.LOAD,
            f"It is too heavy: {those} can carry so much at once.",
            f"Split it, or give {nearest.name} room for {over} more.",
        )
    if limit is Limit.COUNT:
        return Reason(
            ReasonCode.COUNT,
            f"It has {counted(len(task.stops), 'stop')}, and {those} may make so many.",
            f"Let {last[0].name} make {counted(len(task.stops), 'stop')}.",
        )
    if limit is Limit.BREAK:
        return Reason(
            ReasonCode.NO_COURIER,
            f"Nobody can take it: the breaks of {listed([v.name for v in last])} do not fit into "
            "the shift.",
            "Move the breaks into the shift.",
        )
    hours = listed(list(dict.fromkeys(_hours(v.shift) for v in last)))
    return Reason(
        ReasonCode.WINDOW,
        f"Its hours ({_when(task)}) leave no time for it in the shifts of those who could come "
        f"({hours}).",
        "Ask for hours inside a shift, or lengthen a shift.",
    )


def _no_skill(task: Task, vehicles: Sequence[Vehicle]) -> Reason:
    had = frozenset[int]().union(*(vehicle.skills for vehicle in vehicles))
    missing = sorted(task.skills - had)
    nearest = min(vehicles, key=lambda vehicle: len(task.skills - vehicle.skills))
    lacks = sorted(task.skills - nearest.skills)
    if missing:
        what = f"No courier today has {_skills(missing)}."
    else:
        what = f"No courier today has all of {_skills(sorted(task.skills))} together."
    return Reason(
        ReasonCode.SKILL, what, f"{nearest.name.capitalize()} lacks only {_skills(lacks)}."
    )


def _out_of_reach(
    problem: Problem,
    tables: Timetables,
    stops: Run,
    obstacles: Sequence[tuple[Vehicle, Obstacle]],
) -> Reason:
    """Nobody gets there and back even with nothing else to do."""
    if all(found.limit is Limit.ROAD for _, found in obstacles):
        return Reason(
            ReasonCode.UNREACHABLE,
            "No road leads there and back for any courier who could take it.",
            "Check its place on the map.",
        )
    vehicle, nearest = min(
        (pair for pair in obstacles if pair[1].limit is not Limit.ROAD),
        key=lambda pair: (pair[1].limit is Limit.BREAK, pair[1].excess),
    )
    offers = sorted(_offers(problem, tables, vehicle, stops, nearest), key=lambda one: one.rank)
    return Reason(
        ReasonCode.FAR,
        f"Even going straight there with no other stop, {vehicle.name} {_overrun(nearest)}.",
        _remedy(offers[0]) if offers else ANOTHER_DAY,
    )


def _overrun(obstacle: Obstacle) -> str:
    match obstacle.limit:
        case Limit.WINDOW:
            return f"comes {lasting(obstacle.excess)} after the hours are over"
        case Limit.SHIFT:
            return f"is done {lasting(obstacle.excess)} after the shift ends"
        case Limit.TRAVEL:
            return f"is on the road {lasting(obstacle.excess)} longer than allowed"
        case Limit.DISTANCE:
            return f"goes {kilometres(obstacle.excess)} further than allowed"
        case _:
            return "finds no time for a break"


def _no_room(
    problem: Problem, tables: Timetables, runs: Sequence[Run], task: int, patience: Patience
) -> Reason:
    """Somebody could come, but not beside today's other stops, as far as we looked."""
    best: _Offer | None = None
    mine = Patience(patience.deadline_s, min(TRIES_PER_TASK, patience.tries))
    for vehicle, run in zip(problem.vehicles, runs, strict=True):
        for tried in with_task(run, problem.stops_of[task]):
            if not mine.take():
                break
            found = tables.lay_out(vehicle, tried)
            if isinstance(found, Timetable):
                return Reason(
                    ReasonCode.ROOM,
                    "No room was found for it in the time given, though "
                    f"{vehicle.name} seems to have some.",
                    "Plan again with more time.",
                )
            for offer in _offers(problem, tables, vehicle, tried, found):
                if best is None or offer.rank < best.rank:
                    best = offer
    patience.tries -= min(TRIES_PER_TASK, patience.tries) - mine.tries
    return Reason(
        ReasonCode.ROOM,
        "No room was found for it among today's runs.",
        _remedy(best) if best else ANOTHER_DAY,
    )


def _offers(
    problem: Problem, tables: Timetables, vehicle: Vehicle, run: Run, obstacle: Obstacle
) -> Iterator[_Offer]:
    """What would come of the run if the limit it broke, and no other, were set aside."""
    if obstacle.limit is Limit.ROAD:
        return
    at = () if obstacle.stop is None else (obstacle.stop,)
    table = tables.lay_out(vehicle, run, obstacle.limit, at)
    if isinstance(table, Obstacle):
        return
    stop = None if obstacle.stop is None else problem.stops[obstacle.stop]
    amount = obstacle.excess
    if obstacle.limit is Limit.SKILL:
        needed = frozenset[int]().union(*(problem.tasks[problem.task_of[n]].skills for n in run))
        amount = len(needed - vehicle.skills)
    yield _Offer(vehicle, obstacle.limit, amount, table.ends_s, stop)


def _remedy(offer: _Offer) -> str:
    stop = offer.stop.name if offer.stop else "it"
    would = {
        Limit.SHIFT: f"until {clock(_up(offer.ends_s))} would take it",
        Limit.WINDOW: f"would take it if {stop} could be {lasting(offer.amount)} later",
        Limit.COUNT: f"would take it with {counted(offer.amount, 'stop')} more allowed",
        Limit.TRAVEL: f"would take it with {lasting(offer.amount)} more on the road allowed",
        Limit.DISTANCE: f"would take it with {kilometres(offer.amount)} more allowed",
        Limit.LOAD: f"would take it with room for {offer.amount} more",
        Limit.SKILL: "has room for it and lacks only a skill",
        Limit.BREAK: "would take it with other hours for a break",
    }
    return f"{offer.vehicle.name.capitalize()} {would[offer.limit]}."


def _up(at_s: int) -> int:
    """The next whole minute, so that the time said is never too early."""
    return -(-at_s // 60) * 60


def _skills(skills: Sequence[int]) -> str:
    return f"skill{'' if len(skills) == 1 else 's'} {listed(skills)}"


def _when(task: Task) -> str:
    return listed([_hours(window) for stop in task.stops for window in stop.windows])


def _hours(window: Window) -> str:
    if window == ALWAYS:
        return "any time"
    return f"{clock(window.opens_s)} to {clock(window.closes_s)}"
