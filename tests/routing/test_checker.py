"""The checker finds every kind of broken plan; each test breaks a good one in one way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from routing import checker
from routing.plan import Plan, Route, Step, StepKind
from routing.planner import plan_day
from routing.problem import Problem
from tests.routing.days import city, courier, day, job

REST = {"id": 1, "service": 600, "time_windows": [[1_000, 6_000]]}
CARRIED = {
    "pickup": {"id": 8, "location_index": 7, "service": 60},
    "delivery": {"id": 9, "location_index": 3, "service": 60},
    "amount": [1],
}


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Two couriers; a job at noon, a heavy one, one that needs a skill, and a shipment."""
    jobs = [
        job(1, 2, delivery=[4], pickup=[1], time_windows=[[600, 1_200], [9_000, 9_300]]),
        job(2, 5, delivery=[3], skills=[7], setup=60),
        job(3, 9, pickup=[4], time_windows=[[4_000, 5_000]]),
    ]
    first = courier(
        1,
        capacity=[8],
        skills=[7],
        breaks=[REST],
        max_tasks=5,
        max_travel_time=1_500,
        max_distance=2_600,
    )
    return day(jobs, [first, courier(2, capacity=[2])], shipments=[CARRIED])


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    """Everything in one run, with a break."""
    return plan_day(problem, time_limit_s=4, round_limit=40)


def broken(plan: Plan, change: Callable[[list[Step]], object]) -> Plan:
    """The plan with the steps of its first run changed."""
    steps = list(plan.routes[0].steps)
    change(steps)
    first = replace(plan.routes[0], steps=tuple(steps))
    return replace(plan, routes=(first, *plan.routes[1:]))


def at(steps: list[Step], kind: StepKind, number: int | None = None) -> int:
    """Where a step stands in a run."""
    return next(
        n for n, one in enumerate(steps) if one.kind is kind and number in (None, one.task_id)
    )


def altered(kind: StepKind, number: int | None = None, **more: object) -> Callable[..., None]:
    """A change of one step."""

    def change(steps: list[Step]) -> None:
        n = at(steps, kind, number)
        steps[n] = replace(steps[n], **more)  # type: ignore[arg-type]  # any field of a step

    return change


def later(seconds: int) -> Callable[[list[Step]], None]:
    """A change that moves a whole run in time."""

    def change(steps: list[Step]) -> None:
        steps[:] = [replace(step, arrival_s=step.arrival_s + seconds) for step in steps]

    return change


def test_a_good_plan_has_no_fault(problem: Problem, plan: Plan) -> None:
    assert checker.faults(problem, plan) == []
    assert len(plan.routes) == 1


BREAKAGES = {
    "late": (later(1_200), "outside every window"),
    "after the shift": (later(40_000), "after the shift closes"),
    "before the shift": (later(-40_000), "before the shift opens"),
    "below nought": (altered(StepKind.JOB, 1, waiting_s=-1), "below nought"),
    "break skipped": (lambda s: s.pop(at(s, StepKind.BREAK)), "break 1 is not taken"),
    "break shortened": (altered(StepKind.BREAK, service_s=60), "break 1 lasts 60 s"),
    "break at another time": (altered(StepKind.BREAK, waiting_s=9_000), "break 1 begins outside"),
    "break twice": (
        lambda s: s.insert(at(s, StepKind.BREAK), s[at(s, StepKind.BREAK)]),
        "a break is taken twice",
    ),
    "unknown break": (altered(StepKind.BREAK, task_id=5), "there is no break 5"),
    "no start": (lambda s: s.pop(0), "the start of the run is not where it must be"),
    "no end": (lambda s: s.pop(), "the end of the run is not where it must be"),
    "service skipped": (altered(StepKind.JOB, 1, service_s=0), "stop 1 has a service of 0 s"),
    "setup skipped": (altered(StepKind.JOB, 2, setup_s=0), "stop 2 has a setup of 0 s"),
    "too fast": (altered(StepKind.END, travel_s=1), "takes"),
    "too short": (altered(StepKind.END, distance_m=1), "m, not this"),
    "a minute missing": (altered(StepKind.END, arrival_s=1), "where the clock says"),
    "road before the start": (altered(StepKind.START, travel_s=5), "road behind it"),
    "wrong load": (altered(StepKind.JOB, 1, load=(0,)), "reports another load"),
    "visited twice": (
        lambda s: s.insert(2, s[at(s, StepKind.JOB, 2)]),
        "Stop 2 is in the plan 2 times",
    ),
    "missing": (lambda s: s.pop(at(s, StepKind.JOB, 3)), "neither in a run nor left over"),
    "unknown stop": (altered(StepKind.JOB, 1, task_id=77), "There is no job 77"),
    "one end only": (lambda s: s.pop(at(s, StepKind.DELIVERY)), "Only one end of the shipment"),
}


