"""Files in VROOM's JSON: what is read, what is refused and how, and that nothing is lost."""

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing import vroom_json, vroom_out
from routing.errors import BadProblem
from routing.json_fields import Field
from routing.matrix import great_circle
from routing.planner import plan_day
from routing.problem import NO_ROAD, StopKind, Window
from tests.routing.days import CITY, city, courier, day, document, job, reread
from tests.routing.rich.strategies import rich_days
from tests.routing.strategies import days

MAP: dict[str, Any] = {
    "jobs": [{"id": 1, "location": [76.93, 43.25]}],
    "vehicles": [{"id": 1, "start": [76.94, 43.26]}],
}
GOOD: dict[str, Any] = {
    "jobs": [job(1, 1, delivery=[1], pickup=[2]), job(2, 2, time_windows=[[0, 9], [20, 30]])],
    "shipments": [
        {"pickup": {"id": 1, "location_index": 3}, "delivery": {"id": 1, "location_index": 4}}
    ],
    "vehicles": [courier(1, capacity=[5], breaks=[{"id": 1, "time_windows": [[5, 9]]}])],
    "matrices": document([], [])["matrices"],
}


def changed(path: str, value: object, base: dict[str, Any] = GOOD) -> dict[str, Any]:
    """A copy of a good file with one value replaced; the path is like `jobs.0.service`."""
    found = copy.deepcopy(base)
    *way, last = [int(word) if word.isdigit() else word for word in path.split(".")]
    inside: Any = found
    for word in way:
        inside = inside[word]
    inside[last] = value
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written=st.one_of(days(), rich_days()))
def test_a_problem_survives_being_written_and_read(written: dict[str, Any]) -> None:
    problem = reread(written)

    assert reread(vroom_out.problem_json(problem)) == problem


def test_what_is_ours_alone_survives_being_written_and_read() -> None:
    """Steps, tolls and loads of breaks, which the days above do not have."""
    steps = [
        {"type": "start"},
        {"type": "job", "id": 1, "locked": True, "service_at": 500},
        {"type": "break", "id": 1},
        {"type": "job", "id": 2, "service_after": 9, "service_before": 9_000},
    ]
    rest = {"id": 1, "time_windows": [[5, 9]], "max_load": [2]}
    written = changed(
        "vehicles.0", courier(1, capacity=[5], breaks=[rest], steps=steps, type="van")
    )
    written["matrices"]["car"]["costs"] = written["matrices"]["car"]["durations"]

    problem = reread(written)

    assert reread(vroom_out.problem_json(problem)) == problem
    assert [step.locked for step in problem.vehicles[0].steps] == [False, True, False, False]


def test_the_city_day_survives_being_written_and_read() -> None:
    """What was measured on the great circle comes back as matrices with the same numbers."""
    assert reread(vroom_out.problem_json(city())) == city()


def test_the_words_of_vroom_become_ours() -> None:
    problem = reread(GOOD)

    assert [task.name for task in problem.tasks] == [
        "stop 1",
        "stop 2",
        "shipment from pick-up 1 to hand-over 1",
    ]
    assert problem.stops[0].delivery == (1,)
    assert problem.stops[0].pickup == (2,)
    assert problem.stops[1].windows == (Window(0, 9), Window(20, 30))
    assert problem.stops[3].kind is StopKind.DELIVERY


def test_windows_may_stand_in_any_order() -> None:
    problem = reread(changed("jobs.1.time_windows", [[20, 30], [0, 9]]))

    assert problem.stops[1].windows == (Window(0, 9), Window(20, 30))


def test_the_same_point_is_one_place() -> None:
    """Two readers in one house share a row of the matrix."""
    jobs = [{"id": 1, "location": [76.9, 43.2]}, {"id": 2, "location": [76.9, 43.2]}]

    problem = reread({**MAP, "jobs": jobs})

    assert problem.stops[0].place == problem.stops[1].place
    assert problem.roads["car"].durations_s.shape == (2, 2)


