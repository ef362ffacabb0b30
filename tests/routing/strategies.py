"""Any small day that a file may describe, for property tests."""

from typing import Any

from hypothesis import strategies as st

from tests.routing.days import DAY_S, STREET, document

PLACES = st.integers(0, STREET - 1)


@st.composite
def windows(draw: st.DrawFn) -> list[list[int]]:
    """One to three windows that do not overlap, most of them wide enough to be kept."""
    least_s = draw(st.sampled_from([0, 1_800, 1_800]))
    hours = draw(st.lists(st.integers(1, DAY_S // 6), min_size=1, max_size=3))
    found, free_s = [], 0
    for hour in hours:
        opens_s = free_s + draw(st.integers(0, hour))
        free_s = opens_s + least_s + draw(st.integers(0, hour)) + 1
        found.append([opens_s, free_s - 1])
    return found


def _loads(most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, most), min_size=2, max_size=2)


NEEDED = st.sampled_from([[], [], [], [1], [2], [1, 2]])
HELD = st.sampled_from([[1, 2], [1, 2], [1], []])


@st.composite
def jobs(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A visit with any of a job's wishes."""
    return {
        "id": number,
        "location_index": draw(PLACES),
        "setup": draw(st.sampled_from([0, 120])),
        "service": draw(st.integers(0, 900)),
        "delivery": draw(_loads(3)),
        "pickup": draw(_loads(3)),
        "priority": draw(st.sampled_from([0, 0, 10, 100])),
        "skills": draw(NEEDED),
        **draw(st.fixed_dictionaries({}, optional={"time_windows": windows()})),
    }


@st.composite
def shipments(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Something to be carried from one place to another."""
    ends = [
        {
            "id": number,
            "location_index": draw(PLACES),
            "service": draw(st.integers(0, 600)),
            **draw(st.fixed_dictionaries({}, optional={"time_windows": windows()})),
        }
        for _ in range(2)
    ]
    return {"pickup": ends[0], "delivery": ends[1], "amount": draw(_loads(3))}


@st.composite
def couriers(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A courier with any of a courier's limits, who starts or ends anywhere or nowhere."""
    ends = draw(
        st.sampled_from([{"start_index": 0, "end_index": 0}, {"start_index": 3}, {"end_index": 5}])
    )
    opens_s = draw(st.sampled_from([0, 600, 7_200]))
    rests = [
        {"id": n, "service": draw(st.integers(0, 1800)), "time_windows": draw(windows())}
        for n in range(draw(st.sampled_from([0, 0, 1, 2])))
    ]
    limits = st.fixed_dictionaries(
        {},
        optional={
            "max_tasks": st.integers(0, 9),
            "max_travel_time": st.integers(0, 6_000),
            "max_distance": st.integers(0, 9_000),
            "speed_factor": st.sampled_from([0.18, 0.5, 1.37, 2]),
            "costs": st.fixed_dictionaries(
                {},
                optional={name: st.integers(0, 5_000) for name in ("fixed", "per_hour", "per_km")},
            ),
        },
    )
    return {
        "id": number,
        **ends,
        "capacity": draw(_loads(15)),
        "skills": draw(HELD),
        "time_window": [opens_s, draw(st.integers(DAY_S // 3, DAY_S))],
        "breaks": rests,
        **draw(limits),
    }


@st.composite
def days(draw: st.DrawFn) -> dict[str, Any]:
    """Up to six jobs, two shipments and three couriers, on roads that may be one-way or missing."""
    several = st.integers(0, 6)
    found = document(
        [draw(jobs(n)) for n in range(1, draw(several) + 2)],
        [draw(couriers(n)) for n in range(1, draw(st.integers(1, 3)) + 1)],
        shipments=[draw(shipments(n)) for n in range(draw(st.integers(0, 2)))],
    )
    for _ in range(draw(st.integers(0, 4))):
        here, there = draw(PLACES), draw(PLACES)
        blocked = draw(st.booleans())
        found["matrices"]["car"]["durations"][here][there] = None if blocked else 1_234
    return found
