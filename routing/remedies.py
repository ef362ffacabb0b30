"""What would make room for a task: one limit at a time is set aside, and the rest must hold.

Each remedy is exact: with the change that it names the task fits into that run, beside what is in
it already. It can be carried out (`applied`) and is tested so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from routing.filling import Patience, with_task
from routing.plan import Change
from routing.problem import Problem, Stop, Task, Vehicle, Window
from routing.timetable import Limit, Obstacle, Run, Timetable, Timetables
from routing.words import clock, counted, kilometres, lasting, listed

LONG_S = 7_200
CHEAPEST_FIRST = (
    Limit.COUNT,
    Limit.TRAVEL,
    Limit.DISTANCE,
    Limit.LOAD,
    Limit.TRIPS,
    Limit.LOCK,
    Limit.SKILL,
    Limit.PAIR,
    Limit.BREAK,
)
NEVER_ASIDE = (Limit.ROAD, Limit.REST)
"""No road can be wished for, and the law is not ours to bend."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A courier who could take the task with one limit set aside, by how much, and the change."""

    vehicle: Vehicle
    limit: Limit
    amount: int
    ends_s: int
    stop: Stop | None
    change: Change

    @property
    def rank(self) -> tuple[int, int]:
        """Cheapest first: a little more time, one more stop, more road, more load, a skill."""
        if self.limit in (Limit.SHIFT, Limit.WINDOW):
            return (0 if self.amount <= LONG_S else len(CHEAPEST_FIRST) + 1), self.amount
        return CHEAPEST_FIRST.index(self.limit) + 1, self.amount

    @property
    def sentence(self) -> str:
        """What would help, in words."""
        stop = self.stop.name if self.stop else "it"
        would = {
            Limit.SHIFT: f"until {clock(_up(self.ends_s))} would take it",
            Limit.WINDOW: f"would take it if {stop} could be {lasting(self.amount)} later",
            Limit.COUNT: f"would take it with {counted(self.amount, 'stop')} more allowed",
            Limit.TRAVEL: f"would take it with {lasting(self.amount)} more on the road allowed",
            Limit.DISTANCE: f"would take it with {kilometres(self.amount)} more allowed",
            Limit.LOAD: f"would take it with room for {self.amount} more",
            Limit.TRIPS: f"would take it with {counted(self.amount, 'reload')} more allowed",
            Limit.LOCK: "would take it if its locked steps could come later",
            Limit.SKILL: "has room for it and lacks only a skill",
            Limit.PAIR: "has room for it, but is never to be sent there",
            Limit.BREAK: "would take it with other hours for a break",
        }
        return f"{self.vehicle.name.capitalize()} {would[self.limit]}."


def offers(
    problem: Problem, tables: Timetables, vehicle: Vehicle, run: Run, obstacle: Obstacle
) -> Iterator[Offer]:
    """What would come of the run if the limit it broke, and no other, were set aside."""
    if obstacle.limit in NEVER_ASIDE:
        return
    at = () if obstacle.stop is None else (obstacle.stop,)
    table = tables.lay_out(vehicle, run, obstacle.limit, at)
    if isinstance(table, Obstacle):
        return
    stop = None if obstacle.stop is None else problem.stops[obstacle.stop]
    change = _change(problem, vehicle, run, obstacle, table)
    if change is None:
        return
    if obstacle.limit is Limit.BREAK and not _holds(tables, vehicle, run, change):
        return
    amount = obstacle.excess
    if obstacle.limit is Limit.SKILL and change.skills is not None:
        amount = len(change.skills - vehicle.skills)
    yield Offer(vehicle, obstacle.limit, amount, table.ends_s, stop, change)


def _holds(tables: Timetables, vehicle: Vehicle, run: Run, change: Change) -> bool:
    """Whether a change of the courier alone is enough."""
    return isinstance(tables.lay_out(changed_vehicle(vehicle, change), run), Timetable)


def _change(
    problem: Problem, vehicle: Vehicle, run: Run, obstacle: Obstacle, table: Timetable
) -> Change | None:
    """The offer as something that can be carried out; None where it is only to be said."""
    change = Change(vehicle_id=vehicle.vehicle_id)
    tasks = [problem.tasks[problem.task_of[number]] for number in run if number >= 0]
    match obstacle.limit:
        case Limit.SHIFT:
            shift = Window(vehicle.shift.opens_s, _up(table.ends_s))
            change = replace(change, shift=shift)
        case Limit.WINDOW if obstacle.stop is not None:
            change = _later(change, problem.stops[obstacle.stop], obstacle.stop, table)
        case Limit.COUNT:
            change = replace(change, max_tasks=len(tasks))
        case Limit.TRAVEL:
            change = replace(change, max_travel_time_s=table.travel_s)
        case Limit.DISTANCE:
            change = replace(change, max_distance_m=table.distance_m)
        case Limit.LOAD:
            most = (max(column) for column in zip(vehicle.capacity, *table.loads, strict=True))
            change = replace(change, capacity=tuple(most))
        case Limit.TRIPS if vehicle.reloads:
            change = replace(change, max_reloads=len(run) - len(tasks))
        case Limit.SKILL:
            needed = frozenset[int]().union(*(task.skills for task in tasks))
            change = replace(change, skills=vehicle.skills | needed)
        case Limit.PAIR:
            change = replace(change, allow=True)
        case Limit.BREAK:
            change = replace(change, break_windows=_hours_of_breaks(vehicle, table))
        case Limit.LOCK:
            change = replace(change, unlock=True)
    return None if change == Change(vehicle_id=vehicle.vehicle_id) else change


