"""The way in: a problem goes in, a checked plan comes out."""

from collections.abc import Sequence

from routing import alone, checker, search
from routing.effort import UNWATCHED, Effort, Watch
from routing.errors import PlanBroken
from routing.filling import TRIES_PER_TASK, Patience, fill
from routing.improver.readiness import make_ready, warnings
from routing.plan import Plan
from routing.problem import Problem
from routing.rich import day as rich
from routing.timetable import Timetables
from routing.writing import left_over, route

RESERVE_SHARE = 0.1
RESERVE_PER_STOP_S = 0.001
FILLED_SHARE, CHECKING_SHARE = 0.7, 0.5
"""How much of that is left when gaps are filled, and when reasons are found."""
LONGEST_REASONING_S = 5.0
MOST_REASONING = 50_000
"""How many runs may be laid out to find reasons."""


def plan_day(
    problem: Problem,
    *,
    time_limit_s: float = 10.0,
    round_limit: int | None = None,
    seed: int = 0,
    cores: int = 1,
    watch: Watch = UNWATCHED,
) -> Plan:
    """Plans a day: every stop in a run, or left over with a reason; the checker has passed it.

    `time_limit_s` is kept from the first plan to the last reason; only compiling, the first time
    on a computer, comes on top. With a `round_limit` (how often the search may take the plan
    apart and put it together again) that is reached in that time, the same problem, seed and
    `cores` give the same plan. `watch` hears of better plans and may stop the search: then the
    best plan so far is the answer. Raises PlanBroken where the plan fails its check: that is a
    fault of ours, and the plan is withheld.
    """
    make_ready()
    ends_s = watch.clock() + time_limit_s
    reserve_s = _reserve_s(problem, time_limit_s)
    effort = Effort(
        deadline_s=ends_s - reserve_s,
        round_limit=round_limit,
        seed=seed,
        cores=cores,
        watch=watch,
    )
    able = alone.able(problem)
    tables = Timetables(problem)
    # rounds that are counted must not leave it to the clock how well a reason is looked for
    reasons_end_s = ends_s + LONGEST_REASONING_S
    if round_limit is None:
        reasons_end_s = ends_s - CHECKING_SHARE * reserve_s
    runs = _runs(problem, tables, able, effort, ends_s - FILLED_SHARE * reserve_s)
    patience = Patience(reasons_end_s, MOST_REASONING, watch.clock)
    plan = Plan(
        routes=tuple(
            route(problem, tables, vehicle, run)
            for vehicle, run in zip(problem.vehicles, runs, strict=True)
            if run
        ),
        unassigned=tuple(left_over(problem, tables, runs, patience)),
        warnings=warnings(),
    )
    broken = checker.faults(problem, plan)
    if broken:
        raise PlanBroken(broken)
    return plan


def _reserve_s(problem: Problem, time_limit_s: float) -> float:
    """Time kept back for filling, laying out, checking and reasons."""
    return min(RESERVE_SHARE * time_limit_s, 0.05 + RESERVE_PER_STOP_S * len(problem.stops))


def _runs(
    problem: Problem,
    tables: Timetables,
    able: Sequence[Sequence[int]],
    effort: Effort,
    ends_s: float,
) -> list[list[int]]:
    """What the search finds, filled up; on a day too large for it, what filling alone makes."""
    if rich.needed(problem):
        return rich.runs(problem, tables, able, effort)
    found = search.search(problem, able, effort)
    patience = Patience(ends_s, TRIES_PER_TASK * len(problem.tasks), effort.watch.clock)
    return fill(problem, tables, found, able, patience)