def test_a_road_may_be_missing_and_one_way() -> None:
    matrices = {"car": {"durations": [[0, None], [7, 0]]}}

    roads = day([job(1, 1)], matrices=matrices).roads["car"]

    assert roads.durations_s.tolist() == [[0, NO_ROAD], [7, 0]]
    assert roads.distances_m is None


def test_measuring_again_sets_the_matrices_of_the_file_aside() -> None:
    """With a way to measure, only the coordinates count."""
    both = changed("jobs.0.location_index", 0, {**MAP, "matrices": {"car": {"durations": [[0]]}}})

    problem = vroom_json.read(Field(both, ""), measure=great_circle)

    assert problem.roads["car"].durations_s[0, 1] > 0


def test_a_courier_has_the_roads_of_the_own_profile() -> None:
    couriers = [
        {"id": 1, "start": [76.9, 43.2]},
        {"id": 2, "start": [76.9, 43.2], "profile": "foot"},
    ]

    roads = reread({**MAP, "vehicles": couriers}).roads

    assert (roads["foot"].durations_s >= 5 * roads["car"].durations_s).all()


REFUSED: dict[str, list[Any]] = {
    "jobs.0.service": [-1, 1.5, "7", None, True, 10**9, 10**30],
    "jobs.0.setup": [-1],
    "jobs.0.id": [-1, None, 2, "x", 2**70],
    "jobs.0.priority": [101, -1],
    "jobs.0.skills": [[-1], ["lift"], "lift", list(range(200))],
    "jobs.0.delivery": [[1, 2], [-1], [10**13], 5],
    "jobs.0.location_index": [12, -1, 10**9, None],
    "jobs.0.location": [[181, 0], [0, 91], [0], [0, 0, 0], "here", [None, 0]],
    "jobs.0.colour": ["red"],
    "jobs.0.amount": [[1]],
    "jobs.0.locked": [True],
    "jobs.0.service_per_type": [[], {"van": -1}, {"van": None}],
    "jobs.0.never": [5, [-1]],
    "jobs.0.courier": [-1, "Aigul", {"cost": 5}, {"id": 1, "cost": -1}],
    "jobs.0.penalty": [-1, 10**9],
    "jobs.0.difficulty": [101, -1],
    "jobs.0.description": [7, "x" * 2_000],
    "jobs.1.time_windows": [[], [[9, 0]], [[0]], [[0, 9], [5, 30]], [[0, 2**32]], [0, 9]],
    "jobs.1": [None, [], 3],
    "jobs": [{}, "jobs", 7],
    "shipments.0.pickup": [{}, None],
    "shipments.0.amount": [[1, 2]],
    "shipments.0.delivery.location_index": [99],
    "vehicles": [[], {}, None],
    "vehicles.0.id": [None, -3],
    "vehicles.0.speed_factor": [0, -1, 5.1, "fast", True, None],
    "vehicles.0.capacity": [[], [1, 2], [-1], "big"],
    "vehicles.0.time_window": [[9, 0], [0], [-1, 5], 7, [0, 1, 2]],
    "vehicles.0.start_index": [50],
    "vehicles.0.max_tasks": [-1, 1.5],
    "vehicles.0.costs": [{"per_task": 1}, {"fixed": -1}, {"fixed": 10**9}, []],
    "vehicles.0.breaks": [[{}], [{"id": 1, "max_load": [1, 2]}], [{"id": 1}, {"id": 1}], 5],
    "vehicles.0.steps": [
        5,
        [{}],
        [{"type": "job"}],
        [{"type": "nap", "id": 1}],
        [{"type": "job", "id": 77}],
        [{"type": "break", "id": 77}],
        [{"type": "job", "id": 1}, {"type": "job", "id": 1}],
        [{"type": "job", "id": 1}, {"type": "job", "id": 2, "locked": True}],
        [{"type": "start", "locked": True}],
        [{"type": "reload", "id": 0}],
        [{"type": "job", "id": 1, "locked": 1}],
        [{"type": "job", "id": 1, "service_at": -1}],
    ],
    "vehicles.0.reloads": [5, [{}], [{"location_index": 99}], [{"location_index": 1, "id": 2}]],
    "vehicles.0.max_reloads": [-1, 101],
    "vehicles.0.rest": [
        {},
        {"id": 2, "after": 0, "service": 60},
        {"id": 2, "after": 900, "service": 0},
        {"id": 1, "after": 900, "service": 60},
    ],
    "vehicles.0.max_travel_time": [-1],
    "traffic": [
        [],
        {"car": 5},
        {"car": [{"time_window": [0, 9]}]},
        {"car": [{"time_window": [9, 9], "speed_factor": 1}]},
        {"car": [{"time_window": [0, 9], "speed_factor": 0}]},
        {"car": [{"time_window": [0, 9], "speed_factor": 1}] * 2},
    ],
    "vehicles.0.profile": ["lorry", 5],
    "matrices": [{}, [], None],
    "matrices.car.durations": [[], [[0, 1]], [[0, 1], [1]], [[0]], [["x"]], [[-1]], [[10**9]]],
    "matrices.car.distances": [[[0]], None],
    "matrices.car.costs": [[[0]]],
    "options": [{"g": True}],
    "balance": [5, "yes", {"per_hour": -1}, {"per_stop": 1}],
    "matrix": [[[0]]],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [(path, value) for path, values in REFUSED.items() for value in values],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_value_is_refused_at_its_place(path: str, value: object) -> None:
    """One sentence that begins with the path, or with the path of what is around it."""
    with pytest.raises(BadProblem) as caught:
        reread(changed(path, value))

    words = path.split(".")
    assert words[0] in caught.value.where
    assert caught.value.what
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (
            "jobs.0.service",
            1.5,
            "jobs[0].service: is 1.5, not a whole number. Write a whole number.",
        ),
        (
            "vehicles.0.time_window",
            [9, 5],
            "vehicles[0].time_window: closes at 5 before it opens at 9. Swap the two.",
        ),
        ("jobs.1.id", 1, "jobs: has two with the id 1. Give each its own id."),
        (
            "vehicles.0.steps",
            [{"type": "job", "id": 9}],
            "vehicles[0].steps[0]: names job 9, which is none. Correct its id.",
        ),
        (
            "options",
            {"g": True},
            "options: is not honoured here, so it may not be ignored. "
            "Remove it: it is a setting of VROOM's server, not of a day.",
        ),
    ],
)
def test_a_refusal_says_what_where_and_what_to_do(path: str, value: object, sentence: str) -> None:
    with pytest.raises(BadProblem) as caught:
        reread(changed(path, value))

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[]", "not an object"),
        ("null", "is nothing, not an object"),
        ('{"vehicles": NaN}', "it holds NaN"),
        ('{"vehicles": [], "vehicles": []}', "stands twice"),
        ("[" * 200_000, "nested too deep"),
        ('{"vehicles": ' + "9" * 5_000 + "}", "cannot be read"),
        ('{"vehicles": [{"id": 1, "start": [1e999, 0]}]}', "is inf"),
        ('{"vehicles": [{"id": 1}]}', "neither a start nor an end"),
        ('{"vehicles": [{"id": 1, "start": [0, 0]}]}', "no jobs and no shipments"),
        ('{"jobs": []}', "vehicles: is missing"),
        ('{"vehicles": [{"id": 1, "start": [0, 0]}], "jobs": [{"id": 1}]}', "jobs[0].location"),
    ],
    ids=lambda value: value[:24],
)
def test_a_file_that_is_no_day_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadProblem) as caught:
        vroom_json.parse(text)

    assert sentence in str(caught.value)


