"""Reads a day from VROOM's JSON: jobs, shipments, vehicles and matrices become a `Problem`.

A field that VROOM knows and we do not honour is refused, never ignored, except those that change
no plan: `description`, and a vehicle's `type` (it only chooses among times that we refuse).
Source: VROOM's API description, version 1.14, `docs/API.md`.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from routing.json_fields import Field, open_json
from routing.matrix import Measure, great_circle
from routing.places import Places, own_roads
from routing.problem import (
    ALWAYS,
    LATEST_S,
    Break,
    Costs,
    Load,
    Problem,
    Roads,
    Stop,
    StopKind,
    Task,
    Vehicle,
    Window,
)

MOST_STOPS = 2_000
MOST_VEHICLES = 300
MOST_DIMENSIONS = 10
MOST_IN_A_LIST = 100
MOST_BREAKS = 8
LONGEST_S = 10_000_000
MOST_LOAD = 10**12
MOST_COST = 10**7
MOST_ID = 2**63 - 1
LONGEST_TEXT = 1_000

ROOT = {"jobs", "shipments", "vehicles", "matrices"}
VISIT = {"id", "description", "location", "location_index", "setup", "service", "time_windows"}
JOB = VISIT | {"delivery", "pickup", "skills", "priority"}
SHIPMENT = {"pickup", "delivery", "amount", "skills", "priority"}
VEHICLE = {
    "id", "description", "profile", "type", "start", "start_index", "end", "end_index",
    "capacity", "skills", "time_window", "breaks", "speed_factor", "max_tasks",
    "max_travel_time", "max_distance", "costs",
}  # fmt: skip
BREAK = {"id", "description", "service", "time_windows"}
COSTS = {"fixed", "per_hour", "per_km"}

PER_TYPE = "Use one setup and one service time for every courier."
REFUSED_ROOT = {
    "options": "Remove it: it is a setting of VROOM's server, not of a day.",
    "balance": "Remove it: balance of work between couriers is not planned yet.",
}
REFUSED_VISIT = {
    "setup_per_type": PER_TYPE,
    "service_per_type": PER_TYPE,
    "locked": "Remove it: re-planning with locked stops is not planned yet.",
    "courier": "Use skills instead; a preferred courier is not planned yet.",
}
REFUSED_JOB = REFUSED_VISIT | {
    "amount": "Use delivery or pickup instead; VROOM itself has given it up."
}
REFUSED_VEHICLE = {"steps": "Remove it: re-planning of a run under way is not planned yet."}
REFUSED_BREAK = {"max_load": "Remove it: a break here does not depend on the load."}
REFUSED_COSTS = {"per_task_hour": "Use per_hour, per_km and fixed."}


def parse(text: str, *, measure: Measure | None = None) -> Problem:
    """A day from the text of a file; see `read`."""
    return read(open_json(text), measure=measure)


def read(root: Field, *, measure: Measure | None = None) -> Problem:
    """A day from VROOM's JSON.

    With `measure`, roads are measured with it between the coordinates of the file; without, the
    file's own matrices count, or the great circle where it has none.
    Raises BadProblem naming the JSON path of the first fault.
    """
    day = root.members(ROOT, needed=["vehicles"], refused=REFUSED_ROOT)
    places = Places(by_index="matrices" in day and measure is None)
    vehicles = tuple(_vehicles(day["vehicles"], places))
    tasks = (*_jobs(day.get("jobs"), places), *_shipments(day.get("shipments"), places))
    if not tasks:
        root.refuse("has no jobs and no shipments.", "Give at least one.")
    if sum(len(task.stops) for task in tasks) > MOST_STOPS:
        root.refuse(f"has more than {MOST_STOPS} stops.", "Split the day.")
    _no_twins(day, tasks, vehicles)
    dimensions = _dimensions(day, tasks, vehicles)
    return Problem(
        tasks=tuple(_filled(task, dimensions) for task in tasks),
        vehicles=vehicles,
        roads=_roads(day, vehicles, places, measure),
        dimensions=dimensions,
    )


def _roads(
    day: dict[str, Field],
    vehicles: tuple[Vehicle, ...],
    places: Places,
    measure: Measure | None,
) -> dict[str, Roads]:
    """One set of roads for every profile in use."""
    profiles = {vehicle.profile: f"vehicles[{n}]" for n, vehicle in enumerate(vehicles)}
    if places.by_index:
        roads = own_roads(day["matrices"], profiles, places.last_row)
    else:
        everywhere = places.all
        roads = {profile: (measure or great_circle)(everywhere, profile) for profile in profiles}
    for n, vehicle in enumerate(vehicles):
        asks = vehicle.max_distance_m is not None or vehicle.costs.per_km
        if asks and roads[vehicle.profile].distances_m is None:
            Field(None, f"matrices.{vehicle.profile}.distances").refuse(
                f"is missing, though vehicles[{n}] counts kilometres.", "Add it."
            )
    return roads


def _jobs(jobs: Field | None, places: Places) -> Iterator[Task]:
    for job in jobs.items(at_most=MOST_STOPS) if jobs else []:
        inside = job.members(JOB, needed=["id"], refused=REFUSED_JOB)
        stop = _stop(inside, StopKind.JOB, places, job, _load(inside, "pickup"))
        yield _task(inside, (stop,))


def _shipments(shipments: Field | None, places: Places) -> Iterator[Task]:
    for shipment in shipments.items(at_most=MOST_STOPS // 2) if shipments else []:
        inside = shipment.members(SHIPMENT, needed=["pickup", "delivery"], refused=REFUSED_VISIT)
        amount = _load(inside, "amount")
        ends = []
        for kind in (StopKind.PICKUP, StopKind.DELIVERY):
            end = inside[kind.value]
            visit = end.members(VISIT, needed=["id"], refused=REFUSED_VISIT)
            ends.append(_stop(visit, kind, places, end, amount))
        yield _task(inside, tuple(ends))


def _task(inside: dict[str, Field], stops: tuple[Stop, ...]) -> Task:
    priority = inside["priority"].whole(100) if "priority" in inside else 0
    return Task(stops=stops, skills=_skills(inside), priority=priority)


def _stop(
    inside: dict[str, Field], kind: StopKind, places: Places, whole: Field, amount: Load
) -> Stop:
    """A visit. `amount` is what it takes in; what it hands out is a job's own `delivery`."""
    return Stop(
        stop_id=inside["id"].whole(MOST_ID),
        kind=kind,
        place=places.find(whole, inside.get("location"), inside.get("location_index")),
        setup_s=_seconds(inside, "setup"),
        service_s=_seconds(inside, "service"),
        delivery=amount if kind is StopKind.DELIVERY else _load(inside, "delivery"),
        pickup=() if kind is StopKind.DELIVERY else amount,
        windows=_windows(inside.get("time_windows")),
        description=_text(inside, "description"),
    )


