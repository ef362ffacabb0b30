"""Which hours a reader can still be offered: the cheapest places for a new task in today's runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routing import alone
from routing.errors import BadProblem
from routing.filling import ONE
from routing.plan import Plan, StepKind
from routing.problem import Problem, Stop, Task, Window
from routing.rich.day import begin, take_over
from routing.rich.insertion import Insertion
from routing.rich.state import Day
from routing.timetable import Timetables

MOST_WINDOWS = 50
VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


@dataclass(frozen=True, slots=True)
class Slot:
    """An offer: who comes, in which hours, when exactly as planned today, and what it adds."""

    vehicle_id: int
    hours: Window
    begins_s: int
    added_s: int
    added_m: int
    added_cost: int


def slots(
    problem: Problem, plan: Plan, task: Task, hours: Sequence[Window], *, most: int = 3
) -> list[Slot]:
    """The cheapest offers of (courier, hours) for a new task beside a plan, the best first.

    Nothing else moves to another courier or in its order. `hours` are what could be promised; the
    task's own windows count as well. At most MOST_WINDOWS of them are looked at. Raises BadProblem
    where a stop of the day already has the new one's id.
    """
    for stop in task.stops:
        if (stop.kind.value, stop.stop_id) in problem.number_of:
            raise BadProblem(
                f"{stop.name} is in today's plan already.", where="task", remedy="Give it a new id."
            )
    asked = [
        (window, replace(task, stops=tuple(_within(task, window))))
        for window in hours[:MOST_WINDOWS]
    ]
    asked = [(window, one) for window, one in asked if all(stop.windows for stop in one.stops)]
    widened = replace(problem, tasks=(*problem.tasks, *(one for _, one in asked)))
    first = len(problem.tasks)
    able = alone.able(widened)
    day = Day(widened, Timetables(widened))
    state = begin(day, able)
    for courier, run in enumerate(runs_of(problem, plan)):
        take_over(day, state, courier, run)
    insertion = Insertion(day, able)
    best: dict[tuple[int, int], Slot] = {}
    for n, (window, _) in enumerate(asked):
        for more, courier, laid in insertion.choices(state, first + n):
            before, table = state.laid[courier], laid.table
            if table is None:
                continue
            number = widened.stops_of[first + n][0]
            slot = Slot(
                widened.vehicles[courier].vehicle_id,
                window,
                next(entry.begins_s for entry in table.entries if entry.stop == number),
                table.travel_s - (before.table.travel_s if before.table else 0),
                table.distance_m - (before.table.distance_m if before.table else 0),
                -(-more // ONE),
            )
            known = best.get((courier, n))
            if known is None or slot.added_cost < known.added_cost:
                best[courier, n] = slot
    order = sorted(best.values(), key=lambda one: (one.added_cost, one.begins_s, one.vehicle_id))
    return order[:most]


def _within(task: Task, hours: Window) -> list[Stop]:
    """The stops of a task with only those of their hours that lie inside others."""
    return [
        replace(
            stop,
            windows=tuple(
                Window(max(one.opens_s, hours.opens_s), min(one.closes_s, hours.closes_s))
                for one in stop.windows
                if max(one.opens_s, hours.opens_s) <= min(one.closes_s, hours.closes_s)
            ),
        )
        for stop in task.stops
    ]


def runs_of(problem: Problem, plan: Plan) -> list[list[int]]:
    """The stops of a plan's runs, by number, for every courier of the day."""
    routes = {route.vehicle_id: route for route in plan.routes}
    return [
        [
            problem.number_of[step.kind.value, step.task_id]
            for step in (routes[one.vehicle_id].steps if one.vehicle_id in routes else ())
            if step.kind in VISITS and step.task_id is not None
        ]
        for one in problem.vehicles
    ]
