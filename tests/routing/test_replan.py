"""The rest of a day planned anew: little moves, what is done stays, and it does not take long."""

import time
from dataclasses import replace
from typing import Any

import pytest

from routing import checker
from routing.plan import Plan, StepKind
from routing.planner import plan_day
from routing.problem import Place, Problem, Stop, StopKind, Task, Window
from routing.replan import Added, Closed, Ill, Late, Rules, replan
from routing.slots import runs_of, slots
from tests.routing.days import city, courier, day, job

FEW = Rules(time_limit_s=2, round_limit=60)
MORNING_S = 36_000


def planned(problem: Problem, **more: Any) -> Plan:
    """A plan after a fixed count of rounds."""
    return plan_day(problem, time_limit_s=4, round_limit=60, **more)


def visits(plan: Plan) -> dict[int, list[int | None]]:
    """Who visits what, in order."""
    return {
        route.vehicle_id: [
            step.task_id
            for step in route.steps
            if step.kind in (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)
        ]
        for route in plan.routes
    }


def at_place(plan: Plan, number: int) -> int:
    """When work begins at a stop."""
    return next(
        step.arrival_s + step.waiting_s
        for route in plan.routes
        for step in route.steps
        if step.task_id == number and step.kind is StepKind.JOB
    )


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Two couriers from the middle of the street, four stops on each side."""
    jobs = [job(n, n) for n in (1, 2, 3, 4, 8, 9, 10, 11)]
    ends = {"start_index": 6, "end_index": 6}
    near = [{**courier(n), **ends, "max_tasks": 5} for n in (1, 2)]
    return day(jobs, near)


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    """One courier a side."""
    return planned(problem)


def test_without_events_nothing_changes(problem: Problem, plan: Plan) -> None:
    again = replan(problem, plan, [], now_s=0, rules=FEW)

    assert visits(again.plan) == visits(plan)
    assert again.moved == ()


def test_what_is_done_is_not_planned_again(problem: Problem, plan: Plan) -> None:
    """After the first door of each run six are left, at the times they were promised."""
    first = [route.steps[1] for route in plan.routes]
    now_s = max(step.arrival_s for step in first) + 60

    later = replan(problem, plan, [], now_s=now_s, rules=FEW)

    assert len(later.served) == 2
    for route in later.plan.routes:
        for step in route.steps[1:-1]:
            assert step.arrival_s == at_place(plan, step.task_id or 0)


def test_who_is_on_the_way_to_a_door_goes_there(problem: Problem, plan: Plan) -> None:
    """A new stop just behind the courier waits until the next door is done."""
    run = plan.routes[0]
    second = run.steps[2]
    now_s = second.arrival_s - 30
    behind = problem.stops[problem.number_of["job", run.steps[1].task_id or 0]].place
    new = Task(stops=(Stop(stop_id=77, kind=StopKind.JOB, place=behind, service_s=60),))

    later = replan(problem, plan, [Added(new)], now_s=now_s, rules=FEW)

    assert visits(later.plan)[run.vehicle_id][0] == second.task_id
    assert 77 in visits(later.plan)[run.vehicle_id]


def test_a_new_urgent_stop_moves_nobody(problem: Problem, plan: Plan) -> None:
    near = problem.stops[problem.number_of["job", 9]].place
    new = Task(stops=(Stop(stop_id=77, kind=StopKind.JOB, place=near),), priority=100)

    later = replan(problem, plan, [Added(new)], now_s=0, rules=FEW)

    assert later.moved == ()
    assert any(77 in run for run in visits(later.plan).values())
    assert later.plan.unassigned == ()


def test_the_stops_of_a_courier_who_is_ill_go_to_others(problem: Problem, plan: Plan) -> None:
    """As many as the other may make; the rest is named with its reason."""
    later = replan(problem, plan, [Ill(1)], now_s=0, rules=FEW)

    assert set(visits(later.plan)) == {2}
    assert set(visits(plan)[2]) <= set(visits(later.plan)[2])
    assert len(later.plan.unassigned) == 3
    assert all(left.reason.sentence for left in later.plan.unassigned)
    assert later.moved == ()


def test_when_the_last_courier_is_ill_everything_is_left_over(problem: Problem, plan: Plan) -> None:
    later = replan(problem, plan, [Ill(1), Ill(2)], now_s=0, rules=FEW)

    assert later.plan.routes == ()
    assert {left.reason.code.value for left in later.plan.unassigned} == {"no_courier"}


def test_a_closed_address_falls_away(problem: Problem, plan: Plan) -> None:
    later = replan(problem, plan, [Closed("job", 9)], now_s=0, rules=FEW)

    assert not any(9 in run for run in visits(later.plan).values())
    assert later.plan.unassigned == ()


def test_a_late_courier_goes_on_from_where_they_are(problem: Problem, plan: Plan) -> None:
    """An hour behind, and nothing served yet."""
    middle = problem.vehicles[0].start
    assert middle is not None

    late = Late(1, middle, 3_600, served=())
    later = replan(problem, plan, [late], now_s=3_600, rules=replace(FEW, moved_cost=10**6))

    mine = next(route for route in later.plan.routes if route.vehicle_id == 1)
    assert set(visits(later.plan)[1]) == set(visits(plan)[1])
    assert mine.steps[0].arrival_s == 3_600
    assert mine.steps[0].place == middle


@pytest.mark.parametrize(
    ("cost", "most", "changed"), [(0, None, True), (10**6, None, False), (0, 0, False)]
)
def test_how_much_moves_is_said_by_the_rules(cost: int, most: int | None, changed: bool) -> None:
    """Two runs of one stop each would be cheaper as one, but a promise is a promise."""
    problem = day([job(1, 5), job(2, 5)], [courier(1, max_tasks=1), courier(2, max_tasks=1)])
    plan = planned(problem)
    freer = replace(
        problem, vehicles=tuple(replace(one, max_tasks=None) for one in problem.vehicles)
    )
    rules = replace(FEW, moved_cost=cost, most_moved=most, late_cost=0)

    later = replan(freer, plan, [], now_s=0, rules=rules)

    assert bool(later.moved) is changed
    assert (len(later.plan.routes) == 1) is changed


def test_goods_stay_in_the_bag_they_are_in() -> None:
    """A drop cannot go to a courier who has left without it; from the bag of one who is ill it can
    be fetched."""
    jobs = [job(1, 3, delivery=[1]), job(2, 6, delivery=[1]), job(3, 9, delivery=[1])]
    problem = day(jobs, [courier(1, capacity=[5], max_tasks=3), courier(2, capacity=[5])])
    plan = planned(problem)
    (run,) = plan.routes
    other = 3 - run.vehicle_id
    now_s = run.steps[1].leaves_s + 1
    place = run.steps[1].place
    assert place is not None

    stuck = replan(problem, plan, [Ill(run.vehicle_id)], now_s=now_s, rules=FEW)
    fetched = replan(problem, plan, [Ill(run.vehicle_id, place)], now_s=now_s, rules=FEW)

    assert stuck.plan.routes == ()
    assert "not in the bag of anybody" in stuck.plan.unassigned[0].reason.sentence
    assert fetched.plan.unassigned == ()
    kinds = [step.kind for step in fetched.plan.routes[0].steps]
    assert fetched.plan.routes[0].vehicle_id == other
    assert kinds.count(StepKind.PICKUP) == kinds.count(StepKind.DELIVERY) == 2


def test_a_shipment_under_way_is_only_handed_over() -> None:
    carried = {
        "pickup": {"id": 1, "location_index": 2, "service": 60},
        "delivery": {"id": 1, "location_index": 9, "service": 60},
        "amount": [1],
    }
    problem = day([], [courier(1, capacity=[1]), courier(2, capacity=[1])], shipments=[carried])
    plan = planned(problem)
    now_s = plan.routes[0].steps[1].leaves_s + 10

    later = replan(problem, plan, [], now_s=now_s, rules=FEW)

    (run,) = later.plan.routes
    assert run.vehicle_id == plan.routes[0].vehicle_id
    assert [step.kind for step in run.steps] == [StepKind.START, StepKind.DELIVERY, StepKind.END]
    assert run.steps[0].load == (1,)
    assert run.steps[-1].arrival_s == plan.routes[0].steps[-1].arrival_s


def test_the_city_day_is_replanned_within_two_seconds() -> None:
    """Sixty stops at eleven o'clock: one new, one closed, one courier ill."""
    problem = city()
    plan = plan_day(problem, time_limit_s=30, round_limit=60)
    spot = problem.stops[5].place
    new = Task(
        stops=(replace(problem.stops[5], stop_id=990, place=spot, windows=(Window(0, 90_000),)),)
    )
    closed = problem.stops[8]

    began_s = time.monotonic()
    later = replan(
        problem,
        plan,
        [
            Added(new),
            Closed(closed.kind.value, closed.stop_id),
            Ill(problem.vehicles[0].vehicle_id),
        ],
        now_s=39_600,
        rules=Rules(time_limit_s=2),
    )

    assert time.monotonic() - began_s < 4  # twice the limit, for a machine that is busy
    assert checker.faults(later.problem, later.plan) == []


