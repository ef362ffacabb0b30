"""Fits what the search left over into the runs it found, door by door, with exact times.

The search believes in a little less time than there is (it counts every setup), and a short one
stops before it has tried everything; what it missed is found here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic

from routing.problem import Costs, Problem, Vehicle
from routing.timetable import Run, Timetable, Timetables

MOST_TRIES = 20_000


@dataclass(slots=True)
class Patience:
    """How many more runs may be laid out, and until when. Counting alone keeps runs repeatable."""

    deadline_s: float | None = None
    tries: int = MOST_TRIES
    spent: bool = field(default=False, init=False)

    def take(self) -> bool:
        """Uses up one try; False when there is none left."""
        late = self.deadline_s is not None and monotonic() > self.deadline_s
        if late or self.tries <= 0:
            self.spent = True
            return False
        self.tries -= 1
        return True


def price(vehicle: Vehicle, table: Timetable | None) -> int:
    """What a run costs, in an eighteen-thousandth of VROOM's unit: exact in whole numbers."""
    if table is None:
        return 0
    costs: Costs = vehicle.costs
    on_the_road = 5 * costs.per_hour * table.travel_s + 18 * costs.per_km * table.distance_m
    return costs.fixed * 18_000 + on_the_road


def with_task(run: Run, stops: Sequence[int]) -> Iterator[list[int]]:
    """The run with a task's stops put in at every place, a pick-up before its hand-over."""
    for first in range(len(run) + 1):
        head = [*run[:first], stops[0]]
        if len(stops) == 1:
            yield [*head, *run[first:]]
            continue
        for second in range(first, len(run) + 1):
            yield [*head, *run[first:second], stops[1], *run[second:]]


def fill(
    problem: Problem,
    tables: Timetables,
    runs: list[list[int]],
    able: Sequence[Sequence[int]],
    patience: Patience,
) -> list[list[int]]:
    """The runs with every left-over task that fits at the place where it costs least.

    Higher priorities go first. Stops when the patience is spent; then some may fit that are not in.
    """
    filled = [list(run) for run in runs]
    planned = {stop for run in filled for stop in run}
    left = [
        task
        for task, couriers in enumerate(able)
        if couriers and problem.stops_of[task][0] not in planned
    ]
    for task in sorted(left, key=lambda number: -problem.tasks[number].priority):
        best: tuple[int, int, list[int]] | None = None
        for courier in able[task]:
            vehicle, run = problem.vehicles[courier], filled[courier]
            before = tables.lay_out(vehicle, run) if run else None
            spent = price(vehicle, before) if isinstance(before, Timetable) else 0
            for tried in with_task(run, problem.stops_of[task]):
                if not patience.take():
                    return filled
                table = tables.lay_out(vehicle, tried)
                if isinstance(table, Timetable):
                    more = price(vehicle, table) - spent
                    if best is None or more < best[0]:
                        best = more, courier, tried
        if best:
            filled[best[1]] = best[2]
    return filled
