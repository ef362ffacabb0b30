"""Which stop goes to whom and in what order, by OR-Tools; the only file that knows it.

The answer is a list of runs, one per courier, each a list of stop numbers in order. Times are
laid out elsewhere. Which of OR-Tools' searches is used and why: docs/decisions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp, routing_enums_pb2, routing_ils_pb2
from ortools.util import optional_boolean_pb2

from routing import arcs
from routing.problem import ALWAYS, Problem, Vehicle, Window

Runs = list[list[int]]

SHORTEST_SEARCH_S = 0.02
SECOND_START_SHARE = 0.25
SPARE_COURIERS = 2
PROBE_SHARE = 0.1
FEWEST_PLANS = 4
"""A search works where at least every fourth round leads to a plan."""


class Style(Enum):
    """How the first plan is bettered. ITERATED_LS is used wherever it works; docs/decisions."""

    GUIDED = "guided local search"
    ITERATED = "ruin and recreate"
    ITERATED_LS = "ruin and recreate, then local search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search: until an instant of the monotonic clock, or for a count of rounds.

    In each round the plan is taken apart somewhere and put together again. Where a `round_limit`
    is reached before the deadline, the same problem and seed give the same runs.
    """

    deadline_s: float
    round_limit: int | None = None
    seed: int = 0

    def left_s(self) -> float:
        """Seconds left."""
        return self.deadline_s - monotonic()


def search(
    problem: Problem,
    able: Sequence[Sequence[int]],
    effort: Effort,
    style: Style | None = None,
) -> Runs:
    """Good runs for as many tasks as can be placed; `able` says who may take which task.

    Keeps the deadline, also while the first plan is made; a plan with empty runs is an answer.
    """
    best = _first_plan(problem, able, effort) if any(able) else None
    if best is None:
        return [[] for _ in problem.vehicles]
    kept = _fleet(problem, able, best.runs)
    if style is None:
        style = Style.ITERATED_LS
        if _has_hidden_limits(problem):
            probe = _bettered(problem, able, best, kept, style, _a_little(effort))
            style = Style.ITERATED_LS if probe.works else Style.GUIDED
            best = probe.plan
    return _bettered(problem, able, best, kept, style, effort).plan.runs


