"""Turns runs into a plan: every line of a timetable becomes a step, every other stop a reason."""

from collections.abc import Sequence
from dataclasses import replace

from routing.errors import PlanBroken
from routing.explain import reason
from routing.filling import ONE, Patience, price
from routing.plan import Cause, Reason, Route, Step, StepKind, Unassigned, Violation
from routing.problem import Load, Problem, Vehicle
from routing.timetable import Entry, Obstacle, Run, Timetable, Timetables


def route(problem: Problem, tables: Timetables, vehicle: Vehicle, run: Run) -> Route:
    """A courier's run as steps. A run that cannot be laid out is a fault of the search."""
    table = tables.lay_out(vehicle, run)
    if isinstance(table, Obstacle):
        raise PlanBroken([f"{vehicle.name.capitalize()} breaks the limit {table.limit.name}."])
    return Route(
        vehicle_id=vehicle.vehicle_id,
        steps=tuple(_steps(problem, tables, vehicle, table)),
        cost=(price(vehicle, table) + ONE // 2) // ONE,
        description=vehicle.description,
    )


def _steps(problem: Problem, tables: Timetables, vehicle: Vehicle, table: Timetable) -> list[Step]:
    known = {number: step.at_s for number, step in tables.locked[vehicle.vehicle_id]}
    loads = iter(table.loads)
    load = next(loads)
    steps = []
    if vehicle.start:
        steps.append(
            Step(kind=StepKind.START, arrival_s=table.starts_s, place=vehicle.start, load=load)
        )
    for entry in table.entries[:-1]:
        load = load if entry.rest else next(loads)
        late = entry.stop in known and known[entry.stop] is None
        steps.append(_step(problem, vehicle, entry, load, late=late))
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


def _step(problem: Problem, vehicle: Vehicle, entry: Entry, load: Load, *, late: bool) -> Step:
    """One visit, one break or one reload. `late`: it may be after its hours, and then says so."""
    step = Step(
        kind=StepKind.BREAK,
        arrival_s=entry.arrival_s,
        waiting_s=entry.begins_s - entry.arrival_s,
        setup_s=entry.setup_s,
        service_s=entry.service_s,
        travel_s=entry.travel_s,
        distance_m=entry.distance_m,
        load=load,
    )
    if entry.reload is not None:
        return replace(
            step,
            kind=StepKind.RELOAD,
            place=entry.reload.place,
            task_id=vehicle.reloads.index(entry.reload),
            description=entry.reload.description,
        )
    if entry.stop is None:
        rest = entry.rest
        return replace(
            step,
            task_id=rest.break_id if rest else None,
            description=rest.description if rest else "",
        )
    stop = problem.stops[entry.stop]
    delay_s = entry.begins_s - stop.windows[-1].closes_s if late else 0
    return replace(
        step,
        kind=StepKind(stop.kind.value),
        place=stop.place,
        task_id=stop.stop_id,
        description=stop.description,
        violations=(Violation(Cause.DELAY, delay_s),) if delay_s > 0 else (),
    )


def left_over(
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
