"""Distances over the sphere: known lengths, and no detour that is shorter than the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.errors import BadProblem
from routing.matrix import DETOUR, SPEEDS_KM_H, great_circle
from routing.problem import NO_ROAD, Place, slowed_s

DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def places(*points: tuple[float, float]) -> list[Place]:
    return [Place(n, lon, lat) for n, (lon, lat) in enumerate(points)]


def test_a_degree_of_the_equator_is_as_long_as_the_books_say() -> None:
    """One degree of a sphere of 6371.009 km is 111.195 km."""
    roads = great_circle(places((0, 0), (1, 0)))

    assert roads.distances_m is not None
    assert roads.distances_m[0, 1] == pytest.approx(111_195 * DETOUR, abs=3)
    assert roads.durations_s[0, 1] == pytest.approx(111_195 * DETOUR / 25 * 3.6, abs=3)


def test_a_place_is_nowhere_from_itself() -> None:
    """Also at the poles and across the date line."""
    roads = great_circle(places((180, 0), (-180, 0), (0, 90), (99, 90)))

    assert roads.distances_m is not None
    assert roads.distances_m[0, 1] <= 1
    assert roads.distances_m[2, 3] <= 1
    assert not np.diag(roads.durations_s).any()


@given(points=st.lists(DEGREES, min_size=3, max_size=3), percent=st.integers(1, 500))
def test_no_way_through_a_third_place_looks_shorter(
    points: list[tuple[float, float]], percent: int
) -> None:
    """Rounding up keeps the triangle, also at a courier's own speed (a metre for the floats)."""
    roads = great_circle(places(*points))
    here, there, between = 0, 1, 2

    def road_s(one: int, other: int) -> int:
        return slowed_s(int(roads.durations_s[one, other]), percent)

    assert (
        road_s(here, there) <= road_s(here, between) + road_s(between, there) + 100 // percent + 1
    )
    assert (roads.durations_s == roads.durations_s.T).all()


def test_the_door_across_the_landing_is_not_at_no_distance() -> None:
    """Eleven centimetres are a metre and a second: rounded up."""
    roads = great_circle(places((0, 0), (0.000001, 0)))

    assert roads.distances_m is not None
    assert (roads.distances_m[0, 1], roads.durations_s[0, 1]) == (1, 1)


def test_walking_is_slower_than_driving() -> None:
    foot, car = (great_circle(places((76.9, 43.2), (76.95, 43.25)), p) for p in ("foot", "car"))

    ratio = SPEEDS_KM_H["car"] / SPEEDS_KM_H["foot"]
    assert foot.durations_s[0, 1] == pytest.approx(car.durations_s[0, 1] * ratio, rel=0.01)


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(BadProblem, match="car, bike, foot"):
        great_circle(places((0, 0)), "donkey")


def test_a_place_without_coordinates_cannot_be_measured() -> None:
    with pytest.raises(BadProblem, match="no coordinates"):
        great_circle([Place(0)])


def test_a_road_that_does_not_exist_stays_none_at_any_speed() -> None:
    assert slowed_s(NO_ROAD, 500) == NO_ROAD
