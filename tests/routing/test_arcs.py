"""The prices a solver is fed: priorities before counts before costs, and never beyond 64 bits."""

import numpy as np
import pytest

from routing import arcs
from routing.problem import Problem
from tests.routing.days import courier, day, job

DEAR = {"fixed": 10**7, "per_hour": 10**7, "per_km": 10**7}


def priced(problem: Problem) -> arcs.Prices:
    """The prices of all tasks of a day."""
    return arcs.prices(problem, arcs.nodes(problem, range(len(problem.tasks)), seed=0))


@pytest.mark.parametrize("costs", [{}, DEAR, {"per_hour": 0}])
def test_leaving_a_stop_out_is_dearer_than_any_road(costs: dict[str, int]) -> None:
    """Also with the dearest couriers, and with those who cost nothing."""
    problem = day([job(n, n) for n in range(1, 9)], [courier(costs=costs), courier(2)])

    prices = priced(problem)

    dearest = max(int(arc.max()) for arc in prices.arcs)
    assert min(prices.left_out) > 8 * (2 * dearest + max(prices.fixed))


def test_one_high_priority_outweighs_all_low_ones() -> None:
    problem = day([job(1, 1, priority=2), *(job(n, n, priority=1) for n in (2,))])

    prices = priced(problem)
    first, second = sorted(prices.left_out)

    assert first > 0
    assert second > first
    many = day([job(n, n % 11) for n in range(60)] + [job(99, 1, priority=1)])
    weights = sorted(priced(many).left_out)
    assert weights[-1] > sum(weights[:-1])


def test_the_largest_sums_stay_within_64_bits() -> None:
    """Two thousand stops of the highest priority, the dearest couriers, the longest roads."""
    far = np.full((12, 12), 10_000_000)
    matrices = {"car": {"durations": far.tolist(), "distances": (far * 10).tolist()}}
    jobs = [job(n, n % 12, priority=100) for n in range(2_000)]
    problem = day(jobs, [courier(costs=DEAR, speed_factor=0.01)], matrices=matrices)

    prices = priced(problem)

    assert sum(prices.left_out) < 2**62
    assert all((arc >= 0).all() for arc in prices.arcs)


def test_no_two_stops_are_equally_dear_to_leave_out() -> None:
    """And what tells them apart is less than the smallest difference between two roads."""
    prices = priced(day([job(n, 2) for n in range(40)]))

    left_out = sorted(prices.left_out)
    roads = np.unique(prices.arcs[0])
    assert len(set(left_out)) == 40
    assert left_out[-1] - left_out[0] < roads[roads > 0].min()


def test_nowhere_is_next_to_everything() -> None:
    """A courier without an end goes home from the last door for nothing."""
    problem = day([job(1, 4)], [{"id": 1, "start_index": 0}])
    at = arcs.nodes(problem, [0], seed=0)

    travel_s = arcs.travel_s(problem, problem.vehicles[0], at)

    assert travel_s[at.starts[0], 0] == 240
    assert not np.any(travel_s[:, at.ends[0]])


def test_another_seed_tries_in_another_order() -> None:
    problem = day([job(n, n) for n in range(10)])

    orders = {arcs.nodes(problem, range(10), seed).stops for seed in range(5)}

    assert len(orders) > 1
