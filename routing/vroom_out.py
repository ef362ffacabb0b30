"""Writes a plan, or a problem, as VROOM's JSON.

On top of VROOM: every `unassigned` stop has a `reason` with `code`, `sentence` and `remedy`; the
summary has `warnings` where there are any.
"""

from collections import Counter
from collections.abc import Iterable

from routing.plan import Plan, Route, Step, StepKind, Unassigned
from routing.problem import (
    ALWAYS,
    NO_ROAD,
    Load,
    Metres,
    Place,
    Problem,
    Stop,
    StopKind,
    Task,
    Vehicle,
)

Json = dict[str, object]


def plan_json(problem: Problem, plan: Plan) -> Json:
    """The plan as VROOM's answer: `code`, `summary`, `routes`, `unassigned`."""
    routes = [_route(problem, route) for route in plan.routes]
    totals = Counter[str]()
    for route in routes:
        for name, value in route.items():
            if isinstance(value, int) and name != "vehicle":
                totals[name] += value
    summary: Json = {"routes": len(routes), "unassigned": len(plan.unassigned)}
    for name in ("cost", "setup", "service", "duration", "waiting_time", "priority"):
        summary[name] = totals[name]
    if problem.knows_distances:
        summary["distance"] = totals["distance"]
    for name in ("delivery", "pickup"):
        summary[name] = _sum((route[name] for route in routes), problem.dimensions)
    return {
        "code": 0,
        "summary": {**summary, "violations": [], **_warned(plan)},
        "routes": routes,
        "unassigned": [_unassigned(left) for left in plan.unassigned],
    }


def _warned(plan: Plan) -> Json:
    return {"warnings": list(plan.warnings)} if plan.warnings else {}


def _sum(loads: Iterable[object], dimensions: int) -> list[int]:
    total = [0] * dimensions
    for load in loads:
        if isinstance(load, list):
            total = [one + other for one, other in zip(total, load, strict=True)]
    return total


def _route(problem: Problem, route: Route) -> Json:
    known = {(stop.kind.value, stop.stop_id): number for number, stop in enumerate(problem.stops)}
    visited = [
        known[step.kind.value, step.task_id]
        for step in route.steps
        if step.task_id is not None and step.kind is not StepKind.BREAK
    ]
    stops = [problem.stops[number] for number in visited]
    tasks = [problem.tasks[task] for task in {problem.task_of[number] for number in visited}]
    last = route.steps[-1]
    written: Json = {
        "vehicle": route.vehicle_id,
        "cost": route.cost,
        "setup": sum(step.setup_s for step in route.steps),
        "service": sum(step.service_s for step in route.steps),
        "duration": last.travel_s,
        "waiting_time": sum(step.waiting_s for step in route.steps),
        "priority": sum(task.priority * len(task.stops) for task in tasks),
        "delivery": _sum((list(stop.delivery) for stop in stops), problem.dimensions),
        "pickup": _sum((list(stop.pickup) for stop in stops), problem.dimensions),
        "steps": [_step(step, far=problem.knows_distances) for step in route.steps],
        "violations": [],
    }
    if problem.knows_distances:
        written["distance"] = last.distance_m
    return written | _described(route.description)


def _step(step: Step, *, far: bool) -> Json:
    written: Json = {
        "type": step.kind.value,
        "arrival": step.arrival_s,
        "duration": step.travel_s,
        "setup": step.setup_s,
        "service": step.service_s,
        "waiting_time": step.waiting_s,
        "load": list(step.load),
        "violations": [],
    }
    if far:
        written["distance"] = step.distance_m
    if step.task_id is not None:
        written["id"] = step.task_id
    if step.place is not None:
        written |= _place(step.place)
    return written | _described(step.description)


def _unassigned(left: Unassigned) -> Json:
    written: Json = {"id": left.task_id, "type": left.kind.value, **_place(left.place)}
    written["reason"] = {
        "code": left.reason.code.value,
        "sentence": left.reason.sentence,
        "remedy": left.reason.remedy,
    }
    return written | _described(left.description)


def _place(place: Place, *, name: str = "location") -> Json:
    written: Json = {f"{name}_index": place.index}
    if place.lon_deg is not None:
        written[name] = [place.lon_deg, place.lat_deg]
    return written


def _described(description: str) -> Json:
    return {"description": description} if description else {}


def problem_json(problem: Problem) -> Json:
    """The problem as VROOM's question, matrices included; `vroom_json` reads the same one back."""
    jobs = [_task(task) for task in problem.tasks if not task.is_shipment]
    shipments = [_shipment(task) for task in problem.tasks if task.is_shipment]
    written: Json = {
        "vehicles": [_vehicle(vehicle) for vehicle in problem.vehicles],
        "matrices": {
            profile: {"durations": _rows(roads.durations_s)}
            | ({} if roads.distances_m is None else {"distances": _rows(roads.distances_m)})
            for profile, roads in problem.roads.items()
        },
    }
    return (
        written | ({"jobs": jobs} if jobs else {}) | ({"shipments": shipments} if shipments else {})
    )


def _rows(matrix: Metres) -> list[list[int | None]]:
    return [[None if cell >= NO_ROAD else cell for cell in row] for row in matrix.tolist()]


def _task(task: Task) -> Json:
    stop = task.stops[0]
    return (
        _stop(stop)
        | _wishes(task)
        | _load("delivery", stop.delivery)
        | _load("pickup", stop.pickup)
    )


def _shipment(task: Task) -> Json:
    ends = {kind.value: _stop(stop) for kind, stop in zip(_ENDS, task.stops, strict=True)}
    return {**ends, **_load("amount", task.stops[0].pickup), **_wishes(task)}


_ENDS = (StopKind.PICKUP, StopKind.DELIVERY)


def _wishes(task: Task) -> Json:
    return {"skills": sorted(task.skills), "priority": task.priority}


def _load(name: str, load: Load) -> Json:
    return {name: list(load)} if load else {}


def _stop(stop: Stop) -> Json:
    written: Json = {"id": stop.stop_id, "setup": stop.setup_s, "service": stop.service_s}
    if stop.windows != (ALWAYS,):
        written["time_windows"] = [[one.opens_s, one.closes_s] for one in stop.windows]
    return written | _place(stop.place) | _described(stop.description)


def _vehicle(vehicle: Vehicle) -> Json:
    costs = vehicle.costs
    written: Json = {
        "id": vehicle.vehicle_id,
        "profile": vehicle.profile,
        "skills": sorted(vehicle.skills),
        "speed_factor": vehicle.speed_percent / 100,
        "time_window": [vehicle.shift.opens_s, vehicle.shift.closes_s],
        "costs": {"fixed": costs.fixed, "per_hour": costs.per_hour, "per_km": costs.per_km},
        "breaks": [
            {
                "id": rest.break_id,
                "service": rest.service_s,
                "time_windows": [[one.opens_s, one.closes_s] for one in rest.windows],
                "description": rest.description,
            }
            for rest in vehicle.breaks
        ],
    }
    limits = {
        "max_tasks": vehicle.max_tasks,
        "max_travel_time": vehicle.max_travel_time_s,
        "max_distance": vehicle.max_distance_m,
    }
    written |= {name: limit for name, limit in limits.items() if limit is not None}
    for name, place in (("start", vehicle.start), ("end", vehicle.end)):
        if place is not None:
            written |= _place(place, name=name)
    return written | _load("capacity", vehicle.capacity) | _described(vehicle.description)
