"""How the straight line becomes a road: two numbers, fitted where there is a map to fit them on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from routing.errors import BadProblem
from routing.problem import NO_ROAD, Metres, Seconds

FREE_FLOW_KM_H = 52.0
"""By car on Almaty's empty streets, fitted on 300 points; what a road map without traffic says."""

WORKING_DAY_KM_H = MappingProxyType({"car": 25.0, "bike": 14.0, "foot": 4.5})
"""Door to door in a town by day, stops at lights included. Planning assumptions, not measurements:
a working day has about half of the free flow."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The road is `detour` times the straight line, and is gone along at a speed per profile."""

    detour: float = 1.38
    speeds_km_h: Mapping[str, float] = field(default_factory=lambda: WORKING_DAY_KM_H)

    def __post_init__(self) -> None:
        if not 1 <= self.detour <= 10 or not all(0 < s <= 300 for s in self.speeds_km_h.values()):
            raise BadProblem(
                f"a detour of {self.detour} or one of the speeds {dict(self.speeds_km_h)} is none "
                "that a road has.",
                where="calibration",
                remedy="Give a detour from 1 to 10 and speeds from 0 to 300 km/h.",
            )


@dataclass(frozen=True, slots=True)
class Fit:
    """What a fit found, and how far off it is from the roads that it was fitted on, in per cent of
    each road's own time."""

    detour: float
    speed_km_h: float
    mean_error_percent: float
    p90_error_percent: float
    pairs: int


def fit(straight_m: NDArray[np.float64], durations_s: Seconds, distances_m: Metres) -> Fit:
    """Fits detour and speed to a road map's own answers: medians, which no wild pair can pull.

    Takes three arrays of one shape; pairs without a road, and those under 500 m, where the place of
    the door decides, do not count. Raises BadProblem where none are left.
    """
    counts = (durations_s < NO_ROAD) & (durations_s > 0) & (straight_m >= 500)
    if not counts.any():
        raise BadProblem(
            "no two places are 500 m apart with a road between them.",
            where="calibration",
            remedy="Give more places.",
        )
    straight, seconds = straight_m[counts], durations_s[counts]
    detour = float(np.median(distances_m[counts] / straight))
    speed_km_h = float(np.median(straight * detour / seconds)) * 3.6
    off = np.abs(straight * detour * 3.6 / speed_km_h / seconds - 1) * 100
    return Fit(
        detour=detour,
        speed_km_h=speed_km_h,
        mean_error_percent=float(off.mean()),
        p90_error_percent=float(np.quantile(off, 0.9)),
        pairs=int(counts.sum()),
    )
