"""Whatever a file asks, there is one clear refusal with its place, or a plan with reasons."""

import json
import time
from typing import Any

import pytest

from routing import vroom_json
from routing.errors import BadProblem
from routing.plan import Plan, ReasonCode
from routing.planner import plan_day
from tests.routing.days import courier, document, job, reread


def planned(written: dict[str, Any]) -> Plan:
    """A quick plan."""
    return plan_day(reread(written), time_limit_s=2, round_limit=10)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"jobs": [{"id": 1, "location": [NaN, 43]}], "vehicles": []}', "the problem"),
        ('{"jobs": [{"id": 1, "location": [1e400, 43]}], "vehicles": [{"id": 1, "start": [0, 0]}]}',
         "jobs[0].location[0]"),
        ('{"jobs": [{"id": 1, "location": [0, 0]}], "vehicles": []}', "vehicles"),
        (json.dumps(document([job(1, 3, time_windows=[[900, 300]])], [courier()])),
         "jobs[0].time_windows[0]"),
        (json.dumps(document([job(1, 3, service=-5)], [courier()])), "jobs[0].service"),
        (json.dumps(document([job(1, 3)], [courier()], matrices={"car": {"durations": [[0, 1]]}})),
         "matrices.car.durations[0]"),
        (json.dumps(document([job(1, 3)], [courier()],
                             matrices={"car": {"durations": [[0]], "costs": [[0, 1]]}})),
         "matrices.car.costs[0]"),
        (json.dumps(document([job(n, 3) for n in range(10_000)], [courier()])), "jobs"),
        (json.dumps(document([job(1, 3)], [courier(n) for n in range(301)])), "vehicles"),
        (json.dumps(document([job(1, 3)], [courier(costs={"per_km": 5})], matrices={
            "car": {"durations": [[0] * 12] * 12, "distances": [[0] * 12] * 12,
                    "costs": [[0] * 12] * 12}})), "vehicles[0].costs"),
    ],
    ids=["nan", "infinite", "nobody", "window", "negative", "shape", "costs", "many", "301", "two"],
)  # fmt: skip
def test_a_bad_day_is_refused_at_its_place(text: str, where: str) -> None:
    with pytest.raises(BadProblem) as caught:
        vroom_json.parse(text)

    assert caught.value.where == where
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"skills": [77]}, ReasonCode.SKILL),
        ({"never": [1]}, ReasonCode.PAIR),
        ({"time_windows": [[10**6, 10**6 + 5]]}, ReasonCode.WINDOW),
        ({"location_index": 11}, ReasonCode.UNREACHABLE),
    ],
)
def test_a_day_that_cannot_be_done_becomes_a_plan_with_reasons(
    more: dict[str, Any], code: ReasonCode
) -> None:
    """An unknown skill, a forbidden pair, a window at no time, a place without a road."""
    day = document([job(1, 3) | more, job(2, 2)], [courier()])
    for row in day["matrices"]["car"]["durations"]:
        row[11] = None

    plan = planned(day)

    (left,) = plan.unassigned
    assert (left.task_id, left.reason.code) == (1, code)


@pytest.mark.parametrize(
    ("locked", "more", "sentence"),
    [
        ([1], {"skills": [5]}, "need a skill"),
        ([1], {"never": [1]}, "may never go"),
        ([1], {"delivery": [9]}, "hold more than the bag"),
        ([1], {"service": 40_000}, "last longer than the shift"),
    ],
)
def test_locked_steps_that_cannot_be_kept_are_refused(
    locked: list[int], more: dict[str, Any], sentence: str
) -> None:
    steps = [{"type": "job", "id": number, "locked": True} for number in locked]
    day = document([job(1, 3, **{"delivery": [1], **more})], [courier(steps=steps, capacity=[5])])

    with pytest.raises(BadProblem, match=sentence) as caught:
        planned(day)

    assert caught.value.where == "vehicles[0].steps"


def test_a_locked_stop_that_is_late_is_kept_and_says_so() -> None:
    """A promise that can no longer be kept is not a reason to send nobody."""
    steps = [{"type": "job", "id": number, "locked": True} for number in (1, 2)]
    steps[0]["service_at"] = 3_000
    day = document([job(1, 9), job(2, 3, time_windows=[[0, 600]])], [courier(steps=steps)])

    (run,) = planned(day).routes

    assert [step.task_id for step in run.steps[1:-1]] == [1, 2]
    assert run.steps[1].arrival_s + run.steps[1].waiting_s == 3_000
    assert [(one.cause.value, one.duration_s) for one in run.steps[2].violations] == [
        ("delay", 3_000 + 300 + 360 - 600)
    ]


def test_a_given_run_is_where_the_search_begins() -> None:
    """With no time to search, the plan is the run of the file as far as it is possible."""
    order = [3, 1, 2]
    steps = [{"type": "job", "id": number} for number in order]
    day = document([job(n, 3) for n in (1, 2, 3)], [courier(steps=steps)])

    plan = plan_day(reread(day), time_limit_s=0.05, round_limit=0)

    assert [step.task_id for step in plan.routes[0].steps[1:-1]] == order


def test_two_thousand_stops_keep_the_time() -> None:
    """The largest day that is read, with a rich wish: a plan with reasons, not a hang."""
    jobs = [job(n, n % 12, penalty=500) for n in range(2_000)]
    problem = reread(document(jobs, [courier(n) for n in range(20)]))

    began_s = time.monotonic()
    plan = plan_day(problem, time_limit_s=3)

    assert time.monotonic() - began_s < 15  # the machine may be busy
    assert sum(len(route.steps) - 2 for route in plan.routes) + len(plan.unassigned) == 2_000
