"""Makes of a problem the arrays that the improver reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from routing import arcs
from routing.improver import nearness, pricing
from routing.improver.arrays import Day, Short, Table, Whole
from routing.improver.layout import (
    BALANCE,
    BLOCKED,
    BLOCKED_ROADS,
    FLAGS,
    LIMITS,
    METRES,
    MIXED,
    RESTS,
    SHIPMENTS,
    TIMED,
    WISHES,
    Kind,
    Node,
    Rest,
    table,
)
from routing.master.recombine import Column
from routing.problem import ALWAYS, Problem, Vehicle, Window

UNLIMITED = 2**60


@dataclass(frozen=True)
class Picture:
    """A day as arrays, and what its numbers stand for."""

    day: Day
    stops: tuple[int, ...]
    """For every node of a stop its number in the problem."""
    couriers: tuple[int, ...]
    """For every run the courier, by their place in the problem's list."""
    step: int
    """Prices here are those of `filling` divided by this."""

    @property
    def counts(self) -> list[int]:
        """How many couriers there are of each kind."""
        return [int(self.day.kinds[kind].count) for kind in range(len(self.day.kinds))]

    def placed(self, columns: Sequence[Column]) -> list[list[int]]:
        """Runs of some kinds as runs of couriers: those of a kind take them in order."""
        runs: list[list[int]] = [[] for _ in self.couriers]
        free = [int(self.day.kinds[kind].first_run) for kind in range(len(self.day.kinds))]
        for column in columns:
            runs[free[column.kind]] = list(column.stops)
            free[column.kind] += 1
        return runs

    def saving(self, kind: int, run: Sequence[int], stop: int) -> int:
        """What it saves to leave a stop out of a run."""
        row, at = self.day.kinds[kind], run.index(stop)
        before = run[at - 1] if at else row.start
        after = run[at + 1] if at + 1 < len(run) else row.end
        tolls = self.day.toll_out[row.tariff]
        wish = int(self.day.wishes[stop, kind]) if self.day.flags[WISHES] else 0
        return wish + int(tolls[before, stop]) + int(tolls[stop, after]) - int(tolls[before, after])


def draw(problem: Problem, able: Sequence[Sequence[int]], seed: int) -> Picture:
    """The day's picture: tasks that some courier may take, and couriers who may take some."""
    tasks = [task for task, couriers in enumerate(able) if couriers]
    at = arcs.nodes(problem, tasks, seed)
    teams = _teams(problem, able)
    firsts = [team[0] for team in teams]
    out_s, out_m, roads_of = _roads(problem, at, firsts)
    windows: list[Window] = []
    nodes = _nodes(problem, at, windows)
    vehicles = [problem.vehicles[first] for first in firsts]
    prices = pricing.prices(problem, at, vehicles, (out_s, out_m, roads_of))
    kinds, rests = _kinds(problem, at, teams, (roads_of, prices), windows)
    loads, weights = _loads(problem, at), _weights(problem, at)
    may = np.zeros((len(at.stops), len(teams)), np.uint8)
    for node, stop in enumerate(at.stops):
        couriers = set(able[problem.task_of[stop]])
        may[node] = [first in couriers for first in firsts]
    count = len(at.stops)
    doors = nearness.doors(out_s, nodes, kinds, count)
    into_s = _turned(out_s)
    day = Day(
        out_s=out_s,
        into_s=into_s,
        out_m=out_m,
        toll_out=prices.tolls,
        toll_into=into_s if prices.tolls is out_s else _turned(prices.tolls),
        nodes=nodes.view(np.recarray),
        windows=np.array([(w.opens_s, w.closes_s) for w in windows], np.int64).reshape(-1, 2),
        kinds=kinds.view(np.recarray),
        rests=rests.view(np.recarray),
        able=may,
        most=np.array([problem.vehicles[n].capacity for n in firsts], np.int64).reshape(
            len(firsts), problem.dimensions
        ),
        loads=loads,
        doors=doors,
        paired=nearness.paired(doors),
        around=nearness.around(out_s, count),
        orders=nearness.orders(out_s, nodes, kinds, loads, weights),
        weights=weights,
        penalties=prices.penalties,
        wishes=prices.wishes,
        hard=_hard(problem, at),
        uneven=np.array(prices.uneven, np.int64),
        flags=np.zeros(FLAGS, np.int64),
    )
    _set_flags(problem, day, nodes, vehicles)
    in_order = tuple(courier for team in teams for courier in team)
    return Picture(day, at.stops, in_order, prices.step)


