"""The solvers of the comparison, each given CPU seconds of its own process.

The machine may be shared, so the wall clock says little. Ours, PyVRP and OR-Tools look at the CPU
time of their process themselves. VROOM looks at the wall clock: where it was cut off with less CPU
time than the others get, it is asked again with a longer limit; what it took is reported.
"""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyvrp
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.routing.instance import Crew, Instance, problem
from routing.effort import Better, Watch
from routing.plan import StepKind
from routing.planner import plan_day

MOST_STRETCH = 20


@dataclass(slots=True)
class Answer:
    """The runs found (crew, nodes), and how the cost fell: (CPU seconds, cost)."""

    routes: list[tuple[int, list[int]]]
    reached: list[tuple[float, float]] = field(default_factory=list)


def ours(day: Instance, seconds: float, seed: int) -> Answer:
    """What `dauys plan` answers on one core, the checker's look and the reasons included."""
    asked = problem(day)
    begun_s = time.process_time()
    reached: list[tuple[float, float]] = []

    def hear(better: Better) -> None:
        cost = better.cost + better.left_out * (day.left_out or 0)
        if day.left_out is not None or not better.left_out:
            reached.append((time.process_time() - begun_s, cost))

    watch = Watch(on_better=hear, clock=time.process_time)
    plan = plan_day(asked, time_limit_s=seconds, seed=seed, watch=watch)
    crew_of = [n for n, crew in enumerate(day.crews) for _ in range(crew.count)]
    routes = [
        (
            crew_of[route.vehicle_id - 1],
            [step.task_id for step in route.steps if step.kind is StepKind.JOB and step.task_id],
        )
        for route in plan.routes
    ]
    return Answer(routes, reached)


@dataclass(slots=True)
class _Stop:
    """PyVRP's limit, by CPU time; notes every better cost on the way."""

    ends_s: float
    begun_s: float
    best: float = float("inf")
    reached: list[tuple[float, float]] = field(default_factory=list)

    def __call__(self, best_cost: int) -> bool:
        now_s = time.process_time()
        if best_cost < self.best:
            self.best = best_cost
            self.reached.append((now_s - self.begun_s, best_cost))
        return now_s >= self.ends_s


def by_pyvrp(day: Instance, seconds: float, seed: int) -> Answer:
    """PyVRP with its own settings."""
    begun_s = time.process_time()
    xy = np.zeros((len(day.length), 2)) if day.xy is None else day.xy
    timed = day.windows is not None
    locations = [pyvrp.Location(float(x), float(y)) for x, y in xy]
    clients = [
        pyvrp.Client(
            node,
            delivery=day.demand[node].tolist(),
            service_duration=int(day.service_s[node]),
            **_window(None if day.windows is None else day.windows[node].tolist()),
            **_wish(day.left_out),
        )
        for node in day.stops
    ]
    types = [
        pyvrp.VehicleType(
            crew.count, list(day.capacity), crew.depot, crew.depot, **_window(crew.shift)
        )
        for crew in day.crews
        if crew.count
    ]
    of_type = [n for n, crew in enumerate(day.crews) if crew.count]
    roads: list[Any] = [day.length]
    times: list[Any] = [day.duration_s if timed else np.zeros_like(day.length)]
    asked = pyvrp.ProblemData(
        locations,
        clients,
        [pyvrp.Depot(depot) for depot in range(day.depots)],
        types,
        roads,
        times,
    )
    stop = _Stop(begun_s + seconds, begun_s)
    found = pyvrp.solve(asked, stop, seed=seed, collect_stats=False, display=False)
    routes = [
        (of_type[route.vehicle_type()], [_node(day, visit) for visit in route if _is_client(visit)])
        for route in found.best.routes()
    ]
    return Answer(routes, stop.reached)


def _is_client(visit: Any) -> bool:
    return bool(visit.is_client())


def _node(day: Instance, visit: Any) -> int:
    return int(visit.idx) + day.depots


def _wish(left_out: int | None) -> dict[str, Any]:
    return {} if left_out is None else {"prize": left_out, "required": False}


def _window(window: Any) -> dict[str, Any]:
    return {} if window is None else {"tw_early": int(window[0]), "tw_late": int(window[1])}


def by_vroom(day: Instance, seconds: float, seed: int) -> Answer:
    """VROOM at its highest effort on one thread; it is deterministic, so the seed is not used."""
    stretch = 1.0
    while True:
        begun_s, wall_s = time.process_time(), time.monotonic()
        answer = _vroom_once(day, seconds * stretch)
        cpu_s, wall_s = time.process_time() - begun_s, time.monotonic() - wall_s
        if cpu_s >= 0.8 * seconds or wall_s < 0.9 * seconds * stretch or stretch > MOST_STRETCH:
            return Answer(answer.routes, [(cpu_s, answer.reached[-1][1])])
        stretch *= 1.1 * seconds / cpu_s