def _vehicles(vehicles: Field, places: Places) -> Iterator[Vehicle]:
    for vehicle in vehicles.items(at_most=MOST_VEHICLES, at_least=1):
        inside = vehicle.members(VEHICLE, needed=["id"], refused=REFUSED_VEHICLE)
        ends = [
            places.find(vehicle, inside.get(name), inside.get(f"{name}_index"), name=name)
            if name in inside or f"{name}_index" in inside
            else None
            for name in ("start", "end")
        ]
        if ends == [None, None]:
            vehicle.refuse("has neither a start nor an end.", "Give at least one of the two.")
        shift = _window(inside["time_window"]) if "time_window" in inside else ALWAYS
        yield Vehicle(
            vehicle_id=inside["id"].whole(MOST_ID),
            start=ends[0],
            end=ends[1],
            capacity=_load(inside, "capacity"),
            skills=_skills(inside),
            shift=shift,
            breaks=tuple(_breaks(inside.get("breaks"))),
            speed_percent=_speed_percent(inside),
            profile=_text(inside, "profile") or "car",
            max_tasks=_limit(inside, "max_tasks"),
            max_travel_time_s=_limit(inside, "max_travel_time"),
            max_distance_m=_limit(inside, "max_distance"),
            costs=_costs(inside.get("costs")),
            description=_text(inside, "description"),
        )


def _breaks(breaks: Field | None) -> list[Break]:
    """A courier's breaks, the earliest first: that is the order in which they are taken."""
    found: list[Break] = []
    for rest in breaks.items(at_most=MOST_BREAKS) if breaks else []:
        inside = rest.members(BREAK, needed=["id"], refused=REFUSED_BREAK)
        break_id = inside["id"].whole(MOST_ID)
        if any(other.break_id == break_id for other in found):
            inside["id"].refuse(f"{break_id} is taken by another break.", "Number them apart.")
        found.append(
            Break(
                break_id=break_id,
                windows=_windows(inside.get("time_windows")),
                service_s=_seconds(inside, "service"),
                description=_text(inside, "description"),
            )
        )
    return sorted(found, key=lambda rest: (rest.windows[0].opens_s, rest.windows[0].closes_s))


