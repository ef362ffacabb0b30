"""Whatever happens on whatever day, nobody is forgotten and every limit is kept."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing import checker
from routing.plan import Plan, StepKind
from routing.planner import plan_day
from routing.problem import Place, Problem, Stop, StopKind, Task
from routing.replan import Added, Closed, Event, Ill, Late, Replanned, Rules, replan
from tests.routing.days import reread
from tests.routing.rich.strategies import rich_days
from tests.routing.strategies import days

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)
ENDS = (StepKind.START, StepKind.END)


@st.composite
def events(draw: st.DrawFn, problem: Problem, now_s: int) -> list[Event]:
    """Up to two of them."""
    vehicle = draw(st.sampled_from(problem.vehicles))
    stop = draw(st.sampled_from(problem.stops))
    place = Place(draw(st.integers(0, 11)))
    load = tuple(draw(st.integers(0, 2)) for _ in range(problem.dimensions))
    nothing = (0,) * problem.dimensions
    fresh = Stop(stop_id=900, kind=StopKind.JOB, place=place, delivery=load, pickup=nothing)
    possible: list[Event] = [
        Added(Task(stops=(fresh,), priority=100)),
        Ill(vehicle.vehicle_id, draw(st.sampled_from([None, place]))),
        Late(vehicle.vehicle_id, place, now_s + draw(st.integers(0, 900))),
        Closed(stop.kind.value, stop.stop_id),
    ]
    return draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))


def accounted(found: Replanned) -> list[tuple[str, int | None]]:
    """Every stop of the rest of the day, planned or left over."""
    planned = [
        (step.kind.value, step.task_id)
        for route in found.plan.routes
        for step in route.steps
        if step.kind in VISITS
    ]
    return sorted(planned + [(one.kind.value, one.task_id) for one in found.plan.unassigned])


def done_by(plan: Plan, now_s: int) -> set[tuple[str, int | None]]:
    """The stops that were to begin by then in runs that had begun."""
    return {
        (step.kind.value, step.task_id)
        for route in plan.routes
        for step in route.steps
        if step.kind in VISITS
        and step.arrival_s + step.waiting_s <= now_s
        and route.steps[0].arrival_s < now_s
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=st.one_of(days(), rich_days(5)), now_s=st.integers(0, 6_000), drawn=st.data())
def test_nobody_is_forgotten(document: dict[str, Any], now_s: int, drawn: st.DataObject) -> None:
    problem = reread(document)
    plan = plan_day(problem, time_limit_s=0.4, round_limit=10)
    happened = drawn.draw(events(problem, now_s))

    found = replan(problem, plan, happened, now_s=now_s, rules=Rules(time_limit_s=1, round_limit=5))

    if found.problem.vehicles:
        assert checker.faults(found.problem, found.plan) == []
    assert accounted(found) == sorted(found.problem.number_of)
    known = set(problem.number_of)
    assert found.served == done_by(plan, now_s) or any(isinstance(one, Late) for one in happened)
    gone = known - found.served - set(found.problem.number_of)
    closed = {(one.kind, one.stop_id) for one in happened if isinstance(one, Closed)}
    fetched = {key for key in gone if ("delivery", key[1]) in found.problem.number_of}
    partners = {
        (stop.kind.value, stop.stop_id)
        for task in problem.tasks
        for stop in task.stops
        if any((one.kind.value, one.stop_id) in closed for one in task.stops)
    }
    assert gone <= partners | fetched
