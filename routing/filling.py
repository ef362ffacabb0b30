"""Puts tasks into runs one after the other, each where it costs least, with exact times.

What a search left over is fitted in so: it believes in a little less time than there is (it
counts every setup), and a short one stops before it has tried everything. A day that is too large
for any search in the time given is planned so from the start.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from routing.problem import NO_ROAD, Place, Problem, Vehicle
from routing.timetable import Run, Timetable, Timetables

TRIES_PER_TASK = 300
ONE = 18_000
"""Prices here are VROOM's costs times this: exact in whole numbers."""


@dataclass(slots=True)
class Patience:
    """How many more runs may be laid out, and until when. Counting alone keeps runs repeatable."""

    deadline_s: float
    tries: int
    clock: Callable[[], float] = monotonic
    spent: bool = field(default=False, init=False)

    def take(self) -> bool:
        """Uses up one try; False when there is none left."""
        if self.tries <= 0 or self.clock() > self.deadline_s:
            self.spent = True
            return False
        self.tries -= 1
        return True


def road_price(vehicle: Vehicle, travel_s: int, distance_m: int) -> int:
    """What a stretch of road costs with this courier."""
    return 5 * vehicle.costs.per_hour * travel_s + 18 * vehicle.costs.per_km * distance_m


def price(vehicle: Vehicle, table: Timetable) -> int:
    """What a run costs, coming at all and the time at doors included."""
    costs = vehicle.costs
    road = road_price(vehicle, table.travel_s, table.distance_m)
    if table.road_cost is not None:
        road = table.road_cost * ONE
    return costs.fixed * ONE + road + 5 * costs.per_task_hour * table.task_s


def fill(
    problem: Problem,
    tables: Timetables,
    runs: Sequence[Run],
    able: Sequence[Sequence[int]],
    patience: Patience,
) -> list[list[int]]:
    """The runs with every left-over task that fits at the place where it costs least.

    Higher priorities go first, then the doors that close first. Where the patience is spent, some
    may fit that are not in.
    """
    filled = [list(run) for run in runs]
    planned = {stop for run in filled for stop in run}
    left = [
        task
        for task, couriers in enumerate(able)
        if couriers and problem.stops_of[task][0] not in planned
    ]
    kinds = [replace(vehicle, vehicle_id=0, description="") for vehicle in problem.vehicles]
    for task in sorted(left, key=lambda number: _urgency(problem, number)):
        choices = list(
            _choices(problem, tables, filled, task, _worth_asking(able[task], filled, kinds))
        )
        for _, courier, places in sorted(choices)[:TRIES_PER_TASK]:
            if not patience.take():
                return filled
            tried = _put(filled[courier], problem.stops_of[task], places)
            if isinstance(tables.lay_out(problem.vehicles[courier], tried), Timetable):
                filled[courier] = tried
                break
    return filled


def with_task(run: Run, stops: Sequence[int]) -> Iterator[list[int]]:
    """The run with a task's stops put in at every place, a pick-up before its hand-over."""
    for places in _places(len(run), len(stops)):
        yield _put(run, stops, places)


Places = tuple[int, ...]
"""Before which stop of a run each stop of a task is put; the length of the run means its end."""


def _places(length: int, stops: int) -> Iterator[Places]:
    for first in range(length + 1):
        if stops == 1:
            yield (first,)
        else:
            yield from ((first, second) for second in range(first, length + 1))


def _put(run: Run, stops: Sequence[int], places: Places) -> list[int]:
    if len(stops) == 1:
        return [*run[: places[0]], stops[0], *run[places[0] :]]
    first, second = places
    return [*run[:first], stops[0], *run[first:second], stops[1], *run[second:]]


def _urgency(problem: Problem, task: int) -> tuple[int, int, int]:
    wanted = problem.tasks[task]
    return -wanted.priority, wanted.stops[-1].windows[-1].closes_s, task


def _worth_asking(
    couriers: Sequence[int], runs: Sequence[Run], kinds: Sequence[Vehicle]
) -> Iterator[int]:
    """The couriers who may take a task, but of idle ones who are alike only the first."""
    idle = set[Vehicle]()
    for courier in couriers:
        if not runs[courier]:
            if kinds[courier] in idle:
                continue
            idle.add(kinds[courier])
        yield courier


def _choices(
    problem: Problem,
    tables: Timetables,
    runs: Sequence[Run],
    task: int,
    couriers: Iterator[int],
) -> Iterator[tuple[int, int, Places]]:
    """What it would cost to put a task at each place of each run, as far as roads lead there."""
    stops = [stop.place for stop in problem.tasks[task].stops]
    for courier in couriers:
        vehicle, run = problem.vehicles[courier], runs[courier]
        ways = [vehicle.start, *(tables.place(vehicle, stop) for stop in run), vehicle.end]
        idle = 0 if run else vehicle.costs.fixed * ONE
        single = [
            [detour(tables, vehicle, ways[n], (stop,), ways[n + 1]) for n in range(len(run) + 1)]
            for stop in stops
        ]
        for places in _places(len(run), len(stops)):
            if len(places) == 2 and places[0] == places[1]:
                n = places[0]
                more = detour(tables, vehicle, ways[n], stops, ways[n + 1])
            else:
                parts = [prices[n] for prices, n in zip(single, places, strict=True)]
                more = None if None in parts else sum(part for part in parts if part is not None)
            if more is not None:
                yield idle + more, courier, places


def detour(
    tables: Timetables,
    vehicle: Vehicle,
    here: Place | None,
    via: Sequence[Place],
    there: Place | None,
) -> int | None:
    """What the way through some places costs more than the straight one; None without a road."""
    spent = 0
    before = here
    for place in (*via, there):
        stretch = _stretch(tables, vehicle, before, place)
        if stretch is None:
            return None
        spent += stretch
        before = place
    return spent - (_stretch(tables, vehicle, here, there) or 0)


def _stretch(
    tables: Timetables, vehicle: Vehicle, here: Place | None, there: Place | None
) -> int | None:
    """What one road costs outside the peaks; None where there is none."""
    travel_s, distance_m = tables.road(vehicle, here, there)
    if travel_s >= NO_ROAD:
        return None
    own = tables.road_cost(vehicle, here, there)
    return road_price(vehicle, travel_s, distance_m) if own is None else own * ONE