def _costs(costs: Field | None) -> Costs:
    inside = costs.members(COSTS, refused=REFUSED_COSTS) if costs else {}
    given = {name: member.whole(MOST_COST) for name, member in inside.items()}
    return Costs(given.get("fixed", 0), given.get("per_hour", 3600), given.get("per_km", 0))


def _windows(windows: Field | None) -> tuple[Window, ...]:
    """The windows in order of time. Two that touch or overlap are refused."""
    if windows is None:
        return (ALWAYS,)
    found = [_window(window) for window in windows.items(at_most=MOST_IN_A_LIST, at_least=1)]
    found.sort(key=lambda window: window.opens_s)
    for earlier, later in pairwise(found):
        if later.opens_s <= earlier.closes_s:
            windows.refuse("has windows that overlap.", "Write them as one.")
    return tuple(found)


def _window(window: Field) -> Window:
    ends = [end.whole(LATEST_S) for end in window.items(at_most=2, at_least=2)]
    if ends[0] > ends[1]:
        window.refuse(f"closes at {ends[1]} before it opens at {ends[0]}.", "Swap the two.")
    return Window(ends[0], ends[1])


def _speed_percent(inside: dict[str, Field]) -> int:
    """A speed factor kept to two digits, as VROOM does."""
    return round(inside["speed_factor"].number(0.01, 5) * 100) if "speed_factor" in inside else 100


def _load(inside: dict[str, Field], name: str) -> Load:
    if name not in inside:
        return ()
    return tuple(part.whole(MOST_LOAD) for part in inside[name].items(at_most=MOST_DIMENSIONS))


def _skills(inside: dict[str, Field]) -> frozenset[int]:
    if "skills" not in inside:
        return frozenset()
    skills = inside["skills"].items(at_most=MOST_IN_A_LIST)
    return frozenset(skill.whole(2**32 - 1) for skill in skills)


def _seconds(inside: dict[str, Field], name: str) -> int:
    return inside[name].whole(LONGEST_S) if name in inside else 0


def _limit(inside: dict[str, Field], name: str) -> int | None:
    return inside[name].whole(2**32 - 1) if name in inside else None


def _text(inside: dict[str, Field], name: str) -> str:
    return inside[name].text(LONGEST_TEXT) if name in inside else ""


def _no_twins(
    day: dict[str, Field], tasks: tuple[Task, ...], vehicles: tuple[Vehicle, ...]
) -> None:
    """Two couriers, two jobs, two pick-ups or two hand-overs may not share a number."""
    seen = set[tuple[str, int]]()
    places = [(day["vehicles"].path, "vehicle", vehicle.vehicle_id) for vehicle in vehicles]
    for task in tasks:
        path = "shipments" if task.is_shipment else "jobs"
        places += [(path, stop.kind.value, stop.stop_id) for stop in task.stops]
    for path, kind, number in places:
        if (kind, number) in seen:
            Field(None, path).refuse(f"has two with the id {number}.", "Give each its own id.")
        seen.add((kind, number))


def _dimensions(
    day: dict[str, Field], tasks: tuple[Task, ...], vehicles: tuple[Vehicle, ...]
) -> int:
    """How many numbers a load has: as many as most have. All that are given must have as many."""
    loads = [(f"vehicles[{n}].capacity", vehicle.capacity) for n, vehicle in enumerate(vehicles)]
    jobs = len([task for task in tasks if not task.is_shipment])
    for n, task in enumerate(tasks):
        where = f"shipments[{n - jobs}]" if task.is_shipment else f"jobs[{n}]"
        loads += [
            (f"{where}.{'amount' if task.is_shipment else name}", load)
            for stop in task.stops
            for name, load in (("delivery", stop.delivery), ("pickup", stop.pickup))
            if load
        ]
    sizes = Counter(len(load) for _, load in loads if load)
    dimensions = sizes.most_common(1)[0][0] if sizes else 0
    for path, load in loads:
        if len(load) != dimensions:
            Field(None, path).refuse(
                f"has {len(load)} numbers where others have {dimensions}.",
                "Give every load and every capacity as many numbers.",
            )
    return dimensions


def _filled(task: Task, dimensions: int) -> Task:
    """The task with a load of noughts where the file gave none."""
    nothing = (0,) * dimensions
    return Task(
        stops=tuple(
            Stop(
                stop_id=stop.stop_id,
                kind=stop.kind,
                place=stop.place,
                setup_s=stop.setup_s,
                service_s=stop.service_s,
                delivery=stop.delivery or nothing,
                pickup=stop.pickup or nothing,
                windows=stop.windows,
                description=stop.description,
            )
            for stop in task.stops
        ),
        skills=task.skills,
        priority=task.priority,
    )
