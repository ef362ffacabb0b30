"""The checker finds every way to break a richer wish; each test breaks a good plan in one way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from routing import checker
from routing.plan import Cause, Plan, StepKind, Violation
from routing.planner import plan_day
from routing.problem import Peak, Problem
from tests.routing.days import courier, day, job
from tests.routing.test_checker import altered, at, broken, with_courier


def planned(problem: Problem) -> Plan:
    """A good plan of one run."""
    plan = plan_day(problem, time_limit_s=3, round_limit=40)
    assert checker.faults(problem, plan) == []
    assert plan.unassigned == ()
    return plan


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Two trips with a reload, a break for a light bag, a rest by law, a toll and a slow hour."""
    jobs = [
        job(1, 2, delivery=[4], pickup=[1], service_per_type={"van": 200}),
        job(2, 9, delivery=[4], setup=60, setup_per_type={"van": 90}),
        job(3, 4, delivery=[1], pickup=[1]),
    ]
    worker = courier(
        capacity=[5],
        type="van",
        reloads=[{"location_index": 1, "service": 120, "time_windows": [[0, 3_000]]}],
        breaks=[{"id": 1, "service": 60, "time_windows": [[0, 9_000]], "max_load": [1]}],
        rest={"id": 9, "after": 1_800, "service": 600},
    )
    traffic = {"car": [{"time_window": [0, 1_000], "speed_factor": 0.5}]}
    return day(jobs, [worker], traffic=traffic)


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    return planned(problem)


def test_the_plan_holds_all_of_it(plan: Plan) -> None:
    kinds = [step.kind for step in plan.routes[0].steps]

    assert StepKind.RELOAD in kinds
    assert kinds.count(StepKind.BREAK) >= 2


BREAKAGES: dict[str, tuple[Callable[..., object], str]] = {
    "service of another type": (altered(StepKind.JOB, 1, service_s=300), "has a service of 300"),
    "setup of another type": (altered(StepKind.JOB, 2, setup_s=60), "has a setup of 60"),
    "reload elsewhere": (altered(StepKind.RELOAD, place=None), "where there is no depot"),
    "another depot": (altered(StepKind.RELOAD, task_id=1), "where there is no depot"),
    "reload too quick": (altered(StepKind.RELOAD, service_s=1), "fills the bag again in 1 s"),
    "reload too late": (altered(StepKind.RELOAD, waiting_s=9_000), "outside the depot's hours"),
    "reload skipped": (lambda s: s.pop(at(s, StepKind.RELOAD)), "reports another load"),
    "rest too short": (altered(StepKind.BREAK, 9, service_s=60), "rest 9 lasts 60 s"),
    "rest skipped": (lambda s: s.pop(at(s, StepKind.BREAK, 9)), "without a rest where 1800 s"),
    "road of another hour": (altered(StepKind.JOB, travel_s=1), "takes another time"),
    "late and silent": (
        altered(StepKind.JOB, 1, violations=(Violation(Cause.DELAY, 5),)),
        "does not say rightly",
    ),
}


@pytest.mark.parametrize("how", BREAKAGES)
def test_a_broken_run_is_found(problem: Problem, plan: Plan, how: str) -> None:
    change, sentence = BREAKAGES[how]

    found = checker.faults(problem, broken(plan, change))

    assert any(sentence in fault for fault in found), found


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"max_reloads": 0}, "fills the bag again 1 times"),
        ({"reloads": ()}, "where there is no depot"),
        ({"capacity": (4,)}, "carries 5 where 4 is the most"),
        ({"vehicle_type": ""}, "has a service of 200"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_run_beyond_a_courier_is_found(
    problem: Problem, plan: Plan, more: dict[str, object], sentence: str
) -> None:
    found = checker.faults(with_courier(problem, **more), plan)

    assert any(sentence in fault for fault in found), found


def test_a_break_with_a_full_bag_is_found(problem: Problem, plan: Plan) -> None:
    (vehicle,) = problem.vehicles
    lighter = tuple(replace(rest, max_load=(-1,)) for rest in vehicle.breaks)

    found = checker.faults(with_courier(problem, breaks=lighter), plan)

    assert any("break 1 is taken with" in fault for fault in found)


@pytest.mark.parametrize("percent", [40, 60])
def test_another_speed_in_the_peak_is_found(problem: Problem, plan: Plan, percent: int) -> None:
    """Too slow and too fast alike."""
    roads = {"car": replace(problem.roads["car"], peaks=(Peak(0, 1_000, percent),))}

    found = checker.faults(replace(problem, roads=roads), plan)

    assert any("takes another time" in fault for fault in found)


def changed_task(problem: Problem, **more: Any) -> Problem:
    """The same day with a first task of other wishes."""
    return replace(problem, tasks=(replace(problem.tasks[0], **more), *problem.tasks[1:]))


def test_a_courier_who_may_never_come_is_found(problem: Problem, plan: Plan) -> None:
    found = checker.faults(changed_task(problem, never=frozenset({1})), plan)

    assert found == ["Courier 1: stop 1 is a place where this courier may never be sent."]


def test_a_price_without_the_time_at_doors_is_found(problem: Problem, plan: Plan) -> None:
    dearer = replace(problem.vehicles[0].costs, per_task_hour=3_600)

    found = checker.faults(with_courier(problem, costs=dearer), plan)

    assert any("costs" in fault for fault in found)


def test_a_price_without_the_tolls_is_found(problem: Problem, plan: Plan) -> None:
    roads = problem.roads["car"]
    tolls = {"car": replace(roads, costs=roads.durations_s + 1)}

    found = checker.faults(replace(problem, roads=tolls), plan)

    assert any("costs" in fault for fault in found)


@pytest.fixture(scope="module")
def locked() -> Problem:
    """Two locked stops, the second of them late."""
    steps = [{"type": "job", "id": number, "locked": True} for number in (2, 1)]
    steps[0]["service_at"] = 2_000
    jobs = [job(1, 3, time_windows=[[0, 600]]), job(2, 9), job(3, 5)]
    return day(jobs, [courier(steps=steps)])


def test_a_locked_run_in_another_order_is_found(locked: Problem) -> None:
    plan = planned(locked)
    free = replace(
        locked, vehicles=(replace(locked.vehicles[0], steps=locked.vehicles[0].steps[::-1]),)
    )

    assert "Courier 1 does not begin with the locked steps." in checker.faults(free, plan)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (altered(StepKind.JOB, 1, violations=()), "does not say rightly"),
        (altered(StepKind.JOB, 2, waiting_s=5), "but 2000 is locked"),
        (altered(StepKind.JOB, 1, waiting_s=60), "outside every window"),
    ],
)
def test_a_lock_that_is_not_kept_is_found(
    locked: Problem, change: Callable[..., object], sentence: str
) -> None:
    found = checker.faults(locked, broken(planned(locked), change))

    assert any(sentence in fault for fault in found), found
