"""Any small day that a file may describe, for property tests."""

from typing import Any

from hypothesis import strategies as st

from tests.routing.days import DAY_S, STREET, document

PLACES = st.integers(0, STREET - 1)


@st.composite
def windows(draw: st.DrawFn) -> list[list[int]]:
    """One to three windows that do not overlap."""
    ends = sorted(draw(st.sets(st.integers(0, DAY_S), min_size=2, max_size=6)))
    return [list(pair) for pair in zip(ends[::2], ends[1::2], strict=False)]


def _loads(most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, most), min_size=2, max_size=2)


SKILLS = st.lists(st.integers(1, 2), max_size=2, unique=True)


@st.composite
def jobs(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A visit with any of a job's wishes."""
    return {
        "id": number,
        "location_index": draw(PLACES),
        "setup": draw(st.sampled_from([0, 120])),
        "service": draw(st.integers(0, 900)),
        "delivery": draw(_loads(5)),
        "pickup": draw(_loads(5)),
        "priority": draw(st.sampled_from([0, 0, 10, 100])),
        "skills": draw(SKILLS),
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
    return {"pickup": ends[0], "delivery": ends[1], "amount": draw(_loads(5))}


@st.composite
def couriers(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A courier with any of a courier's limits, who starts or ends anywhere or nowhere."""
    ends = draw(
        st.sampled_from([{"start_index": 0, "end_index": 0}, {"start_index": 3}, {"end_index": 5}])
    )
    opens_s = draw(st.integers(0, DAY_S // 2))
    rests = [
        {"id": n, "service": draw(st.integers(0, 1800)), "time_windows": draw(windows())}
        for n in range(draw(st.integers(0, 2)))
    ]
    limits = st.fixed_dictionaries(
        {},
        optional={
            "max_tasks": st.integers(0, 5),
            "max_travel_time": st.integers(0, 3_000),
            "max_distance": st.integers(0, 5_000),
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
        "capacity": draw(_loads(12)),
        "skills": draw(SKILLS),
        "time_window": [opens_s, draw(st.integers(opens_s, DAY_S))],
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
