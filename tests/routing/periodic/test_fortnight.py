"""Two weeks of visits: as often as asked, far enough apart, no day too full, reasons for all."""

from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing import checker
from routing.errors import BadProblem
from routing.periodic.fortnight import plan_fortnight
from routing.periodic.horizon import Fortnight, Horizon, Visit, WorkingDay
from routing.plan import ReasonCode, StepKind
from routing.problem import Place, Preference, Roads, Stop, StopKind, Task, Vehicle, Window

HOUR_S = 3_600


def street(minutes: int = 1) -> dict[str, Roads]:
    """Twelve places in a row."""
    steps = np.abs(np.subtract.outer(np.arange(12), np.arange(12))).astype(np.int64)
    return {"car": Roads(steps * 60 * minutes, steps * 100)}


def reader(number: int, at: int = 0, service_s: int = HOUR_S, **more: Any) -> Visit:
    """Somebody who is visited once unless it is said otherwise."""
    task = {name: more.pop(name) for name in ("skills", "never", "preferred") if name in more}
    stop = Stop(stop_id=number, kind=StopKind.JOB, place=Place(at), service_s=service_s)
    frequency = {} if "every" in more else {"times": 1}
    return Visit(task=Task(stops=(stop,), **task), **{**frequency, **more})


def courier(number: int = 1, hours: int = 8, **more: Any) -> Vehicle:
    """From place 0 and back."""
    shift = Window(0, hours * HOUR_S)
    return Vehicle(vehicle_id=number, start=Place(0), end=Place(0), shift=shift, **more)


def horizon(visits: list[Visit], days: int = 14, couriers: int = 1, hours: int = 8) -> Horizon:
    """Every day the same couriers."""
    who = tuple(courier(n + 1, hours) for n in range(couriers))
    return Horizon(visits=tuple(visits), days=(WorkingDay(who),) * days, roads=street(), share=1.0)


def planned(asked: Horizon, limit_s: float = 6.0) -> Fortnight:
    """A fortnight with few rounds a day."""
    return plan_fortnight(asked, time_limit_s=limit_s, round_limit=5)


def test_a_visit_every_week_comes_every_week() -> None:
    """Last seen two days ago: again on the fifth day from now, give or take one, and a week on."""
    found = planned(horizon([reader(1, every=7, slack=1, last_day=-2)]))

    (days,) = found.visited
    assert len(days) == 2
    assert days[0] in (4, 5, 6)
    assert days[1] - days[0] in (6, 7, 8)
    assert found.missed == ()


def test_visits_are_only_on_allowed_days_and_far_enough_apart() -> None:
    """Three times, Mondays and Thursdays only, at least three days apart."""
    days = frozenset({0, 3, 7, 10})

    found = planned(horizon([reader(1, times=3, allowed=days, apart=3)]))

    assert set(found.visited[0]) <= days
    assert len(found.visited[0]) == 3
    assert all(b - a >= 3 for a, b in pairwise(found.visited[0]))


def test_a_promised_day_is_kept_though_another_would_be_nearer() -> None:
    found = planned(horizon([reader(n, times=1, fixed=frozenset({n})) for n in range(4)]))

    assert found.visited == ((0,), (1,), (2,), (3,))


def test_no_day_is_fuller_than_it_must_be() -> None:
    """Eight hours of visits on four days of three hours: two each."""
    found = planned(horizon([reader(n) for n in range(8)], days=4, hours=3))

    visits = [len(day.problem.tasks) for day in found.days]
    assert visits == [2, 2, 2, 2]


def test_neighbours_share_a_day() -> None:
    """Two groups at the two ends of the street, an hour from end to end."""
    ends = [reader(n, at, 600) for n, at in enumerate([1] * 8 + [11] * 8)]
    asked = Horizon(
        visits=tuple(ends), days=(WorkingDay((courier(hours=4),)),) * 2, roads=street(5), share=1.0
    )

    found = planned(asked)

    places = [{task.stops[0].place.index for task in day.problem.tasks} for day in found.days]
    assert sorted(map(sorted, places)) == [[1], [11]]


def test_one_reader_has_one_courier() -> None:
    found = planned(horizon([reader(n, times=4) for n in range(3)], couriers=2), limit_s=10)

    for number in range(3):
        couriers = {
            route.vehicle_id
            for day in found.days
            for route in day.plan.routes
            for step in route.steps
            if step.kind is StepKind.JOB and step.task_id == number
        }
        assert len(couriers) == 1


def test_the_courier_whom_a_reader_knows_comes() -> None:
    known = Preference(2, 500)

    found = planned(horizon([reader(1, times=2, preferred=known)], couriers=2))

    assert [r.vehicle_id for day in found.days for r in day.plan.routes] == [2, 2]


