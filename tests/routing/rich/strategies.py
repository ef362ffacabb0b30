"""Any small day on the street with any mixture of richer wishes, as the oracle reads it."""

from typing import Any

from hypothesis import strategies as st

from tests.routing.days import courier, document, job, street

PLACES = st.integers(0, 11)
MINUTES = st.sampled_from([300, 600, 1_200, 1_800])


@st.composite
def rich_jobs(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A job with any wish."""
    opens_s = draw(st.sampled_from([0, 600, 1_500]))
    return job(
        number,
        draw(PLACES),
        service=draw(st.sampled_from([0, 120, 300])),
        delivery=[draw(st.integers(0, 3))],
        pickup=[draw(st.integers(0, 3))],
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "setup": st.just(180),
                    "never": st.sampled_from([[1], [2]]),
                    "courier": st.fixed_dictionaries(
                        {"id": st.sampled_from([1, 2]), "cost": st.sampled_from([200, 2_000])}
                    ),
                    "penalty": st.sampled_from([200, 600, 1_500]),
                    "difficulty": st.integers(1, 4),
                    "time_windows": st.just([[opens_s, opens_s + draw(MINUTES)]]),
                    "service_per_type": st.just({"van": 600}),
                },
            )
        ),
    )


@st.composite
def rich_couriers(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A courier with any wish."""
    opens_s = draw(st.sampled_from([0, 900]))
    pause: dict[str, Any] = {
        "id": 1,
        "service": 240,
        "time_windows": [[opens_s, opens_s + draw(MINUTES)]],
    }
    interruptions: list[dict[str, Any]] = [
        {},
        {"breaks": [pause]},
        {"reloads": [{"location_index": draw(PLACES), "service": 60}]},
        {"rest": {"id": 9, "after": draw(MINUTES) + 900, "service": 300}},
    ]
    return courier(
        number,
        time_window=[opens_s, opens_s + draw(st.sampled_from([2_400, 4_800, 9_000]))],
        capacity=[draw(st.integers(3, 8))],
        **draw(st.sampled_from(interruptions)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "type": st.just("van"),
                    "costs": st.fixed_dictionaries(
                        {"fixed": st.sampled_from([0, 500]), "per_task_hour": st.just(3_600)}
                    ),
                },
            )
        ),
    )


@st.composite
def rich_days(draw: st.DrawFn, most_jobs: int = 4) -> dict[str, Any]:
    """One or two couriers and a few jobs."""
    jobs = draw(st.integers(1, most_jobs))
    return document(
        [draw(rich_jobs(n + 1)) for n in range(jobs)],
        [draw(rich_couriers(n + 1)) for n in range(draw(st.integers(1, 2)))],
        matrices={"car": street()},
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "balance": st.just({"per_hour": 3_600, "per_difficulty": 100}),
                    "traffic": st.just(
                        {"car": [{"time_window": [300, 1_500], "speed_factor": 0.5}]}
                    ),
                },
            )
        ),
    )
