"""For each richer wish a day so small that every plan can be tried: the best one is found."""

from typing import Any

import pytest

from routing import checker, vroom_json
from routing.json_fields import Field
from routing.plan import Plan
from routing.planner import plan_day
from routing.problem import Problem
from routing.rich.features import Feature, features
from routing.wishes import wishes
from tests.routing.days import courier, document, job, street
from tests.routing.oracle import best_of

AT_TEN = [[600, 900]]
PEAKS = {"car": [{"time_window": [300, 1_500], "speed_factor": 0.4}]}
DEPOT = {"location_index": 4, "service": 60}
FAR_DEPOT = {"location_index": 8, "service": 600}
TOLLS = [
    [7 * abs(i - j) + (50 if min(i, j) < 5 <= max(i, j) else 0) for j in range(12)]
    for i in range(12)
]

DAYS: dict[Feature, dict[str, Any]] = {
    Feature.PENALTY: document(
        [job(1, 2), job(2, 11, penalty=300), job(3, 6, penalty=900), job(4, 9, penalty=100)],
        [courier()],
    ),
    Feature.PREFERRED: document(
        [
            job(1, 3, courier={"id": 2, "cost": 500}),
            job(2, 4, courier={"id": 1, "cost": 2_000}),
            job(3, 9, courier={"id": 2, "cost": 10}),
            job(4, 8),
        ],
        [courier(1), courier(2)],
    ),
    Feature.BALANCE: document(
        [job(1, 3, difficulty=3), job(2, 4, difficulty=2), job(3, 5, difficulty=2), job(4, 6)],
        [courier(1), courier(2)],
        balance={"per_hour": 7_200, "per_difficulty": 60},
    ),
    Feature.RELOAD: document(
        [
            job(1, 2, delivery=[4], pickup=[0]),
            job(2, 9, delivery=[3], pickup=[2]),
            job(3, 6, delivery=[3], pickup=[3]),
            job(4, 11, delivery=[2], pickup=[0], time_windows=[[0, 2_600]]),
        ],
        [courier(capacity=[5], reloads=[DEPOT, FAR_DEPOT], max_reloads=3)],
    ),
    Feature.REST_RULE: document(
        [job(1, 3), job(2, 8, time_windows=[[1_200, 2_400]]), job(3, 6)],
        [courier(rest={"id": 9, "after": 1_200, "service": 400}, time_window=[0, 4_000])],
    ),
    Feature.MAX_LOAD: document(
        [job(1, 3, delivery=[2]), job(2, 8, delivery=[1]), job(3, 5, delivery=[1])],
        [
            courier(
                capacity=[5],
                breaks=[{"id": 1, "service": 300, "time_windows": [[0, 1_000]], "max_load": [2]}],
            )
        ],
    ),
    Feature.STEPS: document(
        [job(1, 9), job(2, 2, time_windows=[[0, 100]]), job(3, 5), job(4, 7)],
        [
            courier(
                1,
                steps=[
                    {"type": "job", "id": 1, "locked": True},
                    {"type": "job", "id": 2, "locked": True},
                ],
            ),
            courier(2, costs={"fixed": 400}),
        ],
    ),
    Feature.PEAKS: document(
        [job(1, 3), job(2, 10, time_windows=[[1_000, 1_900]]), job(3, 6), job(4, 8)],
        [courier(1, time_window=[0, 4_000]), courier(2, time_window=[1_200, 4_000])],
        traffic=PEAKS,
    ),
    Feature.COSTS: document(
        [job(1, 3), job(2, 7), job(3, 4, courier={"id": 2, "cost": 60}), job(4, 9)],
        [courier(1), courier(2, costs={"fixed": 30})],
        matrices={"car": {**street(), "costs": TOLLS}},
    ),
    Feature.TASK_COSTS: document(
        [job(1, 3, setup=300), job(2, 3, setup=300), job(3, 6), job(4, 8, service=1_800)],
        [
            courier(1, costs={"per_task_hour": 3_600}),
            courier(2, costs={"fixed": 900, "per_task_hour": 360}),
        ],
    ),
    Feature.TYPES: document(
        [
            job(1, 3, service_per_type={"foot": 1_500}, time_windows=AT_TEN),
            job(2, 4, service_per_type={"foot": 0}, setup_per_type={"foot": 900}, setup=60),
            job(3, 5, time_windows=[[0, 1_300]]),
            job(4, 9, service_per_type={"van": 1_800}),
        ],
        [courier(1, type="foot"), courier(2, type="van", time_window=[0, 2_400])],
    ),
    Feature.PAIRS: document(
        [job(1, 3, never=[1]), job(2, 9, never=[2]), job(3, 4), job(4, 10, never=[1, 2])],
        [courier(1), courier(2)],
    ),
}  # fmt: skip


def read(written: dict[str, Any]) -> Problem:
    """A day as the file says it."""
    return vroom_json.read(Field(written, ""))


def worth(problem: Problem, plan: Plan) -> tuple[int, int]:
    """What the oracle says of a plan, from the plan."""
    must = [
        left
        for left in plan.unassigned
        if problem.tasks[problem.task_of[problem.number_of[left.kind.value, left.task_id]]].penalty
        is None
    ]
    cost = sum(route.cost for route in plan.routes) + sum(wishes(problem, plan).values())
    return len(must), cost


@pytest.mark.parametrize("feature", DAYS)
def test_the_best_of_all_plans_is_found(feature: Feature) -> None:
    """No other order, courier, reload, break or rest would be cheaper."""
    problem = read(DAYS[feature])

    plan = plan_day(problem, time_limit_s=10, round_limit=400)

    assert feature in features(problem)
    assert checker.faults(problem, plan) == []
    assert worth(problem, plan) == best_of(DAYS[feature])


def test_every_feature_has_its_day() -> None:
    assert set(DAYS) == set(Feature)
