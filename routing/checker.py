"""Judges a plan from the problem alone; it shares no code with whatever made the plan.

Every step is recomputed from the travel matrix, every limit is looked at again, and each fault
is a sentence. It knows nothing of how plans are searched for or laid out.
"""

from collections import Counter
from collections.abc import Iterator

from routing.checker_run import VISITS, RunCheck
from routing.plan import Plan
from routing.problem import Problem


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What is wrong with a plan, one sentence a fault; an empty list for a right plan."""
    found = [*_bookkeeping(problem, plan), *_locks(problem, plan)]
    vehicles = {vehicle.vehicle_id: vehicle for vehicle in problem.vehicles}
    tasks = {
        (stop.kind.value, stop.stop_id): (task, stop)
        for task in problem.tasks
        for stop in task.stops
    }
    for route in plan.routes:
        vehicle = vehicles.get(route.vehicle_id)
        if vehicle is None:
            found.append(f"There is no courier {route.vehicle_id}.")
            continue
        strangers = [
            step
            for step in route.steps
            if step.kind in VISITS and (step.kind.value, step.task_id) not in tasks
        ]
        if strangers:
            found += [f"There is no {step.kind} {step.task_id}." for step in strangers]
            continue
        visited = [
            (step, *tasks[step.kind.value, step.task_id])  # type: ignore[index]  # looked up above
            for step in route.steps
            if step.kind in VISITS
        ]
        of_route = RunCheck(problem, vehicle, route, visited)
        found += [f"{vehicle.name.capitalize()}: {fault}" for fault in of_route.faults()]
    return found


def _bookkeeping(problem: Problem, plan: Plan) -> Iterator[str]:
    """Every stop exactly once, in a run or left over; every courier one run at the most."""
    runs = Counter(route.vehicle_id for route in plan.routes)
    yield from (f"Courier {number} has {n} runs." for number, n in runs.items() if n > 1)
    planned = Counter(
        (step.kind.value, step.task_id)
        for route in plan.routes
        for step in route.steps
        if step.kind in VISITS
    )
    left = Counter((one.kind.value, one.task_id) for one in plan.unassigned)
    for task in problem.tasks:
        for stop in task.stops:
            key = (stop.kind.value, stop.stop_id)
            times = planned[key] + left[key]
            if times == 0:
                yield f"{stop.name.capitalize()} is neither in a run nor left over."
            elif times > 1:
                yield f"{stop.name.capitalize()} is in the plan {times} times."
        if task.is_shipment:
            first, second = ((stop.kind.value, stop.stop_id) for stop in task.stops)
            if bool(planned[first]) != bool(planned[second]):
                yield f"Only one end of the {task.name} is in a run."
    known = {(stop.kind.value, stop.stop_id) for task in problem.tasks for stop in task.stops}
    for kind, number in left.keys() - known:
        yield f"There is no {kind} {number} to leave over."


def _locks(problem: Problem, plan: Plan) -> Iterator[str]:
    """What is locked stands first in its run, in the order of the file."""
    visits = {
        route.vehicle_id: [
            (step.kind.value, step.task_id) for step in route.steps if step.kind in VISITS
        ]
        for route in plan.routes
    }
    for vehicle in problem.vehicles:
        kept = [(step.kind.value, step.task_id) for step in vehicle.steps if step.locked]
        if kept and visits.get(vehicle.vehicle_id, [])[: len(kept)] != kept:
            yield f"{vehicle.name.capitalize()} does not begin with the locked steps."
