"""What a plan pays for wishes: another courier than the known one, an uneven day, stops left out.

These are no part of a run's cost, which is VROOM's; the search weighs them all the same.
"""

from collections.abc import Iterable, Mapping

from routing.plan import Plan, Route, StepKind
from routing.problem import Balance, Problem

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


def wishes(problem: Problem, plan: Plan) -> dict[str, int]:
    """What is paid for each kind of wish, in VROOM's unit; only for those the problem has."""
    owners = {
        problem.task_of[problem.number_of[step.kind.value, step.task_id]]: route.vehicle_id
        for route in plan.routes
        for step in route.steps
        if step.kind in VISITS and step.task_id is not None
    }
    paid: dict[str, int] = {}
    if any(task.preferred for task in problem.tasks):
        paid["courier"] = other_courier_cost(problem, owners)
    if any(task.penalty is not None for task in problem.tasks):
        paid["penalty"] = sum(
            task.penalty or 0 for n, task in enumerate(problem.tasks) if n not in owners
        )
    if problem.balance:
        lengths = [route_s(route) for route in plan.routes]
        paid["balance"] = uneven_cost(
            problem.balance, lengths, difficulties(problem, owners).values()
        )
    return paid


def other_courier_cost(problem: Problem, owners: Mapping[int, int]) -> int:
    """What is paid for readers who are not visited by the courier they know; tasks by number."""
    return sum(
        task.preferred.cost
        for n, task in enumerate(problem.tasks)
        if task.preferred and n in owners and owners[n] != task.preferred.vehicle_id
    )


def uneven_cost(balance: Balance, lengths_s: Iterable[int], difficult: Iterable[int]) -> int:
    """What the longest run and the most difficult one cost."""
    longest = balance.per_hour * max(lengths_s, default=0)
    return -(-longest // 3600) + balance.per_difficulty * max(difficult, default=0)


def difficulties(problem: Problem, owners: Mapping[int, int]) -> dict[int, int]:
    """For every courier with a run the difficulty of the stops in it."""
    found: dict[int, int] = {}
    for n, courier in owners.items():
        found[courier] = found.get(courier, 0) + problem.tasks[n].difficulty
    return found


def route_s(route: Route) -> int:
    """How long a courier is away: from leaving to being back."""
    return route.steps[-1].leaves_s - route.steps[0].arrival_s
