"""Reads a day from VROOM's JSON: jobs, shipments, vehicles and matrices become a `Problem`.

A field that nobody knows is refused, never ignored. Beyond VROOM's own fields these are read, each
optional: `traffic` and `balance` of the day; `courier`, `never`, `penalty` and `difficulty` of a
job or shipment; `reloads`, `max_reloads` and `rest` of a vehicle; `locked` of a vehicle's step.
Source: VROOM's API description, version 1.15, `docs/API.md`.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from routing import vroom_parts as parts
from routing import vroom_tasks, vroom_vehicles
from routing.json_fields import Field, open_json
from routing.matrix import Measure, great_circle
from routing.places import Places, own_roads
from routing.problem import Balance, GivenKind, Peak, Problem, Roads, Task, Vehicle
from routing.vroom_tasks import MOST_STOPS
from routing.vroom_under_way import UnderWay, known_names, under_way

ROOT = {"jobs", "shipments", "vehicles", "matrices", "traffic", "balance"}
UNDER_WAY = "under_way"
REFUSED_ROOT = {
    "under_way": "Name the plan that it speaks of with --from, or remove it.",
    "options": "Remove it: it is a setting of VROOM's server, not of a day.",
    "matrix": "Write it as matrices.car.durations; VROOM itself has given it up.",
}
MOST_PEAKS = 50
EVEN_HOURS = 900
EVEN_DIFFICULTY = 300
"""What `"balance": true` means: a quarter of an hour's cost for each hour of the longest run, and
five minutes' for each point of difficulty of the courier who has the most."""


def parse(text: str, *, measure: Measure | None = None) -> Problem:
    """A day from the text of a file; see `read`."""
    return read(open_json(text), measure=measure)


def read(root: Field, *, measure: Measure | None = None) -> Problem:
    """A day from VROOM's JSON.

    With `measure`, roads are measured with it between the coordinates of the file; without, the
    file's own matrices count, or the great circle where it has none.
    Raises BadProblem naming the JSON path of the first fault.
    """
    return _read(root.members(ROOT, needed=["vehicles"], refused=REFUSED_ROOT), root, measure)[0]


def read_under_way(root: Field, *, measure: Measure | None = None) -> tuple[Problem, UnderWay]:
    """The same of a day under way: the day as it was planned, and what has happened since."""
    refused = {name: why for name, why in REFUSED_ROOT.items() if name != UNDER_WAY}
    return _read(
        root.members(ROOT | {UNDER_WAY}, needed=["vehicles"], refused=refused), root, measure
    )


def _read(day: dict[str, Field], root: Field, measure: Measure | None) -> tuple[Problem, UnderWay]:
    places = Places(by_index="matrices" in day and measure is None)
    vehicles = tuple(vroom_vehicles.vehicles(day["vehicles"], places))
    tasks = (
        *vroom_tasks.jobs(day.get("jobs"), places),
        *vroom_tasks.shipments(day.get("shipments"), places),
    )
    if not tasks:
        root.refuse("has no jobs and no shipments.", "Give at least one.")
    stops = sum(len(task.stops) for task in tasks)
    if stops > MOST_STOPS:
        day["shipments"].refuse(
            f"bring the stops of the day to {stops}; {MOST_STOPS} is the most.", "Split the day."
        )
    now = under_way(day.get(UNDER_WAY), places)
    if UNDER_WAY in day:
        known_names(day[UNDER_WAY], tasks, vehicles)
    _no_twins(day, (*tasks, *now.added), vehicles)
    _known_steps(day["vehicles"].path, tasks, vehicles)
    dimensions = _dimensions(day, tasks, vehicles)
    problem = Problem(
        tasks=tuple(_filled(task, dimensions) for task in tasks),
        vehicles=vehicles,
        roads=_with_peaks(day.get("traffic"), _roads(day, vehicles, places, measure)),
        dimensions=dimensions,
        balance=_balance(day.get("balance")),
    )
    return problem, now.with_added(tuple(_added(task, dimensions) for task in now.added))


