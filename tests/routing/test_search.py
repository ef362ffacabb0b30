"""How long a search lasts, and what it does where its rounds fail."""

import time

import pytest

from routing import filling, search
from routing.alone import able
from routing.effort import Effort
from routing.problem import Problem
from routing.solve import FIRST_PLANS, Model, Style
from tests.routing.days import courier, day, job


@pytest.fixture
def tight() -> Problem:
    """A bag that both hands out and takes back, so full that many an insertion fails."""
    jobs = [job(1, 1, pickup=[3], delivery=[0]), job(2, 2, delivery=[5])]
    return day(jobs, [courier(capacity=[5])])


def test_rounds_that_fail_are_counted_too(tight: Problem) -> None:
    """OR-Tools' own limit counts plans; the search must not go on until it has as many."""
    model = Model(tight, able(tight), 0)

    found, rounds = model.better_plan(FIRST_PLANS[0], Style.ITERATED_LS, 1.0, 30, 60)

    assert found is not None
    assert found.runs == [[1, 0]]
    assert rounds.plans < 30 < rounds.begun


def test_a_day_where_rounds_fail_is_searched_in_the_other_way(
    tight: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The probe sees that too few rounds lead to a plan."""
    monkeypatch.setattr(search, "FEWEST_PLANS", 0)
    used: list[Style] = []
    plain = Model.better_plan

    def noted(model: Model, way: str, style: Style, *rest: object) -> object:
        used.append(style)
        return plain(model, way, style, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Model, "better_plan", noted)

    search.search_widely(
        tight, able(tight), Effort(deadline_s=time.monotonic() + 0.6, round_limit=20)
    )

    assert used == [Style.ITERATED_LS, Style.GUIDED]


def test_twins_are_told_apart_the_same_way_each_time() -> None:
    """Two equal jobs and room for one: which one goes must not hang on the memory."""
    wishes = {"delivery": [2], "pickup": [2], "priority": 100}
    problem = day([job(n, 2, **wishes) for n in (1, 2)], [courier(capacity=[9], max_tasks=1)])

    plans = [Model(problem, able(problem), 7).first_plan(FIRST_PLANS[0], 1.0) for _ in range(20)]

    assert len({str(plan) for plan in plans}) == 1


def test_of_couriers_who_are_alike_only_a_few_are_searched_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One run is enough, so one courier and two to spare are kept; one who is unlike them too."""
    problem = day([job(1, 1), job(2, 2)], [*map(courier, range(9)), courier(9, max_tasks=5)])
    sizes: list[int] = []
    plain = Model.better_plan

    def noted(model: Model, *rest: object) -> object:
        sizes.append(len(model.problem.vehicles))
        return plain(model, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Model, "better_plan", noted)

    runs = search.search_widely(
        problem, able(problem), Effort(deadline_s=time.monotonic() + 2, round_limit=5)
    )

    assert len(runs) == 10
    assert sizes == [4]


def test_a_shipment_is_put_in_with_its_pick_up_first() -> None:
    """Every pair of places in a run of two, and never the hand-over before the pick-up."""
    tried = list(filling.with_task([7, 8], [1, 2]))

    assert len(tried) == 6
    assert all(sorted(run) == [1, 2, 7, 8] and run.index(1) < run.index(2) for run in tried)