def _teams(problem: Problem, able: Sequence[Sequence[int]]) -> list[list[int]]:
    """Couriers who are alike in everything, together: also in who knows them, and may have them."""
    tasks_of: dict[int, list[int]] = {}
    for task, couriers in enumerate(able):
        for courier in couriers:
            tasks_of.setdefault(courier, []).append(task)
    known = {task.preferred.vehicle_id for task in problem.tasks if task.preferred}
    teams: dict[tuple[object, ...], list[int]] = {}
    for number in sorted(tasks_of):
        vehicle = problem.vehicles[number]
        own = vehicle.vehicle_id if vehicle.vehicle_id in known else None
        alike = replace(vehicle, vehicle_id=0, description="")
        teams.setdefault((alike, own, tuple(tasks_of[number])), []).append(number)
    return list(teams.values())


def _roads(
    problem: Problem, at: arcs.Nodes, firsts: Sequence[int]
) -> tuple[Short, Short, list[int]]:
    """Seconds and metres of all roads, once for each way and speed, and which each team has."""
    met: dict[tuple[str, int], int] = {}
    seconds, metres, roads_of = [], [], []
    for number in firsts:
        vehicle = problem.vehicles[number]
        kind = (vehicle.profile, vehicle.speed_percent)
        if kind not in met:
            met[kind] = len(met)
            road_s, road_m = (
                arcs.travel_s(problem, vehicle, at),
                arcs.distance_m(problem, vehicle, at),
            )
            blocked = (road_s >= BLOCKED) | (road_m >= BLOCKED)
            seconds.append(np.where(blocked, BLOCKED, road_s).astype(np.int32))
            metres.append(np.where(blocked, 0, road_m).astype(np.int32))
        roads_of.append(met[kind])
    needed = any(
        problem.vehicles[number].costs.per_km or problem.vehicles[number].max_distance_m is not None
        for number in firsts
    )
    none = np.zeros((len(met), 1, 1), np.int32)
    return np.stack(seconds), np.stack(metres) if needed else none, roads_of


def _turned(roads: Short) -> Short:
    return np.ascontiguousarray(roads.transpose(0, 2, 1))


def _nodes(problem: Problem, at: arcs.Nodes, windows: list[Window]) -> Table:
    """The rows of all nodes; their windows are added to `windows`."""
    rows = table(Node, at.count)
    node_of = {stop: node for node, stop in enumerate(at.stops)}
    for node, number in enumerate(at.stops):
        stop = problem.stops[number]
        ends = problem.stops_of[problem.task_of[number]]
        partner = -1 if len(ends) == 1 else node_of[ends[0] + ends[1] - number]
        first, last, several = stop.windows[0], stop.windows[-1], len(stop.windows) > 1
        rows[node] = (
            first.opens_s, last.closes_s, stop.service_s, stop.setup_s, stop.place.index,
            len(windows), len(windows) + (len(stop.windows) if several else 0), partner,
        )  # fmt: skip
        windows += stop.windows if several else ()
    anchors = rows[len(at.stops) :]
    anchors["closes"], anchors["partner"] = ALWAYS.closes_s, -1
    anchors["place"] = at.places[len(at.stops) :]
    return rows