def test_a_place_without_its_row_is_refused_where_matrices_are_given() -> None:
    with pytest.raises(BadProblem, match=r"vehicles\[0\].start_index: is missing"):
        reread({**MAP, "matrices": {"car": {"durations": [[0]]}}})


def test_kilometres_cannot_be_counted_without_distances() -> None:
    matrices = {"car": {"durations": [[0, 1], [1, 0]]}}

    with pytest.raises(BadProblem, match=r"matrices.car.distances: is missing"):
        day([job(1, 1)], [courier(max_distance=5)], matrices=matrices)


def test_a_day_with_too_many_stops_is_refused() -> None:
    jobs = [{"id": n, "location": [76.9, 43.2]} for n in range(10_000)]

    with pytest.raises(BadProblem, match=r"jobs: has 10000 elements; 3000 is the most"):
        reread({**MAP, "jobs": jobs})


def test_a_day_of_three_thousand_stops_is_read() -> None:
    jobs = [{"id": n, "location": [76.9, 43.2]} for n in range(3_000)]

    assert len(reread({**MAP, "jobs": jobs}).stops) == 3_000


def test_jobs_and_shipments_that_are_too_many_together_are_refused() -> None:
    jobs = [{"id": n, "location": [76.9, 43.2]} for n in range(2_999)]
    ends = {end: {"id": 1, "location": [76.9, 43.2]} for end in ("pickup", "delivery")}

    with pytest.raises(BadProblem, match=r"shipments: bring the stops of the day to 3001; 3000"):
        reread({**MAP, "jobs": jobs, "shipments": [ends]})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(
    path=st.sampled_from(sorted({*REFUSED, "jobs.0", "vehicles.0", "matrices.car", "shipments.0"})),
    value=JSON,
)
def test_any_value_anywhere_is_read_or_refused(path: str, value: object) -> None:
    """Nothing but BadProblem ever leaves the reader."""
    with contextlib.suppress(BadProblem):
        assert reread(changed(path, value)).stops