@pytest.mark.parametrize("how", BREAKAGES)
def test_a_broken_run_is_found(problem: Problem, plan: Plan, how: str) -> None:
    change, sentence = BREAKAGES[how]

    found = checker.faults(problem, broken(plan, change))

    assert any(sentence in fault for fault in found), found


def test_a_hand_over_before_its_pick_up_is_found(problem: Problem, plan: Plan) -> None:
    def swap(steps: list[Step]) -> None:
        first, second = at(steps, StepKind.PICKUP), at(steps, StepKind.DELIVERY)
        steps[first], steps[second] = steps[second], steps[first]

    found = checker.faults(problem, broken(plan, swap))

    assert any("hand-over 9 comes before its pick-up 8" in fault for fault in found)


def test_another_place_is_found(problem: Problem, plan: Plan) -> None:
    """A visit next door is no visit."""
    elsewhere = problem.stops[1].place

    found = checker.faults(problem, broken(plan, altered(StepKind.JOB, 1, place=elsewhere)))

    assert found == ["Courier 1: stop 1 is visited at another place."]


def with_courier(problem: Problem, **more: object) -> Problem:
    """The same day with a weaker first courier, for whom the old plan is too much."""
    weaker = replace(problem.vehicles[0], **more)  # type: ignore[arg-type]  # any field
    return replace(problem, vehicles=(weaker, *problem.vehicles[1:]))


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ({"skills": frozenset[int]()}, "needs a skill that the courier has not"),
        ({"capacity": (6,)}, "carries 7 where 6 is the most"),
        ({"max_tasks": 4}, "has 5 stops where 4 is the most"),
        ({"max_travel_time_s": 60}, "seconds on the road where 60 is the most"),
        ({"max_distance_m": 70}, "metres where 70 is the most"),
        ({"end": None}, "the end of the run is not where it must be"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_run_beyond_a_courier_is_found(
    problem: Problem, plan: Plan, limit: dict[str, object], sentence: str
) -> None:
    found = checker.faults(with_courier(problem, **limit), plan)

    assert any(sentence in fault for fault in found), found


def test_a_road_that_does_not_exist_is_found(problem: Problem, plan: Plan) -> None:
    """What was a road when the plan was made is none now."""
    blocked = day([job(1, 1)]).roads["car"].durations_s.copy()
    blocked[:] = 10**10
    roads = {"car": replace(problem.roads["car"], durations_s=blocked)}

    found = checker.faults(replace(problem, roads=roads), plan)

    assert any("no road leads" in fault for fault in found)


def test_a_wrong_price_is_found(problem: Problem, plan: Plan) -> None:
    dearer = replace(plan.routes[0], cost=plan.routes[0].cost + 1)

    assert any(
        "costs" in fault for fault in checker.faults(problem, replace(plan, routes=(dearer,)))
    )


def test_two_runs_of_one_courier_are_found(problem: Problem, plan: Plan) -> None:
    twice = replace(plan, routes=plan.routes * 2)

    assert "Courier 1 has 2 runs." in checker.faults(problem, twice)


def test_a_stranger_is_found(problem: Problem, plan: Plan) -> None:
    stranger = replace(plan.routes[0], vehicle_id=99)

    assert "There is no courier 99." in checker.faults(problem, replace(plan, routes=(stranger,)))


def test_an_empty_run_is_found(problem: Problem, plan: Plan) -> None:
    idle = Route(vehicle_id=2, steps=(), cost=0)

    found = checker.faults(problem, replace(plan, routes=(*plan.routes, idle)))

    assert found == ["Courier 2: the run has no stop."]


def test_a_stop_both_planned_and_left_over_is_found() -> None:
    """The city day, with a stop of its first run listed as left over too."""
    problem = city("unservable.json")
    plan = plan_day(problem, time_limit_s=4, round_limit=20)
    planned = plan.routes[0].steps[1]
    both = replace(plan.unassigned[0], kind=planned.kind, task_id=planned.task_id or 0)

    found = checker.faults(problem, replace(plan, unassigned=(*plan.unassigned, both)))

    assert found == [f"Stop {planned.task_id} is in the plan 2 times."]