@pytest.mark.parametrize(
    ("visit", "code", "sentence"),
    [
        (reader(1, skills=frozenset({9})), ReasonCode.NO_COURIER, "nobody who could come works"),
        (
            reader(1, times=4, allowed=frozenset({0, 1, 2, 3}), apart=2),
            ReasonCode.WINDOW,
            "2 visits of 4 found no day",
        ),
        (reader(1, service_s=9 * HOUR_S), ReasonCode.NO_COURIER, "nobody who could come works"),
    ],
)
def test_what_finds_no_day_is_named_with_its_reason(
    visit: Visit, code: ReasonCode, sentence: str
) -> None:
    found = planned(horizon([visit]))

    (missed,) = found.missed
    assert missed.reason.code is code
    assert sentence in missed.reason.sentence
    assert missed.reason.remedy


def test_full_days_are_named_as_the_reason() -> None:
    found = planned(horizon([reader(n) for n in range(3)], days=2, hours=1))

    (missed,) = found.missed
    assert missed.reason.code is ReasonCode.ROOM
    assert missed.reason.sentence == (
        "1 visit of 1 found no day: the days on which it could be are full."
    )


def most_visits(asked: list[tuple[int, int, frozenset[int]]], days: int, hours: int) -> int:
    """The most visits that fit, by trying every pattern of every reader; hours are whole."""
    patterns = [
        [
            chosen
            for count in range(times + 1)
            for chosen in combinations(sorted(allowed), count)
            if all(b - a >= apart for a, b in pairwise(chosen))
        ]
        for times, apart, allowed in asked
    ]
    return max(
        sum(map(len, chosen))
        for chosen in product(*patterns)
        if all(sum(day in one for one in chosen) <= hours for day in range(days))
    )


READERS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(1, 2),
        st.sets(st.integers(0, 3), min_size=1).map(frozenset),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=READERS, hours=st.integers(1, 2))
def test_as_many_visits_are_made_as_any_pattern_allows(
    asked: list[tuple[int, int, frozenset[int]]], hours: int
) -> None:
    """All readers live in the branch, so that the clock alone counts; every pattern is tried."""
    visits = [
        reader(n, times=times, apart=apart, allowed=allowed)
        for n, (times, apart, allowed) in enumerate(asked)
    ]

    found = planned(horizon(visits, days=4, hours=hours))

    made = sum(map(len, found.visited))
    assert made == most_visits(asked, 4, hours)
    assert all(checker.faults(day.problem, day.plan) == [] for day in found.days)
    short = {missed.visit for missed in found.missed}
    for n, (times, apart, allowed) in enumerate(asked):
        days = found.visited[n]
        assert set(days) <= allowed
        assert all(b - a >= apart for a, b in pairwise(days))
        assert (len(days) < times) == (n in short)


def test_a_day_that_cannot_hold_its_visits_gives_them_to_another() -> None:
    """Two readers at the same minute with one courier: the clock shows it only within the day."""
    at_once = (Window(3_600, 3_600),)
    visits = [
        Visit(
            task=Task(
                stops=(
                    Stop(
                        stop_id=n,
                        kind=StopKind.JOB,
                        place=Place(1),
                        service_s=1_800,
                        windows=at_once,
                    ),
                )
            ),
            times=1,
        )
        for n in range(2)
    ]

    found = planned(horizon(visits, days=2))

    assert found.missed == ()
    assert sorted(found.visited) == [(0,), (1,)]


BAD: list[tuple[dict[str, Any], str]] = [
    ({"times": 15}, "visits[0].times"),
    ({"times": -1}, "visits[0].times"),
    ({"times": None}, "visits[0].times"),
    ({"every": 0}, "visits[0].every"),
    ({"every": 3, "slack": 3}, "visits[0].slack"),
    ({"apart": 0}, "visits[0].apart"),
    ({"allowed": frozenset({14})}, "visits[0].allowed"),
    ({"fixed": frozenset({20})}, "visits[0].fixed"),
    ({"fixed": frozenset({1, 2}), "apart": 2}, "visits[0].fixed"),
    ({"last_day": 0}, "visits[0].last_day"),
]


@pytest.mark.parametrize(("more", "where"), BAD, ids=str)
def test_what_contradicts_itself_is_refused(more: dict[str, Any], where: str) -> None:
    with pytest.raises(BadProblem) as caught:
        horizon([reader(1, **more)])

    assert caught.value.where == where


def test_bounds_hold() -> None:
    with pytest.raises(BadProblem, match="days"):
        horizon([reader(1)], days=43)
    with pytest.raises(BadProblem, match="visits"):
        horizon([])
    with pytest.raises(BadProblem, match="roads"):
        Horizon(visits=(reader(1),), days=(WorkingDay((courier(profile="foot"),)),), roads=street())
