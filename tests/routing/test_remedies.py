"""A remedy that is stated helps: with its change the stop fits beside what is planned already."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing import checker
from routing.filling import with_task
from routing.plan import Change, Plan, Reason, StepKind
from routing.planner import plan_day
from routing.problem import Problem
from routing.remedies import applied
from routing.timetable import Timetable, Timetables
from routing.writing import route
from tests.routing.days import reread
from tests.routing.rich.strategies import rich_days
from tests.routing.strategies import days


def helps(problem: Problem, plan: Plan, task: int, change: Change) -> bool:
    """Whether the checker passes a plan in which the courier's run holds the task as well."""
    better = applied(problem, change, task)
    courier = next(v for v in better.vehicles if v.vehicle_id == change.vehicle_id)
    gone = {better.number_of[key] for key in change.instead_of}
    before = [one for one in plan.routes if one.vehicle_id == change.vehicle_id]
    run = [number for one in before for number in numbers(better, one.steps) if number not in gone]
    tables = Timetables(better)
    for tried in with_task(run, better.stops_of[task]):
        if isinstance(tables.lay_out(courier, tried), Timetable):
            alone = Plan(routes=(route(better, tables, courier, tried),), unassigned=())
            faults = checker.faults(better, alone)
            return all("neither in a run" in fault for fault in faults)
    return False


def numbers(problem: Problem, steps: Any) -> list[int]:
    """The stops and reloads of a run, as a run has them."""
    found = []
    for step in steps:
        if step.kind is StepKind.RELOAD:
            found.append(-1 - step.task_id)
        elif (step.kind.value, step.task_id) in problem.number_of:
            found.append(problem.number_of[step.kind.value, step.task_id])
    return found


def reasons(problem: Problem, plan: Plan) -> list[tuple[int, Reason]]:
    """The tasks left over, each with its reason."""
    return [
        (problem.task_of[problem.number_of[left.kind.value, left.task_id]], left.reason)
        for left in plan.unassigned
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=st.one_of(days(), rich_days(5)))
def test_with_the_stated_remedy_the_stop_fits(document: dict[str, Any]) -> None:
    problem = reread(document)
    plan = plan_day(problem, time_limit_s=0.5, round_limit=15)

    for task, reason in reasons(problem, plan):
        if reason.change is not None:
            assert helps(problem, plan, task, reason.change), reason


def test_without_the_remedy_it_did_not_fit() -> None:
    """The test above could fail: the same change undone, and there is no room."""
    document = {
        "jobs": [{"id": n, "location_index": 1, "service": 600} for n in (1, 2)],
        "vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "time_window": [0, 900]}],
        "matrices": {"car": {"durations": [[0, 60], [60, 0]]}},
    }
    problem = reread(document)
    plan = plan_day(problem, time_limit_s=2, round_limit=10)
    ((task, reason),) = reasons(problem, plan)

    assert reason.remedy == "Courier 1 until 00:22 would take it."
    assert reason.change is not None
    assert helps(problem, plan, task, reason.change)
    assert not helps(problem, plan, task, Change(vehicle_id=1))
