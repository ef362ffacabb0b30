"""When a courier is where: lays the stops of one run out in time, breaks included, exactly.

Also answers what keeps a run from being possible, and by how much, with any one limit set aside:
that is how the reasons are found (`explain`) and how what was left over is fitted in (`filling`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from routing.problem import (
    NO_ROAD,
    Break,
    Load,
    Place,
    Problem,
    Stop,
    Vehicle,
    Window,
    slowed_s,
)

Run = Sequence[int]
"""The numbers of the stops of one run, in order."""


class Limit(IntEnum):
    """What a run must keep to, in the order in which it is looked at."""

    SKILL = 1
    LOAD = 2
    COUNT = 3
    ROAD = 4
    TRAVEL = 5
    DISTANCE = 6
    WINDOW = 7
    BREAK = 8
    SHIFT = 9


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The first limit that a run breaks, by how much in that limit's unit, and at which stop."""

    limit: Limit
    excess: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timetable: a stop, a break, or (both None) the end of the run.

    `travel_s` counts from the start of the run to here.
    """

    stop: int | None
    rest: Break | None
    arrival_s: int
    begins_s: int
    setup_s: int
    service_s: int
    travel_s: int
    distance_m: int

    @property
    def leaves_s(self) -> int:
        """When the courier is free again."""
        return self.begins_s + self.setup_s + self.service_s


@dataclass(frozen=True, slots=True)
class Timetable:
    """A run that keeps every limit: when it starts, and its lines down to the end."""

    starts_s: int
    entries: tuple[Entry, ...]
    loads: tuple[Load, ...]
    """What is in the bag at the start, then on leaving each stop."""

    @property
    def ends_s(self) -> int:
        """When the courier is done."""
        return self.entries[-1].leaves_s

    @property
    def travel_s(self) -> int:
        """Time on the road."""
        return self.entries[-1].travel_s

    @property
    def distance_m(self) -> int:
        """Length of the road."""
        return self.entries[-1].distance_m


@dataclass(frozen=True, slots=True)
class _Trail:
    """The lines so far, newest first, shared between the ways that branched off later."""

    entry: Entry
    before: "_Trail | None"


@dataclass(frozen=True, slots=True)
class _Leg:
    """A road to drive: seconds, metres, and what was driven before it."""

    travel_s: int
    distance_m: int
    before_s: int
    before_m: int

    def driven(self, rest_s: int) -> tuple[int, int]:
        """Travel and distance from the start of the run with `rest_s` of this road still ahead."""
        done_s = self.travel_s - rest_s
        share_m = self.distance_m * done_s // self.travel_s if self.travel_s else self.distance_m
        return self.before_s + done_s, self.before_m + share_m


class Timetables:
    """Lays out any run of a problem; keeps the roads as plain lists because it reads them often."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._durations = {name: r.durations_s.tolist() for name, r in problem.roads.items()}
        self._distances = {
            name: None if r.distances_m is None else r.distances_m.tolist()
            for name, r in problem.roads.items()
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
        entries = self._entries(vehicle, run, legs, aside, frozenset(at))
        if isinstance(entries, Obstacle):
            return entries
        starts_s = vehicle.shift.opens_s
        first = entries[0]
        wait_s = first.begins_s - first.arrival_s
        if wait_s:  # rather at home than in front of a closed door
            starts_s += wait_s
            entries = [_arriving(first, first.begins_s), *entries[1:]]
        return Timetable(starts_s, tuple(entries), loads)

    def loads(self, run: Run) -> tuple[Load, ...]:
        """The bag at the start, with all that jobs hand out, then on leaving each stop."""
        stops = [self.problem.stops[number] for number in run]
        tasks = [self.problem.tasks[self.problem.task_of[number]] for number in run]
        bag = [0] * self.problem.dimensions
        for stop, task in zip(stops, tasks, strict=True):
            if not task.is_shipment:
                bag = [one + other for one, other in zip(bag, stop.delivery, strict=True)]
        found = [tuple(bag)]
        for stop in stops:
            change = zip(bag, stop.pickup, stop.delivery, strict=True)
            bag = [held + taken - given for held, taken, given in change]
            found.append(tuple(bag))
        return tuple(found)

    def _first_obstacle(
        self, vehicle: Vehicle, run: Run, loads: Sequence[Load], aside: Limit | None
    ) -> Obstacle | None:
        """A missing skill, an overfull bag, or too many stops."""
        if aside is not Limit.SKILL:
            for number in run:
                if not self.problem.tasks[self.problem.task_of[number]].skills <= vehicle.skills:
                    return Obstacle(Limit.SKILL, stop=number)
        if aside is not Limit.LOAD:
            over = max(
                (
                    held - most
                    for load in loads
                    for held, most in zip(load, vehicle.capacity, strict=True)
                ),
                default=0,
            )
            if over > 0:
                return Obstacle(Limit.LOAD, over)
        most = vehicle.max_tasks
        if most is not None and len(run) > most and aside is not Limit.COUNT:
            return Obstacle(Limit.COUNT, len(run) - most)
        return None

    def road(self, vehicle: Vehicle, here: Place | None, there: Place | None) -> tuple[int, int]:
        """Seconds and metres from one place to another for this courier; nought from nowhere."""
        if here is None or there is None:
            return 0, 0
        duration_s = self._durations[vehicle.profile][here.index][there.index]
        distances = self._distances[vehicle.profile]
        length_m = 0 if distances is None else distances[here.index][there.index]
        return slowed_s(duration_s, vehicle.speed_percent), length_m

    def _legs(
        self, vehicle: Vehicle, run: Run, aside: Limit | None
    ) -> tuple[list[_Leg], Obstacle | None]:
        """The roads of a run, the last one home, and what forbids them."""
        ways = [vehicle.start, *(self.problem.stops[number].place for number in run), vehicle.end]
        legs: list[_Leg] = []
        total_s = total_m = 0
        for n, (here, there) in enumerate(pairwise(ways)):
            road_s, road_m = self.road(vehicle, here, there)
            if road_s >= NO_ROAD:
                return [], Obstacle(Limit.ROAD, stop=run[min(n, len(run) - 1)])
            legs.append(_Leg(road_s, road_m, total_s, total_m))
            total_s, total_m = total_s + road_s, total_m + road_m
        for limit, total, most in (
            (Limit.TRAVEL, total_s, vehicle.max_travel_time_s),
            (Limit.DISTANCE, total_m, vehicle.max_distance_m),
        ):
            if most is not None and total > most and aside is not limit:
                return legs, Obstacle(limit, total - most)
        return legs, None

    def _entries(
        self,
        vehicle: Vehicle,
        run: Run,
        legs: Sequence[_Leg],
        aside: Limit | None,
        at: frozenset[int],
    ) -> list[Entry] | Obstacle:
        """Every line of the run at its earliest.

        Kept for every number of breaks taken so far: the earliest that the courier is free. What
        is free earlier is never worse, and breaks come in a fixed order, so this finds the best.
        """
        rests = () if aside is Limit.BREAK else vehicle.breaks
        free: dict[int, tuple[int, _Trail | None]] = {0: (vehicle.shift.opens_s, None)}
        here = vehicle.start
        for number, leg in zip(run, legs[:-1], strict=True):
            stop = self.problem.stops[number]
            setup_s = 0 if here is not None and here.index == stop.place.index else stop.setup_s
            windows = None if aside is Limit.WINDOW and number in at else stop.windows
            late_s, after = NO_ROAD, dict[int, tuple[int, _Trail | None]]()
            for taken, (free_s, trail) in free.items():
                for done, arrival_s, way in _ways(free_s, trail, leg, rests, taken):
                    begins_s = arrival_s if windows is None else next_opening(windows, arrival_s)
                    if begins_s is None:
                        late_s = min(late_s, arrival_s - stop.windows[-1].closes_s)
                        continue
                    entry = _visit(number, stop, setup_s, arrival_s, begins_s, leg)
                    if done not in after or entry.leaves_s < after[done][0]:
                        after[done] = entry.leaves_s, _Trail(entry, way)
            if not after:
                return Obstacle(Limit.WINDOW, late_s, number)
            free, here = after, stop.place
        return self._ended(vehicle, free, legs[-1], rests, aside)

    def _ended(
        self,
        vehicle: Vehicle,
        free: dict[int, tuple[int, _Trail | None]],
        leg: _Leg,
        rests: Sequence[Break],
        aside: Limit | None,
    ) -> list[Entry] | Obstacle:
        """The way home, all breaks taken, as early as can be."""
        ends = [
            (arrival_s, way)
            for taken, (free_s, trail) in free.items()
            for done, arrival_s, way in _ways(free_s, trail, leg, rests, taken)
            if done == len(rests)
        ]
        if not ends:
            return Obstacle(Limit.BREAK)
        ends_s, trail = min(ends, key=lambda end: end[0])
        if ends_s > vehicle.shift.closes_s and aside is not Limit.SHIFT:
            return Obstacle(Limit.SHIFT, ends_s - vehicle.shift.closes_s)
        entries = [Entry(None, None, ends_s, ends_s, 0, 0, *leg.driven(0))]
        while trail is not None:
            entries.append(trail.entry)
            trail = trail.before
        return entries[::-1]


def next_opening(windows: Sequence[Window], from_s: int) -> int | None:
    """The first instant in any of the windows at or after `from_s`; None when all are over."""
    for window in windows:
        if from_s <= window.closes_s:
            return max(from_s, window.opens_s)
    return None


def _ways(
    free_s: int, trail: _Trail | None, leg: _Leg, rests: Sequence[Break], taken: int
) -> list[tuple[int, int, _Trail | None]]:
    """Arrivals at the end of a road, with no break on it, with the next one, with two, ...

    Each is (breaks taken by then, arrival, lines). A break begins as soon as it may: at the last
    door, on the road, or where the road ends; the rest of the road is driven after it.
    """
    rest_s = leg.travel_s
    ways = [(taken, free_s + rest_s, trail)]
    for number in range(taken, len(rests)):
        rest = rests[number]
        begins_s = next_opening(rest.windows, free_s)
        if begins_s is None:
            break
        driven_s = min(rest_s, begins_s - free_s)
        rest_s -= driven_s
        entry = Entry(
            None, rest, free_s + driven_s, begins_s, 0, rest.service_s, *leg.driven(rest_s)
        )
        trail, free_s = _Trail(entry, trail), entry.leaves_s
        ways.append((number + 1, free_s + rest_s, trail))
    return ways


def _visit(
    number: int, stop: Stop, setup_s: int, arrival_s: int, begins_s: int, leg: _Leg
) -> Entry:
    return Entry(number, None, arrival_s, begins_s, setup_s, stop.service_s, *leg.driven(0))


def _arriving(entry: Entry, arrival_s: int) -> Entry:
    """The same line with no waiting before it."""
    return Entry(
        entry.stop,
        entry.rest,
        arrival_s,
        entry.begins_s,
        entry.setup_s,
        entry.service_s,
        entry.travel_s,
        entry.distance_m,
    )
