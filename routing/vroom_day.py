"""Writes a problem as VROOM's question, matrices included; `vroom_json` reads the same one back."""

from routing.problem import (
    ALWAYS,
    NO_ROAD,
    Break,
    GivenStep,
    Load,
    Metres,
    Place,
    Problem,
    Reload,
    Roads,
    Stop,
    StopKind,
    Task,
    Vehicle,
    Window,
)

Json = dict[str, object]


def problem_json(problem: Problem) -> Json:
    """The problem as VROOM's question; what is as VROOM would take it anyway is left out."""
    jobs = [_job(task) for task in problem.tasks if not task.is_shipment]
    shipments = [_shipment(task) for task in problem.tasks if task.is_shipment]
    written: Json = {
        "vehicles": [_vehicle(vehicle) for vehicle in problem.vehicles],
        "matrices": {profile: _matrices(roads) for profile, roads in problem.roads.items()},
    }
    traffic = {
        profile: [
            {
                "time_window": [peak.opens_s, peak.closes_s],
                "speed_factor": peak.speed_percent / 100,
            }
            for peak in roads.peaks
        ]
        for profile, roads in problem.roads.items()
        if roads.peaks
    }
    if problem.balance:
        written["balance"] = {
            "per_hour": problem.balance.per_hour,
            "per_difficulty": problem.balance.per_difficulty,
        }
    for name, part in (("jobs", jobs), ("shipments", shipments), ("traffic", traffic)):
        if part:
            written[name] = part
    return written


def _matrices(roads: Roads) -> Json:
    written: Json = {"durations": _rows(roads.durations_s)}
    for name, matrix in (("distances", roads.distances_m), ("costs", roads.costs)):
        if matrix is not None:
            written[name] = _rows(matrix)
    return written


def _rows(matrix: Metres) -> list[list[int | None]]:
    return [[None if cell >= NO_ROAD else cell for cell in row] for row in matrix.tolist()]


def place_json(place: Place, *, name: str = "location") -> Json:
    """A place as VROOM writes one: its row, and its coordinates where they are known."""
    written: Json = {f"{name}_index": place.index}
    if place.lon_deg is not None:
        written[name] = [place.lon_deg, place.lat_deg]
    return written


def described(description: str) -> Json:
    """A description, left out where there is none."""
    return {"description": description} if description else {}


def _job(task: Task) -> Json:
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
    written: Json = {"skills": sorted(task.skills), "priority": task.priority}
    if task.never:
        written["never"] = sorted(task.never)
    if task.preferred:
        written["courier"] = {"id": task.preferred.vehicle_id, "cost": task.preferred.cost}
    if task.penalty is not None:
        written["penalty"] = task.penalty
    if task.difficulty:
        written["difficulty"] = task.difficulty
    return written


def _load(name: str, load: Load) -> Json:
    return {name: list(load)} if load else {}


def _stop(stop: Stop) -> Json:
    written: Json = {"id": stop.stop_id, "setup": stop.setup_s, "service": stop.service_s}
    for name, by_type in (
        ("setup_per_type", stop.setup_by_type),
        ("service_per_type", stop.service_by_type),
    ):
        if by_type:
            written[name] = dict(by_type)
    if stop.windows != (ALWAYS,):
        written["time_windows"] = _hours(stop.windows)
    return written | place_json(stop.place) | described(stop.description)


def _hours(windows: tuple[Window, ...]) -> list[list[int]]:
    return [[one.opens_s, one.closes_s] for one in windows]


def _vehicle(vehicle: Vehicle) -> Json:
    costs, rule = vehicle.costs, vehicle.rest_rule
    written: Json = {
        "id": vehicle.vehicle_id,
        "profile": vehicle.profile,
        "skills": sorted(vehicle.skills),
        "speed_factor": vehicle.speed_percent / 100,
        "time_window": [vehicle.shift.opens_s, vehicle.shift.closes_s],
        "costs": {
            "fixed": costs.fixed,
            "per_hour": costs.per_hour,
            "per_km": costs.per_km,
            "per_task_hour": costs.per_task_hour,
        },
        "breaks": [_break(rest) for rest in vehicle.breaks],
    }
    limits = {
        "max_tasks": vehicle.max_tasks,
        "max_travel_time": vehicle.max_travel_time_s,
        "max_distance": vehicle.max_distance_m,
    }
    written |= {name: limit for name, limit in limits.items() if limit is not None}
    for name, place in (("start", vehicle.start), ("end", vehicle.end)):
        if place is not None:
            written |= place_json(place, name=name)
    if vehicle.vehicle_type:
        written["type"] = vehicle.vehicle_type
    if vehicle.reloads:
        written["reloads"] = [_reload(depot) for depot in vehicle.reloads]
        written["max_reloads"] = vehicle.max_reloads
    if rule:
        written["rest"] = {
            "id": rule.break_id,
            "after": rule.after_s,
            "service": rule.lasts_s,
            "worked": rule.worked_s,
        }
    if vehicle.steps:
        written["steps"] = [_given(step) for step in vehicle.steps]
    return written | _load("capacity", vehicle.capacity) | described(vehicle.description)


def _break(rest: Break) -> Json:
    written: Json = {
        "id": rest.break_id,
        "service": rest.service_s,
        "time_windows": _hours(rest.windows),
    }
    if rest.max_load is not None:
        written["max_load"] = list(rest.max_load)
    return written | described(rest.description)


def _reload(depot: Reload) -> Json:
    written: Json = {"service": depot.service_s, "time_windows": _hours(depot.windows)}
    return written | place_json(depot.place) | described(depot.description)


def _given(step: GivenStep) -> Json:
    given: Json = {
        "id": step.task_id,
        "service_at": step.at_s,
        "service_after": step.after_s,
        "service_before": step.before_s,
        "locked": step.locked or None,
    }
    return {"type": step.kind.value} | {
        name: value for name, value in given.items() if value is not None
    }
