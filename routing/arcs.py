"""The numbers a solver is fed: nodes, travel times, costs and penalties as whole numbers.

Nodes 0..n-1 are the stops, in a shuffled order that the seed decides; then one node for every
place where a run starts or ends, and one for "nowhere", from and to which every road is empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from random import Random

import numpy as np
from numpy.typing import NDArray

from routing.problem import NO_ROAD, Problem, Stop, Vehicle

NOWHERE = -1
COST_SCALE = 18_000
"""Our cost is VROOM's times this: a second costs 5 x per_hour, a metre 18 x per_km, exactly."""

LARGEST_TOTAL = 2**60
"""No sum that the solver may form gets near the end of 64 bits."""


@dataclass(frozen=True)
class Nodes:
    """Which node is which stop, and where every run starts and ends."""

    stops: tuple[int, ...]
    places: NDArray[np.int64]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def count(self) -> int:
        """All nodes, stops first."""
        return len(self.places)


def nodes(problem: Problem, tasks: Sequence[int], seed: int) -> Nodes:
    """The nodes of these tasks and of every courier's start and end.

    The order of stops decides ties inside the solver, so the seed leads to another good plan.
    """
    order = list(tasks)
    Random(seed).shuffle(order)  # noqa: S311 - an order of trying, not a secret
    stops = [stop for task in order for stop in problem.stops_of[task]]
    ends = [
        NOWHERE if place is None else place.index
        for vehicle in problem.vehicles
        for place in (vehicle.start, vehicle.end)
    ]
    anchors = list(dict.fromkeys(ends))
    node_of = {place: len(stops) + n for n, place in enumerate(anchors)}
    places = [problem.stops[stop].place.index for stop in stops] + anchors
    return Nodes(
        stops=tuple(stops),
        places=np.array(places, dtype=np.int64),
        starts=tuple(node_of[place] for place in ends[::2]),
        ends=tuple(node_of[place] for place in ends[1::2]),
    )


def between(matrix: NDArray[np.int64], at: Nodes) -> NDArray[np.int64]:
    """A matrix of places as a matrix of nodes; nowhere is next to everything."""
    known = np.where(at.places == NOWHERE, 0, at.places)
    found: NDArray[np.int64] = matrix[np.ix_(known, known)]
    found[at.places == NOWHERE, :] = 0
    found[:, at.places == NOWHERE] = 0
    return found


