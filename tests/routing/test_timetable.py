"""A run laid out in time: as early as can be, whatever the breaks, and what is over, measured."""

from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.problem import Problem
from routing.timetable import Limit, Obstacle, Timetable, Timetables, next_opening
from tests.routing.days import courier, day, job
from tests.routing.strategies import windows


def laid_out(problem: Problem, run: list[int], aside: Limit | None = None) -> Timetable | Obstacle:
    """A run of the first courier."""
    return Timetables(problem).lay_out(problem.vehicles[0], run, aside, run)


def earliest_end_s(problem: Problem, run: list[int]) -> int | None:
    """The end of the best of all ways to share the breaks out between the roads, one by one."""
    rests = problem.vehicles[0].breaks
    ends = [
        _end_s(problem, run, roads)
        for roads in combinations_with_replacement(range(len(run) + 1), len(rests))
    ]
    return min((end for end in ends if end is not None), default=None)


def _end_s(problem: Problem, run: list[int], road_of_break: tuple[int, ...]) -> int | None:
    """When the day ends if each break is taken on its road, second by second."""
    now_s, here = problem.vehicles[0].shift.opens_s, 0
    stops = [*(problem.stops[number] for number in run), None]
    for road, stop in enumerate(stops):
        there = stop.place.index if stop else 0
        to_drive_s = abs(here - there) * 60
        for rest, wanted in zip(problem.vehicles[0].breaks, road_of_break, strict=True):
            if wanted == road:
                begins_s = next_opening(rest.windows, now_s)
                if begins_s is None:
                    return None
                to_drive_s -= min(to_drive_s, begins_s - now_s)
                now_s = begins_s + rest.service_s
        now_s += to_drive_s
        if stop:
            opens_s = next_opening(stop.windows, now_s)
            if opens_s is None:
                return None
            now_s, here = opens_s + stop.service_s, there
    return now_s if now_s <= problem.vehicles[0].shift.closes_s else None


@st.composite
def runs(draw: st.DrawFn) -> Problem:
    """One courier with up to three breaks, and up to five doors."""
    rests = [
        {"id": n, "service": draw(st.integers(0, 1_200)), "time_windows": draw(windows())}
        for n in range(draw(st.integers(0, 3)))
    ]
    doors = [
        job(n, draw(st.integers(0, 11)), service=draw(st.integers(0, 900)), time_windows=hours)
        for n, hours in enumerate(draw(st.lists(windows(), min_size=1, max_size=5)))
    ]
    return day(doors, [courier(breaks=rests, time_window=[0, draw(st.integers(3_000, 36_000))])])


@settings(max_examples=300, deadline=None)
@given(problem=runs())
def test_no_way_to_share_the_breaks_out_ends_earlier(problem: Problem) -> None:
    """Found: exactly the best of all ways. Not found: there is none."""
    run = list(range(len(problem.stops)))

    found = laid_out(problem, run)

    best_s = earliest_end_s(problem, run)
    assert (found.ends_s if isinstance(found, Timetable) else None) == best_s


@pytest.mark.parametrize(
    ("more", "visit", "limit", "excess"),
    [
        ({}, {"skills": [4]}, Limit.SKILL, 0),
        ({"capacity": [5]}, {"delivery": [7]}, Limit.LOAD, 2),
        ({"max_tasks": 0}, {}, Limit.COUNT, 1),
        ({"max_travel_time": 500}, {}, Limit.TRAVEL, 100),
        ({"max_distance": 900}, {}, Limit.DISTANCE, 100),
        ({}, {"time_windows": [[0, 250]]}, Limit.WINDOW, 50),
        (
            {"breaks": [{"id": 1, "time_windows": [[0, 0]]}], "time_window": [5, 9_000]},
            {},
            Limit.BREAK,
            0,
        ),
        ({"time_window": [0, 800]}, {}, Limit.SHIFT, 100),
    ],
)
def test_what_is_over_is_named_and_measured(
    more: dict[str, Any], visit: dict[str, Any], limit: Limit, excess: int
) -> None:
    """Five minutes there, five at the door, five back; with the limit set aside it is possible."""
    problem = day([job(1, 5, **visit)], [courier(**{"capacity": [9], **more})])

    found = laid_out(problem, [0])

    assert isinstance(found, Obstacle)
    assert (found.limit, found.excess) == (limit, excess)
    assert isinstance(laid_out(problem, [0], aside=limit), Timetable)


def test_a_missing_road_cannot_be_set_aside() -> None:
    matrices = {"car": {"durations": [[0, None], [1, 0]]}}
    problem = day([job(1, 1)], matrices=matrices)

    assert laid_out(problem, [0], aside=Limit.ROAD) == Obstacle(Limit.ROAD, stop=0)
