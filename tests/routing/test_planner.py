"""Whatever the day, a plan keeps every limit, and says why it left a stop over."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.solomon import read_solomon
from routing import checker, planner, search
from routing.errors import PlanBroken
from routing.plan import Plan, ReasonCode, StepKind
from routing.planner import plan_day
from routing.problem import Problem
from tests.routing.days import PUBLIC, city, courier, day, job, reread
from tests.routing.strategies import days

FEW = 30
AMPLE_S = 4.0


def planned(problem: Problem, **more: Any) -> Plan:
    """A plan after a fixed count of rounds, which the time is ample for."""
    return plan_day(problem, time_limit_s=AMPLE_S, round_limit=FEW, **more)


def visits(plan: Plan) -> list[list[int | None]]:
    """The stops of every run, in order."""
    ends = (StepKind.START, StepKind.END, StepKind.BREAK)
    return [[step.task_id for step in r.steps if step.kind not in ends] for r in plan.routes]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=days())
def test_any_day_becomes_a_plan_without_fault(document: dict[str, Any]) -> None:
    """The checker finds nothing, and every stop is in a run or left over with a reason."""
    problem = reread(document)

    plan = plan_day(problem, time_limit_s=0.4, round_limit=FEW)

    assert checker.faults(problem, plan) == []
    assert len(plan.unassigned) + sum(map(len, visits(plan))) == len(problem.stops)
    assert all(left.reason.sentence and left.reason.remedy for left in plan.unassigned)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=days())
def test_the_same_seed_and_budget_make_the_same_plan(document: dict[str, Any]) -> None:
    """With a round limit nothing depends on the clock."""
    problem = reread(document)

    assert planned(problem, seed=7) == planned(problem, seed=7)


def test_the_city_day_finds_room_for_every_stop() -> None:
    """Sixty stops, four couriers, and nobody is left over."""
    problem = city()

    plan = plan_day(problem, time_limit_s=30, round_limit=300)

    assert len(problem.stops) == 60
    assert plan.unassigned == ()


def test_the_city_day_is_planned_alike_twice() -> None:
    """A whole day, the same seed, the same budget, the same plan."""
    assert planned(city(), seed=3) == planned(city(), seed=3)


@pytest.mark.parametrize("name", ["c104", "r203"])
def test_a_public_instance_is_served_whole(name: str) -> None:
    """A hundred customers with windows: all served, and not absurdly dear."""
    if not PUBLIC.is_dir():
        pytest.skip("the public instances are not beside this checkout")
    problem = read_solomon(PUBLIC / f"{name}.txt")

    plan = plan_day(problem, time_limit_s=30, round_limit=60)

    assert plan.unassigned == ()
    assert checker.faults(problem, plan) == []


def test_no_time_at_all_still_makes_a_plan() -> None:
    """A plan with few stops, or none, is an answer; a crash is not."""
    problem = city()

    plan = plan_day(problem, time_limit_s=0.001)

    assert checker.faults(problem, plan) == []


def test_a_higher_priority_wins_the_only_room() -> None:
    """Two doors at the same minute, one courier."""
    at_ten = [[3_000, 3_000]]
    problem = day([job(1, 3, time_windows=at_ten), job(2, 6, time_windows=at_ten, priority=5)])

    assert visits(planned(problem)) == [[2]]


def test_what_is_handed_out_and_taken_back_shares_the_bag() -> None:
    """A bag of five holds five drops; a return fits only after a drop has made room."""
    jobs = [job(1, 1, pickup=[3], delivery=[0]), job(2, 2, delivery=[5])]
    problem = day(jobs, [courier(capacity=[5])])

    plan = planned(problem)

    assert visits(plan) == [[2, 1]]
    assert [step.load for step in plan.routes[0].steps] == [(5,), (0,), (3,), (3,)]


def test_a_shipment_is_picked_up_before_it_is_handed_over() -> None:
    carried = {
        "pickup": {"id": 1, "location_index": 9},
        "delivery": {"id": 1, "location_index": 2},
        "amount": [1],
    }
    problem = day([job(5, 5)], [courier(capacity=[1])], shipments=[carried])

    kinds = [step.kind for step in planned(problem).routes[0].steps]

    assert kinds.index(StepKind.PICKUP) < kinds.index(StepKind.DELIVERY)


def test_setup_is_spared_at_the_place_where_the_courier_is() -> None:
    """Two readers in one house: the car is parked once."""
    jobs = [job(1, 4, setup=240), job(2, 4, setup=240)]

    steps = planned(day(jobs)).routes[0].steps

    assert [step.setup_s for step in steps] == [0, 240, 0, 0]


def test_a_stop_with_two_windows_is_visited_in_one_of_them() -> None:
    """The second window is taken where the first cannot be reached."""
    problem = day([job(1, 10, time_windows=[[0, 300], [5_000, 5_600]])])

    step = planned(problem).routes[0].steps[1]

    assert (step.arrival_s, step.waiting_s) == (5_000, 0)


def test_a_courier_leaves_no_earlier_than_the_first_door_asks() -> None:
    """The wait is at home, not in the stairwell."""
    plan = planned(day([job(1, 2, time_windows=[[9_000, 9_600]])]))

    assert plan.routes[0].steps[0].arrival_s == 9_000 - 120


def test_a_break_on_the_road_splits_the_road() -> None:
    """The lunch falls between two doors, and the rest of the road is driven after it."""
    rest = {"id": 1, "service": 600, "time_windows": [[100, 200]]}
    plan = planned(day([job(1, 10)], [courier(breaks=[rest])]))

    start, pause, visit, _ = plan.routes[0].steps

    assert (pause.kind, pause.arrival_s, pause.travel_s) == (StepKind.BREAK, 100, 100)
    assert visit.arrival_s - start.arrival_s == 10 * 60 + 600


@pytest.mark.parametrize("ends", [{"start_index": 2}, {"end_index": 9}])
def test_a_run_may_lack_its_start_or_its_end(ends: dict[str, int]) -> None:
    """Nobody drives to a place that the file does not name."""
    bare = {"id": 1, **ends}

    steps = planned(day([job(1, 4), job(2, 7)], [bare])).routes[0].steps

    assert len(steps) == 3
    assert steps[-1].travel_s == 5 * 60


def test_a_courier_whose_breaks_cannot_be_taken_stays_at_home() -> None:
    """One impossible courier does not keep the others from working."""
    late = {"id": 1, "service": 60, "time_windows": [[DAY_OVER, DAY_OVER + 1]]}

    plan = planned(day([job(1, 1)], [courier(1, breaks=[late]), courier(2)]))

    assert Counter(route.vehicle_id for route in plan.routes) == {2: 1}


DAY_OVER = 90_000


def test_what_the_search_missed_is_fitted_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that finds nothing leaves it all to the filling, which finds room."""
    monkeypatch.setattr(search, "search", lambda problem, *_: [[] for _ in problem.vehicles])

    assert planned(day([job(1, 1), job(2, 2)])).unassigned == ()


