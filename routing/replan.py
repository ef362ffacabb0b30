"""Plans the rest of a day anew when something happens, and disturbs as little as it is told to.

A new urgent stop, a courier who is ill or late, an address that is closed: what is done stays done,
who is on the way to a door goes there, and every stop that would change courier or leave the time
it was promised costs what `Rules` say. `slots` asks the same question before anything is promised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from routing import alone, checker
from routing.errors import PlanBroken
from routing.filling import Patience
from routing.plan import Plan, Reason, ReasonCode, StepKind, Unassigned
from routing.problem import LATEST_S, Place, Problem, Stop, Task, Window
from routing.rest_of_day import Key, Rest, Seen, handed_over, rest_of_day
from routing.rich.day import begin, take_over, waiting
from routing.rich.insertion import Insertion, moved
from routing.rich.polish import Polish, Stopping
from routing.rich.state import Day, Keep, State
from routing.timetable import Timetables
from routing.writing import left_over, route

MOST_REASONING = 20_000
REASONING_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Added:
    """A new task. Its places are rows of the day's matrices."""

    task: Task


@dataclass(frozen=True, slots=True)
class Ill:
    """A courier goes home. `place` is where their bag can be fetched; None if it cannot."""

    vehicle_id: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A courier is at a place at an instant, and not where the plan says.

    `served` names what they have done; without it all counts as done that was to begin by now.
    """

    vehicle_id: int
    place: Place
    at_s: int
    served: tuple[Key, ...] | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody need come to a stop any more today; its task falls away."""

    kind: str
    stop_id: int


