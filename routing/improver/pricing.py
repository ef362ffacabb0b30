"""What roads, couriers and wishes cost, in the small whole numbers of the improver."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from routing import arcs
from routing.filling import ONE
from routing.improver.arrays import Short, Whole
from routing.improver.layout import BLOCKED, FAR
from routing.problem import Balance, Problem, Vehicle

DEAREST = 2**29
"""No road costs more here, so that the price of a way over two roads fits into 32 bits."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of a day. `step`: those of `filling` are divided by this; where that leaves
    roads dearer than DEAREST, they are rounded.
    """

    step: int
    tolls: Short
    """(tariff, node, node): what a road costs."""
    tariffs: tuple[int, ...]
    """For every kind its tariff."""
    fixed: tuple[int, ...]
    """For every kind what it costs that somebody comes at all."""
    wishes: Whole
    """(stop, kind): what it costs that just this courier comes; one column where nobody minds."""
    penalties: Whole
    """For every stop at what price it may be left out; FAR where it is to be served."""
    uneven: tuple[int, int]
    """What a second of the longest run costs, and a point of the hardest."""


def prices(
    problem: Problem,
    at: arcs.Nodes,
    vehicles: Sequence[Vehicle],
    roads: tuple[Short, Short, Sequence[int]],
) -> Prices:
    """The prices for one courier of each kind; `roads` are seconds, metres, and whose are which."""
    wishes, penalties = _wishes(problem, at, vehicles), _penalties(problem, at)
    mandatory = penalties == FAR
    rates = [_rates(problem, vehicle) for vehicle in vehicles]
    fixed = [vehicle.costs.fixed * ONE for vehicle in vehicles]
    even = problem.balance or Balance()
    uneven = 5 * even.per_hour, ONE * even.per_difficulty
    step = gcd(
        *fixed,
        *uneven,
        *(rate for one in rates for rate in one),
        int(np.gcd.reduce(wishes, axis=None)),
        int(np.gcd.reduce(penalties[~mandatory], initial=0)),
    )
    step = step or 1
    tolls, tariffs, shrink = _tolls(problem, at, vehicles, roads, step)
    step *= shrink
    return Prices(
        step=step,
        tolls=tolls,
        tariffs=tariffs,
        fixed=tuple(one // step for one in fixed),
        wishes=wishes // step,
        penalties=np.where(mandatory, FAR, penalties // step),
        uneven=(uneven[0] // step, uneven[1] // step),
    )


def _rates(problem: Problem, vehicle: Vehicle) -> tuple[int, int, int]:
    """The price of a second, of a metre, of a unit of toll; the scale of `filling`."""
    if problem.roads[vehicle.profile].costs is not None:
        return 0, 0, ONE
    return 5 * vehicle.costs.per_hour, 18 * vehicle.costs.per_km, 0


def _tolls(
    problem: Problem,
    at: arcs.Nodes,
    vehicles: Sequence[Vehicle],
    roads: tuple[Short, Short, Sequence[int]],
    step: int,
) -> tuple[Short, tuple[int, ...], int]:
    """The price of every road in each tariff, the tariff of each kind, and what they all were
    divided by beyond the step."""
    seconds, metres, roads_of = roads
    met: dict[tuple[int, tuple[int, int, int]], int] = {}
    tables: list[NDArray[np.int64]] = []
    tariffs = []
    for vehicle, number in zip(vehicles, roads_of, strict=True):
        rates = _rates(problem, vehicle)
        key = number, rates
        if key not in met:
            met[key] = len(tables)
            tables.append(_table(problem, at, vehicle, (seconds[number], metres, number), step))
        tariffs.append(met[key])
    dearest = max(int(table.max(initial=0)) for table in tables)
    shrink = max(1, -(-dearest // DEAREST))
    whole = np.empty((len(tables), *seconds.shape[1:]), np.int32)
    for number, table in enumerate(tables):
        blocked = table < 0
        whole[number] = np.where(blocked, BLOCKED, table // shrink if shrink > 1 else table)
    same = whole.shape == seconds.shape and bool((whole == seconds).all())
    return (seconds if same else whole), tuple(tariffs), shrink


def _table(
    problem: Problem,
    at: arcs.Nodes,
    vehicle: Vehicle,
    roads: tuple[Short, Short, int],
    step: int,
) -> NDArray[np.int64]:
    """What every road costs with a courier; -1 where there is none."""
    seconds, metres, number = roads
    per_s, per_m, _ = _rates(problem, vehicle)
    own = problem.roads[vehicle.profile].costs
    if own is not None:
        price = arcs.between(own, at) * (ONE // step)
    else:
        price = seconds.astype(np.int64) * (per_s // step)
        if per_m:
            price += metres[number].astype(np.int64) * (per_m // step)
    price[seconds >= BLOCKED] = -1
    return np.asarray(price, dtype=np.int64)


def _wishes(problem: Problem, at: arcs.Nodes, vehicles: Sequence[Vehicle]) -> Whole:
    """Who would rather have somebody else, and the time at the doors where that is paid."""
    tasks = [problem.tasks[problem.task_of[number]] for number in at.stops]
    paid = any(vehicle.costs.per_task_hour for vehicle in vehicles)
    if not paid and not any(task.preferred for task in tasks):
        return np.zeros((len(at.stops), 1), np.int64)
    found = np.zeros((len(at.stops), len(vehicles)), np.int64)
    ids = np.array([vehicle.vehicle_id for vehicle in vehicles])
    for node, (number, task) in enumerate(zip(at.stops, tasks, strict=True)):
        first = problem.stops_of[problem.task_of[number]][0] == number
        if task.preferred and first:
            found[node] = np.where(ids == task.preferred.vehicle_id, 0, task.preferred.cost * ONE)
    if paid:
        for kind, vehicle in enumerate(vehicles):
            at_doors = arcs.action_s(problem, vehicle, at)[: len(at.stops)]
            found[:, kind] += 5 * vehicle.costs.per_task_hour * at_doors
    return found


def _penalties(problem: Problem, at: arcs.Nodes) -> Whole:
    found = np.full(len(at.stops), FAR, np.int64)
    for node, number in enumerate(at.stops):
        penalty = problem.tasks[problem.task_of[number]].penalty
        if penalty is not None:
            found[node] = penalty * ONE
    return found
