"""Given runs are judged as VROOM judges them, and plans of ours have nothing to be judged for."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from routing import vroom_out
from routing.judging.given import judge
from routing.plan import Plan, StepKind
from routing.planner import plan_day
from routing.problem import Problem
from tests.routing.days import courier, day, job, reread
from tests.routing.strategies import days

vroom = pytest.importorskip("vroom", reason="VROOM's binding is not installed")

ENDS = (StepKind.START, StepKind.END)


def judged_by_vroom(document: dict[str, Any]) -> dict[str, Any]:
    """VROOM's own answer to the same question, its plan mode switched on."""
    question = vroom.Input()
    question._from_json(json.dumps(document), False)  # the way in from text
    return dict(question.check(1).to_dict())


def as_question(problem: Problem, plan: Plan) -> dict[str, Any]:
    """The day as VROOM's question, with the plan as its vehicles' steps; idle vehicles go."""
    written: dict[str, Any] = dict(vroom_out.problem_json(problem))
    steps = {
        route.vehicle_id: [
            {"type": step.kind.value} | ({} if step.task_id is None else {"id": step.task_id})
            for step in route.steps
        ]
        for route in plan.routes
    }
    written["vehicles"] = [
        {**vehicle, "steps": steps[vehicle["id"]]}
        for vehicle in written["vehicles"]
        if vehicle["id"] in steps
    ]
    for name in ("jobs", "shipments"):
        if not written.get(name):
            written.pop(name, None)
    return written


def causes(answer: dict[str, Any]) -> tuple[set[str], int]:
    """What is broken, and for how many seconds in all something is early or late."""
    broken = [one for route in answer["routes"] for one in route["violations"]]
    off_s = sum(one.get("duration", 0) for one in broken)
    names = {one["cause"] for one in broken} - {"delay", "lead_time"}
    return names, off_s


def without_gaps(document: dict[str, Any]) -> dict[str, Any]:
    """VROOM has no missing roads, and rounds speeds and fractions of costs otherwise than we do."""
    for row in document["matrices"]["car"]["durations"]:
        row[:] = [1_234 if cell is None else cell for cell in row]
    for one in document["vehicles"]:
        one.pop("speed_factor", None)
    return document


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=days())
def test_vroom_finds_no_violation_in_a_plan_of_ours(document: dict[str, Any]) -> None:
    problem = reread(without_gaps(document))
    plan = plan_day(problem, time_limit_s=0.4, round_limit=20)
    assume(plan.routes)

    assert judged_by_vroom(as_question(problem, plan))["summary"]["violations"] == []


def test_a_bag_too_full_at_the_first_door_is_seen_without_a_start() -> None:
    """The courier who begins at a door has everything in the bag there."""
    steps = [{"type": "job", "id": number} for number in (1, 2)]
    bare = {"id": 1, "end_index": 5, "capacity": [3], "steps": steps}
    problem = day([job(1, 1, delivery=[2]), job(2, 2, delivery=[2])], [bare])

    written = json.loads(json.dumps(vroom_out.plan_json(problem, judge(problem))))

    assert written["summary"]["violations"] == [{"cause": "load"}]


def test_a_step_begins_when_the_file_binds_it() -> None:
    """Not before one instant, not after another, and exactly at a third."""
    steps = [
        {"type": "job", "id": 1, "service_after": 500},
        {"type": "job", "id": 2, "service_at": 2_000},
        {"type": "job", "id": 3, "service_before": 2_500},
    ]
    problem = day([job(n, n) for n in (1, 2, 3)], [courier(steps=steps)])

    (run,) = judge(problem).routes

    begins = [step.arrival_s + step.waiting_s for step in run.steps[1:-1]]
    assert begins[0] >= 500
    assert begins[1] == 2_000
    assert begins[2] == 2_360


def test_what_no_given_run_names_is_left_over() -> None:
    steps = [{"type": "job", "id": 1}]

    plan = judge(day([job(1, 1), job(2, 2)], [courier(steps=steps), courier(2)]))

    assert [(left.task_id, left.reason.code.value) for left in plan.unassigned] == [
        (2, "not_given")
    ]


def test_in_peak_hours_everybody_goes_at_once() -> None:
    """Half as fast for the first ten minutes; the break falls on the road."""
    pause = {"id": 1, "service": 60, "time_windows": [[100, 300]]}
    steps = [{"type": "break", "id": 1}, {"type": "job", "id": 1}]
    traffic = {"car": [{"time_window": [0, 600], "speed_factor": 0.5}]}
    problem = day([job(1, 5)], [courier(breaks=[pause], steps=steps)], traffic=traffic)

    (run,) = judge(problem).routes

    assert [step.arrival_s for step in run.steps] == [0, 100, 630, 1_230]
    assert all(step.violations == () for step in run.steps)


@st.composite
def given_runs(draw: st.DrawFn) -> dict[str, Any]:
    """A day with runs made by nobody who cared for any limit."""
    document = without_gaps(draw(days()))
    tokens = [{"type": "job", "id": one["id"]} for one in document["jobs"]]
    for one in document["shipments"]:
        tokens += [{"type": kind, "id": one[kind]["id"]} for kind in ("pickup", "delivery")]
    order = draw(st.permutations(tokens))
    for vehicle in document["vehicles"]:
        cut = draw(st.integers(0, len(order)))
        mine, order = order[:cut], order[cut:]
        rests = [
            {"type": "break", "id": rest["id"]}
            for rest in sorted(vehicle["breaks"], key=lambda rest: rest["time_windows"][0])
        ]
        for rest in rests[: draw(st.integers(0, len(rests)))]:
            mine.append(rest)
        vehicle["steps"] = mine
    document["vehicles"] = [
        one
        for one in document["vehicles"]
        if any(step["type"] != "break" for step in one["steps"])  # VROOM stumbles over others
    ]
    assume(document["vehicles"])
    return document


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=given_runs())
def test_vroom_and_we_find_the_same_violations(document: dict[str, Any]) -> None:
    """The same causes, and the same seconds early or late.

    VROOM's solver rounds some of them, and looks no earlier than a horizon that it guesses: where
    a shift opens late it may find a few seconds more than there need be.
    """
    problem = reread(document)

    ours, off_s = causes(json.loads(json.dumps(vroom_out.plan_json(problem, judge(problem)))))

    theirs, their_off_s = causes(judged_by_vroom(document))
    assert ours == theirs
    assert off_s <= their_off_s + 3
    if all(one["time_window"][0] == 0 for one in document["vehicles"]):
        assert off_s == pytest.approx(their_off_s, abs=3)
