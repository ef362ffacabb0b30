"""When the steps of a given run begin, so that as little as possible is early or late.

First the fewest seconds outside the windows, then the shortest run, then the earliest: what VROOM
calls plan mode. Solved exactly, by CP-SAT; in peak hours, where the length of a road hangs on when
it is driven, everybody goes at once instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from routing.driving import UNITS_PER_S, Pace
from routing.problem import ALWAYS, LATEST_S, GivenStep, Window

MOST_EFFORT = 2.0
"""What one aim may take, in CP-SAT's own measure of work (about a second each): so a busy machine
does not change the answer."""
LONGEST_SOLVE_S = 10.0


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a given run: how long it lasts, when it should begin, the road to it.

    `road_s` is the whole road from the last place; None at a break, which lies on the next road.
    """

    windows: tuple[Window, ...]
    lasts_s: int
    road_s: int | None
    given: GivenStep | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step begins, and how much of the road was driven just before it."""

    begins_s: int
    driven_s: int


def exact(points: Sequence[Point], *, opens_s: int, closes_s: int) -> list[Moment] | None:
    """The moments of start, steps and end; None where the hard bounds of the steps cannot be kept.

    The first point is the start and the last the end of the run.
    """
    return _Model(points, opens_s, closes_s).solved()


def at_once(points: Sequence[Point], pace: Pace, *, opens_s: int) -> list[Moment]:
    """The moments of a run where everybody goes as soon as they may."""
    now_s, ahead = opens_s, 0
    found = [Moment(opens_s, 0)]
    legs = _legs(points)
    for n, point in enumerate(points[1:], start=1):
        if point.road_s is not None or legs[n] != legs[n - 1]:
            ahead = ahead if legs[n] == legs[n - 1] else _road_of(points, n) * UNITS_PER_S
        opens = _opening(point, now_s)
        there_s = pace.arrival_s(now_s, ahead) if ahead else now_s
        if point.road_s is None and opens is not None and opens < there_s:
            driven_s = opens - now_s
            ahead -= pace.progress(now_s, opens)
            begins_s = opens
        else:
            driven_s, ahead = there_s - now_s, 0
            later = _opening(point, there_s)
            begins_s = there_s if later is None else later
        found.append(Moment(begins_s, driven_s))
        now_s = begins_s + point.lasts_s
    return found


def _opening(point: Point, from_s: int) -> int | None:
    """When work at a step may begin for who is free from then; None when its hours are over."""
    at_s = max(from_s, _least(point))
    for window in point.windows:
        if at_s <= window.closes_s:
            return max(at_s, window.opens_s)
    return None


def _road_of(points: Sequence[Point], n: int) -> int:
    """The road on which a step lies: its own, or for a break that of the next place."""
    return next(point.road_s for point in points[n:] if point.road_s is not None)


def _legs(points: Sequence[Point]) -> list[int]:
    """For every step the number of the road before it; breaks share the road of the next place."""
    legs, leg = [], 0
    for point in points:
        legs.append(leg)
        leg += point.road_s is not None
    return legs


def _least(point: Point) -> int:
    step = point.given
    if step is None:
        return 0
    return max(step.at_s or 0, step.after_s or 0)


def _most(point: Point, most_s: int) -> int:
    step = point.given
    if step is None:
        return most_s
    bounds = [one for one in (step.at_s, step.before_s) if one is not None]
    return min([*bounds, most_s])


class _Model:
    """CP-SAT's picture of one run."""

    def __init__(self, points: Sequence[Point], opens_s: int, closes_s: int) -> None:
        self.points, self.model = points, cp_model.CpModel()
        spent_s = sum(point.lasts_s + (point.road_s or 0) for point in points)
        known = [window for point in points for window in point.windows if window != ALWAYS]
        ends = [window.closes_s for window in known] + [window.opens_s for window in known]
        ends += [_least(point) for point in points] + [opens_s]
        ends += [closes_s] if closes_s < LATEST_S else []
        most_s = max(ends) + spent_s
        self.impossible = any(_least(point) > _most(point, most_s) for point in points)
        if self.impossible:
            return
        self.at = [
            self.model.new_int_var(_least(point), max(_least(point), _most(point, most_s)), "")
            for point in points
        ]
        self.driven = [
            self.model.new_int_var(0, _road_of(points, n), "") for n in range(len(points))
        ]
        self.wrong: list[cp_model.IntVar] = []
        self._roads()
        self._windows(opens_s, closes_s, most_s)

    def _roads(self) -> None:
        legs = _legs(self.points)
        for n in range(1, len(self.points)):
            before = self.points[n - 1]
            self.model.add(self.at[n] >= self.at[n - 1] + before.lasts_s + self.driven[n])
        for leg in set(legs):
            on = [n for n, one in enumerate(legs) if one == leg]
            self.model.add(sum(self.driven[n] for n in on) == _road_of(self.points, on[0]))

    def _windows(self, opens_s: int, closes_s: int, most_s: int) -> None:
        early = self.model.new_int_var(0, most_s, "")
        late = self.model.new_int_var(0, most_s, "")
        self.model.add(self.at[0] + early >= opens_s)
        self.model.add(self.at[-1] - late <= closes_s)
        self.wrong += [early, late]
        for at, point in zip(self.at, self.points, strict=True):
            if not point.windows or ALWAYS in point.windows:
                continue
            off = self.model.new_int_var(0, most_s, "")
            chosen = [self.model.new_bool_var("") for _ in point.windows]
            self.model.add_exactly_one(chosen)
            for window, choice in zip(point.windows, chosen, strict=True):
                self.model.add(at + off >= window.opens_s).only_enforce_if(choice)
                self.model.add(at - off <= window.closes_s).only_enforce_if(choice)
            self.wrong.append(off)

    def solved(self) -> list[Moment] | None:
        """One aim after the other, each kept while the next is sought."""
        if self.impossible:
            return None
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = MOST_EFFORT
        solver.parameters.max_time_in_seconds = LONGEST_SOLVE_S
        later = sum(n * driven for n, driven in enumerate(self.driven))
        found: list[Moment] | None = None
        for aim in (sum(self.wrong), self.at[-1] - self.at[0], sum(self.at), later):
            self.model.minimize(aim)
            if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return found
            self.model.add(aim <= solver.value(aim))
            found = [
                Moment(solver.value(at), solver.value(driven))
                for at, driven in zip(self.at, self.driven, strict=True)
            ]
        return found
