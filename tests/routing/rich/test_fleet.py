"""One more courier never makes a day worse, and the order of the file is no matter."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from routing import checker
from routing.plan import Plan
from routing.planner import plan_day
from routing.problem import Problem
from routing.wishes import wishes
from tests.routing.days import reread
from tests.routing.rich.strategies import rich_days

TOLERANCE = 0.05
"""A search that is cut short may miss the better of two days by this share of the cost."""


def worth(problem: Problem, plan: Plan) -> tuple[int, int]:
    """Stops left out against their will, and the cost."""
    must = [
        left
        for left in plan.unassigned
        if problem.tasks[problem.task_of[problem.number_of[left.kind.value, left.task_id]]].penalty
        is None
    ]
    return len(must), sum(route.cost for route in plan.routes) + sum(wishes(problem, plan).values())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=rich_days(6))
def test_one_more_courier_never_makes_the_day_worse(document: dict[str, Any]) -> None:
    """By more than the tolerance."""
    problem = reread(document)
    fresh = replace(problem.vehicles[0], vehicle_id=99)
    larger = replace(problem, vehicles=(*problem.vehicles, fresh))

    before = worth(problem, plan_day(problem, time_limit_s=4, round_limit=60))
    plan = plan_day(larger, time_limit_s=4, round_limit=60)
    after = worth(larger, plan)

    assert checker.faults(larger, plan) == []
    assert after[0] <= before[0]
    if after[0] == before[0]:
        assert after[1] <= before[1] * (1 + TOLERANCE) + 1


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=rich_days(4))
def test_the_order_of_the_file_changes_nothing_but_ties(document: dict[str, Any]) -> None:
    problem = reread(document)
    backwards = replace(problem, tasks=problem.tasks[::-1], vehicles=problem.vehicles[::-1])

    plans = [plan_day(one, time_limit_s=4, round_limit=100) for one in (problem, backwards)]

    assert worth(problem, plans[0]) == worth(backwards, plans[1])
