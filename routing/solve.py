"""OR-Tools' picture of the day and its searches; the only file that knows OR-Tools.

It answers with runs: one per courier, each a list of stop numbers in order. Times are laid out
elsewhere (`timetable`); which search is used when is decided elsewhere too (`search`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp, routing_enums_pb2, routing_ils_pb2
from ortools.util import optional_boolean_pb2

from routing import arcs
from routing.problem import ALWAYS, Problem, Window

Runs = list[list[int]]

FIRST_PLANS = ("PARALLEL_CHEAPEST_INSERTION", "SAVINGS")
"""Ways to make a first plan; which is cheaper depends on the day."""

WARMEST_ARCS = 10
COLDEST_ARCS = 0.01
"""How much worse a plan may be and still be gone on from, in usual roads: at first, at last."""


class Style(Enum):
    """How the first plan is bettered; which is used when: docs/decisions/0003-routing-search.md."""

    GUIDED = "guided local search"
    ITERATED = "ruin and recreate"
    ITERATED_LS = "ruin and recreate, then local search"


@dataclass(frozen=True, slots=True)
class Found:
    """A plan: its price (on the scale of its model) and its runs."""

    price: int
    runs: Runs


@dataclass(slots=True)
class Rounds:
    """How often a search began anew, and how many plans it met."""

    begun: int = 0
    plans: int = 0


def _first_parameters(strategy: str, limit_s: float) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = getattr(routing_enums_pb2.FirstSolutionStrategy, strategy)
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GREEDY_DESCENT
    )
    parameters.time_limit.FromMilliseconds(max(1, int(limit_s * 1000)))
    _operators(parameters, ())
    return parameters


CHEAP = (
    "use_relocate", "use_relocate_pair", "use_exchange", "use_exchange_pair", "use_cross",
    "use_two_opt", "use_or_opt", "use_make_active", "use_make_inactive", "use_swap_active",
    "use_relocate_expensive_chain",
)  # fmt: skip


def _operators(parameters: Any, keep: Sequence[str]) -> None:
    """Switches every local search operator off but these."""
    operators = parameters.local_search_operators
    for field in operators.DESCRIPTOR.fields:
        on = field.name in keep
        setattr(
            operators,
            field.name,
            optional_boolean_pb2.BOOL_TRUE if on else optional_boolean_pb2.BOOL_FALSE,
        )


def _parameters(first: str, limit_s: float, round_limit: int | None, style: Style, arc: int) -> Any:
    """A search of one style that starts from a kind of first plan."""
    parameters = _first_parameters(first, limit_s)
    if round_limit is not None:
        parameters.solution_limit = round_limit  # it also tells the annealing how far it is
    if style is not Style.ITERATED:
        _operators(parameters, CHEAP)
    if style is Style.GUIDED:
        parameters.local_search_metaheuristic = (
            routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        )
        return parameters
    parameters.use_iterated_local_search = True
    iterated = parameters.iterated_local_search_parameters
    iterated.perturbation_strategy = routing_ils_pb2.PerturbationStrategy.RUIN_AND_RECREATE
    sisr = iterated.ruin_recreate_parameters.ruin_strategies.add().sisr
    sisr.max_removed_sequence_size = 10
    sisr.avg_num_removed_visits = 10
    sisr.bypass_factor = 0.5
    iterated.improve_perturbed_solution = style is Style.ITERATED_LS
    accept = iterated.reference_solution_acceptance_strategy.simulated_annealing
    accept.automatic_temperatures = False
    # the defaults, 100 and 0.01, know nothing of the unit of our prices
    accept.initial_temperature = float(WARMEST_ARCS * max(arc, 1))
    accept.final_temperature = COLDEST_ARCS * max(arc, 1)
    return parameters


class Model:
    """OR-Tools' picture of the day. It lives for one search."""

    def __init__(self, problem: Problem, able: Sequence[Sequence[int]], seed: int) -> None:
        tasks = [task for task, couriers in enumerate(able) if couriers]
        self.cancelled: Callable[[], bool] = lambda: False
        self.problem, self.at = problem, (at := arcs.nodes(problem, tasks, seed))
        self.price = price = arcs.prices(problem, at)
        self.usable = {courier for couriers in able for courier in couriers}
        vehicles = range(len(problem.vehicles))
        self.manager = pywrapcp.RoutingIndexManager(
            at.count, len(vehicles), list(at.starts), list(at.ends)
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._matrices: dict[int, int] = {}
        self.index = [self.manager.NodeToIndex(node) for node in range(len(at.stops))]
        for vehicle in vehicles:
            self.routing.SetArcCostEvaluatorOfVehicle(self._matrix(price.arcs[vehicle]), vehicle)
            self.routing.SetFixedCostOfVehicle(price.fixed[vehicle], vehicle)
        self._add_times()
        self._add_loads()
        self._add_limits()
        self._add_tasks(price, able)

    def first_plan(self, way: str, limit_s: float) -> Found | None:
        """A plan by one of FIRST_PLANS without any search; None where the time was too short."""
        return self._solve(_first_parameters(way, limit_s))

    def better_plan(
        self, way: str, style: Style, limit_s: float, round_limit: int | None, arc: int
    ) -> tuple[Found | None, Rounds]:
        """The best plan that a search meets, and what became of its rounds.

        `arc` is the price of a usual road; the search accepts worse plans by about as much.
        OR-Tools' own limit counts plans only. Rounds beyond `round_limit` are cut short here, so
        that what is found does not depend on the clock; the search itself may last to its limit.
        """
        rounds = Rounds()

        def enter() -> None:
            rounds.begun += 1
            if self.cancelled() or (round_limit is not None and rounds.begun > round_limit):
                self.routing.CancelSearch()

        def found() -> None:
            rounds.plans += 1

        self.routing.AddEnterSearchCallback(enter)
        self.routing.AddAtSolutionCallback(found)
        return self._solve(_parameters(way, limit_s, round_limit, style, arc)), rounds

    def usual_arc(self, runs: Runs) -> int:
        """The mean price of the roads of some runs."""
        node_of = {stop: node for node, stop in enumerate(self.at.stops)}
        prices = [
            int(self.price.arcs[courier][here, there])
            for courier, run in enumerate(runs)
            if run
            for here, there in pairwise(
                [self.at.starts[courier], *map(node_of.__getitem__, run), self.at.ends[courier]]
            )
        ]
        return sum(prices) // max(len(prices), 1)

    def _solve(self, parameters: Any) -> Found | None:
        if parameters.use_iterated_local_search:  # SolveWithParameters would silently ignore it
            found = self.routing.SolveWithIteratedLocalSearch(parameters)
        else:
            found = self.routing.SolveWithParameters(parameters)
        if found is None:
            return None
        runs: Runs = []
        for vehicle in range(len(self.problem.vehicles)):
            run: list[int] = []
            index = found.Value(self.routing.NextVar(self.routing.Start(vehicle)))
            while not self.routing.IsEnd(index):
                run.append(self.at.stops[self.manager.IndexToNode(index)])
                index = found.Value(self.routing.NextVar(index))
            runs.append(run)
        return Found(found.ObjectiveValue(), runs)

    def _matrix(self, matrix: NDArray[np.int64]) -> int:
        """Registers a matrix once, in C++: a Python callback would be asked millions of times."""
        if id(matrix) not in self._matrices:
            self._matrices[id(matrix)] = self.routing.RegisterTransitMatrix(matrix.tolist())
        return self._matrices[id(matrix)]

    def _add_times(self) -> None:
        """Windows, shifts and breaks."""
        problem, at = self.problem, self.at
        horizon_s = max(vehicle.shift.closes_s for vehicle in problem.vehicles)
        self.travel = self._by_speed(lambda v: arcs.travel_s(problem, v, at))
        timed = self._by_speed(
            lambda v: arcs.travel_s(problem, v, at) + arcs.action_s(problem, v, at)[:, None]
        )
        self.routing.AddDimensionWithVehicleTransits(timed, horizon_s, horizon_s, False, "time")
        self.times = self.routing.GetDimensionOrDie("time")
        for node, index in enumerate(self.index):
            windows = problem.stops[at.stops[node]].windows
            _keep_to(self.times.CumulVar(index), windows, horizon_s)
        for number, vehicle in enumerate(problem.vehicles):
            for end in (self.routing.Start(number), self.routing.End(number)):
                self.times.CumulVar(end).SetRange(vehicle.shift.opens_s, vehicle.shift.closes_s)
            if vehicle.breaks and number in self.usable:
                action_s = arcs.action_s(problem, vehicle, at)
                self._add_breaks(
                    number,
                    [
                        int(action_s[self.manager.IndexToNode(index)])
                        for index in range(self.routing.Size())
                    ],
                )

    def _by_speed(self, matrix: Callable[[Any], NDArray[np.int64]]) -> list[int]:
        """One evaluator per courier, shared by those who are equally fast."""
        met: dict[tuple[str, int, str], int] = {}
        kinds = [(v.profile, v.speed_percent, v.vehicle_type) for v in self.problem.vehicles]
        for kind, vehicle in zip(kinds, self.problem.vehicles, strict=True):
            if kind not in met:
                met[kind] = self.routing.RegisterTransitMatrix(matrix(vehicle).tolist())
        return [met[kind] for kind in kinds]

    def _add_breaks(self, number: int, visit_s: list[int]) -> None:
        """Each break in one of its windows, inside the shift, one after the other."""
        vehicle, solver = self.problem.vehicles[number], self.routing.solver()
        rests: list[Any] = []
        for rest in vehicle.breaks:
            latest_s = vehicle.shift.closes_s - rest.service_s
            interval = solver.FixedDurationIntervalVar(
                vehicle.shift.opens_s, max(latest_s, 0), rest.service_s, False, "break"
            )
            _keep_to(interval.StartExpr().Var(), rest.windows, latest_s)
            if rests:
                solver.Add(interval.StartExpr() >= rests[-1].EndExpr())
            rests.append(interval)
        self.times.SetBreakIntervalsOfVehicle(rests, number, visit_s)

    def _add_loads(self) -> None:
        """The bag: what jobs hand out is in it from the start, what is picked up enters it."""
        problem, at = self.problem, self.at
        tasks = [problem.tasks[problem.task_of[stop]] for stop in at.stops]
        stops = [problem.stops[stop] for stop in at.stops]
        anchors = [0] * (at.count - len(stops))
        for k in range(problem.dimensions):
            most = [vehicle.capacity[k] for vehicle in problem.vehicles]
            given = [
                0 if task.is_shipment else stop.delivery[k]
                for task, stop in zip(tasks, stops, strict=True)
            ]
            change = [stop.pickup[k] - stop.delivery[k] for stop in stops]
            if not any(given):
                self._add_sum(f"load {k}", change + anchors, most)
                continue
            self._add_sum(f"given {k}", given + anchors, most)
            if any(one != -other for one, other in zip(change, given, strict=True)):
                self._add_sum(f"load {k}", change + anchors, most, from_nought=False)
                bag, out = (self.routing.GetDimensionOrDie(f"{n} {k}") for n in ("load", "given"))
                for number in range(len(problem.vehicles)):
                    self.routing.solver().Add(
                        bag.CumulVar(self.routing.Start(number))
                        == out.CumulVar(self.routing.End(number))
                    )

    def _add_sum(
        self, name: str, amounts: list[int], most: list[int], *, from_nought: bool = True
    ) -> None:
        evaluator = self.routing.RegisterUnaryTransitVector(amounts)
        self.routing.AddDimensionWithVehicleCapacity(evaluator, 0, most, from_nought, name)

    def _add_limits(self) -> None:
        """The most stops, the most time on the road, the most kilometres."""
        problem, at, vehicles = self.problem, self.at, self.problem.vehicles
        if any(vehicle.max_tasks is not None for vehicle in vehicles):
            ones = [1] * len(at.stops) + [0] * (at.count - len(at.stops))
            self._add_sum("count", ones, [_at_most(v.max_tasks, len(ones)) for v in vehicles])
        if any(vehicle.max_travel_time_s is not None for vehicle in vehicles):
            self._add_length("travel", self.travel, [v.max_travel_time_s for v in vehicles])
        if any(vehicle.max_distance_m is not None for vehicle in vehicles):
            metres = self._by_speed(lambda v: arcs.distance_m(problem, v, at))
            self._add_length("distance", metres, [v.max_distance_m for v in vehicles])

    def _add_length(self, name: str, evaluators: list[int], most: list[int | None]) -> None:
        self.routing.AddDimensionWithVehicleTransitAndCapacity(
            evaluators, 0, [_at_most(limit, ALWAYS.closes_s) for limit in most], True, name
        )

    def _add_tasks(self, price: arcs.Prices, able: Sequence[Sequence[int]]) -> None:
        """Every task may stay out at its price; who may take it; both ends of it together."""
        node_of = {stop: node for node, stop in enumerate(self.at.stops)}
        for stop, node in node_of.items():
            couriers = able[self.problem.task_of[stop]]
            self.routing.AddDisjunction([self.index[node]], price.left_out[node])
            if len(couriers) < len(self.problem.vehicles):
                # SetAllowedVehiclesForIndex raises TypeError in the wheel of OR-Tools 9.15
                self.routing.VehicleVar(self.index[node]).SetValues([-1, *couriers])
        solver = self.routing.solver()
        for task in {self.problem.task_of[stop] for stop in self.at.stops}:
            if self.problem.tasks[task].is_shipment:
                first, second = (self.index[node_of[n]] for n in self.problem.stops_of[task])
                self.routing.AddPickupAndDelivery(first, second)
                solver.Add(self.routing.VehicleVar(first) == self.routing.VehicleVar(second))
                solver.Add(self.routing.ActiveVar(first) == self.routing.ActiveVar(second))
                solver.Add(self.times.CumulVar(first) <= self.times.CumulVar(second))


def _at_most(limit: int | None, most: int) -> int:
    return most if limit is None else min(limit, most)


def _keep_to(variable: Any, windows: Sequence[Window], latest_s: int) -> None:
    """Lets a time fall only into its windows, none of them later than `latest_s`."""
    closes_s = min(windows[-1].closes_s, latest_s)
    variable.SetRange(windows[0].opens_s, max(closes_s, windows[0].opens_s))
    for earlier, later in pairwise(windows):
        if earlier.closes_s + 1 <= later.opens_s - 1:
            variable.RemoveInterval(earlier.closes_s + 1, later.opens_s - 1)