def test_what_was_locked_and_is_not_done_stays_locked() -> None:
    """Far stops first, because somebody said so; after the first of them that still holds."""
    steps = [{"type": "job", "id": number, "locked": True} for number in (3, 1, 2)]
    problem = day([job(n, 3 * n) for n in (1, 2, 3)], [courier(steps=steps)])
    plan = planned(problem)
    now_s = plan.routes[0].steps[1].leaves_s + 30

    before = replan(problem, plan, [], now_s=0, rules=FEW)
    after = replan(problem, plan, [], now_s=now_s, rules=FEW)

    assert visits(before.plan) == {1: [3, 1, 2]}
    assert visits(after.plan) == {1: [1, 2]}


def test_slots_are_the_cheapest_hours_of_the_cheapest_couriers(
    problem: Problem, plan: Plan
) -> None:
    """A reader next to stop 9: the courier of that side, in the hour when they are there."""
    place = problem.stops[problem.number_of["job", 9]].place
    new = Task(stops=(Stop(stop_id=77, kind=StopKind.JOB, place=place, service_s=120),))
    hours = [Window(n * 1_800, n * 1_800 + 1_799) for n in range(4)]

    offered = slots(problem, plan, new, hours, most=4)

    nearest = next(number for number, run in visits(plan).items() if 9 in run)
    best = offered[0]
    assert best.vehicle_id == nearest
    assert (best.added_m, best.added_s, best.added_cost) == (0, 0, 0)
    assert best.hours.opens_s <= best.begins_s <= best.hours.closes_s
    assert [one.added_cost for one in offered] == sorted(one.added_cost for one in offered)


def test_a_slot_that_is_taken_holds(problem: Problem, plan: Plan) -> None:
    """Planned again with the offered hours, the new stop has room."""
    place = Place(5)
    new = Task(stops=(Stop(stop_id=77, kind=StopKind.JOB, place=place, service_s=120),))
    offer = slots(problem, plan, new, [Window(0, 900), Window(900, 3_000)], most=1)[0]

    fixed = Task(stops=(replace(new.stops[0], windows=(offer.hours,)),))
    later = replan(problem, plan, [Added(fixed)], now_s=0, rules=FEW)

    assert later.plan.unassigned == ()
    assert later.moved == ()
    assert len(runs_of(problem, plan)) == 2