def test_a_plan_is_written_in_the_words_of_vroom() -> None:
    """Another program that knows VROOM finds what it looks for."""
    jobs = [job(1, 3, delivery=[2], description="the door on the left"), job(2, 3, skills=[1])]
    problem = day(jobs, [courier(capacity=[9])])

    written = vroom_out.plan_json(problem, plan_day(problem, time_limit_s=2, round_limit=5))

    summary = {"cost": 360, "routes": 1, "unassigned": 1, "duration": 360, "distance": 600}
    assert written["code"] == 0
    assert summary.items() <= written["summary"].items()  # type: ignore[attr-defined]
    step = written["routes"][0]["steps"][1]  # type: ignore[index]
    assert step == {
        "type": "job",
        "id": 1,
        "location_index": 3,
        "arrival": 180,
        "duration": 180,
        "distance": 300,
        "setup": 0,
        "service": 300,
        "waiting_time": 0,
        "load": [0],
        "violations": [],
        "description": "the door on the left",
    }
    left = written["unassigned"][0]  # type: ignore[index]
    assert (left["id"], left["type"], left["location_index"]) == (2, "job", 3)
    assert left["reason"] == {
        "code": "no_courier_has_skill",
        "sentence": "No courier today has skill 1.",
        "remedy": "Courier 1 lacks only skill 1.",
        "change": {"vehicle": {"id": 1, "skills": [1]}},
    }


def test_a_plan_without_distances_claims_none() -> None:
    """A nought that was not measured would be a lie."""
    problem = day([job(1, 1)], matrices={"car": {"durations": [[0, 9], [9, 0]]}})

    written = json.dumps(
        vroom_out.plan_json(problem, plan_day(problem, time_limit_s=2, round_limit=5))
    )

    assert "distance" not in written


def test_the_fixture_is_inside_its_city() -> None:
    """All places lie in the box that the README names."""
    for place in [stop.place for stop in city().stops]:
        assert 76.80 <= (place.lon_deg or 0) <= 77.00
        assert 43.18 <= (place.lat_deg or 0) <= 43.30
    assert (CITY / "README.md").is_file()
