"""A day's runs with their exact price: roads, couriers, wishes, and what is asked of a re-plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routing.filling import ONE, price
from routing.problem import Problem, Vehicle, Window
from routing.rich.reloading import with_reloads
from routing.timetable import Limit, Obstacle, Timetable, Timetables

MOST_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Keep:
    """What should stay as it was promised, and what it costs, in VROOM's unit, if it does not.

    `couriers` has for every task the place in the list of the courier it was with, `hours` for
    every stop the window in which it was promised. At most `most_moved` tasks change courier.
    """

    couriers: Mapping[int, int] = field(default_factory=dict)
    moved_cost: int = 0
    hours: Mapping[int, Window] = field(default_factory=dict)
    late_cost: int = 0
    most_moved: int | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """One courier's run: its visits, the run with its reloads, its timetable and its price."""

    visits: tuple[int, ...] = ()
    run: tuple[int, ...] = ()
    table: Timetable | None = None
    price: int = 0
    lasts_s: int = 0
    difficulty: int = 0


Score = tuple[int, int]
"""What matters: first the weight of what is left out against its will, then the cost."""


class Day:
    """Lays runs out and prices them; remembers what it has seen."""

    def __init__(self, problem: Problem, tables: Timetables, keep: Keep | None = None) -> None:
        self.problem, self.tables, self.keep = problem, tables, keep or Keep()
        count = len(problem.tasks)
        self.weights = [
            0
            if task.penalty is not None
            else 2 * (task.priority * (count + 1) + 1) + (n in self.keep.couriers)
            for n, task in enumerate(problem.tasks)
        ]  # of two that are alike the one stays that the courier has already
        self.penalties = [(task.penalty or 0) * ONE for task in problem.tasks]
        self.prefixes = [
            tuple(number for number, _ in tables.locked[vehicle.vehicle_id])
            for vehicle in problem.vehicles
        ]
        self._seen: dict[tuple[int, tuple[int, ...]], Laid | None] = {}

    def lay(self, courier: int, visits: Sequence[int]) -> Laid | None:
        """The cheapest run of these visits in this order; None where there is none."""
        key = courier, tuple(visits)
        if key not in self._seen:
            if len(self._seen) > MOST_REMEMBERED:
                self._seen.clear()
            self._seen[key] = self._lay(courier, key[1])
        return self._seen[key]

    def obstacle(self, courier: int, visits: Sequence[int]) -> Obstacle | None:
        """What keeps a run from being possible, without any reload."""
        found = self.tables.lay_out(self.problem.vehicles[courier], visits)
        return found if isinstance(found, Obstacle) else None

    def _lay(self, courier: int, visits: tuple[int, ...]) -> Laid | None:
        if not visits:
            return Laid()
        vehicle = self.problem.vehicles[courier]
        found = self.tables.lay_out(vehicle, visits)
        if isinstance(found, Timetable):
            return self._priced(courier, visits, visits, found)
        if found.limit is not Limit.LOAD or not vehicle.reloads or not vehicle.max_reloads:
            return None
        for run in with_reloads(self.problem, self.tables, vehicle, visits):
            found = self.tables.lay_out(vehicle, run)
            if isinstance(found, Timetable):
                return self._priced(courier, visits, tuple(run), found)
        return None

    def _priced(
        self, courier: int, visits: tuple[int, ...], run: tuple[int, ...], table: Timetable
    ) -> Laid:
        vehicle = self.problem.vehicles[courier]
        tasks = {self.problem.task_of[number] for number in visits}
        total = price(vehicle, table) + ONE * sum(
            self._unwanted(task, courier, vehicle) for task in tasks
        )
        if self.keep.hours:
            total += ONE * self.keep.late_cost * self._broken_promises(table)
        return Laid(
            visits,
            run,
            table,
            total,
            table.lasts_s,
            sum(self.problem.tasks[task].difficulty for task in tasks),
        )

    def _unwanted(self, task: int, courier: int, vehicle: Vehicle) -> int:
        """What it costs that somebody else would rather have come."""
        preferred = self.problem.tasks[task].preferred
        cost = preferred.cost if preferred and preferred.vehicle_id != vehicle.vehicle_id else 0
        return cost + (self.keep.moved_cost if self.moves(task, courier) else 0)

    def moves(self, task: int, courier: int) -> bool:
        """Whether a task would be with another courier than before."""
        return self.keep.couriers.get(task, courier) != courier

    def _broken_promises(self, table: Timetable) -> int:
        return sum(
            not (hours.opens_s <= entry.begins_s <= hours.closes_s)
            for entry in table.entries
            if entry.stop is not None and (hours := self.keep.hours.get(entry.stop))
        )

    def uneven(self, laid: Sequence[Laid]) -> int:
        """What an uneven day costs."""
        balance = self.problem.balance
        if balance is None:
            return 0
        return 5 * balance.per_hour * max(one.lasts_s for one in laid) + (
            ONE * balance.per_difficulty * max(one.difficulty for one in laid)
        )

    def score(self, state: "State") -> Score:
        """What a whole day is worth; less is better."""
        cost = sum(one.price for one in state.laid) + self.uneven(state.laid)
        cost += sum(self.penalties[task] for task in state.left)
        return sum(self.weights[task] for task in state.left), cost


@dataclass(slots=True)
class State:
    """Everybody's run, and the tasks in none of them."""

    laid: list[Laid]
    left: set[int]

    def copy(self) -> "State":
        """Another one that can be changed on its own."""
        return State(list(self.laid), set(self.left))

    @property
    def runs(self) -> list[list[int]]:
        """The runs with their reloads."""
        return [list(one.run) for one in self.laid]


def empty(day: Day) -> State:
    """Everybody at home, save for what is locked. A locked run that cannot be is None's."""
    laid = [day.lay(n, prefix) or Laid() for n, prefix in enumerate(day.prefixes)]
    placed = {day.problem.task_of[number] for one in laid for number in one.visits}
    return State(laid, set(range(len(day.problem.tasks))) - placed)