def _later(change: Change, stop: Stop, number: int, table: Timetable) -> Change:
    """The last window of a stop, open until it is reached."""
    begins_s = next(one.begins_s for one in table.entries if one.stop == number)
    later = (*stop.windows[:-1], Window(stop.windows[-1].opens_s, begins_s))
    return replace(change, stop=(stop.kind.value, stop.stop_id), stop_windows=later)


def _hours_of_breaks(
    vehicle: Vehicle, table: Timetable
) -> tuple[tuple[int, tuple[Window, ...]], ...]:
    """For every break that would be taken outside its hours those hours and the new one."""
    found = []
    own = {rest.break_id: rest for rest in vehicle.breaks}
    for entry in table.entries:
        if entry.rest is None or entry.rest.break_id not in own:
            continue
        windows = own[entry.rest.break_id].windows
        if not any(one.opens_s <= entry.begins_s <= one.closes_s for one in windows):
            more = sorted((*windows, Window(entry.begins_s, entry.begins_s)), key=_opening)
            found.append((entry.rest.break_id, tuple(more)))
    return tuple(found)


def _opening(window: Window) -> int:
    return window.opens_s


def changed_vehicle(vehicle: Vehicle, change: Change) -> Vehicle:
    """The courier as the change would have them."""
    if vehicle.vehicle_id != change.vehicle_id:
        return vehicle
    hours = dict(change.break_windows)
    new = {
        "shift": change.shift,
        "capacity": change.capacity,
        "skills": change.skills,
        "max_tasks": change.max_tasks,
        "max_travel_time_s": change.max_travel_time_s,
        "max_distance_m": change.max_distance_m,
        "max_reloads": change.max_reloads,
    }
    named: dict[str, object] = {name: value for name, value in new.items() if value is not None}
    breaks = tuple(
        replace(rest, windows=hours.get(rest.break_id, rest.windows)) for rest in vehicle.breaks
    )
    if change.unlock:
        named["steps"] = ()
    return replace(vehicle, breaks=breaks, **named)  # type: ignore[arg-type]  # named as they are


def applied(problem: Problem, change: Change, task: int) -> Problem:
    """The day as it would be with a remedy for one task."""

    def stop_of(stop: Stop) -> Stop:
        if (stop.kind.value, stop.stop_id) != change.stop:
            return stop
        return replace(stop, windows=change.stop_windows)

    def task_of(number: int, one: Task) -> Task:
        never = one.never - {change.vehicle_id} if change.allow and number == task else one.never
        return replace(one, stops=tuple(map(stop_of, one.stops)), never=never)

    return replace(
        problem,
        tasks=tuple(task_of(number, one) for number, one in enumerate(problem.tasks)),
        vehicles=tuple(changed_vehicle(vehicle, change) for vehicle in problem.vehicles),
    )


def cheapest(
    problem: Problem,
    tables: Timetables,
    runs: Sequence[Run],
    task: int,
    patience: Patience,
) -> tuple[Offer | None, tuple[Vehicle, Timetable, Run] | None]:
    """The cheapest offer beside today's other stops; and a run that takes it as it is, if any."""
    best: Offer | None = None
    for vehicle, run in zip(problem.vehicles, runs, strict=True):
        for tried in with_task(run, problem.stops_of[task]):
            if not patience.take():
                return best, None
            found = tables.lay_out(vehicle, tried)
            if isinstance(found, Timetable):
                return best, (vehicle, found, tried)
            for offer in offers(problem, tables, vehicle, tried, found):
                if best is None or offer.rank < best.rank:
                    best = offer
    return best, None


def skills_said(skills: Sequence[int]) -> str:
    """Some skills by their numbers: "skill 1", "skills 1 and 2"."""
    return f"skill{'' if len(skills) == 1 else 's'} {listed(skills)}"


def _up(at_s: int) -> int:
    """The next whole minute, so that the time said is never too early."""
    return -(-at_s // 60) * 60
