"""The sphere answers for any two places on it, poles and date line too, and refuses all else."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.errors import BadProblem
from routing.matrix import great_circle
from routing.problem import NO_ROAD, Place
from routing.travel.calibration import FREE_FLOW_KM_H, Calibration, fit
from routing.travel.great_circle import GreatCircle, straight_m
from routing.travel.points import Point, points_of
from tests.routing.travel.cities import CITY, places

POINTS = st.builds(Point, st.floats(-180, 180), st.floats(-90, 90))


@settings(deadline=None)
@given(st.lists(POINTS, max_size=6), st.lists(POINTS, max_size=6))
def test_any_places_are_measured_and_both_ways_alike(one: list[Point], other: list[Point]) -> None:
    """No sources and no targets are as good as many; nothing is longer than half the globe."""
    engine = GreatCircle()
    there, back = engine.table(one, other, "foot"), engine.table(other, one, "foot")

    assert there.durations_s.shape == (len(one), len(other))
    assert (there.distances_m == back.distances_m.T).all()
    assert (there.distances_m >= 0).all()
    assert (there.distances_m <= 20_015_200 * 1.38).all()
    assert not engine.off_road_m(one, "foot").any()


@pytest.mark.parametrize(
    ("lon", "lat"), [(nan, 0), (0, nan), (inf, 0), (181, 0), (0, -90.1), (0, inf)]
)
def test_what_is_no_place_on_the_globe_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(BadProblem, match="no place on the globe"):
        great_circle([Place(0, 0, 0), Place(1, lon, lat)])


def test_the_date_line_is_no_wall() -> None:
    """From one side of it to the other is two hundred kilometres, not around the globe."""
    metres = straight_m([Point(179, 0)], [Point(-179, 0)])

    assert metres[0, 0] == pytest.approx(222_390, rel=1e-4)


def test_a_calibration_of_ones_own_decides() -> None:
    """The free flow of an empty street, and another town's detours."""
    own = GreatCircle(Calibration(1.2, {"car": FREE_FLOW_KM_H}))
    usual = GreatCircle()

    assert own.version != usual.version
    two = CITY[0], CITY[5]
    metres = own.table(two, two, "car").distances_m[0, 1]
    assert metres == pytest.approx(straight_m(two, two)[0, 1] * 1.2, abs=1)
    with pytest.raises(BadProblem, match="foot"):
        own.table(two, two, "foot")


@pytest.mark.parametrize(("detour", "speed"), [(0.9, 25), (nan, 25), (1.4, 0), (1.4, nan)])
def test_a_calibration_that_no_road_has_is_refused(detour: float, speed: float) -> None:
    with pytest.raises(BadProblem, match="none that a road has"):
        Calibration(detour, {"car": speed})


@settings(deadline=None)
@given(st.floats(1, 3), st.floats(10, 90))
def test_a_fit_finds_the_numbers_that_made_the_roads(detour: float, speed_km_h: float) -> None:
    """Pairs without a road, and a place with itself, do not count."""
    straight = straight_m(CITY, CITY)
    metres = np.ceil(straight * detour).astype(np.int64)
    seconds = np.ceil(straight * detour / speed_km_h * 3.6).astype(np.int64)
    seconds[0, 1] = metres[0, 1] = NO_ROAD

    found = fit(straight, seconds, metres)

    assert found.detour == pytest.approx(detour, rel=0.01)
    assert found.speed_km_h == pytest.approx(speed_km_h, rel=0.02)
    assert found.mean_error_percent < 3
    assert found.pairs == len(CITY) * (len(CITY) - 1) - 1


def test_nothing_can_be_fitted_on_one_door() -> None:
    with pytest.raises(BadProblem, match="Give more places"):
        fit(np.zeros((1, 1)), np.zeros((1, 1), np.int64), np.zeros((1, 1), np.int64))


def test_places_become_points_in_their_order() -> None:
    assert points_of(places(CITY)) == CITY
