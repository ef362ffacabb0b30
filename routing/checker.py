"""Judges a plan from the problem alone; it shares no code with whatever made the plan.

Every step is recomputed from the travel matrix, every limit is looked at again, and each fault
is a sentence. It knows nothing of how plans are searched for or laid out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from routing.plan import Plan, Route, Step, StepKind
from routing.problem import NO_ROAD, Place, Problem, Stop, Task, Vehicle, Window

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What is wrong with a plan, one sentence a fault; an empty list for a right plan."""
    found = list(_bookkeeping(problem, plan))
    vehicles = {vehicle.vehicle_id: vehicle for vehicle in problem.vehicles}
    tasks = {
        (stop.kind.value, stop.stop_id): (task, stop)
        for task in problem.tasks
        for stop in task.stops
    }
    for route in plan.routes:
        vehicle = vehicles.get(route.vehicle_id)
        if vehicle is None:
            found.append(f"There is no courier {route.vehicle_id}.")
            continue
        strangers = [
            step
            for step in route.steps
            if step.kind in VISITS and (step.kind.value, step.task_id) not in tasks
        ]
        if strangers:
            found += [f"There is no {step.kind} {step.task_id}." for step in strangers]
            continue
        visited = [
            (step, *tasks[step.kind.value, step.task_id])  # type: ignore[index]  # looked up above
            for step in route.steps
            if step.kind in VISITS
        ]
        of_route = _RouteCheck(problem, vehicle, route, visited)
        found += [f"{vehicle.name.capitalize()}: {fault}" for fault in of_route.faults()]
    return found


def _bookkeeping(problem: Problem, plan: Plan) -> Iterator[str]:
    """Every stop exactly once, in a run or left over; every courier one run at the most."""
    runs = Counter(route.vehicle_id for route in plan.routes)
    yield from (f"Courier {number} has {n} runs." for number, n in runs.items() if n > 1)
    planned = Counter(
        (step.kind.value, step.task_id)
        for route in plan.routes
        for step in route.steps
        if step.kind in VISITS
    )
    left = Counter((one.kind.value, one.task_id) for one in plan.unassigned)
    for task in problem.tasks:
        for stop in task.stops:
            key = (stop.kind.value, stop.stop_id)
            times = planned[key] + left[key]
            if times == 0:
                yield f"{stop.name.capitalize()} is neither in a run nor left over."
            elif times > 1:
                yield f"{stop.name.capitalize()} is in the plan {times} times."
        if task.is_shipment:
            first, second = ((stop.kind.value, stop.stop_id) for stop in task.stops)
            if bool(planned[first]) != bool(planned[second]):
                yield f"Only one end of the {task.name} is in a run."
    known = {(stop.kind.value, stop.stop_id) for task in problem.tasks for stop in task.stops}
    for kind, number in left.keys() - known:
        yield f"There is no {kind} {number} to leave over."


