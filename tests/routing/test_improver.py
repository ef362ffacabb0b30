"""The compiled improver: every plan right and priced right, whatever the day, and repeatable."""

import time
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from routing import checker
from routing.alone import able
from routing.effort import Better, Effort, Watch
from routing.filling import price
from routing.improver.chain import Chain
from routing.improver.compiled import available
from routing.improver.expresses import expresses
from routing.improver.picture import draw
from routing.improver.portfolio import improve
from routing.planner import plan_day
from routing.problem import NO_ROAD, Break, Problem, Vehicle
from routing.rich import state as rich
from routing.timetable import Timetable, Timetables
from tests.routing.days import city, courier, day, job, reread
from tests.routing.strategies import days

pytestmark = pytest.mark.skipif(not available(), reason="no compiler is installed")

AMPLE_S = 3_600.0
SLACK = 1.02
"""How much dearer a plan may be after a change that cannot make the best plan dearer."""
GENEROUS = settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])


def effort(rounds: int, *, seed: int = 1, cores: int = 1) -> Effort:
    """A budget of rounds; the clock never ends it."""
    ends_s = time.monotonic() + AMPLE_S
    return Effort(deadline_s=ends_s, round_limit=rounds, seed=seed, cores=cores)


def improved(problem: Problem, rounds: int, **more: Any) -> list[list[int]]:
    """The runs after so many rounds."""
    return improve(problem, able(problem), effort(rounds, **more))


def cost(problem: Problem, runs: list[list[int]]) -> tuple[int, int]:
    """Stops left out, and the price of the runs as the timetable tells it."""
    tables, total = Timetables(problem), 0
    for vehicle, run in zip(problem.vehicles, runs, strict=True):
        if run:
            table = tables.lay_out(vehicle, run)
            assert isinstance(table, Timetable), table
            total += price(vehicle, table)
    return len(problem.stops) - sum(map(len, runs)), total


@GENEROUS
@given(document=days(), seed=st.integers(0, 99))
def test_every_run_of_any_day_keeps_every_limit(document: dict[str, Any], seed: int) -> None:
    """Windows, setup, breaks, two-way loads, shipments, skills, limits, blocked roads."""
    problem = reread(document)

    runs = improved(problem, 150, seed=seed)

    left, _ = cost(problem, runs)
    planned = [stop for run in runs for stop in run]
    assert len(planned) == len(set(planned)) == len(problem.stops) - left


@GENEROUS
@given(document=days())
def test_what_the_improver_believes_a_plan_costs_is_what_it_costs(document: dict[str, Any]) -> None:
    problem = reread(document)
    may = able(problem)
    assume(any(may))
    picture = draw(problem, may, 0)
    chain = Chain(picture.day, 5)

    chain.go(100, 1_000.0)

    runs: list[list[int]] = [[] for _ in problem.vehicles]
    for number, run in zip(picture.couriers, chain.best, strict=True):
        runs[number] = [picture.stops[node] for node in run]
    assert cost(problem, runs)[1] == chain.score[1] * picture.step


@settings(max_examples=20, deadline=None, suppress_health_check=[*HealthCheck])
@given(document=days())
def test_the_checker_passes_every_plan_made_of_it(document: dict[str, Any]) -> None:
    problem = reread(document)

    plan = plan_day(problem, time_limit_s=60, round_limit=100, seed=4)

    assert checker.faults(problem, plan) == []


@pytest.mark.parametrize("cores", [1, 2])
def test_the_same_seed_rounds_and_cores_make_the_same_plan(cores: int) -> None:
    """Threads may finish in any order; the plan does not depend on it."""
    problem = city()

    assert improved(problem, 3_000, seed=7, cores=cores) == improved(
        problem, 3_000, seed=7, cores=cores
    )


def test_another_seed_makes_another_plan() -> None:
    assert improved(city(), 300, seed=1) != improved(city(), 300, seed=2)


@settings(max_examples=15, deadline=None, suppress_health_check=[*HealthCheck])
@given(document=days())
def test_another_courier_never_makes_a_plan_worse(document: dict[str, Any]) -> None:
    """No stop more is left out, and the plan is no dearer than the slack."""
    problem = reread(document)
    twin = replace(problem.vehicles[0], vehicle_id=99)
    larger = replace(problem, vehicles=(*problem.vehicles, twin))

    left, paid = cost(problem, improved(problem, 1_000))
    left_then, paid_then = cost(larger, improved(larger, 1_000))

    assert left_then <= left
    assert left_then < left or paid_then <= paid * SLACK


