"""Judges one courier's run from every side; the rules of the clock are in `checker_clock`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from routing.checker_clock import ClockCheck, free_s, inside
from routing.plan import Cause, Route, Step, StepKind, Violation
from routing.problem import Place, Problem, Reload, Stop, Task, Vehicle

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


class RunCheck:
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
        self.stop_at = {id(step): stop for step, _, stop in visited}
        self.locked = {
            (step.kind.value, step.task_id): step for step in vehicle.steps if step.locked
        }

    def faults(self) -> Iterator[str]:
        """Every fault of the run, a sentence each."""
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
        yield from self._depots()
        yield from ClockCheck(self.problem, self.vehicle, self.steps).faults()
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
        if free_s(self.steps[-1]) > self.vehicle.shift.closes_s:
            yield f"ends at {free_s(self.steps[-1])} after the shift closes."

    def _elsewhere(self) -> Iterator[str]:
        """Steps that claim another place than the problem gives them."""
        own = {StepKind.START: self.vehicle.start, StepKind.END: self.vehicle.end}
        for step in self.steps:
            if step.kind in own and step.place != own[step.kind]:
                yield f"the {step.kind} of the run is at another place."
            if step.kind is StepKind.RELOAD and self._depot(step) is None:
                yield "the bag is filled again where there is no depot for it."
        for step, _, stop in self.visited:
            if step.place != stop.place:
                yield f"{stop.name} is visited at another place."

    def _doors(self) -> Iterator[str]:
        """Each visit in a window, as long as it must be, by somebody who may."""
        here: Place | None = self.vehicle.start
        kind = self.vehicle.vehicle_type
        tasks = {id(step): task for step, task, _ in self.visited}
        for step in self.steps:
            stop = self.stop_at.get(id(step))
            if stop is None:
                here = step.place if step.kind is StepKind.RELOAD else here
                continue
            yield from self._hour(step, stop)
            same = here is not None and here.index == stop.place.index
            setup_s = dict(stop.setup_by_type).get(kind, stop.setup_s)
            if step.setup_s != (0 if same else setup_s):
                yield f"{stop.name} has a setup of {step.setup_s} s."
            if step.service_s != dict(stop.service_by_type).get(kind, stop.service_s):
                yield f"{stop.name} has a service of {step.service_s} s."
            if tasks[id(step)].skills - self.vehicle.skills:
                yield f"{stop.name} needs a skill that the courier has not."
            if self.vehicle.vehicle_id in tasks[id(step)].never:
                yield f"{stop.name} is a place where this courier may never be sent."
            here = stop.place

    def _hour(self, step: Step, stop: Stop) -> Iterator[str]:
        """Begins in a window; a locked step may be late, but then it says so."""
        begins_s = step.arrival_s + step.waiting_s
        lock = self.locked.get((step.kind.value, step.task_id))
        late_s = 0
        if lock is None:
            if not inside(stop.windows, begins_s):
                yield f"{stop.name} begins at {begins_s}, outside every window."
        elif lock.at_s is not None:
            if begins_s != max(step.arrival_s, lock.at_s):
                yield f"{stop.name} begins at {begins_s}, but {lock.at_s} is locked."
        elif not inside(stop.windows, begins_s):
            late_s = begins_s - stop.windows[-1].closes_s
            if late_s < 0 or step.waiting_s:
                yield f"{stop.name} begins at {begins_s}, outside every window."
        told = (Violation(Cause.DELAY, late_s),) if late_s > 0 else ()
        if step.violations != told:
            yield f"{stop.name} does not say rightly by how much it is late."

    def _depot(self, step: Step) -> Reload | None:
        """The reload depot of a step."""
        number = step.task_id
        if number is None or not 0 <= number < len(self.vehicle.reloads):
            return None
        depot = self.vehicle.reloads[number]
        return depot if depot.place == step.place else None

    def _depots(self) -> Iterator[str]:
        """Each reload in its hours, as long as it must be, and not too often."""
        reloads = [step for step in self.steps if step.kind is StepKind.RELOAD]
        if len(reloads) > (self.vehicle.max_reloads if self.vehicle.reloads else 0):
            yield f"fills the bag again {len(reloads)} times."
        for step in reloads:
            depot = self._depot(step)
            if depot is None or not inside(depot.windows, step.arrival_s + step.waiting_s):
                yield "fills the bag again outside the depot's hours."
            elif step.service_s != depot.service_s or step.setup_s:
                yield f"fills the bag again in {step.service_s} s."

    def _bag(self) -> Iterator[str]:
        """What is carried at every point, from what each visit gives and takes."""
        shipped = {id(step) for step, task, _ in self.visited if task.is_shipment}
        for k, most in enumerate(self.vehicle.capacity):
            handed = [0]
            for step in self.steps:
                if step.kind is StepKind.RELOAD:
                    handed.append(0)
                elif id(step) in self.stop_at and id(step) not in shipped:
                    handed[-1] += self.stop_at[id(step)].delivery[k]
            held, returned, trip = handed[0], 0, 0
            heaviest = held
            for step in self.steps:
                stop = self.stop_at.get(id(step))
                if stop is not None:
                    held += stop.pickup[k] - stop.delivery[k]
                    returned += 0 if id(step) in shipped else stop.pickup[k]
                elif step.kind is StepKind.RELOAD:
                    trip += 1
                    held, returned = held - returned + handed[trip], 0
                heaviest = max(heaviest, held)
                if len(step.load) != self.problem.dimensions or step.load[k] != held:
                    yield f"{step.kind} {step.task_id or ''} reports another load than {held}."
                yield from self._light_enough(step, k, held)
            if heaviest > most:
                yield f"carries {heaviest} where {most} is the most."

    def _light_enough(self, step: Step, k: int, held: int) -> Iterator[str]:
        """Some breaks may be taken only with a light bag."""
        for rest in self.vehicle.breaks:
            if (
                step.kind is StepKind.BREAK
                and rest.break_id == step.task_id
                and rest.max_load is not None
                and held > rest.max_load[k]
            ):
                yield f"break {rest.break_id} is taken with {held} in the bag."

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
        exact = costs.per_hour * road_s / 3600 + costs.per_km * road_m / 1000
        priced = self.problem.roads[self.vehicle.profile].costs
        if priced is not None:
            ways = [step.place.index for step in self.steps if step.place is not None]
            exact = float(sum(int(priced[i, j]) for i, j in pairwise(ways)))
        doors_s = sum(step.setup_s + step.service_s for step, _, _ in self.visited)
        exact += costs.fixed + costs.per_task_hour * doors_s / 3600
        if abs(self.route.cost - exact) > 0.5 + 1e-9 * exact:
            yield f"costs {exact:.1f}, not {self.route.cost}."


def _times_s(step: Step) -> tuple[int, ...]:
    return step.arrival_s, step.waiting_s, step.setup_s, step.service_s, step.travel_s