def _vroom_once(day: Instance, wall_s: float) -> Answer:
    asked = vroom.Input()
    asked.set_durations_matrix("car", day.duration_s.astype(np.uint32))
    asked.set_costs_matrix("car", day.length.astype(np.uint32))
    crew_of = [n for n, crew in enumerate(day.crews) for _ in range(crew.count)]
    for number, crew in enumerate(crew_of):
        asked.add_vehicle(_vroom_vehicle(day, number, day.crews[crew]))
    asked.add_job([_vroom_job(day, node) for node in day.stops])
    limit = datetime.timedelta(seconds=wall_s)
    found = asked.solve(exploration_level=5, nb_threads=1, timeout=limit)
    table = found.routes
    routes = [
        (crew_of[int(number)], [int(node) for node in steps[steps.type == "job"].id])
        for number, steps in (table.groupby("vehicle_id") if len(table) else ())
    ]
    left = len(found.unassigned) * (day.left_out or 0)
    return Answer(routes, [(0.0, found.summary.cost + left)])


def _vroom_vehicle(day: Instance, number: int, crew: Crew) -> Any:
    shift = crew.shift if day.windows is not None else None
    more = {} if shift is None else {"time_window": vroom.TimeWindow(*shift)}
    return vroom.Vehicle(
        number, start=crew.depot, end=crew.depot, capacity=list(day.capacity), profile="car", **more
    )


def _vroom_job(day: Instance, node: int) -> Any:
    window = None if day.windows is None else vroom.TimeWindow(*day.windows[node].tolist())
    return vroom.Job(
        node,
        location=node,
        delivery=day.demand[node].tolist(),
        default_service=int(day.service_s[node]) if day.windows is not None else 0,
        **({} if window is None else {"time_windows": [window]}),
    )


def by_ortools(day: Instance, seconds: float, seed: int) -> Answer:
    """OR-Tools as most people write it: PATH_CHEAPEST_ARC, then guided local search."""
    begun_s = time.process_time()
    crews = [n for n, crew in enumerate(day.crews) for _ in range(crew.count)]
    depots = [day.crews[crew].depot for crew in crews]
    manager = pywrapcp.RoutingIndexManager(len(day.length), len(crews), depots, depots)
    model = pywrapcp.RoutingModel(manager)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(day.length.tolist()))
    for k, most in enumerate(day.capacity):
        load = model.RegisterUnaryTransitVector(day.demand[:, k].tolist())
        model.AddDimension(load, 0, most, True, f"load {k}")
    if day.windows is not None:
        _add_times(day, model, manager, crews)
    if day.left_out is not None:
        for node in day.stops:
            model.AddDisjunction([manager.NodeToIndex(node)], day.left_out)
    reached: list[tuple[float, float]] = []

    def hear() -> None:
        cost = model.CostVar().Max()
        if not reached or cost < reached[-1][1]:
            reached.append((time.process_time() - begun_s, cost))

    model.AddAtSolutionCallback(hear)
    over: Callable[[], bool] = lambda: time.process_time() - begun_s >= seconds  # noqa: E731
    model.AddSearchMonitor(model.solver().CustomLimit(over))
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.FromSeconds(int(20 * seconds) + 1)  # of the wall clock: only a last bar
    found = model.SolveWithParameters(parameters)
    routes = []
    for number, crew in enumerate(crews if found else ()):
        index, nodes = found.Value(model.NextVar(model.Start(number))), []
        while not model.IsEnd(index):
            nodes.append(manager.IndexToNode(index))
            index = found.Value(model.NextVar(index))
        routes.append((crew, nodes))
    return Answer(routes, reached)


def _add_times(day: Instance, model: Any, manager: Any, crews: list[int]) -> None:
    shifts = [day.crews[crew].shift for crew in crews]
    horizon = max(shift[1] for shift in shifts if shift)
    timed = (day.duration_s + day.service_s[:, None]).tolist()
    model.AddDimension(model.RegisterTransitMatrix(timed), horizon, horizon, False, "time")
    times = model.GetDimensionOrDie("time")
    windows = [] if day.windows is None else day.windows.tolist()
    for node in day.stops:
        times.CumulVar(manager.NodeToIndex(node)).SetRange(*windows[node])
    for number, shift in enumerate(shifts):
        if shift:
            times.CumulVar(model.Start(number)).SetRange(*shift)
            times.CumulVar(model.End(number)).SetRange(*shift)


SOLVERS: dict[str, Callable[[Instance, float, int], Answer]] = {
    "ours": ours,
    "pyvrp": by_pyvrp,
    "vroom": by_vroom,
    "ortools": by_ortools,
}
