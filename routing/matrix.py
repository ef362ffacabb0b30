"""How far and how long between places when no road map is at hand; see `routing.travel`."""

from collections.abc import Callable, Sequence

from routing.problem import Place, Roads
from routing.travel.calibration import WORKING_DAY_KM_H, Calibration
from routing.travel.great_circle import EARTH_RADIUS_M, GreatCircle
from routing.travel.points import points_of

__all__ = ["DETOUR", "EARTH_RADIUS_M", "SPEEDS_KM_H", "Measure", "great_circle"]

DETOUR = Calibration().detour
SPEEDS_KM_H = WORKING_DAY_KM_H

Measure = Callable[[Sequence[Place], str], Roads]
"""Makes the roads of a profile between places, in the order of the places."""


def great_circle(places: Sequence[Place], profile: str = "car") -> Roads:
    """The roads between places over a sphere, stretched by DETOUR, at the profile's speed.

    Symmetric, zero on the diagonal. Raises BadProblem for a profile without a speed or a place
    without coordinates.
    """
    points = points_of(places)
    table = GreatCircle().table(points, points, profile)
    return Roads(table.durations_s, table.distances_m)
