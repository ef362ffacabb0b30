"""Judges the clock of one run: roads in and out of peak hours, breaks, rests by law."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from routing.plan import Step, StepKind
from routing.problem import NO_ROAD, Problem, Vehicle, Window


class ClockCheck:
    """The times of one run."""

    def __init__(self, problem: Problem, vehicle: Vehicle, steps: Sequence[Step]) -> None:
        self.problem, self.vehicle, self.steps = problem, vehicle, steps

    def faults(self) -> Iterator[str]:
        """Every fault of the clock, a sentence each."""
        yield from self._roads()
        yield from self._clock()
        yield from self._breaks()
        yield from self._rests()

    def _roads(self) -> Iterator[str]:
        """Between two places exactly the time and the length of the road, breaks on the way."""
        if self.steps[0].travel_s or self.steps[0].distance_m:
            yield "the run begins with a road behind it."
        stations = [n for n, step in enumerate(self.steps) if step.kind is not StepKind.BREAK]
        last = len(self.steps) - 1
        if self.steps[0].kind is StepKind.BREAK:  # no start: nothing to drive to the first door
            stations = [0, *stations]
        if self.steps[last].kind is StepKind.BREAK:
            stations = [*stations, last]
        for first, second in pairwise(stations):
            yield from self._road(self.steps[first : second + 1])

    def _road(self, steps: Sequence[Step]) -> Iterator[str]:
        """One road, driven in as many pieces as there are breaks on it, and without dawdling."""
        before, after = steps[0], steps[-1]
        name = f"the road to {after.kind} {after.task_id or ''}"
        needed = road_m = 0
        if before.place is not None and after.place is not None:
            roads = self.problem.roads[self.vehicle.profile]
            i, j = before.place.index, after.place.index
            if int(roads.durations_s[i, j]) == NO_ROAD:
                yield f"no road leads from place {i} to place {j}."
                return
            needed = int(roads.durations_s[i, j]) * 100 * 100
            road_m = 0 if roads.distances_m is None else int(roads.distances_m[i, j])
        pieces = [
            (free_s(one), free_s(one) + other.travel_s - one.travel_s)
            for one, other in pairwise(steps)
        ]
        made = sum(self._made(from_s, until_s) for from_s, until_s in pieces)
        driven = [piece for piece in pieces if piece[0] < piece[1]]
        spare = self._made(driven[-1][1] - 1, driven[-1][1]) if driven else 0
        if made < needed or (driven and made - spare >= needed):
            yield f"{name} takes another time than {after.travel_s - before.travel_s} s, not this."
        if after.distance_m - before.distance_m != road_m:
            yield f"{name} is {road_m} m, not this."

    def _made(self, from_s: int, until_s: int) -> int:
        """How much road is made between two instants, in hundredths of hundredths of a second."""
        made, now_s = 0, from_s
        speed = self.vehicle.speed_percent
        for peak in self.problem.roads[self.vehicle.profile].peaks:
            if peak.closes_s <= now_s or now_s >= until_s:
                continue
            free_until_s = min(max(peak.opens_s, now_s), until_s)
            made += (free_until_s - now_s) * speed * 100
            slow_until_s = min(peak.closes_s, until_s)
            made += max(slow_until_s - free_until_s, 0) * speed * peak.speed_percent
            now_s = max(free_until_s, slow_until_s)
        return made + max(until_s - now_s, 0) * speed * 100

    def _clock(self) -> Iterator[str]:
        """Nobody is in two places at once, and no minute is missing."""
        for before, after in pairwise(self.steps):
            if after.travel_s < before.travel_s or after.distance_m < before.distance_m:
                yield f"the road shrinks before {after.kind} {after.task_id or ''}."
            due_s = free_s(before) + after.travel_s - before.travel_s
            if after.arrival_s != due_s:
                yield f"arrives at {after.arrival_s} where the clock says {due_s}."

    def _breaks(self) -> Iterator[str]:
        """Every break once, in its window, as long as it must be."""
        rule = self.vehicle.rest_rule
        pauses = [step for step in self.steps if step.kind is StepKind.BREAK]
        if rule is not None:
            wrong = [
                one
                for one in pauses
                if one.task_id == rule.break_id and one.service_s != rule.lasts_s
            ]
            yield from (f"rest {rule.break_id} lasts {one.service_s} s." for one in wrong)
            pauses = [one for one in pauses if one.task_id != rule.break_id]
        taken = {step.task_id: step for step in pauses}
        if len(taken) != len(pauses):
            yield "a break is taken twice."
        for rest in self.vehicle.breaks:
            step = taken.pop(rest.break_id, None)
            if step is None:
                yield f"break {rest.break_id} is not taken."
                continue
            if not inside(rest.windows, step.arrival_s + step.waiting_s):
                yield f"break {rest.break_id} begins outside every window."
            if step.service_s != rest.service_s or step.setup_s:
                yield f"break {rest.break_id} lasts {step.service_s} s."
        yield from (f"there is no break {number}." for number in taken)

    def _rests(self) -> Iterator[str]:
        """Nobody works longer than the law allows without a rest that is long enough."""
        rule = self.vehicle.rest_rule
        if rule is None:
            return
        since_s = self.steps[0].arrival_s - rule.worked_s
        ends: list[int] = []
        for step in self.steps:
            if step.kind is StepKind.BREAK and step.service_s >= rule.lasts_s:
                ends.append(step.arrival_s + step.waiting_s - since_s)
                since_s = free_s(step)
        ends.append(free_s(self.steps[-1]) - since_s)
        for worked_s in ends:
            if worked_s > rule.after_s:
                yield f"works {worked_s} s without a rest where {rule.after_s} s is the most."


def free_s(step: Step) -> int:
    """When the courier is free after a step."""
    return step.arrival_s + step.waiting_s + step.setup_s + step.service_s


def inside(windows: Sequence[Window], at_s: int) -> bool:
    """Whether an instant is in one of the windows."""
    return any(window.opens_s <= at_s <= window.closes_s for window in windows)