class _RouteCheck:
    """One courier's run, looked at from every side."""

    def __init__(
        self,
        problem: Problem,
        vehicle: Vehicle,
        route: Route,
        visited: Sequence[tuple[Step, Task, Stop]],
    ) -> None:
        self.problem, self.vehicle, self.route = problem, vehicle, route
        self.steps, self.visited = route.steps, visited

    def faults(self) -> Iterator[str]:
        if not self.visited:
            yield "the run has no stop."
            return
        if any(time_s < 0 for step in self.steps for time_s in _times_s(step)):
            yield "a step has a time below nought."
        yield from self._frame()
        elsewhere = list(self._elsewhere())
        yield from elsewhere
        if elsewhere:  # roads from a wrong place would only repeat the same fault
            return
        yield from self._doors()
        yield from self._roads()
        yield from self._clock()
        yield from self._breaks()
        yield from self._bag()
        yield from self._order()
        yield from self._limits()

    def _frame(self) -> Iterator[str]:
        """Starts and ends where the courier does, and inside the shift."""
        kinds = [step.kind for step in self.steps]
        for kind, place, at in (
            (StepKind.START, self.vehicle.start, 0),
            (StepKind.END, self.vehicle.end, len(kinds) - 1),
        ):
            if [n for n, one in enumerate(kinds) if one is kind] != ([at] if place else []):
                yield f"the {kind} of the run is not where it must be."
        if self.steps[0].arrival_s < self.vehicle.shift.opens_s:
            yield f"starts at {self.steps[0].arrival_s} before the shift opens."
        if _free_s(self.steps[-1]) > self.vehicle.shift.closes_s:
            yield f"ends at {_free_s(self.steps[-1])} after the shift closes."

    def _elsewhere(self) -> Iterator[str]:
        """Steps that claim another place than the problem gives them."""
        own = {StepKind.START: self.vehicle.start, StepKind.END: self.vehicle.end}
        for step in self.steps:
            if step.kind in own and step.place != own[step.kind]:
                yield f"the {step.kind} of the run is at another place."
        for step, _, stop in self.visited:
            if step.place != stop.place:
                yield f"{stop.name} is visited at another place."

    def _doors(self) -> Iterator[str]:
        """Each visit in a window, as long as it must be, by somebody who may."""
        here: Place | None = self.vehicle.start
        for step, task, stop in self.visited:
            begins_s = step.arrival_s + step.waiting_s
            if not _inside(stop.windows, begins_s):
                yield f"{stop.name} begins at {begins_s}, outside every window."
            same = here is not None and here.index == stop.place.index
            if step.setup_s != (0 if same else stop.setup_s):
                yield f"{stop.name} has a setup of {step.setup_s} s."
            if step.service_s != stop.service_s:
                yield f"{stop.name} has a service of {step.service_s} s."
            if task.skills - self.vehicle.skills:
                yield f"{stop.name} needs a skill that the courier has not."
            here = stop.place

    def _roads(self) -> Iterator[str]:
        """Between two places exactly the time and the length of the road, breaks on the way."""
        roads = self.problem.roads[self.vehicle.profile]
        if self.steps[0].travel_s or self.steps[0].distance_m:
            yield "the run begins with a road behind it."
        stations = [step for step in self.steps if step.kind is not StepKind.BREAK]
        first, last = self.steps[0], self.steps[-1]
        if first.kind is StepKind.BREAK:  # no start: nothing to drive before the first door
            stations = [first, *stations]
        if last.kind is StepKind.BREAK:
            stations = [*stations, last]
        for before, after in pairwise(stations):
            road_s = road_m = 0
            if before.place is not None and after.place is not None:
                i, j = before.place.index, after.place.index
                if int(roads.durations_s[i, j]) == NO_ROAD:
                    yield f"no road leads from place {i} to place {j}."
                    continue
                slow = int(roads.durations_s[i, j]) * 100
                road_s = slow // self.vehicle.speed_percent
                road_s += slow % self.vehicle.speed_percent > 0
                road_m = 0 if roads.distances_m is None else int(roads.distances_m[i, j])
            if after.travel_s - before.travel_s != road_s:
                yield f"the road to {after.kind} {after.task_id or ''} takes {road_s} s, not this."
            if after.distance_m - before.distance_m != road_m:
                yield f"the road to {after.kind} {after.task_id or ''} is {road_m} m, not this."

    def _clock(self) -> Iterator[str]:
        """Nobody is in two places at once, and no minute is missing."""
        for before, after in pairwise(self.steps):
            if after.travel_s < before.travel_s or after.distance_m < before.distance_m:
                yield f"the road shrinks before {after.kind} {after.task_id or ''}."
            due_s = _free_s(before) + after.travel_s - before.travel_s
            if after.arrival_s != due_s:
                yield f"arrives at {after.arrival_s} where the clock says {due_s}."

    def _breaks(self) -> Iterator[str]:
        """Every break once, in its window, as long as it must be."""
        taken = {step.task_id: step for step in self.steps if step.kind is StepKind.BREAK}
        if len(taken) != sum(step.kind is StepKind.BREAK for step in self.steps):
            yield "a break is taken twice."
        for rest in self.vehicle.breaks:
            step = taken.pop(rest.break_id, None)
            if step is None:
                yield f"break {rest.break_id} is not taken."
                continue
            if not _inside(rest.windows, step.arrival_s + step.waiting_s):
                yield f"break {rest.break_id} begins outside every window."
            if step.service_s != rest.service_s or step.setup_s:
                yield f"break {rest.break_id} lasts {step.service_s} s."
        yield from (f"there is no break {number}." for number in taken)

    def _bag(self) -> Iterator[str]:
        """What is carried at every point, from what each visit gives and takes."""
        for k, most in enumerate(self.vehicle.capacity):
            held = sum(s.delivery[k] for _, t, s in self.visited if not t.is_shipment)
            coming = {id(step): s.pickup[k] - s.delivery[k] for step, _, s in self.visited}
            heaviest = held
            for step in self.steps:
                held += coming.get(id(step), 0)
                heaviest = max(heaviest, held)
                if len(step.load) != self.problem.dimensions or step.load[k] != held:
                    yield f"{step.kind} {step.task_id or ''} reports another load than {held}."
            if heaviest > most:
                yield f"carries {heaviest} where {most} is the most."

    def _order(self) -> Iterator[str]:
        """A shipment is picked up before it is handed over, by the same courier."""
        turn = {(s.kind, s.stop_id): n for n, (_, _, s) in enumerate(self.visited)}
        for _, task, stop in self.visited:
            if task.is_shipment and stop is task.stops[1]:
                first = turn.get((task.stops[0].kind, task.stops[0].stop_id))
                if first is None or first > turn[stop.kind, stop.stop_id]:
                    yield f"{stop.name} comes before its {task.stops[0].name}."

    def _limits(self) -> Iterator[str]:
        """The most stops, the longest road, and what it all costs."""
        road_s = self.steps[-1].travel_s
        road_m = self.steps[-1].distance_m
        for what, used, most in (
            ("stops", len(self.visited), self.vehicle.max_tasks),
            ("seconds on the road", road_s, self.vehicle.max_travel_time_s),
            ("metres", road_m, self.vehicle.max_distance_m),
        ):
            if most is not None and used > most:
                yield f"has {used} {what} where {most} is the most."
        costs = self.vehicle.costs
        exact = costs.fixed + costs.per_hour * road_s / 3600 + costs.per_km * road_m / 1000
        if abs(self.route.cost - exact) > 0.5 + 1e-9 * exact:
            yield f"costs {exact:.1f}, not {self.route.cost}."


def _times_s(step: Step) -> tuple[int, ...]:
    return step.arrival_s, step.waiting_s, step.setup_s, step.service_s, step.travel_s


def _free_s(step: Step) -> int:
    return step.arrival_s + step.waiting_s + step.setup_s + step.service_s


def _inside(windows: Sequence[Window], at_s: int) -> bool:
    return any(window.opens_s <= at_s <= window.closes_s for window in windows)