Event = Added | Ill | Late | Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How much may be disturbed. Costs are in VROOM's unit: 3600 is an hour on the road.

    A stop was promised within `promise_s` of when it was planned, unless its hours are given.
    """

    moved_cost: int = 3_600
    late_cost: int = 3_600
    promise_s: int = 1_800
    most_moved: int | None = None
    promised: Mapping[Key, Window] = field(default_factory=dict)
    time_limit_s: float = 2.0
    round_limit: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Replanned:
    """The rest of the day, what was served before it, and who changed courier by choice."""

    problem: Problem
    plan: Plan
    served: frozenset[Key]
    moved: tuple[Key, ...]


def replan(
    problem: Problem, plan: Plan, events: Sequence[Event], *, now_s: int, rules: Rules
) -> Replanned:
    """The rest of a planned day after some events, checked like every plan.

    Answers within `rules.time_limit_s`. Stops of a courier who is ill have to go to somebody else
    and do not count as moved. Raises BadProblem where locked steps can no longer be kept, and
    PlanBroken where our own check fails.
    """
    ends_s = monotonic() + rules.time_limit_s
    seen = {
        one.vehicle_id: Seen(one.place, one.at_s, one.served)
        for one in events
        if isinstance(one, Late)
    }
    rest = _with_events(rest_of_day(problem, plan, now_s, seen), events)
    if not rest.problem.vehicles or not rest.problem.tasks:
        return Replanned(rest.problem, _nobody(rest.problem), rest.served, ())
    tables, able = Timetables(rest.problem), alone.able(rest.problem)
    day = Day(rest.problem, tables, _keep(rest, rules))
    search_s = rules.time_limit_s * (1 - REASONING_SHARE)
    state = _better(day, able, rest, rules, ends_s - rules.time_limit_s + search_s)
    patience = Patience(ends_s, MOST_REASONING)
    found = Plan(
        routes=tuple(
            route(rest.problem, tables, vehicle, run)
            for vehicle, run in zip(rest.problem.vehicles, state.runs, strict=True)
            if run
        ),
        unassigned=tuple(
            _with_goods(one, rest) for one in left_over(rest.problem, tables, state.runs, patience)
        ),
    )
    broken = checker.faults(rest.problem, found)
    if broken:
        raise PlanBroken(broken)
    return Replanned(rest.problem, found, rest.served, _moved(day, state))


def _better(
    day: Day, able: Sequence[Sequence[int]], rest: Rest, rules: Rules, deadline_s: float
) -> State:
    """The old runs as far as they still hold, what is new put in, then bettered."""

    def left_s() -> float:
        return deadline_s - monotonic()

    state = begin(day, able)
    for courier, vehicle in enumerate(day.problem.vehicles):
        run = rest.runs.get(vehicle.vehicle_id, ())
        known = [day.problem.number_of[key] for key in run if key in day.problem.number_of]
        take_over(day, state, courier, known)
    Insertion(day, able).fill(state, waiting(day, able, state), left_s=left_s)
    fixed = frozenset(alone.locked_tasks(day.problem))
    polish = Polish(day, able, rules.seed, fixed=fixed)
    return polish.better(state, Stopping(left_s, rules.round_limit))


def _with_events(rest: Rest, events: Sequence[Event]) -> Rest:
    """The rest of the day with everything that happened."""
    tasks, vehicles = list(rest.problem.tasks), list(rest.problem.vehicles)
    bound = set(rest.bound)
    for event in events:
        match event:
            case Closed(kind, stop_id):
                tasks = [task for task in tasks if (kind, stop_id) not in _keys(task)]
            case Added(task):
                gone = frozenset(
                    one.vehicle_id for one in vehicles if _left_home(rest, one.vehicle_id)
                )
                carries = not task.is_shipment and any(task.stops[0].delivery)
                bound |= set(_keys(task)) if carries and gone else set()
                tasks.append(replace(task, never=task.never | gone) if carries else task)
            case Ill(vehicle_id, place):
                vehicles = [one for one in vehicles if one.vehicle_id != vehicle_id]
                tasks = [_without(task, vehicle_id, place, rest, n) for n, task in enumerate(tasks)]
            case Late():
                pass
    kept = {key for task in tasks for key in _keys(task)}
    vehicles = [
        replace(
            one,
            steps=tuple(step for step in one.steps if (step.kind.value, step.task_id) in kept),
        )
        for one in vehicles
    ]
    changed = replace(rest.problem, tasks=tuple(tasks), vehicles=tuple(vehicles))
    return replace(rest, problem=changed, bound=frozenset(bound))


def _left_home(rest: Rest, vehicle_id: int) -> bool:
    """Whether a courier is under way, with no depot before them any more."""
    vehicle = next(one for one in rest.problem.vehicles if one.vehicle_id == vehicle_id)
    under_way = vehicle_id in rest.under_way
    return under_way and not (vehicle.reloads and vehicle.max_reloads)


def _without(task: Task, vehicle_id: int, place: Place | None, rest: Rest, number: int) -> Task:
    """A task of somebody who is ill. What is in their bag must be fetched from it."""
    keys = set(_keys(task))
    if not keys & set(rest.runs.get(vehicle_id, ())) or not keys & rest.bound:
        return task
    if place is None or len(task.stops) != 1:
        return task
    everybody = frozenset(one.vehicle_id for one in rest.problem.vehicles)
    free = replace(task, never=task.never - everybody)
    fresh = max(stop.stop_id for stop in rest.problem.stops) + 1 + number
    return handed_over(free, place, fresh)


def _keys(task: Task) -> list[Key]:
    return [(stop.kind.value, stop.stop_id) for stop in task.stops]


def _keep(rest: Rest, rules: Rules) -> Keep:
    """What was promised to whom."""
    problem = rest.problem
    place_of = {vehicle.vehicle_id: n for n, vehicle in enumerate(problem.vehicles)}
    couriers = {
        problem.task_of[problem.number_of[key]]: place_of[vehicle_id]
        for vehicle_id, run in rest.runs.items()
        for key in run
        if key in problem.number_of and vehicle_id in place_of
    }
    hours = {
        problem.number_of[key]: rules.promised.get(key, _around(at_s, rules.promise_s))
        for key, at_s in rest.begins_s.items()
        if key in problem.number_of
    }
    return Keep(couriers, rules.moved_cost, hours, rules.late_cost, rules.most_moved)


def _around(at_s: int, promise_s: int) -> Window:
    return Window(max(0, at_s - promise_s), min(LATEST_S, at_s + promise_s))


def _moved(day: Day, state: State) -> tuple[Key, ...]:
    """The stops that are with another courier than before."""
    if not moved(day, state):
        return ()
    return tuple(
        (stop.kind.value, stop.stop_id)
        for courier, laid in enumerate(state.laid)
        for stop in map(day.problem.stops.__getitem__, laid.visits)
        if day.moves(day.problem.task_of[day.problem.stops.index(stop)], courier)
    )


def _nobody(problem: Problem) -> Plan:
    """Nobody is left to go, or nothing is left to do."""
    why = Reason(
        ReasonCode.NO_COURIER,
        "Nobody is left to go today.",
        "Send another courier, or choose another day.",
    )
    return Plan(routes=(), unassigned=tuple(_left(stop, why) for stop in problem.stops))


def _left(stop: Stop, why: Reason) -> Unassigned:
    return Unassigned(
        kind=StepKind(stop.kind.value),
        task_id=stop.stop_id,
        place=stop.place,
        reason=why,
        description=stop.description,
    )


def _with_goods(left: Unassigned, rest: Rest) -> Unassigned:
    """Where the goods are the reason, they are named instead of a courier who may not come."""
    if left.reason.code is not ReasonCode.PAIR or (left.kind.value, left.task_id) not in rest.bound:
        return left
    why = Reason(
        ReasonCode.PAIR,
        "What it is to be handed is not in the bag of anybody who could come.",
        "Let it be fetched: make it a shipment from where it lies.",
    )
    return replace(left, reason=why)