@dataclass(frozen=True, slots=True)
class _Start:
    """A plan: what it costs, its runs, and how the first plan was made."""

    cost: int
    runs: Runs
    strategy: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The better plan, and whether the rounds led to plans at all."""

    plan: _Start
    works: bool


def _has_hidden_limits(problem: Problem) -> bool:
    """Whether there are limits that OR-Tools' insertion does not see before it has inserted.

    Where one of these binds, round after round may fail at the same insertion.
    """
    mixed = any(
        any(stop.pickup) and (task.is_shipment or any(other.delivery for other in task.stops))
        for task in problem.tasks
        for stop in task.stops
    )
    return mixed or any(vehicle.breaks for vehicle in problem.vehicles)


def _a_little(effort: Effort) -> Effort:
    """A tenth of the effort, to see whether a search works."""
    rounds = None if effort.round_limit is None else max(1, effort.round_limit // 10)
    deadline_s = effort.deadline_s - effort.left_s() * (1 - PROBE_SHARE)
    return replace(effort, deadline_s=deadline_s, round_limit=rounds)


def _bettered(
    problem: Problem,
    able: Sequence[Sequence[int]],
    start: _Start,
    kept: Sequence[int],
    style: Style,
    effort: Effort,
) -> _Outcome:
    """The plan after a search of one style among the couriers that are kept."""
    if effort.left_s() < SHORTEST_SEARCH_S:
        return _Outcome(start, works=True)
    smaller = replace(problem, vehicles=tuple(problem.vehicles[number] for number in kept))
    new_number = {number: n for n, number in enumerate(kept)}
    who = [[new_number[one] for one in couriers if one in new_number] for couriers in able]
    model = _Model(smaller, who, effort.seed)
    rounds = model.count_rounds(effort.round_limit)
    arc = max(start.cost // (sum(map(len, start.runs)) + 1), 1)
    better = model.solve(_parameters(start.strategy, effort, style, arc))
    works = rounds.plans * FEWEST_PLANS >= rounds.rounds
    if better is None or better[0] >= start.cost:
        return _Outcome(start, works)
    found: Runs = [[] for _ in problem.vehicles]
    for number, run in zip(kept, better[1], strict=True):
        found[number] = run
    return _Outcome(_Start(better[0], found, start.strategy), works)


def _fleet(problem: Problem, able: Sequence[Sequence[int]], runs: Runs) -> list[int]:
    """The couriers to search with: of those who are alike, the used ones and two to spare.

    A large fleet of equals only slows the search; where stops were left out all are kept.
    """
    everybody = list(range(len(problem.vehicles)))
    wanted = [stop for task, who in enumerate(able) if who for stop in problem.stops_of[task]]
    if sum(map(len, runs)) < len(wanted):
        return everybody
    spare: dict[Vehicle, int] = {}
    kept = []
    for number in everybody:
        alike = replace(problem.vehicles[number], vehicle_id=0, description="")
        if not runs[number]:
            spare[alike] = spare.get(alike, 0) + 1
        if runs[number] or spare[alike] <= SPARE_COURIERS:
            kept.append(number)
    return kept


def _first_plan(problem: Problem, able: Sequence[Sequence[int]], effort: Effort) -> _Start | None:
    """The cheaper of two first plans: by parallel insertion, and by savings."""
    found: list[_Start] = []
    for strategy, share in (
        ("PARALLEL_CHEAPEST_INSERTION", 1.0),
        ("SAVINGS", SECOND_START_SHARE),
    ):
        model = _Model(problem, able, effort.seed)
        left_s = effort.left_s() * share
        if left_s < SHORTEST_SEARCH_S:
            break
        plan = model.solve(_first_parameters(strategy, left_s))
        if plan:
            found.append(_Start(*plan, strategy))
    return min(found, key=lambda start: start.cost) if found else None


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


def _parameters(strategy: str, effort: Effort, style: Style, arc: int) -> Any:
    parameters = _first_parameters(strategy, effort.left_s())
    if effort.round_limit is not None:
        parameters.solution_limit = effort.round_limit  # it also tells the annealing how far it is
    if style is Style.GUIDED:
        parameters.local_search_metaheuristic = (
            routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        )
        _operators(parameters, CHEAP)
        return parameters
    parameters.use_iterated_local_search = True
    iterated = parameters.iterated_local_search_parameters
    iterated.perturbation_strategy = routing_ils_pb2.PerturbationStrategy.RUIN_AND_RECREATE
    ruin = iterated.ruin_recreate_parameters
    sisr = ruin.ruin_strategies.add().sisr
    sisr.max_removed_sequence_size = 10
    sisr.avg_num_removed_visits = 10
    sisr.bypass_factor = 0.5
    iterated.improve_perturbed_solution = style is Style.ITERATED_LS
    if style is Style.ITERATED_LS:
        _operators(parameters, CHEAP)
    accept = iterated.reference_solution_acceptance_strategy.simulated_annealing
    accept.automatic_temperatures = False
    accept.initial_temperature = float(max(arc, 1))
    accept.final_temperature = max(arc, 1) / 100
    return parameters


@dataclass(slots=True)
class _Rounds:
    """How often a search began anew, and how many plans it met."""

    rounds: int = 0
    plans: int = 0


class _Model:
    """OR-Tools' picture of the day. It lives for one search."""

    def __init__(self, problem: Problem, able: Sequence[Sequence[int]], seed: int) -> None:
        tasks = [task for task, couriers in enumerate(able) if couriers]
        self.problem, self.at = problem, (at := arcs.nodes(problem, tasks, seed))
        price = arcs.prices(problem, at)
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

    def count_rounds(self, limit: int | None) -> "_Rounds":
        """Counts the rounds of a search and what came of them; ends it after `limit` rounds.

        OR-Tools' own limit counts plans only. Rounds that fail are cut short here from then on,
        so that what is found does not depend on the clock; the search itself ends at its deadline.
        """
        rounds = _Rounds()

        def enter() -> None:
            rounds.rounds += 1
            if limit is not None and rounds.rounds > limit:
                self.routing.CancelSearch()

        def found() -> None:
            rounds.plans += 1

        self.routing.AddEnterSearchCallback(enter)
        self.routing.AddAtSolutionCallback(found)
        return rounds

    def solve(self, parameters: Any) -> tuple[int, Runs] | None:
        """The best plan found and its price; None when the time was too short for any."""
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
        return found.ObjectiveValue(), runs

    def _matrix(self, matrix: NDArray[np.int64]) -> int:
        """Registers a matrix once, in C++: a Python callback would be asked millions of times."""
        if id(matrix) not in self._matrices:
            self._matrices[id(matrix)] = self.routing.RegisterTransitMatrix(matrix.tolist())
        return self._matrices[id(matrix)]

    def _add_times(self) -> None:
        """Windows, shifts and breaks."""
        problem, at = self.problem, self.at
        action_s = arcs.action_s(problem, at)
        horizon_s = max(vehicle.shift.closes_s for vehicle in problem.vehicles)
        self.travel = self._by_speed(lambda v: arcs.travel_s(problem, v, at))
        timed = self._by_speed(lambda v: arcs.travel_s(problem, v, at) + action_s[:, None])
        self.routing.AddDimensionWithVehicleTransits(timed, horizon_s, horizon_s, False, "time")
        self.times = self.routing.GetDimensionOrDie("time")
        for node, index in enumerate(self.index):
            windows = problem.stops[at.stops[node]].windows
            _keep_to(self.times.CumulVar(index), windows, horizon_s)
        visit_s = [
            int(action_s[self.manager.IndexToNode(index)]) for index in range(self.routing.Size())
        ]
        for number, vehicle in enumerate(problem.vehicles):
            for end in (self.routing.Start(number), self.routing.End(number)):
                self.times.CumulVar(end).SetRange(vehicle.shift.opens_s, vehicle.shift.closes_s)
            if vehicle.breaks and number in self.usable:
                self._add_breaks(number, visit_s)

    def _by_speed(self, matrix: Callable[[Any], NDArray[np.int64]]) -> list[int]:
        """One evaluator per courier, shared by those who are equally fast."""
        met: dict[tuple[str, int], int] = {}
        for vehicle in self.problem.vehicles:
            kind = (vehicle.profile, vehicle.speed_percent)
            if kind not in met:
                met[kind] = self.routing.RegisterTransitMatrix(matrix(vehicle).tolist())
        return [met[vehicle.profile, vehicle.speed_percent] for vehicle in self.problem.vehicles]

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
