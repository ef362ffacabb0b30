"""When a courier is where: lays the stops of one run out in time, breaks included, exactly.

Also answers what keeps a run from being possible, and by how much, with any one limit set aside:
that is how the reasons are found (`explain`) and how what was left over is fitted in (`filling`).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from routing.driving import Pace
from routing.problem import NO_ROAD, GivenStep, Load, Place, Problem, Task, Vehicle, slowed_s
from routing.timeline import Entry, Limit, Obstacle, Run, Timetable, next_opening
from routing.walking import Halt, Leg, Walk, here_already

__all__ = ["Entry", "Limit", "Obstacle", "Run", "Timetable", "Timetables", "next_opening"]


FEW_READS = 16
"""A row of a matrix that is read more often is kept as a list; for others that takes too long."""


class _Row:
    """A row of a matrix that is read seldom."""

    def __init__(self, cells: NDArray[np.int64]) -> None:
        self._cells = cells

    def __getitem__(self, column: int) -> int:
        return int(self._cells[column])


class _Rows(dict[int, list[int]]):
    """The rows of a matrix, as plain lists where they are read often."""

    def __init__(self, matrix: NDArray[np.int64]) -> None:
        super().__init__()
        self._matrix = matrix
        self._reads: dict[int, int] = {}

    def __missing__(self, row: int) -> list[int]:
        reads = self._reads[row] = self._reads.get(row, 0) + 1
        if reads <= FEW_READS:
            return cast(list[int], _Row(self._matrix[row]))
        found: list[int] = self._matrix[row].tolist()
        self[row] = found
        return found


class Timetables:
    """Lays out any run of a problem; keeps the roads as plain lists because it reads them often."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._durations = {name: _Rows(r.durations_s) for name, r in problem.roads.items()}
        self._distances = {
            name: None if r.distances_m is None else _Rows(r.distances_m)
            for name, r in problem.roads.items()
        }
        self._costs = {
            name: None if r.costs is None else _Rows(r.costs) for name, r in problem.roads.items()
        }
        self.locked: dict[int, list[tuple[int, GivenStep]]] = {
            vehicle.vehicle_id: [
                (problem.number_of[step.kind.value, step.task_id], step)
                for step in vehicle.locked
                if step.task_id is not None
            ]
            for vehicle in problem.vehicles
        }
        """For every courier the stops that come first, by number."""
        self._owner = {
            number: courier for courier, prefix in self.locked.items() for number, _ in prefix
        }

    def lay_out(
        self,
        vehicle: Vehicle,
        run: Run,
        aside: Limit | None = None,
        at: Run = (),
    ) -> Timetable | Obstacle:
        """The earliest timetable of a run, leaving no earlier than the first door asks.

        With `aside` that limit is not looked at (windows only at the stops `at`).
        """
        legs, obstacle = self._legs(vehicle, run, aside)
        loads = self.loads(run)
        found = self._first_obstacle(vehicle, run, loads, aside) or obstacle
        if found:
            return found
        pace = Pace(vehicle.speed_percent, self.problem.roads[vehicle.profile].peaks)
        spared = frozenset(at) if aside is Limit.WINDOW else frozenset[int]()
        laid = Walk(vehicle, pace, aside).entries(self._halts(vehicle, run, spared), legs, loads)
        if isinstance(laid, Obstacle):
            return laid
        starts_s, entries = laid
        travel_s, most_s = entries[-1].travel_s, vehicle.max_travel_time_s
        if most_s is not None and travel_s > most_s and aside is not Limit.TRAVEL:
            return Obstacle(Limit.TRAVEL, travel_s - most_s)
        return Timetable(starts_s, tuple(entries), loads, self._road_cost(vehicle, run))

    def loads(self, run: Run) -> tuple[Load, ...]:
        """The bag at the start, with all that jobs hand out, then on leaving each stop.

        At a reload depot what jobs gave back is left, and what they hand out next is loaded.
        """
        trips = self._handed_out(run)
        bag, back = list(trips[0]), [0] * self.problem.dimensions
        found, trip = [tuple(bag)], 0
        for number in run:
            if number < 0:
                trip += 1
                bag = [
                    held - given + more
                    for held, given, more in zip(bag, back, trips[trip], strict=True)
                ]
                back = [0] * self.problem.dimensions
            else:
                stop = self.problem.stops[number]
                change = zip(bag, stop.pickup, stop.delivery, strict=True)
                bag = [held + taken - given for held, taken, given in change]
                if not self._task(number).is_shipment:
                    back = [one + other for one, other in zip(back, stop.pickup, strict=True)]
            found.append(tuple(bag))
        return tuple(found)

    def _task(self, number: int) -> Task:
        return self.problem.tasks[self.problem.task_of[number]]

    def _handed_out(self, run: Run) -> list[list[int]]:
        """For every trip between two reloads what its jobs hand out."""
        trips = [[0] * self.problem.dimensions]
        for number in run:
            if number < 0:
                trips.append([0] * self.problem.dimensions)
            elif not self._task(number).is_shipment:
                given = self.problem.stops[number].delivery
                trips[-1] = [one + other for one, other in zip(trips[-1], given, strict=True)]
        return trips

    def _first_obstacle(
        self, vehicle: Vehicle, run: Run, loads: Sequence[Load], aside: Limit | None
    ) -> Obstacle | None:
        """A missing skill, a forbidden pair, a broken lock, a full bag, too many stops or trips."""
        visits = [number for number in run if number >= 0]
        for number in visits:
            task = self._task(number)
            if aside is not Limit.SKILL and not task.skills <= vehicle.skills:
                return Obstacle(Limit.SKILL, stop=number)
            if aside is not Limit.PAIR and vehicle.vehicle_id in task.never:
                return Obstacle(Limit.PAIR, stop=number)
        if self._owner and aside is not Limit.LOCK and not self._keeps_locks(vehicle, run):
            return Obstacle(Limit.LOCK)
        trips = len(run) - len(visits) - (vehicle.max_reloads if vehicle.reloads else 0)
        most = len(visits) if vehicle.max_tasks is None else vehicle.max_tasks
        for limit, over in (
            (Limit.LOAD, _overload(loads, vehicle.capacity)),
            (Limit.COUNT, len(visits) - most),
            (Limit.TRIPS, trips),
        ):
            if over > 0 and aside is not limit:
                return Obstacle(limit, over)
        return None

    def _keeps_locks(self, vehicle: Vehicle, run: Run) -> bool:
        """Locked stops come first, in their order, and nobody else makes them."""
        prefix = [number for number, _ in self.locked[vehicle.vehicle_id]]
        return list(run[: len(prefix)]) == prefix and all(
            self._owner.get(number, vehicle.vehicle_id) == vehicle.vehicle_id for number in run
        )

    def road(self, vehicle: Vehicle, here: Place | None, there: Place | None) -> tuple[int, int]:
        """Seconds and metres from one place to another for this courier; nought from nowhere.

        Outside the peaks.
        """
        duration_s, length_m = self._plain_road(vehicle, here, there)
        return slowed_s(duration_s, vehicle.speed_percent), length_m

    def road_cost(self, vehicle: Vehicle, here: Place | None, there: Place | None) -> int | None:
        """The price of a road in the file's own matrix; None where it has none."""
        costs = self._costs[vehicle.profile]
        if costs is None:
            return None
        return 0 if here is None or there is None else int(costs[here.index][there.index])

    def _plain_road(
        self, vehicle: Vehicle, here: Place | None, there: Place | None
    ) -> tuple[int, int]:
        if here is None or there is None:
            return 0, 0
        distances = self._distances[vehicle.profile]
        length_m = 0 if distances is None else distances[here.index][there.index]
        return self._durations[vehicle.profile][here.index][there.index], length_m

    def place(self, vehicle: Vehicle, number: int) -> Place:
        """Where a stop or a reload depot of a run is."""
        if number < 0:
            return vehicle.reloads[-1 - number].place
        return self.problem.stops[number].place

    def _places(self, vehicle: Vehicle, run: Run) -> list[Place | None]:
        return [vehicle.start, *(self.place(vehicle, number) for number in run), vehicle.end]

    def _legs(
        self, vehicle: Vehicle, run: Run, aside: Limit | None
    ) -> tuple[list[Leg], Obstacle | None]:
        """The roads of a run, the last one home, and what forbids them."""
        legs: list[Leg] = []
        total_s = total_m = 0
        for n, (here, there) in enumerate(pairwise(self._places(vehicle, run))):
            road_s, road_m = self._plain_road(vehicle, here, there)
            if road_s >= NO_ROAD:
                at = run[min(n, len(run) - 1)]
                return [], Obstacle(Limit.ROAD, stop=at if at >= 0 else None)
            legs.append(Leg(road_s, road_m, total_m))
            total_s += slowed_s(road_s, vehicle.speed_percent)
            total_m += road_m
        limits = [(Limit.DISTANCE, total_m, vehicle.max_distance_m)]
        if not self.problem.roads[vehicle.profile].peaks:
            limits.insert(0, (Limit.TRAVEL, total_s, vehicle.max_travel_time_s))
        for limit, total, most in limits:
            if most is not None and total > most and aside is not limit:
                return legs, Obstacle(limit, total - most)
        return legs, None

    def _halts(self, vehicle: Vehicle, run: Run, spared: frozenset[int]) -> list[Halt]:
        """Every stop and reload as this courier meets it."""
        locked, here, halts = dict(self.locked[vehicle.vehicle_id]), vehicle.start, list[Halt]()
        for number in run:
            if number < 0:
                depot = vehicle.reloads[-1 - number]
                halts.append(Halt(depot.windows, 0, depot.service_s, reload=-1 - number))
                here = depot.place
                continue
            stop = self.problem.stops[number]
            setup_s = 0 if here_already(here, stop.place) else stop.setup_for_s(vehicle)
            step = locked.get(number)
            halts.append(
                Halt(
                    None if number in spared else stop.windows,
                    setup_s,
                    stop.service_for_s(vehicle),
                    stop=number,
                    pinned=step is not None,
                    fixed_s=step.at_s if step else None,
                )
            )
            here = stop.place
        return halts

    def _road_cost(self, vehicle: Vehicle, run: Run) -> int | None:
        if self._costs[vehicle.profile] is None:
            return None
        roads = pairwise(self._places(vehicle, run))
        return sum(self.road_cost(vehicle, here, there) or 0 for here, there in roads)


def _overload(loads: Sequence[Load], capacity: Load) -> int:
    """By how much the bag is too full where it is fullest; nought or less if never."""
    return max(
        (held - most for load in loads for held, most in zip(load, capacity, strict=True)),
        default=0,
    )
