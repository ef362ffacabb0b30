"""How a day is searched: by the compiled improver where it knows all wishes, else by OR-Tools.

Which of OR-Tools' searches is used and why: docs/decisions/0003-routing-search.md; the improver:
docs/decisions/0015-compiled-improver.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routing.effort import Effort
from routing.improver.portfolio import improve
from routing.improver.readiness import can_improve
from routing.problem import Problem, Vehicle
from routing.solve import FIRST_PLANS, Found, Model, Runs, Style

SHORTEST_SEARCH_S = 0.02
FIRST_PLANS_S = 2.0
"""What two first plans may take for 300 stops (measured: 0.7 s each); it grows with the square."""
SECOND_START_SHARE = 0.25
SPARE_COURIERS = 2
PROBE_SHARE = 0.1
FEWEST_PLANS = 4
"""A search works where at least every fourth round leads to a plan."""


def search(problem: Problem, able: Sequence[Sequence[int]], effort: Effort) -> Runs:
    """Good runs for as many tasks as can be placed; `able` says who may take which task."""
    if can_improve(problem):
        return improve(problem, able, effort)
    return search_widely(problem, able, effort)


def search_widely(
    problem: Problem,
    able: Sequence[Sequence[int]],
    effort: Effort,
    style: Style | None = None,
) -> Runs:
    """The same by OR-Tools, slower and on one core, whatever the day may wish for.

    Keeps the deadline, also while the first plan is made: OR-Tools looks at the clock too seldom
    in a large day, so where its first plan could not be ready in time it is not asked, and empty
    runs are the answer.
    """
    stops = sum(len(problem.stops_of[task]) for task, couriers in enumerate(able) if couriers)
    if not stops or effort.left_s() < FIRST_PLANS_S * (stops / 300) ** 2:
        return [[] for _ in problem.vehicles]
    start = _first_plan(problem, able, effort)
    if start is None:
        return [[] for _ in problem.vehicles]
    team = _team(problem, able, start)
    if style is None:
        style = Style.ITERATED_LS
        if _has_hidden_limits(problem):
            start, works = team.better(start, style, _a_little(effort))
            style = style if works else Style.GUIDED
    return team.better(start, style, effort)[0].found.runs


@dataclass(frozen=True, slots=True)
class _Start:
    """A plan to begin with, and the way it was first made."""

    found: Found
    way: str


def _first_plan(problem: Problem, able: Sequence[Sequence[int]], effort: Effort) -> _Start | None:
    """The cheaper of two first plans. The second may take only a share of the time left."""
    plans: list[_Start] = []
    for way, share in zip(FIRST_PLANS, (1.0, SECOND_START_SHARE), strict=True):
        if plans and effort.watch.cancelled():
            break
        model = Model(problem, able, effort.seed)
        left_s = effort.left_s() * share
        if left_s < SHORTEST_SEARCH_S:
            break
        found = model.first_plan(way, left_s)
        if found:
            plans.append(_Start(found, way))
    return min(plans, key=lambda start: start.found.price) if plans else None


def _has_hidden_limits(problem: Problem) -> bool:
    """Whether there are limits that OR-Tools' insertion does not see before it has inserted.

    Where one of these binds, round after round may fail at the same insertion.
    """
    mixed = any(any(stop.pickup) for stop in problem.stops) and any(
        any(stop.delivery) for stop in problem.stops
    )
    return mixed or any(vehicle.breaks for vehicle in problem.vehicles)


def _a_little(effort: Effort) -> Effort:
    """A tenth of the effort, to see whether a search works."""
    rounds = None if effort.round_limit is None else max(1, effort.round_limit // 10)
    deadline_s = effort.deadline_s - effort.left_s() * (1 - PROBE_SHARE)
    return replace(effort, deadline_s=deadline_s, round_limit=rounds)


def _team(problem: Problem, able: Sequence[Sequence[int]], start: _Start) -> "_Team":
    """The couriers to search with: of those who are alike, the used ones and two to spare.

    A large fleet of equals only slows the search; where stops were left out all are kept.
    """
    runs = start.found.runs
    wanted = [stop for task, who in enumerate(able) if who for stop in problem.stops_of[task]]
    complete = sum(map(len, runs)) == len(wanted)
    spare: dict[Vehicle, int] = {}
    kept = []
    for number, vehicle in enumerate(problem.vehicles):
        alike = replace(vehicle, vehicle_id=0, description="")
        if not runs[number]:
            spare[alike] = spare.get(alike, 0) + 1
        if runs[number] or not complete or spare[alike] <= SPARE_COURIERS:
            kept.append(number)
    return _Team(problem, able, tuple(kept))


@dataclass(frozen=True, slots=True)
class _Team:
    """The couriers who are searched with, by their place in the whole list."""

    problem: Problem
    able: Sequence[Sequence[int]]
    kept: tuple[int, ...]

    def better(self, start: _Start, style: Style, effort: Effort) -> tuple[_Start, bool]:
        """The better of a plan and what a search finds, and whether the search worked at all."""
        if effort.left_s() < SHORTEST_SEARCH_S or effort.watch.cancelled():
            return start, True
        vehicles = self.problem.vehicles
        smaller = replace(self.problem, vehicles=tuple(vehicles[number] for number in self.kept))
        new_number = {number: n for n, number in enumerate(self.kept)}
        able = [[new_number[one] for one in who if one in new_number] for who in self.able]
        model = Model(smaller, able, effort.seed)
        model.cancelled = effort.watch.cancelled
        arc = model.usual_arc([start.found.runs[number] for number in self.kept])
        found, rounds = model.better_plan(
            start.way, style, effort.left_s(), effort.round_limit, arc
        )
        works = rounds.plans * FEWEST_PLANS >= rounds.begun
        if found is None or found.price >= start.found.price:
            return start, works
        runs: Runs = [[] for _ in vehicles]
        for number, run in zip(self.kept, found.runs, strict=True):
            runs[number] = run
        return _Start(Found(found.price, runs), start.way), works
