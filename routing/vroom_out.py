"""Writes a plan as VROOM's JSON; `vroom_day` writes a problem.

On top of VROOM: every `unassigned` stop has a `reason` with `code`, `sentence`, `remedy` and, where
a machine could carry the remedy out, `change`; a step may be a `reload`; and the `wishes` of the
summary say what was paid for other couriers, for an uneven day and for optional stops left out.
There are `warnings` where there is something to warn of.
"""

from collections import Counter
from collections.abc import Iterable

from routing.plan import Change, Plan, Route, Step, StepKind, Unassigned, Violation
from routing.problem import Problem, Window
from routing.vroom_day import Json, described, place_json, problem_json
from routing.wishes import wishes

__all__ = ["Json", "plan_json", "problem_json"]


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
    summary["violations"] = _together(one for route in plan.routes for one in _broken(route))
    wished = wishes(problem, plan)
    if wished:
        summary["wishes"] = wished
    return {
        "code": 0,
        "summary": {**summary, **_warned(plan)},
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
    known = problem.number_of
    visited = [
        known[step.kind.value, step.task_id]
        for step in route.steps
        if step.task_id is not None and step.kind not in (StepKind.BREAK, StepKind.RELOAD)
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
        "violations": _together(_broken(route)),
    }
    if problem.knows_distances:
        written["distance"] = last.distance_m
    return written | described(route.description)


def _step(step: Step, *, far: bool) -> Json:
    written: Json = {
        "type": step.kind.value,
        "arrival": step.arrival_s,
        "duration": step.travel_s,
        "setup": step.setup_s,
        "service": step.service_s,
        "waiting_time": step.waiting_s,
        "load": list(step.load),
        "violations": [_violation(one) for one in step.violations],
    }
    if far:
        written["distance"] = step.distance_m
    if step.task_id is not None:
        written["id"] = step.task_id
    if step.place is not None:
        written |= place_json(step.place)
    return written | described(step.description)


def _unassigned(left: Unassigned) -> Json:
    written: Json = {"id": left.task_id, "type": left.kind.value, **place_json(left.place)}
    reason: Json = {
        "code": left.reason.code.value,
        "sentence": left.reason.sentence,
        "remedy": left.reason.remedy,
    }
    if left.reason.change:
        reason["change"] = _change(left.reason.change)
    written["reason"] = reason
    return written | described(left.description)


def _broken(route: Route) -> list[Violation]:
    return [*route.violations, *(one for step in route.steps for one in step.violations)]


def _together(broken: Iterable[Violation]) -> list[Json]:
    """One for every cause, what is late or early added up, in the order of the causes."""
    found: dict[str, int | None] = {}
    for one in broken:
        lasted = found.get(one.cause.value)
        found[one.cause.value] = (
            lasted if one.duration_s is None else (lasted or 0) + one.duration_s
        )
    return [
        {"cause": cause} | ({} if lasts_s is None else {"duration": lasts_s})
        for cause, lasts_s in sorted(found.items())
    ]


def _violation(one: Violation) -> Json:
    return {"cause": one.cause.value} | (
        {} if one.duration_s is None else {"duration": one.duration_s}
    )


def _change(change: Change) -> Json:
    """What of the question would be otherwise, in the question's own words."""
    vehicle: Json = {"id": change.vehicle_id}
    limits = {
        "max_tasks": change.max_tasks,
        "max_travel_time": change.max_travel_time_s,
        "max_distance": change.max_distance_m,
        "max_reloads": change.max_reloads,
    }
    vehicle |= {name: limit for name, limit in limits.items() if limit is not None}
    if change.shift:
        vehicle["time_window"] = [change.shift.opens_s, change.shift.closes_s]
    if change.capacity is not None:
        vehicle["capacity"] = list(change.capacity)
    if change.skills is not None:
        vehicle["skills"] = sorted(change.skills)
    if change.break_windows:
        vehicle["breaks"] = [
            {"id": number, "time_windows": _hours(windows)}
            for number, windows in change.break_windows
        ]
    written: Json = {"vehicle": vehicle}
    if change.stop:
        kind, number = change.stop
        written["stop"] = {
            "type": kind,
            "id": number,
            "time_windows": _hours(change.stop_windows),
        }
    written |= {name: True for name in ("allow", "unlock") if getattr(change, name)}
    if change.instead_of:
        written["instead_of"] = [{"type": kind, "id": number} for kind, number in change.instead_of]
    return written


def _hours(windows: tuple[Window, ...]) -> list[list[int]]:
    return [[one.opens_s, one.closes_s] for one in windows]