def _kinds(
    problem: Problem,
    at: arcs.Nodes,
    teams: Sequence[Sequence[int]],
    paid: tuple[Sequence[int], pricing.Prices],
    windows: list[Window],
) -> tuple[Table, Table]:
    """The rows of all kinds of courier and of their breaks."""
    kinds = table(Kind, len(teams))
    rests: list[tuple[int, int, int]] = []
    runs = 0
    roads_of, prices = paid
    for number, team in enumerate(teams):
        vehicle = problem.vehicles[team[0]]
        first_rest = len(rests)
        for rest in vehicle.breaks:
            rests.append((rest.service_s, len(windows), len(windows) + len(rest.windows)))
            windows += rest.windows
        kinds[number] = (
            at.starts[team[0]], at.ends[team[0]], roads_of[number], prices.tariffs[number],
            vehicle.shift.opens_s, vehicle.shift.closes_s, prices.fixed[number],
            _limit(vehicle.max_tasks), _limit(vehicle.max_travel_time_s),
            _limit(vehicle.max_distance_m), runs, len(team), first_rest, len(rests),
        )  # fmt: skip
        runs += len(team)
    pauses = table(Rest, len(rests))
    pauses[:] = rests
    return kinds, pauses


def _limit(limit: int | None) -> int:
    return UNLIMITED if limit is None else limit


def _loads(problem: Problem, at: arcs.Nodes) -> Whole:
    """What lies in the bag from the start, and how the bag changes at the stop."""
    loads = np.zeros((len(at.stops), 2, problem.dimensions), np.int64)
    for node, number in enumerate(at.stops):
        stop = problem.stops[number]
        for k in range(problem.dimensions):
            if not problem.tasks[problem.task_of[number]].is_shipment:
                loads[node, 0, k] = stop.delivery[k]
            loads[node, 1, k] = stop.pickup[k] - stop.delivery[k]
    return loads


def _weights(problem: Problem, at: arcs.Nodes) -> Whole:
    """What it counts to leave out each task, at its first stop; priorities before counts."""
    weights = np.full(len(at.stops), -1, np.int64)
    for node, number in enumerate(at.stops):
        task = problem.tasks[problem.task_of[number]]
        if problem.stops_of[problem.task_of[number]][0] == number:
            weight = len(task.stops) * (task.priority * (len(at.stops) + 1) + 1)
            weights[node] = weight if task.penalty is None else 0
    return weights


def _hard(problem: Problem, at: arcs.Nodes) -> Whole:
    """How difficult each task is, at its first stop."""
    hard = np.zeros(len(at.stops), np.int64)
    for node, number in enumerate(at.stops):
        task = problem.task_of[number]
        if problem.stops_of[task][0] == number:
            hard[node] = problem.tasks[task].difficulty
    return hard


def _set_flags(problem: Problem, day: Day, nodes: Table, vehicles: Sequence[Vehicle]) -> None:
    """Notes what has to be looked at at all."""
    flags, loads = day.flags, day.loads
    shipments = bool((nodes["partner"] >= 0).any())
    one_way = not loads[:, 0].any() or not (loads[:, 0] + loads[:, 1]).any()
    flags[MIXED] = shipments or not one_way
    flags[SHIPMENTS] = shipments
    flags[BLOCKED_ROADS] = (day.out_s >= BLOCKED).any()
    flags[METRES] = any(vehicle.max_distance_m is not None for vehicle in vehicles)
    flags[RESTS] = len(day.rests) > 0
    flags[LIMITS] = any(
        limit is not None
        for vehicle in vehicles
        for limit in (vehicle.max_travel_time_s, vehicle.max_distance_m)
    )
    flags[WISHES] = day.wishes.any()
    flags[BALANCE] = day.uneven.any()
    flags[TIMED] = _is_timed(problem, day, nodes, vehicles)


def _is_timed(problem: Problem, day: Day, nodes: Table, vehicles: Sequence[Vehicle]) -> bool:
    """Whether any clock can matter: not where all doors are open and every shift is endless."""
    if (
        day.flags[RESTS]
        or day.flags[BALANCE]
        or any(stop.windows != (ALWAYS,) for stop in problem.stops)
    ):
        return True
    roads = day.out_s[day.out_s < BLOCKED]
    longest = int(roads.max(initial=0)) * (len(day.able) + 1)
    longest += int(nodes["service"].sum() + nodes["setup"].sum())
    return any(
        vehicle.shift.opens_s > 0 or vehicle.shift.closes_s < longest for vehicle in vehicles
    )
