"""What is left of a day under way: where every courier is, what they carry, what is still to do.

A courier who is at a door is free when that visit ends; one who is on the road goes on to the next
stop whatever else changes. What a run has used up (stops, road, breaks, work) is taken off its
limits. Goods stay in the bag they are in: a job that hands something out keeps its courier, and a
new one needs a courier who has not left yet or who comes by a depot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from routing.plan import Plan, Route, Step, StepKind
from routing.problem import (
    GivenKind,
    GivenStep,
    Place,
    Problem,
    RestRule,
    Stop,
    StopKind,
    Task,
    Vehicle,
    Window,
)

Key = tuple[str, int]
"""A stop by its kind and id."""

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a courier truly is, when they can go on from there, and what they have served.

    Without `served` everything counts as served that was to begin by now.
    """

    place: Place
    at_s: int
    served: tuple[Key, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a day, and how it hangs together with the whole of it."""

    problem: Problem
    runs: Mapping[int, tuple[Key, ...]]
    """For every courier still going the stops that were planned and are not done, in order."""
    begins_s: Mapping[Key, int]
    """When each of them was to begin."""
    served: frozenset[Key]
    bound: frozenset[Key] = field(default_factory=frozenset)
    """Stops whose goods are in a bag, or in none: not everybody can go."""
    under_way: frozenset[int] = field(default_factory=frozenset)
    """The couriers who have left home."""


def rest_of_day(problem: Problem, plan: Plan, now_s: int, seen: Mapping[int, Seen]) -> Rest:
    """What is left at `now_s`. `seen` says of some couriers where they are and when, truly."""
    routes = {route.vehicle_id: route for route in plan.routes}
    couriers = [
        _Courier(problem, vehicle, routes.get(vehicle.vehicle_id), now_s, seen)
        for vehicle in problem.vehicles
    ]
    served = frozenset(key for one in couriers for key in one.done_keys)
    begins_s = {
        (step.kind.value, step.task_id): step.arrival_s + step.waiting_s
        for one in couriers
        for step in one.ahead
        if step.kind in VISITS and step.task_id is not None
    }
    holders = {key: one.vehicle.vehicle_id for one in couriers for key in one.in_bag}
    who = [vehicle.vehicle_id for vehicle in problem.vehicles]
    tasks, bound = _tasks(problem.tasks, served, holders, who)
    return Rest(
        problem=replace(problem, tasks=tasks, vehicles=tuple(one.from_now() for one in couriers)),
        runs={one.vehicle.vehicle_id: tuple(one.to_do) for one in couriers},
        begins_s=begins_s,
        served=served,
        bound=bound,
        under_way=frozenset(one.vehicle.vehicle_id for one in couriers if one.started),
    )


def _tasks(
    tasks: Sequence[Task], served: frozenset[Key], holders: Mapping[Key, int], who: Sequence[int]
) -> tuple[tuple[Task, ...], frozenset[Key]]:
    """What is still to do. Of a shipment that is on its way only the hand-over is."""
    found, bound = [], set[Key]()
    for task in tasks:
        left = tuple(stop for stop in task.stops if _key(stop) not in served)
        if not left:
            continue
        holder = holders.get(_key(left[0]))
        if holder is None:
            found.append(replace(task, stops=left))
            continue
        bound |= {_key(stop) for stop in left}
        others = frozenset(number for number in who if number != holder)
        found.append(replace(task, stops=left, never=task.never | others))
    return tuple(found), frozenset(bound)


class _Courier:
    """One courier at an instant of the day."""

    def __init__(
        self,
        problem: Problem,
        vehicle: Vehicle,
        route: Route | None,
        now_s: int,
        seen: Mapping[int, Seen],
    ) -> None:
        self.problem, self.vehicle, self.now_s = problem, vehicle, now_s
        self.seen = seen.get(vehicle.vehicle_id)
        steps = route.steps if route else ()
        self.started = (bool(steps) and steps[0].arrival_s < now_s) or self.seen is not None
        self.done = self._done(steps) if self.started else []
        self.ahead = [step for step in steps if step not in self.done]
        self.done_keys = [_step_key(step) for step in self.done if step.kind in VISITS]
        self.to_do = [_step_key(step) for step in self.ahead if step.kind in VISITS]

    def _done(self, steps: Sequence[Step]) -> list[Step]:
        """The steps that lie behind the courier."""
        if self.seen is None or self.seen.served is None:
            return [step for step in steps if step.arrival_s + step.waiting_s <= self.now_s]
        served = [n for n, step in enumerate(steps) if _step_key(step) in self.seen.served]
        return list(steps[: max(served, default=0) + 1])

    @property
    def in_bag(self) -> set[Key]:
        """Stops for which this courier alone has the goods."""
        if not self.started:
            return set()
        found = set[Key]()
        for key in self.to_do:
            stop = self.problem.stops[self.problem.number_of[key]]
            task = self.problem.tasks[self.problem.task_of[self.problem.number_of[key]]]
            picked = task.is_shipment and _key(task.stops[0]) in self.done_keys
            handed = not task.is_shipment and any(stop.delivery)
            if picked or (handed and not self._reloads_before(key)):
                found.add(key)
        return found

    def _reloads_before(self, key: Key) -> bool:
        """Whether the goods of a stop are still at a depot."""
        at = next(n for n, step in enumerate(self.ahead) if _step_key(step) == key)
        return any(step.kind is StepKind.RELOAD for step in self.ahead[:at])

    def from_now(self) -> Vehicle:
        """The courier for the rest of the day."""
        vehicle, shift = self.vehicle, self.vehicle.shift
        if not self.started:
            opens_s = min(max(shift.opens_s, self.now_s), shift.closes_s)
            return replace(vehicle, shift=Window(opens_s, shift.closes_s), steps=vehicle.locked)
        place, free_s = self._whereabouts()
        used = self.done[-1] if self.done else None
        visits = len(self.done_keys)
        rests = {step.task_id for step in self.done if step.kind is StepKind.BREAK}
        reloads = sum(step.kind is StepKind.RELOAD for step in self.done)
        return replace(
            vehicle,
            start=place,
            shift=Window(free_s, max(free_s, shift.closes_s)),
            capacity=self._room(),
            breaks=tuple(one for one in vehicle.breaks if one.break_id not in rests),
            max_tasks=_less(vehicle.max_tasks, visits),
            max_travel_time_s=_less(vehicle.max_travel_time_s, used.travel_s if used else 0),
            max_distance_m=_less(vehicle.max_distance_m, used.distance_m if used else 0),
            max_reloads=max(0, vehicle.max_reloads - reloads),
            costs=replace(vehicle.costs, fixed=0),
            rest_rule=self._rule(free_s),
            steps=self._still_locked(),
        )

    def _whereabouts(self) -> tuple[Place | None, int]:
        """Where the rest of the run begins and when. A break on the road is taken off the road."""
        if self.seen is not None:
            return self.seen.place, self.seen.at_s
        last = self.done[-1]
        at = next((step for step in reversed(self.done) if step.place is not None), None)
        if at is None:
            return self.vehicle.start, last.leaves_s
        return at.place, last.leaves_s - (last.travel_s - at.travel_s)

    def _still_locked(self) -> tuple[GivenStep, ...]:
        """The stop that the courier is driving to, then what else was locked and is not done."""
        first = self._under_way()
        known = {(step.kind.value, step.task_id) for step in first} | set(self.done_keys)
        later = (
            step for step in self.vehicle.locked if (step.kind.value, step.task_id) not in known
        )
        return (*first, *later)

    def _under_way(self) -> tuple[GivenStep, ...]:
        """The stop that the courier is already driving to."""
        if self.seen is not None or not self.done or self.done[-1].leaves_s >= self.now_s:
            return ()
        following = next((step for step in self.ahead if step.kind is not StepKind.BREAK), None)
        if following is None or following.kind not in VISITS:
            return ()
        return (
            GivenStep(kind=GivenKind(following.kind.value), task_id=following.task_id, locked=True),
        )

    def _room(self) -> tuple[int, ...]:
        """How much fits into the bag beside what was taken in and must be brought back."""
        back = [0] * self.problem.dimensions
        for step in self.done:
            if step.kind is StepKind.RELOAD:
                back = [0] * self.problem.dimensions
            elif step.kind in VISITS:
                number = self.problem.number_of[_step_key(step)]
                if not self.problem.tasks[self.problem.task_of[number]].is_shipment:
                    pickup = self.problem.stops[number].pickup
                    back = [one + other for one, other in zip(back, pickup, strict=True)]
        return tuple(
            max(0, most - held) for most, held in zip(self.vehicle.capacity, back, strict=True)
        )

    def _rule(self, free_s: int) -> RestRule | None:
        """The rest by law, with what has been worked since the last one."""
        rule = self.vehicle.rest_rule
        if rule is None or not self.done:
            return rule
        since_s = self.done[0].arrival_s - rule.worked_s
        for step in self.done:
            if step.kind is StepKind.BREAK and step.service_s >= rule.lasts_s:
                since_s = step.leaves_s
        return replace(rule, worked_s=max(0, free_s - since_s))


def handed_over(task: Task, place: Place, pickup_id: int) -> Task:
    """A job whose goods lie somewhere else, as a shipment from there."""
    (stop,) = task.stops
    nothing = tuple(0 for _ in stop.delivery)
    return replace(
        task,
        stops=(
            Stop(
                stop_id=pickup_id,
                kind=StopKind.PICKUP,
                place=place,
                pickup=stop.delivery,
                delivery=nothing,
                description=f"for {stop.name}",
            ),
            replace(stop, kind=StopKind.DELIVERY, pickup=nothing),
        ),
    )


def _key(stop: Stop) -> Key:
    return stop.kind.value, stop.stop_id


def _step_key(step: Step) -> Key:
    return step.kind.value, -1 if step.task_id is None else step.task_id


def _less(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(0, limit - used)
