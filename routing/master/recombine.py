"""Of all runs met in good plans, the cheapest choice that serves every stop: set covering.

A linear relaxation (GLOP) prices every stop; a run whose price exceeds what its stops are worth by
more than the gap between relaxation and best plan can be in no better plan. CP-SAT chooses among
the rest. Source of the fixing: Dantzig and Wolfe's reduced costs, as in any text on column
generation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

MOST_COLUMNS = 2_500
"""How many runs CP-SAT is given; the dearest in reduced cost are dropped first."""
MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """A run that may be chosen: whose kind, its stops in order, its price."""

    kind: int
    stops: tuple[int, ...]
    price: int


def recombine(
    columns: Sequence[Column],
    best: Sequence[Column],
    couriers: Sequence[int],
    *,
    limit_s: float,
    effort: float,
    seed: int,
) -> list[Column] | None:
    """A cheaper choice of runs than `best` serving all its stops, or None where none was found.

    `couriers` says how many there are of each kind. A stop may be in several of the chosen runs.
    `effort` is CP-SAT's deterministic time: where it ends before `limit_s` seconds do, the same
    columns lead to the same choice.
    """
    served = sorted({stop for column in best for stop in column.stops})
    price = sum(column.price for column in best)
    worth = _reduced(columns, served, couriers)
    if worth is None or price - worth[0] < MARGIN:
        return None
    bound, reduced = worth
    near = sorted((cost, n) for n, cost in enumerate(reduced) if cost < price - bound - MARGIN)[
        :MOST_COLUMNS
    ]
    chosen = {column.stops for column in best}
    kept = [columns[n] for _, n in near if columns[n].stops not in chosen] + list(best)
    return _choose(kept, served, couriers, price, (limit_s, effort, seed))


def _reduced(
    columns: Sequence[Column], served: Sequence[int], couriers: Sequence[int]
) -> tuple[float, list[float]] | None:
    """The value of the relaxation and the reduced cost of every column."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    if solver is None:
        return None
    covers = {stop: solver.Constraint(1.0, solver.infinity()) for stop in served}
    teams = [solver.Constraint(0.0, float(count)) for count in couriers]
    objective = solver.Objective()
    variables = []
    for column in columns:
        variable = solver.NumVar(0.0, solver.infinity(), "")
        objective.SetCoefficient(variable, float(column.price))
        teams[column.kind].SetCoefficient(variable, 1.0)
        for stop in column.stops:
            if stop in covers:
                covers[stop].SetCoefficient(variable, 1.0)
        variables.append(variable)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return objective.Value(), [variable.ReducedCost() for variable in variables]


def _choose(
    columns: Sequence[Column],
    served: Sequence[int],
    couriers: Sequence[int],
    price: int,
    limits: tuple[float, float, int],
) -> list[Column] | None:
    """The best choice that CP-SAT finds below a price; the last columns are the plan known."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in columns]
    holding: dict[int, list[cp_model.IntVar]] = {stop: [] for stop in served}
    of_kind: list[list[cp_model.IntVar]] = [[] for _ in couriers]
    for column, variable in zip(columns, taken, strict=True):
        of_kind[column.kind].append(variable)
        for stop in column.stops:
            if stop in holding:
                holding[stop].append(variable)
    for choices in holding.values():
        model.add_bool_or(choices)
    for variables, count in zip(of_kind, couriers, strict=True):
        if len(variables) > count:
            model.add(sum(variables) <= count)
    cost = sum(column.price * variable for column, variable in zip(columns, taken, strict=True))
    model.add(cost <= price - 1)
    model.minimize(cost)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.max_time_in_seconds, parameters.max_deterministic_time = limits[:2]
    parameters.random_seed = limits[2]
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [
        column for column, variable in zip(columns, taken, strict=True) if solver.value(variable)
    ]
