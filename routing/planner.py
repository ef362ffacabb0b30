"""The way in: a problem goes in, a checked plan comes out."""

from collections.abc import Sequence

from routing import alone, checker, search
from routing.effort import UNWATCHED, Effort, Watch
from routing.errors import PlanBroken
from routing.explain import reason
from routing.filling import ONE, TRIES_PER_TASK, Patience, fill, price
from routing.improver.readiness import make_ready, warnings
from routing.plan import Plan, Reason, Route, Step, StepKind, Unassigned
from routing.problem import Load, Problem, Vehicle
from routing.timetable import Entry, Obstacle, Run, Timetable, Timetables

RESERVE_SHARE = 0.1
RESERVE_PER_STOP_S = 0.0005
MOST_REASONING = 50_000
"""How many runs may be laid out to find reasons."""


def plan_day(
    problem: Problem,
    *,
    time_limit_s: float = 10.0,
    round_limit: int | None = None,
    seed: int = 0,
    cores: int = 1,
    watch: Watch = UNWATCHED,
) -> Plan:
    """Plans a day: every stop in a run, or left over with a reason; the checker has passed it.

    `time_limit_s` is kept from the first plan to the last reason; only compiling, the first time
    on a computer, comes on top. With a `round_limit` (how often the search may take the plan
    apart and put it together again) that is reached in that time, the same problem, seed and
    `cores` give the same plan. `watch` hears of better plans and may stop the search: then the
    best plan so far is the answer. Raises PlanBroken where the plan fails its check: that is a
    fault of ours, and the plan is withheld.
    """
    make_ready()
    ends_s = watch.clock() + time_limit_s
    effort = Effort(
        deadline_s=ends_s - _reserve_s(problem, time_limit_s),
        round_limit=round_limit,
        seed=seed,
        cores=cores,
        watch=watch,
    )
    able = alone.able(problem)
    tables = Timetables(problem)
    runs = _runs(problem, tables, able, effort, ends_s)
    patience = Patience(ends_s, MOST_REASONING, watch.clock)
    plan = Plan(
        routes=tuple(
            _route(problem, tables, vehicle, run)
            for vehicle, run in zip(problem.vehicles, runs, strict=True)
            if run
        ),
        unassigned=tuple(_left_over(problem, tables, runs, patience)),
        warnings=warnings(),
    )
    broken = checker.faults(problem, plan)
    if broken:
        raise PlanBroken(broken)
    return plan


def _reserve_s(problem: Problem, time_limit_s: float) -> float:
    """Time kept back for filling, laying out, checking and reasons."""
    return min(RESERVE_SHARE * time_limit_s, 0.02 + RESERVE_PER_STOP_S * len(problem.stops))


def _runs(
    problem: Problem,
    tables: Timetables,
    able: Sequence[Sequence[int]],
    effort: Effort,
    ends_s: float,
) -> list[list[int]]:
    """What the search finds, filled up; on a day too large for it, what filling alone makes."""
    found = search.search(problem, able, effort)
    patience = Patience(ends_s, TRIES_PER_TASK * len(problem.tasks), effort.watch.clock)
    return fill(problem, tables, found, able, patience)


def _route(problem: Problem, tables: Timetables, vehicle: Vehicle, run: Run) -> Route:
    """A courier's run as steps. A run that cannot be laid out is a fault of the search."""
    table = tables.lay_out(vehicle, run)
    if isinstance(table, Obstacle):
        raise PlanBroken([f"{vehicle.name.capitalize()} breaks the limit {table.limit.name}."])
    return Route(
        vehicle_id=vehicle.vehicle_id,
        steps=tuple(_steps(problem, vehicle, table)),
        cost=(price(vehicle, table) + ONE // 2) // ONE,
        description=vehicle.description,
    )


def _steps(problem: Problem, vehicle: Vehicle, table: Timetable) -> list[Step]:
    loads = iter(table.loads)
    load = next(loads)
    steps = []
    if vehicle.start:
        steps.append(
            Step(kind=StepKind.START, arrival_s=table.starts_s, place=vehicle.start, load=load)
        )
    for entry in table.entries[:-1]:
        load = load if entry.stop is None else next(loads)
        steps.append(_step(problem, entry, load))
    if vehicle.end:
        last = table.entries[-1]
        steps.append(
            Step(
                kind=StepKind.END,
                arrival_s=last.arrival_s,
                travel_s=last.travel_s,
                distance_m=last.distance_m,
                load=load,
                place=vehicle.end,
            )
        )
    return steps


def _step(problem: Problem, entry: Entry, load: Load) -> Step:
    """One visit or one break."""
    stop = None if entry.stop is None else problem.stops[entry.stop]
    rest = entry.rest
    return Step(
        kind=StepKind(stop.kind.value) if stop else StepKind.BREAK,
        arrival_s=entry.arrival_s,
        waiting_s=entry.begins_s - entry.arrival_s,
        setup_s=entry.setup_s,
        service_s=entry.service_s,
        travel_s=entry.travel_s,
        distance_m=entry.distance_m,
        load=load,
        place=stop.place if stop else None,
        task_id=stop.stop_id if stop else rest.break_id if rest else None,
        description=stop.description if stop else rest.description if rest else "",
    )


def _left_over(
    problem: Problem, tables: Timetables, runs: Sequence[Run], patience: Patience
) -> list[Unassigned]:
    """Every stop in none of the runs, with its reason; both ends of a shipment share one."""
    planned = {stop for run in runs for stop in run}
    left: list[Unassigned] = []
    for task, stops in enumerate(problem.stops_of):
        if stops[0] in planned:
            continue
        why: Reason = reason(problem, tables, runs, task, patience)
        for number in stops:
            stop = problem.stops[number]
            left.append(
                Unassigned(
                    kind=StepKind(stop.kind.value),
                    task_id=stop.stop_id,
                    place=stop.place,
                    reason=why,
                    description=stop.description,
                )
            )
    return left