def travel_s(problem: Problem, vehicle: Vehicle, at: Nodes) -> NDArray[np.int64]:
    """Time on the road between nodes at a courier's own speed."""
    plain = between(problem.roads[vehicle.profile].durations_s, at)
    slowed: NDArray[np.int64] = -(-plain * 100 // vehicle.speed_percent)
    slowed[plain >= NO_ROAD] = NO_ROAD
    return slowed


def distance_m(problem: Problem, vehicle: Vehicle, at: Nodes) -> NDArray[np.int64]:
    """Length of the road between nodes; noughts where the file has no distances."""
    known = problem.roads[vehicle.profile].distances_m
    return np.zeros((at.count, at.count), np.int64) if known is None else between(known, at)


def action_s(problem: Problem, vehicle: Vehicle, at: Nodes) -> NDArray[np.int64]:
    """Time that a courier spends at each node.

    Setup is always counted, though a courier who stays at the place is spared it: so the solver
    never believes in time that is not there, and what it misses is found when gaps are filled.
    """
    spent = np.zeros(at.count, np.int64)
    for node, number in enumerate(at.stops):
        stop: Stop = problem.stops[number]
        spent[node] = stop.setup_for_s(vehicle) + stop.service_for_s(vehicle)
    return spent


@dataclass(frozen=True)
class Prices:
    """What roads, couriers and left-out stops cost, on one scale that fits into 64 bits."""

    arcs: tuple[NDArray[np.int64], ...]
    fixed: tuple[int, ...]
    left_out: tuple[int, ...]
    """One per node of a stop: more than all roads together, and higher priorities before lower;
    for what may be left out, its penalty."""


def prices(problem: Problem, at: Nodes) -> Prices:
    """Prices for every courier. What matters: first priorities, then the count, then the cost.

    The scale depends on the kinds of courier, not on how many there are of each.
    """
    known = {task.preferred.vehicle_id for task in problem.tasks if task.preferred}
    arcs: list[NDArray[np.int64]] = []
    met: dict[tuple[object, ...], NDArray[np.int64]] = {}
    for vehicle in problem.vehicles:
        costs = vehicle.costs
        kind = (
            *(vehicle.profile, vehicle.speed_percent, costs.per_hour, costs.per_km),
            *(costs.per_task_hour, vehicle.vehicle_type if costs.per_task_hour else ""),
            vehicle.vehicle_id if vehicle.vehicle_id in known else None,
        )
        if kind not in met:
            met[kind] = _arc_prices(problem, vehicle, at)
        arcs.append(met[kind])
    fixed = [vehicle.costs.fixed * COST_SCALE for vehicle in problem.vehicles]
    step = gcd(*fixed, *(int(np.gcd.reduce(price, axis=None)) for price in met.values())) or 1
    dearest = max(int(price.max()) for price in met.values()) // step
    # every used courier has a stop: at most two roads and one fixed price for each stop
    worst = (2 * dearest + max(fixed) // step) * len(at.stops) + 1
    weights = _weights(problem, at)
    shrink = -(-worst * sum(weights) // LARGEST_TOTAL)
    unit = worst // shrink + 1
    # room below one unit of cost, so that no two stops are equally dear to leave out: OR-Tools
    # breaks such ties by where things lie in memory, and the same seed would give two plans
    ranks = len(at.stops) ** 2
    penalties = _penalties(problem, at)
    optional = sum(one or 0 for one in penalties) // (step * shrink)
    fine = max(1, min(ranks, LARGEST_TOTAL // (unit * sum(weights) + optional)))
    smaller = {id(price): price // (step * shrink) * fine for price in met.values()}
    return Prices(
        arcs=tuple(smaller[id(price)] for price in arcs),
        fixed=tuple(price // (step * shrink) * fine for price in fixed),
        left_out=tuple(
            (unit * weight if penalty is None else penalty // (step * shrink)) * fine
            + rank * fine // ranks
            for rank, (weight, penalty) in enumerate(zip(weights, penalties, strict=True))
        ),
    )


def _arc_prices(problem: Problem, vehicle: Vehicle, at: Nodes) -> NDArray[np.int64]:
    seconds, metres = travel_s(problem, vehicle, at), distance_m(problem, vehicle, at)
    price = 5 * vehicle.costs.per_hour * seconds + 18 * vehicle.costs.per_km * metres
    own = problem.roads[vehicle.profile].costs
    if own is not None:
        price = between(own, at) * COST_SCALE
    if vehicle.costs.per_task_hour:
        price = price + 5 * vehicle.costs.per_task_hour * action_s(problem, vehicle, at)[:, None]
    price = price + _unwanted(problem, vehicle, at)
    blocked = (seconds >= NO_ROAD) | (metres >= NO_ROAD)
    price[blocked] = 0  # time forbids these roads; their price must not dwarf the others
    return np.asarray(price, dtype=np.int64)


def _penalties(problem: Problem, at: Nodes) -> list[int | None]:
    """What it costs to leave out what may be left out; both ends of a shipment share it."""
    tasks = [problem.tasks[problem.task_of[stop]] for stop in at.stops]
    return [
        None if task.penalty is None else task.penalty * COST_SCALE // len(task.stops)
        for task in tasks
    ]


def _unwanted(problem: Problem, vehicle: Vehicle, at: Nodes) -> NDArray[np.int64]:
    """What it costs at each node that somebody else would rather have come."""
    found = np.zeros(at.count, np.int64)
    for node, number in enumerate(at.stops):
        task = problem.task_of[number]
        wish = problem.tasks[task].preferred
        first = problem.stops_of[task][0] == number
        if wish and first and wish.vehicle_id != vehicle.vehicle_id:
            found[node] = wish.cost * COST_SCALE
    return found


def _weights(problem: Problem, at: Nodes) -> list[int]:
    """How much a left-out stop counts: any priority more than all counts together."""
    tasks = [problem.tasks[problem.task_of[stop]] for stop in at.stops]
    return [task.priority * (len(at.stops) + 1) + 1 for task in tasks]