def _added(task: Task, dimensions: int) -> Task:
    """A task that is new, its loads as long as those of the day."""
    for stop in task.stops:
        for load in (stop.delivery, stop.pickup):
            if load and len(load) != dimensions:
                Field(None, f"{UNDER_WAY}.events").refuse(
                    f"has {len(load)} numbers in a load of {stop.name} where the day has "
                    f"{dimensions}.",
                    "Give every load as many numbers.",
                )
    return _filled(task, dimensions)


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
        mine = roads[vehicle.profile]
        asks = vehicle.max_distance_m is not None or vehicle.costs.per_km
        if asks and mine.distances_m is None:
            Field(None, f"matrices.{vehicle.profile}.distances").refuse(
                f"is missing, though vehicles[{n}] counts kilometres.", "Add it."
            )
        by_the_road = vehicle.costs.per_hour != 3600 or vehicle.costs.per_km
        if mine.costs is not None and by_the_road:
            Field(None, f"vehicles[{n}].costs").refuse(
                "prices the road by time or length, though there is a matrix of costs.",
                "Leave out per_hour and per_km, or the matrix.",
            )
    return roads


def _with_peaks(traffic: Field | None, roads: dict[str, Roads]) -> dict[str, Roads]:
    """The roads with the peak hours that the file names for their profiles."""
    if traffic is None:
        return roads
    given = traffic.pairs(at_most=50, longest=parts.LONGEST_TEXT)
    for profile, written in given.items():
        peaks = _peaks(written)
        if profile in roads:
            roads[profile] = replace(roads[profile], peaks=peaks)
    return roads


def _peaks(written: Field) -> tuple[Peak, ...]:
    """Peak hours in order of time. Two that overlap are refused; one may follow on another."""
    found: list[Peak] = []
    for peak in written.items(at_most=MOST_PEAKS):
        inside = peak.members(
            {"time_window", "speed_factor"}, needed=["time_window", "speed_factor"], refused={}
        )
        hours = parts.window(inside["time_window"])
        if hours.opens_s == hours.closes_s:
            inside["time_window"].refuse("lasts no time.", "Let it close after it opens.")
        percent = round(inside["speed_factor"].number(0.05, 5) * 100)
        found.append(Peak(hours.opens_s, hours.closes_s, percent))
    found.sort(key=lambda peak: peak.opens_s)
    for earlier, later in pairwise(found):
        if later.opens_s < earlier.closes_s:
            written.refuse("has hours that overlap.", "Give every hour one speed.")
    return tuple(found)


def _balance(written: Field | None) -> Balance | None:
    """What an uneven day costs: `true`, or the cost of an hour and of a point of difficulty."""
    if written is None or written.value is False:
        return None
    if written.value is True:
        return Balance(EVEN_HOURS, EVEN_DIFFICULTY)
    inside = written.members({"per_hour", "per_difficulty"}, refused={})
    given = {name: member.whole(parts.MOST_COST) for name, member in inside.items()}
    return Balance(given.get("per_hour", 0), given.get("per_difficulty", 0))


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


def _known_steps(path: str, tasks: tuple[Task, ...], vehicles: tuple[Vehicle, ...]) -> None:
    """Given steps name stops and breaks that there are, and no stop twice."""
    known = {(stop.kind.value, stop.stop_id) for task in tasks for stop in task.stops}
    taken = set[tuple[str, int]]()
    for n, vehicle in enumerate(vehicles):
        rests = {rest.break_id for rest in vehicle.breaks}
        rests |= {vehicle.rest_rule.break_id} if vehicle.rest_rule else set()
        for k, step in enumerate(vehicle.steps):
            where = Field(None, f"{path}[{n}].steps[{k}]")
            if step.kind is GivenKind.RELOAD:
                if (step.task_id or 0) >= len(vehicle.reloads):
                    where.refuse("names a reload depot that is none.", "Correct its id.")
                continue
            if step.task_id is None or step.kind in (GivenKind.START, GivenKind.END):
                continue
            key = (step.kind.value, step.task_id)
            if step.kind is GivenKind.BREAK:
                if step.task_id not in rests:
                    where.refuse(f"names break {step.task_id}, which is none.", "Correct its id.")
            elif key in taken:
                where.refuse(f"names {key[0]} {key[1]} a second time.", "Name it once.")
            elif key not in known:
                where.refuse(f"names {key[0]} {key[1]}, which is none.", "Correct its id.")
            else:
                taken.add(key)


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
    loads += [
        (f"vehicles[{n}].breaks[*].max_load", rest.max_load)
        for n, vehicle in enumerate(vehicles)
        for rest in vehicle.breaks
        if rest.max_load is not None
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
    return replace(
        task,
        stops=tuple(
            replace(stop, delivery=stop.delivery or nothing, pickup=stop.pickup or nothing)
            for stop in task.stops
        ),
    )