def test_a_broken_plan_never_leaves_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that put one stop into two bags are caught on the way out."""
    monkeypatch.setattr(planner, "fill", lambda *_: [[0], [0]])

    with pytest.raises(PlanBroken, match="2 times"):
        planned(day([job(1, 1)], [courier(1), courier(2)]))


def test_a_run_that_no_clock_allows_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that breaks a window is stopped before a plan is made of it."""
    monkeypatch.setattr(planner, "fill", lambda *_: [[0]])

    with pytest.raises(PlanBroken, match="WINDOW"):
        planned(day([job(1, 9, time_windows=[[0, 10]])]))


def test_cost_counts_the_road_the_kilometres_and_the_courier() -> None:
    """Twelve minutes of road at 5000 an hour, 1.2 km at 700, and 99 for coming at all."""
    costs = {"fixed": 99, "per_hour": 5_000, "per_km": 700}
    plan = planned(day([job(1, 6)], [courier(costs=costs)]))

    assert plan.routes[0].cost == round(99 + 5_000 * 720 / 3_600 + 700 * 1.2)


def test_a_cheaper_courier_is_preferred() -> None:
    couriers = [courier(1, costs={"fixed": 500}), courier(2)]

    assert planned(day([job(1, 3)], couriers)).routes[0].vehicle_id == 2


def test_prices_of_any_size_are_weighed() -> None:
    """The dearest couriers and the longest roads that a file may name do not overflow."""
    costs = {"fixed": 10**7, "per_hour": 10**7, "per_km": 10**7}
    problem = day([job(n, n, priority=100) for n in range(1, 9)], [courier(costs=costs)])

    plan = planned(problem)

    assert plan.unassigned == ()


def test_a_left_over_shipment_is_left_over_at_both_ends() -> None:
    """Nobody picks up what nobody may hand over."""
    heavy = {
        "pickup": {"id": 1, "location_index": 1},
        "delivery": {"id": 2, "location_index": 2},
        "amount": [9],
    }
    plan = planned(day([job(5, 5)], [courier(capacity=[1])], shipments=[heavy]))

    assert [(left.kind, left.task_id) for left in plan.unassigned] == [
        (StepKind.PICKUP, 1),
        (StepKind.DELIVERY, 2),
    ]
    assert {left.reason.code for left in plan.unassigned} == {ReasonCode.LOAD}


def test_a_plan_knows_nothing_of_the_order_of_the_file() -> None:
    """Jobs listed backwards serve the same doors."""
    problem = day([job(n, n) for n in range(1, 8)])
    backwards = replace(problem, tasks=problem.tasks[::-1])

    assert planned(problem).routes[0].cost == planned(backwards).routes[0].cost
