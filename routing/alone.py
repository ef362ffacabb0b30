"""What no plan can change: whom a task can go to at all, and what proves that it cannot.

Only proofs count here: a missing skill, a forbidden pair, a load above the capacity, more stops
than a courier may make, a window outside the shift. Roads are left to the search, because a way
through other stops may be shorter than the straight one in a matrix that somebody measured.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from routing.problem import Problem, Task, Vehicle
from routing.timetable import Limit, next_opening


def proof_against(task: Task, vehicle: Vehicle) -> Limit | None:
    """The limit that keeps this courier from this task whatever else is planned; None if none."""
    stops = len(task.stops)
    proofs: tuple[tuple[Limit, Callable[[], bool]], ...] = (
        (Limit.SKILL, lambda: not task.skills <= vehicle.skills),
        (Limit.PAIR, lambda: vehicle.vehicle_id in task.never),
        (Limit.LOAD, lambda: bool(excess(task, vehicle))),
        (Limit.COUNT, lambda: vehicle.max_tasks is not None and vehicle.max_tasks < stops),
        (Limit.BREAK, lambda: not can_rest(vehicle)),
        (Limit.WINDOW, lambda: not _within_shift(task, vehicle)),
    )
    return next((limit for limit, holds in proofs if holds()), None)


def can_rest(vehicle: Vehicle) -> bool:
    """Whether the courier's breaks fit into the shift, one after the other."""
    free_s = vehicle.shift.opens_s
    for rest in vehicle.breaks:
        begins_s = next_opening(rest.windows, free_s)
        if begins_s is None:
            return False
        free_s = begins_s + rest.service_s
    return free_s <= vehicle.shift.closes_s


def excess(task: Task, vehicle: Vehicle) -> int:
    """By how much the task is too heavy for the courier, in the dimension where it is worst."""
    return max(
        (
            amount - most
            for stop in task.stops
            for load in (stop.delivery, stop.pickup)
            for amount, most in zip(load, vehicle.capacity, strict=True)
            if amount > most
        ),
        default=0,
    )


def _within_shift(task: Task, vehicle: Vehicle) -> bool:
    """Whether every stop can begin and end inside the shift, roads not counted.

    Only service is counted: setup falls away where the courier already is.
    """
    free_s = vehicle.shift.opens_s
    for stop in task.stops:
        begins_s = next_opening(stop.windows, free_s)
        if begins_s is None or begins_s + stop.service_for_s(vehicle) > vehicle.shift.closes_s:
            return False
        free_s = begins_s + stop.service_for_s(vehicle)
    return True


def able(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """For every task the couriers (by their place in the list) against whom there is no proof.

    A task that is locked into a run has that courier alone.
    """
    owners = locked_tasks(problem)
    kinds: dict[Vehicle, list[int]] = {}
    for number, vehicle in enumerate(problem.vehicles):
        # those who are alike are asked for once: only `never` knows who somebody is
        kinds.setdefault(replace(vehicle, vehicle_id=0, description="", steps=()), []).append(
            number
        )
    return tuple(
        (owners[task_number],) if task_number in owners else _able(problem, task, kinds)
        for task_number, task in enumerate(problem.tasks)
    )


def _able(problem: Problem, task: Task, kinds: Mapping[Vehicle, Sequence[int]]) -> tuple[int, ...]:
    """The couriers against whom there is no proof, in the order of the list."""
    anybody = replace(task, never=frozenset()) if task.never else task
    found = [
        number
        for kind, numbers in kinds.items()
        if proof_against(anybody, kind) is None
        for number in numbers
        if problem.vehicles[number].vehicle_id not in task.never
    ]
    return tuple(sorted(found))


def locked_tasks(problem: Problem) -> dict[int, int]:
    """The tasks of which a step is locked, each with the courier (by place in the list)."""
    return {
        problem.task_of[problem.number_of[step.kind.value, step.task_id]]: number
        for number, vehicle in enumerate(problem.vehicles)
        for step in vehicle.locked
        if step.task_id is not None
    }
