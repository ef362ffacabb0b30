"""Runs met in different plans are put together anew where that is cheaper."""

from routing.alone import able
from routing.improver.picture import draw
from routing.improver.portfolio import without_twice
from routing.master.recombine import Column, recombine
from tests.routing.days import city

BEST = [Column(0, (1, 2), 10), Column(0, (3, 4), 10), Column(0, (5, 6), 10)]


def test_the_cheaper_halves_of_two_plans_are_joined() -> None:
    """Neither plan had both."""
    others = [Column(0, (1, 3), 6), Column(0, (2, 4), 6), Column(0, (5, 1, 6), 30)]

    chosen = recombine([*BEST, *others], BEST, [3], limit_s=10.0, effort=1.0, seed=1)

    assert chosen is not None
    assert {column.stops for column in chosen} == {(1, 3), (2, 4), (5, 6)}


def test_no_more_runs_are_chosen_than_there_are_couriers() -> None:
    """Six short runs would be cheaper, but there are three couriers."""
    single = [Column(0, (stop,), 1) for stop in range(1, 7)]

    assert recombine([*BEST, *single], BEST, [3], limit_s=10.0, effort=1.0, seed=1) is None


def test_a_stop_in_two_chosen_runs_stays_where_it_costs_less() -> None:
    """What the choice holds twice is taken out of one run before the plan is gone on from."""
    problem = city()
    picture = draw(problem, able(problem), 0)

    kept = without_twice([Column(0, (1, 2, 3), 0), Column(0, (3, 4), 0)], picture)

    assert sorted(stop for column in kept for stop in column.stops) == [1, 2, 3, 4]