@settings(max_examples=15, deadline=None, suppress_health_check=[*HealthCheck])
@given(document=days(), luck=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing_but_ties(
    document: dict[str, Any], luck: Any
) -> None:
    problem = reread(document)
    tasks, vehicles = list(problem.tasks), list(problem.vehicles)
    luck.shuffle(tasks)
    luck.shuffle(vehicles)
    shuffled = replace(problem, tasks=tuple(tasks), vehicles=tuple(vehicles))

    left, paid = cost(problem, improved(problem, 1_000))
    left_then, paid_then = cost(shuffled, improved(shuffled, 1_000))

    assert left_then == left
    assert paid_then <= paid * SLACK
    assert paid <= paid_then * SLACK


@dataclass(slots=True)
class Listener:
    """Hears of better plans and stops the search after some."""

    most: int
    heard: list[Better] = field(default_factory=list)

    def hear(self, better: Better) -> None:
        """Keeps it."""
        self.heard.append(better)

    def enough(self) -> bool:
        """Whether the search may end."""
        return len(self.heard) >= self.most


@pytest.mark.parametrize("cores", [1, 2])
def test_a_search_that_is_stopped_gives_the_best_plan_so_far(cores: int) -> None:
    """Every better plan is told of; the answer is the last one, and it is right."""
    listener = Listener(most=2)
    watch = Watch(on_better=listener.hear, cancelled=listener.enough)
    problem, begun_s = city(), time.monotonic()

    plan = plan_day(problem, time_limit_s=AMPLE_S, seed=3, cores=cores, watch=watch)

    assert time.monotonic() - begun_s < AMPLE_S / 10
    assert checker.faults(problem, plan) == []
    assert len(listener.heard) >= 2
    ranks = [(better.left_out, better.cost) for better in listener.heard]
    assert ranks == sorted(ranks, reverse=True)


def test_a_small_day_does_not_wait_for_its_time_to_be_up() -> None:
    """Three stops are planned in a moment, however long one would wait."""
    begun_s = time.monotonic()

    plan = plan_day(day([job(n, n) for n in (1, 5, 9)]), time_limit_s=AMPLE_S)

    assert plan.unassigned == ()
    assert time.monotonic() - begun_s < AMPLE_S / 10


def test_a_stop_is_not_taken_out_where_no_road_leads_past_it() -> None:
    """From place 1 no road leads to the end but by place 2, so a run may not lose its second."""
    problem = day([job(1, 1), job(2, 2)], [courier(end_index=3)])
    problem.roads["car"].durations_s[[1, 2], [3, 1]] = NO_ROAD

    assert improved(problem, 500) == [[0, 1]]


@st.composite
def wishing_days(draw: st.DrawFn) -> dict[str, Any]:
    """A day with known couriers, stops that may be left out, and a price for an uneven one."""
    document = draw(days())
    who = [vehicle["id"] for vehicle in document["vehicles"]]
    for task in (*document.get("jobs", []), *document.get("shipments", [])):
        wishes = st.fixed_dictionaries(
            {},
            optional={
                "courier": st.fixed_dictionaries(
                    {"id": st.sampled_from(who), "cost": st.integers(0, 3_000)}
                ),
                "penalty": st.integers(0, 4_000),
                "difficulty": st.integers(0, 9),
            },
        )
        task.update(draw(wishes))
    for vehicle in document["vehicles"]:
        vehicle.pop("breaks", None)  # they are not counted in what the longest run costs
        vehicle.setdefault("costs", {})["per_task_hour"] = 0
    balance = draw(st.sampled_from([None, {"per_hour": 3_600, "per_difficulty": 120}]))
    return document if balance is None else {**document, "balance": balance}


@GENEROUS
@given(document=wishing_days())
def test_wishes_are_priced_as_the_exact_day_prices_them(document: dict[str, Any]) -> None:
    """Other couriers than the known one, stops left out for their penalty, an uneven day."""
    problem = reread(document)
    may = able(problem)
    assume(any(may))
    assert expresses(problem) == ()
    picture = draw(problem, may, 0)
    chain = Chain(picture.day, 5)

    chain.go(100, 1_000.0)

    runs: list[list[int]] = [[] for _ in problem.vehicles]
    for number, run in zip(picture.couriers, chain.best, strict=True):
        runs[number] = [picture.stops[node] for node in run]
    exact = rich.Day(problem, Timetables(problem))
    state = rich.empty(exact)
    for courier_number, run in enumerate(runs):
        laid = exact.lay(courier_number, run)
        assert laid is not None
        state.laid[courier_number] = laid
        state.left -= {problem.task_of[stop] for stop in run}
    state.left = {task for task in state.left if may[task]}
    assert exact.score(state)[1] == chain.score[1] * picture.step


def test_a_courier_whom_the_reader_knows_comes_where_the_way_is_not_too_far() -> None:
    near, far = courier(1, start_index=0, end_index=0), courier(2, start_index=9, end_index=9)
    known = {"id": 2, "cost": 100_000}

    assert improved(day([job(1, 1)], [near, far]), 200) == [[0], []]
    assert improved(day([job(1, 1, courier=known)], [near, far]), 200) == [[], [0]]


def test_a_stop_is_left_out_where_that_costs_less_than_going() -> None:
    assert improved(day([job(1, 9, penalty=1), job(2, 1)]), 200) == [[1]]
    assert improved(day([job(1, 9, penalty=100_000), job(2, 1)]), 200) in ([[0, 1]], [[1, 0]])


def test_work_is_shared_where_an_uneven_day_costs() -> None:
    jobs = [job(n, 1, service=1_800) for n in range(1, 5)]
    team = [courier(1), courier(2)]
    alone = improved(day(jobs, team), 500)

    shared = improved(day(jobs, team, balance={"per_hour": 36_000}), 500)

    assert sorted(map(len, alone)) == [0, 4]
    assert sorted(map(len, shared)) == [2, 2]


def test_expresses_every_wish_of_today() -> None:
    assert expresses(city()) == ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodyVehicle(Vehicle):
    """A courier with a wish that the improver has never heard of."""

    mood: str = "fair"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongBreak(Break):
    """A break with a wish that has no default."""

    menu: tuple[str, ...]


def test_a_wish_that_the_improver_does_not_know_is_not_overlooked() -> None:
    """At its default it changes nothing; otherwise the day goes to OR-Tools."""
    problem = day([job(1, 1)])
    moody = MoodyVehicle(vehicle_id=1, start=None, end=None)

    assert expresses(replace(problem, vehicles=(moody,))) == ()
    assert expresses(replace(problem, vehicles=(replace(moody, mood="sad"),))) == (
        "MoodyVehicle.mood",
    )
    rests = (LongBreak(break_id=1, windows=(), menu=()),)
    assert expresses(replace(problem, vehicles=(replace(moody, breaks=rests),))) == (
        "LongBreak.menu",
    )
