"""Puts a task where it costs least, with exact times and prices, and takes tasks out again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf
from random import Random

from routing.filling import detour
from routing.problem import Problem
from routing.rich.bounds import Bounds, bounds, may_stand
from routing.rich.state import MOST_REMEMBERED, Day, Laid, State

THOROUGH = 150
"""With no more places than this every one is laid out; beyond it only the nearest."""
MOST_TRIED = 40
ENOUGH = 4
BLINK = 0.03

Choice = tuple[int, int, Laid]
"""What it costs, who takes it, and the run with it."""


def _ample_s() -> float:
    return inf


class Insertion:
    """Finds places for tasks; `able` says who may take which."""

    def __init__(self, day: Day, able: Sequence[Sequence[int]]) -> None:
        self.day, self.able = day, able
        self.kinds = [
            replace(vehicle, vehicle_id=0, description="") if not day.prefixes[n] else n
            for n, vehicle in enumerate(day.problem.vehicles)
        ]
        self._known: dict[tuple[int, tuple[int, ...]], Bounds | None] = {}
        self.own = {task.preferred.vehicle_id for task in day.problem.tasks if task.preferred} | {
            number for task in day.problem.tasks for number in task.never
        }

    def fill(
        self,
        state: State,
        tasks: Sequence[int],
        random: Random | None = None,
        *,
        left_s: Callable[[], float] = _ample_s,
    ) -> None:
        """Puts in what fits, task by task in the given order; the rest stays left.

        Stops when there is no second left.
        """
        for task in tasks:
            if left_s() <= 0:
                return
            choice = self.best(state, task, random)
            if choice is None:
                continue
            more, courier, laid = choice
            if self.day.weights[task] == 0 and more >= self.day.penalties[task]:
                continue
            state.laid[courier] = laid
            state.left.discard(task)

    def best(self, state: State, task: int, random: Random | None = None) -> Choice | None:
        """The cheapest place for a task; with `random` now and then one is overlooked."""
        found = list(self.choices(state, task, random))
        return min(found, key=lambda choice: choice[:2]) if found else None

    def choices(self, state: State, task: int, random: Random | None = None) -> Iterator[Choice]:
        """Places where a task fits, of the nearest ones, each with its exact price."""
        nearest = sorted(self._nearest(state, task))
        thorough = len(nearest) <= THOROUGH
        tries, fitting = len(nearest) if thorough else MOST_TRIED, 0
        uneven = self.day.uneven(state.laid)
        for _, courier, visits in nearest[:tries]:
            if random is not None and random.random() < BLINK:
                continue
            laid = self.day.lay(courier, visits)
            if laid is None:
                continue
            before = state.laid[courier]
            more = laid.price - before.price
            if self.day.problem.balance is not None:
                state.laid[courier] = laid
                more += self.day.uneven(state.laid) - uneven
                state.laid[courier] = before
            yield more, courier, laid
            fitting += 1
            if fitting >= ENOUGH and not thorough:
                return

    def _nearest(self, state: State, task: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Every place for a task, with what the road would cost more outside the peaks."""
        problem, tables = self.day.problem, self.day.tables
        stops = problem.stops_of[task]
        via = [problem.stops[number].place for number in stops]
        for courier in self._worth_asking(state, task):
            vehicle, visits = problem.vehicles[courier], state.laid[courier].visits
            first = len(self.day.prefixes[courier])
            ways = [vehicle.start, *(problem.stops[n].place for n in visits), vehicle.end]
            idle = 0 if visits else vehicle.costs.fixed * 18_000
            singles = [
                [
                    detour(tables, vehicle, ways[n], (place,), ways[n + 1])
                    for n in range(first, len(visits) + 1)
                ]
                for place in via
            ]
            of_run = self._bounds(courier, visits) if len(stops) == 1 else None
            for n, price in enumerate(singles[0], start=first):
                if len(stops) == 1:
                    if price is not None and (
                        of_run is None
                        or may_stand(
                            *(problem, tables, vehicle, of_run),
                            (n, ways[n], ways[n + 1]),
                            stops[0],
                        )
                    ):
                        yield idle + price, courier, (*visits[:n], stops[0], *visits[n:])
                    continue
                for m in range(n, len(visits) + 1):
                    both = (
                        detour(tables, vehicle, ways[n], via, ways[n + 1])
                        if m == n
                        else _sum(price, singles[1][m - first])
                    )
                    if both is not None:
                        middle = (*visits[:n], stops[0], *visits[n:m], stops[1])
                        yield idle + both, courier, (*middle, *visits[m:])

    def _bounds(self, courier: int, visits: tuple[int, ...]) -> Bounds | None:
        """The bounds of a run, remembered."""
        key = courier, visits
        if key not in self._known:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            vehicle = self.day.problem.vehicles[courier]
            self._known[key] = bounds(self.day.problem, self.day.tables, vehicle, visits)
        return self._known[key]

    def _worth_asking(self, state: State, task: int) -> Iterator[int]:
        """The couriers who may take a task, but of idle ones who are alike only the first."""
        keep, idle = self.day.keep, set[object]()
        full = keep.most_moved is not None and moved(self.day, state) >= keep.most_moved
        for courier in self.able[task]:
            if full and self.day.moves(task, courier):
                continue
            vehicle = self.day.problem.vehicles[courier]
            alone = vehicle.vehicle_id in self.own or keep.couriers.get(task) == courier
            if not state.laid[courier].visits and not alone:
                if self.kinds[courier] in idle:
                    continue
                idle.add(self.kinds[courier])
            yield courier


def moved(day: Day, state: State) -> int:
    """How many tasks are with another courier than before."""
    return sum(
        day.moves(task, courier)
        for courier, laid in enumerate(state.laid)
        for task in {day.problem.task_of[number] for number in laid.visits}
    )


def without(day: Day, state: State, tasks: set[int]) -> bool:
    """Takes tasks out of their runs; False, and nothing changed, where a run does not bear it."""
    changed: dict[int, Laid] = {}
    for courier, laid in enumerate(state.laid):
        kept = [number for number in laid.visits if day.problem.task_of[number] not in tasks]
        if len(kept) < len(laid.visits):
            shorter = day.lay(courier, kept)
            if shorter is None:
                return False
            changed[courier] = shorter
    for courier, shorter in changed.items():
        state.laid[courier] = shorter
    state.left |= tasks
    return True


def urgency(problem: Problem, task: int) -> tuple[int, int, int]:
    """Higher priorities first, then the doors that close first."""
    wanted = problem.tasks[task]
    return -wanted.priority, wanted.stops[-1].windows[-1].closes_s, task


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
