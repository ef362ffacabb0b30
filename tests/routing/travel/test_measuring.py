"""The roads of a day: what is off them is told by name, the rest is planned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.errors import BadProblem
from routing.json_fields import Field
from routing.plan import ReasonCode
from routing.planner import plan_day
from routing.problem import NO_ROAD, Place, StopKind
from routing.travel.measuring import Measuring, OffRoad
from routing.vroom_json import read
from tests.routing.travel.cities import CITY, FIELD, OUTSIDE, OneWayCity, one_way, places


def test_a_stop_off_the_road_is_snapped_with_a_warning() -> None:
    measuring = Measuring(OneWayCity())

    roads = measuring(places([CITY[0], FIELD]), "car")

    assert roads.durations_s[0, 1] < NO_ROAD
    assert measuring.off_road == [OffRoad(Place(1, *FIELD), "car", 340)]
    assert measuring.off_road[0].sentence == (
        "the nearest road for 'car' is 340 m away; travel is measured from there. "
        "Check its place on the map."
    )


def test_a_stop_without_a_road_has_a_reason_and_the_rest_of_the_day_is_planned() -> None:
    """Coordinates of Astana slipped into a day in Almaty."""
    measuring = Measuring(OneWayCity())
    day = {
        "vehicles": [{"id": 1, "start": list(CITY[0]), "end": list(CITY[0])}],
        "jobs": [
            {"id": 1, "location": list(CITY[3])},
            {"id": 2, "location": list(OUTSIDE)},
            {"id": 3, "location": list(CITY[5])},
        ],
    }

    problem = read(Field(day, ""), measure=measuring)
    plan = plan_day(problem, time_limit_s=5, round_limit=20)

    visited = [step.task_id for step in plan.routes[0].steps if step.kind.value == StopKind.JOB]
    assert sorted(filter(None, visited)) == [1, 3]
    assert [(left.task_id, left.reason.code) for left in plan.unassigned] == [
        (2, ReasonCode.UNREACHABLE)
    ]
    assert "No road leads there and back" in plan.unassigned[0].reason.sentence
    assert [one.distance_m for one in measuring.off_road] == [None]
    assert "nobody can get there" in measuring.off_road[0].sentence


def test_one_way_streets_decide_the_order_of_a_run() -> None:
    """Eastward is short, westward long: a run that may end anywhere goes east."""
    day = {
        "vehicles": [{"id": 1, "start": list(CITY[0])}],
        "jobs": [{"id": n, "location": list(CITY[n])} for n in (3, 1, 2)],
    }

    problem = read(Field(day, ""), measure=Measuring(OneWayCity()))
    plan = plan_day(problem, time_limit_s=5, round_limit=50)

    assert [step.task_id for step in plan.routes[0].steps] == [None, 1, 2, 3]


def test_nobody_on_the_map_leaves_a_day_of_reasons() -> None:
    engine = OneWayCity()

    roads = Measuring(engine)(places([OUTSIDE, OUTSIDE]), "foot")

    assert engine.asked == []
    assert roads.durations_s.tolist() == [[0, NO_ROAD], [NO_ROAD, 0]]


@settings(deadline=None)
@given(st.integers(20, 1_000))
def test_traffic_lengthens_drives_and_no_walk(percent: int) -> None:
    """Rounded up; where no road leads none appears."""
    measuring = Measuring(OneWayCity(), percent)
    points = [*CITY[:3], OUTSIDE]

    car, foot = measuring(places(points), "car"), measuring(places(points), "foot")

    truth = one_way(points, points)
    assert (foot.durations_s[:3, :3] == truth.durations_s[:3, :3]).all()
    assert (car.durations_s[:3, :3] == -(-truth.durations_s[:3, :3] * percent // 100)).all()
    assert (car.durations_s[3, :3] == NO_ROAD).all()
    assert car.distances_m is not None
    assert foot.distances_m is not None
    assert np.array_equal(car.distances_m, foot.distances_m)


@pytest.mark.parametrize("percent", [0, -5, 19, 1_001])
def test_traffic_that_no_street_has_is_refused(percent: int) -> None:
    with pytest.raises(BadProblem, match="per cent"):
        Measuring(OneWayCity(), percent)
