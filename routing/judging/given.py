"""Judges the runs that a file gives as `vehicles[].steps`: times for every step, and violations.

All limits become wishes: nothing is refused, what is broken is said, in VROOM's words where it has
one. Stops that no given run names are left over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from routing.driving import Pace
from routing.errors import BadProblem
from routing.judging.times import Moment, Point, at_once, exact
from routing.plan import (
    Cause,
    Plan,
    Reason,
    ReasonCode,
    Route,
    Step,
    StepKind,
    Unassigned,
    Violation,
)
from routing.problem import (
    NO_ROAD,
    GivenKind,
    GivenStep,
    Load,
    Place,
    Problem,
    Stop,
    Task,
    Vehicle,
    Window,
    slowed_s,
)

VISITS = (GivenKind.JOB, GivenKind.PICKUP, GivenKind.DELIVERY)
ANY_TIME: tuple[Window, ...] = ()


def judge(problem: Problem) -> Plan:
    """The given runs with their times and what they break.

    Raises BadProblem where no run is given, or where the times that bind its steps cannot be kept
    in their order.
    """
    given = [(number, vehicle) for number, vehicle in enumerate(problem.vehicles) if vehicle.steps]
    if not given:
        raise BadProblem(
            "no vehicle has steps, so there is no run to judge.",
            where="vehicles",
            remedy="Give vehicles[*].steps, or plan the day instead.",
        )
    routes = tuple(_Given(problem, vehicle, number).route() for number, vehicle in given)
    planned = {(step.kind.value, step.task_id) for route in routes for step in route.steps}
    left = tuple(
        Unassigned(
            kind=StepKind(stop.kind.value),
            task_id=stop.stop_id,
            place=stop.place,
            reason=Reason(
                ReasonCode.NOT_GIVEN,
                "No given run names it.",
                "Add it to the steps of a run, or plan the day.",
            ),
            description=stop.description,
        )
        for stop in problem.stops
        if (stop.kind.value, stop.stop_id) not in planned
    )
    return Plan(routes=routes, unassigned=left)


@dataclass(frozen=True, slots=True)
class _Line:
    """One given step with what the problem knows of it."""

    given: GivenStep
    kind: StepKind
    place: Place | None
    setup_s: int
    service_s: int
    windows: tuple[Window, ...]
    stop: Stop | None = None
    task: Task | None = None
    description: str = ""


class _Given:
    """One given run."""

    def __init__(self, problem: Problem, vehicle: Vehicle, number: int) -> None:
        self.problem, self.vehicle, self.number = problem, vehicle, number
        self.roads = problem.roads[vehicle.profile]
        self.lines = list(self._lines())

    def route(self) -> Route:
        """The run with times and violations."""
        ends = [self.vehicle.start, *(line.place for line in self.lines), self.vehicle.end]
        moments = self._moments(ends)
        steps = self._steps(moments, ends)
        road_s, road_m = steps[-1].travel_s, steps[-1].distance_m
        return Route(
            vehicle_id=self.vehicle.vehicle_id,
            steps=tuple(steps),
            cost=self._cost(road_s, road_m, ends),
            description=self.vehicle.description,
            violations=(*self._of_shift(moments), *self._of_route(steps)),
        )

    def _lines(self) -> Iterator[_Line]:
        here = self.vehicle.start
        own = {rest.break_id: rest for rest in self.vehicle.breaks}
        rule = self.vehicle.rest_rule
        for step in self.vehicle.steps:
            if step.kind in VISITS and step.task_id is not None:
                number = self.problem.number_of[step.kind.value, step.task_id]
                stop = self.problem.stops[number]
                same = here is not None and here.index == stop.place.index
                yield _Line(
                    step,
                    StepKind(step.kind.value),
                    stop.place,
                    0 if same else stop.setup_for_s(self.vehicle),
                    stop.service_for_s(self.vehicle),
                    stop.windows,
                    stop,
                    self.problem.tasks[self.problem.task_of[number]],
                    stop.description,
                )
                here = stop.place
            elif step.kind is GivenKind.BREAK and step.task_id in own:
                rest = own[step.task_id]
                yield _Line(
                    step, StepKind.BREAK, None, 0, rest.service_s, rest.windows,
                    description=rest.description,
                )  # fmt: skip
            elif step.kind is GivenKind.BREAK and rule is not None:
                yield _Line(step, StepKind.BREAK, None, 0, rule.lasts_s, ANY_TIME)
            elif step.kind is GivenKind.RELOAD and self.vehicle.reloads:
                depot = self.vehicle.reloads[min(step.task_id or 0, len(self.vehicle.reloads) - 1)]
                yield _Line(
                    step, StepKind.RELOAD, depot.place, 0, depot.service_s, depot.windows,
                    description=depot.description,
                )  # fmt: skip
                here = depot.place

    def _road(self, here: Place | None, there: Place | None) -> tuple[int, int]:
        """Seconds outside the peaks and metres; nought from nowhere and where no road leads."""
        if here is None or there is None:
            return 0, 0
        seconds = int(self.roads.durations_s[here.index, there.index])
        if seconds >= NO_ROAD:
            return 0, 0
        metres = self.roads.distances_m
        return seconds, 0 if metres is None else int(metres[here.index, there.index])

    def _moments(self, ends: Sequence[Place | None]) -> list[Moment]:
        points, here = [Point(ANY_TIME, 0, 0, self._bound(GivenKind.START))], ends[0]
        peaks = self.roads.peaks
        for line in self.lines:
            road_s = None
            if line.kind is not StepKind.BREAK:
                road_s, here = self._road(here, line.place)[0], line.place
                road_s = road_s if peaks else slowed_s(road_s, self.vehicle.speed_percent)
            lasts_s = line.setup_s + line.service_s
            points.append(Point(line.windows, lasts_s, road_s, line.given))
        home_s = self._road(here, self.vehicle.end)[0]
        home_s = home_s if peaks else slowed_s(home_s, self.vehicle.speed_percent)
        points.append(Point(ANY_TIME, 0, home_s, self._bound(GivenKind.END)))
        shift = self.vehicle.shift
        if peaks:
            pace = Pace(self.vehicle.speed_percent, peaks)
            return at_once(points, pace, opens_s=shift.opens_s)
        found = exact(points, opens_s=shift.opens_s, closes_s=shift.closes_s)
        if found is None:
            raise BadProblem(
                "the times that bind its steps cannot be kept in this order.",
                where=f"vehicles[{self.number}].steps",
                remedy="Loosen service_at, service_after or service_before.",
            )
        return found

    def _bound(self, kind: GivenKind) -> GivenStep | None:
        return next((step for step in self.vehicle.steps if step.kind is kind), None)

    def _steps(self, moments: Sequence[Moment], ends: Sequence[Place | None]) -> list[Step]:
        loads, travel_s, distance_m = self._loads(), 0, 0
        shift, here, steps = self.vehicle.shift, ends[0], list[Step]()
        start = moments[0].begins_s
        if self.vehicle.start:
            early_s = shift.opens_s - start
            broken = [Violation(Cause.LEAD_TIME, early_s)] if early_s > 0 else []
            broken += self._overfull(loads[0])
            steps.append(
                Step(
                    kind=StepKind.START, arrival_s=start, place=ends[0], load=loads[0],
                    violations=tuple(broken),
                )
            )  # fmt: skip
        free_s, visits = start, 0
        for line, moment, load in zip(self.lines, moments[1:-1], loads[1:], strict=True):
            travel_s += moment.driven_s
            broken = self._of_step(line, moment.begins_s, load)
            if line.place is not None:
                distance_m += self._road(here, line.place)[1]
                broken += [] if self._reachable(here, line.place) else [Violation(Cause.NO_ROAD)]
                here = line.place
            visits += line.stop is not None
            most = self.vehicle.max_tasks
            if line.stop is not None and most is not None and visits > most:
                broken.append(Violation(Cause.MAX_TASKS))
            arrival_s = free_s + moment.driven_s
            steps.append(
                Step(
                    kind=line.kind,
                    arrival_s=arrival_s,
                    waiting_s=moment.begins_s - arrival_s,
                    setup_s=line.setup_s,
                    service_s=line.service_s,
                    travel_s=travel_s,
                    distance_m=distance_m,
                    load=load,
                    place=line.place,
                    task_id=line.given.task_id,
                    description=line.description,
                    violations=tuple(broken),
                )
            )
            free_s = steps[-1].leaves_s
        if self.vehicle.end:
            steps.append(self._end(moments[-1], here, travel_s, distance_m, loads[-1]))
        return steps

    def _end(
        self, moment: Moment, here: Place | None, travel_s: int, distance_m: int, load: Load
    ) -> Step:
        late_s = moment.begins_s - self.vehicle.shift.closes_s
        broken = [Violation(Cause.DELAY, late_s)] if late_s > 0 else []
        broken += [] if self._reachable(here, self.vehicle.end) else [Violation(Cause.NO_ROAD)]
        return Step(
            kind=StepKind.END,
            arrival_s=moment.begins_s,
            travel_s=travel_s + moment.driven_s,
            distance_m=distance_m + self._road(here, self.vehicle.end)[1],
            load=load,
            place=self.vehicle.end,
            violations=tuple(broken),
        )

    def _reachable(self, here: Place | None, there: Place | None) -> bool:
        if here is None or there is None:
            return True
        return int(self.roads.durations_s[here.index, there.index]) < NO_ROAD

    def _of_step(self, line: _Line, begins_s: int, load: Load) -> list[Violation]:
        """What one step breaks, whatever the others do."""
        broken = [*_off(line.windows, begins_s), *self._overfull(load)]
        if line.task is not None and line.task.skills - self.vehicle.skills:
            broken.append(Violation(Cause.SKILLS))
        if line.task is not None and self.vehicle.vehicle_id in line.task.never:
            broken.append(Violation(Cause.NEVER))
        if line.stop is not None and line.task is not None and line.task.is_shipment:
            broken += self._out_of_order(line.stop, line.task)
        for rest in self.vehicle.breaks:
            if (
                line.kind is StepKind.BREAK
                and rest.break_id == line.given.task_id
                and rest.max_load is not None
                and any(held > most for held, most in zip(load, rest.max_load, strict=True))
            ):
                broken.append(Violation(Cause.MAX_LOAD))
        return broken

    def _out_of_order(self, stop: Stop, task: Task) -> list[Violation]:
        """A shipment of which this run has one end alone, or the hand-over first."""
        order = [line.stop for line in self.lines if line.stop is not None]
        pickup, delivery = task.stops
        both = pickup in order and delivery in order
        if both and order.index(pickup) < order.index(delivery):
            return []
        if both and stop is pickup:  # the hand-over is told of
            return []
        return [Violation(Cause.PRECEDENCE)]

    def _overfull(self, load: Load) -> list[Violation]:
        over = any(held > most for held, most in zip(load, self.vehicle.capacity, strict=True))
        return [Violation(Cause.LOAD)] if over else []

    def _loads(self) -> list[Load]:
        """The bag at the start, then on leaving every step."""
        nothing = (0,) * self.problem.dimensions
        trips = [list(nothing)]
        for line in self.lines:
            if line.kind is StepKind.RELOAD:
                trips.append(list(nothing))
            elif line.stop is not None and line.task is not None and not line.task.is_shipment:
                trips[-1] = [a + b for a, b in zip(trips[-1], line.stop.delivery, strict=True)]
        bag, back, trip = list(trips[0]), list(nothing), 0
        found = [tuple(bag)]
        for line in self.lines:
            if line.kind is StepKind.RELOAD:
                trip += 1
                bag = [a - b + c for a, b, c in zip(bag, back, trips[trip], strict=True)]
                back = list(nothing)
            elif line.stop is not None:
                stop = line.stop
                bag = [a + b - c for a, b, c in zip(bag, stop.pickup, stop.delivery, strict=True)]
                if line.task is not None and not line.task.is_shipment:
                    back = [a + b for a, b in zip(back, stop.pickup, strict=True)]
            found.append(tuple(bag))
        return found

    def _of_shift(self, moments: Sequence[Moment]) -> Iterator[Violation]:
        """What is wrong at the start or the end where no step stands for it."""
        early_s = self.vehicle.shift.opens_s - moments[0].begins_s
        late_s = moments[-1].begins_s - self.vehicle.shift.closes_s
        if not self.vehicle.start and early_s > 0:
            yield Violation(Cause.LEAD_TIME, early_s)
        if not self.vehicle.start:
            yield from self._overfull(self._loads()[0])
        if not self.vehicle.end and late_s > 0:
            yield Violation(Cause.DELAY, late_s)

    def _of_route(self, steps: Sequence[Step]) -> Iterator[Violation]:
        """What the run breaks as a whole."""
        taken = {step.task_id for step in steps if step.kind is StepKind.BREAK}
        if any(rest.break_id not in taken for rest in self.vehicle.breaks):
            yield Violation(Cause.MISSING_BREAK)
        for cause, used, most in (
            (Cause.MAX_TRAVEL_TIME, steps[-1].travel_s, self.vehicle.max_travel_time_s),
            (Cause.MAX_DISTANCE, steps[-1].distance_m, self.vehicle.max_distance_m),
        ):
            if most is not None and used > most:
                yield Violation(cause)
        reloads = sum(step.kind is StepKind.RELOAD for step in steps)
        if reloads > self.vehicle.max_reloads:
            yield Violation(Cause.MAX_RELOADS)
        if self._works_too_long(steps):
            yield Violation(Cause.MISSING_REST)

    def _works_too_long(self, steps: Sequence[Step]) -> bool:
        rule = self.vehicle.rest_rule
        if rule is None:
            return False
        since_s, longest_s = steps[0].arrival_s - rule.worked_s, 0
        for step in steps:
            if step.kind is StepKind.BREAK and step.service_s >= rule.lasts_s:
                longest_s = max(longest_s, step.arrival_s + step.waiting_s - since_s)
                since_s = step.leaves_s
        return max(longest_s, steps[-1].leaves_s - since_s) > rule.after_s

    def _cost(self, road_s: int, road_m: int, ends: Sequence[Place | None]) -> int:
        costs = self.vehicle.costs
        exact_cost = costs.per_hour * road_s / 3600 + costs.per_km * road_m / 1000
        if self.roads.costs is not None:
            ways = [place.index for place in ends if place is not None]
            pairs = pairwise(ways)
            exact_cost = float(sum(int(self.roads.costs[i, j]) for i, j in pairs))
        doors_s = sum(line.setup_s + line.service_s for line in self.lines if line.stop)
        return round(costs.fixed + exact_cost + costs.per_task_hour * doors_s / 3600)


def _off(windows: Sequence[Window], at_s: int) -> list[Violation]:
    """By how much an instant lies outside the nearest window."""
    if not windows or any(one.opens_s <= at_s <= one.closes_s for one in windows):
        return []
    late = min((at_s - one.closes_s for one in windows if at_s > one.closes_s), default=None)
    early = min((one.opens_s - at_s for one in windows if at_s < one.opens_s), default=None)
    if early is None or (late is not None and late <= early):
        return [Violation(Cause.DELAY, late)]
    return [Violation(Cause.LEAD_TIME, early)]
